"""Scenarios side by side: each solved in turn, and what differs from the central case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from planner.calls.arguments import public
from planner.calls.shown import Shown, money
from planner.case.case import Case
from planner.case.check import unchanged, under
from planner.case.scenarios import CENTRAL, label_of, names_of
from planner.errors import InputError, PlannerError, TimeLimitError
from planner.languages import columns_of, languages
from planner.messages import text
from planner.model.model_file import ModelSpec, read_spec
from planner.results.plan import CaseLike, Prepared, case_of, planned, prepare
from planner.results.references import REFERENCES
from planner.results.result_tables import Plan
from planner.results.tidy import tidy

MOST = 3
"""Interventions that are said to be built differently."""


@dataclass(frozen=True, repr=False)
class Comparison(Shown):
    """Plans by scenario, the central one first, and why the others have none. `case` is the central one."""

    case: Case
    model: str
    plans: dict[str, Plan] = field(default_factory=dict)
    failed: dict[str, PlannerError] = field(default_factory=dict)
    tables: list[pd.DataFrame] = field(default_factory=list)
    """Of each plan, made as soon as it is there: an interruption does not lose it."""

    def facts(self) -> dict[str, str]:
        costs = {name: f"{money(plan.total_cost)} {plan.case.settings.money}" for name, plan in self.plans.items()}
        failed = {name: str(why).splitlines()[0] for name, why in self.failed.items()}
        return {"Comparison": self.case.title, "model": self.model, **costs, **failed}

    def head(self) -> pd.DataFrame:
        return self.table

    def add(self, scenario: str, found: Plan | PlannerError) -> None:
        if isinstance(found, Plan):
            self.plans[scenario] = found
            self.tables.append(_table(found, self.plans.get(CENTRAL)))
        else:
            self.failed[scenario] = found

    @property
    def table(self) -> pd.DataFrame:
        """scenario, quantity, account, item, year | value, unit: costs, emissions, shadow prices, stocks."""
        return pd.concat(self.tables, ignore_index=True).astype({"year": "Int64"})


@public
def compare(
    case: CaseLike,
    *,
    scenarios: str | Path | Sequence[str | Path] = (),
    model: str | Path | ModelSpec | None = None,
    time_limit: float | None = None,
) -> Comparison:
    """Solve the central case and its scenarios, side by side.

    Parameters
    ----------
    case
        A case, a prepared one or a folder of tables, without a scenario.
    scenarios
        Scenarios of the case (`a+b`: both at once) or files of changes of your own; without any, all that it has.
    model
        Name of a model or a model file; without one, that of the prepared case or the case's default.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Comparison
        A plan for each scenario, or why it has none.

    Raises
    ------
    InputError
        The central case itself is wrong.
    UsageError
        There is no such scenario.

    Examples
    --------
    >>> comparison = planner.compare("data/example_city", scenarios="dear_gas")
    >>> list(comparison.plans)
    ['central', 'dear_gas']
    """
    if isinstance(case, Prepared):
        model = model or case.spec
    central, cases = read_cases(case, [scenarios] if isinstance(scenarios, str | Path) else scenarios)
    spec = read_spec(central, model)
    comparison = Comparison(central, spec.name)
    for scenario, found in solved(cases, spec):
        comparison.add(scenario, found)
    return comparison


def read_cases(case: CaseLike, scenarios: Sequence[str | Path] = ()) -> tuple[Case, dict[str, Case | InputError]]:
    """The central case, and with it at the head the case under each scenario, or what is wrong with that."""
    central = case_of(case)
    if isinstance(case, Case | Prepared):
        unchanged(central)
    cases: dict[str, Case | InputError] = {CENTRAL: central}
    for scenario in scenarios or central.scenarios:
        names = names_of(scenario)
        try:
            cases[label_of(names) or CENTRAL] = under(central, names)
        except InputError as wrong:
            cases[label_of(names)] = wrong
    return central, cases


def solved(
    cases: Mapping[str, Case | InputError], model: str | Path | ModelSpec | None = None
) -> Iterator[tuple[str, Plan | PlannerError]]:
    """(scenario, its plan or why it has none), one by one, so that an interruption loses only the one at work."""
    for scenario, case in cases.items():
        try:
            yield scenario, planned(prepare(case, model=model)) if isinstance(case, Case) else case
        except TimeLimitError:  # it holds for those to come as well
            raise
        except PlannerError as none:
            yield scenario, none


def against(plan: Plan, central: Plan | None) -> dict[str, float]:
    """Cost less that of the central plan, and of the scenario's own references; without carbon payments."""
    found = {} if central is None else {CENTRAL: plan.resource_cost - central.resource_cost}
    return found | {name: plan.resource_cost - cost for name, cost in plan.reference_costs.items()}


