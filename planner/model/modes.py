"""Modes: each technology together with each set of the improvements that fit it.

An improvement fits a technology that delivers what it improves and consumes a carrier for which it has a saving. Rows
of one group are steps or variants of one measure, so a mode holds at most one of them; steps with equal savings,
variable cost and flows are one choice whose stocks add up. So modes are exact products of savings, and everything stays
linear.
Assumed: improvements and technologies are matched anew each year at no cost; capacity does not shrink with a saving.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

from planner.model.slices.slices import ProfileRow
from planner.tables.fields import Series

if TYPE_CHECKING:
    from planner.case.case import Case

MOST_MODES = 1024
"""Of one technology: more are refused by the check."""


@dataclass(frozen=True)
class Choice:
    """Improvement rows that do the same thing: interchangeable in a mode, their stocks add up."""

    name: str
    rows: tuple[str, ...]
    group: str


@dataclass(frozen=True)
class Mode:
    """A technology with a set of choices applied."""

    name: str
    technology: str
    choices: tuple[Choice, ...]


def fitting_savings(case: Case) -> dict[tuple[str, str], dict[str, float]]:
    """(improvement, technology) -> {carrier: fraction}, where the improvement fits; a row for the technology first."""
    consumed: dict[str, set[str]] = {}
    for flow in (flow for flow in case.unit_flows if flow.per is None):
        if any(flow.at(year) > 0 for year in case.years):
            consumed.setdefault(flow.intervention, set()).add(flow.carrier)
    general = {(row.improvement, row.carrier): row.fraction for row in case.savings if row.technology is None}
    special = {(row.improvement, row.carrier, row.technology): row.fraction for row in case.savings if row.technology}
    fits: dict[tuple[str, str], dict[str, float]] = {}
    for improvement in (i for i in case.interventions.values() if i.kind == "improvement"):
        for technology in (t for t in case.interventions.values() if t.kind == "technology" and t.of == improvement.of):
            i, t = improvement.intervention, technology.intervention
            saved = {c: special.get((i, c, t), general.get((i, c), 0.0)) for c in sorted(consumed.get(t, ()))}
            saved = {c: fraction for c, fraction in saved.items() if fraction > 0}
            if saved:
                fits[i, t] = saved
    return fits


def find_modes(case: Case) -> tuple[Mode, ...]:
    """Every mode of every technology, the bare technology first."""
    return tuple(_mode(technology, chosen) for technology, groups in _fitting(case).items() for chosen in _sets(groups))


def count_modes(case: Case) -> dict[str, int]:
    """How many modes each technology has, without making them."""
    return {technology: prod(1 + len(group) for group in groups) for technology, groups in _fitting(case).items()}


def _fitting(case: Case) -> dict[str, list[list[Choice]]]:
    """Technology -> the choices that fit it, group by group."""
    fits = fitting_savings(case)
    choices = _choices(case, fits)
    fitting: dict[str, list[list[Choice]]] = {}
    for technology in (t.intervention for t in case.interventions.values() if t.kind == "technology"):
        groups: dict[str, list[Choice]] = {}
        for choice in choices:
            if (choice.rows[0], technology) in fits:
                groups.setdefault(choice.group, []).append(choice)
        fitting[technology] = list(groups.values())
    return fitting


def _choices(case: Case, fits: dict[tuple[str, str], dict[str, float]]) -> list[Choice]:
    """Improvement rows gathered by group and by what they do; a group of one choice gives it its name."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for improvement in (i for i in case.interventions.values() if i.kind == "improvement"):
        i = improvement.intervention
        saved = tuple((t, tuple(fits[i, t].items())) for (row, t) in fits if row == i)
        if not saved:
            continue
        path = [_by_year(case, row) for row in case.paths if row.intervention == i and row.column == "variable_cost"]
        own = [f for f in case.unit_flows if f.intervention == i and f.per is None]
        flows = sorted((f.carrier, f.unit, _by_year(case, f)) for f in own)
        shaped = sorted((str(p.carrier), *p.slices.items()) for p in case.rows(ProfileRow) if p.thing == i)
        emitted = sorted((e.account, e.unit, _by_year(case, e)) for e in case.process_emissions if e.intervention == i)
        cost = (improvement.variable_cost, improvement.variable_unit, tuple(path))
        does = (improvement.group or i, improvement.sector, saved, cost, tuple(flows), tuple(shaped), tuple(emitted))
        alike.setdefault(does, []).append(i)
    groups = [str(key[0]) for key in alike]
    return [
        Choice(str(key[0]) if groups.count(str(key[0])) == 1 else rows[0], tuple(rows), str(key[0]))
        for key, rows in alike.items()
    ]


def _by_year(case: Case, row: Series) -> tuple[float, ...]:
    return tuple(row.at(year) for year in case.years)


def _sets(groups: list[list[Choice]]) -> Iterator[tuple[Choice, ...]]:
    """At most one choice of each group, smallest sets first."""
    for size in range(len(groups) + 1):
        for chosen in combinations(groups, size):
            yield from product(*chosen)


def _mode(technology: str, choices: tuple[Choice, ...]) -> Mode:
    return Mode("+".join([technology, *(choice.name for choice in choices)]), technology, choices)
