"""Prices of every row and bound, in the units that people read, worked out by hand."""

from __future__ import annotations

import pytest

import planner

HEAT = {
    "services": "service, unit, amount\n heat, {energy}, {demand}",
    "carriers": "carrier, unit, bought\n gas, {energy}, true\n power, {energy}, true",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 30\n power, yuan/MWh, 100",
    "interventions": """
        intervention, name_en,    name_zh, kind,       sector, of,   unit,     lifetime, cost_unit, capex, potential
        boiler,       Gas boiler, 燃气锅炉, technology, city,   heat, {energy}, 1,        yuan/MWh,  0,     {room}
        pump,         Heat pump,  热泵,     technology, city,   heat, {energy}, 1,        yuan/MWh,  20,
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1\n pump, power, MWh/MWh, 0.5",
}


def tables(energy: str, demand: float, room: float) -> dict[str, str]:
    return {name: text.format(energy=energy, demand=demand, room=room) for name, text in HEAT.items()}


def test_energy_and_what_is_scarce_have_their_prices(case_of, at):
    """100 MWh of heat a year: 60 from boilers at 30 yuan, all that there is room for, 40 from pumps at 22 + 0.5 x 100.

    A pump of 20 yuan that lives one year costs 1.1 x 20 at its end. The next MWh of heat comes from a pump: 72 yuan,
    the price in its `balance_commodity`. One MWh more room for boilers saves 72 - 30 = 42, their `potential`; so much
    is their capacity worth, and that of pumps their own 22. Gas and power cost what they are bought for. In 2031 the
    same, worth 1/1.1 in present value.
    """
    prices = planner.solve(case_of(years=(2030, 2031), rate=0.1, **tables("MWh", 100, 60))).prices
    for family, thing, price in (
        ("balance_commodity", "heat", 72),
        ("balance_commodity", "gas", 30),
        ("balance_commodity", "power", 100),
        ("potential", "boiler", 42),
        ("limit_activity", "boiler", 42),
        ("limit_activity", "pump", 22),
        ("least_purchases", "gas", 0),
    ):
        for year, discount in ((2030, 1.0), (2031, 1 / 1.1)):
            assert at(prices, "price", family=family, id=thing, year=year) == pytest.approx(price), (family, thing)
            assert at(prices, "present_value", family=family, id=thing, year=year) == pytest.approx(price * discount)
    assert set(prices["price_unit"]) == {"CNY/MWh", "CNY/t CO2"}
    assert prices[prices["id"] == "boiler"][["name_en", "name_zh"]].drop_duplicates().to_numpy().tolist() == [
        ["Gas boiler", "燃气锅炉"]
    ]


def test_prices_are_read_in_the_same_unit_whatever_the_case_counts_in(case_of, at):
    """The same city in 亿千瓦时 (100 GWh) and yuan, and in PJ, where heat is read per GJ: 70 yuan/MWh are 19.44/GJ."""
    kilo = planner.solve(case_of(**tables("亿千瓦时", 100, 60))).prices
    assert at(kilo, "price", family="balance_commodity", id="heat") == pytest.approx(70)
    assert at(kilo, "price", family="potential", id="boiler") == pytest.approx(40)
    joule = planner.solve(case_of(**tables("PJ", 100, 60))).prices
    row = joule[(joule["family"] == "balance_commodity") & (joule["id"] == "heat")].iloc[0]
    assert (row["price"], row["price_unit"]) == (pytest.approx(70 / 3.6), "CNY/GJ")


def test_a_price_of_an_equality_may_be_below_zero(case_of, at):
    """A plant makes 1 MWh of heat with each of the 10 MWh of power that are needed; homes need 2 MWh of heat.

    What nobody needs is let out by a chimney at 5 yuan/MWh: a MWh more demand for heat saves them, and one of power
    costs 50 + 5.
    """
    case = case_of(
        services="service, unit, amount\n power, MWh, 10\n homes, MWh, 2",
        interventions="""
            intervention, kind,       sector, of,    unit, lifetime, variable_unit, variable_cost
            plant,        technology, city,   power, MWh,  1,        yuan/MWh,      50
            radiator,     technology, city,   homes, MWh,  1,        yuan/MWh,      0
            chimney,      technology, city,   waste, MWh,  1,        yuan/MWh,      5
        """,
        carriers="carrier, unit, bought, surplus\n heat, MWh, false, false\n waste, MWh, false, true",
        unit_flows="""
            intervention, carrier, unit,    amount
            plant,        heat,    MWh/MWh, -1
            radiator,     heat,    MWh/MWh, 1
            chimney,      heat,    MWh/MWh, 1
        """,
    )
    prices = planner.solve(case).prices
    for thing in ("heat", "homes"):
        assert at(prices, "price", family="balance_commodity", id=thing) == pytest.approx(-5)
    assert at(prices, "price", family="balance_commodity", id="power") == pytest.approx(55)


def test_450_yuan_a_tonne_are_450_in_a_case_of_other_units(case_of):
    """12 万吨 at 400 yuan/t and 10 at 500, counted in 亿元 and 万吨: at 450 the first, at 0.045 (亿元/万吨) nothing."""
    case = planner.read_case(
        {
            "case.toml": """
                title_en = "Units"
                first_year = 2030
                last_year = 2030
                price_year = 2030
                money = "亿元"
                discount_rate = 0
                [[accounts]]
                id = "co2"
                unit = "万吨CO2"
            """,
            "sectors.csv": "sector\ncity",
            "baseline.csv": "sector,account,unit,amount\ncity,co2,万吨CO2,100",
            "interventions.csv": (
                "intervention,kind,sector,unit,lifetime,variable_unit,variable_cost,potential\n"
                "cheap,reduction,city,万吨CO2,1,元/吨CO2,400,12\n"
                "dear,reduction,city,万吨CO2,1,元/吨CO2,500,10"
            ),
            "process_emissions.csv": (
                "intervention,account,unit,amount\ncheap,co2,吨CO2/吨CO2,-1\ndear,co2,吨CO2/吨CO2,-1"
            ),
            "caps.csv": "account,unit,amount\nco2,万吨CO2,85",
        }
    )
    curve = planner.priced_curve(case, year=2030)
    assert curve.price_unit == "CNY/t CO2"
    assert curve.abatement_at(450) == (pytest.approx(12), pytest.approx(12))
    assert curve.abatement_at(0.045) == (0, 0)
    assert curve.system.steps["price"].tolist() == pytest.approx([400, 500])
    plan = planner.solve(case)
    assert plan.shadow_price[["price", "tightened", "price_unit"]].iloc[0].tolist() == [
        pytest.approx(500),
        pytest.approx(500),
        "CNY/t CO2",
    ]
    bars = planner.ranked_curve(case, year=2030, carbon_price=450).bars.set_index("intervention")
    assert bars["cost_per_tonne"].to_dict() == pytest.approx({"cheap": 400, "dear": 500})
    assert bars["net_benefit"].to_dict() == pytest.approx({"cheap": 12 * 50 / 1e4, "dear": -10 * 50 / 1e4})
    portfolio = planner.portfolio_at(case, prices=[450, 550], year=2030).set_index(["price", "intervention"])
    assert portfolio["activity"].unstack().to_numpy().tolist() == [[pytest.approx(12), 0], pytest.approx([12, 10])]
