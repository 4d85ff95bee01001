"""Names that tell nothing apart."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.plausible.checked import Checked
from planner.errors import Problem
from planner.languages import columns_of


def names_tell_measures_apart(checked: Checked) -> Iterator[Problem]:
    """No two measures are called the same in a language: tables and pictures have only their names."""
    for column in columns_of("name"):
        seen: dict[str, int] = {}
        for built in checked.case.interventions.values():
            name = getattr(built, column, "")
            if name in seen:
                yield built.problem(column, "same_name", found=name, other=seen[name])
            if name:
                seen.setdefault(name, built.row)
