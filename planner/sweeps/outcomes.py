"""What is kept of each plan: costs, emissions, shadow prices, what stands; by fixed labels, so it is one vector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd
from scipy import sparse

from planner.case.case import Case
from planner.errors import UsageError
from planner.languages import columns_of, languages
from planner.messages import text
from planner.model.caps import Cap
from planner.model.subject import Limit, Name
from planner.program.program import Vector
from planner.program.session import Solution
from planner.results.duals import places_of, present_prices
from planner.results.plan import Prepared
from planner.results.shadow_prices import priced_by_year
from planner.results.tidy import limit_names
from planner.sweeps.programs import Entries

Outcome: TypeAlias = Literal["cost", "emissions", "shadow_price", "stock", "built"]
OUTCOMES: tuple[Outcome, ...] = ("cost", "emissions", "shadow_price", "stock")
"""What is kept where nobody says."""
Read: TypeAlias = list[Name] | str | tuple[float, list[Limit]]
"""Columns to add up; which cost; or limits whose prices to add up, and a factor."""


@dataclass(frozen=True)
class Label:
    """One outcome: a quantity of something in a year (0: none), with its unit; as in the table of a comparison."""

    quantity: str
    account: str
    item: str
    names: tuple[str, ...]
    """In each language."""
    year: int
    unit: str


class Outcomes:
    """What to read off a solution of the programs of a prepared case."""

    def __init__(self, ready: Prepared, wanted: Sequence[Outcome]) -> None:
        self.ready, self.wanted = ready, wanted
        found: dict[Label, Read] = {}
        for quantity in wanted:
            found.update(getattr(self, f"_{quantity}")(ready.case))
        self.labels, self._read, column = tuple(found), list(found.values()), ready.program.column
        sums = [
            (n, column[name], 1.0)
            for n, what in enumerate(self._read)
            for name in (what if isinstance(what, list) else ())
            if name in column
        ]
        priced = [
            (n, limit, what[0]) for n, what in enumerate(self._read) if isinstance(what, tuple) for limit in what[1]
        ]
        prices = [(n, k, factor) for k, (n, _, factor) in enumerate(priced)]
        self._limits = places_of(ready.program, [limit for _, limit, _ in priced])
        self._sums = _sparse(sums, (len(found), len(ready.program.columns)))
        self._prices = _sparse(prices, (len(found), len(priced)))

    def of(self, entries: Entries, solution: Solution) -> Vector:
        """The outcomes of a solution, in the order of the labels."""
        program, total = entries.program, self.total(entries, solution)
        x = np.where(np.abs(solution.x) < 1e-9 * program.scale.column, 0.0, solution.x)
        costs = {"plan": total, "without_carbon_payments": total - float(np.sum(entries.settled * solution.x))}
        values = np.asarray(self._sums @ x + self._prices @ present_prices(program, solution, self._limits))
        for n, what in enumerate(self._read):
            if isinstance(what, str):
                values[n] = costs[what]
        return values

    def total(self, entries: Entries, solution: Solution) -> float:
        """What the plan costs, present value, carbon payments too."""
        return float(np.sum(entries.program.cost * solution.x)) + entries.program.cost_offset

    def _cost(self, case: Case) -> Iterator[tuple[Label, Read]]:
        for item in ("plan", "without_carbon_payments"):
            yield Label("cost", "", item, _said(f"say_{item}"), 0, case.settings.money), item

    def _emissions(self, case: Case) -> Iterator[tuple[Label, Read]]:
        names = _said("say_plan")
        for a, account in case.accounts.items():
            for y in self.ready.inputs.years:
                yield Label("emissions", a, "plan", names, y, account.unit), [("total_emissions", a, y)]

    def _shadow_price(self, case: Case) -> Iterator[tuple[Label, Read]]:
        """Undiscounted, in money as people read it. A limit with two sides has one price."""
        found: dict[Label, tuple[float, list[Limit]]] = {}
        for limits, y in priced_by_year(self.ready.inputs):
            limit = limits[0]
            factor, unit = case.readable_price(limit.per)
            account, item = (limit.account, limit.scope) if isinstance(limit, Cap) else ("", limit.label)
            label = Label("shadow_price", account, item, tuple(limit_names(case, limit)), y, unit)
            found.setdefault(label, (factor / self.ready.inputs.discount[y], []))[1].extend(limits)
        yield from found.items()

    def _stock(self, case: Case) -> Iterator[tuple[Label, Read]]:
        for i, row in case.interventions.items():
            for y in self.ready.inputs.years:
                yield Label("stock", "", i, _named(case, i), y, row.unit), [("stock", i, y)]

    def _built(self, case: Case) -> Iterator[tuple[Label, Read]]:
        """What is built in all years together."""
        for i, row in case.interventions.items():
            names = [("new_units", i, y) for y in self.ready.inputs.years if (i, y) in self.ready.inputs.capex]
            yield Label("built", "", i, _named(case, i), 0, row.unit), list[Name](names)


def _sparse(entries: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> sparse.csr_array:
    """A matrix of (row, column, entry)."""
    rows, columns, data = zip(*entries, strict=True) if entries else ((), (), ())
    return sparse.csr_array((np.array(data, dtype=float), (np.array(rows, int), np.array(columns, int))), shape=shape)


def places(labels: Sequence[Label], **asked: object) -> list[int]:
    """The places of the labels that are so."""
    return [n for n, label in enumerate(labels) if all(getattr(label, k, None) == v for k, v in asked.items())]


def the_one(labels: Sequence[Label], asked: Mapping[str, object]) -> int:
    """The place of the one label that is so. Raises UsageError where it is not one."""
    at = places(labels, **asked)
    if len(at) != 1:
        raise UsageError("one_outcome", found=", ".join(f"{k}={v}" for k, v in asked.items()), count=len(at))
    return at[0]


def table_of(labels: Sequence[Label]) -> pd.DataFrame:
    """The labels as columns; the year is blank where there is none."""
    columns = ["quantity", "account", "item", *columns_of("name"), "year", "unit"]
    rows = [(o.quantity, o.account, o.item, *o.names, o.year, o.unit) for o in labels]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(year=table["year"].astype("Int64").mask(table["year"] == 0))


def _named(case: Case, i: str) -> tuple[str, ...]:
    return tuple(case.name_of("intervention", i, lang) for lang in languages())


def _said(key: str) -> tuple[str, ...]:
    return tuple(text(key, lang) for lang in languages())
