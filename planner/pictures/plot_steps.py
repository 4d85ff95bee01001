"""The system MAC curve as a picture.

x is cumulative abatement below the start plan, y the price of the marginal tonne, so the area is
the rise in cost. Colour: the sector of the first intervention that grows along a step.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from planner.calls.numbers import between, number
from planner.languages import Words, one
from planner.messages import sentence
from planner.pictures.bar_labels import Badge
from planner.pictures.charts import alt
from planner.pictures.figure import WIDTH, Card, Label, colours, compose
from planner.pictures.key import Entry
from planner.pictures.scale import Bar, axis_end
from planner.pictures.theme import NO_SECTOR
from planner.pictures.words import Text, say, say_apart

FIRST = sentence("chart_what_grows_first")
GROWS, SHRINKS = sentence("chart_grows"), sentence("chart_shrinks")
STEP, PRICE, FROM_TO = sentence("chart_step"), sentence("chart_price"), sentence("chart_abatement")
BEYOND = sentence("chart_beyond")
OTHERS = sentence("chart_others")
ONLY_LESS = sentence("chart_only_less")
LEAST_REPEAT = 46.0
"An intervention's second block carries its number again if it is so wide [px]"


def step_curve(steps: pd.DataFrame, labels: Mapping[str, Label], card: Card, named: int = 14) -> alt.VConcatChart:
    """Draw the steps (columns of macc_system.csv, at least one row).

    The key names the interventions that lead most of the area, with the tonnes of the steps that each leads: with the
    others' they add up to the curve's. They are not its share in the plan. A leader is the first that grows along a
    step, where none does, "-" and what shrinks.
    """
    colour_of, whole = colours(labels, card.style.colours), _led(steps)
    shades = whole["leader"].map({name: colour(name, labels, colour_of) for name in whole["leader"].unique()})
    bars = [
        Bar(row["abatement_from"], row["abatement_to"], row["price"], shade, details(row, labels, card))
        for row, shade in zip(whole.to_dict("records"), shades, strict=True)
    ]
    last = float(whole["abatement_to"].iloc[-1])
    end = last if card.end is None else card.end
    read = _read(whole.assign(colour=shades), end, axis_end(bars, card.limit)[1])
    blocks, largest = _blocks(read, named)
    order = list(largest["leader"])
    badges = []
    for n, block in blocks.iterrows():
        if n in largest.index or WIDTH * block["tonnes"] / end >= LEAST_REPEAT:
            under = read.loc[read.loc[read["block"] == n, "area"].idxmax()]
            middle = (under["abatement_from"] + under["abatement_to"]) / 2
            badges.append(Badge(order.index(block["leader"]) + 1, middle, under["price"], under["colour"]))
    beyond = whole[whole["abatement_to"] > end * (1 + 1e-9)]
    rows: list[tuple[int | None, Text, pd.DataFrame]]
    rows = [(n, words(name, labels), read[read["leader"] == name]) for n, name in enumerate(order, 1)]
    rows += [(None, OTHERS, read[~read["leader"].isin(order)]), (None, BEYOND, beyond)]
    entries = [
        entry(
            place,
            called,
            "",
            number(last - end if some is beyond else some["tonnes"].sum()),
            between(some["price"].min(), some["price"].max()),
            some["colour"].iloc[0] if place else NO_SECTOR,
            card.lang,
        )
        for place, called, some in rows
        if len(some)
    ]
    seen = {bar.colour for bar in bars if bar.x < end}
    sectors = {say(sector, card.lang): shade for sector, shade in colour_of.items() if shade in seen}
    if any(name[:1] in ("", "-") for name in read["leader"]):
        sectors[say(ONLY_LESS, card.lang)] = NO_SECTOR
    return compose(card, bars, badges, entries, heads(FIRST, card), sectors)


def _led(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps in order, each with its leader."""
    whole = steps.fillna({"grows": "", "shrinks": ""}).sort_values("abatement_from")
    firsts = zip(*(whole[column].str.split("; ").str[0] for column in ("grows", "shrinks")), strict=True)
    return whole.assign(leader=[grows or (f"-{shrinks}" if shrinks else "") for grows, shrinks in firsts])


def _read(whole: pd.DataFrame, end: float, highest: float) -> pd.DataFrame:
    """The steps up to the end of the axis, those of one leader beside each other in one `block`.

    Their `area` is that under the end of the price axis, plus a tenth of its height: what is wide and cheap counts too.
    """
    read = whole[whole["abatement_from"] < end].assign(abatement_to=whole["abatement_to"].clip(upper=end))
    read["tonnes"] = read["abatement_to"] - read["abatement_from"]
    read["area"] = read["tonnes"] * (read["price"].clip(upper=highest) + 0.1 * highest)
    return read.assign(block=(read["leader"] != read["leader"].shift()).cumsum())


def _blocks(read: pd.DataFrame, named: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The blocks of those that lead most of the area, and the largest of each leader in order."""
    areas = read[read["leader"] != ""].groupby("leader", sort=False)["area"].sum()
    chosen = areas.sort_values(ascending=False, kind="stable").index[:named]
    blocks = read[read["leader"].isin(chosen)].groupby("block")
    blocks = blocks.agg({"leader": "first", "abatement_from": "min", "tonnes": "sum", "area": "sum"})
    largest = blocks.sort_values("area", ascending=False, kind="stable").drop_duplicates("leader")
    return blocks, largest.sort_values("abatement_from")


def colour(name: str, labels: Mapping[str, Label], colour_of: Mapping[Words, str]) -> str:
    """The sector's colour; grey where nothing grows."""
    return colour_of[labels[name].sector] if name in labels else NO_SECTOR


def words(name: str, labels: Mapping[str, Label]) -> Text:
    """What a leader is called."""
    if name.startswith("-"):
        return sentence("chart_less", name=words(name[1:], labels))
    return labels[name].name if name in labels else name or OTHERS


def entry(place: int | None, called: Text, flag: str, tonnes: str, price: str, shade: str, lang: str) -> Entry:
    """A row of the key, in both languages one under the other."""
    first, *second = say_apart(called, lang)
    return Entry(place, f"{first} {flag}".strip(), "".join(second), tonnes, price, shade)


def heads(of_names: Text, card: Card) -> tuple[str, str, str]:
    """Of the key's columns."""
    units = card.style.units or one(card.lang, "zh")
    return say(of_names, card.lang), say(card.abatement_unit, units), say(card.price_unit, units)


def details(step: Mapping[Hashable, Any], labels: Mapping[str, Label], card: Card) -> dict[str, str]:
    """What a step shows on hovering."""

    def names(ids: str) -> str:
        return "; ".join(say(words(name, labels), card.lang) for name in ids.split("; ") if name) or "–"

    tonnes = f"{number(step['abatement_from'])}–{number(step['abatement_to'])}"
    return {
        say(STEP, card.lang): str(step["step"]),
        say(PRICE, card.lang): f"{number(step['price'])} {say(card.price_unit, card.lang)}",
        say(FROM_TO, card.lang): f"{tonnes} {say(card.abatement_unit, card.lang)}",
        say(GROWS, card.lang): names(step["grows"]),
        say(SHRINKS, card.lang): names(step["shrinks"]),
    }
