"""What cards, pictures and screens say of a case and its plan: names, titles, the words around a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.calls.numbers import number
from planner.case.case import Case, Thing
from planner.errors import Message
from planner.languages import Words, in_each, languages
from planner.messages import sentence
from planner.messages.unit_words import unit_words
from planner.model.model_file import model_title
from planner.pictures.figure import Label, colours
from planner.pictures.theme import NO_SECTOR, PALETTE
from planner.pictures.words import Page, Text
from planner.results.result_tables import Plan
from planner.results.tidy import FEWEST, scope_name


def about(case: Case, model: str, account: str | None = None) -> dict[str, Any]:
    """What cards begin with: the case with its scenario, the model and the account, as ids and as they are called."""
    called = {"title": title_of(case), "model": model_title(model)}
    ids = {"case": case.name, "scenario": case.scenario, "model": model}
    if account is not None:
        ids["account"], called["account"] = account, named(case, "account", account)
    return ids | {f"{of}_{lang}": said.in_language(lang) for of, said in called.items() for lang in languages()}


def title_of(case: Case) -> Words:
    """The case's title."""
    return in_each(case.title_in)


def titled(case: Case, key: str, **values: Any) -> Message:
    """The case's title and a picture's."""
    return sentence("titled", case=title_of(case), picture=sentence(key, **values))


def page_words(
    case: Case, model: str, key: str, notes: Sequence[Text], lang: str, title: str = "", **values: Any
) -> Page:
    """The words around a picture: what it is called (`key` or `title`), of which plans, and how to read it."""
    settings = case.settings
    of = {"horizon": case.span, "rate": f"{settings.discount_rate:.0%}", "price_year": settings.price_year, **values}
    subtitle = sentence(f"{key}_subtitle", model=model_title(model), **of)
    return Page(titled(case, title or f"{key}_title", **of), [subtitle], notes, lang)


def named(case: Case, kind: Thing, thing: str) -> Words:
    """What the case calls a thing of a kind."""
    return in_each(lambda lang: case.name_of(kind, thing, lang))


def scope_of(case: Case, scope: str) -> Words:
    """What a scope is called."""
    return in_each(lambda lang: scope_name(case, scope, lang))


def chart_labels(case: Case) -> dict[str, Label]:
    """Names of interventions and their sectors for the picture."""
    return {
        i: Label(named(case, "intervention", i), scope_of(case, row.sector)) for i, row in case.interventions.items()
    }


def sector_colours(case: Case) -> dict[str, str]:
    """Sector -> its colour, the same in every chart and workbook of a case; sectors without measures come last."""
    known = colours(chart_labels(case))
    spare = (colour for colour in PALETTE if colour not in known.values())
    return {sector: known.get(scope_of(case, sector)) or next(spare, NO_SECTOR) for sector in case.sectors}


def amount(value: float, unit: str | Words) -> Words:
    """A number with its unit, as each language writes it."""
    called = unit_words(unit) if isinstance(unit, str) else unit
    return in_each(lambda lang: f"{number(value, 4)} {called.in_language(lang)}")


def error_share(share: float) -> str:
    """A relative error in percent; what is under a billionth is the solver's own."""
    return f"{number(100 * share)}%" if share >= 1e-9 or not share else "<0.0000001%"


def minimised(plan: Plan) -> Message:
    """What kind of plan it is: of least cost, or of fewest emissions for its money."""
    return sentence("plan_of_fewest" if is_fewest(plan) else "plan_of_least_cost")


def is_fewest(plan: Plan) -> bool:
    """Whether a plan is of fewest emissions for its money, in place of the caps."""
    return any(limit.label == FEWEST for limit in plan.duals.inputs.limits)


def excess_marks(plan: Plan) -> list[Message]:
    """What is said in every picture of a plan that does not keep its limits."""
    return [sentence("say_least_excess")] if plan.excess else []
