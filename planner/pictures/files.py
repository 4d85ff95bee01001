"""A chart as files: the same bytes for the same chart, with the font inside and words for those who don't see it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from planner.case.files import UNPRINTABLE
from planner.pictures import fonts
from planner.pictures.charts import alt

FORMATS = ("svg", "png", "pdf", "html")
PX_PER_INCH = 100.0
"Of a picture in print"
START = """
const spec = JSON.parse(document.getElementById("spec").textContent);
document.fonts.load("12px 'FONT'").finally(async () => {
  await vegaEmbed("#chart", spec, {actions: false, renderer: "svg"});
  document.querySelector("#chart svg").setAttribute("aria-hidden", "true");  // #chart says what it shows
});
""".replace("FONT", fonts.FAMILY)


def drawn(chart: alt.TopLevelMixin | dict[str, Any], formats: Iterable[str] = ("svg", "png")) -> dict[str, bytes]:
    """What a chart is as svg, png, pdf or html. A style's font comes first, ours where that has no such character."""
    import vl_convert

    spec = plain(chart if isinstance(chart, dict) else chart.to_dict(validate=False))
    wanted = list(formats)
    if unknown := set(wanted) - set(FORMATS):
        raise ValueError(f"Formats of a picture are {', '.join(FORMATS)}, not {', '.join(sorted(unknown))}")
    content: dict[str, bytes] = {}
    if {"svg", "png", "pdf"} & set(wanted):
        said = {"scale": 1.0, "font": "", "dpi": 300.0, **(spec.get("usermeta") or {})}
        text = json.dumps(spec, ensure_ascii=False)
        letters = fonts.glyphs(text)
        family = fonts.register(letters)
        families = f"{said['font']}, {family}" if said["font"] else family
        svg = fonts.lower_subscripts(vl_convert.vegalite_to_svg(json.loads(text.replace(fonts.FAMILY, families))))
        svg = scaled(svg, said["scale"])
        if "png" in wanted:
            content["png"] = vl_convert.svg_to_png(svg, scale=72 / PX_PER_INCH, ppi=said["dpi"])
        if "pdf" in wanted:
            content["pdf"] = vl_convert.svg_to_pdf(svg)
        if "svg" in wanted:
            content["svg"] = described(fonts.embed(svg.replace(family, fonts.FAMILY), letters), spec).encode("utf-8")
    if "html" in wanted:
        content["html"] = page(spec).encode("utf-8")
    return {kind: content[kind] for kind in wanted}


def described(svg: str, spec: Mapping[str, Any]) -> str:
    """The picture with its title, and what it says around the chart, for those who don't see it."""
    title, about = (html.escape(said) for said in words_of(spec))
    return (
        PARTS.sub("", svg)
        .replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)
        .replace(">", f"><title>{title}</title><desc>{about}</desc>", 1)
    )


PARTS = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*"|aria-label="[^"]*")')
"""What Vega says of each axis, key and mark, in English."""


def words_of(spec: Mapping[str, Any]) -> tuple[str, str]:
    """Title and description of a chart."""
    return str(spec.get("description", "")), str((spec.get("usermeta") or {}).get("about", ""))


def scaled(svg: str, scale: float) -> str:
    """The picture in another size."""
    size = r'(width|height)="([0-9.]+)"'
    return re.sub(size, lambda found: f'{found[1]}="{float(found[2]) * scale:g}"', svg, count=2)


def page(spec: dict[str, Any]) -> str:
    """One HTML file with everything in it: the drawing library, the font, the chart. It asks nothing of the network."""
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    data = text.replace("<", "\\u003c")  # so no name in it ends the element
    style = (
        f"{fonts.font_face(fonts.glyphs(text))}body,#vg-tooltip-element{{font-family:'{fonts.FAMILY}',sans-serif}}"
        ".wide{overflow-x:auto}#chart svg{max-width:100%;min-width:34rem;height:auto}"
        "h1{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    )
    title, about = (html.escape(said) for said in words_of(spec))
    lang = (spec.get("usermeta") or {}).get("lang", "en")
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f'<meta name="description" content="{about}">'
        f"<style>{style}</style></head><body><main><h1>{title}</h1>"
        f'<div class="wide" tabindex="0" role="group" aria-label="{title}">'
        f'<div id="chart" role="img" aria-label="{title}"></div></div></main>'
        f'<script type="application/json" id="spec">{data}</script>'
        f'<script type="module">{drawing_library()}</script></body></html>'
    )


@cache
def drawing_library() -> str:
    """The script that draws what stands in the element `spec`: the same on every page."""
    import vl_convert

    return str(vl_convert.javascript_bundle(START))


def plain(value: Any) -> Any:
    """A specification whose texts have no control characters, which no picture can show."""
    if isinstance(value, dict):
        return {name: plain(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [plain(inside) for inside in value]
    return UNPRINTABLE.sub("", value) if isinstance(value, str) else value
