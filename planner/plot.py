"""The system MAC curve as a picture, and how any chart becomes files.

Where you are:  fonts -> canvas -> figure -> [plot] -> plot_ranked -> cli
Takes plain data. x is cumulative abatement below the start plan, y the price of the marginal tonne, so the area is
the rise in cost. Colour: the sector of the first intervention that grows along a step.
"""

from __future__ import annotations

import html
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner import fonts
from planner.canvas import Entry, Lang, Words, between, number, say
from planner.figure import NO_SECTOR, WIDTH, Badge, Bar, Card, Label, axis_end, colours, compose

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

GROWS, SHRINKS = Words("What grows", "增加的措施"), Words("What shrinks", "减少的措施")
STEP, PRICE, FROM_TO = Words("Step", "台阶"), Words("Price", "价格"), Words("Abatement", "减排量")
OTHERS = Words("Others, unnumbered", "其余（未编号）")
ONLY_LESS = Words("Nothing grows", "仅有减少")
LEAST_REPEAT = 46.0
"An intervention's second block carries its number again if it is so wide [px]"
START = """
document.fonts.load("12px 'FONT'").finally(() => vegaEmbed("#chart", SPEC, {actions: false, renderer: "svg"}));
""".replace("FONT", fonts.FAMILY)


@dataclass(frozen=True)
class Block:
    """Neighbouring steps that one intervention leads."""

    leader: str
    steps: list[dict[str, Any]]

    def weight(self, end: float) -> float:
        """Area under the axis' end, plus a tenth of the full height, so that what is wide and cheap counts too."""
        return sum(tonnes(step) * (min(step["price"], end) + 0.1 * end) for step in self.steps)

    def middle(self, end: float) -> dict[str, Any]:
        """The step that carries the block's number: the one with most area."""
        return max(self.steps, key=lambda step: tonnes(step) * (min(step["price"], end) + 0.1 * end))


def tonnes(step: dict[str, Any]) -> float:
    """Abatement along a step [unit of the account]."""
    return float(step["abatement_to"] - step["abatement_from"])


def leader(step: dict[str, Any]) -> str:
    """The first intervention that grows; where none does, the first that shrinks, with a minus before it."""
    grows, shrinks = (str(step[column] or "").split("; ")[0] for column in ("grows", "shrinks"))
    return grows or (f"-{shrinks}" if shrinks else "")


def step_curve(steps: pd.DataFrame, labels: Mapping[str, Label], card: Card, named: int = 14) -> alt.LayerChart:
    """Draw the steps (columns of macc_system.csv); the key names the interventions that lead most of the area.

    The tonnes of an intervention in the key are those of the steps that it leads: with the others' they add up to the
    curve's. They are not its share in the plan.
    """
    rows = steps.fillna({"grows": "", "shrinks": ""}).sort_values("abatement_from").to_dict("records")
    colour_of = colours(labels)
    bars = [Bar(row["abatement_from"], row["abatement_to"], row["price"], colour(leader(row), labels, colour_of),
                details(row, labels, card)) for row in rows]
    end = axis_end(bars, card.limit)
    blocks = [Block(name, list(group)) for name, group in groupby(rows, key=leader)]
    area: dict[str, float] = defaultdict(float)
    for block in blocks:
        area[block.leader] += block.weight(end)
    chosen = [name for name in sorted(area, key=lambda name: -area[name]) if name][:named]
    largest = {name: max((b for b in blocks if b.leader == name), key=lambda block: block.weight(end)) for name in chosen}
    order = sorted(chosen, key=lambda name: largest[name].middle(end)["abatement_from"])
    least = LEAST_REPEAT / WIDTH * bars[-1].x2
    badges = [
        Badge(order.index(block.leader) + 1, (step["abatement_from"] + step["abatement_to"]) / 2, step["price"],
              colour(block.leader, labels, colour_of))
        for block in blocks if block.leader in largest
        if block is largest[block.leader] or sum(map(tonnes, block.steps)) >= least
        for step in [block.middle(end)]]
    entries = [entry(i + 1, name, [row for row in rows if leader(row) == name], labels, colour_of, card.lang)
               for i, name in enumerate(order)]
    if rest := [row for row in rows if leader(row) not in largest]:
        entries.append(entry(None, "", rest, labels, colour_of, card.lang))
    seen = {bar.colour for bar in bars}
    sectors = [(say(sector, card.lang), shade) for sector, shade in colour_of.items() if shade in seen]
    if NO_SECTOR in seen and NO_SECTOR not in dict(map(reversed, sectors)):
        sectors.append((say(ONLY_LESS, card.lang), NO_SECTOR))
    heads = (say(GROWS, card.lang), say(card.abatement_unit, card.lang), say(card.price_unit, card.lang))
    return compose(card, bars, badges, entries, heads, sectors)


