"""The words of a sheet of measures, from `words.toml`: what its columns and its rows say, in English and Chinese."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

MONEY = ("capex", "yearly_cost", "saving")
OF_SECTORS = ("baseline", "cap", "target")
NUMBERS = {*MONEY, *OF_SECTORS, "potential", "tonnes", "tonnes_per_unit", "cost", "share", "coverage", "build_limit"}
"""What may be given by year."""
NOT_USED = {"number", "note", "cumulative", "result", "energy"}
_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
PATTERNS, SHEETS = _WORDS["parts"], _WORDS["sheets"]
NOTES, SECTION, TOTAL, BESIDE_TOTAL, WHOLE, OF_WHICH = _WORDS["rows"].values()


def plain(text: str) -> str:
    """A heading as it is compared: small letters, single blanks, no punctuation; none between Chinese characters."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    words = re.sub(r"[\W_]+", " ", apart.lower()).strip()
    return re.sub(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])", "", words)


SPELLINGS: dict[str, str] = {
    plain(name): says for says, listed in _WORDS["headings"].items() for name in listed.split("|")
}
"""Heading, as it is compared -> what its column says."""
