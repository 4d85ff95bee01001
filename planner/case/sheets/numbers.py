"""A cell to a number, as people and spreadsheets write it: 1,300; １２０; −5; (120); 30%."""

from __future__ import annotations

import re
import unicodedata

NOTHING = {"", "-", "--", "–", "—", "——", "−", "/", "\\", "n/a", "na", "n.a.", "none", "无", "…", "..."}
"""What is written where there is nothing."""
THOUSANDS = r"\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?"


def says_nothing(text: str) -> bool:
    return unicodedata.normalize("NFKC", text).strip().lower() in NOTHING


def number_of(text: str, percent: bool = False) -> float | None:
    """The number in a cell; None where it is none. A percent sign is read only where a share is meant."""
    found = unicodedata.normalize("NFKC", text).strip()
    found = re.sub(r"^[−–](?=[\d.])", "-", found)
    if bracketed := re.fullmatch(r"\(\s*([\d.,]+)\s*\)", found):
        found = f"-{bracketed[1]}"
    found = re.sub(r"(?<=\d)[ '’](?=\d{3}(?!\d))", "", found)
    share = percent and found.endswith("%")
    found = found.removesuffix("%").strip() if share else found
    if re.fullmatch(rf"[+-]?{THOUSANDS}", found):
        found = found.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", found):
        return None
    number = float(found) / (100 if share else 1)
    return number if abs(number) < float("inf") else None


def year_of(text: str) -> int | None:
    """The year in a cell: 2030, 2030年, 2030.0, 2030-01-01, FY2030."""
    found = re.fullmatch(r"(?:FY)?((?:19|20|21)\d\d)(?:\.0)?\s*(?:年度?|[-/]\d{1,2}[-/]\d{1,2}.*)?", text.strip())
    return int(found[1]) if found else None
