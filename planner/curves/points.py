"""Points of the least cost along a direction, the lines below it, and what lies between two of them.

The least cost V(t) is convex and piecewise linear. A solve gives a point on it and, as the dual of t, the slope of a
line through it that is nowhere above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from planner.calls.interrupt import Interrupted
from planner.errors import TimeLimitError
from planner.program.program import Vector

BREAKS = (Interrupted, TimeLimitError)
"""What breaks a walk off, of which what is behind is kept."""
SAME_SLOPE = 1e-9
"""Two neighbouring chords whose slopes differ by less, as a share, are one."""


@dataclass(frozen=True)
class Point:
    """A plan on the curve: how far the caps have moved, the plan, and the slope of a line nowhere above the curve."""

    t: float
    x: Vector
    slope: float


@dataclass(frozen=True)
class Walk:
    """Points of a part of the curve, in their order, and what they took; `error` as a share."""

    points: list[Point]
    error: float = 0.0
    solves: int = 0
    pivots: int = 0
    broken: BaseException | None = None
    """What broke it off: Ctrl-C, or time is over."""


def meeting(cost: Vector, a: Point, b: Point) -> tuple[float, float]:
    """Where the tangents of two neighbours meet [t], and how far below their chord that is [money]; gap 0 if nowhere.

    The tangents lie below the curve, the chord above it; where the tangents meet, the three are furthest apart.
    """
    width, rise = b.t - a.t, rise_between(cost, a, b)
    away = (b.slope * width - rise) / (b.slope - a.slope) if b.slope > a.slope else 0.0
    return (a.t + away, (rise / width - a.slope) * away) if 0 < away < width else (a.t, 0.0)


def bends(cost: Vector, points: list[Point], noise: float) -> list[Point]:
    """Without the points that lie on the line between their neighbours."""
    kept = points[:1]
    for point, after in pairwise(points[1:]):
        before, beyond = chord_slope(cost, kept[-1], point, noise), chord_slope(cost, point, after, noise)
        if beyond - before > SAME_SLOPE * abs(beyond):
            kept.append(point)
    return [*kept, *points[1:][-1:]]


def chord_slope(cost: Vector, a: Point, b: Point, noise: float) -> float:
    """Rise per t between two points: of the tangent that is their chord, else of the chord, between the tangents.

    A dual is sharp where a step is so narrow that its rise is only noise.
    """
    rise, width = rise_between(cost, a, b), b.t - a.t
    tangent = min((a.slope, b.slope), key=lambda slope: abs(slope * width - rise))
    return tangent if abs(tangent * width - rise) <= noise else min(max(rise / width, a.slope), b.slope)


def rise_between(cost: Vector, a: Point, b: Point) -> float:
    """V(b) - V(a), from the difference of the plans, never of two large objectives."""
    return float(np.einsum("j,j", cost, b.x - a.x))  # `@` would start threads for it
