"""Years of a plan of data/beijing hour by hour: does what was built for typical days serve real ones?

python tests/beijing/hourly.py 2030 2040 2050                    prints a row a year
python tests/beijing/hourly.py 2030 2040 2050 --profiles FILE    for another weather, a file as hours.csv

The plan's capacities stand, and so does what is used of all that is not sliced. Dispatch is chosen again over 8,760
hours in a row, with storage that may carry energy over weeks. The program is one of its own, not the planner's. It asks
twice: what stays unserved with as much CO2 as it takes, and what within the CO2 that the plan has.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
import pandas as pd
import scipy.sparse as sparse
from typical_days import AS_IT_IS, BEIJING, SHAPES, Hours, Shape, arguments

import planner
from planner.results.plan import Plan, prepare

ACCOUNT = "co2_market"
UNSERVED, FIRST = 1e3, "electricity"
"""What a unit unserved weighs beside one of CO2, and what goes unserved first: all else weighs ten times as much."""
NOTHING, SHORT = 1e-9, 1e-2
"""A stock too small to count; an hour is short where this share of the mean use is unserved."""


@dataclass(frozen=True)
class Dispatch:
    """What of each commodity is unserved in each hour, the CO2, and what wind and sun could have given beside."""

    unserved: dict[str, Shape]
    co2: float
    curtailed: float


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
        self.clean: dict[str, Shape] = {}
        stores = self.inputs.own["storage"]
        for i, stock in self.uptake["stock"].items():
            if stock > NOTHING and i in self.inputs.slices.availability:
                self._technology(i, stock)
            elif stock > NOTHING and i in stores:
                self._storage(stores[i], stock)
        self.curtailed = [(self._column(most, 0.0, {c: 1.0}), most) for c, most in self.clean.items()]
        for c in self.inputs.bought:
            if c in self.used:
                self._purchases(c)
        self.unserved = {c: self._column(np.maximum(self.demand(c), 0.0), 0.0, {c: 1.0}) for c in self.used}

    def _column(self, upper: Shape | float, co2: float, used: dict[str, Shape | float]) -> int:
        """A block of columns up to `upper` that supply (+) and take (-) what `used` says per unit."""
        self.upper.append(np.broadcast_to(upper, self.hours).astype(float))
        self.co2.append(co2)
        for c, amount in used.items():
            self.used[c].append((len(self.co2) - 1, np.broadcast_to(amount, self.hours)))
        return len(self.co2) - 1

    def _technology(self, i: str, stock: float) -> None:
        inputs, shapes = self.inputs, self.shapes
        output, delivers = inputs.output[i] * stock, inputs.delivers[i]
        hourly = shapes[i, ""] if (i, "") in shapes else next(iter(inputs.slices.availability[i].values()))
        used: dict[str, Shape | float] = {delivers: 1.0} if delivers in self.used else {}
        for c in self.used:
            for x, _, amount in inputs.flows.get((c, self.year), ()):
                if x == i:
                    used[c] = used.get(c, 0.0) - amount * shapes.get((i, c), 1.0)
        co2, most, ran = self._co2(i), output * hourly / self.hours, self.uptake.loc[i, "activity"]
        self.planned_co2 += co2 * ran
        if (i, "") in shapes and co2 == 0 and used.keys() == {delivers}:
            self.clean[delivers] = self.clean.get(delivers, 0.0) + most
            return
        row = [(self._column(most, co2, used), sparse.csr_matrix(np.ones((1, self.hours))))]
        if (i, "") not in shapes:
            self.most.append((row, np.array([output])))
        if delivers not in self.used:
            self.equal.append((row, np.array([ran])))

    def _storage(self, store: planner.model.slices.storage.Store, stock: float) -> None:
        eye, following = sparse.identity(self.hours, format="csr"), _following(self.hours)
        give = self._column(store.power * stock, 0.0, {store.commodity: 1.0})
        charge = self._column(store.power * stock, 0.0, {store.commodity: -1.0})
        level = self._column(store.capacity * stock, 0.0, {})
        carried = [(level, following - eye), (charge, -store.efficiency * eye), (give, eye)]
        self.equal.append((carried, np.zeros(self.hours)))
        if store.full_hours:
            row = [(give, sparse.csr_matrix(np.ones((1, self.hours))))]
            self.most.append((row, np.array([store.power * stock * store.full_hours])))

    def _purchases(self, c: str) -> None:
        factor = sum(
            f
            for (a, _, bought, y), f in self.inputs.purchase_emissions.items()
            if (a, bought, y) == (ACCOUNT, c, self.year)
        )
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

    def solve(self, co2: float | None) -> Dispatch:
        """What stays unserved at least, and then the least CO2; at most `co2` if given."""
        n = len(self.co2)

        def rows(terms: list[tuple[int, sparse.spmatrix]], height: int) -> sparse.spmatrix:
            parts = [sparse.csr_matrix((height, self.hours))] * n
            for column, matrix in terms:
                parts[column] = parts[column] + matrix
            return sparse.hstack(parts)

        balances = [([(j, sparse.diags(a)) for j, a in self.used[c]], self.demand(c)) for c in self.used]
        surplus = [
            (terms, right) for (terms, right), c in zip(balances, self.used, strict=True) if c in self.inputs.surplus
        ]
        equal = [each for each, c in zip(balances, self.used, strict=True) if c not in self.inputs.surplus] + self.equal
        most = [*self.most, *(([(j, -m) for j, m in terms], -right) for terms, right in surplus)]
        if co2 is not None:
            most.append(
                (
                    [(j, sparse.csr_matrix(np.full((1, self.hours), a))) for j, a in enumerate(self.co2) if a],
                    np.array([co2]),
                )
            )
        weights = np.array(self.co2)
        for c, j in self.unserved.items():
            weights[j] = UNSERVED if c == FIRST else 10 * UNSERVED
        x = _optimum(
            np.repeat(weights, self.hours),
            sparse.vstack([rows(terms, len(right)) for terms, right in [*most, *equal]], format="csc"),
            np.concatenate([*(np.full(len(right), -np.inf) for _, right in most), *(right for _, right in equal)]),
            np.concatenate([right for _, right in [*most, *equal]]),
            np.concatenate(self.upper),
        ).reshape(n, self.hours)
        return Dispatch(
            unserved={c: x[j] for c, j in self.unserved.items()},
            co2=float(np.array(self.co2) @ x.sum(axis=1)),
            curtailed=sum(float((most - x[j]).sum()) for j, most in self.curtailed),
        )


def _optimum(cost: Shape, matrix: sparse.csc_matrix, low: Shape, high: Shape, upper: Shape) -> Shape:
    """The x >= 0 of least cost, by the interior point method, whose answer need be no vertex."""
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = matrix.shape
    program.col_cost_, program.col_lower_, program.col_upper_ = cost, np.zeros(len(cost)), upper
    program.row_lower_, program.row_upper_ = low, high
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = matrix.indptr, matrix.indices
    program.a_matrix_.value_ = matrix.data
    solver = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "solver": "ipm",
        "run_crossover": "off",
        "ipm_optimality_tolerance": 1e-6,
    }.items():
        solver.setOptionValue(option, value)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(solver.modelStatusToString(solver.getModelStatus()))
    return np.array(solver.getSolution().col_value)


def _of_mean(shape: Shape, key: tuple[str, str]) -> Shape:
    return shape if key in AS_IT_IS else shape / shape.mean()


def _following(hours: int) -> sparse.spmatrix:
    """The matrix that takes each hour to the next, the last to the first."""
    hour = np.arange(hours)
    return sparse.csr_matrix((np.ones(hours), (hour, (hour + 1) % hours)))


def checked(ready: planner.Prepared, plan: Plan, year: int, hours: Hours) -> dict[str, float]:
    """What a year of the plan comes to hour by hour, with as much CO2 as it takes and with no more than the plan's."""
    this = Year(ready, plan, year, hours)
    free, held = this.solve(None), this.solve(this.planned_co2)
    use = {c: this.demand(c).sum() for c in this.used}
    lacking, short = free.unserved[FIRST], held.unserved[FIRST]
    others = [free.unserved[c].sum() / use[c] for c in use if c != FIRST and use[c] > NOTHING]
    return {
        "year": year,
        "use TWh": use[FIRST],
        "unserved %": 100 * lacking.sum() / use[FIRST],
        "hours": int((lacking > SHORT * use[FIRST] / len(lacking)).sum()),
        "peak deficit GW": 1e3 * lacking.max(),
        "heat, charging unserved %": 100 * max(others),
        "curtailed TWh": free.curtailed,
        "more CO2 Mt": free.co2 - this.planned_co2,
        "planned CO2 Mt": this.planned_co2,
        "unserved % at planned CO2": 100 * short.sum() / use[FIRST],
        "hours at planned CO2": int((short > SHORT * use[FIRST] / len(short)).sum()),
    }


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("years", type=int, nargs="+")
    asked = parser.parse_args()
    ready, hours = prepare(BEIJING), pd.read_csv(asked.profiles)
    plan = planner.solve(ready)
    table = pd.DataFrame([checked(ready, plan, year, hours) for year in asked.years])
    print(table.round(2).to_string(index=False))


if __name__ == "__main__":
    main()
