"""From bars to pixels: where the price axis ends, and where things stand in a plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.calls.numbers import ticks


class Bar(NamedTuple):
    """From x to x2 [abatement], as high as its price; `details` are shown on hovering."""

    x: float
    x2: float
    price: float
    colour: str
    details: dict[str, str]


@dataclass
class Scale:
    """From the data's units to pixels: x in [0, end], y in [low, high], with room for badges above and below."""

    end: float
    low: float
    high: float
    height: float
    width: float
    above: float
    below: float

    @property
    def per_price(self) -> float:
        return (self.height - self.above - self.below) / (self.high - self.low)

    def x(self, abatement: float) -> float:
        return self.width * abatement / self.end

    def y(self, price: float) -> float:
        return self.above + (self.high - min(max(price, self.low), self.high)) * self.per_price

    def limit(self, sign: int) -> float:
        return self.high if sign > 0 else self.low

    def breaks(self, price: float) -> bool:
        """Whether a bar goes beyond the price axis."""
        return beyond(price, self.high) or beyond(-price, -self.low)


class Box(NamedTuple):
    """A rectangle [px]."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        beside = self.left < other.right and other.left < self.right
        return beside and self.top < other.bottom and other.top < self.bottom


def beyond(value: float, end: float) -> bool:
    return value > end + 1e-9 * abs(end)


def axis_end(bars: Sequence[Bar], limit: float | tuple[float, float] | None) -> tuple[float, float]:
    """Where the price axis ends, below and above: the farthest bars, or `limit` either way where they go beyond.

    A limit of two prices is the axis itself, with zero on it. Without a limit: p is the price, of either sign, that
    nine tenths of the tonnes stay within. If the farthest is over 3 p, and so would flatten them, the limit is the next
    round number over 1.5 p and over all prices up to 3 p: only extreme bars are broken.
    """
    if not bars:
        raise ValueError("nothing to draw: no step, or no measure that avoids anything")
    if isinstance(limit, tuple):
        return min(0.0, *limit), max(0.0, *limit)
    low, high = min(0.0, *(bar.price for bar in bars)), max(0.0, *(bar.price for bar in bars))
    if limit is None:
        reached, total, limit = 0.0, sum(bar.x2 - bar.x for bar in bars), max(high, -low)
        for bar in sorted(bars, key=lambda bar: abs(bar.price)):
            reached += bar.x2 - bar.x
            if reached >= 0.9 * total:
                if 0 < 3 * abs(bar.price) < limit:
                    within = max(abs(one.price) for one in bars if abs(one.price) <= 3 * abs(bar.price))
                    least = max(1.5 * abs(bar.price), within)
                    step = ticks(0, least, 5)[1]
                    limit = step * math.ceil(least / step - 1e-9)
                break
    return max(low, -limit), min(high, limit)


def tick_format(places: Sequence[float]) -> str:
    """Of d3: as many decimals as tell the ticks apart, and no more."""
    decimals = next(n for n in range(15) if n == 14 or all(math.isclose(round(x, n), x, rel_tol=1e-9) for x in places))
    return f",.{decimals}~f"
