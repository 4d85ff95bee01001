"""Every sentence that a user reads, by key, in English and Chinese.

`{name}` is filled in by the caller; a tuple is a list of alternatives. Two values are sentences of their own, added at
the end: `meaning` of a column (in English only, as the tables declare it), and `near`, the nearest name that exists.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from planner.errors import Message, Problem
from planner.messages.credit import CREDIT
from planner.messages.evidence import EVIDENCE
from planner.messages.no_plan import NO_PLAN
from planner.messages.pictures import PICTURES
from planner.messages.problems import PROBLEMS
from planner.messages.ranked import RANKED
from planner.messages.rules import RULES
from planner.messages.scenarios import SCENARIOS
from planner.messages.screens import SCREENS
from planner.messages.sheets import SHEETS
from planner.messages.trouble import TROUBLE
from planner.model.subjects import words

MESSAGES: dict[str, tuple[str, str]] = {
    **PROBLEMS,
    **RULES,
    **TROUBLE,
    **NO_PLAN,
    **SCREENS,
    **SHEETS,
    **RANKED,
    **SCENARIOS,
    **CREDIT,
    **EVIDENCE,
    **PICTURES,
}


def sentences() -> dict[str, tuple[str, str]]:
    """Those above and those that the subjects of the model bring."""
    return {**MESSAGES, **words()}


def text(key: str, lang: str, **values: Any) -> str:
    """The sentence of a key in a language ("en" or "zh"), filled in."""
    language = 1 if lang == "zh" else 0
    said = {name: _worded(value, lang) for name, value in values.items()}
    sentence = (MESSAGES.get(key) or words()[key])[language].format_map(said)
    if lang == "en" and values.get("meaning"):
        sentence += f" {values['meaning']}."
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
        return _listed(value, 1 if lang == "zh" else 0)
    return value.in_language(lang) if isinstance(value, Message | Problem) else value


def _listed(names: tuple[str, ...], language: int) -> str:
    *first, last = names
    return MESSAGES["or"][language].join([*filter(None, [MESSAGES["comma"][language].join(first)]), last])
