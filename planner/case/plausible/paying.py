"""Rows about money that move none."""

from __future__ import annotations

from collections.abc import Iterator

from planner.case.plausible.checked import Checked
from planner.errors import Problem
from planner.model.money.loans import LoanRow
from planner.model.money.payers import borne_by, placed
from planner.model.money.tariffs import TariffRow


def loans_can_be_drawn(checked: Checked) -> Iterator[Problem]:
    """A borrower pays capex of something that the loan is for."""
    for row in checked.case.rows(LoanRow):
        built = placed(checked.case, row.of)
        if not any(payer == row.borrower for i in built for payer, _ in borne_by(checked.inputs, i, "capex")):
            yield row.problem("borrower", "borrows_for_nothing", found=row.borrower)


def tariffs_are_paid(checked: Checked) -> Iterator[Problem]:
    """An intervention with a tariff of its own makes the carrier, or uses it, be it what itself makes."""
    rows = [row for row in checked.case.rows(TariffRow) if row.of in checked.case.interventions]
    passing = checked.inputs.passing() if rows else ()
    on_side = {(side, i, c) for c, _, _, i, _, _, made in passing for side in ("use", *(["made"] if made > 0 else ()))}
    for row in rows:
        if (row.side, row.of, row.carrier) not in on_side:
            yield row.problem("of", "tariff_of_nothing", found=row.of, carrier=row.carrier)
