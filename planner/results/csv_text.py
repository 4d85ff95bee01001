"""Tables as CSV that a spreadsheet shows as it is written."""

from __future__ import annotations

import re

import pandas as pd

RUNS = re.compile(r"[=+@\t\r-](?![\w.]*$)")
"""How a text begins that a spreadsheet runs as a formula; -5 and an id like -led are none."""


def as_csv(table: pd.DataFrame) -> bytes:
    """With BOM, numbers with ten figures."""
    text: str = as_shown(table).to_csv(index=False, float_format="%.10g", lineterminator="\n")
    return text.encode("utf-8-sig")


def as_shown(table: pd.DataFrame) -> pd.DataFrame:
    """The table with a blank before each text that reads as a formula."""
    texts = {name: _shown(column) for name, column in table.items() if pd.api.types.is_string_dtype(column)}
    return table.assign(**{str(name): column for name, column in texts.items()})


def _shown(column: pd.Series) -> pd.Series:
    formulas = {text: f" {text}" for text in column.unique() if isinstance(text, str) and RUNS.match(text)}
    return column.replace(formulas) if formulas else column
