"""The first section of a report: the answer in plain words, with the figures that carry it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.messages import joined, text
from planner.messages.unit_words import unit_in
from planner.model.caps import main_account
from planner.output.case_words import is_fewest
from planner.output.document.content import Section, Sentences
from planner.output.reliance import evidence_shares
from planner.output.scoped import caps_of
from planner.output.screens import shown
from planner.output.shown_units import emissions, money_of
from planner.results.cash import TOTAL
from planner.results.result_tables import Plan


def answer(plan: Plan, lang: str) -> Section:
    """What the plan costs, against what; what it emits; what the last tonne costs; how sure that is."""
    said = [list(about(plan, lang)) for about in (_cost, _emitted, _paid, _last_tonne, _doubt)]
    gap = "" if lang == "zh" else " "
    return Section(text("report_answer", lang), [Sentences(gap.join(each)) for each in said if each])


def _cost(plan: Plan, lang: str) -> Iterator[str]:
    case, settings = plan.case, plan.case.settings
    costs = {name: plan.references[name].get("cost") for name in plan.distinct_references}
    measure, years = money_of(plan, lang), {"horizon": case.span, "price_year": settings.price_year}
    cost = measure.said(plan.resource_cost)
    key = "report_least_excess" if plan.excess else "report_fewest" if is_fewest(plan) else "report_cost"
    yield text(key, lang, cost=cost, rate=f"{settings.discount_rate:.1%}", **years)
    for name, theirs in costs.items():
        if theirs is not None:
            more = plan.resource_cost - theirs
            values = {
                "reference": text(f"report_{name}", lang),
                "cost": measure.said(theirs),
                "amount": measure.said(abs(more)),
            }
            same = measure.shown(more) == "0"
            yield text(f"report_{'equal' if same else 'dearer' if more > 0 else 'cheaper'}", lang, **values)


def _emitted(plan: Plan, lang: str) -> Iterator[str]:
    case, account, last = plan.case, main_account(plan.case), plan.case.years[-1]
    table = plan.emissions
    city = table[(table["account"] == account) & (table["sector"] == "total") & (table["year"] == last)].iloc[0]
    measure = emissions(case, account, lang)
    values = {name: measure.shown(city[name]) for name in ("plan", "cap", *plan.distinct_references)}
    named = {"account": case.name_of("account", account, lang), "year": last, "unit": measure.words}
    yield text("report_emits", lang, amount=values["plan"], **named)
    if values["cap"]:
        yield text("report_under_cap", lang, cap=values["cap"], **named)
    others = {text(f"say_{name}", lang): values[name] for name in plan.distinct_references if values[name]}
    if others:
        said = (
            text("report_in_reference", lang, reference=name, amount=amount, **named) for name, amount in others.items()
        )
        yield text("report_reference_emits", lang, named=joined(said, lang))


def _paid(plan: Plan, lang: str) -> Iterator[str]:
    total = plan.cash_by_year[plan.cash_by_year["kind"] == TOTAL].set_index("year")
    extra, against = total["extra"], text(f"say_{total['against'].iloc[0]}", lang)
    if extra.notna().all():
        measure, whole = money_of(plan, lang), float(extra.sum())
        key = "report_pays_more" if whole > 0 else "report_pays_less"
        values = {"amount": measure.said(abs(whole)), "year": int(extra.idxmax())}
        yield text(key, lang, against=against, most=measure.said(float(extra.max())), **values)


def _last_tonne(plan: Plan, lang: str) -> Iterator[str]:
    city = caps_of(plan, main_account(plan.case)).query("price > 0")
    if len(city):
        last = city.iloc[-1]
        price = f"{shown(last['price'])} {unit_in(last['price_unit'], lang)}"
        yield text("report_last_tonne", lang, year=last["year"], price=price)


def _doubt(plan: Plan, lang: str) -> Iterator[str]:
    if found := evidence_shares(plan)["cost"]:
        yield text("report_doubt", lang, share=f"{found['unverified']:.0%}")
