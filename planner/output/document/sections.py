"""The sections of a report, in the order in which they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.case.evidence import WEAKNESS
from planner.curves.macc import MacCurve
from planner.messages import text
from planner.model.caps import main_account
from planner.model.model_file import model_title
from planner.output.case_words import minimised
from planner.output.cash_report import cash_table, payers_table
from planner.output.co_benefits_report import co_benefits_section
from planner.output.document.answer import answer
from planner.output.document.content import Command, Document, Figure, Part, Section, Sentences, Table
from planner.output.evidence_report import grade_words
from planner.output.reliance import costs_weighed, evidence_shares
from planner.output.report import can_be_tighter, emission_lines, line, stock_table
from planner.output.screens import few_years, shown
from planner.output.shown_units import emissions
from planner.results.result_tables import Plan
from planner.results.tidy import scope_name
from planner.tables.sources import SourceRow
from planner.tables.wording import heading

MOST_SOURCES = 25


@dataclass(frozen=True)
class Made:
    """What a reader needs to make it again: the command, that for the scenarios, versions, a hash of what was read."""

    command: str
    compare: str
    versions: Mapping[str, str]
    inputs: str


def document(plan: Plan, curve: MacCurve | None, pictures: Mapping[str, Figure], made: Made, lang: str) -> Document:
    """The report of a plan and its curve; `pictures` are those of figures.py."""
    values = {"horizon": plan.case.span, "model": model_title(plan.model), "plan": minimised(plan)}
    sections = [
        answer(plan, lang),
        emitted(plan, pictures, lang),
        built(plan, pictures, lang),
        paid(plan, pictures, lang),
        co_benefits_section(plan, lang),
        binds(plan, pictures, lang),
        tightened(curve, pictures, lang),
        uncertain(plan, lang),
        scenarios(plan, made, lang),
        again(made, lang),
        sources(plan, lang),
    ]
    subtitle = text("report_subtitle", lang, **values)
    return Document(plan.case.title_in(lang), subtitle, lang, [each for each in sections if each.parts])


def emitted(plan: Plan, pictures: Mapping[str, Figure], lang: str) -> Section:
    """Emissions of the city and of every other capped scope, against the caps and the references."""
    prices, case, years = plan.cap_prices, plan.case, few_years(plan.case.years)
    scopes = dict.fromkeys([(main_account(case), "total"), *zip(prices["account"], prices["scope"], strict=True)])
    tables: list[Part] = []
    for account, scope in scopes:
        lines = emission_lines(plan, account, scope, (*plan.distinct_references, "plan"), lang)
        rows = [line(*each, years) for each in lines]
        who = {"account": case.name_of("account", account, lang), "scope": scope_name(case, scope, lang)}
        caption = text("report_emissions_of", lang, **who, unit=emissions(case, account, lang).words)
        tables.append(Table(caption, ["", *map(str, years)], [row for row in rows if any(row[1:])]))
    return Section(text("report_emissions", lang), [*_figure(pictures, "emissions"), *tables])


def built(plan: Plan, pictures: Mapping[str, Figure], lang: str) -> Section:
    """What stands of the measures on which most is spent."""
    table = stock_table(plan, lang)
    return Section(text("report_built", lang), [*_figure(pictures, "portfolio"), *([table] if table.rows else [])])


def paid(plan: Plan, pictures: Mapping[str, Figure], lang: str) -> Section:
    """Cash by year beside the references; then whom it costs, of a case with payers."""
    parts: list[Part] = [*_figure(pictures, "cash"), cash_table(plan, lang)]
    if plan.case.payers:
        parts += [*_figure(pictures, "payers"), payers_table(plan, lang)]
    return Section(text("report_paid", lang), parts)


def binds(plan: Plan, pictures: Mapping[str, Figure], lang: str) -> Section:
    """The caps and policies that bind, and what one unit more of each would save in the year."""
    table = plan.shadow_price[plan.shadow_price["price"] > 0]
    if table.empty:
        return Section(text("report_binds", lang), [Sentences(text("report_nothing_binds", lang))])
    parts: list[Part] = [Sentences(text("report_price_means", lang)), *_figure(pictures, "prices")]
    for unit, of in table.groupby("price_unit", sort=False):
        sums = of[of["kind"] == "cumulative"]["year"]
        years = sorted({*few_years(plan.case.years), *map(int, sums)} & {*map(int, of["year"])})
        rows = []
        for name, each in of.groupby(f"name_{lang}"):
            at = each.set_index("year")
            rows.append(line(str(name), at["relaxed"], years))
            if can_be_tighter(at).any():
                rows.append(line(text("say_policy_tightened", lang).strip(), at["tightened"], years))
        caption = text("report_prices", lang, unit=unit)
        parts.append(Table(caption, ["", *map(str, years)], [row for row in rows if any(row[1:])]))
    return Section(text("report_binds", lang), parts)


def tightened(curve: MacCurve | None, pictures: Mapping[str, Figure], lang: str) -> Section:
    """The MAC curve: what the next tonne costs as the caps are tightened, at each tenth of the way."""
    title = text("report_curve", lang)
    if curve is None or curve.steps.empty:
        return Section(title, [])
    steps, measure = curve.steps, emissions(curve.case, curve.account, lang)
    shares = [tenth / 10 for tenth in range(1, 11)]
    at = [share * float(steps["abatement_to"].iloc[-1]) for share in shares]
    prices = [float(steps.loc[steps["abatement_to"] >= tonnes * (1 - 1e-9), "price"].iloc[0]) for tonnes in at]
    price = text("report_curve_price", lang, unit=curve.price_unit)
    rows = [
        [text("report_curve_abatement", lang, unit=measure.words), *(shown(tonnes * measure.factor) for tonnes in at)],
        [price, *map(shown, prices)],
    ]
    table = Table(text("report_curve_table", lang), ["", *(f"{share:.0%}" for share in shares)], rows)
    return Section(title, [Sentences(text("curve_start_path", lang)), *_figure(pictures, "curve"), table])


def uncertain(plan: Plan, lang: str) -> Section:
    """The share of the cost behind which stand numbers of each grade of evidence."""
    found = evidence_shares(plan)["cost"]
    if found is None:
        return Section(text("report_uncertain", lang), [])
    shares = found["by_weakest_grade"]
    rows = [[grade_words(grade, lang), f"{shares[grade]:.1%}"] for grade in WEAKNESS if shares[grade]]
    said = {name: f"{found[name]:.0%}" for name in ("unverified", "wholly_unverified")}
    table = Table(text("report_by_grade", lang), [text("say_weakest", lang), text("report_share", lang)], rows)
    return Section(text("report_uncertain", lang), [Sentences(text("report_reliance", lang, **said)), table])


def scenarios(plan: Plan, made: Made, lang: str) -> Section:
    """The what-ifs that the case has; they are not solved here."""
    rows = [[row.name_in(lang), row.worded("note", lang)] for row in plan.case.scenarios.values()]
    if not rows:
        return Section(text("report_scenarios", lang), [])
    head = [text("report_scenario", lang), text("report_assumes", lang)]
    parts: list[Part] = [Sentences(text("report_compare", lang)), Command(made.compare), Table("", head, rows, words=2)]
    return Section(text("report_scenarios", lang), parts)


def again(made: Made, lang: str) -> Section:
    """How the report is made again from the same tables."""
    rows = [*made.versions.items(), (text("report_inputs", lang), made.inputs)]
    table = Table("", [text("report_what", lang), text("report_version", lang)], [list(row) for row in rows], words=2)
    return Section(text("report_again", lang), [Sentences(text("report_same", lang)), Command(made.command), table])


def sources(plan: Plan, lang: str) -> Section:
    """The sources behind the unit costs of the plan, and the share of the cost that each stands behind."""
    carried: Counter[str] = Counter()
    for amount, keys in costs_weighed(plan):
        carried.update(dict.fromkeys(keys, amount))
    whole = sum(amount for amount, _ in costs_weighed(plan))
    rows = [
        [source.title_in(lang), source.where, source.year, grade_words(source.grade, lang), f"{amount / whole:.1%}"]
        for source, amount in ((plan.case.sources[key], amount) for key, amount in carried.most_common(MOST_SOURCES))
        if amount
    ]
    head = [heading(SourceRow.FILE, column, lang) for column in ("title", "where", "year", "grade")]
    count = Sentences(text("report_all_sources", lang, count=len(plan.case.sources)))
    table = Table("", [*head, text("report_share", lang)], rows, words=4)
    return Section(text("report_sources", lang), [table, count] if rows else [])


def _figure(pictures: Mapping[str, Figure], name: str) -> Iterator[Figure]:
    if name in pictures:
        yield pictures[name]
