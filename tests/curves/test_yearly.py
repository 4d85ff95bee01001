"""The curves of all years, from processes of their own."""

from __future__ import annotations

import pytest

import planner


@pytest.mark.slow
def test_each_is_the_curve_of_its_year(example_city):
    """Three years, in the order asked for; each the same steps as alone."""
    done: list[int] = []
    found = list(planner.yearly_curves(example_city, years=[2035, 2030, 2031], progress=done.append))
    assert [curve.year for curve in found] == [2035, 2030, 2031]
    assert done == [1, 2, 3]
    for curve in found:
        one = planner.mac_curve(example_city, year=curve.year)
        assert curve.steps["price"].tolist() == pytest.approx(one.steps["price"].tolist())
        assert curve.steps["label_en"].tolist() == one.steps["label_en"].tolist()


def test_a_year_outside_is_refused(example_city):
    with pytest.raises(planner.PlannerError, match="2024"):
        list(planner.yearly_curves(example_city, years=[2024, 2030]))
