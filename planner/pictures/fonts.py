"""The one font of every picture, found in a Python package, so that Chinese reads on a machine without Chinese fonts.
Noto Sans CJK SC (SIL Open Font License) comes with the package `noto-cjk-sans-otc`. Of its 19 MB each picture gets a
small font with the glyphs it uses: vl-convert draws with it in a tenth of the time, SVG and HTML carry it as WOFF2. The
font has no subscript digits, so CO₂ needs help: in SVG and PNG a lowered small digit (`lower_subscripts`), in HTML a
glyph drawn from the digit.
"""

from __future__ import annotations

import atexit
import base64
import hashlib
import html
import importlib.metadata
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

FAMILY = "Noto Sans CJK SC"
PACKAGE = "noto-cjk-sans-otc"
SVG = "http://www.w3.org/2000/svg"
FACE = 2
"Which font of the collection is Simplified Chinese"

EPOCH = 2_082_844_800
"1970-01-01 as a font counts seconds: a font made today is the font made tomorrow"
SUBSCRIPTS = {chr(0x2080 + digit): str(digit) for digit in range(10)}
LOWERED = 0.7
"Size of a subscript digit in SVG"


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
    raise FileNotFoundError(
        f"No font for the pictures: the package {PACKAGE} is incomplete.  pip install --force-reinstall {PACKAGE}"
    )


@cache
def register(letters: str) -> str:
    """Let vl-convert draw these characters, until the process ends; returns the family name to ask it for."""
    import vl_convert

    folder = TemporaryDirectory(prefix="planner-font-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    Path(folder.name, "small.otf").write_bytes(small_font(letters))
    vl_convert.register_font_directory(folder.name)
    return small_family(letters)


@cache
def is_installed(family: str) -> bool:
    """Whether this computer has a font: letters in it look other than in ours, which stands in for what is missing."""
    import vl_convert

    own = register(glyphs(""))

    def drawn(families: str) -> bytes:
        words = f'<text y="40" font-size="30" font-family="{html.escape(families)}">Hamburg 0123</text>'
        return bytes(vl_convert.svg_to_png(f'<svg xmlns="{SVG}" width="300" height="50">{words}</svg>'))

    return family in (FAMILY, own) or drawn(f"'{family}', '{own}'") != drawn(f"'{own}'")


def small_family(letters: str) -> str:
    """A name of its own for each set of characters: a process may draw with many."""
    return f"{FAMILY} small{hashlib.sha256(letters.encode()).hexdigest()[:12]}"


def text_width(text: str, size: float) -> float:
    """Width of a text [px]."""
    return size / 1000 * sum(map(advance, text))


@cache
def advance(letter: str) -> float:
    """How wide a letter is, in thousandths of its size."""
    font, glyph_of, _ = whole_font()
    glyph = glyph_of.get(ord(SUBSCRIPTS.get(letter, letter)), ".notdef")
    return float(font["hmtx"][glyph][0]) * (LOWERED if letter in SUBSCRIPTS else 1)


def shorten(text: str, size: float, width: float) -> str:
    """The text, or as much of it as fits in `width` [px], then an ellipsis."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def glyphs(text: str) -> str:
    """What a font for a text must have: its characters, ASCII, the minus of axes; each once, in order."""
    return "".join(sorted({*text, *map(chr, range(32, 127)), "−"} - {"\n"}))


def embed(svg: str, letters: str) -> str:
    """The SVG with the font for its words inside; as it is where they are plain ASCII, which any computer can show."""
    if "".join(re.findall(r">([^<]+)<", svg)).isascii():
        return svg
    start = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:start]}<style>{font_face(letters)}</style>{svg[start:]}"


def font_face(letters: str) -> str:
    """A CSS rule that carries these characters."""
    from fontTools.ttLib import TTFont

    packed = io.BytesIO()
    with TTFont(io.BytesIO(small_font(letters)), recalcBBoxes=False, recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(packed)
    data = base64.b64encode(packed.getvalue()).decode("ascii")
    return f"@font-face{{font-family:'{FAMILY}';src:url(data:font/woff2;base64,{data}) format('woff2')}}"


@cache
def whole_font() -> tuple[Any, Mapping[int, str], Any]:
    """The font, its glyphs by character, and its outlines by glyph; open until the process ends."""
    from fontTools.ttLib import TTFont

    font = TTFont(font_file(), fontNumber=FACE, lazy=True)
    atexit.register(font.close)
    return font, font.getBestCmap(), font["CFF "].cff.topDictIndex[0].CharStrings


@cache
def small_font(letters: str) -> bytes:
    """An OpenType font with these characters; the same characters give the same bytes.

    Outlines are copied from the whole font. A subscript digit is its digit, 0.62 as large and lowered.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen

    shapes, widths, names = {}, {}, {}
    family, plain_name = small_family(letters), small_family(letters).replace(" ", "")
    font, glyph_of, outlines = whole_font()
    for letter in ["", *letters]:
        scale, drop = (0.62, -150) if letter in SUBSCRIPTS else (1.0, 0)
        source = glyph_of.get(ord(SUBSCRIPTS.get(letter, letter))) if letter else ".notdef"
        if source is None:
            continue
        name = f"u{ord(letter):04X}" if letter else ".notdef"
        outline, strokes = outlines[source], RecordingPen()
        outline.draw(strokes)  # tells its width, too
        width = round(scale * outline.width)
        pen = T2CharStringPen(width, None)
        strokes.replay(TransformPen(pen, (scale, 0, 0, scale, 0, drop)))
        shapes[name], widths[name] = pen.getCharString(), (width, 0)
        if letter:
            names[ord(letter)] = name
    up, down = font["hhea"].ascent, font["hhea"].descent
    made = FontBuilder(1000, isTTF=False)
    made.setupHead(unitsPerEm=1000, created=EPOCH, modified=EPOCH)
    made.font.recalcTimestamp = False
    made.setupGlyphOrder(list(shapes))
    made.setupCharacterMap(names)
    made.setupCFF(plain_name, {"FullName": family}, shapes, {})
    made.setupHorizontalMetrics(widths)
    made.setupHorizontalHeader(ascent=up, descent=down)
    made.setupNameTable({"familyName": family, "styleName": "Regular", "fullName": family, "psName": plain_name})
    made.setupOS2(sTypoAscender=up, sTypoDescender=down, usWinAscent=up, usWinDescent=-down, fsType=0)
    made.setupPost()
    file = io.BytesIO()
    made.font.save(file)
    return file.getvalue()


def lower_subscripts(svg: str) -> str:
    """The SVG with each subscript digit written as a small lowered digit, which every viewer can draw."""

    def lowered(element: re.Match[str]) -> str:
        words = re.sub(
            f"([{''.join(SUBSCRIPTS)}])([^{''.join(SUBSCRIPTS)}]*)",
            lambda found: (
                f'<tspan font-size="{LOWERED:.0%}" dy="0.25em">{SUBSCRIPTS[found[1]]}</tspan>'
                + (f'<tspan dy="-0.175em">{found[2]}</tspan>' if found[2] else "")
            ),
            element[1],
        )
        return f">{words}</text>"

    return re.sub(f">([^<>]*[{''.join(SUBSCRIPTS)}][^<>]*)</text>", lowered, svg)
