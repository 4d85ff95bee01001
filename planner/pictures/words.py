"""Words and numbers of the charts, in one language or in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from planner.errors import Message
from planner.languages import BOTH, Words
from planner.pictures.fonts import text_width

Text: TypeAlias = str | Words | Message
"""As it is in every language, or worded in that of the picture."""
OPENING, CLOSING = "（《“【", "，。；：、）》”】！？"
PIECE = re.compile(
    rf"[{OPENING}]*(?:(?![{OPENING}])[\u2E80-\uFFFF]|[^\s\u2E80-\uFFFF{OPENING}]+)[{CLOSING}]*\s*|[{OPENING}]+\s*|\s+"
)
"""What stays on one line: a Chinese character or a word, with the brackets and stops that belong to it."""
FORMULA_DIGIT = re.compile(r"((?<=CO)2|(?<=CH)4|(?<=NF)3|(?<=SF)6|(?<=N)2(?=O))(?!\d)")


class Page(NamedTuple):
    """The words around a picture; `look`: what a style says of its scale, font and dots per inch."""

    title: Text
    subtitle: Sequence[Text]
    note: Sequence[Text]
    lang: str
    look: Mapping[str, Any] = MappingProxyType({})


def say(text: Text, lang: str) -> str:
    """The words in one language, or Chinese then English; CO2, CH4, N2O ... with their subscripts."""
    if isinstance(text, str):
        words = text
    elif lang == BOTH:
        words = " ".join(dict.fromkeys(filter(None, map(text.in_language, ("zh", "en")))))
    else:
        words = text.in_language(lang)
    words = re.sub(r"(?<=[A-Za-z])’(?=[a-z])", "'", words)  # the font's ’ is as wide as a Chinese character
    return re.sub(FORMULA_DIGIT, lambda digit: chr(0x2050 + ord(digit[0])), words)


def say_apart(text: Text, lang: str) -> list[str]:
    """The words line by line: Chinese and English each on their own where both are wanted."""
    return list(dict.fromkeys(say(text, one) for one in (("zh", "en") if lang == BOTH else (lang,))))


def about(words: Page) -> str:
    """What a picture says around its chart."""
    return " ".join(said for text in (*words.subtitle, *words.note) for said in say_apart(text, words.lang))


def wrap(text: str, size: float, width: float) -> list[str]:
    """Lines no wider than `width` [px]; breaks after spaces and between Chinese characters, no bracket alone."""
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]
