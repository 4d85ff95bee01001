"""What is balanced by slice, said by `planner check`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.calls.numbers import number
from planner.case.case import Case
from planner.model.slices.numbers import Slices, make_slices
from planner.model.slices.slices import HOURS, season_hours


def sliced_facts(case: Case) -> Iterator[dict[str, Any]]:
    """What is sliced, the rows it makes, demand at its peak, and yearly carriers that are a store without a size."""
    if not case.slices:
        return
    slices = make_slices(case)
    yield {
        "key": "say_slices",
        "count": len(slices.hours),
        "seasons": len(season_hours(case)),
        "commodities": ", ".join(c for c in (*case.services, *case.carriers) if c in slices.commodities),
        "technologies": len(slices.availability),
        "storages": len(slices.activities) - len(slices.availability),
        "rows": len(case.years) * slices.rows_in_a_year(len(_bought(case, slices))),
    }
    yield from _demands(case, slices)
    yield from _free_stores(case, slices)


def _bought(case: Case, slices: Slices) -> list[str]:
    return [c for c, row in case.carriers.items() if row.bought and c in slices.commodities]


def _demands(case: Case, slices: Slices) -> Iterator[dict[str, Any]]:
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


def _free_stores(case: Case, slices: Slices) -> Iterator[dict[str, Any]]:
    """Yearly carriers that sliced technologies both make and use."""
    for c in case.carriers:
        flows = [f for f in case.unit_flows if f.carrier == c and f.intervention in slices.activities]
        using = {f.intervention for f in flows if max(f.numbers.values()) > 0}
        making = {f.intervention for f in flows if min(f.numbers.values()) < 0}
        making |= {i for i in slices.availability if case.interventions[i].of == c}
        if c not in slices.commodities and using and making:
            values = {"makers": ", ".join(sorted(making)), "users": ", ".join(sorted(using))}
            yield {"key": "say_free_store", "found": c, **values}
