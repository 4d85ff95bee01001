"""The priced MAC curve as a picture: how much is abated at each carbon price.
Takes plain data. The same steps as the system curve's, on their side: x is the carbon price, y the abatement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from planner.calls.numbers import between, number
from planner.messages import sentence
from planner.pictures.charts import alt
from planner.pictures.figure import Card, compose
from planner.pictures.key import Entry
from planner.pictures.scale import Bar
from planner.pictures.theme import PALETTE
from planner.pictures.words import say

PRICE, ABATED, EMITTED = sentence("chart_carbon_price"), sentence("chart_abatement"), sentence("chart_emissions")
ENOUGH = 0.95
"Share of the highest abatement at which the price axis may end"


def priced_steps(
    table: pd.DataFrame, units: Mapping[str, str], card: Card, prices: Sequence[float]
) -> alt.VConcatChart:
    """Draw the rows of macc_priced.csv, prices per tonne as shown; the key says what is abated at round `prices`.

    `card.price_unit` is the abatement's unit and `card.abatement_unit` the price's: the axes have changed places.
    """
    end = card.end or axis_end(table)
    said = [say(words, card.lang) for words in (PRICE, ABATED, EMITTED)]
    bars = []
    for row in table[table["price_from"] < end].itertuples():
        last, emissions = min(row.price_to, end), units["emissions"]
        shown = (
            f"{between(row.price_from, last)} {units['price']}",
            *(f"{number(tonnes)} {emissions}" for tonnes in (row.abatement, row.emissions)),
        )
        bars.append(Bar(row.price_from, last, row.abatement, PALETTE[0], dict(zip(said, shown, strict=True))))
    entries = []
    for price in prices:
        at = table[(table["price_from"] <= price) & (price <= table["price_to"])]
        emitted, abated = number(at["emissions"].min()), number(at["abatement"].max())
        entries.append(Entry(None, f"{number(price)} {units['price']}", "", emitted, abated, PALETTE[0]))
    return compose(card, bars, [], entries, (said[0], said[2], said[1]), {})


def axis_end(table: pd.DataFrame) -> float:
    """The price at which nearly all that can be abated is, and half as much again: the last tonnes cost any price."""
    enough = table.loc[table["abatement"] >= ENOUGH * table["abatement"].max(), "price_from"].min()
    dearest = float(table["price_from"].max())
    return min(1.5 * float(enough), 1.1 * dearest) or 1.0
