"""A measure at given prices: what it costs each payer, the subsidy that it takes, and why it is in the plan."""

from __future__ import annotations

import numpy as np
import pytest
from slices import BY_TIME_OF_USE

import planner

# A home heats with gas of 8 yuan/MWh in a boiler of 10 yuan that lives 1 year, or with a pump of 60 that lives 3.
TABLES = {
    "services": "service, unit, amount\n heat, MWh, 10",
    "carriers": "carrier, unit, bought, counted_in\n gas, MWh, true,\n electricity, MWh, true, city",
    "prices": "carrier, unit, amount\n gas, yuan/MWh, 8\n electricity, yuan/MWh, 6",
    "emission_factors": "carrier, account, unit, amount\n gas, co2, tCO2/MWh, 0.5\n electricity, co2, tCO2/MWh, 0.2",
    "interventions": """
        intervention, kind, sector, of, unit, output, incumbent, cost_unit, capex, lifetime
        boiler, technology, city, heat, kW, 2, true, yuan/kW, 20, 1
        pump, technology, city, heat, kW, 2, , yuan/kW, 120, 3
    """,
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1\n pump, electricity, MWh/MWh, 0.5",
    "payers": "payer, rate\n homes, 0.2\n city,",
    "payer_shares": "of, cost, payer, share\n , , homes, 1",
}
YEARS = (2030, 2032)


def solved(case_of, rate=0.0, years=YEARS, **more):
    return planner.solve(case_of(years, rate=rate, **TABLES | more))


def only(table):
    assert len(table) == 1
    return table.iloc[0]


def test_a_payer_compares_at_its_own_rate(case_of):
    """A MWh of heat takes 1/2 kW: pump 60 yuan at CRF(20 %, 3) = 0.474725 and 3 of electricity, 31.48 a year.

    The boiler's 10 yuan live a year, 10 x 1.2 = 12, and gas 8: 20. The gap of 11.48 a MWh is 22.97 a kW and year, worth
    22.97 / 0.474725 = 48.38 when it is built. 0.5 t of gas less 0.5 x 0.2 t of electricity: 11.48 / 0.4 = 28.71 a tonne.
    """
    row = only(solved(case_of).private_view(2030))
    crf = 0.2 / (1 - 1.2**-3)
    gap = 60 * crf + 3 - 20
    assert row[["payer", "incumbent", "undefined"]].tolist() == ["homes", "boiler", ""]
    assert row[["cost", "incumbent_cost", "gap"]].tolist() == pytest.approx([60 * crf + 3, 20, gap])
    assert gap == pytest.approx(11.4835, rel=1e-4)
    assert row["subsidy"] == pytest.approx(2 * gap / crf)
    assert row["avoided"] == pytest.approx(0.4)
    assert row["per_tonne"] == pytest.approx(gap / 0.4)
    assert row["subsidy_in_all"] == pytest.approx(row["built"] * row["subsidy"])


@pytest.mark.parametrize("seed", range(2))
def test_with_the_subsidy_the_payer_is_indifferent(case_of, seed):
    """The subsidy paid as a grant: what the home then pays each year, discounted year by year, is the boiler's.

    Worked out from the ledger of plans that must build the one and the other, not from the private view.
    """
    draw = np.random.default_rng(seed)
    gas, power, capex, rate = draw.uniform(1, 9), draw.uniform(6, 20), draw.uniform(60, 300), draw.uniform(0.01, 0.4)
    tables = {
        "prices": f"carrier, unit, amount\n gas, yuan/MWh, {gas}\n electricity, yuan/MWh, {power}",
        "interventions": TABLES["interventions"].replace(", 120,", f", {capex},"),
        "payers": f"payer, rate\n homes, {rate}\n city,",
    }
    subsidy = only(solved(case_of, **tables).private_view(2030))["subsidy"]
    grant = f"transfer, payer, payee, basis, of, unit, amount\n grant, city, homes, new_units, pump, yuan/kW, {subsidy}"

    def present(of, years, units):
        volume = (
            f"policy, quantity, of, bound, unit, {', '.join(map(str, years))}\n must, new_units, {of}, exactly, kW, "
        )
        must = {"volumes": volume + ", ".join([str(units)] * len(years)) + "\n"}
        ledger = solved(case_of, transfers=grant, **tables, **must).ledger
        total = 0.0
        for year, payer, payee, kind, money in ledger[["year", "from", "to", "kind", "plan"]].to_numpy():
            once = kind in ("capex", "grant", "tax")
            total += ((payer == "homes") - (payee == "homes")) * money * (1 + rate) ** (2030 - year + once)
        return total

    assert subsidy > 0
    assert present("pump", [2030], 5) == pytest.approx(present("boiler", [2030, 2031, 2032], 5), rel=1e-9)


