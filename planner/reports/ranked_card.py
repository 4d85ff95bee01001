"""The card and the picture of a ranked MAC curve: the form used, the order, and why some bars mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.curves.ranked import RankedCurve
from planner.enablers import enablers
from planner.messages import text
from planner.model.caps import main_account
from planner.pictures.words import number
from planner.reports.card import chart_labels, readable_price

if TYPE_CHECKING:
    import altair as alt

    from planner.pictures.words import Lang, Words


def card(curve: RankedCurve) -> dict[str, Any]:
    """The card as plain data: reference, form, order, why bars mislead, the warning."""
    case = curve.case
    unit = case.accounts[curve.account].unit
    return {
        "case": case.name,
        "scenario": case.scenario,
        "model": curve.model,
        "curve": "ranked",
        "account": curve.account,
        "year": curve.year,
        "unit": unit,
        "money": f"{case.settings.money} of {case.settings.price_year}",
        "discount_rate": case.settings.discount_rate,
        "discounted": curve.discounted,
        "carbon_price": curve.carbon_price,
        "reference": text("ranked_reference", "en", year=curve.year, reference=reference_name(curve, "en")),
        "form": form(curve, "en"),
        "enablers": curve.enablers,
        "order": order(curve, "en"),
        "bars": int(curve.bars["bar"].sum()),
        "flags": {i: reason.en for i, reason in reasons(curve).items()},
        "warning": text("ranked_warning", "en"),
    }


def file_stem(curve: RankedCurve) -> str:
    """Name of the curve's files; with the account, where it is not the caps'."""
    account = "" if curve.account == main_account(curve.case) else f"_{curve.account}"
    return f"macc_ranked_{curve.year}{'_discounted' if curve.discounted else ''}{account}"


def reference_name(curve: RankedCurve, lang: str) -> str:
    """What the measures are compared with."""
    return text(f"say_{curve.reference}", lang)


def form(curve: RankedCurve, lang: str) -> str:
    """Which tonnes and which money the bars show."""
    settings = curve.case.settings
    key = "ranked_lifetime_form" if curve.discounted else "ranked_year_form"
    return text(
        key,
        lang,
        year=curve.year,
        first=settings.first_year,
        last=settings.last_year,
        rate=f"{settings.discount_rate:.0%}",
        price_year=settings.price_year,
    )


def enabling(curve: RankedCurve, lang: str) -> str:
    """How enablers count, in a case that has some."""
    if not enablers(curve.case):
        return ""
    return text("ranked_with_enablers" if curve.enablers == "with" else "ranked_enablers_apart", lang)


def order(curve: RankedCurve, lang: str) -> str:
    """What the order of the bars is, and the carbon price in it."""
    factor, unit = readable_price(curve.case, curve.account)
    return text("ranked_order", lang, price=number(curve.carbon_price * factor, 4), unit=unit)


def reasons(curve: RankedCurve) -> dict[str, Words]:
    """Intervention -> why its bar misleads or is missing, in both languages."""
    from planner.pictures.words import Words

    found = {}
    for row in curve.bars.itertuples():
        keys = [f"ranked_{row.flag}"] * bool(row.flag) + ["ranked_dominated"] * row.dominated
        names = [curve.case.name_of(c, lang) for lang in ("en", "zh") for c in row.why.split("; ")]
        half = len(names) // 2
        said = [
            [text(key, lang, names=comma.join(names[part]), year=curve.year) for key in keys]
            for lang, comma, part in (("en", ", ", slice(half)), ("zh", "、", slice(half, None)))
        ]
        if keys:
            found[row.intervention] = Words("; ".join(said[0]), "；".join(said[1]))
    return found


def picture(curve: RankedCurve, lang: Lang) -> alt.LayerChart | None:
    """The chart, in one language or both; none where no measure avoids anything alone."""
    from planner.pictures.figure import Card
    from planner.pictures.plot_ranked import ranked_bars
    from planner.pictures.words import Words

    case, account = curve.case, curve.case.accounts[curve.account]

    if not curve.bars["bar"].any():
        return None
    factor, price_unit = readable_price(case, curve.account)
    en, zh = case.settings.title_en, case.settings.title_zh or case.settings.title_en
    title, reference, warning = (
        Words(*(text(key, one, year=curve.year, reference=reference_name(curve, one)) for one in ("en", "zh")))
        for key in ("ranked_title", "ranked_reference", "ranked_warning")
    )
    words = Card(
        title=Words(f"{en}: {title.en}", f"{zh}：{title.zh}"),
        abatement_unit=account.unit,
        price_unit=price_unit,
        subtitle=[
            reference,
            *(Words(said(curve, "en"), said(curve, "zh")) for said in (form, order, enabling) if said(curve, "en")),
        ],
        note=[warning],
        lang=lang,
        price_name=Words(text("ranked_y", "en"), text("ranked_y", "zh")),
    )
    bars = curve.bars.assign(cost_per_tonne=curve.bars["cost_per_tonne"] * factor)
    return ranked_bars(bars, chart_labels(case), words, flags=reasons(curve))
