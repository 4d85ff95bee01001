"""The numbers of the linear program: every year filled, every unit converted, nothing else to look up.

Money is in the case's unit; quantities in the unit of their commodity, account or intervention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from planner.calls.kept import Kept
from planner.finance import annuity_present_value, discount_factor
from planner.model import subjects
from planner.model.activities import Activities
from planner.model.activity import unit_flows
from planner.model.caps import Cap
from planner.model.capture import capture_rates
from planner.model.costs import carbon_prices, prices
from planner.model.emissions import baseline, emission_factors, not_below_zero, process_emissions
from planner.model.model_file import ModelSpec
from planner.model.modes import Choice, Mode
from planner.model.money.ledger import entries
from planner.model.money.payers import Entry
from planner.model.slices.numbers import Slices, make_slices
from planner.model.subject import Flow, Limit, Name, Payment

ROUNDING = 1e-12
"""Share of the existing stock under which a rise is the rounding of its path."""

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.program.program import Program


@dataclass(frozen=True)
class Inputs(Kept):
    """Frozen numbers, by the equations' names. `c` commodity, `i` intervention, `x` activity, `a` account."""

    years: tuple[int, ...]
    discount_rate: float
    money: bool  # whether budgets, loans and what is settled with outside count, or are only booked
    sectors: tuple[str, ...]
    groups: dict[str, tuple[str, ...]]
    accounts: tuple[str, ...]
    limits: tuple[Limit, ...]  # chosen: caps and policies, one a year
    carbon_price: dict[tuple[str, str, int], float]  # (account, scope, year)
    own: dict[str, Any]  # what one subject reads alone, by its name
    slices: Slices
    # commodities
    demand: dict[tuple[str, int], float]
    bought: tuple[str, ...]
    surplus: frozenset[str]
    price: dict[tuple[str, int], float]
    purchase_emissions: dict[tuple[str, str, str, int], float]  # (account, sector, carrier, year)
    baseline: dict[tuple[str, str, int], float]  # (account, sector, year)
    # what can be built
    kind: dict[str, str]
    sector_of: dict[str, str]
    incumbents: frozenset[str]
    permitted: frozenset[str]  # incumbents and what is decided: what current policies build
    output: dict[str, float]  # commodity units per unit built
    lifetime: dict[str, int]
    existing_left: dict[tuple[str, int], float]
    decided: dict[tuple[str, int], float]  # (i, year built): what a rising path of existing stock adds
    decided_capex: dict[tuple[str, int], float]  # money per unit of it
    capex: dict[tuple[str, int], float]  # of the years in which it can be built
    fixed_cost: dict[tuple[str, int], float]
    build_limit: dict[tuple[str, int], float]
    potential: dict[tuple[str, int], float]
    growth: dict[str, tuple[float, float]]  # growth, seed
    minimum_use: dict[str, float]
    # what runs
    modes: tuple[Mode, ...]
    choices: dict[str, Choice]
    modes_of: dict[str, tuple[str, ...]]  # technology -> modes
    delivers: dict[str, str]  # technology -> commodity
    standing: dict[str, str]  # activity that is a stock, run or not -> whose
    captures: dict[str, dict[str, float]]  # capture -> {technology: rate}
    variable_cost: dict[tuple[str, str, int], float]  # (activity, whose, year)
    flows: dict[tuple[str, int], list[tuple[str, str, float]]]  # (c, year) -> [(activity, whose, + consumed, - made)]
    emitted: dict[
        tuple[str, str, int], list[tuple[str, str, float]]
    ]  # (account, sector, year) -> [(activity, whose, +)]
    flue_gas: dict[tuple[str, str, int], float]  # (account, mode, year): what the technology emits where it stands
    capture_factor: dict[tuple[str, str], float]  # (account, capture): account units per unit of the capture
    nonnegative: tuple[tuple[str, str], ...]  # (account, sector) that reductions may not take below zero

    @property
    def interventions(self) -> tuple[str, ...]:
        return tuple(self.kind)

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        """The limits that are caps on emissions."""
        return tuple(limit for limit in self.limits if isinstance(limit, Cap))

    def year_of(self, name: Name) -> int:
        """The year of a row or column: its last index; of a row from outside that has none, the last year."""
        return int(name[-1]) if name[-1] in self.discount else self.years[-1]

    def sectors_of(self, scope: str) -> tuple[str, ...]:
        """The sectors of the city (`total`), a group, or a sector itself."""
        return self.sectors if scope == "total" else self.groups.get(scope, (scope,))

    def activity_columns(self, x: str, y: int) -> tuple[Name, ...]:
        """The variables that add up to an activity: of a mode or storage, a stock, or what is caught by a capture."""
        if x in self.standing:
            return (("stock", self.standing[x], y),)
        if self.kind.get(x) == "reduction":
            return (("stock", x, y),)
        if self.kind.get(x) == "capture":
            return tuple(("captured", x, i, y) for i in self.captures[x])
        return (("activity", x, y),)

    def emission_columns(self, account: str, scope: str, year: int) -> tuple[Name, ...]:
        """The variables that make up the emissions of the city (`total`), a group or a sector in a year."""
        if scope == "total":
            return (("total_emissions", account, year),)
        return tuple(("emissions", account, s, year) for s in self.sectors_of(scope))

    def size_of(self, limit: Limit, program: Program) -> float:
        """What a change of a limit is measured by: the largest of its label, of a cap the largest of its account.

        Of a limit whose amount is no right-hand side: one unit of its scaled row.
        """
        if limit.right is not None:
            return 1 / float(program.scale.row[program.row[limit.name]])
        if isinstance(limit, Cap):
            alike = [abs(cap.amount) for cap in self.caps if cap.account == limit.account]
        else:
            alike = [abs(other.amount) for other in self.limits if other.label == limit.label]
        return max(alike) or 1.0

    def balance_rows(self, c: str, y: int) -> list[Name]:
        """The rows that balance a commodity in a year: one, or one a slice."""
        return [("balance_in", c, t, y) if t else ("balance_commodity", c, y) for t in self.slices.of(c)]

    def flows_in(self, c: str, t: str, y: int) -> Iterator[tuple[str, float, Name]]:
        """(whose, amount per unit of the column, column) of what is used of a sliced commodity in a slice."""
        for x, i, flow in self.flows.get((c, y), ()):
            if x in self.slices.activities:
                yield i, flow * self.slices.shape(i, c, t), ("activity_in", x, t, y)
            else:
                part = flow * self.slices.part(i, c, t)
                yield from ((i, part, column) for column in self.activity_columns(x, y))

    def flows_over(self, c: str, y: int) -> Iterator[tuple[str, float, Name]]:
        """(whose, amount per unit of the column, column) of what is used of a commodity over a year."""
        for x, i, flow in self.flows.get((c, y), ()):
            if x in self.slices.activities and (i, c) in self.slices.shapes:
                for t in self.slices.hours:
                    yield i, flow * self.slices.shape(i, c, t), ("activity_in", x, t, y)
            else:
                yield from ((i, flow, column) for column in self.activity_columns(x, y))

    def flows_of(self, c: str, t: str, y: int) -> Iterator[tuple[str, float, Name]]:
        """The same in a slice, or where `t` is blank over the year."""
        return self.flows_in(c, t, y) if t else self.flows_over(c, y)

    def passing(self) -> Iterator[tuple[str, str, int, str, str, Name, float]]:
        """(commodity, slice or blank, year, whose, kind, column, amount per unit of it): + supplied, - used.

        Of all but what is bought and demanded.
        """
        for mode in self.modes:
            i, c = mode.technology, self.delivers[mode.technology]
            for t, y in product(self.slices.of(c), self.years):
                column = ("activity_in", mode.name, t, y) if t else ("activity", mode.name, y)
                yield c, t, y, i, "delivered", column, 1.0
        for c, y in self.flows:
            for t in self.slices.of(c):
                for i, flow, column in self.flows_of(c, t, y):
                    yield c, t, y, i, "consumed" if flow > 0 else "by-product", column, -flow
        for c, y in self.more_flows:
            for t in self.slices.of(c):
                for term, amount in self.more_flows_in(c, t, y):
                    yield c, t, y, term.item, term.kind, term.column, amount

    def more_flows_in(self, c: str, t: str, y: int) -> Iterator[tuple[Flow, float]]:
        """What subjects add to a balance, and how much of it in a slice: all that names it, else as long as it is."""
        for flow in self.more_flows.get((c, y), ()):
            if flow.slice in ("", t):
                yield flow, flow.amount * (self.slices.share(t) if t and not flow.slice else 1.0)

    @cached_property
    def purchase_prices(self) -> dict[tuple[str, int], list[tuple[Name, float]]]:
        """(carrier, year) -> what is bought, in the year or in each slice, with its price."""

        def bought(c: str, y: int) -> Iterator[tuple[Name, float]]:
            for t in self.slices.of(c):
                column = ("purchases_in", c, t, y) if t else ("purchases", c, y)
                yield column, self.price[c, y] * self.slices.shape(c, "", t)

        return {(c, y): [*bought(c, y)] for c, y in product(self.bought, self.years)}

    @cached_property
    def makers(self) -> dict[str, list[str]]:
        """Commodity -> the modes that deliver it."""
        found = defaultdict(list)
        for mode in self.modes:
            found[self.delivers[mode.technology]].append(mode.name)
        return dict(found)

    @cached_property
    def modes_with(self) -> dict[str, list[str]]:
        """Choice -> the modes in which it is."""
        return {j: [mode.name for mode in self.modes if choice in mode.choices] for j, choice in self.choices.items()}

    @cached_property
    def more_flows(self) -> dict[tuple[str, int], list[Flow]]:
        """What subjects add to the balance of a commodity and year."""
        flows = defaultdict(list)
        for flow in (flow for subject in subjects.SUBJECTS for flow in subject.flows(self)):
            flows[flow.commodity, flow.year].append(flow)
        return dict(flows)

    @cached_property
    def more_payments(self) -> tuple[Payment, ...]:
        """What subjects add to the costs."""
        return tuple(payment for subject in subjects.acting(self.money) for payment in subject.payments(self))

    @cached_property
    def booked(self) -> tuple[Entry, ...]:
        """All payments of the ledger, per unit of each column; none without payers."""
        return tuple(entries(self)) if self.own["payers"] else ()

    @cached_property
    def paid_by(self) -> dict[tuple[str, int], list[Entry]]:
        """What each pays in a year; none without payers."""
        return _by_side(self.booked, "payer")

    @cached_property
    def got_by(self) -> dict[tuple[str, int], list[Entry]]:
        """What each gets in a year."""
        return _by_side(self.booked, "payee")

    @cached_property
    def carbon_rates(self) -> dict[tuple[str, str, int], float]:
        """(account, sector, year) -> the carbon prices on its emissions: its own, its group's and the city's."""
        rates: dict[tuple[str, str, int], float] = defaultdict(float)
        for (a, scope, y), price in self.carbon_price.items():
            for s in self.sectors_of(scope):
                rates[a, s, y] += price
        return dict(rates)

    @cached_property
    def discount(self) -> dict[int, float]:
        """Discount factor by year."""
        return {y: discount_factor(self.discount_rate, y, self.years[0]) for y in self.years}

    def rise(self, i: str, y: int) -> float:
        """By how much existing stock rises from the year before; what exists in the first year is no rise."""
        before = self.existing_left.get((i, y - 1), self.existing_left[i, y])
        return max(0.0, self.existing_left[i, y] - before)

    @cached_property
    def capex_present_value(self) -> dict[tuple[str, int], float]:
        """What one unit built in a year costs in annuities within the horizon, in present value."""
        return {(i, v): capex * self._annuity_worth[self.lifetime[i], v] for (i, v), capex in self.capex.items()}

    @cached_property
    def decided_capital(self) -> float:
        """What all decided additions cost in annuities within the horizon, in present value."""
        return sum(
            units * self.decided_capex[i, v] * self._annuity_worth[self.lifetime[i], v]
            for (i, v), units in self.decided.items()
        )

    @cached_property
    def _annuity_worth(self) -> dict[tuple[int, int], float]:
        """(lifetime, year built) -> the present value of the annuities of 1 of capex."""
        return {
            (life, v): annuity_present_value(self.discount_rate, life, v, self.years[0], self.years[-1])
            for life in set(self.lifetime.values())
            for v in self.years
        }


