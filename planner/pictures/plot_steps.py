"""The system MAC curve as a picture.

x is cumulative abatement below the start plan, y the price of the marginal tonne, so the area is
the rise in cost. Colour: the sector of the first intervention that grows along a step.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.calls.numbers import between, number
from planner.languages import Words, one
from planner.messages import sentence
from planner.pictures.figure import WIDTH, Badge, Bar, Card, Label, axis_end, colours, compose
from planner.pictures.key import Entry
from planner.pictures.theme import NO_SECTOR
from planner.pictures.words import Text, say, say_apart

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

FIRST = sentence("chart_what_grows_first")
GROWS, SHRINKS = sentence("chart_grows"), sentence("chart_shrinks")
STEP, PRICE, FROM_TO = sentence("chart_step"), sentence("chart_price"), sentence("chart_abatement")
BEYOND = sentence("chart_beyond")
OTHERS = sentence("chart_others")
ONLY_LESS = sentence("chart_only_less")
LEAST_REPEAT = 46.0
"An intervention's second block carries its number again if it is so wide [px]"


class Step(NamedTuple):
    """One step of the curve; `leader` is the first intervention that grows (where none does, "-" and what shrinks)."""

    leader: str
    start: float
    end: float
    price: float
    row: Mapping[Hashable, Any]

    @property
    def tonnes(self) -> float:
        return self.end - self.start

    def area(self, highest: float) -> float:
        """Under the axis' end, plus a tenth of its height, so that what is wide and cheap counts too."""
        return self.tonnes * (min(self.price, highest) + 0.1 * highest)


def read_steps(table: pd.DataFrame) -> list[Step]:
    """The rows of macc_system.csv from the first tonne to the last."""
    steps = []
    for row in table.fillna({"grows": "", "shrinks": ""}).sort_values("abatement_from").to_dict("records"):
        grows, shrinks = (str(row[column]).split("; ")[0] for column in ("grows", "shrinks"))
        leader = grows or (f"-{shrinks}" if shrinks else "")
        steps.append(Step(leader, row["abatement_from"], row["abatement_to"], row["price"], row))
    return steps


def step_curve(steps: pd.DataFrame, labels: Mapping[str, Label], card: Card, named: int = 14) -> alt.VConcatChart:
    """Draw the steps (columns of macc_system.csv, at least one row).

    The key names the interventions that lead most of the area, with the tonnes of the steps that each leads: with the
    others' they add up to the curve's. They are not its share in the plan.
    """
    read, colour_of = read_steps(steps), colours(labels, card.style.colours)
    bars = [
        Bar(step.start, step.end, step.price, colour(step.leader, labels, colour_of), details(step, labels, card))
        for step in read
    ]
    highest = axis_end(bars, card.limit)[1]
    whole, end = read, card.end if card.end is not None else read[-1].end
    read = [step._replace(end=min(step.end, end)) for step in whole if step.start < end]
    blocks = [list(block) for _, block in groupby(read, key=lambda step: step.leader)]
    led = {step.leader: [other for other in read if other.leader == step.leader] for step in read if step.leader}
    chosen = sorted(led, key=lambda name: -sum(step.area(highest) for step in led[name]))[:named]
    largest = {
        name: max(
            (block for block in blocks if block[0].leader == name),
            key=lambda block: sum(step.area(highest) for step in block),
        )
        for name in chosen
    }
    order = sorted(chosen, key=lambda name: largest[name][0].start)
    badges = []
    for block in blocks:
        name, wide = block[0].leader, WIDTH * (block[-1].end - block[0].start) / end
        if name in largest and (block is largest[name] or wide >= LEAST_REPEAT):
            under = max(block, key=lambda step: step.area(highest))
            badges.append(
                Badge(
                    order.index(name) + 1, (under.start + under.end) / 2, under.price, colour(name, labels, colour_of)
                )
            )
    rest = [step for step in read if step.leader not in largest]
    beyond = [step for step in whole if step.end > end * (1 + 1e-9)]
    entries = [
        entry(
            place,
            words(name, labels) if some is not beyond else BEYOND,
            "",
            number(whole[-1].end - end if some is beyond else sum(step.tonnes for step in some)),
            between(min(step.price for step in some), max(step.price for step in some)),
            colour(name, labels, colour_of),
            card.lang,
        )
        for place, name, some in [
            *((i, name, led[name]) for i, name in enumerate(order, 1)),
            (None, "", rest),
            (None, "", beyond),
        ]
        if some
    ]
    shades = {bar.colour for bar in bars if bar.x < end}
    sectors = {say(sector, card.lang): shade for sector, shade in colour_of.items() if shade in shades}
    if any(step.leader[:1] in ("", "-") for step in read):
        sectors[say(ONLY_LESS, card.lang)] = NO_SECTOR
    return compose(card, bars, badges, entries, heads(FIRST, card), sectors)


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


def details(step: Step, labels: Mapping[str, Label], card: Card) -> dict[str, str]:
    """What a step shows on hovering."""

    def names(ids: str) -> str:
        return "; ".join(say(words(name, labels), card.lang) for name in ids.split("; ") if name) or "–"

    return {
        say(STEP, card.lang): str(step.row["step"]),
        say(PRICE, card.lang): f"{number(step.price)} {say(card.price_unit, card.lang)}",
        say(FROM_TO, card.lang): f"{number(step.start)}–{number(step.end)} {say(card.abatement_unit, card.lang)}",
        say(GROWS, card.lang): names(step.row["grows"]),
        say(SHRINKS, card.lang): names(step.row["shrinks"]),
    }
