"""Offsets: certificates in place of a part of the carbon price, which no emission falls by."""

from __future__ import annotations

import pytest

import planner

# 10 t a year at a carbon price of 20; a avoids up to 5 t at 10 yuan each, b up to 5 at 18.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 10",
    "interventions": """
        intervention, kind, sector, unit, lifetime, potential, variable_unit, variable_cost
        a, reduction, city, tCO2, 1, 5, yuan/tCO2, 10
        b, reduction, city, tCO2, 1, 5, yuan/tCO2, 18
    """,
    "process_emissions": "intervention, account, unit, amount\n a, co2, tCO2/tCO2, -1\n b, co2, tCO2/tCO2, -1",
    "carbon_prices": "account, unit, amount\n co2, yuan/tCO2, 20",
}
OFFSETS = "offset, account, share, unit, amount\n ccer, co2, 0.2, yuan/tCO2, 8"


def solved(case_of, years=(2030, 2030), **tables):
    return planner.solve(case_of(years, **TABLES | tables), model="carbon_price")


def emitted(plan):
    return plan.emissions.query("sector == 'total'")["plan"].tolist()


def test_the_effective_price_is_that_of_both(case_of):
    """`limit_offset[a, o, y]` holds `offsets[o, y]`: a fifth at 8 in place of 20, so a tonne costs 0.8 x 20 + 0.2 x 8 = 17.6: b at 18 no longer pays.

    Without: a and b for 50 + 90. With: a for 50, 5 t at 17.6 = 88. One more certificate would save 20 - 8 = 12.
    """
    without, plan = solved(case_of), solved(case_of, offsets=OFFSETS)
    assert without.total_cost == pytest.approx(140)
    assert emitted(without) == pytest.approx([0])
    assert plan.total_cost == pytest.approx(138)
    assert emitted(plan) == pytest.approx([5])
    row = plan.prices.set_index("family").loc["limit_offset"]
    assert row[["account", "id", "price"]].tolist() == ["co2", "ccer", pytest.approx(12)]
    assert plan.costs.set_index("kind").loc["offset", "value"] == pytest.approx(-12)


def test_it_is_no_abatement(case_of):
    """Under a cap of 4 t, 6 are avoided: a in full and one of b; certificates for 0.2 x 4 t. 50 + 18 + 4 x 17.6."""
    case = case_of(**TABLES, offsets=OFFSETS, caps="account, unit, amount\n co2, tCO2, 4")
    plan = planner.solve(case, model="caps_and_price")
    assert emitted(plan) == pytest.approx([4])
    assert plan.total_cost == pytest.approx(138.4)


def test_no_more_is_bought_than_saves(case_of):
    """At 25 a certificate is dearer than the carbon price; where nothing is priced there is nothing to save."""
    assert solved(case_of, offsets=OFFSETS.replace("8", "25")).total_cost == pytest.approx(140)
    case = case_of(**TABLES, offsets=OFFSETS)
    assert planner.solve(case, model="annual_caps").total_cost == pytest.approx(0)
    assert not [name for name in planner.prepare(case, model="annual_caps").program.columns if name[0] == "offsets"]


def test_it_is_booked_by_who_buys_it_and_in_no_reference(case_of):
    """The firm pays 50 for a and 100 of carbon, less 12: 138. Least cost emits 10 t and pays nothing.

    Two years at 10 %: 138 + 138 / 1.1.
    """
    payers = {"payers": "payer\n firm", "payer_shares": "payer, share\n firm, 1"}
    bought = "offset, account, payer, share, unit, amount\n ccer, co2, firm, 0.2, yuan/tCO2, 8"
    plan = solved(case_of, (2030, 2031), **payers, offsets=bought)
    booked = plan.ledger[plan.ledger["kind"] == "offset"]
    assert booked[["from", "to", "item"]].to_numpy().tolist() == [["firm", "outside", "ccer"]] * 2
    assert booked["plan"].tolist() == pytest.approx([-12, -12])
    assert plan.by_payer["plan"].tolist() == pytest.approx([138, 138])
    assert plan.by_payer["least_cost"].tolist() == pytest.approx([0, 0])
    rate = plan.case.settings.discount_rate
    assert plan.total_cost == pytest.approx(138 + 138 / (1 + rate))


def test_what_is_hardly_meant_is_warned_of(case_of):
    """Six tenths of all emissions, at 80,000 yuan a tonne."""
    unusual = OFFSETS.replace("0.2", "0.6").replace("8", "80000")
    warned = planner.check(case_of(**TABLES, offsets=unusual))
    assert sorted(w.column for w in warned if (w.file, w.key) == ("offsets.csv", "unusual_number")) == [
        "amount",
        "share",
    ]


def test_mistakes_are_refused(case_of):
    """More than all, of nothing priced, with a buyer that there is not, of what may fall below zero."""
    wrong = """
        offset, account, scope, share, unit, amount
        x, co2, , 0.7, yuan/tCO2, 8
        y, co2, , 0.7, yuan/tCO2, 8
        z, co2, city, 0.1, yuan/tCO2, -1
    """
    payers = {"payers": "payer\n firm", "payer_shares": "payer, share\n firm, 1"}
    with pytest.raises(planner.InputError) as found:
        case_of(**TABLES, offsets=wrong, **payers)
    keys = [problem.key for problem in found.value.problems]
    assert sorted(set(keys)) == ["offset_payer", "offset_without_price", "offsets_above_all", "out_of_range"]
    sink = TABLES | {"baseline": "sector, account, unit, amount\n city, co2, tCO2, -10"}
    with pytest.raises(planner.InputError, match=r"'city' \(baseline.csv\) may take these emissions below zero"):
        case_of(**sink, offsets=OFFSETS)
