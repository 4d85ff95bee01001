"""The picture of shadow prices: every cap's price, its interval at a kink, the caps for which it holds."""

from __future__ import annotations

import math
from typing import Any

import pytest

from planner.pictures.figure import Card
from planner.pictures.plot_prices import BETWEEN, HIGH, WIDTH, Heads, Line, Price, price_paths

CARD = Card(title="Prices", abatement_unit="kt CO2", price_unit="CNY/t CO2", price_name="Price")
HEADS = Heads("interval", "carbon price", "cap", "holds")
NAN = math.nan


def drawn(lines: list[Line], carbon: dict[int, float] | None = None) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = price_paths(lines, carbon or {}, HEADS, CARD).to_dict(validate=False)[
        "datasets"
    ]
    return found


def bars(found: dict[str, list[dict[str, Any]]], top: float, bottom: float) -> list[tuple[float, float, float]]:
    """(middle, top, bottom) of the upright bars of a panel."""
    return [
        ((row["x"] + row["x2"]) / 2, row["y"], row["y2"])
        for row in found["squares"]
        if row["x2"] - row["x"] == pytest.approx(6) and row["y"] >= top and row["y2"] <= bottom
    ]


def test_a_price_stands_at_its_height_and_its_interval_around_it() -> None:
    """Prices 50 and 100, the axis ends at 1.06 * 200, since one tonne less in the second year costs 200.

    50 is at HIGH * (1 - 50/212). The bar of the second year goes from 100 up to 200, of the first there is none.
    """
    line = Line("city", "#0072B2", {2030: Price(50, 50, 50, 10, 9, 11), 2031: Price(100, 100, 200, 8, 8, 9)})
    found = drawn([line])
    dots = [row["y"] + 2.5 for row in found["squares"] if row["colour"] == "#0072B2" and row["y"] > 0]
    assert dots == pytest.approx([HIGH * (1 - 50 / 212), HIGH * (1 - 100 / 212)])
    (bar,) = bars(found, 0, HIGH)
    assert bar == (pytest.approx(WIDTH - 12), pytest.approx(HIGH * 12 / 212), pytest.approx(HIGH * 112 / 212))
    assert {row["words"] for row in found["texts"]} >= {"interval", "holds", "2030"}


def test_where_no_plan_keeps_less_the_interval_goes_to_the_top() -> None:
    found = drawn([Line("city", "#0072B2", {2030: Price(50, 20, math.inf, 10, 10, 11)})])
    (bar,) = bars(found, 0, HIGH)
    assert bar[1:] == (0, pytest.approx(HIGH * (1 - 20 / 53)))
    assert "▲" in {row["words"] for row in found["texts"]}


def test_the_caps_of_a_price_are_drawn_and_a_budget_has_none() -> None:
    """Of two years one slack cap: its price, 0, holds for all caps above 6, so its bar ends at the panel's top."""
    slack, tight = Price(0, 0, 0, 8, 6, math.inf), Price(9, 9, 9, 10, 9, 10.5)
    found = drawn([Line("city", "#0072B2", {2030: tight, 2031: slack})])
    low = bars(found, HIGH + BETWEEN - 1, math.inf)
    assert len(low) == 2
    assert low[1][1] < low[0][1] < low[0][2] < low[1][2]
    budget = drawn([Line("city", "#0072B2", {2030: Price(9, NAN, NAN, 10, NAN, NAN)}, yearly=False)])
    assert bars(budget, HIGH + BETWEEN - 1, math.inf) == []
    assert "cap" not in {row["words"] for row in budget["texts"]}


def test_many_lines_have_a_key_of_several_rows() -> None:
    """No name over another, and none beyond the left edge."""
    lines = [Line(f"shadow price, sector number {n}", "#0072B2", {2030: Price(n, n, n, 10, 9, 11)}) for n in range(9)]
    found = drawn(lines, {2030: 4.0, 2031: 5.0})
    names = [row for row in found["texts"] if row["words"].startswith("shadow price, sector")]
    assert len({(row["x"], row["y"]) for row in names}) == 9
    assert len(found["dashes"]) == 2  # between two years, and in the key
    assert len({row["y"] for row in names}) > 1