def _by_side(booked: Iterable[Entry], side: Literal["payer", "payee"]) -> dict[tuple[str, int], list[Entry]]:
    """The payments of the ledger by who pays or who gets them, and year; nobody pays himself."""
    found = defaultdict(list)
    for entry in booked:
        if entry.payer != entry.payee:
            found[getattr(entry, side), entry.year].append(entry)
    return dict(found)


def make_inputs(case: Case, spec: ModelSpec) -> Inputs:
    """The numbers of a case under a model: units converted and years filled, table by table."""
    built, years, units = case.interventions, tuple(case.years), case.units
    factors = emission_factors(case)
    runs = Activities(case, unit_flows(case), process_emissions(case), factors, costs(case, "variable_cost"))
    runs.add_standing(unit_flows(case, "stock"))
    existing, capex = existing_left(case), costs(case, "capex")
    decided = decided_additions(case, existing)
    limits = tuple(limit for subject in subjects.acting(spec.money) for limit in subject.limits(case, spec))
    needed = {i for limit in limits if limit.decided for i in limit.needs}
    groups = dict.fromkeys(row.group for row in case.sectors.values() if row.group)
    return Inputs(
        years=years,
        discount_rate=case.settings.discount_rate,
        money=spec.money,
        sectors=tuple(case.sectors),
        groups={group: tuple(s for s, row in case.sectors.items() if row.group == group) for group in groups},
        accounts=tuple(case.accounts),
        own={subject.name: subject.numbers(case) for subject in subjects.SUBJECTS},
        slices=make_slices(case),
        limits=limits,
        carbon_price=carbon_prices(case, spec),
        demand={(s, y): service.at(y) for s, service in case.services.items() for y in years},
        bought=tuple(c for c, row in case.carriers.items() if row.bought),
        surplus=frozenset(c for c, row in case.carriers.items() if row.surplus),
        price=prices(case),
        purchase_emissions={
            (a, counted, c, y): f
            for (c, a, y), f in factors.items()
            if (counted := case.carriers[c].counted_in) is not None
        },
        baseline=baseline(case),
        kind={i: row.kind for i, row in built.items()},
        sector_of={i: row.sector for i, row in built.items()},
        incumbents=frozenset(i for i, row in built.items() if row.incumbent),
        permitted=frozenset(i for i, row in built.items() if row.incumbent or row.decided or i in needed),
        output={i: output_of(case, i) for i in built},
        lifetime={i: row.lifetime for i, row in built.items()},
        existing_left=existing,
        decided=decided,
        decided_capex={key: capex[key] for key in decided},
        capex={(i, y): x for (i, y), x in capex.items() if y >= (built[i].first_year or 0)},
        fixed_cost={key: x for key, x in costs(case, "fixed_cost").items() if x},
        build_limit=limited(case, "build_limit"),
        potential=limited(case, "potential"),
        growth={i: (row.growth, row.growth_seed) for i, row in built.items() if row.growth is not None},
        minimum_use={i: row.minimum_use for i, row in built.items() if row.minimum_use},
        modes=runs.modes,
        choices={choice.name: choice for mode in runs.modes for choice in mode.choices},
        modes_of=runs.modes_of,
        delivers={i: row.of for i, row in built.items() if row.kind == "technology" and row.of},
        standing=runs.standing,
        captures=capture_rates(case),
        variable_cost=runs.variable_cost,
        flows=runs.flows,
        emitted=runs.emitted,
        flue_gas=runs.flue_gas,
        capture_factor={
            (a, k): units.factor(row.unit, account.unit)
            for k, row in built.items()
            if row.kind == "capture"
            for a, account in case.accounts.items()
            if account.gas == "CO2"
        },
        nonnegative=not_below_zero(case),
    )


