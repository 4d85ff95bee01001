"""Tables of results in the words of a language, for people: headings, kinds and units; ids stay as they are."""

from __future__ import annotations

import pandas as pd

from planner.languages import languages
from planner.messages import text
from planner.messages.result_columns import HEADINGS, WORDS
from planner.messages.unit_words import unit_in
from planner.model.model_file import model_title

OF_WORDS = ("kind", "limit", "against", "scope", "sector")


def worded(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The table in Chinese; in any other language as it is, without the names of the others."""
    others = tuple(f"_{other}" for other in languages() if other != lang)
    found = table[[column for column in table if not str(column).endswith(others)]]
    if lang != "zh":
        return found
    said = {name: _said(str(name), column) for name, column in found.items()}
    names = {name: str(name).removesuffix("_zh") for name in said}
    doubled = {name for name in said if f"{name}_zh" in said}
    headings = {name: HEADINGS.get(names[name], names[name]) + ("标识" if name in doubled else "") for name in said}
    return pd.DataFrame({headings[name]: column for name, column in said.items()})


def _said(name: str, column: pd.Series) -> pd.Series:
    if name == "model":
        return column.map(lambda model: model_title(model).zh)
    if name == "scenario":
        return column.replace("central", text("index_central", "zh"))
    if name == "unit" or name.endswith("_unit"):
        return column.map(lambda unit: unit_in(unit, "zh"))
    return column.replace(WORDS) if name in OF_WORDS else column
