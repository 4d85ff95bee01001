"""How a case was interpreted: said by `planner check`, so that nothing is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.case.case import Case, Thing
from planner.case.slices_report import sliced_facts
from planner.messages import joined, text
from planner.messages.unit_words import unit_words
from planner.model.model_file import model_title, read_spec, unused_tables
from planner.model.modes import find_modes, fitting_savings
from planner.tables.wording import option

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


NAMED: dict[str, Thing] = {
    "accounts": "account",
    "improvement": "intervention",
    "technologies": "intervention",
    "makers": "intervention",
    "users": "intervention",
    "commodities": "commodity",
    "found": "commodity",
    "slice": "slice",
}
"""Value of a fact -> what its ids are of."""


def fact_said(case: Case, fact: Fact, lang: str) -> str:
    """A fact as a sentence; beside English, with names in place of ids and of the tables' own words."""
    values = {name: _called(case, name, value, lang) for name, value in fact.items()}
    return text(lang=lang, **(fact if lang == "en" else values))


def _called(case: Case, name: str, value: Any, lang: str) -> Any:
    if name in NAMED and isinstance(value, str):
        return joined((case.name_of(NAMED[name], each, lang) for each in value.split(", ")), lang)
    if name == "kinds":
        counted = (each.split() for each in value.split(", "))
        return joined((f"{option(kind, lang)} {count}" for kind, count in counted), lang)
    if name == "scenarios":
        return joined((case.scenarios[each].name_in(lang) for each in value.split(", ")), lang)
    return model_title(value) if name == "model" else unit_words(value) if name == "unit" else value


def _fitting(case: Case) -> Iterator[Fact]:
    fits = fitting_savings(case)
    for i, row in case.interventions.items():
        if row.kind == "improvement":
            technologies = ", ".join(technology for improvement, technology in fits if improvement == i)
            if technologies:
                yield {"key": "say_fits", "improvement": i, "technologies": technologies}
