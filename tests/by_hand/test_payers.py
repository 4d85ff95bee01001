"""Who pays what: shares of costs, the ledger of a plan and of its references, tariffs between payers."""

from __future__ import annotations

import pytest
from slices import BY_TIME_OF_USE

import planner

TABLES = {
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true\n electricity, MWh, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 4\n electricity, yuan/MWh, 3",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1",
    "interventions": """
        intervention, kind, sector, of, unit, existing, incumbent, cost_unit, capex, fixed_cost, lifetime
        boiler, technology, city, heat, MWh, 10, true, yuan/MWh, , 1, 100
        heat_pump, technology, city, heat, MWh, , , yuan/MWh, 20, 2, 4
    """,
    "unit_flows": """
        intervention, carrier, unit, amount
        boiler, gas, MWh/MWh, 1
        heat_pump, electricity, MWh/MWh, 0.5
    """,
    "caps": "account, unit, amount\n co2, tCO2, 4",
    "payers": "payer, people\n households, 2\n utility,\n city,",
    "payer_shares": """
        of, cost, payer, share
        , , households, 1
        heat_pump, capex, households, 0.75
        heat_pump, capex, city, 0.25
        heat_pump, fixed, city, 1
    """,
}


def paid(plan, column="plan"):
    return {
        (row["from"], row["to"], row["kind"], row["item"]): row[column]
        for row in plan.ledger.to_dict("records")
        if row[column]
    }


def test_each_cost_is_paid_by_shares(case_of):
    """6 heat pumps for 120 yuan, of which the city bears a quarter; it also pays 6 x 2 to keep them. Boilers 10 x 1.

    Households buy 4 MWh of gas for 16 and 3 MWh of electricity for 9. Frozen: 10 of gas for 40, 10 to keep boilers.
    """
    plan = planner.solve(case_of(**TABLES))
    assert paid(plan) == pytest.approx({
        ("households", "outside", "capex", "heat_pump"): 90, ("city", "outside", "capex", "heat_pump"): 30,
        ("city", "outside", "fixed", "heat_pump"): 12, ("households", "outside", "fixed", "boiler"): 10,
        ("households", "outside", "energy", "gas"): 16, ("households", "outside", "energy", "electricity"): 9,
    })  # fmt: skip
    assert paid(plan, "frozen") == pytest.approx({
        ("households", "outside", "fixed", "boiler"): 10, ("households", "outside", "energy", "gas"): 40,
    })  # fmt: skip


def test_what_a_payer_pays_more_than_in_the_reference(case_of, at):
    """Households 90 + 10 + 25 = 125, not 50: 75 more, for 6 t 12.5 a tonne, for 2 people 37.5 each. The city 42."""
    table = planner.solve(case_of(**TABLES)).by_payer
    assert at(table, "extra", payer="households") == pytest.approx(75)
    assert at(table, "per_tonne", payer="households") == pytest.approx(12.5)
    assert at(table, "per_head", payer="households") == pytest.approx(37.5)
    assert at(table, "extra", payer="city") == pytest.approx(42)
    assert at(table, "extra", payer="utility") == 0


def test_a_tariff_goes_through_the_supplier(case_of, at):
    """Households pay 5 yuan a MWh to the utility, which buys at 3: 15 and 9 for 3 MWh. The utility earns 6."""
    plan = planner.solve(
        case_of(**TABLES, tariffs="carrier, side, supplier, unit, amount\n electricity, use, utility, yuan/MWh, 5")
    )
    assert paid(plan)["households", "utility", "energy", "electricity"] == pytest.approx(15)
    assert paid(plan)["utility", "outside", "purchase", "electricity"] == pytest.approx(9)
    assert at(plan.by_payer, "extra", payer="utility") == pytest.approx(-6)
    assert plan.by_payer["plan"].sum() == pytest.approx(plan.cash["plan"].sum())


