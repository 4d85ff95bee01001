"""How a case was interpreted: said by `planner check`, so that nothing is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.calls.numbers import number
from planner.case.case import Case, Thing
from planner.messages import joined, text
from planner.messages.unit_words import unit_words
from planner.model.model_file import model_title, read_spec, unused_tables
from planner.model.modes import find_modes, fitting_savings
from planner.model.slices.numbers import Slices, make_slices
from planner.model.slices.slices import HOURS, season_hours
from planner.tables.wording import option

Fact = dict[str, Any]
"""A message: its key, and the values that fill it in."""


def interpretation(case: Case, model: str | Path | None) -> list[Fact]:
    """Sizes, which improvement fits what, which tables the model does not use."""
    spec = read_spec(case, model)
    kinds = Counter(row.kind for row in case.interventions.values())
    of_kinds = ", ".join(f"{kind} {count}" for kind, count in kinds.items())
    sizes = {"count": len(case.interventions), "modes": len(find_modes(case)), "kinds": of_kinds}
    facts: list[Fact] = [
        {"key": "say_right", "case": case.full_name, "count": sum(map(len, case.tables.values()))},
        {"key": "say_interpretation", **sizes, "horizon": case.span, "accounts": ", ".join(case.accounts)},
        *_fitting(case),
        *_sliced(case),
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


def _sliced(case: Case) -> Iterator[Fact]:
    """What is sliced, the rows it makes, demand at its peak, and yearly carriers that are a store without a size."""
    if not case.slices:
        return
    slices = make_slices(case)
    bought = [c for c, row in case.carriers.items() if row.bought and c in slices.commodities]
    runs = {"technologies": len(slices.availability), "storages": len(slices.activities) - len(slices.availability)}
    commodities = ", ".join(c for c in (*case.services, *case.carriers) if c in slices.commodities)
    year = {"count": len(slices.hours), "seasons": len(season_hours(case)), "commodities": commodities}
    yield {"key": "say_slices", **year, **runs, "rows": len(case.years) * slices.rows_in_a_year(len(bought))}
    yield from _demands(case, slices)
    yield from _free_stores(case, slices)


def _demands(case: Case, slices: Slices) -> Iterator[Fact]:
    """Of each sliced service: power at its peak and in the mean, in the year of its largest demand."""
    for s, service in case.services.items():
        if s not in slices.commodities:
            continue
        year = max(case.years, key=service.at)
        mean = service.at(year) / HOURS
        peak = max(slices.hours, key=lambda t: slices.shape(s, "", t))
        most = mean * slices.shape(s, "", peak)
        factor, unit = case.units.power(service.unit, most) or (1.0, f"{service.unit}/h")
        values = {"peak": number(factor * most), "mean": number(factor * mean), "unit": unit}
        yield {"key": "say_sliced_demand", "found": s, **values, "slice": peak, "year": year}


def _free_stores(case: Case, slices: Slices) -> Iterator[Fact]:
    """Yearly carriers that sliced technologies both make and use."""
    for c in case.carriers:
        flows = [f for f in case.unit_flows if f.carrier == c and f.intervention in slices.activities]
        using = {f.intervention for f in flows if max(f.numbers.values()) > 0}
        making = {f.intervention for f in flows if f.negative}
        making |= {i for i in slices.availability if case.interventions[i].of == c}
        if c not in slices.commodities and using and making:
            values = {"makers": ", ".join(sorted(making)), "users": ", ".join(sorted(using))}
            yield {"key": "say_free_store", "found": c, **values}
