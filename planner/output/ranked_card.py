"""A ranked MAC curve as plain data, as a picture and on the screen: its form, its order, and why some bars mislead."""

from __future__ import annotations

from functools import partial
from typing import Any

from rich.console import Group

from planner.calls.numbers import number
from planner.case.enablers import enablers
from planner.curves.ranked import RankedCurve
from planner.languages import Words, in_each, one
from planner.messages import joined, sentence, text
from planner.messages.unit_words import unit_in, unit_words
from planner.model.caps import main_account
from planner.output.case_words import about, chart_labels, title_of
from planner.output.document.content import Table
from planner.output.screens import printed, shown
from planner.output.shown_units import emissions
from planner.output.workbook.bars import bars_workbook
from planner.output.workbook.book import Book
from planner.pictures.figure import Card, colours
from planner.pictures.picture import Picture
from planner.pictures.plot_ranked import ranked_bars
from planner.pictures.style import Style
from planner.pictures.words import say


def card(curve: RankedCurve) -> dict[str, Any]:
    """The card as plain data: reference, form, order, why bars mislead, the warning."""
    case = curve.case
    unit = case.accounts[curve.account].unit
    return {
        **about(case, curve.model, curve.account),
        "curve": "ranked",
        "year": curve.year,
        "unit": unit,
        "money": f"{case.settings.money} of {case.settings.price_year}",
        "discount_rate": case.settings.discount_rate,
        "discounted": curve.discounted,
        "carbon_price": curve.carbon_price,
        "price_unit": curve.price_unit,
        "reference": reference(curve, "en"),
        "form": form(curve, "en"),
        "enablers": curve.enablers,
        "order": order(curve, "en"),
        "bars": int(curve.bars["bar"].sum()),
        "flags": {i: reason.in_language("en") for i, reason in reasons(curve).items()},
        "warning": warning(curve, "en"),
    }


def file_stem(curve: RankedCurve) -> str:
    """Name of the curve's files; with the account, where it is not the caps'."""
    account = "" if curve.account == main_account(curve.case) else f"_{curve.account}"
    return f"macc_ranked_{curve.year}{'_discounted' if curve.discounted else ''}{account}"


def title(curve: RankedCurve, lang: str) -> str:
    """What the bars are, and of which year, unless a sheet names none."""
    if curve.case.sheet is None:
        return text("ranked_title", lang, year=curve.year)
    year = "" if _assumes(curve, "year") else curve.year
    return text("bars_title_of_year" if year else "bars_title", lang, year=year)


def _assumes(curve: RankedCurve, what: str) -> bool:
    """Whether something was assumed of the sheet, which then is not said of the bars."""
    sheet = curve.case.sheet
    return sheet is not None and any(fact["key"] == f"sheet_assumed_{what}" for fact in sheet.assumed)


def reference(curve: RankedCurve, lang: str) -> str:
    """What the measures are compared with; of a sheet, that they stand as it has them."""
    if curve.case.sheet is not None:
        return text("bars_of_sheet", lang, file=curve.case.sheet.file, count=curve.case.sheet.measures)
    return text("ranked_reference", lang, year=curve.year, reference=text(f"say_{curve.reference}", lang))


def warning(curve: RankedCurve, lang: str) -> str:
    """What the bars are not."""
    return text("ranked_warning" if curve.case.sheet is None else "bars_warning", lang)


def form(curve: RankedCurve, lang: str) -> str:
    """Which tonnes and which money the bars show."""
    settings = curve.case.settings
    key = "ranked_lifetime_form" if curve.discounted else "ranked_year_form"
    if curve.case.sheet is not None and not curve.discounted:
        key = "bars_form_of_rate" if settings.discount_rate else "bars_form"
        key += "_now" if _assumes(curve, "prices") else ""
    return text(
        key,
        lang,
        year=curve.year,
        horizon=curve.case.span,
        rate=f"{settings.discount_rate:.0%}",
        price_year=settings.price_year,
    )


def enabling(curve: RankedCurve, lang: str) -> str:
    """How enablers count, in a case that has some."""
    if not enablers(curve.case):
        return ""
    return text("ranked_with_enablers" if curve.enablers == "with" else "ranked_enablers_apart", lang)


