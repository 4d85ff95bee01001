"""The audit measures an error beside what counts as much: dust is none, and a unit of its own hides none."""

from __future__ import annotations

import pytest

import planner
from planner.errors import SolverError
from planner.program.session import Session
from planner.results.audit import Audit, audit
from planner.results.plan import Prepared, prepare
from planner.results.values import Values, values_of

TABLES = {
    "services": "service, unit, amount\n heat, TJ, 100",
    "carriers": "carrier, unit, bought\n gas, TJ, true",
    "prices": "carrier, unit, amount\n gas, yuan/GJ, 1",
    "unit_flows": "intervention, carrier, unit, amount\n boiler, gas, GJ/GJ, 1",
    "savings": "improvement, carrier, fraction\n cheap, gas, 0.5\n dear, gas, 0.5",
}
COLUMNS = "intervention, kind, sector, of, group, unit, lifetime, potential, cost_unit, existing, fixed_cost"
BOILER = "boiler, technology, city, heat, , TJ, 20, , , 200,"
CHEAP = "cheap, improvement, city, heat, retrofit, TJ, 1, 30, yuan/GJ, , 0.1"
DEAR = "dear, improvement, city, heat, retrofit, GJ, 1, 30000, yuan/GJ, , 0.2"


def solved(case_of, *rows: str) -> tuple[Prepared, Values, float]:
    ready = prepare(case_of(**TABLES, interventions="\n".join([COLUMNS, BOILER, *rows])))
    solution = Session(ready.program).solve()
    return ready, values_of(ready.program, solution), float(ready.program.cost @ solution.x)


def audited(ready: Prepared, values: Values, cost: float, **changed: float) -> dict[str, float]:
    """The audit with other amounts of what is built of an improvement in 2030."""
    built = {("new_units", i, 2030): amount for i, amount in changed.items()}
    return audit(ready.case, ready.spec, ready.inputs.modes, Values(values.by_name | built), cost)


@pytest.mark.parametrize("rows", [(CHEAP, DEAR), (DEAR, CHEAP)])
def test_steps_of_one_measure_may_have_units_of_their_own(case_of, rows):
    """30 TJ of the cheap and 30,000 GJ of the dear save half the gas of 60 TJ.

    70,000 GJ at 1 yuan, 30,000 x 0.1 and 30,000 x 0.2: 79,000 yuan.
    """
    plan = planner.solve(case_of(**TABLES, interventions="\n".join([COLUMNS, BOILER, *rows])))
    assert plan.total_cost == pytest.approx(79_000)


@pytest.mark.parametrize("rows", [(CHEAP, DEAR), (DEAR, CHEAP)])
def test_use_beyond_the_stock_shows_whichever_unit_comes_first(case_of, rows):
    """With 10 of the 30 TJ of the cheap one, 20 TJ are used beyond what stands: a tenth of heat's supply and use."""
    ready, values, cost = solved(case_of, *rows)
    with pytest.raises(SolverError, match=r"audit_use 1\.0e-01"):
        audited(ready, values, cost, cheap=10.0)


def test_dust_is_no_error_and_more_is_one(case_of):
    """A millionth of a GJ built of what does not stand is all of it, and 5e-12 of the 200,000 GJ of supply and use."""
    ready, values, cost = solved(case_of, CHEAP, DEAR.replace("0.2", "9"))
    assert values("stock", "dear", 2030) == 0
    assert audited(ready, values, cost, dear=1e-6)["audit_stock"] == pytest.approx(5e-12)
    with pytest.raises(SolverError, match=r"audit_stock 5\.0e-04"):
        audited(ready, values, cost, dear=100.0)


def test_what_passes_a_limit_shows_beside_what_may_be(case_of):
    """Of 100 TJ of heat pumps may be built 10 a year, from 2031; 20 may stand; growth from a seed of 8 is 50 %.

    Built are 9 in 2030, before the first year: 9/100 of all heat. In 2031 15: 5 beyond the build limit, and stand 24: 4
    beyond the potential, 2.5 beyond 1.5 x 9 + 8 = 21.5. The largest is 9.
    """
    columns = "intervention, kind, sector, of, unit, lifetime, existing"
    columns += ", first_year, potential, build_limit, growth, growth_seed"
    rows = (
        "boiler, technology, city, heat, TJ, 20, 200,,,,,\npump, technology, city, heat, TJ, 20,, 2031, 20, 10, 0.5, 8"
    )
    case = case_of(
        years=(2030, 2031),
        **TABLES | {"interventions": f"{columns}\n{rows}", "savings": "improvement, carrier, fraction"},
    )
    spec = prepare(case).spec

    def excess(*built: float) -> float:
        values = Values({("new_units", "pump", 2030 + n): amount for n, amount in enumerate(built)})
        return Audit(case, spec, (), values).excess("pump")

    assert excess(9, 15) == pytest.approx(9 / 100)
    assert excess(0, 15) == pytest.approx(max(15 - 10, 15 - 8) / 100)
    assert excess(0, 8) == 0


SUN = {
    "slices": "slice, season, hours\n day, all, 4380\n night, all, 4380",
    "services": "service, unit, sliced, amount\n load, MWh, true, 8760",
    "profiles": "thing, day, night\n sun, 2, 0",
    "interventions": """
        intervention, kind,       sector, of,   unit, lifetime, storage_hours, efficiency, cost_unit, fixed_cost
        sun,          technology, city,   load, MWh,  1,        ,              ,           yuan/MWh,  20
        battery,      storage,    city,   load, MWh,  1,        4,             0.8,        yuan/MWh,  18250
    """,
}


@pytest.mark.parametrize(
    ("name", "amount", "error"),
    [
        (("level", "battery", "night", 2030), 11.0, r"audit_slices 1\.3e-02"),
        (("charge", "battery", "day", 2030), 5000.0, r"audit_slices 1\.4e-02"),
        (("activity_in", "sun", "night", 2030), 10.0, r"audit_slices 3\.5e-04"),
        (("activity_in", "battery", "night", 2030), 4000.0, r"audit_balances"),
    ],
)
def test_an_amount_of_a_slice_that_does_not_fit_shows(case_of, name, amount, error):
    """9,855 MWh of sun, 5,475 charged and 4,380 given back by a battery of 12 MWh, 8,760 used: 28,470 MWh pass.

    A level of 11 MWh for 12 is 365 MWh a year that nobody stored; 475 less charged, of 27,995, are 380 less to give back; 10 MWh of sun
    by night are not there; 4,000 given back for 4,380 lack in the balance, too.
    """
    ready = prepare(case_of(**SUN))
    solution = Session(ready.program).solve()
    values, cost = values_of(ready.program, solution), float(ready.program.cost @ solution.x)
    assert max(audit(ready.case, ready.spec, ready.inputs.modes, values, cost).values()) < 1e-9
    with pytest.raises(SolverError, match=error) as wrong:
        audit(ready.case, ready.spec, ready.inputs.modes, Values(values.by_name | {name: amount}), cost)
    assert "audit_slices 0" not in str(wrong.value)
