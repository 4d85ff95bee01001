"""Years of a plan of data/beijing hour by hour: does what was built for typical days serve real ones?

python tests/beijing/hourly.py HOURS.csv 2030 2040 2050    prints a row a year; HOURS.csv as slices.py reads it

The plan's capacities stand, and so does what is used of all that is not sliced. Dispatch is chosen again over 8,760 hours
in a row, with storage that may carry energy over weeks. The program is one of its own, not the planner's. It asks twice:
what stays unserved, and how much more CO2 than the plan's it takes to serve what can be served at all.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse as sparse
from scipy.optimize import linprog
from slices import SHAPES, Hours, Shape

import planner
from planner.results.plan import Plan, prepare

BEIJING = Path(__file__).resolve().parents[2] / "data" / "beijing"
ACCOUNT = "co2_market"
UNSERVED = 1e3
"""What a unit unserved weighs beside one of CO2."""
NOTHING = 1e-9


class Year:
    """A year of a plan as a linear program: blocks of columns, one column an hour."""

    def __init__(self, ready: planner.Prepared, plan: Plan, year: int, hours: Hours) -> None:
        self.inputs, self.year, self.hours = ready.inputs, year, len(hours)
        self.shapes = {key: _of_mean(shape(hours), key) for key, (shape, _) in SHAPES.items()}
        self.uptake = plan.uptake.query("year == @year").set_index("intervention")
        self.balances = plan.balances.query("year == @year")
        self.upper: list[Shape] = []
        self.co2: list[float] = []
        self.used: dict[str, list[tuple[int, Shape]]] = {c: [] for c in sorted(self.inputs.slices.commodities)}
        self.equal: list[tuple[list[tuple[int, sparse.spmatrix]], Shape]] = []
        self.most: list[tuple[list[tuple[int, sparse.spmatrix]], Shape]] = []
        self.planned_co2 = 0.0
        stores = self.inputs.own["storage"]
        for i, stock in self.uptake["stock"].items():
            if stock > NOTHING and i in self.inputs.slices.availability:
                self._technology(i, stock)
            elif stock > NOTHING and i in stores:
                self._storage(stores[i], stock)
        for c in self.inputs.bought:
            if c in self.used:
                self._purchases(c)
        self.unserved = {c: self._column(np.inf, 0.0, {c: 1.0}) for c in self.used}

    def _column(self, upper: Shape | float, co2: float, used: dict[str, Shape | float]) -> int:
        """A block of columns up to `upper` that supply (+) and take (-) what `used` says per unit."""
        self.upper.append(np.broadcast_to(upper, self.hours).astype(float))
        self.co2.append(co2)
        for c, amount in used.items():
            self.used[c].append((len(self.co2) - 1, np.broadcast_to(amount, self.hours)))
        return len(self.co2) - 1

    def _technology(self, i: str, stock: float) -> None:
        inputs, shapes = self.inputs, self.shapes
        output = inputs.output[i] * stock
        hourly = shapes[i, ""] if (i, "") in shapes else next(iter(inputs.slices.availability[i].values()))
        used: dict[str, Shape | float] = {inputs.delivers[i]: 1.0} if inputs.delivers[i] in self.used else {}
        for c in self.used:
            for x, _, amount in inputs.flows.get((c, self.year), ()):
                if x == i:
                    used[c] = used.get(c, 0.0) - amount * shapes.get((i, c), 1.0)
        co2 = self._co2(i)
        column = self._column(output * hourly / self.hours, co2, used)
        ran = self.uptake.loc[i, "activity"]
        self.planned_co2 += co2 * ran
        row = [(column, sparse.csr_matrix(np.ones((1, self.hours))))]
        self.most.append((row, np.array([output])))
        if inputs.delivers[i] not in self.used:
            self.equal.append((row, np.array([ran])))

    def _storage(self, store: planner.model.slices.storage.Store, stock: float) -> None:
        eye, following = sparse.identity(self.hours, format="csr"), _following(self.hours)
        give = self._column(np.inf, 0.0, {store.commodity: 1.0})
        charge = self._column(np.inf, 0.0, {store.commodity: -1.0})
        level = self._column(store.capacity * stock, 0.0, {})
        carried = [(level, following - eye), (charge, -store.efficiency * eye), (give, eye)]
        self.equal.append((carried, np.zeros(self.hours)))
        self.most.append(([(charge, eye), (give, eye)], np.full(self.hours, store.power * stock)))
        if store.full_hours:
            row = [(give, sparse.csr_matrix(np.ones((1, self.hours))))]
            self.most.append((row, np.array([store.power * stock * store.full_hours])))

    def _purchases(self, c: str) -> None:
        factor = sum(f for (a, _, bought, y), f in self.inputs.purchase_emissions.items()
                     if (a, bought, y) == (ACCOUNT, c, self.year))
        self._column(np.inf, factor, {c: 1.0})
        self.planned_co2 += factor * self.balances.query("commodity == @c and kind == 'purchase'")["value"].sum()

    def _co2(self, i: str) -> float:
        """Per unit delivered. [account units]"""
        return sum(
            amount
            for (a, _, y), terms in self.inputs.emitted.items()
            for x, _, amount in terms
            if (a, y, x) == (ACCOUNT, self.year, i)
        )

    def demand(self, c: str) -> Shape:
        """What all that is not sliced uses, less what it co-produces. [commodity units an hour]"""
        items = self.balances.query("commodity == @c and kind in ('consumed', 'by-product', 'demand')")
        total = np.zeros(self.hours)
        for i, value in items.groupby("item")["value"].sum().items():
            if i not in self.inputs.slices.activities:
                total -= value / self.hours * self.shapes.get((i, c), np.ones(self.hours))
        return total

    def solve(self, co2: float | None) -> tuple[dict[str, Shape], float]:
        """What is unserved of each commodity in each hour, and the CO2, at most `co2` if given."""
        n = len(self.co2)

        def rows(terms: list[tuple[int, sparse.spmatrix]], height: int) -> sparse.spmatrix:
            parts = [sparse.csr_matrix((height, self.hours))] * n
            for column, matrix in terms:
                parts[column] = parts[column] + matrix
            return sparse.hstack(parts)

        balances = [([(j, sparse.diags(a)) for j, a in self.used[c]], self.demand(c)) for c in self.used]
        surplus = [(terms, right) for (terms, right), c in zip(balances, self.used, strict=True) if c in self.inputs.surplus]
        equal = [each for each, c in zip(balances, self.used, strict=True) if c not in self.inputs.surplus] + self.equal
        most = [*self.most, *(([(j, -m) for j, m in terms], -right) for terms, right in surplus)]
        if co2 is not None:
            most.append(([(j, sparse.csr_matrix(np.full((1, self.hours), a))) for j, a in enumerate(self.co2) if a],
                         np.array([co2])))
        weights = np.array(self.co2)
        weights[list(self.unserved.values())] = UNSERVED
        found = linprog(
            np.repeat(weights, self.hours),
            A_ub=sparse.vstack([rows(terms, len(right)) for terms, right in most], format="csr"),
            b_ub=np.concatenate([right for _, right in most]),
            A_eq=sparse.vstack([rows(terms, len(right)) for terms, right in equal], format="csr"),
            b_eq=np.concatenate([right for _, right in equal]),
            bounds=np.column_stack([np.zeros(n * self.hours), np.concatenate(self.upper)]),
            method="highs-ipm",
        )
        if found.x is None:
            raise RuntimeError(found.message)
        x = found.x.reshape(n, self.hours)
        return {c: x[j] for c, j in self.unserved.items()}, float(np.array(self.co2) @ x.sum(axis=1))


def _of_mean(shape: Shape, key: tuple[str, str]) -> Shape:
    from slices import AS_IT_IS

    return shape if key in AS_IT_IS else shape / shape.mean()


def _following(hours: int) -> sparse.spmatrix:
    """The matrix that takes each hour to the next, the last to the first."""
    hour = np.arange(hours)
    return sparse.csr_matrix((np.ones(hours), (hour, (hour + 1) % hours)))


def checked(ready: planner.Prepared, plan: Plan, years: list[int], hours: Hours) -> pd.DataFrame:
    """A row a year and commodity: use and what is unserved of it, and the CO2 beyond the plan's that serves it."""
    found = []
    for year in years:
        this = Year(ready, plan, year, hours)
        held, _ = this.solve(this.planned_co2)
        free, co2 = this.solve(None)
        for c in this.used:
            use = this.demand(c).sum()
            if use > NOTHING:
                found.append({
                    "year": year, "commodity": c, "use": use,
                    "unserved": held[c].sum(), "unserved %": 100 * held[c].sum() / use,
                    "hours": int((held[c] > 1e-4 * use / this.hours).sum()),
                    "unserved with more CO2": free[c].sum(), "largest deficit": free[c].max(),
                    "more CO2 Mt": co2 - this.planned_co2,
                })  # fmt: skip
    return pd.DataFrame(found)


def main(file: str, *years: str) -> None:
    ready = prepare(BEIJING)
    print(checked(ready, planner.solve(ready), [int(y) for y in years], pd.read_csv(file)).round(3).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
