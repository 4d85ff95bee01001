"""The card of a system MAC curve: what a reader must know to read it right, and the words around its picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from planner.calls.numbers import number, ticks
from planner.curves.macc import MacCurve
from planner.errors import Message
from planner.languages import in_each
from planner.messages import sentence, text
from planner.messages.unit_words import unit_words
from planner.model.caps import main_account
from planner.model.model_file import model_title
from planner.output.case_words import about, amount, chart_labels, error_share, named, scope_of, titled
from planner.output.shown_units import Measure, emissions, money
from planner.pictures.charts import alt
from planner.pictures.figure import Card, Mark
from planner.pictures.no_regret import NoRegret
from planner.pictures.plot_steps import step_curve
from planner.pictures.style import Style

WARNING = "curve_warning"
AROUND_CAP = 5.0
"""So many times the price at a year's cap the picture goes, where the curve goes much further."""


def card(curve: MacCurve) -> dict[str, Any]:
    """The card as plain data: what was moved, from where, discounting, tolerance, policies in force, the warning."""
    case = curve.case
    at_cap = None if curve.cap_step is None else float(curve.steps.loc[curve.cap_step, "price"])
    return {
        **about(case, curve.model, curve.account),
        "direction": curve.kind,
        "scope": curve.scope,
        "year": curve.year,
        "unit": case.accounts[curve.account].unit,
        "money": f"{case.settings.money} of {case.settings.price_year}",
        "discount_rate": case.settings.discount_rate,
        "moved_by_year": curve.direction,
        "start_plan": text(f"curve_start_{curve.kind}", "en", year=curve.year, direction=_direction(curve)),
        "price": text("curve_price", "en"),
        "price_unit": curve.price_unit,
        "steps": len(curve.steps),
        "solves": curve.solves,
        "pivots": curve.pivots,
        "tolerance": curve.tolerance,
        "merge": curve.merge,
        "largest_error": curve.largest_error,
        "reached": curve.reached,
        "no_regret": curve.no_regret,
        "cap": curve.cap,
        "shadow_price_at_cap": at_cap,
        "carbon_price": curve.carbon_price,
        "policies": list(curve.policies),
        "labels": text("curve_labels", "en"),
        **({"alone": text("curve_alone", "en")} if curve.kind == "alone" else {}),
        "warning": text(WARNING, "en"),
    }


def _direction(curve: MacCurve) -> str:
    """What the user moves in each year."""
    unit = curve.case.accounts[curve.account].unit
    return ", ".join(f"{year} {number(amount, 4)} {unit}" for year, amount in sorted((curve.direction or {}).items()))


def file_stem(curve: MacCurve) -> str:
    """Name of the curve's files: what moves, of which account and scope. Bare `macc_system` is the curve of `solve`."""
    suffix = {"year": f"_{curve.year}", "alone": f"_{curve.year}_alone"}.get(curve.kind, f"_{curve.kind}")
    scope = "" if curve.scope == "total" else f"_{curve.scope}"
    account = "" if curve.account == main_account(curve.case) else f"_{curve.account}"
    return f"macc_system{suffix}{account}{scope}"


def picture(curve: MacCurve, lang: str, style: Style | None = None) -> alt.VConcatChart | None:
    """The steps of a curve; None where it has none."""
    if not len(curve.steps):
        return None
    steps = emissions(curve.case, curve.account, lang).of(curve.steps, "abatement_from", "abatement_to")
    return step_curve(steps, chart_labels(curve.case), chart_card(curve, lang, style))


def where_caps_are(curve: MacCurve) -> tuple[tuple[float, float], float] | None:
    """The price axis and the end of the abatement axis around the year's cap; None where the whole curve is readable.

    The axis ends at about five times the price at the cap, the plot where the curve leaves it.
    """
    if curve.cap_step is None or curve.cap is None:
        return None
    prices, ends = curve.steps["price"], curve.steps["abatement_to"]
    about = AROUND_CAP * float(prices.loc[curve.cap_step])
    if about <= 0 or prices.iloc[-1] <= 2 * about:
        return None
    step = ticks(0, about, 5)[1]
    high = step * math.ceil(about / step)
    at_cap = float(curve.steps["emissions_from"].iloc[0]) - curve.cap
    inside = float(ends[prices <= high].max())
    return (min(0.0, float(prices.iloc[0])), high), max(1.05 * inside, 1.2 * at_cap)


