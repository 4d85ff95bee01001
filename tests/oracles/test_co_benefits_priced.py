"""Co-benefits of random cases, priced, against the independent program."""

from __future__ import annotations

import pytest
from as_plain_numbers import Numbers, filled
from hypothesis import given, settings, strategies as st
from payers import transfer
from policies import SOME, check_against_reference
from random_cases import RandomCase, random_cases, unit

import planner
from planner.model.co_benefits import CoBenefitRateRow


@st.composite
def with_co_benefits(draw: st.DrawFn) -> RandomCase:
    """Rates as of transfers, some on emissions of a sector; worth something, so that no cost falls for ever."""
    case = draw(random_cases())
    sectors = [row["sector"] for row in case.tables["sectors"]]
    places = sorted({row["intervention"] for row in case.tables["interventions"]} | set(sectors))
    rows: dict[tuple[object, ...], dict[object, object]] = {}
    for _ in range(draw(st.integers(1, 3))):
        row = draw(transfer(case, places))
        row = {column: cell for column, cell in row.items() if column not in ("payer", "payee")}
        row["unit"] = (
            str(row["unit"]).replace("million CNY", "t SO2") if row["basis"] != "capex" else "t SO2/(million CNY)"
        )
        if row["basis"] == "emissions":
            row |= {"of": draw(st.sampled_from([None, *sectors])), "unit": f"t SO2/({unit(str(row['account']))})"}
        rows[row["of"], row["basis"], row.get("carrier"), row.get("account")] = {"co_benefit": "b", **row}
    benefit = {"co_benefit": "b", "unit": "t SO2", "value": 0.5, "value_unit": "million CNY/(t SO2)", "priced": True}
    return RandomCase(case.tables | {"co_benefits": [benefit], "co_benefit_rates": list(rows.values())}, case.model)


def plain(case: planner.Case) -> Numbers:
    rates = [
        {
            **{column: getattr(row, column) or "" for column in ("of", "basis", "carrier", "account")},
            "amount": filled(row, case.years),
        }
        for row in case.rows(CoBenefitRateRow)
    ]
    return {"co_benefits": {"b": {"value": 0.5, "rates": rates}}}


@pytest.mark.slow
@pytest.mark.random
@settings(parent=SOME, max_examples=5)
@given(with_co_benefits())
def test_priced_they_cost_what_the_reference_says(case):
    check_against_reference(case, plain)
    read = planner.read_case(case.files)
    try:
        planner.solve(read, model=case.model)  # audited from the tables
    except (planner.NoPlanError, planner.SolverError) as none:
        if none.key == "audit_failed":
            raise
