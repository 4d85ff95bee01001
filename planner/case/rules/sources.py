"""Sources: a number lies in its range and has a unit, what was read says where, a formula gives the number."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.case.case import Case
from planner.errors import Problem, nearest
from planner.tables.fields import listed
from planner.tables.formulas import NotArithmeticError, result
from planner.tables.sources import SourceRow

ROUNDING = 0.005
"""By which share a value may differ from its formula: it is printed rounded."""


def sources_make_sense(case: Case) -> Iterator[Problem]:
    """A number lies in its range and has a unit; what was read says where."""
    for source in case.sources.values():
        given = {column: getattr(source, column) for column in ("value", "low", "high")}
        known = {column: number for column, number in given.items() if number is not None}
        if known and "value" not in known:
            yield source.problem("value", "range_without_value")
        if known and not source.unit:
            yield source.problem("unit", "number_without_unit")
        if source.is_reversed:
            yield source.problem("low", "reversed_range", found=f"{known['low']:g}", other=f"{known['high']:g}")
        for column, sign, wrong in (
            ("low", "<=", known.get("low", 0.0) > known.get("value", 0.0)),
            ("high", ">=", known.get("high", 0.0) < known.get("value", 0.0)),
        ):
            if column in known and "value" in known and wrong and not source.is_reversed:
                values = {"found": f"{known[column]:g}", "allowed": f"{sign} {known['value']:g}"}
                yield source.problem(column, "out_of_range", **values)
        if source.grade == "read in source" and not source.where:
            yield source.problem("where", "nowhere_to_be_found", found=source.grade)
        yield from formula_problems(case, source)


def formula_problems(case: Case, source: SourceRow) -> Iterator[Problem]:
    """A formula is arithmetic over sources that have a number, and gives the source's own."""
    if not source.formula:
        return
    numbers = {
        key: other.value for key, other in case.sources.items() if other.value is not None and other is not source
    }
    try:
        gives = result(source.formula, numbers)
    except NotArithmeticError as wrong:
        yield source.problem("formula", "not_arithmetic", found=str(wrong))
    except KeyError as wrong:
        found = str(wrong.args[0])
        yield source.problem("formula", "no_such_number", found=found, near=nearest(found, numbers))
    else:
        if source.value is None or not math.isclose(source.value, gives, rel_tol=ROUNDING, abs_tol=1e-12):
            values = {"found": "" if source.value is None else f"{source.value:g}", "allowed": f"{gives:.6g}"}
            yield source.problem("value", "formula_differs", **values)


def settings_name_sources(case: Case) -> Iterator[Problem]:
    """The keys behind the discount rate stand in sources.csv."""
    for found in listed(case.settings.source):
        if found not in case.sources:
            values = {"found": found, "allowed": ("sources.csv",), "near": nearest(found, case.sources)}
            yield Problem("case.toml", 0, "source", "unknown_id", values)
