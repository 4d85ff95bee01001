"""The ranked curve: each measure alone against the frozen reference, its order, and the bars that mislead."""

from __future__ import annotations

import pytest
from shipped import EXAMPLE_CITY

import planner
from planner.curves.ranked import ranked_curve

# 100 t a year. 10 t earn 5 yuan each, 30 t cost 10, 30 t cost 40.
REDUCTIONS = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost
        dear,         reduction, city,   tCO2, 1,        30,        yuan/tCO2,     40
        cheap,        reduction, city,   tCO2, 1,        30,        yuan/tCO2,     10
        earning,      reduction, city,   tCO2, 1,        10,        yuan/tCO2,     -5
    """,
    "process_emissions": """
        intervention, account, unit,      amount
        dear,         co2,     tCO2/tCO2, -1
        cheap,        co2,     tCO2/tCO2, -1
        earning,      co2,     tCO2/tCO2, -1
    """,
}

# 100 MWh of heat from gas boilers: 1 MWh of gas for 30 yuan and 0.2 t each. Room for 40 heat pumps, one MWh each.
HEAT = {
    "services": "service, unit, amount\n heat, MWh, 100",
    "carriers": "carrier, unit, bought, counted_in\n gas, MWh, true,\n electricity, MWh, true, city",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 30\n electricity, yuan/MWh, 80",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2\n electricity, co2, tCO2/MWh, 0.1",
    "interventions": """
        intervention, kind,       sector, of,   unit, lifetime, potential, incumbent, cost_unit, capex
        boiler,       technology, city,   heat, unit, 1,        ,          true,      ,
        pump,         technology, city,   heat, unit, 2,        40,        ,          yuan/unit, 100
    """,
    "unit_flows": """
        intervention, carrier,     unit,    amount
        boiler,       gas,         MWh/MWh, 1
        pump,         electricity, MWh/MWh, 0.25
    """,
}

# 100 bus-km on diesel, 1 kg of CO2 each. Hydrogen buses need hydrogen, which only the electrolyser makes.
HYDROGEN = {
    "services": "service, unit, amount\n travel, km, 100",
    "carriers": "carrier, unit, bought, counted_in\n diesel, L, true,\n hydrogen, kg, ,\n electricity, MWh, true, city",
    "prices": "carrier, unit, amount\n diesel, yuan/L, 7\n electricity, yuan/MWh, 500",
    "emission_factors": "carrier, account, unit, amount\n diesel, co2, tCO2/L, 0.001",
    "interventions": """
        intervention, kind,       sector, of,       unit, lifetime, incumbent, first_year
        diesel_bus,   technology, city,   travel,   bus,  1,        true,
        hydrogen_bus, technology, city,   travel,   bus,  1,        ,
        later_bus,    technology, city,   travel,   bus,  1,        ,          2031
        electrolyser, technology, city,   hydrogen, unit, 1,        ,
    """,
    "unit_flows": """
        intervention, carrier,     unit,   amount
        diesel_bus,   diesel,      L/km,   1
        hydrogen_bus, hydrogen,    kg/km,  0.1
        electrolyser, electricity, MWh/kg, 0.05
    """,
}


def bar(curve, intervention):
    return curve.bars.set_index("intervention").loc[intervention]


def test_a_reduction_alone_is_its_row_of_the_classic_table(case_of):
    """10 t for -50 yuan, 30 t for 300, 30 t for 1200: what saves first, then by cost per tonne; caps don't matter."""
    case = case_of(**REDUCTIONS, caps="account, kind, unit, amount\n co2, yearly, tCO2, 50")
    bars = ranked_curve(case, year=2030).bars
    assert bars["intervention"].tolist() == ["earning", "cheap", "dear"]
    assert bars["abatement"].tolist() == pytest.approx([10, 30, 30])
    assert bars["cost"].tolist() == pytest.approx([-50, 300, 1200])
    assert bars["cost_per_tonne"].tolist() == pytest.approx([-5, 10, 40])


def test_the_balances_say_what_a_technology_displaces(case_of):
    """40 MWh from pumps: 8 t of gas less 1 t of electricity more.

    Capex 100 at 10 % over 2 years is 57.62 a year, electricity 0.25 x 80 = 20, gas saved 30: 47.62 yuan/MWh x 40.
    """
    found = bar(ranked_curve(case_of(rate=0.1, **HEAT), year=2030), "pump")
    assert found["abatement"] == pytest.approx(7)
    assert found["cost"] == pytest.approx(40 * (100 * 0.1 * 1.21 / 0.21 + 20 - 30))
    assert found["cost_per_tonne"] == pytest.approx(found["cost"] / 7)


