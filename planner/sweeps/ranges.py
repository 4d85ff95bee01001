"""Ranges of sources as distributions. Mathematics: models/README.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planner.case.case import Case
from planner.errors import UsageError, nearest
from planner.languages import columns_of, languages
from planner.program.program import Vector
from planner.sweeps.resting import Resting
from planner.tables.ranges import RangeRow, Shape
from planner.tables.sources import SourceRow

TAIL = 0.05
"""Of a log-normal number lies below its low, and as much above its high."""
CUT = 0.001
"""So much of either tail of a log-normal number is not drawn, so that it has a lowest and a highest."""


@dataclass(frozen=True)
class Range:
    """The number of a source that may be otherwise. `choices`, `weights`: of a discrete one."""

    source: SourceRow
    shape: Shape
    choices: tuple[float, ...]
    weights: tuple[float, ...]
    low: float
    value: float
    high: float

    @property
    def name(self) -> str:
        """As a sweep names it."""
        return f"{self.source.FILE}/{self.source.key}/value"

    @property
    def reach(self) -> tuple[float, float]:
        """The lowest and the highest that is drawn."""
        lowest, highest = self.quantile(np.array([0.0, 1.0])).tolist()
        return lowest, highest

    def quantile(self, share: Vector) -> Vector:
        """The number below which a share of all draws lies."""
        found: Vector = getattr(self, f"_{self.shape}")(share)
        return found

    def _triangular(self, share: Vector) -> Vector:
        """Most likely at the value, down to nothing at low and high."""
        from scipy import stats

        width = self.high - self.low
        return np.asarray(stats.triang((self.value - self.low) / width, loc=self.low, scale=width).ppf(share))

    def _uniform(self, share: Vector) -> Vector:
        """As likely everywhere from low to high."""
        return self.low + share * (self.high - self.low)

    def _log_normal(self, share: Vector) -> Vector:
        r"""Half of the draws below the value $v$, a twentieth below low $l$, a twentieth above high $h$:

        $$V = v\,(v/l)^{z/z_{.95}} \text{ for } z < 0, \quad v\,(h/v)^{z/z_{.95}} \text{ for } z \ge 0$$

        with $z$ standard normal without its tails beyond CUT, and $z_{.95}$ its quantile. Where $v^2 = l h$ both sides
        have one spread, and it is the log-normal distribution.
        """
        from scipy import stats

        drawn = stats.truncnorm(*stats.norm.ppf([CUT, 1 - CUT]))
        z = drawn.ppf(share) / drawn.ppf(1 - TAIL)
        return np.asarray(self.value * np.where(z < 0, self.value / self.low, self.high / self.value) ** z)

    def _discrete(self, share: Vector) -> Vector:
        """One of the choices, from the lowest, each as often as its weight says."""
        order = np.argsort(self.choices)
        shares = np.cumsum(np.array(self.weights)[order]) / np.sum(self.weights)
        at = np.searchsorted(shares[:-1], share, side="right")
        return np.array(self.choices)[order][at]


def ranges_of(case: Case, numbers: Sequence[str] | None) -> list[Range]:
    """The sources that have a range and move some number, or those that are asked for. Raises UsageError."""
    moving = set(Resting(case).moving)
    ranged = {each.source.key: each for each in all_ranges(case) if each.source.key in moving}
    for key in numbers or ():
        if key not in ranged:
            raise UsageError("no_range_of_source", found=key, near=nearest(key, ranged))
    if not ranged:
        raise UsageError("nothing_ranges")
    return [ranged[key] for key in dict.fromkeys(numbers or ranged)]


def all_ranges(case: Case) -> list[Range]:
    """The sources that have a range, whether they move a number or not."""
    shapes = {row.key: row for row in case.rows(RangeRow)}
    return [_range(source, shapes.get(source.key)) for source in case.sources.values() if source.has_range]


def _range(source: SourceRow, row: RangeRow | None) -> Range:
    shape: Shape = row.shape if row else "triangular"
    choices, weights = row.choices if row else ((), ())
    low, value, high = (float(number or 0.0) for number in (source.low, source.value, source.high))
    return Range(source, shape, tuple(choices), tuple(weights), low, value, high)


def frame_of(ranges: Sequence[Range]) -> pd.DataFrame:
    """A row a range."""
    columns = ["key", *columns_of("title"), "low", "value", "high", "unit", "shape"]
    rows = [
        (
            each.source.key,
            *(each.source.title_in(lang) for lang in languages()),
            *(each.low, each.value, each.high),
            *(each.source.unit, each.shape),
        )
        for each in ranges
    ]
    return pd.DataFrame(rows, columns=columns)
