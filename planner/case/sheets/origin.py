"""What a case remembers of the sheet that it was made from: what was read as what, assumed, and left aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Fact = dict[str, Any]
"""A message: its key, and the values that fill it in."""


@dataclass(frozen=True)
class Taken:
    """A column, where it stands, what it was taken for and in which unit."""

    place: str
    heading: str
    says: str
    unit: str


@dataclass(frozen=True)
class FromSheet:
    """Said once, before any result."""

    file: str
    measures: int
    taken: tuple[Taken, ...] = ()
    assumed: tuple[Fact, ...] = ()
    unused: tuple[Fact, ...] = ()
    exclusive: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Group -> its variants, of which at most one is in place: their shares of full use add up to 1 at most."""
