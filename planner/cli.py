"""The command `planner`: its commands, and what an error or an interruption ends in."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from contextlib import suppress
from typing import Annotated, Any, TextIO

import typer

from planner.calls.interrupt import Interrupted, heard, listen
from planner.commands.audit import audit
from planner.commands.cases import check, describe, new
from planner.commands.compare import compare
from planner.commands.credit import credit
from planner.commands.export import export
from planner.commands.frontier import frontier
from planner.commands.help import translate, usage_said
from planner.commands.language import spoken
from planner.commands.macc import macc
from planner.commands.near import near
from planner.commands.policies import policies
from planner.commands.priced import priced
from planner.commands.private import private
from planner.commands.ranked import ranked
from planner.commands.regret import regret
from planner.commands.report import report
from planner.commands.sensitivity import sensitivity
from planner.commands.solve import solve
from planner.commands.sources import sources
from planner.commands.sweep import sweep
from planner.commands.terminal import PictureLang, print_json
from planner.commands.uncertainty import uncertainty
from planner.commands.yearly import yearly
from planner.errors import Fault, MissingExtraError, OutputError, PathError, PlannerError, UsageError, nearest
from planner.languages import of_pictures, one
from planner.messages import text

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Least-cost abatement plans for a city, and exact marginal abatement cost curves.",
    epilog="Exit codes: 0 done, 1 a mistake of ours, 2 wrong usage, 3 wrong input, 4 no plan, 5 solver trouble, "
    "6 time is over, 7 a library is missing, 8 can't be written, 9 results that do not fit, 130 interrupted.",
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
    lang: PictureLang = "en",
) -> None:
    """Nothing is done before a command: `spoken` has read the language."""


COMMANDS = (
    solve,
    report,
    export,
    audit,
    macc,
    ranked,
    priced,
    yearly,
    frontier,
    credit,
    policies,
    private,
    compare,
    sweep,
    uncertainty,
    regret,
    sensitivity,
    near,
    new,
    check,
    describe,
    sources,
)
for command in COMMANDS:
    app.command()(command)


_WrongCommand: Any = typer.BadParameter.__base__
"""Whatever is wrong with a command line, in the click that typer uses."""


def main() -> None:
    """Run the command line; what goes wrong is a message and an exit code, and no traceback."""
    said = spoken(sys.argv[1:], os.environ)
    lang, as_json = one(said, "en"), "--json" in sys.argv[1:]
    listen()
    _open_streams()
    try:
        code = _run(said, lang, as_json)
        sys.stdout.flush()
    except OSError as wrong:
        _close(sys.stdout)
        code = _say(OutputError("no_output", wrong), lang, as_json=False)
    sys.exit(code)


def _run(said: str, lang: str, as_json: bool) -> int:
    """The exit code of the command that is asked for. Raises OSError when it can't be printed what it says.

    `said`: the language without --lang, which may be `both`; `lang`: that of messages.
    """
    planner = typer.main.get_command(app)
    translate(planner, lang)
    variable = os.environ.get("PLANNER_LANG", "")
    default = {each.__name__: {"lang": said if variable in ("", *of_pictures()) else variable} for each in COMMANDS}
    try:
        return planner(standalone_mode=False, default_map=default) or 0
    except _WrongCommand as wrong:
        if type(wrong).__name__ == "NoArgsIsHelpError":
            wrong.show()
            return int(wrong.exit_code)
        return _say(_usage(wrong, lang), lang, as_json)
    except SystemExit as stop:  # how typer ends where a pipe was closed
        if isinstance(stop.__context__, OSError):
            raise stop.__context__ from None
        raise
    except PlannerError as problem:
        return _say(problem, lang, as_json)
    except (Interrupted, Exception) as wrong:
        if isinstance(wrong, Interrupted) or heard():
            typer.echo(text("interrupted", lang), err=True)
            listen()  # it is answered
            return 130
        if isinstance(wrong, OSError):
            if wrong.filename is None:  # of a stream
                raise
            return _say(PathError("no_path", wrong, str(wrong.filename)), lang, as_json)
        if isinstance(wrong, ModuleNotFoundError) and not str(wrong.name).startswith("planner"):
            return _say(MissingExtraError(str(wrong.name)), lang, as_json)
        if os.environ.get("PLANNER_DEBUG"):
            raise
        return _say(Fault(wrong), lang, as_json)


def _usage(wrong: Any, lang: str) -> UsageError:
    """What typer found wrong with the words of a command, in words of ours."""
    values = {
        "command": wrong.ctx.command_path if wrong.ctx else "planner",
        "found": wrong.format_message().rstrip("."),
    }
    if type(wrong).__name__ == "NoSuchOption":
        near = wrong.possibilities or [""]
        return UsageError("no_such_option", **values | {"found": wrong.option_name}, near=near[0])
    if command := re.match("No such command '(.+?)'", values["found"]):
        near_command = nearest(command[1], [known.__name__ for known in COMMANDS])
        return UsageError("no_such_command", **values | {"found": command[1]}, near=near_command)
    if wrong.message and getattr(wrong, "param", None):
        given = next((str(each["input"]) for each in getattr(wrong.__cause__, "errors", list)()), "")
        found = usage_said(wrong.message.rstrip("."), lang, given)
        return UsageError("bad_option", **values | {"found": found, "place": wrong.param.opts[-1]})
    return UsageError("bad_command", **values | {"found": usage_said(values["found"], lang)})


def _say(problem: PlannerError, lang: str, as_json: bool) -> int:
    """Print what went wrong; its exit code."""
    if as_json:
        print_json(problem.as_dict())
    else:
        with suppress(OSError):  # standard error may be what can't be written
            typer.secho(problem.in_language(lang), fg=None if os.environ.get("NO_COLOR") else "red", err=True)
    return problem.exit_code


def _open_streams() -> None:
    """Letters that a terminal doesn't have are replaced; a stream that was closed is said or does without."""
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)  # takes its number, which what draws expects to be there
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    if sys.stdout is None:
        sys.exit(_say(OutputError("no_output", OSError(errno.EBADF, os.strerror(errno.EBADF))), "en", as_json=False))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _close(stream: TextIO) -> None:
    """Let go of what could not be printed, so that Python's end is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
