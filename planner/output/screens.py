"""Tables and numbers on the screen."""

from __future__ import annotations

import pandas as pd
from rich.console import Group
from rich.table import Table
from rich.text import Text

from planner.calls.numbers import number
from planner.calls.numbers import signed as number_signed
from planner.messages import text
from planner.output.document import content

MOST_YEARS = 6


def table_of(columns: list[str], words: int = 1) -> Table:
    """An empty table whose first columns hold words, the others numbers."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for n, column in enumerate(columns):
        table.add_column(Text(column), justify="left" if n < words or not column else "right", overflow="fold")
    return table


def titled(title: str, table: Table) -> Group:
    """A title above a table, as wide as it likes."""
    return Group(Text(title, style="bold"), table, "")


def told(table: content.Table) -> Group:
    """A table of a document on the screen."""
    shown = table_of(list(table.head), table.words)
    for row in table.rows:
        shown.add_row(*row)
    return titled(table.caption, shown)


def signed(value: float) -> str:
    """The same with a sign."""
    return number_signed(value, 4).replace("−", "-")


def shown(value: float) -> str:
    """Four figures, without powers of ten."""
    return "" if pd.isna(value) else number(value, 4).replace("−", "-")


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
