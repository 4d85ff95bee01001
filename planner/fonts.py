"""The one font of every picture, found in a Python package, so that Chinese reads on a machine without Chinese fonts.

Where you are:  [fonts] -> canvas -> plot, plot_ranked -> cli
Noto Sans CJK SC (SIL Open Font License) comes with the package `noto-cjk-sans-otc`. PNG: vl-convert reads the file.
SVG and HTML: only the glyphs used go in, as WOFF2. The font has no subscript digits, so CO₂ needs help: in SVG and
PNG a lowered small digit (`lower_subscripts`), in HTML a glyph drawn from the digit (`draw_subscripts`).
"""

from __future__ import annotations

import base64
import importlib.metadata
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

FAMILY = "Noto Sans CJK SC"
PACKAGE = "noto-cjk-sans-otc"
FACE = 2
"Which font of the collection is Simplified Chinese"

SUBSCRIPTS = {chr(0x2080 + digit): str(digit) for digit in range(10)}
CIRCLED = {subscript: chr(0x245F + int(digit)) if digit != "0" else chr(0x24EA) for subscript, digit in SUBSCRIPTS.items()}
"Glyphs whose places the drawn subscripts take in a subset: ⓪ ① ② ..."


@cache
def font_file() -> Path:
    """The font collection on this machine."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.suffix == ".ttc" and Path(str(file.locate())).is_file():
            return Path(str(file.locate()))
    raise FileNotFoundError(f"No Chinese font for the pictures: reinstall it with  pip install --force-reinstall {PACKAGE}")


@cache
def register() -> None:
    """Let vl-convert draw with the font; once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(font_file().parent))


def text_width(text: str, size: float) -> float:
    """A little more than the width of a text [px], from the kinds of its characters."""
    return size * sum(
        1.0 if ord(letter) > 0x2E7F else 0.9 if letter in "MWmw%@" else 0.66 if letter.isupper() else 0.56 for letter in text)


def shorten(text: str, size: float, width: float) -> str:
    """The text, or as much of it as fits in `width` [px], then an ellipsis."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def glyphs(text: str) -> str:
    """The characters of a text and all of ASCII, each once, in order: what a font for it must have."""
    return "".join(sorted({*text, *map(chr, range(32, 127))} - {"\n"}))


def embed(svg: str) -> str:
    """The SVG with the font for its words inside; as it is where they are plain ASCII, which any computer can show."""
    words = "".join(re.findall(r">([^<]+)<", svg))
    if words.isascii():
        return svg
    start = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:start]}<style>{font_face(glyphs(words))}</style>{svg[start:]}"


@cache
def font_face(letters: str) -> str:
    """A CSS rule that carries the glyphs of a text; the same text gives the same bytes."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff2", font_number=FACE, lazy=True, hinting=False, layout_features=[], name_IDs=[1, 2],
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"])
    drawn = {mark: CIRCLED[mark] for mark in SUBSCRIPTS if mark in letters and CIRCLED[mark] not in letters}
    with subset.load_font(str(font_file()), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=letters + "".join(drawn.values()) + "".join(SUBSCRIPTS[mark] for mark in drawn))
        subsetter.subset(font)
        draw_subscripts(font, drawn)
        packed = io.BytesIO()
        subset.save_font(font, packed, options)
    data = base64.b64encode(packed.getvalue()).decode("ascii")
    return f"@font-face{{font-family:'{FAMILY}';src:url(data:font/woff2;base64,{data}) format('woff2')}}"


def draw_subscripts(font: Any, drawn: dict[str, str]) -> None:
    """Draw each subscript from its digit, 0.62 as large and lowered, in the place of a glyph that the text lacks."""
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen

    scale, drop = 0.62, -150
    glyphs = font.getGlyphSet()
    for mark, place in drawn.items():
        digit, name = font.getBestCmap()[ord(SUBSCRIPTS[mark])], font.getBestCmap()[ord(place)]
        width = round(scale * font["hmtx"][digit][0])
        outline = font["CFF "].cff.topDictIndex[0].CharStrings
        pen = T2CharStringPen(width, glyphs)
        glyphs[digit].draw(TransformPen(pen, (scale, 0, 0, scale, 0, drop)))
        outline[name] = pen.getCharString(outline[name].private, font["CFF "].cff.GlobalSubrs)
        font["hmtx"][name] = (width, round(scale * font["hmtx"][digit][1]))
        for table in font["cmap"].tables:
            table.cmap.pop(ord(place), None)
            table.cmap[ord(mark)] = name


def lower_subscripts(svg: str) -> str:
    """The SVG with each subscript digit written as a small lowered digit, which every viewer can draw."""

    def lowered(element: re.Match[str]) -> str:
        words = re.sub(
            f"([{''.join(SUBSCRIPTS)}])([^{''.join(SUBSCRIPTS)}]*)",
            lambda found: f'<tspan font-size="70%" dy="0.25em">{SUBSCRIPTS[found[1]]}</tspan>'
            + (f'<tspan dy="-0.175em">{found[2]}</tspan>' if found[2] else ""),
            element[1])
        return f">{words}</text>"

    return re.sub(f">([^<>]*[{''.join(SUBSCRIPTS)}][^<>]*)</text>", lowered, svg)
