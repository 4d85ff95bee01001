"""How a case was interpreted: said by `planner check`, so that nothing is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.case.case import Case
from planner.model.caps import CapRow
from planner.model.model_file import read_spec, unused_tables
from planner.model.modes import find_modes, fitting_savings

Fact = dict[str, Any]
"""A message: its key, and the values that fill it in."""


def interpretation(case: Case, model: str | Path | None) -> list[Fact]:
    """Sizes, which improvement fits what, what does nothing, which tables the model does not use."""
    spec = read_spec(case, model)
    kinds = Counter(row.kind for row in case.interventions.values())
    facts: list[Fact] = [
        {"key": "say_right", "case": case.full_name, "count": sum(map(len, case.tables.values()))},
        {
            "key": "say_interpretation",
            "count": len(case.interventions),
            "modes": len(find_modes(case)),
            "first": case.years[0],
            "last": case.years[-1],
            "accounts": ", ".join(case.accounts),
            "kinds": ", ".join(f"{kind} {count}" for kind, count in kinds.items()),
        },
        *_fitting(case),
        *_idle_savings(case),
        *_idle_captures(case),
        *_idle_interventions(case),
    ]
    if case.scenarios:
        facts.append({"key": "say_scenarios", "scenarios": ", ".join(case.scenarios)})
    facts += [{"key": "say_unused_table", "model": spec.name, "table": table} for table in unused_tables(case, spec)]
    if spec.caps != "none" and not case.rows(CapRow):
        facts.append({"key": "say_no_caps", "model": spec.name})
    return facts


def _fitting(case: Case) -> Iterator[Fact]:
    fits = fitting_savings(case)
    for i, row in case.interventions.items():
        if row.kind == "improvement":
            technologies = ", ".join(technology for improvement, technology in fits if improvement == i)
            yield (
                {"key": "say_fits", "improvement": i, "technologies": technologies}
                if technologies
                else {"key": "say_fits_nothing", "improvement": i, "of": row.of}
            )


def _idle_savings(case: Case) -> Iterator[Fact]:
    """Savings of a carrier that none of the technologies consumes."""
    fits = fitting_savings(case)
    for row in case.savings:
        consumed = {
            carrier
            for (improvement, technology), saved in fits.items()
            for carrier in saved
            if improvement == row.improvement and row.technology in (None, technology)
        }
        if row.fraction and row.carrier not in consumed:
            yield {"key": "say_saves_nothing", "row": row.row, "improvement": row.improvement, "carrier": row.carrier}


def _idle_captures(case: Case) -> Iterator[Fact]:
    """Captures from a technology that emits nothing where it stands in some account of CO2: they can catch nothing."""
    emitting = {(row.intervention, row.account) for row in case.process_emissions if max(row.numbers.values()) > 0}
    burnt = {
        (row.carrier, row.account)
        for row in case.emission_factors
        if max(row.numbers.values()) > 0 and case.carriers[row.carrier].counted_in is None
    }
    emitting |= {
        (flow.intervention, account)
        for flow in case.unit_flows
        for carrier, account in burnt
        if flow.carrier == carrier and max(flow.numbers.values()) > 0
    }
    for row in case.captures:
        for account in case.settings.accounts:
            if account.gas == "CO2" and (row.technology, account.id) not in emitting:
                yield {"key": "say_catches_nothing", "row": row.row, "found": row.technology, "account": account.id}


def _idle_interventions(case: Case) -> Iterator[Fact]:
    reducing = {row.intervention for row in case.process_emissions}
    for i, row in case.interventions.items():
        if row.kind == "reduction" and i not in reducing:
            yield {"key": "say_reduces_nothing", "found": i}
        if row.first_year is not None and row.first_year > case.years[-1]:
            yield {"key": "say_never_built", "found": i, "first": row.first_year, "last": case.years[-1]}
