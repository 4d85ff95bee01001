"""What the rules on plausibility look at: a case without mistakes, its model and numbers, about what is emitted now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.case.case import Case
from planner.errors import Problem
from planner.model.inputs import Inputs
from planner.model.model_file import ModelSpec

ROUNDS = 12
"""Steps from a service back to what is bought for it."""


@dataclass(frozen=True)
class Checked:
    """A checked case under a model, with the numbers of its program."""

    case: Case
    spec: ModelSpec
    inputs: Inputs

    @cached_property
    def present(self) -> dict[tuple[str, str], float]:
        """(account, sector) -> about what is emitted in the first year; see there."""
        return present_emissions(self.inputs)


Rule = Callable[[Checked], Iterator[Problem]]


def present_emissions(inputs: Inputs) -> dict[tuple[str, str], float]:
    """(account, sector) -> emissions of the first year [unit of the account], without improvements or captures.

    Existing stock serves today's demand, each technology by its share of what stands.
    """
    year = inputs.years[0]
    runs, bought = _running(inputs, year)
    emitted = {(a, s): inputs.baseline.get((a, s, year), 0.0) for a in inputs.accounts for s in inputs.sectors}
    for a, s in emitted:
        emitted[a, s] += sum(runs.get(x, 0.0) * e for x, _, e in inputs.emitted.get((a, s, year), ()))
    for (a, s, c, y), factor in inputs.purchase_emissions.items():
        if y == year:
            emitted[a, s] += factor * bought.get(c, 0.0)
    return emitted


def _running(inputs: Inputs, year: int) -> tuple[dict[str, float], dict[str, float]]:
    r"""Activity of each plain mode, and what is bought of each carrier, when demands are passed on to what they need.

    What stands shares the need of its commodity, $A_i = n_c\,K_i / \sum_j K_j$; of a carrier at most $K_i$.
    """
    plain = {i: next(m.name for m in inputs.modes if m.technology == i and not m.choices) for i in inputs.delivers}
    capacity = {i: inputs.output[i] * inputs.existing_left[i, year] for i in inputs.delivers}
    stands: dict[str, float] = defaultdict(float)
    for i, c in inputs.delivers.items():
        stands[c] += capacity[i]
    services = {c for c, _ in inputs.demand}
    need = {c: amount for (c, y), amount in inputs.demand.items() if y == year}
    runs: dict[str, float] = {}
    for _ in range(ROUNDS):
        share = {c: max(0.0, need.get(c, 0.0)) / stands[c] for c in stands if stands[c]}
        runs = {
            plain[i]: capacity[i] * (share[c] if c in services else min(1.0, share[c]))
            for i, c in inputs.delivers.items()
            if c in share
        }
        need = {c: amount for (c, y), amount in inputs.demand.items() if y == year}
        for (c, y), flows in inputs.flows.items():
            if y == year:
                need[c] = need.get(c, 0.0) + sum(amount * runs.get(x, 0.0) for x, _, amount in flows)
    made = {c: sum(runs.get(plain[i], 0.0) for i, of in inputs.delivers.items() if of == c) for c in need}
    return runs, {c: max(0.0, need[c] - made[c]) for c in inputs.bought if c in need}
