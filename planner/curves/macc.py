"""The exact marginal abatement cost curve: steps with their prices and names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.curves.breakpoints import Breakpoints, find_breakpoints, merged
from planner.curves.direction import NEGLIGIBLE, Direction, budget, given, one_year, path
from planner.curves.labels import Labels, joined, short_label, unit_of_activity
from planner.errors import UsageError
from planner.languages import columns_of, languages
from planner.model.caps import Cap
from planner.model.model_file import ModelSpec
from planner.model.subject import Limit
from planner.program.program import Vector
from planner.program.session import Solution
from planner.results.places import readable
from planner.results.plan import CaseLike, Prepared, clock, prepare
from planner.results.shadow_prices import carbon_price
from planner.results.tidy import tidy
from planner.results.values import values_of

COLUMNS = [
    "account",
    "scope",
    "year",
    "step",
    "abatement_from",
    "abatement_to",
    "emissions_from",
    "emissions_to",
    "unit",
    "price",
    "price_present",
    "price_unit",
    "grows",
    "shrinks",
]
CHANGES = ["step", "intervention", "change", "unit"]
UPTAKE = ["step", "intervention", "activity", "largest_in_a_year", "unit"]
ROUNDING = 1e-9
"""An error of a curve under it is the solver's own."""
UNCHANGED = 1e-9
"""Share of an intervention's largest activity under which it is the same."""


class CapMarks(NamedTuple):
    """What one unit more than the cap saves, what one less costs (infinite where none can), and caps of that price."""

    relaxed: float
    tightened: float
    cap_from: float
    cap_to: float


@dataclass(frozen=True, repr=False)
class MacCurve(Shown):
    """An exact curve. Emissions and abatement in the account's unit, prices in `price_unit`, e.g. CNY/t CO2.

    `steps`: step | abatement_from, abatement_to, emissions_from, emissions_to, unit, price, price_present, price_unit,
    grows, shrinks (ids), label_en, label_zh; of a scope also what the city emits, city_from, city_to. `price` of a year
    is its shadow price: the rise of total cost per discounted unit by which caps move; `price_present` the same per
    unit (present value). `reached` is the share of the way to the targets that can be gone, `largest_error` the most by
    which the true cost lies below the curve, as a share of its rise.
    """

    case: Case
    model: str
    kind: str
    account: str
    scope: str
    year: int | None
    steps: pd.DataFrame
    changes: pd.DataFrame
    """step, intervention | change, unit: what each step names, with its change of activity over the curve's years."""
    uptake: pd.DataFrame
    """step, intervention | activity, unit: at the end of each step, summed over the curve's years, and the largest of
    one year; step 0 is the start."""
    no_regret: dict[str, dict[str, Any]]
    """Reference (`frozen`, `current_policies`) less least cost: money (present value), tonnes of the curve's years; and
    ids of what grows."""
    reached: float
    solves: int
    pivots: int
    tolerance: float
    merge: float
    largest_error: float
    direction: dict[int, float] | None
    """Units of the account by which the user moves the cap of each year."""
    cap: float | None
    """The cap that the model sets on this year, in the account's unit."""
    carbon_price: float | None
    """That the model puts on the emissions of this year, in `price_unit`; it comes on top of the steps' price."""
    policies: tuple[str, ...]
    seconds: dict[str, float]

    def facts(self) -> dict[str, str]:
        steps, unit = self.steps, self.case.accounts[self.account].unit
        found = {
            "MacCurve": self.case.title,
            "model": self.model,
            "direction": self.kind if self.year is None else f"{self.kind} {self.year}",
            "of": f"{self.account}, {self.scope} [{unit}]",
            "steps": f"{len(steps)}, {f'to {self.largest_error:.0e}' if self.largest_error > ROUNDING else 'exact'}",
        }
        if len(steps):
            low, high = steps["price"].iloc[[0, -1]]
            found["abatement"] = f"{money(steps['abatement_to'].iloc[-1])} {unit}"
            found["price"] = f"{money(low)} to {money(high)} {self.price_unit}"
        if self.cap is not None:
            found["cap"] = f"{self.cap:,.6g} {unit}"
        if self.reached < 1:
            found["reached"] = f"{self.reached:.1%} of the way to the targets"
        return found | {"tables": "steps, changes, uptake"}

    def head(self) -> pd.DataFrame:
        return self.steps

    @property
    def price_unit(self) -> str:
        """Unit of all its prices."""
        return self.case.emission_price(self.account)[1]

    @property
    def cap_step(self) -> int | None:
        """Where in `steps` the cap of the curve's year lies, if on one."""
        if self.cap is None or not len(self.steps):
            return None
        at = self.steps["emissions_from"].iloc[0] - self.cap
        noise = NEGLIGIBLE * self.steps["abatement_to"].iloc[-1]
        reached = self.steps.index[self.steps["abatement_to"] >= at - noise]
        return int(reached[0]) if at > noise and len(reached) else None

    @property
    def cap_marks(self) -> CapMarks | None:
        """The price at the cap of an exact curve: of its step, or at the kink between two, of both."""
        at = self.cap_step
        if at is None or self.cap is None or self.tolerance or self.merge:
            return None
        step, noise = self.steps.loc[at], NEGLIGIBLE * self.steps["abatement_to"].iloc[-1]
        price = float(step["price"])
        if self.cap - step["emissions_to"] > noise:
            return CapMarks(price, price, float(step["emissions_to"]), float(step["emissions_from"]))
        beyond = self.steps["price"].get(at + 1, float("inf"))
        return CapMarks(price, float(beyond), self.cap, self.cap)


