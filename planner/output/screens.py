"""Tables and numbers on the screen."""

from __future__ import annotations

import pandas as pd
from rich.console import Group, RenderableType
from rich.text import Text

from planner.calls.numbers import number, signed as number_signed
from planner.messages import text

MOST_YEARS = 6


def printed(*parts: RenderableType) -> Group:
    """What a command prints: tables, and lines as they stand."""
    return Group(*(Text(part) if isinstance(part, str) else part for part in parts))


def shown(value: float) -> str:
    """Four figures, without powers of ten."""
    return "" if pd.isna(value) else number(value, 4).replace("−", "-")


def signed(value: float) -> str:
    """The same with a sign."""
    return number_signed(value, 4).replace("−", "-")


def span(low: float, high: float, lang: str) -> str:
    """From a number to another: 105.9-106.5; in words where one is below zero."""
    ends = {"low": shown(low), "high": shown(high)}
    return text("say_span", lang, **ends) if min(low, high) < 0 else "{low}-{high}".format(**ends)


def few_years(years: range) -> list[int]:
    """The first year, the last, and round ones between."""
    if len(years) <= MOST_YEARS:
        return list(years)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if len(years) / s < MOST_YEARS - 1)
    return sorted({years[0], years[-1], *(y for y in years if y % step == 0)})