def order(curve: RankedCurve, lang: str) -> str:
    """What the order of the bars is, the carbon price in it, and that cost per tonne ranks no savings."""
    if curve.order == "cost" and (curve.bars["bar"] & (curve.bars["cost"] < 0)).sum() < 2:
        return text("ranked_order_plain", lang)
    return text(f"ranked_order_{curve.order}", lang, price=number(curve.carbon_price, 4), unit=curve.price_unit)


def reasons(curve: RankedCurve) -> dict[str, Words]:
    """Intervention -> why its bar misleads or is missing."""
    found = {}
    for row in curve.bars.itertuples():
        keys = [f"ranked_{row.flag}"] * bool(row.flag) + ["ranked_dominated"] * row.dominated
        keys += ["ranked_instead_of"] * bool(row.instead_of)
        if keys:
            found[row.intervention] = in_each(partial(_reason, curve, row, keys))
    return found


def _reason(curve: RankedCurve, row: Any, keys: list[str], lang: str) -> str:
    names = joined((curve.case.name_of("commodity", c, lang) for c in row.why.split("; ")), lang)
    smaller = curve.case.name_of("intervention", row.instead_of, lang)
    said = (text(key, lang, names=names, year=curve.year, name=smaller) for key in keys)
    return joined(said, lang, "semicolon")


def workbook(curve: RankedCurve, lang: str, style: Style | None = None) -> bytes:
    """The table of the bars, in one language, with a chart of Excel's own."""
    style, lang = style or Style(), one(lang, "zh")
    curve = curve.in_order(style.order or curve.order)
    labels, why = chart_labels(curve.case), reasons(curve)
    bars = emissions(curve.case, curve.account, lang).of(curve.bars[curve.bars["bar"]], "abatement")
    bars = bars.assign(
        name=[say(labels[i].name, lang) for i in bars["intervention"]],
        sector=[say(labels[i].sector, lang) for i in bars["intervention"]],
        note=[say(why.get(i, ""), lang) for i in bars["intervention"]],
    )
    shades = {say(sector, lang): shade for sector, shade in colours(labels, style.colours).items()}
    return bars_workbook(Book(curve.case, lang), bars, card_words(curve, lang, style), shades, curve.order == "cost")


def picture(curve: RankedCurve, lang: str, style: Style | None = None) -> Picture | None:
    """The chart, in one language or both; none where no measure avoids anything alone."""
    if not curve.bars["bar"].any():
        return None
    style = style or Style()
    curve = curve.in_order(style.order) if style.order and style.order != curve.order else curve
    bars = emissions(curve.case, curve.account, lang).of(curve.bars, "abatement")
    chart = ranked_bars(bars, chart_labels(curve.case), card_words(curve, lang, style), flags=reasons(curve))
    return Picture(chart, curve.bars, lambda: workbook(curve, lang, style))


def card_words(curve: RankedCurve, lang: str, style: Style) -> Card:
    """The words around the chart."""
    case = curve.case
    return Card(
        title=sentence("titled", case=title_of(case), picture=in_each(partial(title, curve))),
        abatement_unit=emissions(case, curve.account, lang).unit,
        price_unit=unit_words(curve.price_unit),
        subtitle=[in_each(partial(said, curve)) for said in (reference, form, order, enabling) if said(curve, "en")],
        note=[in_each(partial(warning, curve))],
        lang=lang,
        limit=style.prices,
        style=style,
        price_name=sentence("ranked_y" if case.sheet is None else "bars_y"),
    )


def ranked_screen(curve: RankedCurve, lang: str) -> Group:
    """Each measure alone, in the order of the chart, with the reason why a bar misleads."""
    own = emissions(curve.case, curve.account, lang)
    why = {i: reason.in_language(lang) for i, reason in reasons(curve).items()}
    marks = {reason: f"[{n}]" for n, reason in enumerate(dict.fromkeys(why.values()), start=1)}
    rows = [
        [row[f"name_{lang}"], own.shown(row["abatement"]), shown(row["cost_per_tonne"]), marks.get(why.get(i, ""), "")]
        for i, row in zip(curve.bars["intervention"], curve.bars.to_dict("records"), strict=True)
    ]
    heads = ["", text("say_abatement", lang, unit=own.unit), unit_in(curve.price_unit, lang), ""]
    said = filter(None, (form(curve, lang), order(curve, lang), enabling(curve, lang)))
    notes = (f"{mark} {reason}" for reason, mark in marks.items())
    return printed(Table(title(curve, lang), heads, rows), *notes, *said)