@public
def mac_curve(
    case: CaseLike,
    *,
    model: str | Path | ModelSpec | None = None,
    year: int | None = None,
    alone: bool = False,
    cumulative: bool = False,
    account: str | None = None,
    scope: str | None = None,
    direction: Mapping[int, float] | None = None,
    tolerance: float = 0.0,
    merge: float = 0.0,
    progress: Callable[[float], None] | None = None,
    time_limit: float | None = None,
) -> MacCurve:
    """Compute the exact system MAC curve: of the path to the caps (default), of one year's cap, or of a budget.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    model
        Name of a model or a model file; without one, the case's default.
    year
        The curve of this year's cap, every other cap kept. A case of one year without caps has that year's curve.
    alone
        With `year`: all other caps, policies and budgets are lifted.
    cumulative
        The curve of the sum of emissions over all years.
    account, scope
        Whose emissions: an account of the case; `total`, a group or a sector. Without one, the caps'.
    direction
        Moves caps as you say, all in proportion: year -> units of the account.
    tolerance
        The largest error, as a share of the rise in cost; 0 is exact, 1e-4 takes a few solves.
    merge
        Neighbouring steps are joined where that costs at most this share of the rise.
    progress
        Is told the share of the way that is behind.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    MacCurve
        Its steps in order of their price: one row each, named by what grows and shrinks.

    Raises
    ------
    UsageError
        The model does not have such a direction, year, account or scope.
    NoPlanError
        Not even the start of the curve has a plan.

    Examples
    --------
    >>> curve = planner.mac_curve("data/example_city", year=2030)
    >>> curve.steps["step"].is_monotonic_increasing
    True
    """
    if (year is not None) + cumulative + (direction is not None) > 1 or (alone and year is None):
        raise UsageError("one_direction")
    for name, share in (("tolerance", tolerance), ("merge", merge)):
        if not 0 <= share < 1:
            raise UsageError("bad_argument", name=name, found=share, allowed="0 <= share < 1")
    ready = prepare(case, model=model)
    if year is None and len(ready.inputs.years) == 1 and not ready.inputs.caps:
        year = ready.inputs.years[0]
    seconds: dict[str, float] = {}
    with clock(seconds, "start"):
        way = _way(ready, year, alone, cumulative, direction, account, scope)
    with clock(seconds, "curve"):
        nothing = Breakpoints(way.program.cost, [], 0.0, 0.0, 0, 0)
        trace = find_breakpoints(way, tolerance, progress) if way.moves else nothing
        trace = merged(trace, merge) if merge else trace
    factor, _ = ready.case.emission_price(way.account)
    with clock(seconds, "labels"):
        steps, changes, uptake = _tables(ready, way, trace)
    return MacCurve(
        case=ready.case,
        model=ready.spec.name,
        kind=way.kind,
        account=way.account,
        scope=way.scope,
        year=year,
        steps=steps,
        changes=changes,
        uptake=uptake,
        no_regret=_no_regret(ready, way),
        reached=trace.points[-1].t if way.moves else 1.0,
        solves=trace.solves,
        pivots=trace.pivots,
        tolerance=tolerance,
        merge=merge,
        largest_error=trace.largest_error,
        direction=dict(direction) if direction is not None else None,
        cap=_cap(ready, way),
        carbon_price=None if year is None else factor * carbon_price(ready.inputs, way.account, way.scope, year),
        policies=_policies(ready, way),
        seconds=seconds,
    )


def _way(
    ready: Prepared,
    year: int | None,
    alone: bool,
    cumulative: bool,
    direction: Mapping[int, float] | None,
    account: str | None,
    scope: str | None,
) -> Direction:
    """Which caps move."""
    if year is not None:
        return one_year(ready, year, account, scope, alone)
    if direction is not None:
        return given(ready, direction, account, scope)
    if cumulative or ready.spec.caps == "cumulative":
        return budget(ready, account, scope)
    return path(ready, account, scope)


