"""A column of a case workbook: its heading, the note on it, and how its cells are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from planner.case.dictionary import column_entry, columns_of
from planner.messages import text
from planner.tables.fields import Row, plain_number
from planner.tables.scenarios import ChangeRow
from planner.tables.wording import heading


@dataclass(frozen=True)
class Column:
    """What stands above its cells; `info` as it is declared, None of a column of numbers by year."""

    name: str
    heading: str
    note: str
    unit: str
    needed: bool
    info: FieldInfo | None = None

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers; what is declared as text keeps its figures as typed."""
        return self.info is None or any(kind in str(self.info.annotation) for kind in ("float", "int"))

    def number(self, cell: str) -> float | None:
        """The number of a cell, where it is one and comes back from a sheet as it went in."""
        try:
            number = float(plain_number(cell))
        except ValueError:
            return None
        return number if self.is_number and float(f"{number:.15g}") == number else None


def column_of(file: str, name: str, info: FieldInfo, lang: str) -> Column:
    """A column as the dictionary explains it."""
    entry = column_entry(file, name, info, lang)
    lines = [
        entry["meaning"],
        text("note_value", lang, value=entry["value"]),
        text("note_unit", lang, unit=entry["unit"]) if entry["unit"] else "",
        text("must_be_given", lang) if entry["needed"] else "",
        text("note_empty", lang, default=entry["default"]) if entry["default"] else "",
    ]
    note = "\n".join(filter(None, lines))
    return Column(name, heading(file, name, lang), note, entry["unit"], entry["needed"], info)


def columns_of_table(file: str, model: type[Row], more: Sequence[str], lang: str) -> Iterator[Column]:
    """The columns of a table; `more` are those of its numbers by year or by another name."""
    for name in columns_of(model):
        said = column_of(file, name, model.model_fields[name], lang)
        if name != model.MORE:
            yield said
        else:
            yield from (Column(column, column, said.note, "", False) for column in more)


def scenario_column(lang: str) -> Column:
    """Which scenario makes a change: all changes stand on one sheet."""
    said = text("head_scenario", lang), text("what_scenario", lang)
    return Column("scenario", *said, unit="", needed=True, info=ChangeRow.model_fields["key"])
