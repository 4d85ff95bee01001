"""How long solving may take: a deadline holds for all that is solved before it, in other threads and processes too."""

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
class Deadline:
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


_in_force: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


def deadline_in_force() -> Deadline | None:
    return _in_force.get()


def deadline_of(seconds: float | None) -> Deadline:
    """So many seconds from now, or the deadline in force if it ends before. Raises UsageError for what isn't > 0."""
    if seconds is not None and not seconds > 0:
        raise UsageError("bad_argument", name="time_limit", found=seconds, allowed="> 0")
    outer = _in_force.get()
    if outer and (seconds is None or outer.left <= seconds):
        return outer
    asked = DEFAULT if seconds is None else seconds
    return Deadline(asked, time.monotonic() + asked)


@contextmanager
def within(deadline: Deadline | None) -> Iterator[None]:
    """All that is solved here ends by the deadline; without one, when it is done."""
    before = _in_force.set(deadline)
    try:
        yield
    finally:
        _in_force.reset(before)


def check(way: float | None = None) -> None:
    """Raise TimeLimitError when time is over; `way`: share of a curve's way that is behind."""
    deadline = _in_force.get()
    if deadline and deadline.left < 0:
        raise deadline.over(way=way)
