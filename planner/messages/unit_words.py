"""Units as each language writes them: CNY/t CO2 and 元/吨CO2, million car and 百万辆, 万吨 and 10 kt."""

from __future__ import annotations

import re

from planner.languages import Words
from planner.unit_names import AREA, DISTANCE, ENERGY, MASS, MONEY, POLLUTANT_WORDS, POLLUTANTS, POWER, VOLUME

SCALES = {
    "thousand": "千",
    "million": "百万",
    "mln": "百万",
    "billion": "十亿",
    "bn": "十亿",
    "trillion": "万亿",
}
THINGS = {
    "vehicle": "辆",
    "bus": "辆",
    "car": "辆",
    "taxi": "辆",
    "truck": "辆",
    "train": "列",
    "aircraft": "架",
    "ship": "艘",
    "household": "户",
    "home": "套",
    "dwelling": "套",
    "building": "栋",
    "person": "人",
    "pile": "桩",
    "charger": "台",
    "unit": "单位",
    "plant": "座",
    "station": "座",
    "project": "项",
    "piece": "件",
    "pkm": "人公里",
    "tkm": "吨公里",
    "vkm": "车公里",
    "year": "年",
    "yr": "年",
    "hour": "小时",
    "share": "比例",
    "people": "人",
}
"""What is counted; plurals as these."""
COMPOSED = {
    "kt": "千吨",
    "Mt": "百万吨",
    "Gt": "十亿吨",
    "ktce": "千吨标准煤",
    "Mtce": "百万吨标准煤",
    "PJ": "拍焦",
    "Mm2": "百万平方米",
    "Mkm": "百万公里",
    "Nm3": "标准立方米",
    "Mm3": "百万立方米",
    "bcm": "十亿立方米",
}
"""Where Chinese has a scale and a unit, or another name of the same size."""
ENGLISH_SCALES = {
    "千": "thousand",
    "万": "10,000",
    "百万": "million",
    "千万": "10 million",
    "亿": "100 million",
    "十亿": "billion",
    "万亿": "trillion",
}
ENGLISH_TONNES = {"千吨": "kt", "万吨": "10 kt", "百万吨": "Mt", "亿吨": "100 Mt"}


def _same_size() -> dict[str, str]:
    """Unit -> its name in Chinese: the first of the same size."""
    found: dict[str, str] = {}
    for names in (MASS, ENERGY, AREA, DISTANCE, VOLUME, POWER):
        sizes: dict[float, str] = {}
        for name, size in names.items():
            if not name.isascii():
                sizes.setdefault(size, name)
        found |= {name: sizes[size] for name, size in names.items() if name.isascii() and size in sizes}
    return found


def _money() -> dict[str, str]:
    """Currency -> its name in Chinese, the first of several."""
    found: dict[str, str] = {}
    for name, code in MONEY.items():
        if not name.isascii():
            found.setdefault(code, name)
    return found | {name: found[code] for name, code in MONEY.items() if name.isascii() and code in found}


CHINESE = {**_same_size(), **SCALES, **THINGS, **_money(), **COMPOSED}
ENGLISH = {chinese: name for name, chinese in reversed(CHINESE.items())} | ENGLISH_SCALES | ENGLISH_TONNES
ENGLISH |= {name: code for name, code in MONEY.items() if not name.isascii()}
ENGLISH |= {name: gas for name, gas in POLLUTANT_WORDS.items() if not name.isascii()}
WORD = re.compile(rf"(?:kg|kt|Mt|Gt|g|t)(?=(?:{'|'.join(POLLUTANTS)})\b)|[A-Za-z]+[0-9]*[a-z]*|[\u4e00-\u9fff]+")


def unit_words(unit: str) -> Words:
    """A unit in both languages; a thing of a user's own stays as it is written: 元/bale."""
    chinese = WORD.sub(lambda word: _chinese(word[0]) or word[0], unit)
    chinese = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fffA-Z])", "", chinese)
    english = WORD.sub(lambda word: _english(word[0]), unit)
    return Words(english.replace("PM25", "PM2.5"), chinese.replace("PM25", "PM2.5"))


def unit_in(unit: str, lang: str) -> str:
    """A unit as it is written in a language."""
    return unit_words(unit).in_language(lang)


def _chinese(word: str) -> str:
    """Its name in Chinese, that of the singular for a plural; blank where there is none."""
    return CHINESE.get(word) or THINGS.get(word.removesuffix("s"), "")


def _english(word: str) -> str:
    """A Chinese unit in English: what it is of behind the longest scale before it."""
    if word.isascii():
        return word
    if word in ENGLISH:
        return ENGLISH[word]
    for size in range(len(word) - 1, 0, -1):
        head, rest = word[:size], word[size:]
        if head in (ENGLISH_SCALES | ENGLISH_TONNES) and rest in ENGLISH:
            return f"{ENGLISH[head]} {ENGLISH[rest]}"
    return word