def chart_card(curve: MacCurve, lang: str, style: Style | None = None) -> Card:
    """The words around the picture."""
    style, case = style or Style(), curve.case
    around = None if style.prices else where_caps_are(curve)
    end, measure = around[1] if around else _end(curve, style), emissions(case, curve.account, lang)
    return Card(
        title=titled(case, "curve_title"),
        abatement_unit=measure.unit,
        price_unit=unit_words(curve.price_unit),
        subtitle=list(_subtitle(curve)),
        note=[*([sentence("curve_alone")] if curve.kind == "alone" else []), sentence(WARNING)],
        marks=list(_marks(curve, measure)),
        price_name=sentence(f"curve_y_{'year' if curve.year else curve.kind}"),
        no_regret=_no_regret(curve, measure, lang),
        lang=lang,
        limit=around[0] if around else style.prices,
        end=None if end is None else end * measure.factor,
        style=style,
    )


def _subtitle(curve: MacCurve) -> Iterator[Message]:
    """What was moved from where, of which account, how exactly, and how far."""
    case, settings = curve.case, curve.case.settings
    yield sentence(f"curve_start_{curve.kind}", year=curve.year, direction=_direction(curve))
    of = {"account": named(case, "account", curve.account), "scope": scope_of(case, curve.scope)}
    yield sentence("curve_account", **of, model=model_title(curve.model))
    priced = {"rate": f"{settings.discount_rate:.0%}", "price_year": settings.price_year}
    yield sentence("curve_exactness", steps=len(curve.steps), error=error_share(curve.largest_error), **priced)
    if curve.merge:
        yield sentence("curve_merged", merge=f"{curve.merge:g}")
    if curve.reached < 1:
        yield reached(curve)


def _marks(curve: MacCurve, measure: Measure) -> Iterator[Mark]:
    """The cap, and the carbon price that is paid."""
    if curve.cap is not None:
        at = curve.steps["emissions_from"].iloc[0] - curve.cap
        yield Mark("abatement", at * measure.factor, cap_name(curve, measure))
    if curve.carbon_price:
        yield Mark("price", curve.carbon_price, carbon_price(curve))


def _no_regret(curve: MacCurve, measure: Measure, lang: str) -> list[NoRegret]:
    """The no-regret block against each reference, in the units of the picture."""
    case, blocks = curve.case, no_regret_blocks(curve)
    paid = money(case, max((abs(block["money"]) for block in blocks.values()), default=0.0), lang)
    key = "curve_saved_year" if curve.year is not None and len(case.years) > 1 else "curve_saved"
    saved = sentence(key, money=paid.unit, horizon=case.span, year=curve.year)
    return [
        NoRegret(
            block["tonnes"] * measure.factor, block["money"] * paid.factor, saved, sentence(f"curve_against_{name}")
        )
        for name, block in blocks.items()
    ]


def _end(curve: MacCurve, style: Style) -> float | None:
    """Where the curve leaves a price axis that is asked for; None where it does not."""
    if style.prices is None or not len(curve.steps):
        return None
    inside = curve.steps["price"] <= max(style.prices)
    return None if inside.all() or not inside.any() else 1.05 * float(curve.steps.loc[inside, "abatement_to"].max())


def no_regret_blocks(curve: MacCurve) -> dict[str, dict[str, Any]]:
    """The no-regret block against each reference; once where both are the same plan."""
    blocks = curve.no_regret
    same = blocks.get("frozen") == blocks.get("current_policies")
    return {name: block for name, block in blocks.items() if not (same and name == "current_policies")}


def reached(curve: MacCurve) -> Message:
    """How far a curve goes whose caps can't all be met."""
    return sentence("curve_reached", reached=f"{curve.reached:.1%}")


def carbon_price(curve: MacCurve) -> Message:
    """The carbon price that is paid on top of the curve's."""
    return sentence("curve_carbon_price", price=amount(curve.carbon_price or 0.0, curve.price_unit))


def cap_name(curve: MacCurve, measure: Measure) -> Message:
    """The cap with its price, and the caps for which that holds; at a kink with both prices."""
    assert curve.cap is not None
    marks = curve.cap_marks
    cap = number(curve.cap * measure.factor, 4)
    values: dict[str, Any] = {"cap": in_each(lambda lang: f"{cap} {measure.unit.in_language(lang)}")}
    if marks is None:
        return sentence("curve_cap", **values)
    values["unit"] = curve.price_unit
    relaxed, tightened = (number(price, 4) for price in marks[:2])
    if marks.tightened > marks.relaxed:
        kind = "last" if marks.tightened == float("inf") else "kink"
        return sentence(f"curve_cap_{kind}", **values, relaxed=relaxed, tightened=tightened)
    low, high = (number(end * measure.factor, 4) for end in (marks.cap_from, marks.cap_to))
    return sentence("curve_cap_price", **values, price=relaxed, low=low, high=high)
