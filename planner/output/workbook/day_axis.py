"""Bars and steps of unequal width, which Excel does not have: an area chart on a date axis, whose days are tonnes."""

from __future__ import annotations

import math
from typing import Any

MOST_DAYS = 2_900_000
"""Excel's last day is 2,958,465."""


def day_power(total: float) -> int:
    """Tonnes times ten to this power are days of the chart, so many that none is lost, in steps of a thousand."""
    return 3 * math.floor(math.log10(MOST_DAYS / total) / 3) if total > 0 else 0


def day_axis(name: str, total: float, power: int) -> dict[str, Any]:
    """The axis of days, labelled in tonnes."""
    return {
        "date_axis": True,
        "num_format": "#,##0.###" + "," * (power // 3) if power > 0 else "#,##0",
        "label_position": "low",
        "name": name + (f" × {10**-power:,}" if power < 0 else ""),
        "min": 0,
        "major_unit": max(1, round(_round(total / 8) * 10.0**power)),
        "major_unit_type": "days",
        "minor_tick_mark": "none",
    }


def _round(about: float) -> float:
    """A round number near this one."""
    base = 10.0 ** math.floor(math.log10(about)) if about > 0 else 1.0
    return next(base * factor for factor in (1, 2, 5, 10) if base * factor >= about)
