"""The picture of all years: a column for each curve, its prices as colour at the emissions that they are of."""

from __future__ import annotations

import pandas as pd
import pytest
from chart_rows import layers_of, marks_of

from planner.pictures.plot_years import cells_of, ends_of, price_surface, round_prices
from planner.pictures.words import Page


def steps(*rows: tuple[int, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "emissions_from", "emissions_to", "price"])


CHEAP, DEAR = ((2030, 100, 60, 10), (2030, 60, 20, 1000)), ((2031, 90, 10, 100),)


def test_a_colour_for_each_step_at_its_emissions() -> None:
    """From 100 to 60 at 10, on to 20 at 1000, in rows of 10 t: two cells that meet at 60."""
    found = list(cells_of(steps(*CHEAP), 10, 1000, 10))
    assert [cell[:2] for cell in found] == [(100, 60), (60, 20)]
    assert [(cell[2], cell[3]) for cell in found] == [(10, (10, 10)), (pytest.approx(1000), (1000, 1000))]


def test_colours_are_even_in_ratios() -> None:
    """Of 0, 10, 100, 1000 and 9000 between 10 and 1000: 100 is in the middle; what is off the scale is at its end."""
    prices = (0, 10, 100, 1000, 9000)
    every = steps(*((2030, 50 - 10 * n, 40 - 10 * n, price) for n, price in enumerate(prices)))
    found = [cell[2] for cell in cells_of(every, 10, 1000, 10)]
    assert found == pytest.approx([10, 100, 1000])
    assert round_prices(10, 1000) == [10, 20, 50, 100, 200, 500, 1000]
    assert round_prices(3, 30_000) == [10, 100, 1000, 10_000]


def test_few_tonnes_do_not_stretch_the_scale() -> None:
    """One tonne in 160 costs a million, and two cost nothing: the scale is from 10 to 1000 all the same."""
    odd = (2032, 3, 1, 0), (2032, 1, 0, 1e6)
    assert ends_of(steps(*CHEAP, *DEAR, *odd)) == (10, 1000)
    assert ends_of(steps(*DEAR)) == (100, 1000)


def test_columns_stand_side_by_side_with_their_caps() -> None:
    """Two years, 0 to 104 t; the dear step of 2030 goes from 60 to 20, the cap of 52 t is that of 2031."""
    heads = {"emissions": "Emissions (kt)", "cap": "cap", "price": "price", "unit": "CNY/t"}
    chart = price_surface(steps(*CHEAP, *DEAR), {2031: 52.0}, heads, Page("Years", [], [], "en"))
    (cells,) = marks_of(chart, "rect")
    assert {row["year"] for row in cells} == {2030, 2031}
    (dear,) = [row for row in cells if row["prices"] == "1,000"]
    assert (dear["top"], dear["bottom"], dear["price"]) == (pytest.approx((60, 20, 1000), abs=0.3))
    caps = marks_of(chart, "line")[1]
    assert [(row["year"], row["cap"]) for row in caps] == [(2030, None), (2031, 52.0)]
    axis = next(channels["y"] for mark, _, channels in layers_of(chart) if mark == "rect")
    assert axis["scale"]["domain"] == [0, pytest.approx(104)]
