"""A sweep as plain data, as a picture and on the screen."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from rich.console import Group

from planner.languages import in_each
from planner.messages import joined, sentence, text
from planner.model.caps import main_account
from planner.output.case_words import about, error_share, named, page_words, titled
from planner.output.comparison_card import name_of as scenario_name
from planner.output.document.content import Table
from planner.output.screens import printed
from planner.output.shown_units import emissions, money
from planner.pictures.charts import alt
from planner.pictures.plot_sweep import sweep_lines
from planner.pictures.words import Text
from planner.sweeps.address import FLAT, RATE, RISING, SCENARIO, WORDS
from planner.sweeps.design import shown
from planner.sweeps.sweep import Sweep

MOST_LINES, MOST_NAMES, MOST_ROWS = 8, 3, 45


def card(sweep: Sweep) -> dict[str, Any]:
    """What varied, over which values, and what came of the points."""
    case, account = sweep.case, main_account(sweep.case)
    counts, error = sweep.points["status"].value_counts(), float(sweep.points["error"].max())
    return {
        **about(case, sweep.spec.name, account),
        "varied": {name: [shown(value) for value in sweep.design.values(name)] for name in sweep.varied},
        "points": {str(status): int(count) for status, count in counts.items()},
        "certificate": {} if np.isnan(error) else {"largest": error},
        "audited": int(sweep.points["audited"].sum()),
        "unit": case.accounts[account].unit,
        "money": case.settings.money,
        "inputs": case.sha256,
    }


def tables(sweep: Sweep, outcomes: bool = True) -> dict[str, pd.DataFrame]:
    """The points, without the residuals, which are of the run; unless a folder keeps them, every outcome of them."""
    return ({"": sweep.table} if outcomes else {}) | {"_points": sweep.points.drop(columns="error")}


def picture(sweep: Sweep, lang: str) -> alt.VConcatChart | None:
    """Emissions of all years and cost, as far as they are kept, over the first number that varies.

    A line for each value of the others.
    """
    case, account = sweep.case, main_account(sweep.case)
    axis, emitted = axis_of(sweep), emissions(case, account, lang)
    paid = money(case, float(sweep.points["resource_cost"].abs().max()), lang)
    points = paid.of(emitted.of(sweep.points, "emissions"), "resource_cost")
    panels: dict[str, Text] = {
        "emissions": sentence("sweep_emissions", account=named(case, "account", account), unit=emitted.unit),
        "resource_cost": sentence("compare_cost_without_payments", money=paid.unit),
    }
    panels = {column: words for column, words in panels.items() if points[column].notna().any()}
    if not panels:
        return None
    without = int((sweep.points["status"] != "optimal").sum())
    notes = [sentence("sweep_without", count=f"{without:,}")] if without else []
    values: dict[str, Any] = {"names": names_of(sweep), "count": f"{len(sweep.points):,}"}
    words = page_words(case, sweep.spec.name, "sweep", notes, lang, **values)
    return sweep_lines(_lines(sweep, points, axis), panels, name_of(sweep, axis), words)


def axis_of(sweep: Sweep) -> str:
    """The first number of several values, else the first of what varies."""
    several = [name for name in sweep.varied if len(sweep.design.values(name)) > 1]
    return next(iter([*(name for name in several if sweep.design.numbers(name)), *several, *sweep.varied]))


def names_of(sweep: Sweep) -> Text:
    """What has several values."""
    several = [name for name in sweep.varied if len(sweep.design.values(name)) > 1] or sweep.varied
    if len(several) > MOST_NAMES:
        return sentence("sweep_many", count=len(several))
    return in_each(lambda lang: joined([in_words(name, lang) for name in several], lang))


def in_words(name: str, lang: str) -> str:
    """What varies in a word or two; an address as it is written."""
    return text(f"sweep_word_{name}", lang) if name in WORDS else name


def name_of(sweep: Sweep, name: str) -> Text:
    """What varies in words; an address as it is written."""
    if name in (FLAT, RISING):
        by_year = "_by_year" if name == FLAT and not sweep.design.numbers(name) else ""
        return sentence(f"sweep_{name}{by_year}", unit=_price_unit(sweep))
    return sentence({RATE: "sweep_rate", SCENARIO: "sweep_scenario"}[name]) if name in WORDS else name


def heading(sweep: Sweep, name: str, lang: str) -> str:
    """What varies above its column, a price with its unit."""
    said = in_words(name, lang)
    return text("sweep_column_price", lang, name=said, unit=_price_unit(sweep)) if name in (FLAT, RISING) else said


def _price_unit(sweep: Sweep) -> str:
    return sweep.case.emission_price(main_account(sweep.case))[1]


def _lines(sweep: Sweep, points: pd.DataFrame, axis: str) -> pd.DataFrame:
    """The points by the values of what varies beside the axis; of very many values all in one colour, as dots."""
    others = [name for name in sweep.varied if name != axis and len(sweep.design.values(name)) > 1]
    keys = list(points[others].itertuples(index=False, name=None))
    names: dict[tuple[Any, ...], Text] = dict.fromkeys(keys, "")
    if len(names) <= MOST_LINES:
        names = {key: in_each(partial(_values, sweep, others, key)) for key in names}
    numbers = bool(sweep.design.numbers(axis))
    drawn = points[["emissions", "resource_cost"]].assign(
        x=points[axis].astype(float) if numbers else points[axis].map(partial(_place, sweep, axis)).astype(object),
        line=[names[key] for key in keys],
    )
    return drawn.sort_values("x", kind="stable") if numbers else drawn


def _place(sweep: Sweep, name: str, value: Any) -> Text:
    """Where a value that is no number stands; a scenario by its name."""
    return in_each(partial(scenario_name, sweep.case, value)) if name == SCENARIO else str(value)


def _values(sweep: Sweep, names: list[str], values: tuple[Any, ...], lang: str) -> str:
    return ", ".join(map(partial(_value, sweep, lang), names, values))


def _value(sweep: Sweep, lang: str, name: str, value: Any) -> str:
    """A value with what it is of; a scenario by its name."""
    if name == SCENARIO:
        return scenario_name(sweep.case, value, lang)
    said = f"{100 * value:g}%" if name == RATE else f"{value:g}" if isinstance(value, float) else str(value)
    return f"{in_words(name, lang)} {said}"


def sweep_screen(sweep: Sweep, lang: str) -> Group:
    """The points with their emissions and costs, and how they were checked."""
    case, points, costs, rows = sweep.case, sweep.points, ["resource_cost", "total_cost"], []
    emitted = emissions(case, main_account(case), lang)
    paid = money(case, float(points[costs].abs().max(axis=None)), lang)
    for row in points.head(MOST_ROWS).to_dict("records"):
        varied = (f"{value:.6g}" if isinstance(value, float) else str(value) for value in map(row.get, sweep.varied))
        found = emitted.shown(row["emissions"]), *(paid.shown(row[cost]) for cost in costs)
        rows.append([*varied, text(f"sweep_{row['status']}", lang), *found])
    keys = ("sweep_status", "sweep_column_emissions", "sweep_column_cost", "sweep_column_total")
    heads = [*(heading(sweep, name, lang) for name in sweep.varied)]
    heads += (text(key, lang, unit=emitted.unit, money=paid.unit) for key in keys)
    said = [text("sweep_more", lang, count=f"{len(points) - MOST_ROWS:,}")] if len(points) > MOST_ROWS else []
    if without := points.loc[points["status"] == "no_plan", "point"].tolist():
        said.append(text("sweep_why_none", lang, count=f"{len(without):,}", point=without[0]))
    if points["error"].notna().any():
        values = {"audited": int(points["audited"].sum()), "error": error_share(float(points["error"].max()))}
        said.append(text("sweep_checked", lang, **values))
    title = titled(case, "sweep_title", names=names_of(sweep)).in_language(lang)
    return printed(Table(title, heads, rows), *said)
