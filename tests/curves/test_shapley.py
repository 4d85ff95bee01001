"""Shapley values of games that are solved in books, and of sampled orders."""

from __future__ import annotations

import random

import pytest

from planner.credit.shapley import FEW, shares


def asked(players, worth, orders=80, seed=0):
    return shares(list(players), worth, orders, random.Random(seed))


def test_the_pair_of_gloves():
    """One left glove, two right ones; a pair is worth 1. The left is missing a partner only where it comes first.

    So the left comes after a right one in 2 of 3 orders: 2/3. A right one makes the pair where it is first of the right
    ones and after the left: 1 of 6 orders.
    """
    found = asked(["left", "right", "other"], lambda some: float("left" in some and len(some) > 1))
    assert [found[p].shapley for p in found] == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert [found[p].last_in for p in found] == [1, 0, 0]
    assert [found[p].alone for p in found] == [0, 0, 0]


def runway(needs):
    """Aircraft share a runway as long as the longest that any needs."""
    return lambda some: float(max((needs[p] for p in some), default=0))


def airport(needs):
    """Each stretch is shared by those that need it: 1/n of the first, 1/(n - 1) of the next ..."""
    ordered = sorted(needs, key=needs.get)
    lengths = [needs[p] - (needs[ordered[i - 1]] if i else 0) for i, p in enumerate(ordered)]
    parts = [length / (len(ordered) - i) for i, length in enumerate(lengths)]
    return {p: sum(parts[: i + 1]) for i, p in enumerate(ordered)}


def test_the_runway():
    """Needs of 1, 2 and 4: 1/3; 1/3 + 1/2; 1/3 + 1/2 + 2, together 4."""
    found = asked("abc", runway({"a": 1, "b": 2, "c": 4}))
    assert [found[p].shapley for p in "abc"] == pytest.approx([1 / 3, 5 / 6, 17 / 6])
    assert all(share.error == 0 for share in found.values())


@pytest.mark.parametrize("seed", range(5))
def test_sampled_orders_come_within_their_error_of_the_exact_value_and_sum_to_the_whole(seed):
    """Fourteen aircraft: the exact values are known on paper. Within four standard errors, whatever the seed."""
    needs = {f"p{n}": float(n**2) for n in range(1, FEW + 5)}
    found, exact = asked(needs, runway(needs), orders=400, seed=seed), airport(needs)
    for p, share in found.items():
        assert share.error > 0
        assert abs(share.shapley - exact[p]) < 4 * share.error + 1e-9
    assert sum(share.shapley for share in found.values()) == pytest.approx(max(needs.values()))


def test_more_orders_have_a_smaller_error():
    """Sixteen times the orders: a quarter of the error, give or take a third."""
    needs = {f"p{n}": float(n**2) for n in range(1, FEW + 5)}
    few, many = (asked(needs, runway(needs), orders)["p14"].error for orders in (100, 1600))
    assert 1 / 6 < many / few < 3 / 8


def test_where_nothing_interacts_sampling_has_no_error():
    """Each adds its number whatever the order."""
    numbers = {f"p{n}": float(n) for n in range(20)}
    for p, share in asked(numbers, lambda some: sum(numbers[q] for q in some)).items():
        assert share == pytest.approx((numbers[p], numbers[p], numbers[p], 0))


def test_a_coalition_is_asked_once():
    """Four players have 16 coalitions."""
    some = []
    asked("abcd", lambda coalition: some.append(coalition) or float(len(coalition)))
    assert len(some) == len(set(some)) == 16
