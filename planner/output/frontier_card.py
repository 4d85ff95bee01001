"""Money against tonnes as plain data, as a picture and on the screen."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Group

from planner.curves.frontier import Frontier
from planner.curves.labels import short_label
from planner.errors import Message
from planner.languages import Words, in_each
from planner.messages import sentence, text
from planner.messages.unit_words import unit_words
from planner.model.caps import main_account
from planner.model.money.budgets import BudgetRow
from planner.output.case_words import about, error_share, named, page_words, scope_of
from planner.output.document.content import Table
from planner.output.screens import printed, shown
from planner.output.shown_units import emissions, money
from planner.pictures.charts import alt
from planner.pictures.plot_sweep import sweep_lines

MOST_ROWS, MOST_POINTS, MOST_NAMED = 12, 150, 6


def file_stem(found: Frontier) -> str:
    """Name of the files: what moves, of which account, scope and year."""
    parts = (
        found.budget,
        "" if found.account == main_account(found.case) else found.account,
        "" if found.scope == "total" else found.scope,
        found.year,
    )
    return "_".join(["frontier", *(str(part) for part in parts if part)])


def card(found: Frontier) -> dict[str, Any]:
    """What varies, from where to where, and how to read it."""
    case, ends = found.case, found.table.iloc[[0, -1]]
    return {
        **about(case, found.model, found.account),
        "scope": found.scope,
        "year": found.year,
        "budget": found.budget,
        "over": found.over,
        "money": f"{case.settings.money} of {case.settings.price_year}",
        "of_money": _of(found, unit_words(found.case.settings.money)).in_language("en"),
        "from": dict(zip(("money", "emissions"), ends[["money", "emissions"]].iloc[0].tolist(), strict=True)),
        "to": dict(zip(("money", "emissions"), ends[["money", "emissions"]].iloc[-1].tolist(), strict=True)),
        "unit": case.accounts[found.account].unit,
        "bends": len(found.table),
        "tolerance": found.tolerance,
        "largest_error": found.largest_error,
        "reached": found.reached,
        "solves": found.solves,
        "pivots": found.pivots,
        "how_to_read": text("frontier_how", "en"),
        "inputs": case.sha256,
    }


def picture(found: Frontier, lang: str) -> alt.VConcatChart | None:
    """The fewest emissions over the money; None where there is nothing between two amounts."""
    if len(found.table) < 2:
        return None
    case, paid = found.case, money(found.case, float(found.table["money"].max()), lang)
    emitted = emissions(case, found.account, lang)
    panel = sentence(
        "frontier_emissions",
        account=named(case, "account", found.account),
        of=sentence("say_of_scope", scope=scope_of(case, found.scope)),
        unit=emitted.unit,
    )
    when = sentence("frontier_all_years", horizon=case.span) if found.year is None else str(found.year)
    total = [] if found.over is None else [sentence("frontier_total", over=paid.shown(found.over), money=paid.unit)]
    ends = _spread(found, MOST_NAMED + 1)
    named_ways = [
        sentence("frontier_way", number=n, money=paid.shown(high), unit=paid.unit, changes=_changes(found, low, high))
        for n, (low, high) in enumerate(pairwise(ends), start=1)
    ]
    note = [*named_ways, *total, sentence("frontier_how"), _accuracy(found)]
    words = page_words(case, found.model, "frontier", note, lang, when=when)
    spent = sorted({*_spread(found, MOST_POINTS), *ends})
    points = pd.DataFrame({"x": spent, "emissions": map(found.emissions_at, spent), "line": ""})
    points["mark"] = points["x"].map({high: str(n) for n, high in enumerate(ends) if n}).fillna("")
    points = emitted.of(paid.of(points, "x"), "emissions")
    return sweep_lines(points, {"emissions": panel}, _of(found, paid.unit), words)


def frontier_screen(found: Frontier, lang: str) -> Group:
    """What some amounts of money buy."""
    table, ends, rows = found.table, _spread(found, MOST_ROWS), []
    paid, emitted = money(found.case, float(table["money"].max()), lang), emissions(found.case, found.account, lang)
    least = float(table["abatement"].iloc[0] + table["emissions"].iloc[0])
    for before, spent in pairwise([ends[0], *ends]):
        left = found.emissions_at(spent)
        price = table.loc[table["money"] >= spent, "price"].iloc[0]
        changes = _changes(found, before, spent).in_language(lang) if spent > before else ""
        rows.append([paid.shown(spent), emitted.shown(least - left), emitted.shown(left), shown(price), changes])
    units = {"abatement": emitted.unit, "left": emitted.unit, "price": table["price_unit"].iloc[0]}
    keys = ("money", "abatement", "left", "price", "changes")
    heads = [text(f"frontier_{key}", lang, money=paid.unit, unit=units.get(key, "")) for key in keys]
    of_all = {} if found.over is None else {"over": paid.shown(found.over), "money": paid.unit}
    said = [text("frontier_total", lang, **of_all)] if of_all else []
    said += [text("frontier_bends", lang, count=len(table)), _accuracy(found).in_language(lang)]
    return printed(Table(_of(found, paid.unit).in_language(lang), heads, rows), *said)


def _spread(found: Frontier, most: int) -> list[float]:
    """The money at the bends, or where there are many at so many emissions as far from each other."""
    spent, emitted = (found.table[column].to_numpy(dtype=float) for column in ("money", "emissions"))
    if len(spent) > most:
        spent = np.interp(-np.linspace(emitted[0], emitted[-1], most), -emitted, spent)
    return [float(each) for each in spent]


def _changes(found: Frontier, low: float, high: float) -> Words:
    """The largest growth and the largest fall between two amounts of money."""
    return in_each(lambda lang: short_label(found.case, found.changes(low, high), lang))


def _accuracy(found: Frontier) -> Message:
    """How far a plan may lie off the line."""
    if not found.tolerance:
        return sentence("frontier_exact")
    return sentence("frontier_within", error=error_share(found.largest_error))


def _of(found: Frontier, unit: Words) -> Message:
    """What the money is of."""
    if found.budget is None:
        return sentence("frontier_of_all", money=unit)
    row = next(row for row in found.case.rows(BudgetRow) if row.policy == found.budget)
    return sentence(
        "frontier_of_budget", budget=in_each(lambda lang: row.worded("name", lang) or row.policy), money=unit
    )
