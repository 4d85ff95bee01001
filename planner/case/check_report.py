"""How a case was interpreted: said by `planner check`, so that nothing is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.case.case import Case
from planner.case.slices_report import sliced_facts
from planner.model.model_file import read_spec, unused_tables
from planner.model.modes import find_modes, fitting_savings

Fact = dict[str, Any]
"""A message: its key, and the values that fill it in."""


def interpretation(case: Case, model: str | Path | None) -> list[Fact]:
    """Sizes, which improvement fits what, which tables the model does not use."""
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
        *sliced_facts(case),
    ]
    if case.scenarios:
        facts.append({"key": "say_scenarios", "scenarios": ", ".join(case.scenarios)})
    facts += [{"key": "say_unused_table", "model": spec.name, "table": table} for table in unused_tables(case, spec)]
    return facts


def _fitting(case: Case) -> Iterator[Fact]:
    fits = fitting_savings(case)
    for i, row in case.interventions.items():
        if row.kind == "improvement":
            technologies = ", ".join(technology for improvement, technology in fits if improvement == i)
            if technologies:
                yield {"key": "say_fits", "improvement": i, "technologies": technologies}
