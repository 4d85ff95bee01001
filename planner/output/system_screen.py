"""A system MAC curve on the screen."""

from __future__ import annotations

from rich.console import Group

from planner.calls.numbers import number
from planner.curves.macc import MacCurve
from planner.messages import text
from planner.messages.unit_words import unit_in
from planner.output.case_words import error_share
from planner.output.document.content import Table
from planner.output.screens import printed, shown
from planner.output.shown_units import emissions, money
from planner.output.system_card import cap_name, carbon_price, no_regret_blocks, reached


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
