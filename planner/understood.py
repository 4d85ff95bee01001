"""What was understood of a case: said by `planner check`, so that nothing is silent.

Where you are:  ... plan -> [understood] -> cli
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from planner.case import Case
from planner.modes import find_modes, fitting_savings
from planner.spec import read_spec, unused_tables


def understood(case: Case, model: str | Path | None) -> list[dict[str, Any]]:
    """Facts as message keys with their values: sizes, which improvement fits what, what does nothing, what is not used."""
    spec = read_spec(case, model)
    fits, modes = fitting_savings(case), find_modes(case)
    kinds = Counter(row.kind for row in case.interventions.values())
    facts: list[dict[str, Any]] = [
        {"key": "say_right", "case": case.name, "count": _rows(case)},
        {"key": "say_understood", "count": len(case.interventions), "modes": len(modes), "years": len(case.years),
         "kinds": ", ".join(f"{count} {kind}" for kind, count in kinds.items()), "accounts": ", ".join(case.accounts)},
    ]
    for row in case.interventions.values():
        i = row.intervention
        if row.kind == "improvement":
            technologies = [t for improvement, t in fits if improvement == i]
            facts.append({"key": "say_fits", "improvement": i, "technologies": ", ".join(technologies)} if technologies
                         else {"key": "say_fits_nothing", "improvement": i, "of": row.of})
        if row.kind == "reduction" and not any(e.intervention == i for e in case.process_emissions):
            facts.append({"key": "say_reduces_nothing", "found": i})
    facts += [{"key": "say_unused_table", "model": spec.name, "table": table} for table in unused_tables(case, spec)]
    if spec.caps != "none" and not case.caps:
        facts.append({"key": "say_no_caps", "model": spec.name})
    return facts


def _rows(case: Case) -> int:
    tables = (case.sectors, case.services, case.carriers, case.interventions, case.prices, case.emission_factors, case.carbon_prices,
              case.baseline, case.unit_flows, case.savings, case.captures, case.process_emissions, case.paths, case.caps, case.sources)
    return sum(len(table) for table in tables)
