"""Rows that add up others: to count them would count every tonne twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from math import isclose

from planner.case.sheets.words import BESIDE_TOTAL, OF_WHICH, SECTION, TOTAL, WHOLE, plain

Amounts = tuple[float | None, ...]
"""What a row avoids, by the year columns of the sheet."""


def words_say(name: str, sectors: Collection[str]) -> str:
    """`total`: a word of totals, with nothing beside it that a measure would have; `maybe`: it begins or ends with one,
    says the whole and no more, or is a part of the row above (其中); blank: nothing of the kind."""
    words = plain(name.replace("∑", "Σ"))
    if re.match(OF_WHICH, words) or re.fullmatch(WHOLE, words):
        return "maybe"
    found = re.search(TOTAL, words)
    if not found:
        return ""
    rest = words
    for known in sorted(filter(None, map(plain, sectors)), key=len, reverse=True):
        rest = rest.replace(known, " ")
    rest = re.sub(TOTAL, " ", rest)
    rest = re.sub(r"(?<![a-z])[kmg]?t(co2e?)?(?![a-z])|co2e?|[十百千万亿]*吨|[十百千万亿]*元", " ", rest)
    rest = re.sub(rf"(?<![a-z])(?:{BESIDE_TOTAL})(?![a-z])", " ", rest)
    if not rest.strip():
        return "total"
    return "maybe" if found.start() == 0 or found.end() == len(words) else ""


def adds_up(at: int, rows: Sequence[Amounts], skipped: Collection[int], close: float) -> int:
    """How many rows right above a row add up to it in every year; 0: none do, or only one."""
    return _sums_to(rows[at], [rows[n] for n in range(at - 1, -1, -1) if n not in skipped], close)


def sections(rows: Sequence[tuple[str, str]]) -> list[bool]:
    """Which of rows, each its first cell and its name, are numbered as sections: 一 or Ⅰ, 1 above 1.1, A above 1."""
    below = [*(number for number, _ in rows[1:]), ""]
    return [
        bool(re.match(SECTION, "、".join(dict.fromkeys((number, name or number))))) or _is_above(number, next_number)
        for (number, name), next_number in zip(rows, below, strict=False)
    ]


def _is_above(number: str, below: str) -> bool:
    number = number.rstrip(".")
    return below.startswith(f"{number}.") if number.isdigit() else bool(re.fullmatch("[A-Z]", number)) and below == "1"


def is_heading(at: int, rows: Sequence[Amounts], numbered: Sequence[bool], of_sector: bool) -> bool:
    """Whether a row with the number of a section, or the name of a sector, adds up rows right below it; of the one row
    in its section, says the same."""
    section, *below = numbered[at : at + 3]
    alone = section and below[:1] == [False] and below[1:2] != [False] and any(rows[at]) and rows[at] == rows[at + 1]
    return alone or ((of_sector or section) and _sums_to(rows[at], rows[at + 1 :], 1e-6) > 0)


def _sums_to(wanted: Amounts, others: Sequence[Amounts], close: float) -> int:
    sums = [0.0] * len(wanted)
    if not any(wanted):
        return 0
    for count, amounts in enumerate(others, start=1):
        sums = [total + (amount or 0.0) for total, amount in zip(sums, amounts, strict=True)]
        same = all(w is None or isclose(w, s, rel_tol=close) for w, s in zip(wanted, sums, strict=True))
        if count > 1 and same:
            return count
    return 0
