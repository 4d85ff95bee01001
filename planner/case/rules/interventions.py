"""Each kind of intervention has what it needs and nothing that means nothing for it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.case.case import Case
from planner.errors import Problem
from planner.model.inputs import existing_left, limited
from planner.tables.shared import InterventionRow


def interventions_make_sense(case: Case) -> Iterator[Problem]:
    """What a row gives suits its kind; costs have units; limits leave room for what stands."""
    for built in case.interventions.values():
        for column, key, found in (*_by_kind(case, built), *_money(case, built), *_growth(built)):
            yield built.problem(column, key, found=found, kind=built.kind)


def _by_kind(case: Case, built: InterventionRow) -> Iterator[tuple[str, str, str]]:
    if built.kind in ("technology", "improvement", "storage"):
        if built.of is None:
            yield "of", "needs_of", ""
    elif built.of is not None:
        yield "of", "not_for_this_kind", built.of
    if built.kind != "technology" and built.minimum_use:
        yield "minimum_use", "not_for_this_kind", f"{built.minimum_use:g}"
    if built.kind != "technology" and built.output != 1:
        yield "output", "not_for_this_kind", f"{built.output:g}"
    if built.kind == "improvement" and built.group:
        rows = [row for row in case.interventions.values() if row.group == built.group and row.kind == "improvement"]
        if built is rows[0] and any(row.of != built.of for row in rows):
            yield "group", "group_improves_two", built.group


def _money(case: Case, built: InterventionRow) -> Iterator[tuple[str, str, str]]:
    changing = {row.column for row in case.paths if row.intervention == built.intervention}
    if not built.cost_unit and (built.capex or built.fixed_cost or changing & {"capex", "fixed_cost"}):
        yield "cost_unit", "needs_cost_unit", ""
    if not built.variable_unit and (built.variable_cost or "variable_cost" in changing):
        yield "variable_unit", "needs_variable_unit", ""
    if built.fixed_cost < 0 and built.kind != "reduction":
        yield "fixed_cost", "idle_stock_earns", f"{built.fixed_cost:g}"


def _growth(built: InterventionRow) -> Iterator[tuple[str, str, str]]:
    if built.growth_seed and built.growth is None:
        yield "growth_seed", "seed_without_growth", f"{built.growth_seed:g}"


def flows_make_sense(case: Case) -> Iterator[Problem]:
    """A technology does not consume or co-produce what it delivers."""
    for flow in case.unit_flows:
        maker = case.interventions.get(flow.intervention)
        if maker is not None and maker.kind in ("technology", "storage") and maker.of == flow.carrier:
            yield flow.problem("carrier", "flow_of_its_own", found=flow.carrier, intervention=flow.intervention)


def paths_make_sense(case: Case) -> Iterator[Problem]:
    """What changes by year keeps to the range of its column."""
    for path in case.paths:
        built = case.interventions.get(path.intervention)
        kept = path.column == "fixed_cost" and built is not None and built.kind == "reduction"
        if path.column != "variable_cost" and not kept:
            yield from path.below_zero()


def existing_fits_potential(case: Case) -> Iterator[Problem]:
    """What exists is within the potential, in every year: as given, or as it declines over one lifetime."""
    left, most = existing_left(case), limited(case, "potential")
    for i, built in case.interventions.items():
        path = case.path_of.get((i, "existing")) or case.path_of.get((i, "potential"))
        y = next((y for y in case.years if left[i, y] > most.get((i, y), math.inf) * (1 + 1e-9)), None)
        if y is not None:
            found = {"found": f"{left[i, y]:g}", "allowed": f"{most[i, y]:g}"}
            yield (path or built).problem(path.column_of(y) if path else "existing", "more_than_potential", **found)
