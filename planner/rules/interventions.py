"""Each kind of intervention has what it needs and nothing that means nothing for it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case import Case
from planner.errors import Problem
from planner.tables import InterventionRow
from planner.units import Units, WrongUnit


def interventions_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    for built in case.interventions.values():
        for column, key, found in (*_by_kind(case, built), *_money(case, built), *_limits(built)):
            yield Problem(built.FILE, built.row, column, key, {"found": found, "kind": built.kind})
    co2_units = {account.unit for account in case.settings.accounts if account.gas == "CO2"}
    for built in case.interventions.values():
        if built.kind == "capture" and not all(_convertible(units, built.unit, unit) for unit in co2_units):
            values = {"found": built.unit, "allowed": " and ".join(sorted(co2_units))}
            yield Problem(built.FILE, built.row, "unit", "wrong_dimension", values)


def _by_kind(case: Case, built: InterventionRow) -> Iterator[tuple[str, str, object]]:
    delivers = built.kind in ("technology", "improvement")
    if delivers and built.of is None:
        yield "of", "needs_of", ""
    if not delivers and built.of is not None:
        yield "of", "not_for_this_kind", built.of
    if built.kind != "technology" and built.minimum_use:
        yield "minimum_use", "not_for_this_kind", built.minimum_use
    if not delivers and built.output != 1:
        yield "output", "not_for_this_kind", built.output
    if built.kind == "capture" and not any(row.capture == built.intervention for row in case.captures):
        yield "kind", "captures_nothing", built.intervention
    if built.group and built.kind == "improvement":
        others = (row for row in case.interventions.values() if row.group == built.group and row.kind == "improvement")
        if any(other.of != built.of for other in others):
            yield "group", "group_improves_two", built.group


def _money(case: Case, built: InterventionRow) -> Iterator[tuple[str, str, object]]:
    changing = {row.column for row in case.paths if row.intervention == built.intervention}
    if not built.cost_unit and (built.capex or built.fixed_cost or changing & {"capex", "fixed_cost"}):
        yield "cost_unit", "needs_cost_unit", ""
    if not built.variable_unit and (built.variable_cost or "variable_cost" in changing):
        yield "variable_unit", "needs_variable_unit", ""
    if built.fixed_cost < 0 and built.kind != "reduction":
        yield "fixed_cost", "idle_stock_earns", built.fixed_cost


def _limits(built: InterventionRow) -> Iterator[tuple[str, str, object]]:
    if built.growth_seed and built.growth is None:
        yield "growth_seed", "seed_without_growth", built.growth_seed
    if built.potential is not None and built.existing > built.potential:
        yield "existing", "more_than_potential", built.existing


def links_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """Savings come from improvements, captures from captures, and both act on technologies."""
    wanted = [(row, "improvement", row.improvement, "improvement") for row in case.savings]
    wanted += [(row, "technology", row.technology, "technology") for row in case.savings if row.technology]
    wanted += [(row, "capture", row.capture, "capture") for row in case.captures]
    wanted += [(row, "technology", row.technology, "technology") for row in case.captures]
    for row, column, name, kind in wanted:
        built = case.interventions.get(name)
        if built is not None and built.kind != kind:
            yield Problem(row.FILE, row.row, column, "wrong_kind", {"found": name, "kind": built.kind, "allowed": kind})


def paths_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """What changes by year keeps to the range of its column; existing stock never rises."""
    for path in case.paths:
        numbers = {**path.years, **({0: path.amount} if path.amount is not None else {})}
        built = case.interventions.get(path.intervention)
        may_be_negative = path.column == "variable_cost" or (
            path.column == "fixed_cost" and built is not None and built.kind == "reduction")
        for year, number in numbers.items():
            if number < 0 and not may_be_negative:
                yield Problem(path.FILE, path.row, str(year or "amount"), "out_of_range", {"found": number, "allowed": ">= 0"})
        ordered = [numbers[year] for year in sorted(numbers)]
        if path.column == "existing":
            for year, before, after in zip(sorted(numbers)[1:], ordered, ordered[1:], strict=False):
                if after > before:
                    yield Problem(path.FILE, path.row, str(year), "existing_rises", {"found": after, "allowed": f"<= {before:g}"})


def _convertible(units: Units, found: str, wanted: str) -> bool:
    try:
        return units.same_dimension(found, wanted)
    except WrongUnit:
        return True  # said by units_convert
