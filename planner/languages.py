"""The languages of messages, names and pictures: English, Chinese, and one more for each catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).parent / "messages" / "catalogue"
"""One file a further language, named by its code: `fr.toml`."""
BOTH = "both"
"""Of pictures: Chinese and English together."""


def further() -> tuple[str, ...]:
    """The languages of the catalogues."""
    return _codes(CATALOGUES)


@cache
def _codes(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def catalogue(lang: str) -> dict[str, Any]:
    """What a further language says: `sentences` by key; `tables`, `columns`, `options`, `units` of the dictionary."""
    return _read(CATALOGUES / f"{lang}.toml")


@cache
def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def languages() -> tuple[str, ...]:
    """Every language, English first."""
    return ("en", "zh", *further())


def of_pictures() -> tuple[str, ...]:
    """What a picture can be in."""
    return (*languages(), BOTH)


def one(lang: str, of_both: str) -> str:
    """A language of its own: `of_both` where both are asked for."""
    return of_both if lang == BOTH else lang


def columns_of(column: str) -> list[str]:
    """The columns of a result table that say the same in each language: name_en, name_zh, ..."""
    return [f"{column}_{lang}" for lang in languages()]


@dataclass(frozen=True)
class Words:
    """What something is called in English, in Chinese and in the further languages."""

    en: str
    zh: str = ""
    others: tuple[tuple[str, str], ...] = ()

    def __contains__(self, name: object) -> bool:
        return name in (self.en, self.zh, *dict(self.others).values())

    def in_language(self, lang: str) -> str:
        """In English where a language has no words of its own, in Chinese where there is no English."""
        own = self.zh if lang == "zh" else dict(self.others).get(lang, "")
        return own or self.en or self.zh


def in_each(said: Callable[[str], str]) -> Words:
    """What a function says in each language."""
    return Words(said("en"), said("zh"), tuple((lang, said(lang)) for lang in further()))


def in_columns(row: Mapping[str, Any], column: str) -> Words:
    """What a row of a result table says in each language, in `name_en`, `name_zh`, ..."""
    return in_each(lambda lang: str(row[f"{column}_{lang}"]))
