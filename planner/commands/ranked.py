"""`planner ranked`: the classic bars, each measure alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.commands.request import Account, Enablers, Order, Prices, Request, StyleFile, planning, style_of
from planner.errors import UsageError

if TYPE_CHECKING:
    from planner.pictures.style import Style
    from planner.results.plan import Prepared


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
    order: Order = "cost",
    carbon_price: Annotated[float, typer.Option(min=0, help="Per tonne; with --order benefit.")] = 0.0,
    account: Account = None,
    enablers: Enablers = "with",
    style: StyleFile = None,
    prices: Prices = None,
) -> None:
    """Rank the measures, each alone: the classic bars.

    Against the frozen reference, in which only what exists is renewed; interactions are not counted.

    Writes macc_ranked_YEAR*: the bars (.csv), their card (.json), pictures (.svg, .png, .pdf, .html) and a workbook
    with a chart that can be edited (.xlsx); with --forms the same of the three forms.

    Example: planner ranked data/beijing --year 2035 --forms
    """
    from planner.curves.direction import the_year
    from planner.curves.forms import curve_forms
    from planner.output.kinds import result_files
    from planner.output.ranked_card import file_stem

    if carbon_price and order != "benefit":
        raise UsageError("carbon_price_of_benefit")
    if forms and discounted:
        raise UsageError("forms_of_a_year")
    drawn = style_of(style, prices)
    ready = request.prepared()
    if not forms:
        said = {"discounted": discounted, "carbon_price": carbon_price, "order": order, "enablers": enablers}
        classic_bars(request, ready, drawn, year, account, **said)
        return
    asked: dict[str, Any] = {"account": account, "carbon_price": carbon_price, "order": order, "enablers": enablers}
    asked["year"] = the_year(ready, year)
    with request.results("ranked", ready.case, ready.spec, asked | {"forms": True}) as results:
        three = curve_forms(ready, **asked)
        results.put(file_stem(three.ranked), result_files(three, request.lang, style=drawn))
        results.tell(three)


def classic_bars(
    request: Request, ready: Prepared, style: Style, year: int | None, account: str | None, **asked: Any
) -> None:
    """The bars of a year as files and on the screen; `asked` is of `ranked_curve`."""
    from planner.curves.direction import the_year
    from planner.curves.ranked import ranked_curve

    asked |= {"year": the_year(ready, year), "account": account}
    with request.results("ranked", ready.case, ready.spec, asked) as results:
        results.give(ranked_curve(ready, **asked), style=style)