ROOFS = TABLES | {
    "services": "service, unit, amount\n light, MWh, 10",
    "interventions": """
        intervention, kind, sector, of, unit, lifetime, existing, cost_unit, capex
        lamp, technology, city, light, MWh, 10, 10, ,
        roof, technology, city, electricity, MWh, 1, , yuan/MWh, 1
    """,
    "unit_flows": "intervention, carrier, unit, amount\n lamp, electricity, MWh/MWh, 1",
    "paths": "intervention, column, amount\n roof, potential, 4",
    "payer_shares": "of, payer, share\n , households, 1\n roof, city, 1",
}


def test_who_makes_is_paid_and_saves_what_it_uses_itself(case_of, at):
    """Lamps use 10 MWh, roofs make 4, 6 are bought for 18. Households pay 5 a MWh: 50 to the utility.

    The roofs' owner uses a quarter itself, which saves it 1 x 5; the other 3 MWh earn it 2 each. The utility is left
    with 50 - 5 - 6 - 18 = 21. In all 18 and 4 of capex leave the payers.
    """
    tariffs = """
        carrier, side, supplier, self_used, unit, amount
        electricity, use, utility, , yuan/MWh, 5
        electricity, made, , 0.25, yuan/MWh, 2
    """
    plan = planner.solve(case_of(**ROOFS, tariffs=tariffs))
    assert paid(plan) == pytest.approx({
        ("households", "utility", "energy", "electricity"): 50, ("city", "utility", "energy", "electricity"): -5,
        ("utility", "city", "sales", "electricity"): 6, ("utility", "outside", "purchase", "electricity"): 18,
        ("city", "outside", "capex", "roof"): 4,
    })  # fmt: skip
    assert at(plan.by_payer, "plan", payer="utility") == pytest.approx(-21)
    assert plan.by_payer["plan"].sum() == pytest.approx(22)


def test_without_a_tariff_makers_earn_what_users_pay(case_of):
    """At 3 a MWh: users pay 30, who makes 4 MWh earns 12, so 18 go for what is bought, as in cash.csv."""
    plan = planner.solve(case_of(**ROOFS))
    assert paid(plan)["outside", "city", "sales", "electricity"] == pytest.approx(12)
    assert plan.by_payer["plan"].sum() == pytest.approx(plan.cash["plan"].sum()) == pytest.approx(22)


def test_the_carbon_price_falls_on_who_burns_and_with_the_price_of_what_is_bought(case_of):
    """2 yuan a tonne on gas where it burns; on electricity, 1 t a MWh counted in power, with its price: 3 + 2 a MWh.

    A heat pump: 20 / 4 + 2 + 0.5 x 5 = 9.5 a MWh, gas 4 + 2: the 10 boilers run, 10 t, of which the utility's scrubber
    at 1.5 a tonne takes half from the boilers' owner. The baseline of 3 t is the city's.
    """
    tables = TABLES | {
        "sectors": "sector\n city\n power",
        "carriers": "carrier, unit, bought, counted_in\n gas, MWh, true,\n electricity, MWh, true, power",
        "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 1\n electricity, co2, tCO2/MWh, 1",
        "baseline": "sector, account, unit, amount\n power, co2, tCO2, 3",
        "carbon_prices": "account, unit, amount\n co2, yuan/tCO2, 2",
        "interventions": TABLES["interventions"].replace(
            "lifetime", "lifetime, variable_unit, variable_cost, potential"
        )
        + "scrubber, capture, city, , tCO2, , , , , , 4, yuan/tCO2, 1.5, 5",
        "unit_flows": TABLES["unit_flows"] + "scrubber, electricity, MWh/tCO2, 0.01",
        "captures": "capture, technology, rate\n scrubber, boiler, 0.9",
        "payer_shares": TABLES["payer_shares"] + "scrubber, , utility, 1\n power, carbon, city, 1",
    }
    tables["interventions"] = tables["interventions"].replace("1, 100", "1, 100, , ,").replace("2, 4\n", "2, 4, , ,\n")
    plan = planner.solve(case_of(**tables), model="carbon_price")
    found = paid(plan)
    assert found["households", "outside", "carbon", "co2"] == pytest.approx(20 - 10)
    assert found["city", "outside", "carbon", "co2"] == pytest.approx(6)
    assert found["utility", "outside", "energy", "electricity"] == pytest.approx(0.05 * (3 + 2))
    assert plan.by_payer["plan"].sum() == pytest.approx(plan.cash["plan"].sum())


