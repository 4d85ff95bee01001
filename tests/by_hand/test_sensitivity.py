"""Sensitivity indices that are known on paper: of a cost that is a sum of its numbers, and of one that is a product."""

from __future__ import annotations

import sys

import pytest
from test_uncertainty import TABLES

import planner
from planner.errors import MissingExtraError

UNIFORM = "key, shape\n wage, uniform\n oil, uniform"
# 20 t to 40 t have to go, at 10 to 30 yuan each.
PRODUCT = {
    "baseline": "sector, account, unit, amount, source\n city, co2, tCO2, 100, base",
    "interventions": """
        intervention, kind,      sector, unit, lifetime, potential, variable_unit, variable_cost, source
        one,          reduction, city,   tCO2, 1,        50,        yuan/tCO2,     20,            variable_cost: price
    """,
    "process_emissions": "intervention, account, unit, amount\n one, co2, tCO2/tCO2, -1",
    "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 70",
    "sources": """
        key,   title, value, low, high, unit,      grade
        price, Price, 20,    10,  30,   yuan/tCO2, assumption
        base,  Base,  100,   90,  110,  tCO2,      assumption
    """,
    "ranges": "key, shape\n price, uniform\n base, uniform",
}


@pytest.mark.slow
def test_variance_of_a_sum_is_shared_without_rest(case_of):
    """The cost is 30 w + 7.5 o + 600, w uniform on 5 to 20, o on 40 to 120: variances 900 x 225 / 12 = 16,875 and
    56.25 x 6,400 / 12 = 30,000. So 36 % and 64 %, alone and in all."""
    found = planner.sensitivity(case_of(**TABLES | {"ranges": UNIFORM}), method="sobol", samples=512)
    table = found.table.set_index("key")
    for column in ("first", "total"):
        assert table[column].to_dict() == pytest.approx({"wage": 0.36, "oil": 0.64}, abs=0.02)
    price = found.of(year=2030, account="co2", item="total")  # no tonne is left to decide at the cap of 40
    assert price["key"].tolist() == ["oil", "wage"]


@pytest.mark.slow
def test_variance_of_a_product_has_a_part_that_both_make(case_of):
    """The cost is c x: c uniform on 10 to 30, x on 20 to 40; both variances are 400 / 12 = 33.3, the means 20 and 30.

    Var = 30² x 33.3 + 20² x 33.3 + 33.3² = 30,000 + 13,333 + 1,111 = 44,444: alone 67.5 % and 30 %, 2.5 % both together.
    """
    table = planner.sensitivity(case_of(**PRODUCT), method="sobol", samples=512).table.set_index("key")
    assert table["first"].to_dict() == pytest.approx({"price": 0.675, "base": 0.3}, abs=0.02)
    assert (table["total"] - table["first"]).tolist() == pytest.approx([0.025, 0.025], abs=0.01)


@pytest.mark.slow
def test_effects_of_a_sum_are_its_slopes(case_of):
    """From low to high wage adds 30 x 15 = 450, oil 7.5 x 80 = 600, wherever the other is: no spread."""
    table = planner.sensitivity(case_of(**TABLES), samples=4).table.set_index("key")
    for column in ("mean", "mean_size"):
        assert table[column].to_dict() == pytest.approx({"oil": 600, "wage": 450})
    assert table["spread"].tolist() == pytest.approx([0, 0], abs=1e-6)


@pytest.mark.slow
def test_effects_of_a_product_spread(case_of):
    """The price adds 20 x, between 400 and 800; the tonnes 20 c, between 200 and 600: both above 0, and they spread."""
    table = planner.sensitivity(case_of(**PRODUCT), samples=32).table.set_index("key")
    assert table["mean"].tolist() == table["mean_size"].tolist()
    assert 400 < table.loc["price", "mean"] < 800
    assert 200 < table.loc["base", "mean"] < 600
    assert (table["spread"] > 50).all()


@pytest.mark.slow
def test_correlated_numbers_have_no_shares(case_of):
    with pytest.raises(planner.UsageError, match="wage, oil are correlated"):
        planner.sensitivity(case_of(**TABLES | {"correlations": "key, other, rank\n wage, oil, 0.5"}), method="sobol")


def test_without_the_library_the_error_names_the_extra(case_of, monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.sample.morris", None)
    with pytest.raises(MissingExtraError, match="library 'SALib"):
        planner.sensitivity(case_of(**TABLES))


@pytest.mark.parametrize("asked", [{"samples": 1}, {"samples": 10**9}, {"method": "sobol", "samples": 12}])
def test_what_makes_no_sense_is_refused(case_of, asked):
    with pytest.raises(planner.UsageError, match="samples: found"):
        planner.sensitivity(case_of(**TABLES), **asked)
