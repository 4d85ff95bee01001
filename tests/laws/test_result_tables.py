"""The identities among the result tables: what adds up to what."""

from __future__ import annotations

import pandas as pd
import pytest
from fresh_solves import example_plan

import planner
from planner.model.costs import CarbonPriceRow


def years(plan: planner.Plan) -> range:
    return plan.case.years


def test_costs_sum_to_the_total_cost_and_without_carbon_payments_to_the_resource_cost(plan):
    resource = plan.costs[plan.costs["kind"] != "carbon_price"]["present_value"].sum()
    assert plan.costs["present_value"].sum() == pytest.approx(plan.total_cost, rel=1e-9)
    assert resource == pytest.approx(plan.resource_cost, rel=1e-9)
    assert (plan.costs["kind"] == "carbon_price").any() == ("price" in plan.model)


@pytest.mark.parametrize(("table", "column"), [("costs", "value"), ("cash", "plan")])
def test_present_value_is_the_value_of_the_year_discounted(plan, table, column):
    """Overnight capital from the start of its year, all else from its end."""
    frame, settings = getattr(plan, table), plan.case.settings
    early = (frame["kind"] == "capex") & (table == "cash")
    worth = (1 + settings.discount_rate) ** (settings.first_year - frame["year"] + early)
    assert frame["present_value"].tolist() == pytest.approx((frame[column] * worth).tolist(), rel=1e-12)
    assert not frame.duplicated(["year", "item", "kind"]).any()


def test_cash_differs_from_costs_in_capex_only(plan):
    keys = ["year", "item", "kind"]
    costs, cash = (frame[frame["kind"] != "capex"].set_index(keys).sort_index() for frame in (plan.costs, plan.cash))
    cash = cash[cash["plan"] != 0].rename(columns={"plan": "value"})
    pd.testing.assert_frame_equal(costs, cash[costs.columns], rtol=1e-12)


def test_annuities_are_the_cash_as_far_as_the_life_lies_inside(plan):
    """Of a vintage: discounted capex, times the share of its annuity paid within the horizon.

    k of L years: (1 - (1 + r)^-k) / (1 - (1 + r)^-L), which is 1 where the life ends inside.
    """
    rate, last = plan.case.settings.discount_rate, years(plan)[-1]
    spent = plan.cash[(plan.cash["kind"] == "capex") & (plan.cash["plan"] != 0)].copy()
    lifetime = spent["item"].map({i: row.lifetime for i, row in plan.case.interventions.items()})
    inside = lifetime.clip(upper=last + 1 - spent["year"])
    spent["paid"] = spent["present_value"] * (1 - (1 + rate) ** -inside) / (1 - (1 + rate) ** -lifetime)
    annuities = plan.costs[plan.costs["kind"] == "capex"].groupby("item")["present_value"].sum()
    assert annuities.to_dict() == pytest.approx(spent.groupby("item")["paid"].sum().to_dict(), rel=1e-9)


@pytest.mark.parametrize("name", ["example city", pytest.param("beijing", marks=pytest.mark.night)])
def test_lives_that_end_inside_cost_their_cash(name, request):
    """In present value, of what is never built so late that it outlives the horizon."""
    plan = request.getfixturevalue("beijing_plan") if name == "beijing" else example_plan("annual_caps")
    last = years(plan)[-1]
    built = plan.uptake[plan.uptake["new_units"] > 0]
    lifetime = {i: row.lifetime for i, row in plan.case.interventions.items()}
    ends = built["year"] + built["intervention"].map(lifetime) - 1
    whole = (ends <= last).groupby(built["intervention"]).all()
    cash, costs = (
        frame[(frame["kind"] == "capex") & (frame["present_value"] != 0)].groupby("item")["present_value"].sum()
        for frame in (plan.cash, plan.costs)
    )
    items = [i for i in cash.index if whole[i]]
    assert items
    assert costs[items].tolist() == pytest.approx(cash[items].tolist(), rel=1e-9)


