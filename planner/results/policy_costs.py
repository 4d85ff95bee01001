"""What each cap, policy and budget adds to the cost of the plan: without it, by itself, and by its price.

Mathematics: models/README.md, "What a policy adds".
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from planner.calls.arguments import public
from planner.languages import columns_of
from planner.model import subjects
from planner.model.caps import main_account
from planner.model.model_file import ModelSpec
from planner.model.subject import Limit
from planner.program.program import Program
from planner.program.session import Session, Solution, Unbounded
from planner.results.duals import present_price
from planner.results.plan import CaseLike, Prepared, prepare, start_of
from planner.results.references import lifted, optimum
from planner.results.tidy import limit_names, tidy
from planner.results.values import Values, values_of

TOTAL = "total"
EASED = 0.01
"""By which share a policy is eased for its price."""


@public
def policy_costs(
    case: CaseLike, *, model: str | Path | ModelSpec | None = None, time_limit: float | None = None
) -> pd.DataFrame:
    """What each cap, policy, budget and loan adds to the cost of a plan, and to its emissions.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    model
        Name of a model or a model file; without one, the case's default.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    DataFrame
        A row for each, with all its years, and `total` for all together. Money in present value: `adds`, what the plan
        costs more than without it; `alone`, what it adds where there is no other; `one_percent`, what its prices say
        that easing it by 1 % saves. `emissions`: what the plan emits more over all years, in the main account, than
        without it. NaN where the cost falls for ever without it.

    Raises
    ------
    NoPlanError, SolverError, InputError, UsageError
        As `solve`.

    Examples
    --------
    >>> planner.policy_costs("data/example_city")[["id", "adds"]].round(1).values.tolist()
    [['co2/total/yearly', 90.9], ['total', 90.9]]
    """
    ready = prepare(case, model=model)
    named = subjects.named()
    plan = optimum(ready.case, ready.inputs, ready.program, start_of(ready))
    by_id: dict[str, list[Limit]] = {}
    for limit in ready.inputs.limits:
        by_id.setdefault(limit.label, []).append(limit)
    free = lifted(ready.program, ready.inputs.limits)
    nothing = _least(free, ready.references.least_cost)
    values = values_of(ready.program, plan)
    worth = {
        label: sum(present_price(ready.program, plan, each) * _size(ready, values, each) for each in limits)
        for label, limits in by_id.items()
    }
    rows = []
    for label, limits in by_id.items():
        near, far = plan, nothing or plan
        if worth[label] > sum(worth.values()) / 2:  # without it little is left of them, by itself most
            near, far = far, near
        without = _least(lifted(ready.program, limits), near)
        by_itself = _least(free.with_limits({each.name: ready.program.limit(each.name) for each in limits}), far)
        kind = named.get(limits[0].family.name, limits[0].family.name)
        money = _more(ready, plan, without), _more(ready, by_itself, nothing), EASED * worth[label]
        rows.append((kind, label, *limit_names(ready.case, limits[0]), *money, _emitted(ready, plan, without)))
    together = _more(ready, plan, nothing)
    names = columns_of("name")
    rows.append(("", TOTAL, *("" for _ in names), together, together, float("nan"), _emitted(ready, plan, nothing)))
    columns = ["limit", "id", *names, "adds", "alone", "one_percent", "emissions"]
    table = pd.DataFrame(rows, columns=columns).assign(
        unit=ready.case.settings.money, emissions_unit=ready.case.accounts[main_account(ready.case)].unit
    )
    return tidy(table, ready.case, ready.spec.name)


def _size(ready: Prepared, values: Values, limit: Limit) -> float:
    """The amount of a limit in the unit that its price is per; of a share, that share of the whole in a plan."""
    of = subjects.subject_of(limit.family)
    return abs(limit.amount) * (of.whole(ready.inputs, values, limit) if of and of.whole else 1.0)


def _least(program: Program, near: Solution) -> Solution | None:
    """The least cost of a program; None where it falls for ever."""
    try:
        return Session(program, near.basis).solve()
    except Unbounded:
        return None


def _more(ready: Prepared, one: Solution | None, other: Solution | None) -> float:
    """What one plan costs more than another, present value."""
    return float("nan") if one is None or other is None else float(ready.program.cost @ (one.x - other.x))


def _emitted(ready: Prepared, one: Solution, other: Solution | None) -> float:
    """What one plan emits more than another over all years, in the main account."""
    account = main_account(ready.case)
    columns = [ready.program.column["total_emissions", account, y] for y in ready.inputs.years]
    return float("nan") if other is None else float((one.x - other.x)[columns].sum())
