"""The picture of shadow prices: every cap's price, its interval at a kink, the caps for which it holds."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from chart_rows import layers_of, marks_of, words_of

from planner.pictures.plot_prices import price_paths
from planner.pictures.theme import PALETTE
from planner.pictures.words import Page

WORDS = Page("Prices", [], [], "en")
HEADS = {
    "price": "Price (CNY/t)",
    "kink": "interval",
    "carbon": "carbon price",
    "caps": "Caps (kt)",
    "cap": "cap",
    "holds": "holds",
}
COLUMNS = ["line", "year", "price", "relaxed", "tightened", "amount", "holds_from", "holds_to"]
NAN = math.nan


def drawn(*rows: tuple[Any, ...], carbon: dict[int, float] | None = None, yearly: bool = True) -> Any:
    return price_paths(pd.DataFrame(rows, columns=COLUMNS).assign(yearly=yearly), carbon or {}, HEADS, WORDS)


def tops(chart: Any) -> list[float]:
    """Where the value axis of each panel ends."""
    axes = [channels["y"] for mark, _, channels in layers_of(chart) if mark == "rule" and "y" in channels]
    return [axis["scale"]["domain"][1] for axis in axes]


def test_a_price_stands_at_its_height_and_its_interval_around_it() -> None:
    """Prices 50 and 100, the axis ends at 1.06 * 200, since one tonne less in the second year costs 200.

    The bar of the second year goes from 100 up to 200, of the first there is none.
    """
    chart = drawn(("city", 2030, 50, 50, 50, 10, 9, 11), ("city", 2031, 100, 100, 200, 8, 8, 9))
    assert [row["value"] for row in marks_of(chart, "square")[0]] == [50, 100]
    (interval, _) = marks_of(chart, "bar")
    assert [(row["year"], row["low"], row["high"]) for row in interval] == [(2031, 100, 200)]
    assert tops(chart)[0] == pytest.approx(212)
    assert all(said in words_of(chart) for said in ("'interval'", "'holds'", "Price (CNY/t)"))


def test_where_no_plan_keeps_less_the_interval_goes_to_the_top() -> None:
    chart = drawn(("city", 2030, 50, 20, math.inf, 10, 10, 11))
    (bar,) = marks_of(chart, "bar")[0]
    assert (bar["low"], bar["high"], bar["open"]) == (20, pytest.approx(53), "▲")


def test_the_caps_of_a_price_are_drawn_and_a_budget_has_none() -> None:
    """Of two years one slack cap: its price, 0, holds for all caps above 6, so its bar ends at the panel's top."""
    chart = drawn(("city", 2030, 9, 9, 9, 10, 9, 10.5), ("city", 2031, 0, 0, 0, 8, 6, math.inf))
    (held,) = marks_of(chart, "bar")
    assert [(row["low"], row["high"], row["open"]) for row in held] == [(9, 10.5, ""), (6, pytest.approx(11), "")]
    assert [row["value"] for row in marks_of(chart, "line")[1]] == [10, 8]
    budget = drawn(("city", 2030, 9, NAN, NAN, 10, NAN, NAN), yearly=False)
    assert marks_of(budget, "bar") == []
    assert "'cap'" not in words_of(budget)


def test_every_line_has_its_name_and_colour_and_the_carbon_price_is_dashed() -> None:
    rows = [(f"sector {n}", 2030, n, n, n, 10, 9, 11) for n in range(9)]
    carbon, prices, _ = (
        channels["stroke"]["scale"]
        for mark, _, channels in layers_of(drawn(*rows, carbon={2030: 4.0, 2031: 5.0}))
        if mark == "line"
    )
    assert prices["domain"] == [name for name, *_ in rows]
    assert prices["range"] == list(PALETTE[:9])
    assert carbon["domain"] == ["carbon price"]
