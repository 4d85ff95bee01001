"""Every sentence that a user reads, by key, in English and Chinese; a catalogue has those of a further language.

`{name}` is filled in by the caller; a tuple is a list of alternatives, a list one of names. Two values are sentences of
their own, added at the end: `meaning` of a column, and `near`, the nearest name that exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from planner.errors import Message, Problem
from planner.languages import Words, catalogue
from planner.messages.auditing import AUDITING
from planner.messages.commands import COMMANDS
from planner.messages.credit import CREDIT
from planner.messages.dictionary import DICTIONARY
from planner.messages.evidence import EVIDENCE
from planner.messages.frontier import FRONTIER
from planner.messages.index import INDEX
from planner.messages.no_plan import NO_PLAN
from planner.messages.pictures import PICTURES
from planner.messages.plan_workbook import PLAN_WORKBOOK
from planner.messages.private import PRIVATE
from planner.messages.problems import PROBLEMS
from planner.messages.ranked import RANKED
from planner.messages.report import REPORT
from planner.messages.rules import RULES
from planner.messages.scenarios import SCENARIOS
from planner.messages.screens import SCREENS
from planner.messages.sheets import SHEETS
from planner.messages.sweeps import SWEEPS
from planner.messages.trouble import TROUBLE
from planner.messages.unit_words import unit_words
from planner.messages.warnings import WARNINGS
from planner.messages.workbook import WORKBOOK
from planner.model.subjects import words

MESSAGES: dict[str, tuple[str, str]] = {
    **PROBLEMS,
    **DICTIONARY,
    **WORKBOOK,
    **PLAN_WORKBOOK,
    **REPORT,
    **RULES,
    **WARNINGS,
    **TROUBLE,
    **NO_PLAN,
    **SCREENS,
    **SHEETS,
    **RANKED,
    **FRONTIER,
    **SCENARIOS,
    **CREDIT,
    **EVIDENCE,
    **PICTURES,
    **SWEEPS,
    **PRIVATE,
    **AUDITING,
    **COMMANDS,
    **INDEX,
}


ONE = re.compile(r"(?<![\d.,])(1 (?:draw|measure|number|plan|point|problem|row|solve|step|warning|year))s\b")
"""One of what is counted, in English."""
UNITS = ("unit", "price_unit", "money")
"""Values that are units: worded, where they stand as in a table."""


def sentences() -> dict[str, tuple[str, str]]:
    """Those above and those that the subjects of the model bring."""
    return {**MESSAGES, **words()}


def sentence(key: str, **values: Any) -> Message:
    """The sentence of a key, worded where it is read."""
    return Message(key, values)


def text(key: str, lang: str, **values: Any) -> str:
    """The sentence of a key in a language, filled in."""
    units = {name: unit_words(values[name]) for name in UNITS if isinstance(values.get(name), str)}
    said = {name: _worded(value, lang) for name, value in (values | units).items()}
    sentence = _sentence(key, lang).format_map(said)
    if lang == "en":
        sentence = ONE.sub(r"\1", sentence)
    if said.get("meaning"):
        sentence += _sentence("column_meaning", lang).format(meaning=said["meaning"])
    if values.get("near"):
        sentence += _sentence("near", lang).format(near=values["near"])
    return sentence


def _sentence(key: str, lang: str) -> str:
    """As it is before it is filled in; in English where a catalogue lacks it."""
    shipped = Words(*(MESSAGES.get(key) or words()[key]))
    return catalogue(lang).get("sentences", {}).get(key) or shipped.in_language(lang)


def joined(names: Iterable[str], lang: str, comma: str = "comma") -> str:
    """Names one after the other, separated as the language does; a `semicolon` where they have commas."""
    return _sentence(comma, lang).join(names)


class _Plain(float):
    """A number that is never written as a power of ten."""

    def __format__(self, spec: str) -> str:
        said = super().__format__(spec)
        return f"{Decimal(said.replace(',', '')):,f}" if "e" in said else said


LONGEST_SAID = 2_000
"""Characters of a value that a sentence repeats."""


def _worded(value: Any, lang: str) -> Any:
    if isinstance(value, float):
        return _Plain(value)
    if isinstance(value, str) and len(value) > LONGEST_SAID:
        return f"{value[:LONGEST_SAID]}…"
    if isinstance(value, tuple):
        return _alternatives([str(_worded(part, lang)) for part in value], lang)
    if isinstance(value, list):
        return joined((str(_worded(name, lang)) for name in value), lang)
    return value.in_language(lang) if isinstance(value, Message | Problem | Words) else value


def _alternatives(names: list[str], lang: str) -> str:
    *first, last = names
    return _sentence("or", lang).join([*filter(None, [joined(first, lang)]), last])
