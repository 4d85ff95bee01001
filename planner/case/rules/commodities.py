"""Demands, carriers, their prices and emission factors."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.case import Case
from planner.errors import Problem
from planner.units import Units


def demands_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """Demands are not negative."""
    for service in case.services.values():
        for column, demand in service.numbers.items():
            if demand < 0:
                values = {"found": f"{demand:g}", "allowed": ">= 0"}
                yield Problem(service.FILE, service.row, column, "out_of_range", values)


def carriers_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """Only what is bought has a price or a factor; what counts where it burns is not made; waste is not paid for."""
    factored = {row.carrier for row in case.emission_factors}
    for carrier in case.carriers.values():
        if carrier.carrier in factored and carrier.counted_in is None:
            for file, row, column in _makers(case, carrier.carrier):
                yield Problem(file, row, column, "made_but_counted_where_burnt", {"found": carrier.carrier})
    for table, key in ((case.prices, "price_without_purchase"), (case.emission_factors, "factor_without_purchase")):
        for line in table:
            if line.carrier in case.carriers and not case.carriers[line.carrier].bought:
                yield Problem(line.FILE, line.row, "carrier", key, {"found": line.carrier})
    for price in case.prices:
        below = [(column, number) for column, number in price.numbers.items() if number < 0]
        if below and price.carrier in case.carriers and case.carriers[price.carrier].surplus:
            column, number = below[0]
            yield Problem(price.FILE, price.row, column, "paid_to_waste", {"found": f"{number:g}"})


def bought_has_price(case: Case, units: Units) -> Iterator[Problem]:
    """What is bought has a price."""
    priced = {row.carrier for row in case.prices}
    for carrier in case.carriers.values():
        if carrier.bought and carrier.carrier not in priced:
            yield Problem(carrier.FILE, carrier.row, "bought", "no_price", {"found": carrier.carrier})


def _makers(case: Case, carrier: str) -> Iterator[tuple[str, int, str]]:
    for built in case.interventions.values():
        if built.kind == "technology" and built.of == carrier:
            yield built.FILE, built.row, "of"
    for flow in case.unit_flows:
        if flow.carrier == carrier and min(flow.numbers.values()) < 0:
            yield flow.FILE, flow.row, "carrier"