def test_the_lifetime_form_discounts_money_and_tonnes(case_of):
    """Pumps that must stand in 2031 and run in 2032 too, since 20 < 30 yuan: built in 2031, 40 MWh in both years.

    Over 2030-2032 at 10 %: 7 t in each of the two years, 47.62 x 40 yuan in each; both discounted by 1/1.1 and 1/1.21.
    """
    curve = ranked_curve(case_of(years=(2030, 2032), rate=0.1, **HEAT), year=2031, discounted=True)
    years = 1 / 1.1 + 1 / 1.21
    assert bar(curve, "pump")["abatement"] == pytest.approx(7 * years)
    assert bar(curve, "pump")["cost"] == pytest.approx(40 * (100 * 0.1 * 1.21 / 0.21 - 10) * years)


def test_pumps_on_a_dirty_grid_raise_emissions_and_have_no_cost_per_tonne(case_of):
    """At 1 t/MWh of electricity 40 MWh emit 10 t instead of 8."""
    factors = "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.2\n electricity, co2, tCO2/MWh, 1"
    found = bar(ranked_curve(case_of(**HEAT | {"emission_factors": factors}), year=2030), "pump")
    assert found["abatement"] == pytest.approx(-2)
    assert found["cost_per_tonne"] != found["cost_per_tonne"]
    assert found["flag"] == "raises"


def test_what_would_go_to_waste_is_no_activity(case_of):
    """Heat is a carrier that may go to waste, with room for 400 pumps: all 100 MWh that homes need, and no more."""
    tables = HEAT | {
        "services": "service, unit, amount\n homes, MWh, 100",
        "carriers": HEAT["carriers"].replace("counted_in", "counted_in, surplus") + "\n heat, MWh, , , true",
        "interventions": HEAT["interventions"].replace("40,", "400,")
        + "network, technology, city, homes, unit, 1,, true,,",
        "unit_flows": HEAT["unit_flows"] + "network, heat, MWh/MWh, 1",
    }
    found = bar(ranked_curve(case_of(**tables), year=2030), "pump")
    assert [found["activity"], found["abatement"]] == pytest.approx([100, 17.5])


def test_measures_alone_do_not_see_each_other_and_say_that_they_overlap(case_of):
    """Two savings of 50 % on 100 MWh of gas, 20 t: alone each avoids 10 t, together they would avoid 15."""
    improvements = "".join(f"{i}, improvement, city, heat, MWh, 1,,, yuan/MWh, 8\n" for i in ("walls", "meters"))
    tables = HEAT | {
        "interventions": HEAT["interventions"] + improvements,
        "savings": "improvement, carrier, fraction\n walls, gas, 0.5\n meters, gas, 0.5",
    }
    curve = ranked_curve(case_of(**tables), year=2030)
    assert [bar(curve, i)["abatement"] for i in ("walls", "meters")] == pytest.approx([10, 10])
    assert curve.bars[["flag", "why"]].to_numpy().tolist() == [["overlaps", "heat"]] * 3


