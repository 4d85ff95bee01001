"""Units as each language writes them: CNY/t CO2 and 元/吨CO2, million CNY and 百万元, 万吨 and 10 kt."""

from __future__ import annotations

import re

from planner.languages import Words
from planner.unit_names import ISO_4217, MONEY, POLLUTANT_WORDS

MASS = {"kg": "千克", "t": "吨", "kt": "千吨", "Mt": "百万吨", "Gt": "十亿吨"}
SCALE = {"thousand": "千", "million": "百万", "billion": "十亿", "trillion": "万亿"}
ENGLISH = {
    "千克": "kg",
    "公斤": "kg",
    "吨": "t",
    "千吨": "kt",
    "万吨": "10 kt",
    "百万吨": "Mt",
    "亿吨": "100 Mt",
    "千": "thousand ",
    "万": "10,000 ",
    "百万": "million ",
    "亿": "100 million ",
    "十亿": "billion ",
}


def _money_names() -> dict[str, str]:
    """Currency -> its name in Chinese, the first of several."""
    found: dict[str, str] = {}
    for name, code in MONEY.items():
        if not name.isascii():
            found.setdefault(code, name)
    return found


CHINESE = {**MASS, **SCALE, **_money_names()}
WORD = re.compile(r"(?:kg|kt|Mt|Gt|t)(?=CO2|CH4|N2O)|[A-Za-z]+[0-9]*[a-z]*|[\u4e00-\u9fff]+")


def unit_words(unit: str) -> Words:
    """A unit of money or of emissions in both languages; any other as it is written."""
    words = WORD.findall(unit)
    if not all(word in CHINESE or word in ISO_4217 or word in POLLUTANT_WORDS or not word.isascii() for word in words):
        return Words(unit, unit)
    chinese = WORD.sub(lambda word: CHINESE.get(word[0], word[0]), unit)
    chinese = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fffA-Z])", "", chinese)
    return Words(WORD.sub(lambda word: _english(word[0]), unit), chinese)


def _english(word: str) -> str:
    """A Chinese unit in English: its money or mass behind the longest scale before it."""
    if word.isascii():
        return word
    if word in ENGLISH or word in MONEY or word in POLLUTANT_WORDS:
        return ENGLISH.get(word) or MONEY.get(word) or POLLUTANT_WORDS[word]
    for size in range(len(word) - 1, 0, -1):
        head, rest = word[:size], word[size:]
        if head in ENGLISH and (rest in MONEY or rest in POLLUTANT_WORDS):
            return f"{ENGLISH[head].strip()} {_english(rest)}"
    return word
