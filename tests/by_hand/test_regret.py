"""Plans that are kept while a number turns out otherwise: two draws, on paper."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest
from rich.console import Console

import planner
from planner.output.regret_card import regret_screen

# 10 of 100 t have to go, by what is built once (12 yuan a tonne) or by what runs (2 to build, fuel of 8 to run). Fuel is 5 or
# 20, as likely. So fuel at 5 makes a tonne cost 7 or 12, fuel at 20 makes it cost 22 or 12.
TABLES = {
    "baseline": "sector, account, unit, amount\n city, co2, tCO2, 100",
    "interventions": """
        intervention, kind,      sector, unit, cost_unit, lifetime, potential, capex, variable_unit, variable_cost, source
        built,        reduction, city,   tCO2, yuan/tCO2, 1,        50,        12,    ,              ,
        runs,         reduction, city,   tCO2, yuan/tCO2, 1,        50,        2,     yuan/tCO2,     8,             variable_cost: fuel
    """,
    "process_emissions": "intervention, account, unit, amount\n built, co2, tCO2/tCO2, -1\n runs, co2, tCO2/tCO2, -1",
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 90",
    "sources": """
        key,  title, value, low, high, unit,      grade
        fuel, Fuel,  8,     5,   20,   yuan/tCO2, assumption
    """,
    "ranges": "key, shape, numbers\n fuel, discrete, 5;20",
    "scenarios": "scenario\n dear",
    "scenarios/dear": "table, key, column, change, value\n interventions.csv, runs, variable_cost, set, 20",
}  # fmt: skip


def draws_of(case_of, **changed) -> planner.Uncertainty:
    return planner.uncertainty(case_of(**TABLES | changed), draws=2)


def test_regret_and_what_it_is_worth_to_know(case_of):
    """At 8 what runs is cheaper (10 against 12), so the central plan has 10 t of it: 10 x 7 = 70 and 10 x 22 = 220 yuan.

    The plan of `dear` has 10 t built: 120 in both draws. The best plans cost 70 and 120: regrets 0 and 100, 50 and 0. On
    average the held plans cost 145 and 120, the best 95: to know the price of fuel is worth 25.
    """
    found = planner.regret(draws_of(case_of))
    plans = found.plans.set_index("plan")
    assert plans["expected_cost"].to_dict() == pytest.approx({"dear": 120, "central": 145})
    assert plans["mean"].to_dict() == pytest.approx({"dear": 25, "central": 50})
    assert plans["most"].to_dict() == pytest.approx({"dear": 50, "central": 100})
    assert sorted(found.table.loc[found.table["plan"] == "central", "regret"]) == pytest.approx([0, 100])
    assert found.perfect_information == pytest.approx(25)
    assert found.error < 1e-9
    for lang, said in (("en", "worth 25 yuan"), ("zh", "价值为 25")):
        screen = Console(width=200, file=io.StringIO())
        screen.print(regret_screen(found, lang))
        assert said in " ".join(screen.file.getvalue().split())
        assert said in json.dumps(found.plot(lang=lang).chart.to_dict(), ensure_ascii=False)
    assert planner.card(found)["perfect_information"] == pytest.approx(25)


def test_where_a_plan_does_badly(case_of):
    """Twenty draws, half of them with fuel at 5: the plan that runs loses 100 in the dear half, what is built 50 in the cheap one.

    The best plans cost 70 and 120. Of two draws there are no tenths to draw, of one plan nothing to compare.
    """
    draws = planner.uncertainty(case_of(**TABLES), draws=20)
    found = planner.regret(draws)
    by = found.by_cost.pivot(index="tenth", columns="plan", values="regret")
    assert by["central"].tolist() == pytest.approx([0] * 5 + [100] * 5, abs=1e-6)
    assert by["dear"].tolist() == pytest.approx([50] * 5 + [0] * 5, abs=1e-6)
    assert found.by_cost["best_cost"].tolist() == pytest.approx(([70] * 5 + [120] * 5) * 2)
    assert found.by_cost["kept"].tolist() == [1.0] * 20
    for lang, said in (("en", "where a held plan does badly"), ("zh", "保持的方案在何处吃亏")):
        assert said in json.dumps(found.plot("by_cost", lang=lang).chart.to_dict(), ensure_ascii=False)
    for few in (planner.regret(draws_of(case_of)), planner.regret(draws, plans=["central"])):
        with pytest.raises(planner.UsageError, match="nothing to draw"):
            few.plot("by_cost")


def test_what_is_built_later_is_chosen_anew(case_of):
    """In two years with the first held: with dear fuel 220 + 120 against 240, with cheap fuel the best plan. Regrets 100 and 0."""
    draws = draws_of(case_of, years=(2030, 2031))
    both, first = (planner.regret(draws, plans=["central"], until=until) for until in (None, 2030))
    assert both.plans["most"].tolist() == pytest.approx([200])
    assert first.plans["most"].tolist() == pytest.approx([100])


MORE = {
    "baseline": "sector, account, unit, amount, source\n city, co2, tCO2, 100, base",
    "sources": TABLES["sources"] + "base, Base, 100, 98, 105, tCO2, assumption\n",
    "ranges": "key, shape, numbers\n base, discrete, 98;105",
}


def test_a_plan_that_cannot_be_kept_has_no_expected_cost(case_of):
    """With 105 t the 10 t held leave 95, above the cap of 90: no plan, in half of the draws.

    With 98 t eight would do. Two more stand, and what stands acts: 2 x 10 yuan.
    """
    found = planner.regret(planner.uncertainty(case_of(**TABLES | MORE), draws=2, numbers=["base"]), plans=["central"])
    plan = found.plans.iloc[0]
    assert plan["kept"] == 0.5
    assert plan["mean"] == pytest.approx(20)
    assert np.isnan(plan["expected_cost"])
    assert np.isnan(found.perfect_information)
    assert "no plan is kept in every draw" in repr(found)


def test_more_may_be_built_on_top(case_of):
    """Five more tonnes at 10 each make the best plan of 105 t: no regret there, 20 with 98 t."""
    draws = planner.uncertainty(case_of(**TABLES | MORE), draws=2, numbers=["base"])
    found = planner.regret(draws, plans=["central"], add=True)
    assert sorted(found.table["regret"]) == pytest.approx([0, 20], abs=1e-6)
    assert found.perfect_information == pytest.approx(10)


def test_a_plan_of_ones_own_is_held_too(case_of):
    """Under a cap of 80 twenty tonnes run where ten would do: 10 more at 2 + 5 or 2 + 20 yuan."""
    draws = draws_of(case_of)
    other = planner.solve(case_of(**TABLES | {"caps": "account, kind, unit, amount\n co2, yearly, tCO2, 80"}))
    found = planner.regret(draws, plans={"more": other, "central": planner.solve(draws.case)})
    cost = found.table.pivot(index="draw", columns="plan", values="cost")
    assert sorted(cost["more"] - cost["central"]) == pytest.approx([70, 220])


def test_a_scenario_without_a_plan_is_not_held_and_said(case_of):
    """With one tonne of each, 98 t are left above the cap of 90; the others are held all the same."""
    few = "table, key, column, change, value\n interventions.csv, built, potential, set, 1\n interventions.csv, runs, potential, set, 1"
    scenarios = {"scenarios": "scenario\n dear\n few", "scenarios/few": few}
    found = planner.regret(draws_of(case_of, **scenarios))
    assert list(found.held) == ["central", "dear"]
    assert isinstance(found.failed["few"], planner.NoPlanError)
    assert "few" in found.facts()


@pytest.mark.parametrize("asked", [{"until": 1999}, {"plans": ["daer"]}, {"plans": {}}])
def test_what_makes_no_sense_is_refused(case_of, asked):
    with pytest.raises(planner.UsageError):
        planner.regret(draws_of(case_of), **asked)


def test_a_plan_that_builds_what_the_case_has_not_is_said(case_of):
    other = TABLES["interventions"].replace("runs,", "walks,")
    emissions = TABLES["process_emissions"].replace("runs", "walks")
    changed = {"interventions": other, "process_emissions": emissions, "scenarios": "", "scenarios/dear": ""}
    plan = planner.solve(case_of(**{k: v for k, v in (TABLES | changed).items() if v}))
    with pytest.raises(planner.UsageError, match="walks"):
        planner.regret(draws_of(case_of), plans={"other": plan})
