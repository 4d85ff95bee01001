"""Curves on the screen, in English or Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Group

from planner.calls.numbers import number
from planner.curves.forms import Forms
from planner.curves.macc import MacCurve
from planner.curves.priced import PricedCurve
from planner.curves.ranked import RankedCurve
from planner.messages import text
from planner.messages.unit_words import unit_in
from planner.output.card import cap_name, carbon_price, error_share, no_regret_blocks, reached
from planner.output.document.content import Table
from planner.output.forms_card import interaction, money_shown
from planner.output.priced_card import round_prices
from planner.output.ranked_card import enabling, form, order, reasons, title
from planner.output.screens import printed, shown
from planner.output.shown_units import emissions, money
from planner.output.years_card import abatement


def curve_line(curve: MacCurve, lang: str) -> str:
    """How far the curve goes, how exact it is, and what its price is per."""
    if not len(curve.steps):
        return text("say_no_steps", lang)
    low, high = (shown(price) for price in curve.steps["price"].iloc[[0, -1]])
    own = emissions(curve.case, curve.account, lang)
    lines = [
        text(
            "say_curve",
            lang,
            steps=len(curve.steps),
            low=low,
            high=high,
            unit=curve.price_unit,
            abatement=own.shown(curve.steps["abatement_to"].iloc[-1]),
            error=error_share(curve.largest_error),
            emissions=own.unit,
        )
    ]
    if curve.kind == "path":
        lines.append(text("say_path_price", lang))
    if curve.kind == "alone":
        lines.append(text("curve_alone", lang))
    if curve.cap is not None:
        values = {"cap": f"{number(curve.cap * own.factor, 4)} {own.words}", "unit": curve.price_unit}
        at = curve.cap_step
        if at is None:
            lines.append(text("say_cap_off", lang, **values))
        elif curve.cap_marks is None:
            step, price = curve.steps.loc[at, ["step", "price"]]
            lines.append(text("say_cap_about", lang, **values, step=int(step), price=shown(price)))
        else:
            lines.append(text("say_cap_on", lang, cap=cap_name(curve, own), step=int(curve.steps.loc[at, "step"])))
    if curve.carbon_price:
        lines.append(carbon_price(curve).in_language(lang))
    if curve.reached < 1:
        lines.append(reached(curve).in_language(lang))
    return "\n".join(lines)


def no_regret_lines(curve: MacCurve, lang: str) -> list[str]:
    """The no-regret block against each reference: tonnes of the curve's years, money of the whole horizon."""
    case, blocks = curve.case, no_regret_blocks(curve)
    years = str(curve.year or case.span)
    emitted = emissions(case, curve.account, lang)
    paid = money(case, max((abs(block["money"]) for block in blocks.values()), default=0.0), lang)
    if curve.kind == "path":
        years = text("say_capped_years", lang)
    elif curve.direction is not None:
        years = ", ".join(map(str, sorted(curve.direction)))
    return [
        text(
            "say_no_regret",
            lang,
            against=text(f"say_{name}", lang),
            names=[case.name_of("intervention", i, lang) for i in block["grows"].split("; ") if i] or "–",
            tonnes=emitted.signed(-block["tonnes"]),
            unit=emitted.unit,
            years=years,
            cost=paid.signed(-block["money"]),
            money=paid.unit,
            horizon=case.span,
        )
        for name, block in blocks.items()
    ]


def curve_screen(curve: MacCurve, lang: str) -> Group:
    """The widest steps of a curve, and how far and how exact it is."""
    table = [steps_table(curve, lang)] if len(curve.steps) else []
    return printed(*table, curve_line(curve, lang), *no_regret_lines(curve, lang))


def years_screen(curves: Sequence[MacCurve], lang: str) -> Group:
    """Of each year: how many steps, how much they abate, the first price, that at the cap, and the last."""
    first, rows = curves[0], []
    own, alone = emissions(first.case, first.account, lang), first.kind == "alone"
    for curve in curves:
        prices = curve.steps["price"]
        at_cap = "" if curve.cap_step is None else shown(prices.loc[curve.cap_step])
        ends = [shown(price) for price in prices.iloc[[0, -1]]] if len(prices) else ["", ""]
        rows.append([str(curve.year), f"{len(prices):,}", own.shown(abatement(curve)), ends[0], at_cap, ends[1]])
    units = {"say_abatement": own.unit, "say_last_price": first.price_unit}
    keys = ("say_year_steps", "say_abatement", "say_first_price", "say_price_at_cap", "say_last_price")
    heads = ["", *(text(key, lang, unit=units.get(key, "")) for key in keys)]
    table = Table(text("say_years_alone" if alone else "say_years", lang), heads, rows)
    return printed(table, *([text("curve_alone", lang)] if alone else []))


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


def forms_screen(forms: Forms, lang: str) -> Group:
    """What each measure avoids alone and in turn, and what interaction does."""
    case, own = forms.case, emissions(forms.case, forms.ranked.account, lang)
    forms = replace(forms, table=own.of(forms.table, "abatement_from", "abatement_to"))
    rows = [
        [case.name_of("intervention", row.intervention, lang), shown(row.partial), shown(row.retrospective)]
        for row in forms.tonnes().itertuples()
    ]
    heads = ["", *(f"{text(f'forms_{form}', lang)} [{own.words}]" for form in ("alone", "after"))]
    table = Table(text("forms_title", lang, year=forms.ranked.year), heads, rows)
    return printed(table, interaction(forms, own.unit, lang), money_shown(forms, lang))


def priced_screen(curve: PricedCurve, lang: str, prices: Sequence[float] = ()) -> Table:
    """What is abated at the prices asked for, else at round ones."""
    case, account, rows = curve.system.case, curve.system.account, []
    own, paid = emissions(case, account, lang), money(case, float(curve.table["cost"].abs().max()), lang)
    for price in prices or round_prices(curve):
        least, most = curve.abatement_at(price)
        cost = curve.table.loc[curve.table["abatement"] <= most, "cost"].max()
        tonnes = own.shown(least) if least == most else f"{own.shown(least)} - {own.shown(most)}"
        rows.append([shown(price), tonnes, paid.shown(cost)])
    rise = text("say_priced_cost", lang, money=paid.unit)
    heads = [unit_in(curve.price_unit, lang), text("say_abatement", lang, unit=own.unit), rise]
    return Table(text("priced_title", lang), heads, rows)


def steps_table(curve: MacCurve, lang: str, most: int = 20) -> Table:
    """The widest steps of a curve, in order, and the one with the cap."""
    steps = curve.steps.assign(width=curve.steps["abatement_to"] - curve.steps["abatement_from"])
    widest, cap, own = steps.nlargest(most, "width"), curve.cap_step, emissions(curve.case, curve.account, lang)
    rows = [
        [
            f"{row['step']}{' *' * (at == cap)}",
            f"{own.shown(row['abatement_from'])} - {own.shown(row['abatement_to'])}",
            shown(row["price"]),
            row[f"label_{lang}"],
        ]
        for at, row in steps[steps.index.isin([*widest.index, cap])].to_dict("index").items()
    ]
    abated = text("say_abatement", lang, unit=own.unit)
    title = "say_widest" if len(widest) < len(steps) else "say_steps"
    heads = ["", abated, unit_in(curve.price_unit, lang), text("say_changes", lang)]
    return Table(text(title, lang, shown=len(widest), steps=len(steps)), heads, rows)
