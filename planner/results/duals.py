"""From duals to prices: the one place that converts, with its sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from planner.case.case import Case
from planner.errors import SolverError
from planner.languages import columns_of, languages
from planner.model.caps import Cap
from planner.model.inputs import Inputs
from planner.model.subject import Family, Limit, Name
from planner.program.program import Program, Vector
from planner.program.session import Solution
from planner.results.tidy import Named, limit_names, name_of, scope_name, tidy

Places: TypeAlias = np.ndarray[Any, np.dtype[np.intp]]
WRONG = 1e-6
"""In the solver's scaled numbers: a dual of the wrong sign that is larger is no rounding."""
THINGS: dict[str, Named] = {
    "c": "commodity",
    "i": "intervention",
    "k": "intervention",
    "m": "mode",
    "s": "scope",
    "g": "scope",
    "t": "slice",
}
"""Letters of an index -> what their ids name. Accounts have a column of their own."""


def side_prices(duals: Vector, lower: Vector, upper: Vector, size: Vector, names: Sequence[Name]) -> list[Vector]:
    """What the least cost rises by when the lower, and when the upper side of a row or bound is tightened by a unit.

    A dual (of a column its reduced cost) is the change of the least cost per unit by which the side that holds moves
    up. Moving a lower side up leaves fewer plans, so a minimum rises or stays: dual >= 0, and it is the price. Moving
    an upper side up leaves more, so it falls or stays: dual <= 0, and the price is the negative, what moving it down
    costs. So the sign says which side holds, both prices are >= 0, and where the plan touches no side both are 0. A
    dual beyond the solver's tolerance that has the sign of a side which is not there means that something else is
    wrong, and is an error.
    """
    wrong = (duals * size > WRONG) & ~np.isfinite(lower) | (duals * size < -WRONG) & ~np.isfinite(upper)
    if wrong.any():
        n = int(np.flatnonzero(wrong)[0])
        raise SolverError("wrong_price_sign", found=str(names[n]), value=f"{min(duals[n], -duals[n]):.6g}")
    held = np.isfinite(lower), np.isfinite(upper)
    return [np.where(held[0], np.maximum(duals, 0.0), 0.0), np.where(held[1], np.maximum(-duals, 0.0), 0.0)]


def present_price(program: Program, solution: Solution, limit: Limit) -> float:
    """The shadow price of a chosen limit in present-value money per unit of what it limits; >= 0.

    A limit is the upper bound of a column, or the upper side of a row; "at least" is written with its signs turned.
    """
    return float(present_prices(program, solution, places_of(program, [limit]))[0])


def places_of(program: Program, limits: Sequence[Limit]) -> Places:
    """Where limits stand: the places of columns, and behind them those of rows."""
    column, row = program.column, program.row
    names = (limit.name for limit in limits)
    return np.array([column[name] if name in column else len(column) + row[name] for name in names], dtype=np.intp)


def present_prices(program: Program, solution: Solution, places: Places) -> Vector:
    """The present prices of the limits that stand at these places."""
    count, scale = len(program.columns), program.scale
    is_column = places < count

    def at(of_columns: Vector, of_rows: Vector) -> Vector:
        found = np.empty(len(places))
        found[is_column], found[~is_column] = of_columns[places[is_column]], of_rows[places[~is_column] - count]
        return found

    duals, size = at(solution.reduced_cost, solution.row_dual), scale.cost * at(scale.column, 1 / scale.row)
    lower, upper = at(program.lower, program.row_lower), at(program.upper, program.row_upper)
    names = [program.columns[n] if n < count else program.rows[n - count] for n in places.tolist()]
    return side_prices(duals, lower, upper, size, names)[1]