def test_what_needs_no_subsidy_says_so(case_of):
    """At 20 yuan of capex a kW: 10 x 0.4747 + 3 = 7.75 against 20."""
    table = TABLES["interventions"].replace(", 120,", ", 20,")
    row = only(solved(case_of, interventions=table).private_view())
    assert row["gap"] < 0
    assert row[["subsidy", "subsidy_in_all", "per_tonne"]].tolist() == [0, 0, 0]


def test_a_grant_and_a_tariff_are_in_the_cost(case_of):
    """A grant of 40 % leaves 36 yuan of the pump; the city sells power at 2: 36 x 0.474725 + 1 = 18.09 against 20."""
    row = only(
        solved(
            case_of,
            transfers="transfer, payer, payee, basis, of, unit, amount\n grant, city, , capex, pump, %, 40",
            tariffs="carrier, side, supplier, unit, amount\n electricity, use, city, yuan/MWh, 2",
        ).private_view(2030)
    )
    assert row["cost"] == pytest.approx(36 * 0.2 / (1 - 1.2**-3) + 1)


def test_who_bears_a_part_and_who_decides(case_of, at):
    """The city bears half of the pump's capex, and nothing of a boiler: 30/3 at its own rate, the case's 0 %."""
    shares = TABLES["payer_shares"] + "\n pump, capex, homes, 0.5\n pump, capex, city, 0.5"
    view = solved(case_of, payer_shares=shares).private_view(2030)
    assert dict(zip(view["payer"], view["undefined"], strict=True)) == {"homes": "", "city": "bears_nothing_else"}
    assert at(view, "cost", payer="city") == pytest.approx(10)
    assert at(view, "cost", payer="homes") == pytest.approx(30 * 0.2 / (1 - 1.2**-3) + 3)


def test_where_several_decide_no_subsidy_is_told(case_of):
    """The city pays for gas, homes for boilers: neither chooses alone."""
    view = solved(case_of, payer_shares=TABLES["payer_shares"] + "\n boiler, energy, city, 1").private_view(2030)
    assert set(view["undefined"]) == {"several_decide", "others_pay"}
    assert view["subsidy"].isna().all()


IMPROVED = {
    "interventions": TABLES["interventions"]
    .replace("unit, output", "group, unit, output")
    .replace("heat, kW", "heat, , kW")
    + " wall, improvement, city, heat, , MWh, , , yuan/MWh, 24, 3\n",
    "savings": "improvement, carrier, fraction\n wall, gas, 0.5",
}


def test_an_improvement_is_beside_the_same_technology_without_it(case_of):
    """A wall of 24 yuan saves half of 8 yuan of gas a MWh: 20 - 4 + 24 x 0.474725 = 27.39 against 20; 0.25 t less."""
    view = solved(case_of, **IMPROVED).private_view(2030).set_index("intervention")
    crf = 0.2 / (1 - 1.2**-3)
    assert view.loc["wall", "incumbent"] == "boiler"
    assert view.loc["wall", "cost"] == pytest.approx(16 + 24 * crf)
    assert view.loc["wall", "subsidy"] == pytest.approx((24 * crf - 4) / crf)
    assert view.loc["wall", "avoided"] == pytest.approx(0.25)


