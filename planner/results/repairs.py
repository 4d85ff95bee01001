"""The least that makes a plan possible: in tonnes, in policies, in potentials, build rates, growth or demand.

Mathematics: models/README.md, "No plan".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from scipy import sparse

from planner.model import subjects
from planner.model.inputs import Inputs
from planner.model.subject import Amounts, Limit, Name
from planner.program.program import Program
from planner.program.session import Infeasible, Session, Solution
from planner.program.slack import Slack, relaxed
from planner.results.conditions import Condition, number

NEGLIGIBLE = 1e-7
"""Share of the largest amount below which what is left over is the solver's tolerance."""
TILT = 1e-9
"""By how much the least common share may be exceeded while the sum is minimised."""


@dataclass(frozen=True)
class Eased:
    """A condition that gives way in a year (None: in all years alike), and by how much its rows do, >= 0.

    `reached`: what can be kept instead of what is asked; None: what is asked and the excess.
    """

    condition: Condition
    year: int | None
    excess: float
    reached: float | bool | None = None
    limit: Limit | None = None
    """The one of the condition's limits that gives way."""


@dataclass(frozen=True)
class Repair:
    """What gives way together, at the least, so that there is a plan; `by`: caps, policies, demand, or a family."""

    by: str
    eased: tuple[Eased, ...]
    solution: Solution
    program: Program
    """The program in which it gives way, and where that ends."""


def repair(inputs: Inputs, program: Program, by: str, giving: Sequence[Condition]) -> Repair | None:
    """The least by which conditions must give way together; None where that does not help, or nothing needs to.

    Chosen limits give way year by year; a limit on what is built or runs by as much in every year, in shares of what
    it is; a demand year by year, in shares of itself.
    """
    if not giving:
        return None
    try:
        if limits := {limit: condition for condition in giving for limit in condition.limits}:
            return _least_limits(inputs, program, by, limits)
        return _least_shares(inputs, program, by, giving)
    except Infeasible:
        return None


def _least_limits(inputs: Inputs, program: Program, by: str, giving: dict[Limit, Condition]) -> Repair:
    """Caps and policies, in their own units.

    Policies first by the least share of their size that all have in common; within it the least sum of shares, caps
    in shares of their account's largest.
    """
    sizes = {limit: inputs.size_of(limit, program) for limit in giving}
    slacks = [Slack({limit.name: -1.0}, 1 / size) for limit, size in sizes.items()]
    easy = relaxed(program, slacks)
    shared = [limit for limit in giving if limit.family.kind == "policy"]
    if shared:
        easy = _within_the_least_share(easy, {("slack", *limit.name): sizes[limit] for limit in shared})
    solution = Session(easy, tight=True).solve()
    at = dict(zip(easy.columns, solution.x.tolist(), strict=True))
    eased = []
    for limit, condition in giving.items():
        slack = at["slack", *limit.name]
        if slack > NEGLIGIBLE * sizes[limit]:
            given_up = _given_up(inputs, limit, slack, lambda *name: at.get(name, 0.0))
            eased.append(Eased(condition, limit.year, given_up, limit.amount + limit.side * given_up, limit))
    return Repair(by, tuple(eased), solution, easy)


def _within_the_least_share(program: Program, sizes: dict[Name, float]) -> Program:
    """The program in which slacks are held to the least share of their sizes that they can have in common."""
    n = len(sizes)
    entries = sparse.csr_array(
        (np.ones(n), (np.arange(n), [program.column[name] for name in sizes])), shape=(n, len(program.columns))
    )
    rows = [("common_share", place) for place in range(n)]
    held = program.with_rows(rows, entries, np.full(n, -np.inf), np.zeros(n))
    share = sparse.lil_array((len(held.rows), 1))
    for name, size in zip(rows, sizes.values(), strict=True):
        share[held.row[name], 0] = -size
    sums = np.append(held.cost, 0.0)
    held = held.with_columns([("share",)], share.tocsc(), np.zeros(1), np.full(1, np.inf), np.ones(1))
    least = float(Session(held.with_cost(np.append(np.zeros(len(sums) - 1), 1.0)), tight=True).solve().x[-1])
    return held.with_bounds(upper={("share",): least + TILT * max(1.0, least)}).with_cost(sums)


def _given_up(inputs: Inputs, limit: Limit, slack: float, values: Amounts) -> float:
    """By how much an amount gives way: its row's slack, or where it is no right-hand side, how far off the plan is."""
    of = subjects.subject_of(limit.family)
    if limit.right is None or of is None or of.reached is None:
        return slack
    return abs(of.reached(inputs, values, limit) - limit.amount)


def _least_shares(inputs: Inputs, program: Program, by: str, giving: Sequence[Condition]) -> Repair:
    """What is demanded, year by year; what is built or runs, one condition a slack."""
    slacks = [(condition, names, slack) for condition in giving for names, slack in _slacks(program, condition)]
    easy = relaxed(program, [slack for *_, slack in slacks])
    solution = Session(easy, tight=True).solve()
    at = dict(zip(easy.columns, solution.x.tolist(), strict=True))
    eased = []
    for condition, names, slack in slacks:
        given_up = at[slack.name]
        if given_up * slack.weight > NEGLIGIBLE:
            if condition.family.shrinks:
                asked = sum(abs(number(program, name)) for name in names)
                eased.append(Eased(condition, names[0][-1], given_up * asked, (1 - given_up) * asked))
            else:
                reached = _reached(inputs, condition, lambda *name: at.get(name, 0.0))
                eased.append(Eased(condition, None, given_up, reached))
    return Repair(by, tuple(eased), solution, easy)


def _slacks(program: Program, condition: Condition) -> Iterator[tuple[tuple[Name, ...], Slack]]:
    """The rows or bounds of a condition that give way together, and their slack: of a demand, a share of a year's."""
    if condition.family.shrinks:
        for _, alike in groupby(sorted(condition.names, key=lambda name: name[-1]), key=lambda name: name[-1]):
            names = tuple(alike)
            yield names, Slack({name: number(program, name) for name in names}, 1.0, 1.0)
        return
    each = [condition.slack(program, name) for name in condition.names]
    size = max(abs(number(program, name)) for name in condition.names)
    eases = {name: by for slack in each for name, by in slack.eases.items()}
    yield condition.names, Slack(eases, 1 / size if size else max(slack.weight for slack in each))


def _reached(inputs: Inputs, condition: Condition, values: Amounts) -> float | bool | None:
    """What the cell of a condition must say instead, where that is not its number and the slack."""
    reached: Callable[[Inputs, Amounts, Name], float | bool] | None = condition.family.reached
    if reached is None:
        return None
    found = [reached(inputs, values, name) for name in condition.names]
    return any(found) if isinstance(found[0], bool) else min(found)