def test_each_row_of_one_choice_is_a_bar(case_of):
    """Easy and hard homes of one retrofit, 30 and 50 of 100 MWh, 40 % off 0.2 t/MWh and 30 yuan/MWh: 2.4 and 4 t."""
    rows = (
        "intervention, kind, sector, of, group, unit, lifetime, potential, incumbent, cost_unit, capex\n"
        "boiler, technology, city, heat, , unit, 1, , true, ,\n"
        "easy, improvement, city, heat, retrofit, MWh, 1, 30, , yuan/MWh, 8\n"
        "hard, improvement, city, heat, retrofit, MWh, 1, 50, , yuan/MWh, 20"
    )
    tables = HEAT | {
        "interventions": rows,
        "savings": "improvement, carrier, fraction\n easy, gas, 0.4\n hard, gas, 0.4",
        "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    }
    curve = ranked_curve(case_of(**tables), year=2030)
    assert [bar(curve, i)["abatement"] for i in ("easy", "hard")] == pytest.approx([2.4, 4])
    assert [bar(curve, i)["cost"] for i in ("easy", "hard")] == pytest.approx([30 * (8 - 12), 50 * (20 - 12)])


def saving(case_of, carbon_price):
    """`quick` saves 100 yuan and 1 t, `broad` 90 yuan and 30 t, `worse` 50 yuan and 20 t."""
    rows = {"worse": (20, -2.5), "quick": (1, -100), "broad": (30, -3)}
    heads = "intervention, kind, sector, unit, lifetime, potential, variable_unit, variable_cost"
    written = [f"{i}, reduction, city, tCO2, 1, {tonnes}, yuan/tCO2, {cost}" for i, (tonnes, cost) in rows.items()]
    acts = ["intervention, account, unit, amount", *(f"{i}, co2, tCO2/tCO2, -1" for i in rows)]
    case = case_of(
        baseline=REDUCTIONS["baseline"], interventions="\n".join([heads, *written]), process_emissions="\n".join(acts)
    )
    return ranked_curve(case, year=2030, carbon_price=carbon_price, order="benefit")


@pytest.mark.parametrize(
    ("price", "order", "benefit"),
    [
        (0, ["quick", "broad", "worse"], [100, 90, 50]),
        (1, ["broad", "quick", "worse"], [120, 101, 70]),
        (5, ["broad", "worse", "quick"], [240, 150, 105]),
    ],
)
def test_what_saves_is_ordered_by_net_benefit_at_the_carbon_price(case_of, price, order, benefit):
    """Net benefit = price x tonnes + saving. Money per tonne would put quick first and worse second to last, always."""
    bars = saving(case_of, price).bars
    assert bars["intervention"].tolist() == order
    assert bars["net_benefit"].tolist() == pytest.approx(benefit)


def test_a_carbon_price_is_said_per_tonne_whatever_the_case_counts_in():
    """At 200 CNY/t the order is the same in million CNY as in CNY, and so is what a tonne costs."""
    texts = EXAMPLE_CITY
    million, one = (
        ranked_curve(
            planner.read_case(texts | {"case.toml": texts["case.toml"].replace('"million CNY"', money)}),
            year=2030,
            carbon_price=200,
        ).bars
        for money in ('"million CNY"', '"CNY"')
    )
    assert one["intervention"].tolist() == million["intervention"].tolist()
    assert one["net_benefit"].tolist() == pytest.approx((1e6 * million["net_benefit"]).tolist(), nan_ok=True)
    assert one["cost_per_tonne"].tolist() == pytest.approx(million["cost_per_tonne"].tolist(), nan_ok=True)
    assert set(one["price_unit"]) == set(million["price_unit"]) == {"CNY/t CO2"}


def test_independent_measures_are_never_dominated(case_of):
    """What is broad avoids and saves more than worse, and yet both are worth doing."""
    assert not saving(case_of, 0).bars["dominated"].any()


VARIANTS = """\
measure,tonnes,cost,exclusive group
deep,30,40,retrofit
shallow,10,-5,retrofit
bloated,8,2,retrofit
middling,20,35,retrofit
meters,5,70,
"""


def test_variants_exclude_each_other_and_a_later_one_is_what_it_adds(tmp_path):
    """Shallow: 10 t for -50. Deep: 30 t for 1200, so 20 t more for 1250, 62.5 each.

    Bloated avoids less than shallow for more: dominated. Middling avoids 20 t for 700; half shallow and half deep avoid
    as much for 575: it is not least-cost. In all 10 + 20 + 5 t, not the 73 of all rows.
    """
    (tmp_path / "measures.csv").write_text(VARIANTS, encoding="utf-8")
    bars = ranked_curve(planner.classic_case(tmp_path / "measures.csv"), year=2030).bars.set_index("intervention")
    drawn = bars[bars["bar"]]
    assert drawn.index.tolist() == ["shallow", "deep", "meters"]
    assert drawn["abatement"].tolist() == pytest.approx([10, 20, 5])
    assert drawn["cost_per_tonne"].tolist() == pytest.approx([-5, 62.5, 70])
    assert drawn["instead_of"].tolist() == ["", "shallow", ""]
    assert bars.index[bars["dominated"]].tolist() == ["bloated"]
    assert bars.loc["middling", ["bar", "flag"]].tolist() == [False, "excluded"]


def test_improvements_that_each_take_all_exclude_each_other(case_of):
    """On 100 MWh of heat: 40 % for 8 yuan/MWh dominates 30 % for 9; a row with a potential of its own does not."""
    rows = (
        "intervention, kind, sector, of, group, unit, lifetime, potential, incumbent, cost_unit, capex\n"
        "boiler, technology, city, heat, , unit, 1, , true, ,\n"
        "good, improvement, city, heat, retrofit, MWh, 1, {0}, , yuan/MWh, 8\n"
        "poor, improvement, city, heat, retrofit, MWh, 1, {0}, , yuan/MWh, 9"
    )
    tables = HEAT | {
        "savings": "improvement, carrier, fraction\n good, gas, 0.4\n poor, gas, 0.3",
        "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1",
    }
    said = [ranked_curve(case_of(**tables | {"interventions": rows.format(most)}), year=2030).bars for most in ("", 50)]
    assert [bars.loc[bars["dominated"], "intervention"].tolist() for bars in said] == [["poor"], []]


@pytest.mark.parametrize(
    ("measure", "flag", "why"),
    [("hydrogen_bus", "needs", "hydrogen"), ("electrolyser", "enabler", "hydrogen"), ("later_bus", "unavailable", "")],
)
def test_what_can_do_nothing_alone_says_why(case_of, measure, flag, why):
    found = bar(ranked_curve(case_of(**HYDROGEN), year=2030), measure)
    assert (found["flag"], found["why"]) == (flag, why)
    assert found["abatement"] == found["cost"] == 0


def standby(case_of, unit, **changed):
    """100 MWh of power from 10 plants at 0.5 t/MWh; they make a capacity too, of which 10 must be held.

    Turbines in reserve hold 4 of the 10, so that plants make 60 MWh less and 40 are bought, without emissions.
    """
    return case_of(
        **{
            "services": f"service, unit, amount\n lights, MWh, 100\n duty, {unit}, 10",
            "carriers": "carrier, unit, bought, counted_in, surplus\n gas, MWh, true, ,\n"
            f" power, MWh, true, city, true\n held, {unit}, , , true",
            "prices": "carrier, unit, amount\n gas, yuan/MWh, 10\n power, yuan/MWh, 5",
            "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.5",
            "interventions": """
            intervention, kind,       sector, of,     unit, lifetime, potential, incumbent
            plant,        technology, city,   power,  unit, 1,        ,          true
            lamp,         technology, city,   lights, unit, 1,        ,          true
            ready,        technology, city,   duty,   unit, 1,        ,          true
            reserve,      technology, city,   held,   unit, 1,        4,
        """,
            "unit_flows": f"""
            intervention, carrier, unit,        amount
            plant,        gas,     MWh/MWh,     1
            plant,        held,    {unit}/MWh,  -0.1
            lamp,         power,   MWh/MWh,     1
            ready,        held,    {unit}/{unit}, 1
        """,
        }
        | changed
    )


def test_what_delivers_an_enabling_carrier_has_no_bar_unless_asked_apart(case_of):
    """The reserve lets plants emit 20 t less. Where what is held is marked, these are those of whom it serves."""
    heat = bar(ranked_curve(standby(case_of, "GW"), year=2030), "reserve")
    carriers = (
        "carrier, unit, bought, counted_in, surplus, enabler\n gas, MWh, true, , ,\n power, MWh, true, city, true,"
    )
    marked = standby(case_of, "GW", carriers=f"{carriers}\n held, GW, , , true, true")
    apart = bar(ranked_curve(marked, year=2030, enablers="apart"), "reserve")
    assert [heat["abatement"], apart["abatement"]] == pytest.approx([20, 20])
    assert [(found["flag"], bool(found["bar"])) for found in (heat, apart)] == [("", True), ("", True)]
    reserve = bar(ranked_curve(marked, year=2030), "reserve")
    assert (reserve["flag"], reserve["why"], bool(reserve["bar"])) == ("serves", "held", False)


def test_a_measure_alone_has_its_enablers_with_it(case_of):
    """The hydrogen bus can't run without an electrolyser. Where hydrogen is marked it has one: 0.1 t for -4,500 yuan/t,
    its own (2.5 - 7) yuan/km x 100 km with that of the electrolyser; and the electrolyser counts with it.
    """
    marked = HYDROGEN | {"carriers": mark(HYDROGEN["carriers"], "hydrogen")}
    bars = ranked_curve(case_of(**marked), year=2030)
    found = bar(bars, "hydrogen_bus")
    assert [found["abatement"], found["cost_per_tonne"]] == pytest.approx([0.1, -4500])
    assert (bar(bars, "electrolyser")["flag"], bar(bars, "electrolyser")["why"]) == ("serves", "hydrogen")
    apart = ranked_curve(case_of(**marked), year=2030, enablers="apart")
    assert bar(apart, "hydrogen_bus")["flag"] == "needs"


def mark(carriers: str, *enablers: str) -> str:
    """The table of carriers with a column `enabler`."""
    head, *rows = (line.strip() for line in carriers.strip().splitlines())
    columns = len(head.split(","))
    filled = (row + "," * (columns - len(row.split(","))) for row in rows)
    return "\n".join(
        [f"{head},enabler", *(f"{row},{'true' if row.split(',')[0].strip() in enablers else ''}" for row in filled)]
    )


def test_a_reduction_too_small_to_count_is_no_enabler(case_of):
    """Nine tenths of a billionth of 100 t."""
    tables = REDUCTIONS | {
        "interventions": REDUCTIONS["interventions"].replace(
            "30,        yuan/tCO2,     40", "9e-8,      yuan/tCO2,     40"
        )
    }
    assert bar(ranked_curve(case_of(**tables), year=2030), "dear")[["flag", "why"]].tolist() == ["negligible", ""]


def test_what_has_no_limit_has_a_cost_per_tonne_and_no_width(case_of):
    """Any amount of air capture at 500 yuan/t in a sector that may go below zero."""
    curve = ranked_curve(
        case_of(
            sectors="sector, net_negative\n city, true",
            interventions="intervention, kind, sector, unit, lifetime, variable_unit, variable_cost\n"
            "air, reduction, city, tCO2, 1, yuan/tCO2, 500",
            process_emissions="intervention, account, unit, amount\n air, co2, tCO2/tCO2, -1",
        ),
        year=2030,
    )
    assert bar(curve, "air")["cost_per_tonne"] == pytest.approx(500)
    assert bar(curve, "air")["abatement"] != bar(curve, "air")["abatement"]
    assert bar(curve, "air")["flag"] == "unlimited"


def test_without_a_frozen_reference_measures_are_compared_with_current_policies(case_of):
    """Boilers that are no incumbents may not be renewed, so frozen lacks 100 MWh; whatever delivers heat is opened."""
    case = case_of(**HEAT | {"interventions": HEAT["interventions"].replace("true,", ",")})
    assert planner.solve(case).references["frozen"]["status"] == "missing"
    assert ranked_curve(case, year=2030).reference == "current_policies"


def test_without_either_reference_there_is_nothing_to_compare_with(case_of):
    """The press must make 5 MWh of steam, which only greenhouses use, and they do not exist: no demand goes missing."""
    case = case_of(
        carriers="carrier, unit\n steam, MWh",
        interventions="""
            intervention, kind,       sector, of,    unit, existing, lifetime, minimum_use
            press,        technology, city,   steam, MWh,  5,        9,        1
            greenhouses,  reduction,  city,   ,      MWh,  ,         9,
        """,
        unit_flows="intervention, carrier, unit, amount\n greenhouses, steam, MWh/MWh, 1",
    )
    with pytest.raises(planner.NoPlanError) as told:
        ranked_curve(case, year=2030)
    assert told.value.key == "no_reference"


@pytest.mark.parametrize(
    ("asked", "key"), [({"year": 2050}, "year_outside"), ({"year": 2030, "account": "ch4"}, "no_account")]
)
def test_a_year_or_account_that_is_not_there_is_refused(case_of, asked, key):
    with pytest.raises(planner.PlannerError) as told:
        ranked_curve(case_of(**HEAT), **asked)
    assert (told.value.key, told.value.exit_code) == (key, 2)


def test_a_saving_measure_alone_is_the_least_cost_of_a_case_with_no_other():
    """Metering in the example city saves money at its largest: then nothing needs to be forced, and the least-cost
    reference of the case without the other measures is its plan."""
    texts = EXAMPLE_CITY
    case = planner.read_case(texts)
    others = [i for i, row in case.interventions.items() if not row.incumbent and i != "metering"]
    found = bar(ranked_curve(case, year=2035, discounted=True), "metering")
    kept = {
        name: "\n".join(line for line in text.splitlines() if line.split(",")[0] not in others)
        for name, text in texts.items()
    }
    references = planner.solve(planner.read_case(kept), model="carbon_price").references
    assert found["cost"] == pytest.approx(references["least_cost"]["cost"] - references["frozen"]["cost"])
    emitted = [references[name]["emissions"]["co2"] for name in ("frozen", "least_cost")]
    discounted = sum((emitted[0][y] - emitted[1][y]) / 1.05 ** (y - 2025) for y in case.years)
    assert found["abatement"] == pytest.approx(discounted)


def test_the_bars_are_the_same_in_other_units():
    """Money in yuan, emissions in tonnes: a million times the same numbers."""
    texts = EXAMPLE_CITY
    settings = texts["case.toml"].replace('"million CNY"', '"CNY"').replace('"MtCO2"', '"tCO2"')
    bars, small = (
        ranked_curve(planner.read_case(tables), year=2030).bars.set_index("intervention")
        for tables in (texts, texts | {"case.toml": settings})
    )
    assert small["cost_per_tonne"].tolist() == pytest.approx(bars["cost_per_tonne"].tolist(), nan_ok=True)
    for column in ("abatement", "cost"):
        assert small[column].tolist() == pytest.approx((1e6 * bars[column]).tolist())
    assert small[["dominated", "flag", "why"]].equals(bars[["dominated", "flag", "why"]])
