"""Of many plans those that differ most, starting from the cheapest. Mathematics: models/README.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from planner.program.program import Vector

Places: TypeAlias = np.ndarray[Any, np.dtype[np.intp]]
SAME = 1e-6
"""Plans that are nearer to each other than this are one."""


@dataclass
class Found:
    """Plans by what they have of each measure: `amounts`, a row a plan, the cheapest first, and what each costs."""

    amounts: list[Vector] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)

    def add(self, amounts: Vector, cost: float) -> None:
        self.amounts.append(amounts)
        self.costs.append(cost)


def most_different(
    found: Found, least: Vector, most: Vector, count: int, look: Callable[[Vector], None]
) -> list[tuple[int, float]]:
    r"""The cheapest plan and up to `count` others, each with its distance to the nearest of those before it.

    Each is the one that is farthest from all that were taken before (Gonzalez 1985), measured as

    $$d(a, b) = \frac{1}{I} \sum_i \frac{\lvert a_i - b_i \rvert}{\max_i - \min_i}$$

    over the $I$ measures that have a limit and no fixed amount: 1 where every measure is at its other end. Before each
    step `look` adds one more plan: that with the least sum of weights times amounts. A measure that stands high in the
    plans taken has a weight above 0, one that stands low below 0 (hop, skip and jump, Brill, Chang and Hopkins 1982,
    with relative amounts as weights).
    """
    counted = np.flatnonzero(np.isfinite(most) & (most - least > SAME * np.abs(most)))
    taken, weights = [(0, 0.0)], np.zeros(len(most))
    for _ in range(count if len(counted) else 0):
        width = (most - least)[counted]
        before = [n for n, _ in taken]
        weights[counted] = (_positions(found, least, width, counted)[before].mean(axis=0) - 0.5) / width
        look(weights)
        positions = _positions(found, least, width, counted)
        apart = np.abs(positions[:, None] - positions[before][None]).mean(axis=2).min(axis=1)
        farthest = int(np.argmax(apart))
        if apart[farthest] <= SAME:
            break
        taken.append((farthest, float(apart[farthest])))
    return taken


def _positions(found: Found, least: Vector, width: Vector, counted: Places) -> Vector:
    """Where each measure stands between its least (0) and its most (1), a row a plan."""
    return np.asarray((np.array(found.amounts)[:, counted] - least[counted]) / width)
