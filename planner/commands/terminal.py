"""What the commands share: their options, how a case is named, and how results are shown.

Data goes to stdout, everything else to stderr.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.errors import Message, UsageError
from planner.languages import Words, languages, of_pictures, one
from planner.messages import text

if TYPE_CHECKING:
    from planner.case.case import Case

CaseFolder = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="Folder of input tables or case workbook (.xlsx); without one, the bundled Beijing."
    ),
]
Scenario = Annotated[
    list[str] | None,
    typer.Option(help="Scenario of the case, or a file of changes of your own (.csv); several are applied in order."),
]
Model = Annotated[str | None, typer.Option(help="Model of models/ by name, or a file of your own.")]


def a_language(ctx: typer.Context, asked: str) -> str:
    """What --lang says, if there is such a language; where nothing is drawn, PLANNER_LANG=both is English."""
    return _one_of(ctx, one(asked, "en") if _by_default(ctx) else asked, languages())


def a_language_or_both(ctx: typer.Context, asked: str) -> str:
    """The same of pictures."""
    return _one_of(ctx, asked, of_pictures())


def _one_of(ctx: typer.Context, asked: str, allowed: tuple[str, ...]) -> str:
    if asked in allowed:
        return asked
    if _by_default(ctx):
        raise UsageError("bad_language_variable", found=asked, allowed=", ".join(of_pictures()))
    raise typer.BadParameter(f"'{asked}' is not one of {', '.join(map(repr, allowed))}.")


def _by_default(ctx: typer.Context) -> bool:
    """Whether the language is that of the environment, and not of the command line."""
    source = ctx.get_parameter_source("lang")
    return source is not None and source.name == "DEFAULT_MAP"


Lang = Annotated[
    str,
    typer.Option(
        callback=a_language,
        metavar=f"[{'|'.join(languages())}]",
        help="Language of names and messages. Without it: PLANNER_LANG, the case's, LANG.",
    ),
]
PictureLang = Annotated[
    str,
    typer.Option(
        callback=a_language_or_both,
        metavar=f"[{'|'.join(of_pictures())}]",
        help="Language of names and messages; both: pictures in Chinese and English. "
        "Without it: PLANNER_LANG, the case's, LANG.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the summary as JSON, and nothing else.")]


def read_named(case: str, lang: str, scenario: Sequence[str] | None = None, rate: float | None = None) -> Case:
    """Read a case by its folder or as a bundled one, its tables changed by scenarios; or a sheet of measures.

    How a sheet was interpreted is said first.
    """
    from planner.case.check import read_case
    from planner.case.classic import classic_case
    from planner.case.sheets.interpretation import interpretation
    from planner.case.workbook.read import is_case_workbook, is_sheet
    from planner.model.model_file import case_folder

    if is_sheet(case):
        if scenario:
            raise UsageError("scenario_of_a_sheet")
        read = classic_case(case, discount_rate=rate)
        typer.echo("\n".join(interpretation(read, one(lang, "en"))), err=True)
        return read
    if rate is not None:
        raise UsageError("rate_of_tables")
    if is_case_workbook(case):
        return read_case(case, scenario=scenario or ())
    folder = case_folder(case)
    if folder != Path(case):
        typer.echo(text("say_bundled", one(lang, "en"), case=folder.name), err=True)
    return read_case(folder, scenario=scenario or ())


def show(data: Any, as_json: bool, screen: Callable[[str], Any], lang: str) -> None:
    """Print the data as JSON, or the screen."""
    if as_json:
        print_json(data)
    else:
        console().print(screen(one(lang, "en")))


def print_json(data: Any) -> None:
    """In plain letters where standard output is not in Unicode."""
    encoding = (sys.stdout.encoding or "").lower()
    typer.echo(json.dumps(data, ensure_ascii="utf" not in encoding, indent=2, default=_plain))


def _plain(value: Any) -> str:
    """What JSON has no kind for: a message in English."""
    return value.in_language("en") if isinstance(value, Message | Words) else str(value)


def note(key: str, lang: str, **values: Any) -> None:
    """Say something beside the data."""
    typer.echo(text(key, lang, **values), err=True)


def console() -> Any:
    """Standard output, 120 wide where nobody says how wide it is; names and titles print as they stand."""
    from rich.console import Console

    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, markup=False, emoji=False, width=None if known else 120)


def progress(lang: str, key: str) -> Callable[[float], None] | None:
    """How much of long work is done, a count or a share, on a terminal only."""
    if not sys.stderr.isatty():
        return None
    return lambda done: typer.echo(f"\r{text(key, one(lang, 'en'), count=done)}", nl=False, err=True)


def progress_of_many(lang: str, key: str) -> Callable[[int, int], None] | None:
    """How many of all are done, and the seconds that are left, on a terminal only."""
    if not sys.stderr.isatty():
        return None
    begun, lang = list[tuple[float, int]](), one(lang, "en")

    def say(count: int, every: int) -> None:
        begun.append((time.monotonic(), count))
        (start, before), left = begun[0], ""
        if before < count < every:
            seconds = (time.monotonic() - start) * (every - count) / (count - before)
            left = text("progress_left", lang, seconds=f"{seconds:,.0f}")
        typer.echo(f"\r{text(key, lang, count=count, all=every, left=left)}", nl=count == every, err=True)

    return say
