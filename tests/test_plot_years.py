"""The picture of all years: a column for each curve, its prices as colour at the emissions that they are of."""

from __future__ import annotations

import pytest
from chart_rows import layers_of, marks_of

from planner.pictures.plot_years import Column, Heads, Shades, cells_of, price_surface, round_prices, shades_of
from planner.pictures.theme import Page

CHEAP, DEAR = Column(2030, (100, 60, 20), (10, 1000)), Column(2031, (90, 10), (100,))


def test_a_colour_for_each_step_at_its_emissions() -> None:
    """From 100 to 60 at 10, on to 20 at 1000, in rows of 10 t: two cells that meet at 60."""
    found = list(cells_of(CHEAP, Shades(10, 1000), 10))
    assert found == [(100, 60, 0, (10, 10)), (60, 20, 1, (1000, 1000))]


def test_shades_are_even_in_ratios() -> None:
    """100 is as far from 10 as 1000 from 100; what costs nothing, or is off the scale, has the last shade."""
    shades = Shades(10, 1000)
    assert [shades.at(price) for price in (0, 10, 100, 1000, 9000)] == [0, 0, 0.5, 1, 1]
    assert round_prices(shades) == [10, 20, 50, 100, 200, 500, 1000]
    assert round_prices(Shades(3, 30_000)) == [10, 100, 1000, 10_000]


def test_few_tonnes_do_not_stretch_the_scale() -> None:
    """One tonne in 160 costs a million, and two cost nothing: the scale is from 10 to 1000 all the same."""
    odd = Column(2032, (3, 1, 0), (0, 1e6))
    assert shades_of([CHEAP, DEAR, odd]) == Shades(10, 1000)
    assert shades_of([DEAR]) == Shades(100, 1000)


def test_columns_stand_side_by_side_with_their_caps() -> None:
    """Two years, 0 to 104 t; the dear step of 2030 goes from 60 to 20, the cap of 52 t is that of 2031."""
    heads = Heads("Emissions (kt)", "cap", "price", "CNY/t")
    chart = price_surface([CHEAP, DEAR], {2031: 52.0}, heads, Page("Years", [], [], "en"))
    (cells,) = marks_of(chart, "rect")
    assert {row["year"] for row in cells} == {2030, 2031}
    (dear,) = [row for row in cells if row["prices"] == "1,000"]
    assert (dear["top"], dear["bottom"], dear["price"]) == (pytest.approx((60, 20, 1000), abs=0.3))
    caps = marks_of(chart, "line")[1]
    assert [(row["year"], row["cap"]) for row in caps] == [(2030, None), (2031, 52.0)]
    axis = next(channels["y"] for mark, _, channels in layers_of(chart) if mark == "rect")
    assert axis["scale"]["domain"] == [0, pytest.approx(104)]
