"""What a report is made of, the same for Word and the page: sections of sentences, commands, tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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


@dataclass(frozen=True)
class Document:
    """The report, in the words of its language."""

    title: str
    subtitle: str
    lang: str
    sections: Sequence[Section]
