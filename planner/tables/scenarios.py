"""The tables of scenarios: which there are, and what each changes in the others."""

from __future__ import annotations

from typing import Literal

from planner.tables.fields import Id, Names, Sourced


class ScenarioRow(Names):
    """A what-if. Its changes stand in a file of its own, scenarios/<scenario>.csv."""

    FILE = "scenarios.csv"
    KEY = ("scenario",)
    scenario: Id
    "Id of the scenario, and name of its file"
    note_en: str = ""
    "What it assumes and what it shows, in English"
    note_zh: str = ""
    "The same in Chinese"

    def name_in(self, lang: str) -> str:
        """Its name in a language, else its English name, else its id."""
        return self.worded("name", lang) or self.scenario


class ChangeRow(Sourced):
    """One change that a scenario makes to a table, before anything is checked. Changes are made in their order."""

    FILE = "scenarios/<scenario>.csv"
    KEY = ("table", "key", "column")
    table: str
    "The table, e.g. prices.csv; or case.toml, for the discount rate, first, last and price year, and default model"
    key: str = ""
    "Key of its row: an id; several parts are joined by /, without the empty ones: electricity/co2. Empty for case.toml"
    column: str
    "A column, or a setting of case.toml; a year (2035: that number, and years between it and the next ones given \
follow the line); a range (2030-2040: each of these years, and no other); years: all numbers of the row"
    change: Literal["set", "times", "plus", "new", "replace"]
    "set writes the value; times and plus take the number that stands there times the value, or plus it; new starts a \
row with that key and writes the value; replace starts a row that is there anew, so that nothing of it is left but its \
key, and writes the value"
    value: str
    "What to set, the factor, or what to add; for a range of years also two numbers, 1 to 0.93: evenly from its first \
year to its last"