def colour(name: str, labels: Mapping[str, Label], colour_of: Mapping[Words, str]) -> str:
    """The sector's colour; grey where nothing grows."""
    return colour_of[labels[name].sector] if name in labels else NO_SECTOR


def words(name: str, labels: Mapping[str, Label]) -> Words:
    """What a leader is called."""
    if name.startswith("-"):
        less = words(name[1:], labels)
        return Words(f"Less: {less.en}", f"减少：{less.zh}")
    return labels[name].name if name in labels else Words(name, name) if name else OTHERS


def entry(place: int | None, name: str, rows: Sequence[dict[str, Any]], labels: Mapping[str, Label],
          colour_of: Mapping[Words, str], lang: Lang) -> Entry:
    """A row of the key: an intervention, or the rest."""
    called, prices = words(name, labels), [row["price"] for row in rows]
    first, second = (called.zh, called.en) if lang == "both" else (say(called, lang), "")
    return Entry(place, first, second if second != first else "", number(sum(map(tonnes, rows))),
                 between(min(prices), max(prices)), colour(name, labels, colour_of))


def details(row: dict[str, Any], labels: Mapping[str, Label], card: Card) -> dict[str, str]:
    """What a step shows on hovering."""

    def names(ids: str) -> str:
        return "; ".join(say(words(name, labels), card.lang) for name in ids.split("; ") if name) or "–"

    unit = say(card.abatement_unit, card.lang)
    return {
        say(STEP, card.lang): str(row["step"]),
        say(PRICE, card.lang): f"{number(row['price'])} {say(card.price_unit, card.lang)}",
        say(FROM_TO, card.lang): f"{number(row['abatement_from'])}–{number(row['abatement_to'])} {unit}",
        say(GROWS, card.lang): names(row["grows"]),
        say(SHRINKS, card.lang): names(row["shrinks"]),
    }


def save(chart: alt.TopLevelMixin | dict[str, Any], path: Path | str, formats: Iterable[str] = ("svg", "png")) -> list[Path]:
    """Write path.svg, path.png, path.html: each whole or not at all, the same bytes for the same chart."""
    import vl_convert

    spec = chart if isinstance(chart, dict) else chart.to_dict()
    wanted = list(formats)
    if unknown := set(wanted) - {"svg", "png", "html"}:
        raise ValueError(f"Formats of a picture are svg, png and html, not {', '.join(sorted(unknown))}")
    content: dict[str, bytes] = {}
    if {"svg", "png"} & set(wanted):
        fonts.register()
        svg = fonts.lower_subscripts(vl_convert.vegalite_to_svg(spec))
        if "svg" in wanted:
            content["svg"] = fonts.embed(svg).encode("utf-8")
        if "png" in wanted:
            content["png"] = vl_convert.svg_to_png(svg, scale=2)
    if "html" in wanted:
        content["html"] = page(spec).encode("utf-8")
    return [write_whole(Path(f"{path}.{kind}"), content[kind]) for kind in wanted]


def page(spec: dict[str, Any]) -> str:
    """One HTML file with everything in it: the drawing library, the font, the chart. It asks nothing of the network."""
    import vl_convert

    text = json.dumps(spec, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
    script = vl_convert.javascript_bundle(START.replace("SPEC", text))
    style = fonts.font_face(fonts.glyphs(text)) + f"body,#vg-tooltip-element{{font-family:'{fonts.FAMILY}',sans-serif}}"
    title = html.escape(str(spec.get("description", "")))
    return (f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>'
            f'<body><div id="chart"></div><script type="module">{script}</script></body></html>')


def write_whole(path: Path, content: bytes) -> Path:
    """Put a file in its place in one move."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path
