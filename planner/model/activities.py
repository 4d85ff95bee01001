"""What runs, per unit of activity: its flows, its emissions, its variable cost.

An *activity* `x` is a mode of a technology, a storage, a reduction, or a capture; or a stock as it stands, run or not. A
mode has the flows of its technology after savings, and the flows, emissions and variable cost of the improvements in it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from planner.model.modes import Mode, find_modes, fitting_savings

if TYPE_CHECKING:
    from planner.case.case import Case


class Activities:
    """Flows, emissions and variable cost per unit of each activity."""

    def __init__(
        self,
        case: Case,
        flows: dict[tuple[str, str, int], float],
        process: dict[tuple[str, str], dict[int, float]],
        factors: dict[tuple[str, str, int], float],
        cost: dict[tuple[str, int], float],
    ) -> None:
        self.case, self.raw, self.process, self.factors = case, flows, process, factors
        self.carriers: dict[str, list[str]] = defaultdict(list)
        for flow in (flow for flow in case.unit_flows if flow.per is None):
            self.carriers[flow.intervention].append(flow.carrier)
        self.savings = fitting_savings(case)
        self.modes = find_modes(case)
        by_technology = groupby(self.modes, lambda mode: mode.technology)
        self.modes_of = {i: tuple(mode.name for mode in modes) for i, modes in by_technology}
        self.flows: dict[tuple[str, int], list[tuple[str, str, float]]] = defaultdict(list)
        self.emitted: dict[tuple[str, str, int], list[tuple[str, str, float]]] = defaultdict(list)
        self.flue_gas: dict[tuple[str, str, int], float] = {}
        self.variable_cost: dict[tuple[str, str, int], float] = {}
        saved = {mode.name: self._saved(mode) for mode in self.modes}
        for y in case.years:
            for mode in self.modes:
                for a, amount in self._add(mode.name, y, mode.technology, saved[mode.name], cost).items():
                    self.flue_gas[a, mode.name, y] = amount
                for choice in mode.choices:
                    self._add(mode.name, y, choice.rows[0], {}, cost)
            for i, row in case.interventions.items():
                if row.kind in ("reduction", "capture", "storage"):
                    self._add(i, y, i, {}, cost)
        self.flows, self.emitted = dict(self.flows), dict(self.emitted)
        self.standing: dict[str, str] = {}

    def add_standing(self, flows: dict[tuple[str, str, int], float]) -> None:
        """Add what a unit built consumes and burns, run or not: the activity is the stock itself."""
        self.standing = {f"stock of {i}": i for i, _, _ in flows}
        for (i, c, y), flow in flows.items():
            if not flow:
                continue
            x, sector = f"stock of {i}", self.case.interventions[i].sector
            self.flows.setdefault((c, y), []).append((x, i, flow))
            for a in self.case.accounts:
                if self.case.carriers[c].counted_in is None and (c, a, y) in self.factors:
                    self.emitted.setdefault((a, sector, y), []).append((x, i, flow * self.factors[c, a, y]))

    def _saved(self, mode: Mode) -> dict[str, float]:
        r"""What is left of a technology's consumption in a mode, by carrier: $\prod_j (1 - s_j)$."""
        left: dict[str, float] = defaultdict(lambda: 1.0)
        for choice in mode.choices:
            for c, fraction in self.savings[choice.rows[0], mode.technology].items():
                left[c] *= 1 - fraction
        return left

    def _add(
        self, x: str, y: int, i: str, left: dict[str, float], cost: dict[tuple[str, int], float]
    ) -> dict[str, float]:
        """Add to an activity what an intervention in it does, by the share left of its consumption; its emissions."""
        sector = self.case.interventions[i].sector
        for c in self.carriers.get(i, ()):
            flow = self.raw[i, c, y] * (left.get(c, 1.0) if self.raw[i, c, y] > 0 else 1.0)
            if flow:
                self.flows[c, y].append((x, i, flow))
        emissions = self._where_it_stands(i, left, y)
        for a, amount in emissions.items():
            if amount:
                self.emitted[a, sector, y].append((x, i, amount))
        if cost[i, y]:
            self.variable_cost[x, i, y] = cost[i, y]
        return emissions

    def _where_it_stands(self, i: str, left: dict[str, float], y: int) -> dict[str, float]:
        """Account -> emissions of one unit of i where it stands: what burns and counts there, and process emissions."""
        emissions: dict[str, float] = defaultdict(float)
        for a in self.case.accounts:
            for c in self.carriers.get(i, ()):
                if self.case.carriers[c].counted_in is None and (c, a, y) in self.factors:
                    emissions[a] += self.factors[c, a, y] * self.raw[i, c, y] * left.get(c, 1.0)
            if (i, a) in self.process:
                emissions[a] += self.process[i, a][y]
        return emissions
