"""`planner macc`: a marginal abatement cost curve, system, ranked or priced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from planner.commands.terminal import (
    Account,
    Force,
    Json,
    Model,
    Out,
    PictureLang,
    Scenario,
    progress,
    read_named,
    show,
)
from planner.errors import UsageError

if TYPE_CHECKING:
    from planner.plan import Prepared


def macc(
    case: Annotated[
        str, typer.Argument(metavar="[CASE]", help="Folder of input tables, or one sheet of measures (.csv).")
    ] = "data/beijing",
    scenario: Scenario = None,
    model: Model = None,
    curve: Annotated[
        Literal["system", "ranked", "priced"],
        typer.Option(help="system: what the next tonne costs; ranked: each measure alone; priced: by carbon price."),
    ] = "system",
    year: Annotated[int | None, typer.Option(help="The curve of this year's cap, every other cap kept.")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="With --year or --every-year: no other caps.")] = False,
    path: Annotated[bool, typer.Option("--path", help="All yearly caps together (the default).")] = False,
    cumulative: Annotated[bool, typer.Option("--cumulative", help="A budget on the sum of all years.")] = False,
    every_year: Annotated[
        bool, typer.Option("--every-year", help="The exact curve of each year's cap, as one table and one picture.")
    ] = False,
    direction: Annotated[
        str | None, typer.Option(help="Tonnes by which caps move in proportion: 2030=5,2035=10, in the account's unit.")
    ] = None,
    discounted: Annotated[bool, typer.Option("--discounted", help="Ranked: over the horizon, discounted.")] = False,
    carbon_price: Annotated[
        float | None, typer.Option(min=0, help="Ranked: per tonne; what saves money is ordered by net benefit at it.")
    ] = None,
    forms: Annotated[
        bool, typer.Option("--forms", help="Ranked: beside them the measures in turn, and the system curve.")
    ] = False,
    account: Account = None,
    scope: Annotated[
        str | None, typer.Option(help="Sector, group or total whose emissions move; without one, the caps'.")
    ] = None,
    tolerance: Annotated[
        float, typer.Option(min=0, help="Largest error, as a share of the rise in cost; 0: exact.")
    ] = 0.0,
    merge: Annotated[
        float, typer.Option(min=0, help="Join narrow steps where that adds at most this share of the rise in cost.")
    ] = 0.0,
    out: Out = Path("results"),
    lang: PictureLang = "en",
    as_json: Json = False,
    force: Force = False,
) -> None:
    """Compute an exact marginal abatement cost curve and draw it.

    Example: planner macc data/beijing --year 2035
    """
    from planner.curves.macc import mac_curve
    from planner.plan import prepare
    from planner.reports.card import card
    from planner.reports.curve_report import curve_screen, forms_screen, priced_screen, ranked_screen, years_screen
    from planner.reports.export import result_folder, write_curve, write_forms, write_priced, write_ranked, write_years

    one_way = (year is not None) + path + cumulative + (direction is not None)
    if every_year and (one_way or tolerance or merge or curve != "system"):
        raise UsageError("every_year_alone")
    if one_way > 1 or (alone and year is None and not every_year):
        raise UsageError("one_direction")
    own = {"ranked": scope is None and not merge, "priced": not discounted and not merge, "system": not discounted}
    if not own[curve] or (direction is not None and curve != "system"):
        raise UsageError("option_of_curve")
    if ((forms or carbon_price is not None) and curve != "ranked") or (forms and discounted):
        raise UsageError("forms_option")
    moved = None if direction is None else amounts_by_year(direction)
    ready = prepare(read_named(case, lang, scenario), model=model)
    if path and ready.spec.caps != "yearly":
        raise UsageError("path_of_yearly", model=ready.spec.name)
    folder = result_folder(out, ready.case.full_name, ready.spec.name, force)
    if every_year:
        from planner.curves.yearly import yearly_curves
        from planner.reports.years_card import card as years_card

        curves = list(
            yearly_curves(
                ready,
                account=account,
                scope=scope,
                alone=alone,
                progress=progress(lang, "progress_years", every=1),
            )
        )
        write_years(curves, folder, lang)
        show(years_card(curves), as_json, lambda said: years_screen(curves, said), folder, lang)
        return
    if curve == "ranked":
        from planner.curves.forms import curve_forms
        from planner.curves.ranked import ranked_curve
        from planner.reports.forms_card import card as forms_card
        from planner.reports.ranked_card import card as ranked_card

        if year is None or alone:
            raise UsageError("ranked_year")
        price = in_account_units(ready, account, carbon_price or 0.0)
        if forms:
            found = curve_forms(ready, year=year, account=account, carbon_price=price)
            write_forms(found, folder, lang)
            show(forms_card(found), as_json, lambda said: forms_screen(found, said), folder, lang)
            return
        bars = ranked_curve(ready, year=year, account=account, discounted=discounted, carbon_price=price)
        write_ranked(bars, folder, lang)
        show(ranked_card(bars), as_json, lambda said: ranked_screen(bars, said), folder, lang)
        return
    if curve == "priced":
        from planner.curves.priced import priced_curve
        from planner.reports.priced_card import card as priced_card

        priced = priced_curve(
            ready, year=year, alone=alone, cumulative=cumulative, account=account, scope=scope, tolerance=tolerance
        )
        write_priced(priced, folder, lang)
        show(priced_card(priced), as_json, lambda said: priced_screen(priced, said), folder, lang)
        return
    system = mac_curve(
        ready,
        year=year,
        alone=alone,
        cumulative=cumulative,
        account=account,
        scope=scope,
        direction=moved,
        tolerance=tolerance,
        merge=merge,
        progress=progress(lang),
    )
    write_curve(system, folder, lang)
    show(card(system), as_json, lambda said: curve_screen(system, said), folder, lang)


def in_account_units(ready: Prepared, account: str | None, price: float) -> float:
    """A price per tonne, as charts show it, in the case's money per unit of the account."""
    from planner.curves.direction import subject
    from planner.reports.card import readable_price

    return price / readable_price(ready.case, subject(ready, account, None)[0])[0]


def amounts_by_year(said: str) -> dict[int, float]:
    """2030=5,2035=10 as numbers. Raises UsageError for anything else."""
    try:
        return {int(year): float(amount) for year, amount in (part.split("=") for part in said.split(","))}
    except ValueError:
        raise UsageError("bad_direction", found=said) from None
