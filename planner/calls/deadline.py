"""How long solving may take: a limit holds for all that is solved within it, in other threads and processes too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from planner.errors import TimeLimitError, UsageError

DEFAULT = 3600.0
"""Seconds, where nobody says how many."""


@dataclass
class Limit:
    """The seconds given, when they end (on the clock that all processes of a machine share), and what was done."""

    seconds: float
    ends: float
    solves: int = 0
    iterations: int = 0

    @property
    def left(self) -> float:
        return self.ends - time.monotonic()

    def over(self, iterations: int = 0, way: float | None = None) -> TimeLimitError:
        """The error to raise: programs solved, iterations of all and of the one at work, share of a curve."""
        done = {"solves": self.solves, "iterations": self.iterations + iterations}
        if way is None:
            return TimeLimitError("time_limit", seconds=self.seconds, **done)
        return TimeLimitError("time_limit_curve", seconds=self.seconds, way=way, **done)


_in_force: ContextVar[Limit | None] = ContextVar("limit", default=None)


def limit_in_force() -> Limit | None:
    return _in_force.get()


def limit_of(seconds: float | None) -> Limit:
    """A limit that begins now, or the one in force if that ends before. Raises UsageError for what isn't > 0."""
    if seconds is not None and not seconds > 0:
        raise UsageError("bad_argument", name="time_limit", found=seconds, allowed="> 0")
    outer = _in_force.get()
    if outer and (seconds is None or outer.left <= seconds):
        return outer
    asked = DEFAULT if seconds is None else seconds
    return Limit(asked, time.monotonic() + asked)


@contextmanager
def within(limit: Limit) -> Iterator[None]:
    """All that is solved here ends with the limit."""
    before = _in_force.set(limit)
    try:
        yield
    finally:
        _in_force.reset(before)


def check(way: float | None = None) -> None:
    """Raise TimeLimitError when time is over; `way`: share of a curve's way that is behind."""
    limit = _in_force.get()
    if limit and limit.left < 0:
        raise limit.over(way=way)