def test_what_is_paid_for_is_beside_nothing(case_of):
    """A roof of 40 yuan a MWh and year earns the tariff of 5, of a third of it the 9 saved: 40 x 0.474725 - 19/3.

    It spares what power carries, 0.2 t.
    """
    roof = " roof, technology, city, electricity, MWh, , , yuan/MWh, 40, 3\n"
    tariffs = """
        carrier, side, supplier, self_used, unit, amount
        electricity, use, city, , yuan/MWh, 9
        electricity, made, , 0.33333333333333, yuan/MWh, 5
    """
    view = solved(case_of, interventions=TABLES["interventions"] + roof, tariffs=tariffs).private_view(2030)
    row = view.set_index("intervention").loc["roof"]
    assert (row["incumbent"], row["incumbent_cost"]) == ("", 0)
    assert row["gap"] == pytest.approx(40 * 0.2 / (1 - 1.2**-3) - 19 / 3)
    assert row["avoided"] == pytest.approx(0.2)


def test_what_a_commodity_carries_is_the_mean_of_what_makes_it(case_of):
    """Networks heat with 1/4 gas in a plant (0.5 t/MWh) and 3/4 waste heat: 0.125 t/MWh, at no tariff.

    A house on the network emits 0.125 instead of 0.5, and no subsidy is told since what it pays is not known.
    """
    more = {
        "carriers": TABLES["carriers"] + "\n steam, MWh, , ",
        "interventions": TABLES["interventions"]
        + """ plant, technology, city, steam, MWh, , , yuan/MWh, 1, 1
              waste, technology, city, steam, MWh, , , yuan/MWh, , 1
              house, technology, city, heat, MWh, , , yuan/MWh, , 1
        """,
        "unit_flows": TABLES["unit_flows"] + "\n plant, gas, MWh/MWh, 1\n house, steam, MWh/MWh, 1",
        "volumes": """policy, quantity, of, bound, unit, 2030, 2032
            house, activity, house, exactly, MWh, 4, 4
            waste, activity, waste, exactly, MWh, 3, 3
        """,
    }
    row = solved(case_of, **more).private_view(2030).set_index("intervention").loc["house"]
    assert (row["undefined"], row["carrier"]) == ("no_tariff", "steam")
    plan = solved(case_of, **more, tariffs="carrier, side, supplier, unit, amount\n steam, use, city, yuan/MWh, 30")
    row = plan.private_view(2030).set_index("intervention").loc["house"]
    assert (row["gap"], row["avoided"]) == pytest.approx((30 - 20, 0.5 - 0.125))
    assert row["per_tonne"] == pytest.approx(10 / 0.375)


def test_why_a_measure_is_in_the_plan(case_of):
    """3 t may be emitted, so boilers and pumps both heat: 10 + 8 and half a tonne at the price p.

    Pumps cost 60/3 + 3 = 23 and 0.1 t: at the cap both cost the same, 18 + 0.5 p = 23 + 0.1 p, so p = 12.5 and heat 24.25.
    The pump then has a net of 0: 20 + 3 + 0.1 x 12.5 (with its power) - 24.25.
    """
    plan = solved(case_of, years=(2030, 2030), caps="account, unit, amount\n co2, tCO2, 3")
    assert plan.shadow_price["price"].tolist() == pytest.approx([12.5])
    why = plan.why(2030).set_index(["kind", "item"])["value"]
    assert why["capex", "pump"] == pytest.approx(20)
    assert why["commodity", "electricity"] == pytest.approx(3 + 1.25)
    assert why["commodity", "heat"] == pytest.approx(-24.25)
    assert why["net", "pump"] == pytest.approx(0, abs=1e-9)


def test_net_says_by_how_much_a_measure_is_too_dear(case_of):
    """Without a cap that binds heat costs 18 and the pump 23: 5 too dear. A wall, 24/3 = 8 for 4 of gas: 4 too dear."""
    why = solved(case_of, **IMPROVED).why(2030).query("kind == 'net'").set_index("intervention")["value"]
    assert why.to_dict() == pytest.approx({"pump": 5, "wall": 4})


