"""`planner ranked`: the classic bars, each measure alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from planner.commands.request import Account, Enablers, Request, planning
from planner.errors import UsageError

if TYPE_CHECKING:
    from planner.plan import Prepared


@planning()
def ranked(
    request: Request,
    year: Annotated[
        int | None, typer.Option(help="Whose tonnes and money the bars show; needed where the case has several years.")
    ] = None,
    forms: Annotated[
        bool, typer.Option("--forms", help="Beside the bars the measures in turn, and the system curve.")
    ] = False,
    discounted: Annotated[bool, typer.Option("--discounted", help="Over the horizon, discounted.")] = False,
    carbon_price: Annotated[
        float, typer.Option(min=0, help="Per tonne; what saves money is ordered by net benefit at it.")
    ] = 0.0,
    account: Account = None,
    enablers: Enablers = "with",
) -> None:
    """Rank the measures, each alone: the classic bars.

    Against the frozen reference, in which only what exists is renewed; interactions are not counted.

    Writes macc_ranked_YEAR*: the bars (.csv), their card (.json), pictures (.svg, .png, .html); with --forms the same
    of the three forms.

    Example: planner ranked data/beijing --year 2035 --forms
    """
    from planner.curves.forms import curve_forms
    from planner.curves.ranked import ranked_curve
    from planner.reports import forms_card, ranked_card
    from planner.reports.curve_report import forms_screen, ranked_screen
    from planner.reports.export import forms_files, ranked_files

    if forms and discounted:
        raise UsageError("forms_of_a_year")
    ready = request.prepared()
    years = ready.case.years
    if year is None and len(years) > 1:
        raise UsageError("ranked_year", allowed=f"{years[0]}-{years[-1]}")
    year = years[0] if year is None else year
    price = in_account_units(ready, account, carbon_price)
    with request.results("ranked", ready.case, ready.spec) as results:
        if forms:
            three = curve_forms(ready, year=year, account=account, carbon_price=price, enablers=enablers)
            results.put(ranked_card.file_stem(three.ranked), forms_files(three, request.lang))
            results.show(forms_card.card(three), lambda lang: forms_screen(three, lang))
        else:
            bars = ranked_curve(
                ready,
                year=year,
                account=account,
                discounted=discounted,
                carbon_price=price,
                enablers=enablers,
            )
            results.put(ranked_card.file_stem(bars), ranked_files(bars, request.lang))
            results.show(ranked_card.card(bars), lambda lang: ranked_screen(bars, lang))


def in_account_units(ready: Prepared, account: str | None, price: float) -> float:
    """A price per tonne, as charts show it, in the case's money per unit of the account."""
    from planner.curves.direction import subject
    from planner.reports.card import readable_price

    return price / readable_price(ready.case, subject(ready, account, None)[0])[0]
