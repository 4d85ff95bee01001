"""The language in which a command speaks: --lang, else PLANNER_LANG, else that of the case, else LANG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from planner.languages import languages, of_pictures


def spoken(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language of a command line, as it is needed before the line is understood."""
    said = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    said += [value for option, value in pairwise(words) if option == "--lang"]
    said += [environ.get("PLANNER_LANG", "")]
    return next((lang for lang in said if lang in of_pictures()), "") or _of_a_case(words) or _of_the_computer(environ)


def _of_a_case(words: Sequence[str]) -> str:
    """That of the headings of a case that is named."""
    named = [word for word in words[1:] if not word.startswith("-")]
    if not named:
        return ""
    from planner.case.language import language_of

    return next(filter(None, map(language_of, named)), "")


def _of_the_computer(environ: Mapping[str, str]) -> str:
    """The locale's: zh_CN.UTF-8 is Chinese."""
    locale = next(filter(None, (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    code = locale.partition("_")[0].partition(".")[0].lower()
    return code if code in languages() else "en"
