"""The pictures of a plan by slice: typical days of what is worth most, and the day on which it is dearest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from planner.errors import Message
from planner.languages import in_each
from planner.messages import sentence
from planner.model.slices.slices import DAY, SliceRow
from planner.output.case_words import named
from planner.output.plan_pictures import page_of
from planner.pictures.charts import alt
from planner.pictures.plot_days import stacks, steps
from planner.pictures.theme import PALETTE, page
from planner.pictures.words import Text
from planner.results.result_tables import Plan

MOST_COMMODITIES = 3
SAID = {
    "demand": ("plan_demand", "#444444"),
    "purchase": ("plan_bought", "#8A8A8A"),
    "unused": ("plan_unused", "#D9D9D9"),
}
"""Kinds of a balance that are no intervention's -> what they are called, and their colour."""
Called = dict[str, tuple[Text, str]]
"""Id -> its name and colour."""
REST = "#BFBFBF"
"""Colour of all that is too small to have a name."""


def days(plan: Plan, lang: str) -> alt.VConcatChart | None:
    """Supply and use of the sliced commodities on which most is spent, by season; None without slices."""
    year = max(plan.case.years)
    chosen = _worth_most(plan, year)
    if not chosen:
        return None
    tables = {c: _amounts(plan, c, year) for c in chosen}
    colours = _colours(plan, tables)
    charts = [
        stacks(_rows(plan, table, colours), _of(colours, table), axis, lang)
        for c in chosen
        for table, axis in [_readable(plan, c, tables[c])]
    ]
    return page(charts, page_of(plan, "plan_days", ["plan_days_note"], lang, year=year))


def worst_day(plan: Plan, lang: str) -> alt.VConcatChart | None:
    """The day on which the sliced commodity on which most is spent is dearest, and the prices; None without slices."""
    year = max(plan.case.years)
    chosen = _worth_most(plan, year)
    if not chosen:
        return None
    priced = plan.slice_prices[plan.slice_prices["commodity"].isin(chosen) & (plan.slice_prices["year"] == year)]
    prices = priced[priced["slice"] != ""]
    price = prices.pivot(index="commodity", columns="slice", values="price").loc[chosen]
    season = plan.case.slices[str(price.loc[chosen[0]].idxmax())].season
    tables = {c: _amounts(plan, c, year) for c in chosen}
    colours = _colours(plan, tables)
    charts = [
        stacks(_rows(plan, table, colours, season), _of(colours, table), axis, lang)
        for c in chosen
        for table, axis in [_readable(plan, c, tables[c])]
    ]
    of_prices: Called = {
        c: (named(plan.case, "commodity", c), colour) for c, colour in zip(chosen, PALETTE, strict=False)
    }
    for unit, of in prices.groupby("price_unit", sort=False):
        lines = {c: of_prices[c] for c in chosen if c in set(of["commodity"])}
        rows = _rows(plan, price.loc[list(lines)], lines, season)
        charts.append(steps(rows, dict(lines.values()), sentence("plan_price_axis", unit=unit), lang))
    return page(charts, page_of(plan, "plan_worst_day", ["plan_days_note"], lang, year=year))


def _worth_most(plan: Plan, year: int) -> list[str]:
    """The sliced commodities by what their use is worth, without those that one thing supplies and one uses."""
    of_year = plan.slice_prices[(plan.slice_prices["year"] == year) & (plan.slice_prices["slice"] == "")]
    worth = (of_year["use"] * of_year["price"]).abs().set_axis(of_year["commodity"])
    several = plan.balances[plan.balances["year"] == year].groupby("commodity")["item"].nunique() > 2
    ranked = worth[worth > 0].sort_values(ascending=False, kind="stable")
    return [str(c) for c in ranked.index if several.get(c, False)][:MOST_COMMODITIES]


def _amounts(plan: Plan, c: str, year: int) -> pd.DataFrame:
    """Item -> its amount in an hour of each slice; what is bought, demanded or unused is called so."""
    table = plan.balances[(plan.balances["commodity"] == c) & (plan.balances["year"] == year)]
    table = table.assign(key=table["item"].where(~table["kind"].isin(list(SAID)), table["kind"]))
    amounts = table.pivot_table(index="key", columns="slice", values="value", aggfunc="sum", fill_value=0.0)
    return amounts / pd.Series({t: row.hours for t, row in plan.case.slices.items()})


def _readable(plan: Plan, c: str, amounts: pd.DataFrame) -> tuple[pd.DataFrame, Message]:
    """The amounts in an hour as people read them, energy as power, and the words of their axis."""
    name, unit = named(plan.case, "commodity", c), plan.case.unit_of(c)
    power = plan.case.units.power(unit, float(amounts.clip(lower=0).sum().max()))
    if power is None:
        return amounts, sentence("plan_hour_axis", commodity=name, unit=unit)
    return amounts * power[0], sentence("plan_power_axis", commodity=name, unit=power[1])


def _colours(plan: Plan, tables: Mapping[str, pd.DataFrame]) -> Called:
    """What supplies or uses them, what is demanded first and then the largest; the smallest together, without a key."""
    shares = [(sums := table.abs().sum(axis=1)) / sums.sum() for table in tables.values()]
    sizes = pd.concat(shares).groupby(level=0).max().sort_values(ascending=False, kind="stable")
    own = [str(key) for key in sizes.index if key not in SAID]
    found: Called = {key: (sentence(words), colour) for key, (words, colour) in SAID.items() if key in sizes.index}
    found |= {key: (named(plan.case, "intervention", key), colour) for key, colour in zip(own, PALETTE, strict=False)}
    return found | ({"": (sentence("plan_others"), REST)} if len(own) > len(PALETTE) else {})


def _of(colours: Called, table: pd.DataFrame) -> dict[Text, str]:
    """Name -> colour of those that the table has, and of the rest."""
    return dict(called for key, called in colours.items() if key in table.index or not key)


def _rows(plan: Plan, table: pd.DataFrame, colours: Called, only: str | None = None) -> pd.DataFrame:
    """What each has in each slice of the typical days, or of one season: day, slice, start, end, name, value."""
    table = table.groupby([key if key in colours else "" for key in table.index], sort=False).sum()
    rows = []
    for season in dict.fromkeys(row.season for row in plan.case.slices.values()):
        parts, hour = [row for row in plan.case.slices.values() if row.season == season], 0.0
        times = sum(row.hours for row in parts) / DAY
        called = in_each(partial(_season, parts))
        for row in parts if only in (None, season) else ():
            place = {"day": sentence("plan_day", season=called, times=f"{times:.3g}"), "start": hour}
            hour += row.hours / times
            place |= {"end": hour, "slice": named(plan.case, "slice", row.slice)}
            rows += [
                {**place, "name": colours[key][0], "value": float(table.loc[key].get(row.slice, 0.0))}
                for key in colours
                if key in table.index
            ]
    return pd.DataFrame(rows)


def _season(slices: list[SliceRow], lang: str) -> str:
    return next((said for row in slices if (said := row.worded("season", lang))), slices[0].season)
