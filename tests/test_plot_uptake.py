"""The heatmap of what is taken up: which measures, in which order, and the shares that its colours show."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from chart_rows import marks_of, words_of

from planner.curves.macc import CHANGES, UPTAKE
from planner.curves.uptake_order import ends, uptake_order
from planner.pictures.figure import Card, Mark
from planner.pictures.plot_uptake import shares, uptake_heat


class Curve:
    """Two steps, of 10 and of 90. `late` starts in the second, `gas` falls from 8 to 2, `small` is on the first.

    All are the same in each of two years: half of the sum.
    """

    steps = pd.DataFrame([(1, 0.0, 10.0), (2, 10.0, 100.0)], columns=["step", "abatement_from", "abatement_to"])
    changes = pd.DataFrame(
        [(1, "small", 3, "kt"), (1, "gas", -3, "kt"), (2, "late", 6, "kt"), (2, "gas", -3, "kt")], columns=CHANGES
    )
    uptake = pd.DataFrame(
        [
            (n, i, activity, activity / 2, "kt")
            for i, all_ in {"small": (0, 3, 3), "late": (0, 0, 6), "gas": (8, 5, 2)}.items()
            for n, activity in enumerate(all_)
        ],
        columns=UPTAKE,
    )


def test_what_matters_grows_and_falls() -> None:
    """Named along 100, 90 and 10: the first two are gas and late. Of three, small starts before late; gas falls.

    A twentieth of small's way is gone at 0.5; of late's at 10 + 90/20 = 14.5; of gas', 0.3 of 6 down, at 1.
    """
    rows = uptake_order(Curve, 3)  # type: ignore[arg-type]
    assert [(row.intervention, row.falls) for row in rows] == [("small", False), ("late", False), ("gas", True)]
    assert [row.starts for row in rows] == pytest.approx([0.5, 14.5, 1.0])
    assert rows[2].activity == (8, 5, 2)
    assert rows[2].largest == 4
    assert [row.intervention for row in uptake_order(Curve, 2)] == ["late", "gas"]  # type: ignore[arg-type]
    assert ends(Curve) == (0, 10, 100)  # type: ignore[arg-type]


def test_shares_are_the_straight_line_between_stops() -> None:
    """From 0 at 10 to 6 at 100: half of it at 55. The cells meet, cover the row, and are within half a shade."""
    found = list(shares((0, 0, 6), (0, 10, 100)))
    assert (found[0][0], found[-1][1]) == (0, 100)
    assert all(a[1] == b[0] for a, b in pairwise(found))
    at = {place: next(share for x, x2, share in found if x <= place < x2) for place in (5, 32.5, 55, 95)}
    assert at == pytest.approx({5: 0, 32.5: 0.25, 55: 0.5, 95: 85 / 90}, abs=0.03)


def test_prices_stand_over_the_abatement_that_they_are_of() -> None:
    """Steps of 10 to 10, then 200: over 0 stands 10, over 20 to 100 stands 200; the cap is marked by name."""
    card = Card(
        title="Heat",
        abatement_unit="kt",
        price_unit="CNY/t",
        price_name="Price",
        marks=[Mark("abatement", 50, "the cap")],
    )
    heads = {"grows": "Grows", "shrinks": "Shrinks", "largest": "largest", "share": "share"}
    rows = [("late", (0, 0, 6), "6 kt", False), ("gas", (8, 5, 2), "8 kt", True)]
    table = pd.DataFrame(rows, columns=["name", "activity", "largest", "falls"])
    chart = uptake_heat(table, (0, 10, 100), (10, 200), heads, card)
    texts = [row for rows in marks_of(chart, "text") for row in rows]
    assert {row["said"] for row in texts if "at" in row and "name" not in row} >= {"10", "200", "the cap"}
    assert [row["at"] for row in texts if row.get("said") == "200"] == [20, 40, 60, 80, 100]
    assert all(f"'{said}'" in words_of(chart) for said in ("Shrinks", "8 kt"))
    assert [row["at"] for rows in marks_of(chart, "rule") for row in rows] == [50, 50]
