"""The languages of messages, names and pictures: English, Chinese, and one more for each catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CATALOGUES = Path(__file__).parent / "messages" / "catalogue"
"""One file a further language, named by its code: `fr.toml`."""
BOTH = "both"
"""Of pictures: Chinese and English together."""


def further() -> tuple[str, ...]:
    """The languages of the catalogues."""
    return tuple(sorted(path.stem for path in CATALOGUES.glob("*.toml")))


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


def of_row(row: object, column: str, lang: str) -> str:
    """What a row says in its column of a language; in English where that is empty."""
    own = getattr(row, f"{column}_{lang}", "") or getattr(row, "further", {}).get(f"{column}_{lang}", "")
    return own or getattr(row, f"{column}_en", "")


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
