"""What each player of a game adds: alone, last in, and on average over the orders of coming in (the Shapley value).

    alone    v({p}) - v({})          last in   v(N) - v(N - {p})
    Shapley  the mean, over all orders in which the players can come in, of what p adds when its turn comes

The Shapley values sum to v(N) - v({}), whatever the game; the other two do not. Shapley, L. S. (1953), "A value for
n-person games".
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import combinations
from math import factorial, sqrt
from statistics import mean, stdev
from typing import NamedTuple, TypeAlias

Worth: TypeAlias = Callable[[frozenset[str]], float]
FEW = 10
"""Players up to which every coalition is asked, 2^10 at most; with more, orders are sampled."""


class Share(NamedTuple):
    """Of one player. `error`: the standard error of the Shapley value; 0 where it is exact."""

    alone: float
    last_in: float
    shapley: float
    error: float


def shares(players: Sequence[str], worth: Worth, orders: int, draw: random.Random) -> dict[str, Share]:
    """Of each player; `worth` is asked once for each coalition. With many players, `orders` (even) are drawn."""
    known: dict[frozenset[str], float] = {}

    def once(some: frozenset[str]) -> float:
        if some not in known:
            known[some] = worth(some)
        return known[some]

    values = _exact(players, once) if len(players) <= FEW else _sampled(players, once, orders, draw)
    none, everyone = frozenset[str](), frozenset(players)
    return {
        p: Share(once(frozenset({p})) - once(none), once(everyone) - once(everyone - {p}), *values[p]) for p in players
    }


def _exact(players: Sequence[str], worth: Worth) -> dict[str, tuple[float, float]]:
    r"""The mean over all orders, coalition by coalition: $S$ stands before $p$ in $|S|!\,(n-|S|-1)!$ of $n!$ orders."""
    n, found = len(players), {}
    for p in players:
        others = [q for q in players if q != p]
        found[p] = (
            sum(
                factorial(size) * factorial(n - size - 1) / factorial(n) * (worth(some | {p}) - worth(some))
                for size in range(n)
                for some in map(frozenset, combinations(others, size))
            ),
            0.0,
        )
    return found


def _sampled(players: Sequence[str], worth: Worth, orders: int, draw: random.Random) -> dict[str, tuple[float, float]]:
    """The mean over random orders, each with its reverse, and the standard error of the mean of these pairs.

    Where players interact only two by two, each pair has the exact mean: of two, each comes first in one of the orders.
    """
    pairs: dict[str, list[float]] = {p: [] for p in players}
    for _ in range(orders // 2):
        order = draw.sample(players, len(players))
        there, back = _added(order, worth), _added(order[::-1], worth)
        for p in players:
            pairs[p].append((there[p] + back[p]) / 2)
    return {p: (mean(each), stdev(each) / sqrt(len(each))) for p, each in pairs.items()}


def _added(order: Sequence[str], worth: Worth) -> dict[str, float]:
    """What each adds when its turn comes."""
    level = [worth(frozenset(order[:n])) for n in range(len(order) + 1)]
    return {p: level[n + 1] - level[n] for n, p in enumerate(order)}