def test_each_commodity_is_balanced_in_each_year(plan):
    """Supply positive, use negative, nothing left; every service and carrier that anything uses is there."""
    groups = plan.balances.groupby(["commodity", "year"])["value"]
    assert (groups.sum().abs() <= 1e-9 * groups.apply(lambda v: v.abs().max())).all()
    signs = {"purchase": 1, "delivered": 1, "given back": 1, "by-product": 1}
    signs |= dict.fromkeys(("demand", "consumed", "charged", "unused"), -1)
    assert (plan.balances["value"] * plan.balances["kind"].map(signs) > 0).all()
    assert set(plan.case.services) <= set(plan.balances["commodity"])


def test_rows_stand_in_the_order_in_which_they_are_read(plan):
    """By commodity, year and slice what supplies before what uses; by year what is built before what it runs on."""
    supply_then_use = ("purchase", "delivered", "given back", "by-product", "demand", "consumed", "charged", "unused")
    built_then_run = ("capex", "fixed", "variable", "purchase", "carbon_price")
    for table, first, kinds in (
        (plan.balances, "commodity", supply_then_use),
        (plan.costs, "year", built_then_run),
        (plan.cash, "year", built_then_run),
    ):
        place = table["kind"].map({kind: n for n, kind in enumerate(kinds)})
        slices = table["slice"].map({t: n for n, t in enumerate(plan.case.slices)}) if "slice" in table else 0
        order = pd.DataFrame({"first": table[first], "year": table["year"], "slice": slices, "kind": place})
        keys = list(order.fillna(0).assign(item=table["item"]).itertuples(index=False))
        assert keys == sorted(keys)
        assert table["kind"].nunique() > 2


def test_demand_is_that_of_the_tables_and_deliveries_are_what_technologies_do(plan):
    """All slices of a year together."""
    balances = plan.balances.groupby(["kind", "commodity", "item", "year"])["value"].sum()
    demand = {("demand", s, s, y): -row.at(y) for s, row in plan.case.services.items() for y in years(plan)}
    assert balances["demand"].to_dict() == pytest.approx({key[1:]: value for key, value in demand.items() if value})
    activity = plan.uptake.set_index(["intervention", "year"])["activity"]
    delivered = balances["delivered"].groupby(["item", "year"]).sum().to_dict()
    technologies = {i for i, row in plan.case.interventions.items() if row.kind == "technology"}
    assert delivered == pytest.approx({(i, y): x for (i, y), x in activity.items() if i in technologies and x})


@pytest.mark.parametrize("model", ["annual_caps", "carbon_price"])
def test_purchases_are_paid_at_their_price(model):
    """GWh x yuan/kWh = million yuan, and the prices of the example city are the same in all years."""
    plan = example_plan(model)
    paid = plan.costs[plan.costs["kind"] == "purchase"].set_index(["item", "year"])["value"]
    bought = plan.balances[plan.balances["kind"] == "purchase"].set_index(["item", "year"])["value"]
    price = {row.carrier: row.amount for row in plan.case.prices}
    assert paid.to_dict() == pytest.approx({(c, y): price[c] * amount for (c, y), amount in bought.items()}, rel=1e-9)


def test_sectors_sum_to_the_total(plan):
    keys = ["account", "year"]
    sums = plan.emissions[plan.emissions["sector"] != "total"].groupby(keys)[["frozen", "least_cost", "plan"]].sum()
    total = plan.emissions[plan.emissions["sector"] == "total"].set_index(keys)[["frozen", "least_cost", "plan"]]
    assert (sums - total).abs().to_numpy().max() < 1e-9 * total.to_numpy().max()
    assert len(plan.emissions) == len(years(plan)) * len(plan.case.accounts) * (len(plan.case.sectors) + 1)


