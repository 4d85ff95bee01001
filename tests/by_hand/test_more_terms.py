"""A subject that adds terms to a balance or the costs (`more_costs`) is one file: only the registry is told of it."""

from __future__ import annotations

import pytest
from subsidy import SUBSIDY
from yearly_stores import STORAGE

import planner
from planner.case.dictionary import dictionary
from planner.model import subjects

TABLES = {
    "services": "service, unit, 2030, 2031\n heat, MWh, 10, 10",
    "carriers": "carrier, unit, bought\n gas, MWh, true",
    "prices": "carrier, unit, 2030, 2031\n gas, yuan/MWh, 10, 100",
}
BOILER = """
    intervention, kind,       sector, of,   unit, lifetime, first_year, cost_unit, capex{more}
    boiler,       technology, city,   heat, MWh,  2,        ,           ,          {blank}
    pump,         technology, city,   heat, MWh,  2,        2030,       yuan/MWh,  {cost}
"""
FLOW = "intervention, carrier, unit, amount\n boiler, gas, MWh/MWh, 1"


@pytest.fixture
def registered(monkeypatch):
    """Subjects registered for one test, before those whose equations take their terms."""

    def register(*more):
        monkeypatch.setattr(subjects, "SUBJECTS", (*more, *subjects.SUBJECTS))

    return register


def test_a_store_enters_a_balance(registered, case_of, at):
    """Gas of 2030 at 10 yuan, stored at 80 %, replaces gas of 2031 at 100: 10*10 + 10/0.8*10 = 225 yuan, not 1100.

    The audit recomputes the balances; balances.csv and `planner describe` know the store.
    """
    boiler = BOILER.format(more="", blank="", cost="1000")
    registered(STORAGE)
    stores = "store, carrier, efficiency\n tank, gas, 0.8"
    plan = planner.solve(case_of(years=(2030, 2031), **TABLES, interventions=boiler, unit_flows=FLOW, stores=stores))
    assert plan.total_cost == pytest.approx(225)
    delivered = plan.balances.query("kind == 'delivered' and year == 2031 and commodity == 'gas'")
    assert delivered.set_index("item")["value"]["tank"] == pytest.approx(10)
    assert dictionary("stores")[0]["meaning"] == "A store of a carrier."


def test_a_subsidy_enters_the_objective(registered, case_of):
    """A pump of one year costs 12 yuan a MWh, gas 10. 3 of subsidy leave 9: 10 pumps, 90 yuan; with 1 it is 100."""
    registered(SUBSIDY)
    for subsidy, cost in ((3, 90), (1, 100)):
        pump = BOILER.replace(" 2, ", " 1, ").format(more=", subsidy", blank=",", cost=f"12, {subsidy}")
        plan = planner.solve(case_of(**TABLES, interventions=pump, unit_flows=FLOW))
        assert plan.total_cost == pytest.approx(cost)
        assert plan.references["least_cost"]["cost"] == pytest.approx(cost)
        assert plan.costs["present_value"].sum() == pytest.approx(cost)


def test_without_its_subject_the_column_and_the_table_are_unknown(case_of):
    with pytest.raises(planner.InputError, match="subsidy"):
        case_of(**TABLES, interventions=BOILER.format(more=", subsidy", blank=",", cost="1, 1"), unit_flows=FLOW)
    with pytest.raises(planner.InputError, match=r"stores\.csv"):
        case_of(stores="store, carrier, efficiency\n tank, gas, 0.8")
