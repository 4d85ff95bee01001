"""Where numbers come from, and how far they can be trusted."""

from __future__ import annotations

from typing import Literal, get_args

from planner.tables.fields import Number, Row
from planner.tables.formulas import names_in

Grade = Literal["read in source", "derived", "report", "recalled, unverified", "assumption"]
GRADES: tuple[str, ...] = get_args(Grade)
"""The strongest first."""
UNVERIFIED = ("recalled, unverified", "assumption")
"""What nobody has found in a source."""


class SourceRow(Row):
    """Where a number comes from: the number as its source has it, its range and the grade of the evidence."""

    FILE = "sources.csv"
    KEY = ("key",)
    key: str
    "Key that other tables point to"
    title: str
    "What the number is; title, author"
    title_zh: str = ""
    "The same in Chinese"
    value: Number | None = None
    "The number as the source has it; empty where a source gives several"
    low: Number | None = None
    "Low end of its range"
    high: Number | None = None
    "High end of its range"
    unit: str = ""
    "Unit of value, low and high"
    formula: str = ""
    "How a derived value comes from other keys: + - * / ** ( ), numbers and keys"
    where: str = ""
    "Where it can be found, or how it was derived"
    year: str = ""
    "Year it speaks of"
    grade: Grade
    "Grade of the evidence"
    note: str = ""
    "Free-text note, with slips of the source"

    @property
    def has_range(self) -> bool:
        """Whether its number can be drawn: it has a low below its high, and does not follow other sources."""
        low, high = self.low, self.high
        return self.value is not None and low is not None and high is not None and low < high and not self.formula

    @property
    def is_reversed(self) -> bool:
        """Whether its low is above its high."""
        return self.low is not None and self.high is not None and self.low > self.high

    @property
    def inputs(self) -> list[str]:
        """The keys that its formula uses."""
        return names_in(self.formula)

    def title_in(self, lang: str) -> str:
        return self.worded("title", lang) or self.title
