"""The no-regret box left of a price axis: what the least-cost reference avoids and saves, which has no price."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.calls.numbers import number
from planner.messages import sentence
from planner.pictures.charts import alt
from planner.pictures.theme import GREY, INK, Lines, block
from planner.pictures.words import Text, say_apart, wrap

STRIP = 122
"Width of the box with the space beside it [px]"
NO_REGRET, NOT_RANKED = sentence("chart_no_regret_block"), sentence("chart_not_ranked")
AVOIDS, EMITS = sentence("chart_avoids"), sentence("chart_emits_more")
SAVES, COSTS = sentence("chart_and_saves"), sentence("chart_and_costs")


class NoRegret(NamedTuple):
    """What the least-cost reference avoids and saves against another one; without a cost per tonne."""

    tonnes: float
    saving: float
    money: Text
    against: Text

    @property
    def shows(self) -> bool:
        """Not where both would read as 0."""
        return (number(self.tonnes), number(self.saving)) != ("0", "0")


def no_regret_box(blocks: Sequence[NoRegret], unit: Text, height: float, lang: str) -> alt.LayerChart:
    """A box left of the price axis, off both scales: tonnes in a unit, money, and no cost per tonne."""
    parts = list[Lines]()

    def add(words: Text, size: float, colour: str = INK, over: int = 0) -> None:
        said = [line for part in say_apart(words, lang) for line in wrap(part, size, STRIP - 22)]
        parts.extend([Lines([""], over, over)] * bool(over))
        parts.append(Lines(said, size, round(size * 1.45), colour))

    add(NO_REGRET, 12.5)
    for tonnes, saving, money, against in blocks:
        add(against, 10.5, over=12)
        for words, amount, of in (
            (AVOIDS if tonnes >= 0 else EMITS, abs(tonnes), unit),
            (SAVES if saving >= 0 else COSTS, abs(saving), money),
        ):
            first, *second = say_apart(of, lang)
            add(words, 10.5, GREY, over=9)
            add(f"{number(amount)} {first}", 13)
            for said in second:
                add(said, 10, GREY)
    add(NOT_RANKED, 10, GREY, over=12)
    top = (height - sum(part.line * len(part.said) for part in parts)) / 2
    chart = block(parts, (STRIP - 10) / 2, STRIP - 10, round(height), top, "center")
    chart.view = alt.ViewConfig(fill="#F1F5F1")
    return chart
