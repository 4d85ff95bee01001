"""What a report is made of, the same for Word, the page and the screen: sentences, commands, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich import table as rich_table
from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

NARROW, WIDE = 10, 36
"""Letters by which a column of a table is wide, at least and at most."""
MOST_TOGETHER = 8
"""Rows that no page parts."""


@dataclass(frozen=True)
class Sentences:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Command:
    """A line to type."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table under its caption; the first `words` columns hold words, the others numbers."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: int = 1

    @property
    def letters(self) -> list[int]:
        """By how many letters each column is wide: its longest cell, within limits; a Chinese letter is two."""
        longest = (max(map(cell_len, cells)) for cells in zip(self.head, *self.rows, strict=True))
        return [min(WIDE, max(NARROW, length + 2)) for length in longest]

    @property
    def short(self) -> bool:
        """Whether it stays on one page."""
        return len(self.rows) <= MOST_TOGETHER

    def __rich__(self) -> Group:
        """On the screen: as wide as it likes, with a free line below."""
        shown = rich_table.Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(self.head))
        for n, column in enumerate(self.head):
            words = n < self.words or not column
            shown.add_column(Text(column), justify="left" if words else "right", overflow="fold")
        for row in self.rows:
            shown.add_row(*map(Text, row))
        return Group(Text(self.caption, style="bold"), shown, "")


@dataclass(frozen=True)
class Figure:
    """A picture with what it shows, for those who don't see it."""

    alt: str
    svg: bytes
    png: bytes


Part = Sentences | Command | Table | Figure


@dataclass(frozen=True)
class Section:
    title: str
    parts: Sequence[Part]

    @property
    def leading(self) -> Iterator[tuple[Part, bool]]:
        """Each part, and whether it is words that lead to what follows, and so stand on the same page."""
        for part, after in zip_longest(self.parts, self.parts[1:]):
            yield part, isinstance(part, Sentences | Command) and not isinstance(after, Sentences | None)


@dataclass(frozen=True)
class Document:
    """The report, in the words of its language."""

    title: str
    subtitle: str
    lang: str
    sections: Sequence[Section]
