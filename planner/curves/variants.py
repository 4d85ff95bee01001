"""Variants of one measure, of which at most one is used: what the next larger one adds to the one before.

Only such variants can dominate each other. Independent measures that both save money are both worth doing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from planner.case.case import Case
from planner.curves.standalone import Standalone
from planner.model.inputs import Inputs


def variants_of(case: Case, inputs: Inputs, measures: Iterable[Standalone], year: int) -> dict[str, list[Standalone]]:
    """Groups of measures that exclude each other: those of a sheet, and improvements that each take all of their group.

    An improvement with a potential leaves room for the others of its group: they are steps, and all of them are done.
    """
    group_of = {i: group for group, some in exclusive(case).items() for i in some}
    found: dict[str, list[Standalone]] = defaultdict(list)
    for m in measures:
        row = case.interventions[m.intervention]
        takes_all = row.kind == "improvement" and (m.intervention, year) not in inputs.potential
        group = group_of.get(m.intervention, row.group if takes_all else None)
        if group and m.abatement > 0:
            found[group].append(m)
    return {group: some for group, some in found.items() if len(some) > 1}


def exclusive(case: Case) -> dict[str, tuple[str, ...]]:
    """The groups of which a sheet says that at most one is used."""
    return case.sheet.exclusive if case.sheet is not None else {}


def dominated(some: Iterable[Standalone]) -> set[str]:
    """The variants beside which another avoids at least as many tonnes for no more money."""
    variants = list(some)
    return {m.intervention for m in variants if any(other.dominates(m) for other in variants)}


def in_steps(some: Iterable[Standalone]) -> list[tuple[Standalone, str]]:
    """The variants worth using, each as what it adds to the smaller one before it, and that one's name.

    The lower convex hull of cost over abatement from nothing to the largest: along it the cost of a tonne more rises.
    Of variants above it, a smaller and a larger one in parts avoid as much for less.
    """
    hull = [NOTHING]
    for m in sorted(some, key=lambda m: (m.abatement, -m.cost)):
        if hull[-1].abatement == m.abatement:
            hull.pop()
        while len(hull) > 1 and _per_tonne(hull[-1], m) <= _per_tonne(hull[-2], hull[-1]):
            hull.pop()
        hull.append(m)
    return [
        (replace(m, abatement=m.abatement - less.abatement, cost=m.cost - less.cost), less.intervention)
        for less, m in pairwise(hull)
    ]


def _per_tonne(smaller: Standalone, larger: Standalone) -> float:
    return (larger.cost - smaller.cost) / (larger.abatement - smaller.abatement)


NOTHING = Standalone("", activity=0.0, limited=True, abatement=0.0, cost=0.0, lacks=(), buildable=True)
"""Where the hull begins."""