def existing_left(case: Case) -> dict[tuple[str, int], float]:
    r"""(intervention, year) -> existing stock: on its path, else whole in the first year and gone a lifetime later.

    $$S^0_{i,y} = S^0_i \max\left(0,\ 1 - \frac{y - y_0}{L_i}\right)$$

    Units of i.
    """
    return {
        (i, y): case.number(i, "existing", y)
        if (i, "existing") in case.path_of
        else row.existing * max(0.0, 1 - (y - case.years[0]) / row.lifetime)
        for i, row in case.interventions.items()
        for y in case.years
    }


def decided_additions(case: Case, existing: dict[tuple[str, int], float]) -> dict[tuple[str, int], float]:
    """What a path of existing stock adds in a year: its rise, and what it keeps up of what ends its life."""
    decided: dict[tuple[str, int], float] = {}
    for i in (i for i, column in case.path_of if column == "existing"):
        for y in case.years[1:]:
            kept_up = decided.get((i, y - case.interventions[i].lifetime), 0.0)
            added = existing[i, y] - existing[i, y - 1] + kept_up
            if added > ROUNDING * existing[i, y]:
                decided[i, y] = added
    return decided


def output_of(case: Case, i: str) -> float:
    """Commodity units that one unit built delivers in a year or, of an improvement or storage, covers."""
    row = case.interventions[i]
    if row.kind in ("improvement", "storage") and row.of:
        return case.units.factor(row.unit, case.unit_of(row.of))
    return row.output


def costs(case: Case, column: Literal["capex", "fixed_cost", "variable_cost"]) -> dict[tuple[str, int], float]:
    """(intervention, year) -> a cost, in money per unit of what is built or, of variable cost, of activity."""
    found = {}
    for i, row in case.interventions.items():
        variable = column == "variable_cost"
        factor = case.in_money(*(row.variable_unit, case.delivered_unit(i)) if variable else (row.cost_unit, row.unit))
        found.update({(i, y): factor * number for y, number in case.numbers(i, column).items()})
    return found


def limited(case: Case, column: Literal["build_limit", "potential"]) -> dict[tuple[str, int], float]:
    """(intervention, year) -> its limit, where it has one."""
    some = [
        i for i, row in case.interventions.items() if (i, column) in case.path_of or getattr(row, column) is not None
    ]
    return {(i, y): number for i in some for y, number in case.numbers(i, column).items()}
