"""Numbers by year, carriers, their prices and emission factors."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case import Case
from planner.errors import Problem
from planner.rows import Series
from planner.units import Units


def series_are_given(case: Case, units: Units) -> Iterator[Problem]:
    """A number by year has either `amount` or year columns; demands are not negative."""
    tables: tuple[tuple[Series, ...], ...] = (
        tuple(case.services.values()), case.prices, case.emission_factors, case.carbon_prices, case.baseline, case.unit_flows,
        case.process_emissions, case.paths, case.caps,
    )
    for row in (row for table in tables for row in table):
        if row.amount is None and not row.years:
            yield Problem(row.FILE, row.row, "amount", "no_number")
        if row.amount is not None and row.years:
            yield Problem(row.FILE, row.row, "amount", "two_numbers", {"found": row.amount})
    for service in case.services.values():
        for column, demand in (("amount", service.amount), *service.years.items()):
            if demand is not None and demand < 0:
                yield Problem(service.FILE, service.row, str(column), "out_of_range", {"found": demand, "allowed": ">= 0"})


def carriers_make_sense(case: Case, units: Units) -> Iterator[Problem]:
    """What is bought has a price; only what is bought has an emission factor; what burns where it is used is not made."""
    priced = {row.carrier for row in case.prices}
    factored = {row.carrier: row for row in case.emission_factors}
    for carrier in case.carriers.values():
        if carrier.bought and carrier.carrier not in priced:
            yield Problem(carrier.FILE, carrier.row, "bought", "no_price", {"found": carrier.carrier})
        if carrier.carrier in factored and carrier.counted_in is None:
            for row_file, row, column in _makers(case, carrier.carrier):
                yield Problem(row_file, row, column, "made_but_counted_where_burnt", {"found": carrier.carrier})
    for price in case.prices:
        carrier_row = case.carriers.get(price.carrier)
        if carrier_row and not carrier_row.bought:
            yield Problem(price.FILE, price.row, "carrier", "price_without_purchase", {"found": price.carrier})
        lowest = min([*price.years.values(), price.amount if price.amount is not None else float("inf")])
        if carrier_row and carrier_row.surplus and lowest < 0:
            yield Problem(price.FILE, price.row, "amount", "paid_to_waste", {"found": lowest})
    for factor in case.emission_factors:
        carrier_row = case.carriers.get(factor.carrier)
        if carrier_row and not carrier_row.bought:
            yield Problem(factor.FILE, factor.row, "carrier", "factor_without_purchase", {"found": factor.carrier})


def _makers(case: Case, carrier: str) -> Iterator[tuple[str, int, str]]:
    for built in case.interventions.values():
        if built.kind == "technology" and built.of == carrier:
            yield built.FILE, built.row, "of"
    for flow in case.unit_flows:
        if flow.carrier == carrier and min([*flow.years.values(), flow.amount or 0.0]) < 0:
            yield flow.FILE, flow.row, "carrier"
