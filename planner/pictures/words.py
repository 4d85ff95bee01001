"""Words and numbers of the charts, in Chinese, English or both."""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple

from planner.pictures.fonts import text_width

Lang = Literal["en", "zh", "both"]
MOST_PLACES = 6
"""After the point: what is less than half a millionth reads 0."""
OPENING, CLOSING = "（《“【", "，。；：、）》”】！？"
PIECE = re.compile(
    rf"[{OPENING}]*(?:(?![{OPENING}])[\u2E80-\uFFFF]|[^\s\u2E80-\uFFFF{OPENING}]+)[{CLOSING}]*\s*|[{OPENING}]+\s*|\s+"
)
"""What stays on one line: a Chinese character or a word, with the brackets and stops that belong to it."""
FORMULA_DIGIT = re.compile(r"((?<=CO)2|(?<=CH)4|(?<=NF)3|(?<=SF)6|(?<=N)2(?=O))(?!\d)")


class Words(NamedTuple):
    """The same words in two languages."""

    en: str
    zh: str


Text = str | Words


def say(text: Text, lang: Lang) -> str:
    """The words in one language, or Chinese then English; CO2, CH4, N2O ... with their subscripts."""
    if isinstance(text, str):
        words = text
    elif lang == "both":
        words = " ".join(dict.fromkeys(word for word in (text.zh, text.en) if word))
    else:
        words = (text.zh or text.en) if lang == "zh" else (text.en or text.zh)
    words = re.sub(r"(?<=[A-Za-z])’(?=[a-z])", "'", words)  # the font's ’ is as wide as a Chinese character
    return re.sub(FORMULA_DIGIT, lambda digit: chr(0x2050 + ord(digit[0])), words)


def say_apart(text: Text, lang: Lang) -> list[str]:
    """The words line by line: Chinese and English each on their own where both are wanted."""
    return list(dict.fromkeys(say(text, one) for one in (("zh", "en") if lang == "both" else (lang,))))


def number(value: float, figures: int = 3) -> str:
    """A number to read: thousands apart, about so many figures, no powers of ten, never -0."""
    if not math.isfinite(value):
        return "–"
    size = math.floor(math.log10(abs(value))) if value else 0
    places = min(MOST_PLACES, max(0, figures - 1 - size))
    shown = f"{value:,.{places}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("-0", "") else shown.replace("-", "−")


def between(low: float, high: float) -> str:
    """A range, or one number where both ends read the same."""
    dash = " … " if low < 0 else "–"
    return number(low) if number(low) == number(high) else f"{number(low)}{dash}{number(high)}"


def wrap(text: str, size: float, width: float) -> list[str]:
    """Lines no wider than `width` [px]; breaks after spaces and between Chinese characters, no bracket alone."""
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]