def test_free_allowances_are_worth_the_carbon_price(case_of, at):
    """At 0.5 yuan/t homes keep their boilers and pay 5 for 10 t; they get 8 t free, worth 4. The plan stays."""
    tables = TABLES | {
        "carbon_prices": "account, unit, amount\n co2, yuan/tCO2, 0.5",
        "allowances": "account, payer, unit, amount\n co2, households, tCO2, 8",
    }
    plan = planner.solve(case_of(**tables), model="carbon_price")
    assert paid(plan)["households", "outside", "carbon", "co2"] == pytest.approx(5)
    assert paid(plan)["outside", "households", "allowance", "co2"] == pytest.approx(4)
    assert plan.total_cost == pytest.approx(10 + 40 + 5)
    assert at(plan.by_payer, "extra", payer="households") == pytest.approx(1)
    with pytest.raises(planner.InputError, match="has no row"):
        case_of(**tables | {"allowances": "account, scope, payer, unit, amount\n co2, city, city, tCO2, 8"})


@pytest.mark.parametrize(
    ("table", "old", "new", "wrong"),
    [
        ("payer_shares", "city, 0.25", "city, 0.2", r"payer_shares.csv row 5, share: .*sum to 0.95"),
        ("payer_shares", ", , households, 1\n", "", "nobody pays capex of boiler"),
        ("payer_shares", "fixed, city", "fixed, outside", "'outside', which is not in payers.csv"),
        ("payers", "city,", "outside,", "everyone who is no payer"),
    ],
)
def test_a_mistake_is_said(case_of, table, old, new, wrong):
    assert old in TABLES[table]
    with pytest.raises(planner.InputError, match=wrong):
        case_of(**TABLES | {table: TABLES[table].replace(old, new)})


def test_a_carrier_with_tariffs_has_one_supplier(case_of):
    with pytest.raises(planner.InputError, match="suppliers of electricity"):
        case_of(**TABLES, tariffs="carrier, side, unit, amount\n electricity, use, yuan/MWh, 5")


def test_what_may_be_bought_made_and_wasted_has_a_supplier(case_of):
    roofs = ROOFS | {"carriers": "carrier, unit, bought, surplus\n gas, MWh, true,\n electricity, MWh, true, true"}
    with pytest.raises(planner.InputError, match="someone must pay for what nobody uses"):
        case_of(**roofs)


def test_what_is_used_by_slice_is_paid_at_the_price_of_its_slice(case_of):
    """A battery of the utility takes power at 25 yuan by night and sells it at 75 by day; 1 MW is used.

    Users pay 4,380 x 75 + 4,380 x 25. The battery gives back 4,380 MWh by day, sold for 328,500 yuan, having taken 5,475 by
    night for 136,875; 12 MWh of it stand for 7,300 each. The sum is what is bought, 9,855 x 25, and 87,600.
    """
    tables = BY_TIME_OF_USE | {
        "payers": "payer\n households\n utility",
        "payer_shares": "of, cost, payer, share\n , , households, 1\n battery, , utility, 1",
    }
    plan = planner.solve(case_of(**tables))
    assert paid(plan) == pytest.approx({
        ("households", "outside", "energy", "power"): 438000, ("utility", "outside", "fixed", "battery"): 87600,
        ("utility", "outside", "energy", "power"): 136875, ("outside", "utility", "sales", "power"): 328500,
    })  # fmt: skip
    assert plan.total_cost == pytest.approx(9855 * 25 + 87600)
