"""Numbers by year, as a sheet gives them: for some years, or one for all."""

from __future__ import annotations

from collections.abc import Callable

from planner.tables.fields import on_the_line

Years = dict[int | None, float]
"""Year -> number; None: all years."""


def at(years: Years, year: int | None) -> float:
    """The number of a year: on the line between those given, constant outside; 0 where none is given."""
    if None in years or not years:
        return years.get(None, 0.0)
    given = {y: number for y, number in years.items() if y is not None}
    return on_the_line(given, max(given) if year is None else min(max(year, min(given)), max(given)))


def together(some: Years, others: Years, by: Callable[[float, float], float]) -> Years:
    """Two series made one, in each year that either gives; nothing where neither gives any."""
    if not some and not others:
        return {}
    given: list[int | None] = [*sorted({year for year in (*some, *others) if year is not None})]
    return {year: by(at(some, year), at(others, year)) for year in given or [None]}


def product(some: Years, others: Years) -> Years:
    return together(some, others, lambda one, other: one * other) if some and others else {}


def quotient(some: Years, others: Years) -> Years:
    """0 where the divisor is."""
    return together(some, others, lambda one, other: one / other if other else 0.0) if some and others else {}


def added(some: Years, others: Years) -> Years:
    return together(some, others, lambda one, other: one + other)


def scaled(years: Years, factor: float) -> Years:
    return {year: factor * number for year, number in years.items()}


def inverse(years: Years) -> Years:
    """1 over each number; where it is zero, over the least that is not; nothing where all are zero."""
    least = min((number for number in years.values() if number > 0), default=0.0)
    return {year: 1 / (number or least) for year, number in years.items()} if least else {}