def test_the_plan_keeps_its_caps(capped_plan):
    """Yearly: no more than the cap in the row. A budget: the sum of the years."""
    total = capped_plan.emissions[capped_plan.emissions["sector"] == "total"]
    capped = total[total["cap"].notna()]
    assert (capped["plan"] <= capped["cap"] + 1e-9).all()
    if capped_plan.model == "carbon_budget":
        assert capped.empty
        assert total["plan"].sum() <= capped_plan.cap_prices["amount"].iloc[0] + 1e-9
    else:
        assert dict(zip(capped["year"], capped["cap"], strict=True)) == pytest.approx(
            capped_plan.cap_prices.set_index("year")["amount"].to_dict()
        )


def test_carbon_payments_are_price_times_emissions():
    plan = example_plan("carbon_price")
    total = plan.emissions[plan.emissions["sector"] == "total"].set_index("year")["plan"]
    paid = plan.costs[plan.costs["kind"] == "carbon_price"].set_index("year")["value"]
    (price,) = plan.case.rows(CarbonPriceRow)
    assert paid.to_dict() == pytest.approx({y: price.at(y) * total[y] for y in years(plan)}, rel=1e-9)


def test_uptake_has_every_intervention_and_year(plan):
    assert plan.uptake[["intervention", "year"]].apply(tuple, axis=1).tolist() == [
        (i, y) for i in plan.case.interventions for y in years(plan)
    ]
    assert (plan.uptake[["new_units", "stock", "activity"]].to_numpy() >= 0).all()


def test_stock_is_what_is_left_of_the_existing_and_every_vintage_alive(plan):
    """What exists is whole in the first year and gone a lifetime later, unless paths.csv gives it."""
    built = plan.uptake.set_index(["intervention", "year"])["new_units"]
    given = {row.intervention: row for row in plan.case.paths if row.column == "existing"}
    for i, row in plan.case.interventions.items():
        stock = plan.uptake[plan.uptake["intervention"] == i]["stock"].tolist()
        expected = [
            (given[i].at(y) if i in given else row.existing * max(0, 1 - (y - years(plan)[0]) / row.lifetime))
            + sum(built[i, v] for v in years(plan) if v <= y < v + row.lifetime)
            for y in years(plan)
        ]
        assert stock == pytest.approx(expected, rel=1e-9, abs=1e-9 * max(stock)), i


def test_nothing_runs_beyond_its_stock_and_no_stock_beyond_its_potential(plan):
    given = {row.intervention: row for row in plan.case.paths if row.column == "potential"}
    for row in plan.uptake.itertuples():
        made = plan.case.interventions[row.intervention]
        output = made.output if made.kind == "technology" else 1.0  # improvements count in what they improve
        assert row.activity <= output * row.stock * (1 + 1e-9) + 1e-9, row
        if made.kind == "technology" and made.minimum_use:
            assert row.activity >= made.minimum_use * output * row.stock * (1 - 1e-9) - 1e-9, row
        if made.kind == "reduction":
            assert row.activity == row.stock
        limit = given[row.intervention].at(row.year) if row.intervention in given else made.potential
        assert limit is None or row.stock <= limit * (1 + 1e-9) + 1e-9, row


def test_references_are_cheaper_the_freer_they_are(plan):
    """Least cost <= frozen, and least cost <= the plan's resource cost: caps and prices only add."""
    least, frozen = plan.references["least_cost"]["cost"], plan.references["frozen"]["cost"]
    assert least < frozen
    assert least <= plan.resource_cost * (1 + 1e-12)
    assert plan.resource_cost <= plan.total_cost * (1 + 1e-12)


def test_references_are_those_of_the_emissions_table(plan):
    totals = plan.emissions[plan.emissions["sector"] == "total"].set_index(["account", "year"])
    for name in ("frozen", "least_cost"):
        for account, by_year in plan.references[name]["emissions"].items():
            assert totals.loc[account, name].to_dict() == pytest.approx(by_year, rel=1e-12)
