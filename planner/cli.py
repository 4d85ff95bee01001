"""The command `planner`: its commands, and what an error or an interruption ends in."""

from __future__ import annotations

import json
import os
import signal
import sys
from itertools import pairwise
from typing import Annotated

import typer

from planner.commands.cases import check, describe, new
from planner.commands.compare import compare
from planner.commands.credit import credit
from planner.commands.macc import macc
from planner.commands.priced import priced
from planner.commands.ranked import ranked
from planner.commands.solve import solve
from planner.commands.sources import sources
from planner.commands.yearly import yearly
from planner.errors import PlannerError
from planner.messages import text

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Least-cost abatement plans for a city, and exact marginal abatement cost curves.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("abatement-planner"))
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Nothing is done before a command."""


for command in (solve, macc, ranked, priced, yearly, credit, compare, check, sources, describe, new):
    app.command()(command)


class _Interrupted(BaseException):
    """Control-C."""


def main() -> None:
    """Run the command line; a user's mistake is a message and an exit code, never a traceback."""
    lang = _language(sys.argv[1:])
    signal.signal(signal.SIGINT, _interrupt)
    try:
        app()
    except PlannerError as problem:
        if "--json" in sys.argv[1:]:
            typer.echo(json.dumps(problem.as_dict(), ensure_ascii=False, indent=2, default=str))
        else:
            typer.secho(problem.in_language(lang), fg=None if os.environ.get("NO_COLOR") else "red", err=True)
        sys.exit(problem.exit_code)
    except _Interrupted:
        typer.echo(text("interrupted", lang), err=True)
        sys.exit(130)


def _interrupt(*_: object) -> None:
    raise _Interrupted


def _language(words: list[str]) -> str:
    """What --lang says, for messages about a command line that can't be run."""
    said = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    said += [value for option, value in pairwise(words) if option == "--lang"]
    return "zh" if said[-1:] == ["zh"] else "en"
