"""Emissions of each account by sector and year, against its caps and beside the references."""

from __future__ import annotations

import re
from functools import partial

import pandas as pd
from xlsxwriter.utility import xl_col_to_name

from planner.case.case import Case
from planner.model.caps import CapRow
from planner.output.case_words import sector_colours
from planner.output.shown_units import Measure, emissions
from planner.output.workbook.book import NAMES, Block, Book, Page
from planner.pictures.theme import CAP_INK, REFERENCES
from planner.results.result_tables import Plan
from planner.results.tidy import scope_name

DUST = 9
"""Decimals below which nothing is left of a cap."""
NEGLIGIBLE = 1e-9
"""Share of the largest emissions under which a sector has no line."""


def emissions_page(book: Book, plan: Plan) -> dict[tuple[str, str], str]:
    """Write the sheet, a block and a chart an account; returns the city's cell of the last year by account and plan."""
    page, cells = book.page("emissions"), {}
    last = xl_col_to_name(NAMES + len(book.years) - 1)
    for account in book.case.accounts:
        for name, row in _account(page, plan, account, emissions(book.case, account, book.lang)).items():
            cells[account, name] = f"{page.name}!{last}{row}"
    page.sheet.freeze_panes(3, 1)
    return cells


def _account(page: Page, plan: Plan, account: str, measure: Measure) -> dict[str, int]:
    """The block of an account: its sectors, their sum, the caps and what is left below them, the references."""
    book, case, table = page.book, page.book.case, plan.emissions[plan.emissions["account"] == account]
    references = [name for name in plan.distinct_references if table[name].notna().any()]
    shown = table.set_index(["sector", "year"])[[*references, "plan", "cap"]] * measure.factor
    city = shown.loc["total"]
    largest = float(shown[[*references, "plan"]].abs().max().max())
    who = case.name_of("account", account, book.lang)
    block = page.block(book.text("book_emitted", account=who, unit=measure.words), largest)
    sectors = [s for s in case.sectors if shown.loc[s]["plan"].abs().max() > NEGLIGIBLE * largest]
    rows = {s: block.line(_names(book, s), list(shown.loc[s]["plan"])) for s in sectors}
    first, last = min(rows.values(), default=0), max(rows.values(), default=0)
    total = block.line(book.both("say_plan"), list(city["plan"]), f"=SUM(#{first}:#{last})" if rows else "", total=True)
    found, charted = {"plan": total}, None
    caps = plan.cap_prices[plan.cap_prices["account"] == account]
    for (scope, kind), limits in caps.groupby(["scope", "kind"], sort=False):
        yearly = limits.set_index("year")["amount"]
        amounts = measure.factor * (yearly if kind == "yearly" else _budgets(case, account, str(scope)))
        if scope == "total":
            terms, emitted = f"#{total}", city["plan"]
        else:
            within = [s for s, row in case.sectors.items() if scope in (s, row.group)]
            terms = "+".join(f"#{rows[s]}" for s in within if s in rows) or "0"
            emitted = sum(shown.loc[s]["plan"] for s in within)
        row = _cap(block, str(scope), str(kind), amounts, terms, emitted)
        charted = row if (scope, kind) == ("total", "yearly") else charted
    for name in references:
        found[name] = block.line(book.both(f"say_{name}"), list(city[name]))
    block.close()
    _chart(page, block, rows, charted, {name: found[name] for name in references}, who, measure)
    return found


def _names(book: Book, scope: str) -> tuple[str, str]:
    return book.named(partial(scope_name, book.case, scope))


def _budgets(case: Case, account: str, scope: str) -> pd.Series:
    """The caps on the sum of emissions, by the year up to which they sum, in the account's unit."""
    unit = case.accounts[account].unit
    return pd.Series(
        {
            year: amount * case.units.factor(row.unit, unit)
            for row in case.rows(CapRow)
            if (row.account, row.scope or "total", row.kind) == (account, scope, "cumulative")
            for year, amount in row.binding(case.years).items()
        }
    )


def _cap(block: Block, scope: str, kind: str, amounts: pd.Series, terms: str, emitted: pd.Series) -> int:
    """A cap on a scope, of a year or of the sum up to it, and what is left of it; returns the row of the cap.

    `terms`: the cells of a year that add up to the scope's emissions, # for its column.
    """
    book = block.page.book

    def names(key: str) -> tuple[str, str]:
        """Of the city its own words; of any other scope with its name."""
        said, of = book.both(key), _names(book, scope)
        return said if scope == "total" else (f"{said[0]}: {of[0]}", f"{said[1]}: {of[1]}")

    if kind == "cumulative":
        start, emitted = xl_col_to_name(NAMES), emitted.cumsum()
        summed = re.sub(r"#(\d+)", rf"SUM(${start}\1:#\1)", terms)
        terms = f"#{block.line(names('book_summed'), list(emitted), f'={summed}')}"
    caps = [float(amounts.get(year, float("nan"))) for year in book.years]
    row = block.line(names("say_cap" if kind == "yearly" else "book_budget"), caps)
    left = [round(cap - float(emitted[year]), DUST) for cap, year in zip(caps, book.years, strict=True)]
    block.line(names("book_left"), left, f'=IF(#{row}="","",ROUND(#{row}-({terms}),{DUST}))')
    return row


def _chart(
    page: Page,
    block: Block,
    rows: dict[str, int],
    cap: int | None,
    references: dict[str, int],
    who: str,
    measure: Measure,
) -> None:
    """Sectors stacked, the city's cap and the references over them."""
    if not rows:
        return
    book, shades = page.book, sector_colours(page.book.case)
    bars = book.book.add_chart({"type": "column", "subtype": "stacked"})
    for sector, row in rows.items():
        bars.add_series({**block.series(row), "fill": {"color": shades[sector]}, "gap": 40})
    lines = book.book.add_chart({"type": "line"})
    for name, row in references.items():
        look = {"color": REFERENCES[name], "dash_type": "dash", "width": 1.5}
        lines.add_series({**block.series(row), "line": look})
    if cap:
        marker = {"type": "diamond", "size": 7, "fill": {"color": CAP_INK}, "border": {"color": CAP_INK}}
        lines.add_series({**block.series(cap), "line": {"color": CAP_INK, "width": 2}, "marker": marker})
    bars.combine(lines)
    title = book.text("book_emitted", account=who, unit=measure.words)
    page.chart(bars, page.row, title, measure.words)
    page.row += 20
