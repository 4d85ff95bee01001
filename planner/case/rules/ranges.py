"""Ranges and correlations of sources: they are of numbers that have a range, and can be drawn from."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.case import Case
from planner.case.correlations import go_together, score_correlations
from planner.errors import Problem
from planner.tables.fields import Row
from planner.tables.ranges import CorrelationRow, RangeRow
from planner.tables.sources import SourceRow


def ranges_can_be_drawn(case: Case) -> Iterator[Problem]:
    """A shape is of a source with a range; a discrete one has numbers within it, a log-normal one is above 0."""
    for row in case.rows(RangeRow):
        if row.key not in case.sources:
            continue
        source = case.sources[row.key]
        if not source.has_range:
            yield from _without_range(row, "key", source)
        elif row.shape == "discrete":
            yield from _choices(row, source.low or 0.0, source.high or 0.0)
        elif row.numbers or row.weights:
            yield row.problem("numbers", "numbers_of_another_shape", found=row.shape)
        elif row.shape == "log_normal" and (source.low or 0.0) <= 0:
            yield row.problem("shape", "log_normal_above_zero", found=f"{source.low:g}", name=row.key)


def _without_range(row: Row, column: str, source: SourceRow) -> Iterator[Problem]:
    """That a source can't be drawn; not where its range is the wrong way round, which is said there."""
    if not source.is_reversed:
        yield row.problem(column, "source_without_range", found=source.key)


def _choices(row: RangeRow, low: float, high: float) -> Iterator[Problem]:
    try:
        numbers, weights = row.choices
    except ValueError:
        yield row.problem("numbers", "bad_choices", found=f"{row.numbers} | {row.weights}")
        return
    if len(set(numbers)) < 2 or len(set(numbers)) < len(numbers):
        yield row.problem("numbers", "few_choices", found=row.numbers)
    for number in numbers:
        if not low <= number <= high:
            yield row.problem("numbers", "out_of_range", found=f"{number:g}", allowed=f"{low:g}-{high:g}")
    if len(weights) != len(numbers) or min(weights, default=1.0) <= 0:
        yield row.problem("weights", "bad_weights", found=row.weights, count=str(len(numbers)))


def correlations_are_of_ranges(case: Case) -> Iterator[Problem]:
    """A correlation is of two sources with ranges, and each pair has one."""
    seen: set[frozenset[str]] = set()
    for row in case.rows(CorrelationRow):
        for column, key in (("key", row.key), ("other", row.other)):
            if key in case.sources and not case.sources[key].has_range:
                yield from _without_range(row, column, case.sources[key])
        pair = frozenset((row.key, row.other))
        if len(pair) < 2 or pair in seen:
            yield row.problem("other", "pair_twice", found=f"{row.key}, {row.other}")
        seen.add(pair)


def correlations_go_together(case: Case) -> Iterator[Problem]:
    """All correlations together can be those of numbers."""
    if case.rows(CorrelationRow) and not go_together(score_correlations(case)[1]):
        yield Problem(CorrelationRow.FILE, 0, "rank", "correlations_clash")
