"""`planner priced`: what is abated at each carbon price."""

from __future__ import annotations

from planner.commands.request import Account, Alone, Cumulative, Request, Scope, Tolerance, Year, planning
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
    from planner.reports.export import priced_files
    from planner.reports.priced_card import card, file_stem

    if (year is not None and cumulative) or (alone and year is None):
        raise UsageError("one_price")
    ready = request.prepared()
    with request.results("priced", ready.case, ready.spec) as results:
        curve = priced_curve(
            ready, year=year, alone=alone, cumulative=cumulative, account=account, scope=scope, tolerance=tolerance
        )
        results.put(file_stem(curve), priced_files(curve, request.lang))
    results.show(card(curve), lambda lang: priced_screen(curve, lang))