def built_differently(plan: Plan, central: Plan) -> list[tuple[str, int, float]]:
    """(intervention, year, difference of stock) of those on which most is spent more or less, in the year of the most.

    Incumbents are left out, and years that only one plan has; money is present value without what is purchased.
    """
    spent, spent_centrally = (_spent(each) for each in (plan, central))
    stock, central_stock = (each.uptake.set_index(["intervention", "year"])["stock"] for each in (plan, central))
    money = spent.sub(spent_centrally, fill_value=0.0).abs().sort_values(ascending=False)
    differences = stock.sub(central_stock, fill_value=0.0)
    differences = differences[differences.index.isin([*plan.case.years], level="year")]
    differences = differences[differences.index.isin([*central.case.years], level="year")]
    found = []
    for i in money[money > 1e-6 * abs(central.total_cost)].index:
        difference = differences[i]
        year = int(difference.abs().idxmax())
        if abs(difference[year]) > 1e-6 * stock[i].abs().max():
            found.append((i, year, float(difference[year])))
    return found[:MOST]


def _spent(plan: Plan) -> pd.Series:
    built = [i for i, row in plan.case.interventions.items() if not row.incumbent]
    costs = plan.costs[plan.costs["kind"].isin(["capex", "fixed", "variable"]) & plan.costs["item"].isin(built)]
    return costs.groupby("item")["present_value"].sum()


def _table(plan: Plan, central: Plan | None) -> pd.DataFrame:
    case, money = plan.case, plan.case.settings.money
    costs = {"plan": plan.total_cost, "without_carbon_payments": plan.resource_cost} | plan.reference_costs
    rows: list[tuple[object, ...]] = [("cost", "", *_called(item), None, value, money) for item, value in costs.items()]
    rows += [("cost_against", "", *_called(item), None, value, money) for item, value in against(plan, central).items()]
    for row in plan.emissions[plan.emissions["sector"] == "total"].to_dict("records"):
        rows += [
            ("emissions", row["account"], *_called(item), row["year"], row[item], row["unit"])
            for item in (*REFERENCES, "plan", "cap")
            if pd.notna(row[item])
        ]
    for row in plan.shadow_price.to_dict("records"):
        item = row["scope"] if row["limit"] == "caps" else row["id"]
        names = [row[column] for column in columns_of("name")]
        rows.append(("shadow_price", row["account"], item, *names, row["year"], row["price"], row["price_unit"]))
    for row in plan.uptake.to_dict("records"):
        if row["stock"]:
            names = [row[column] for column in columns_of("name")]
            rows.append(("stock", "", row["intervention"], *names, row["year"], row["stock"], row["unit"]))
    columns = ["quantity", "account", "item", *columns_of("name"), "year", "value", "unit"]
    return tidy(pd.DataFrame(rows, columns=columns), case, plan.model)


def _called(item: str) -> tuple[str, ...]:
    """A plan, a reference or the cap, with its names."""
    return item, *(text(f"say_{item}", lang) for lang in languages())
