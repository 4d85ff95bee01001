"""Every sentence that a user reads, by key, in English and Chinese.

`{name}` is filled in by the caller; a tuple is a list of alternatives. Two values are sentences of their own, added at
the end: `meaning` of a column, and `near`, the nearest name that exists.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from planner.errors import Message
from planner.messages.auditing import AUDITING
from planner.messages.credit import CREDIT
from planner.messages.dictionary import DICTIONARY
from planner.messages.evidence import EVIDENCE
from planner.messages.pictures import PICTURES
from planner.messages.plan_workbook import PLAN_WORKBOOK
from planner.messages.problems import PROBLEMS
from planner.messages.ranked import RANKED
from planner.messages.rules import RULES
from planner.messages.scenarios import SCENARIOS
from planner.messages.screens import SCREENS
from planner.messages.sheets import SHEETS
from planner.messages.sweeps import SWEEPS
from planner.messages.trouble import TROUBLE
from planner.messages.warnings import WARNINGS
from planner.messages.workbook import WORKBOOK
from planner.model.subjects import words

MESSAGES: dict[str, tuple[str, str]] = {
    **PROBLEMS,
    **DICTIONARY,
    **WORKBOOK,
    **PLAN_WORKBOOK,
    **RULES,
    **WARNINGS,
    **TROUBLE,
    **SCREENS,
    **SHEETS,
    **RANKED,
    **SCENARIOS,
    **CREDIT,
    **EVIDENCE,
    **PICTURES,
    **SWEEPS,
    **AUDITING,
}


def sentences() -> dict[str, tuple[str, str]]:
    """Those above and those that the subjects of the model bring."""
    return {**MESSAGES, **words()}


def text(key: str, lang: str, **values: Any) -> str:
    """The sentence of a key in a language ("en" or "zh"), filled in."""
    language = 1 if lang == "zh" else 0
    said = {name: _worded(value, lang) for name, value in values.items()}
    sentence = (MESSAGES.get(key) or words()[key])[language].format_map(said)
    if said.get("meaning"):
        sentence += f"{said['meaning']}。" if lang == "zh" else f" {said['meaning']}."
    if values.get("near"):
        sentence += MESSAGES["near"][language].format(near=values["near"])
    return sentence


class _Plain(float):
    """A number that is never written as a power of ten."""

    def __format__(self, spec: str) -> str:
        said = super().__format__(spec)
        return f"{Decimal(said.replace(',', '')):,f}" if "e" in said else said


def _worded(value: Any, lang: str) -> Any:
    if isinstance(value, float):
        return _Plain(value)
    if isinstance(value, tuple):
        return _listed(tuple(_worded(part, lang) for part in value), 1 if lang == "zh" else 0)
    return value.in_language(lang) if isinstance(value, Message) else value


def _listed(names: tuple[object, ...], language: int) -> str:
    *first, last = map(str, names)
    return MESSAGES["or"][language].join([*filter(None, [MESSAGES["comma"][language].join(first)]), last])
