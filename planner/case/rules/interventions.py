"""Each kind of intervention has what it needs and nothing that means nothing for it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.case import Case
from planner.errors import Problem
from planner.tables.shared import InterventionRow
from planner.units import Units


def interventions_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """What a row gives suits its kind; costs have units; limits leave room for what stands."""
    for built in case.interventions.values():
        for column, key, found in (*_by_kind(case, built), *_money(case, built), *_growth(built)):
            yield Problem(built.FILE, built.row, column, key, {"found": found, "kind": built.kind})


def _by_kind(case: Case, built: InterventionRow) -> Iterator[tuple[str, str, str]]:
    if built.kind in ("technology", "improvement"):
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


def links_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """Savings come from improvements, captures from captures; both act on technologies, a saving on those improved.

    A technology does not consume or co-produce what it delivers.
    """
    kinds = {i: row.kind for i, row in case.interventions.items()}
    links = [(row, "improvement", row.improvement, "improvement") for row in case.savings]
    links += [(row, "technology", row.technology or "", "technology") for row in case.savings]
    wanted = [(row, "capture", row.capture, "capture") for row in case.captures]
    wanted += [(row, "technology", row.technology, "technology") for row in case.captures]
    for row, column, name, kind in (*links, *wanted):
        if kinds.get(name, kind) != kind:
            values = {"found": name, "kind": kinds[name], "allowed": kind}
            yield Problem(row.FILE, row.row, column, "wrong_kind", values)
    of = {i: row.of for i, row in case.interventions.items() if row.of in case.services or row.of in case.carriers}
    for saving in case.savings:
        improved, delivered = of.get(saving.improvement), of.get(saving.technology or "")
        if improved and delivered and improved != delivered and kinds[saving.technology or ""] == "technology":
            where = {"found": saving.technology, "improvement": saving.improvement, "commodity": improved}
            yield Problem(saving.FILE, saving.row, "technology", "saves_elsewhere", where)
    for flow in case.unit_flows:
        maker = case.interventions.get(flow.intervention)
        if maker is not None and maker.kind == "technology" and maker.of == flow.carrier:
            values = {"found": flow.carrier, "intervention": flow.intervention}
            yield Problem(flow.FILE, flow.row, "carrier", "flow_of_its_own", values)


def paths_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """What changes by year keeps to the range of its column."""
    for path in case.paths:
        built = case.interventions.get(path.intervention)
        may_be_negative = path.column == "variable_cost" or (
            path.column == "fixed_cost" and built is not None and built.kind == "reduction"
        )
        for column, number in path.numbers.items():
            if number < 0 and not may_be_negative:
                values = {"found": f"{number:g}", "allowed": ">= 0"}
                yield Problem(path.FILE, path.row, column, "out_of_range", values)


def interventions_do_something(case: Case, units: Units) -> Iterator[Problem]:
    """A capture captures, an improvement saves, a reduction reduces (or makes or uses something)."""
    acting = {
        "capture": ({row.capture for row in case.captures}, "captures_nothing"),
        "improvement": ({row.improvement for row in case.savings}, "saves_nothing"),
        "reduction": (
            {row.intervention for row in case.process_emissions} | {row.intervention for row in case.unit_flows},
            "reduces_nothing",
        ),
    }
    for built in case.interventions.values():
        if built.kind in acting:
            names, key = acting[built.kind]
            if built.intervention not in names:
                yield Problem(built.FILE, built.row, "kind", key, {"found": built.intervention})


def captures_can_catch(case: Case, units: Units) -> Iterator[Problem]:
    """A capture has an account of CO2 to catch it from."""
    if any(account.gas == "CO2" for account in case.settings.accounts):
        return
    for built in case.interventions.values():
        if built.kind == "capture":
            yield Problem(built.FILE, built.row, "kind", "no_account_of_co2", {"found": built.intervention})


def captures_find_flue_gas(case: Case, units: Units) -> Iterator[Problem]:
    """What a capture takes from emits no less than nothing where it stands: else it could never run."""
    carbon = [account for account in case.settings.accounts if account.gas == "CO2"]
    for row in case.captures:
        for account in carbon:
            emitted = [(year, burnt_and_process(case, units, row.technology, account.id, year)) for year in case.years]
            below = [(year, amount) for year, amount in emitted if amount < 0]
            if below:
                year, amount = below[0]
                per = f"{account.unit}/{case.delivered_unit(row.technology)}"
                values = {"found": row.technology, "amount": f"{amount:.4g} {per}", "account": account.id, "year": year}
                yield Problem(row.FILE, row.row, "technology", "captures_from_a_sink", values)


def burnt_and_process(case: Case, units: Units, technology: str, account: str, year: int) -> float:
    """Emissions of one unit delivered, where the technology stands: what it burns and counts there, and its processes."""
    unit, delivered = case.accounts[account].unit, case.delivered_unit(technology)
    factors = {row.carrier: row for row in case.emission_factors if row.account == account}
    total = 0.0
    for flow in case.unit_flows:
        if flow.intervention == technology and flow.carrier in factors:
            factor, carrier = factors[flow.carrier], case.carriers[flow.carrier]
            if carrier.counted_in is None:
                consumed = flow.at(year) * units.factor(flow.unit, f"({carrier.unit})/({delivered})")
                total += consumed * factor.at(year) * units.factor(factor.unit, f"({unit})/({carrier.unit})")
    for emitted in case.process_emissions:
        if emitted.intervention == technology and emitted.account == account:
            total += emitted.at(year) * units.factor(emitted.unit, f"({unit})/({delivered})")
    return total


def existing_fits_potential(case: Case, units: Units) -> Iterator[Problem]:
    """What exists is within the potential, in every year: as given, or as it declines over one lifetime."""
    paths = {(row.intervention, row.column): row for row in case.paths}
    for i, built in case.interventions.items():
        existing, potential = paths.get((i, "existing")), paths.get((i, "potential"))
        for n, year in enumerate(case.years):
            stock = existing.at(year) if existing else built.existing * max(0.0, 1 - n / built.lifetime)
            most = potential.at(year) if potential else built.potential
            if most is None or stock <= most * (1 + 1e-9):
                continue
            row, column = (existing or potential or built), str(year) if existing or potential else "existing"
            values = {"found": f"{stock:g}", "allowed": f"{most:g}"}
            yield Problem(row.FILE, row.row, column, "more_than_potential", values)
            break
