"""`planner priced`: what is abated at each carbon price."""

from __future__ import annotations

from planner.commands.request import Account, Alone, Cumulative, Request, Scope, Tolerance, Year, planning
from planner.commands.terminal import show
from planner.errors import UsageError


@planning()
def priced(
    request: Request,
    year: Year = None,
    alone: Alone = False,
    cumulative: Cumulative = False,
    account: Account = None,
    scope: Scope = None,
    tolerance: Tolerance = 0.0,
) -> None:
    """Compute what is abated at each carbon price.

    The price of one year, or one on all years that rises at the discount rate (--cumulative).

    Writes macc_priced*: abatement, emissions and cost by price (.csv), the card (.json), pictures (.svg, .png, .html).

    Example: planner priced data/beijing --year 2035
    """
    from planner.curves.priced import priced_curve
    from planner.reports.curve_report import priced_screen
    from planner.reports.export import result_folder, write_priced
    from planner.reports.priced_card import card

    if (year is not None and cumulative) or (alone and year is None):
        raise UsageError("one_price")
    ready = request.prepared()
    folder = result_folder(request.out, ready.case.full_name, ready.spec.name, request.force)
    curve = priced_curve(
        ready, year=year, alone=alone, cumulative=cumulative, account=account, scope=scope, tolerance=tolerance
    )
    write_priced(curve, folder, request.lang)
    show(card(curve), request.as_json, lambda lang: priced_screen(curve, lang), folder, request.lang)