def _tables(ready: Prepared, way: Direction, trace: Breakpoints) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Steps, what changes along each, and the activities at their ends."""
    case, labels = ready.case, Labels(ready.inputs, way.program, way.years)
    units = {i: unit_of_activity(case, i) for i in labels.names}
    activity = [labels.activity(point.x) for point in trace.points]
    largest = [labels.largest(point.x) for point in trace.points]
    tonnes, discounted, start = way.tonnes, way.discounted_tonnes, way.start_emissions
    unit = case.accounts[way.account].unit
    factor, price_unit = case.readable_price(unit)
    rows: list[tuple[Any, ...]] = []
    changes: list[tuple[Any, ...]] = []
    for n, (a, b) in enumerate(pairwise(trace.points), start=1):
        slope = trace.slope(a, b)
        named = labels.named(activity[n] - activity[n - 1])
        changes += [(n, change.intervention, change.amount, units[change.intervention]) for change in named]
        abatement = a.t * tonnes, b.t * tonnes
        emissions = start - abatement[0], start - abatement[1]
        names = joined(named, 1), joined(named, -1), *(short_label(case, named, lang) for lang in languages())
        prices = slope / discounted * factor, slope / tonnes * factor, price_unit
        rows.append((way.account, way.scope, way.year, n, *abatement, *emissions, unit, *prices, *names))
    steps = pd.DataFrame(rows, columns=[*COLUMNS, *columns_of("label")]).astype({"year": "Int64"})
    if way.scope != "total":
        columns = [way.program.column["total_emissions", way.account, y] for y in way.years]
        city = [float(point.x[columns].sum()) for point in trace.points]
        steps["city_from"], steps["city_to"] = city[:-1], city[1:]
    changed, taken_up = pd.DataFrame(changes, columns=CHANGES), _uptake(labels.names, units, activity, largest)
    model = ready.spec.name
    named_tables = (tidy(table, case, model, intervention="intervention") for table in (changed, taken_up))
    return (tidy(steps, case, model), *named_tables)


def _uptake(names: list[str], units: dict[str, str], activity: list[Vector], largest: list[Vector]) -> pd.DataFrame:
    """The activities of what changes along the curve."""
    table = np.array(activity).reshape(len(activity), len(names))
    size = np.abs(table).max(axis=0, initial=0.0)
    moving = [n for n in range(len(names)) if len(table) and np.ptp(table[:, n]) > UNCHANGED * size[n]]
    rows = [
        (step, names[n], float(table[step, n]), float(largest[step][n]), units[names[n]])
        for step in range(len(table))
        for n in moving
    ]
    return pd.DataFrame(rows, columns=UPTAKE)


def _no_regret(ready: Prepared, direction: Direction) -> dict[str, dict[str, Any]]:
    """A reference less least cost: money saved, tonnes avoided in the years of the curve, what grows."""
    references = ready.references
    least, labels = references.least_cost, Labels(ready.inputs, ready.program, direction.years)

    def tonnes(solution: Solution) -> float:
        values = values_of(ready.program, solution)
        return sum(
            values.scoped_emissions(ready.inputs, direction.account, direction.scope, y) for y in direction.years
        )

    found = {}
    for name, solution in references.solutions.items():
        if solution is not None and name != "least_cost":
            found[name] = {
                "money": float(ready.resource_cost @ (solution.x - least.x)),
                "tonnes": tonnes(solution) - tonnes(least),
                "grows": joined(labels.named(labels.activity(least.x) - labels.activity(solution.x)), 1),
            }
    return found


def _cap(ready: Prepared, direction: Direction) -> float | None:
    at = (direction.account, direction.scope, "yearly", direction.year)
    return next((c.amount for c in ready.inputs.caps if (c.account, c.scope, c.kind, c.year) == at), None)


def _policies(ready: Prepared, direction: Direction) -> tuple[str, ...]:
    """Caps, policies, budgets and carbon prices that stay in force along the curve."""
    here, before = direction.program, ready.program
    held = [limit for limit in ready.inputs.limits if here.limit(limit.name) == before.limit(limit.name)]
    priced = dict.fromkeys((a, scope) for a, scope, _ in ready.inputs.carbon_price)
    return (*map(_said, held), *(f"carbon price on {a}, {scope}" for a, scope in priced))


def _said(limit: Limit) -> str:
    """A limit as a card says it."""
    if isinstance(limit, Cap):
        return f"{limit.kind} cap on {limit.account}, {limit.scope}, {limit.year}: {limit.amount:.6g}"
    size, unit = readable(limit)
    bound = "at least" if limit.side < 0 else "at most"
    return f"{limit.label}, {limit.year}: {bound} {size * limit.amount:.6g} {unit}"
