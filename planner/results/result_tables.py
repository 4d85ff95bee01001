"""A plan: tidy tables read off the solution; the Pyomo model stays behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from itertools import product
from typing import TYPE_CHECKING, Any

import pandas as pd

from planner.calls.shown import MOST_ROWS, Shown, money
from planner.case.case import Case
from planner.errors import Problem
from planner.model.caps import main_account
from planner.model.inputs import Inputs
from planner.program.program import Vector
from planner.program.session import Solution, Statuses, basis_of
from planner.results.balance_table import balances
from planner.results.cash import by_year, cash_table
from planner.results.co_benefits import co_benefit_table
from planner.results.costs import annual_costs
from planner.results.dispatch import dispatch, slice_prices
from planner.results.duals import Duals
from planner.results.first_caps import first_caps_carry_no_more
from planner.results.ledger import by_payer, debts, ledger_table
from planner.results.private import private_view
from planner.results.shadow_prices import shadow_prices
from planner.results.tidy import tidy
from planner.results.values import Values
from planner.results.worth import worth

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True, repr=False)
class Plan(Shown):
    """The least-cost plan. Each table has one fact a row, its unit, names in two languages, the model and scenario.

    Money in the case's unit, but prices per tonne, MWh ... as people read them, in the unit beside them; `value` and
    `price` of a year undiscounted, `present_value` discounted to the first year. Without `model` and `scenario`:

    uptake          intervention, year | new_units, decided (by a path of existing stock), stock, unit, activity,
                    activity_unit
    modes           mode, year | activity, unit; a technology alone and with improvements, what captures take from it
    emissions       account, sector (`total`: the city), year | frozen, current_policies, least_cost, plan, cap, unit
    shadow_price    limit, id, account, scope, kind, year | amount, unit, price, present_value, tightened, relaxed,
                    holds_from, holds_to, set_by, carbon_price, price_unit
    costs           year, item, kind | value, present_value, unit; annualised, sums to the total cost
    cash            year, item, kind | frozen, current_policies, least_cost, plan, present_value (of the plan), unit;
                    what is paid, with overnight capex in the year in which it is spent
    cash_by_year    year, kind (capital, running, energy, total, carbon) | the same plans, against, extra, cumulative,
                    unit
    balances        commodity, year, slice, item, kind | value, unit; supply positive, use negative; `slice` is blank of
                    what is balanced over the year
    dispatch        intervention, slice, year | activity, charge, level, unit; what runs by slice and what a storage
                    takes, and holds when the slice begins; empty without slices.csv
    slice_prices    commodity, slice, year | use, unit, price, present_value, price_unit; `slice` is blank of the
                    year, whose price is the mean by use; empty without slices.csv
    ledger          year, from, to, kind, item | the same plans, unit; one row a payment between payers, undiscounted;
                    empty without payers.csv
    by_payer        year, payer | the same plans, net of what it gets, against, extra, cumulative, unit; the extra
                    per_tonne and per_head
    co_benefits     year, co_benefit | the same plans, against, extra, cumulative, unit, damage (money of the extra),
                    present_value, money_unit; empty without co_benefits.csv
    debts           loan, year | drawn, owed (at its end), unit; with loans.csv
    prices          family, account, id, year | price, present_value, price_unit; see there
    """

    case: Case
    model: str
    plans: dict[str, Values | None]
    """The amounts of the references, None of one that there is not, and of the plan."""
    total_cost: float
    resource_cost: float
    references: dict[str, dict[str, Any]]
    certificate: dict[str, float]
    seconds: dict[str, float]
    duals: Duals
    vertex: tuple[Vector, Statuses]
    """The optimum, where prices are followed from, and its basis."""
    told: tuple[Problem, ...]
    """The warnings that the tables give before they are planned."""
    caps: dict[tuple[str, str, int], float]
    """(account, scope, year) -> the cap that is asked."""
    excess: tuple[dict[str, Any], ...] = ()
    """What gives way in a plan with the least excess, as in `NoPlanError`; its tables then are of `least_excess`."""

    @property
    def status(self) -> str:
        """`optimal`, or `least_excess` where no plan keeps every limit and this one breaks them as little as it can."""
        return "least_excess" if self.excess else "optimal"

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What in the tables is possible and hardly meant: see `planner.check`; and what only a plan shows."""
        told = {(warning.file, warning.row, warning.column, warning.cell) for warning in self.told}
        carried = first_caps_carry_no_more(self.case, self.shadow_price)
        return (*self.told, *(w for w in carried if (w.file, w.row, w.column, w.cell) not in told))

    @cached_property
    def uptake(self) -> pd.DataFrame:
        return uptake(self.case, self.model, self._inputs, self._values)

    @cached_property
    def modes(self) -> pd.DataFrame:
        return modes(self.case, self.model, self._inputs, self._values)

    @cached_property
    def emissions(self) -> pd.DataFrame:
        return emissions(self.case, self.model, self._inputs, self.plans, self.caps)

    @cached_property
    def shadow_price(self) -> pd.DataFrame:
        x, basis = self.vertex
        of = Solution(x, self.duals.row_dual, self.duals.reduced_cost, basis_of(basis, len(x)))
        return shadow_prices(self.case, self.model, self._inputs, self.duals.program, of)

    @cached_property
    def costs(self) -> pd.DataFrame:
        return annual_costs(self.case, self.model, self._inputs, self._values)

    @cached_property
    def cash(self) -> pd.DataFrame:
        return cash_table(self.case, self.model, self._inputs, self.plans)

    @cached_property
    def balances(self) -> pd.DataFrame:
        return balances(self.case, self.model, self._inputs, self._values)

    @cached_property
    def dispatch(self) -> pd.DataFrame:
        return dispatch(self.case, self.model, self._inputs, self._values)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        return ledger_table(self.case, self.model, self._inputs, self.plans)

    @cached_property
    def co_benefits(self) -> pd.DataFrame:
        return co_benefit_table(self.case, self.model, self._inputs, self.plans, self.cash)

    @property
    def _inputs(self) -> Inputs:
        return self.duals.inputs

    @property
    def _values(self) -> Values:
        values = self.plans["plan"]
        assert values is not None
        return values

    @cached_property
    def prices(self) -> pd.DataFrame:
        """The price of every row and bound of the program, in money per MWh, GJ, tonne, kW ... of its year.

        `family` names the row as models/README.md does, or the bound: `potential`, `build_limit`, `cap_city`, ..., and
        `least_` of a variable that can't be negative. A price says what the least cost rises by when the row or bound
        is one unit tighter: an upper limit lower, a lower limit or a demand higher. Of an equality it is what one unit
        more on the side of the demand costs, and may be below 0: `balance_commodity` is the price of electricity, of
        heat; `track_stock` what a unit in service is worth. All others are >= 0. Another optimum of equal cost may have
        other prices.
        """
        return self.duals.table(self.case, self.model)

    @cached_property
    def slice_prices(self) -> pd.DataFrame:
        """What a unit more of each sliced commodity costs in each slice and, weighted by use, in the year."""
        return slice_prices(self.case, self.model, self.duals, self.balances)

    def to_iamc(self) -> pd.DataFrame:
        """The plan as a wide table of the IAMC: model, scenario, region, variable, unit and a column a year."""
        table: pd.DataFrame = import_module("planner.output.iamc").iamc(self)
        return table

    def to_xarray(self) -> xr.Dataset:
        """The numbers over their ids and years: `to_xarray()["uptake_stock"].sel(intervention="led")`."""
        dataset: xr.Dataset = import_module("planner.output.formats").as_dataset(self)
        return dataset

    @property
    def cap_prices(self) -> pd.DataFrame:
        """The rows of `shadow_price` that are of caps on emissions, without those of policies."""
        return self.shadow_price[self.shadow_price["limit"] == "caps"]

    @property
    def cash_by_year(self) -> pd.DataFrame:
        """What is paid by year in sum, and what the plan pays more than the reference that `against` names."""
        table = by_year(self.cash, self.case.years).assign(unit=self.case.settings.money)
        return tidy(table, self.case, self.model)

    @property
    def by_payer(self) -> pd.DataFrame:
        """What each payer pays by year, net, and what the plan makes it pay more than the reference of `against`."""
        account = self.emissions["account"] == main_account(self.case)
        city = self.emissions[account & (self.emissions["sector"] == "total")]
        return by_payer(self.case, self.model, self.ledger, self.cash, city)

    @property
    def debts(self) -> pd.DataFrame:
        """What is drawn of each loan in a year, and what is owed at its end."""
        return debts(self.case, self.model, self.ledger)

    def private_view(self, year: int | None = None) -> pd.DataFrame:
        """What each measure costs each payer at its own rate and tariffs, beside its cheapest incumbent.

        Built in `year`, without one in the first year in which the plan builds it, else in which it may be built. A
        row for each payer of the measure or of what it replaces: `cost`, `incumbent_cost` and their `gap` a year for
        one unit of activity; the `subsidy` that closes the gap, for each unit built, `subsidy_in_all` for what the plan
        builds in the year, `per_tonne` of what is avoided; `undefined` says why there is none.

        Raises
        ------
        UsageError
            The case names no payers, or the year is not of it.
        """
        return private_view(self, year)

    def why(self, year: int | None = None) -> pd.DataFrame:
        """Why a measure is in the plan or is not: what a unit of activity costs and brings a year at its prices.

        A row for each measure, kind and item; years as of `private_view`. `net` is their sum: 0 for what the plan
        builds freely, above for what is too dear, below for what a limit on it holds back.
        """
        return worth(self, year)

    @property
    def reference_costs(self) -> dict[str, float]:
        """What each reference that there is costs, present value."""
        return {name: found["cost"] for name, found in self.references.items() if found["status"] == "optimal"}

    @property
    def distinct_references(self) -> list[str]:
        """The references, without current policies where they are the frozen one."""
        same = self.references["current_policies"].get("cost") == self.references["frozen"].get("cost")
        return [name for name in self.references if not (same and name == "current_policies")]

    def facts(self) -> dict[str, str]:
        settings = self.case.settings
        costs = {f"against {name.replace('_', ' ')}": cost for name, cost in self.reference_costs.items()}
        more = {name: self.resource_cost - cost for name, cost in costs.items()}
        return {
            "Plan": self.case.title,
            "model": self.model,
            "years": self.case.span,
            "total cost": f"{money(self.total_cost)} {settings.money} of {settings.price_year}, present value",
            **{name: f"{'+' * (cost > 0)}{money(cost)} {settings.money}" for name, cost in more.items()},
            "largest error": f"{max(self.certificate.values()):.0e} of certificate and audit",
            "tables": "uptake, modes, emissions, shadow_price, costs, cash, cash_by_year, balances, dispatch, "
            "slice_prices, ledger, by_payer, prices",
        }

    def head(self) -> pd.DataFrame:
        """The city's emissions in a few years."""
        city = self.emissions[self.emissions["sector"] == "total"]
        return city.iloc[:: -(-len(city) // MOST_ROWS)]


def uptake(case: Case, model: str, inputs: Inputs, values: Values) -> pd.DataFrame:
    """What is built, decided, stands and runs, every intervention and year.

    Steps of one choice share its activity by their stocks.
    """
    choice_of = {i: choice for choice in inputs.choices.values() for i in choice.rows}
    rows = []
    for i in inputs.interventions:
        unit, activity_unit = case.interventions[i].unit, case.delivered_unit(i)
        step_of = choice_of.get(i)
        alone = [i] if inputs.kind[i] in ("reduction", "capture", "storage") else inputs.modes_of.get(i, ())
        runs = inputs.modes_with[step_of.name] if step_of else alone
        for y in inputs.years:
            activity = sum(values.amount(inputs, x, y) for x in runs)
            if step_of and len(step_of.rows) > 1:
                covered = {row: inputs.output[row] * values("stock", row, y) for row in step_of.rows}
                activity = activity * (covered[i] / sum(covered.values())) if covered[i] else 0.0
            added = values("new_units", i, y), inputs.decided.get((i, y), 0.0)
            rows.append((i, y, *added, values("stock", i, y), unit, activity, activity_unit))
    columns = ["intervention", "year", "new_units", "decided", "stock", "unit", "activity", "activity_unit"]
    return tidy(pd.DataFrame(rows, columns=columns), case, model, intervention="intervention")


def modes(case: Case, model: str, inputs: Inputs, values: Values) -> pd.DataFrame:
    """What runs in each mode, a technology with its improvements, and what each capture takes from a technology.

    With what is built and bought, every other number of a plan follows from it.
    """
    delivered = [
        (mode.name, y, values("activity", mode.name, y), case.delivered_unit(mode.technology))
        for mode in inputs.modes
        for y in inputs.years
    ]
    caught = [
        (f"{i}+{k}", y, values("captured", k, i, y), case.interventions[k].unit)
        for k, rates in inputs.captures.items()
        for i in rates
        for y in inputs.years
    ]
    table = pd.DataFrame([*delivered, *caught], columns=["mode", "year", "activity", "unit"])
    return tidy(table, case, model, mode="mode")


def yearly_caps(inputs: Inputs) -> dict[tuple[str, str, int], float]:
    """(account, scope, year) -> cap, in the account's unit."""
    return {(c.account, c.scope, c.year): c.amount for c in inputs.caps if c.kind == "yearly"}


def emissions(
    case: Case,
    model: str,
    inputs: Inputs,
    plans: dict[str, Values | None],
    caps: Mapping[tuple[str, str, int], float],
) -> pd.DataFrame:
    """Emissions of each sector and of the city (`total`), in the references and the plan, beside the cap."""
    rows = []
    for a, s, y in product(inputs.accounts, (*inputs.sectors, "total"), inputs.years):
        found = (None if plan is None else plan.scoped_emissions(inputs, a, s, y) for plan in plans.values())
        rows.append((a, s, y, *found, caps.get((a, s, y)), case.accounts[a].unit))
    amounts = [*plans, "cap"]
    table = pd.DataFrame(rows, columns=["account", "sector", "year", *amounts, "unit"])
    return tidy(table.astype(dict.fromkeys(amounts, float)), case, model, sector="scope", account="account")