@dataclass(frozen=True)
class Duals:
    """The duals of all rows and bounds of a plan, and what is needed to label them."""

    inputs: Inputs
    program: Program
    row_dual: Vector
    reduced_cost: Vector

    def table(self, case: Case, model: str) -> pd.DataFrame:
        """The price of every row and bound. See `Plan.prices`."""
        rows = []
        for _, name, present, (*label, factor, unit) in self.labelled(case):
            money, year = factor * present, self.inputs.year_of(name)
            rows.append((*label, year, money / self.inputs.discount[year], money, unit))
        columns = ["family", "account", "id", *columns_of("name"), "year", "price", "present_value", "price_unit"]
        return tidy(pd.DataFrame(rows, columns=columns), case, model)

    def present_prices(self) -> Iterator[tuple[Family, Name, float]]:
        """(family, name, price in present value) of each row, then of each bound that is there."""
        program, scale = self.program, self.program.scale
        families = {family.name: family for family in program.families}
        low, high = side_prices(
            self.row_dual, program.row_lower, program.row_upper, scale.cost / scale.row, program.rows
        )
        equal = program.row_lower == program.row_upper
        prices = np.where(equal, low - high, np.where(np.isfinite(program.row_upper), high, low))
        for name, price in zip(program.rows, prices.tolist(), strict=True):
            if name[0] in families:
                yield families[name[0]], name, price
        sides = side_prices(self.reduced_cost, program.lower, program.upper, scale.cost * scale.column, program.columns)
        floors = {family.floors: family for family in program.families if family.floors}
        bounds = {family.bounds: family for family in program.families if family.bounds}
        for side, there, of in zip(sides, (program.lower, program.upper), (floors, bounds), strict=True):
            for n in np.flatnonzero(np.isfinite(there)):
                if family := of.get(program.columns[n][0]):
                    yield family, program.columns[n], float(side[n])

    def labelled(self, case: Case) -> Iterator[tuple[Family, Name, float, tuple[Any, ...]]]:
        """Each of the present prices, and (family, account, id, English and Chinese name, factor, unit) behind it.

        What people read is the factor x the present price, in the unit.
        """
        limits = {limit.name: limit for limit in self.inputs.limits}
        labels: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for family, name, present in self.present_prices():
            key = (family.name, *(name[:-1] if name[-1] in self.inputs.discount else name))
            if key not in labels:
                chosen = None if family.kind == "physical" else limits[name]
                labels[key] = self._chosen(case, family, chosen) if chosen else self._physical(case, family, name)
            yield family, name, present, labels[key]

    def _chosen(self, case: Case, family: Family, limit: Limit) -> tuple[Any, ...]:
        """Labels of a cap or policy, what its price is multiplied by, and its unit."""
        account = limit.account if isinstance(limit, Cap) else ""
        return family.name, account, limit.label, *limit_names(case, limit), *case.readable_price(limit.per)

    def _physical(self, case: Case, family: Family, name: Name) -> tuple[Any, ...]:
        """The same of a physical row or bound."""
        of = family.at(name)
        account = of.pop("a", "")
        names = [
            ", ".join(
                name_of(case, THINGS[letter], thing, lang) if letter in THINGS else thing
                for letter, thing in of.items()
            )
            for lang in languages()
        ]
        if not of:
            names = [scope_name(case, "total", lang) if account else family.name for lang in languages()]
        label = "/".join(of.values()) or ("total" if account else family.name)
        return family.name, account, label, *names, *self._per(case, family, account, of)

    def _per(self, case: Case, family: Family, account: str, of: dict[str, str]) -> tuple[float, str]:
        """What a price is multiplied by, and its unit; the case's money where a family does not say per what."""
        thing = next(iter(of.values()), "")
        if family.per == "account":
            return case.emission_price(account)
        if family.per == "commodity":
            return case.readable_price(case.unit_of(thing))
        if family.per == "unit":
            return case.readable_price(case.interventions[thing].unit)
        if family.per == "delivered":
            thing = self.inputs.choices[thing].rows[0] if "choice" in of else thing.split("+")[0]
            return case.readable_price(case.delivered_unit(thing) or "")
        return case.readable_price(family.unit) if family.unit else (1.0, case.settings.money)