def test_a_case_without_payers_and_a_year_outside_are_refused(case_of):
    tables = {name: text for name, text in TABLES.items() if not name.startswith("payer")}
    with pytest.raises(planner.UsageError, match=r"payers\.csv"):
        planner.solve(case_of(YEARS, **tables)).private_view()
    with pytest.raises(planner.UsageError, match="2030-2032"):
        solved(case_of).private_view(2050)


def test_who_supplies_what_it_makes_would_buy_it(case_of):
    """The city supplies power bought at 6; its own wind costs 24/3 = 8 at the case's 0 %: 2 more, for 0.2 t less."""
    wind = " wind, technology, city, electricity, MWh, , , yuan/MWh, 24, 3\n"
    tables = {
        "interventions": TABLES["interventions"] + wind,
        "payer_shares": TABLES["payer_shares"] + "\n wind, , city, 1",
        "tariffs": "carrier, side, supplier, unit, amount\n electricity, use, city, yuan/MWh, 9",
    }
    row = solved(case_of, **tables).private_view(2030).set_index("intervention").loc["wind"]
    assert row[["payer", "kind", "incumbent", "undefined"]].tolist() == ["city", "purchase", "electricity", ""]
    assert row[["cost", "incumbent_cost", "avoided"]].tolist() == pytest.approx([8, 6, 0.2])
    assert row["per_tonne"] == pytest.approx(2 / 0.2)


def test_what_runs_by_slice_is_beside_what_is_bought_in_the_same_slices(case_of):
    """Sun by day only, where power costs 75 of a mean of 50: a panel of 60 yuan a MWh saves who supplies it 15 a MWh.

    A battery does it for less: by day power is worth 25 / 0.8 and 12 x 7,300 / 4,380 = 51.25, so the sun is 8.75 too dear.
    """
    sun = "\n sun, technology, city, power, MWh, 1, , , yuan/MWh, 60"
    tables = BY_TIME_OF_USE | {
        "interventions": BY_TIME_OF_USE["interventions"].rstrip() + sun,
        "profiles": "thing, day, night\n power, 1.5, 0.5\n sun, 2, 0",
        "payers": "payer\n households\n utility",
        "payer_shares": "of, cost, payer, share\n , , households, 1\n sun, , utility, 1",
        "tariffs": "carrier, side, supplier, unit, amount\n power, use, utility, yuan/MWh, 90",
    }
    plan = planner.solve(case_of(**tables))
    row = plan.private_view().set_index("intervention").loc["sun"]
    assert row[["payer", "kind", "undefined"]].tolist() == ["utility", "purchase", ""]
    assert row[["cost", "incumbent_cost", "gap", "built"]].tolist() == pytest.approx([60, 75, -15, 0])
    why = plan.why().query("intervention == 'sun'").set_index("kind")["value"]
    assert why.to_dict() == pytest.approx({"fixed": 60, "commodity": -51.25, "net": 8.75})


def test_who_supplies_what_nobody_sells_is_told_no_subsidy(case_of):
    """The city's steam plant pays itself 5 a MWh: what that is worth to it no tariff says. It costs 24/3 = 8."""
    steam = " plant, technology, city, steam, MWh, , , yuan/MWh, 24, 3\n"
    tables = {
        "carriers": TABLES["carriers"] + "\n steam, MWh, ,",
        "interventions": TABLES["interventions"] + steam,
        "payer_shares": TABLES["payer_shares"] + "\n plant, , city, 1",
        "tariffs": "carrier, side, supplier, unit, amount\n steam, made, city, yuan/MWh, 5",
    }
    row = solved(case_of, **tables).private_view(2030).set_index("intervention").loc["plant"]
    assert (row["payer"], row["cost"], row["undefined"]) == ("city", pytest.approx(8), "supplies_it")
