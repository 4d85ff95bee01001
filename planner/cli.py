"""The command `planner`: parses, calls one function, prints. Data goes to stdout, everything else to stderr."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from planner.errors import PlannerError, UsageError
from planner.messages import text

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Least-cost abatement plans for a city, and exact marginal abatement cost curves.",
)

CaseFolder = Annotated[
    str, typer.Argument(metavar="[CASE]", help="Folder of input tables; without one, the bundled Beijing.")
]
Model = Annotated[str | None, typer.Option(help="Model of models/ by name, or a file of your own.")]
Out = Annotated[Path, typer.Option(help="Folder for results: <out>/<case>/<model>/.")]
Lang = Annotated[Literal["en", "zh"], typer.Option(help="Language of names, the summary and the picture.")]
Json = Annotated[bool, typer.Option("--json", help="Print the summary as JSON, and nothing else.")]
Force = Annotated[bool, typer.Option("--force", help="Write into a folder that holds other files.")]


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


@app.command()
def solve(
    case: CaseFolder = "data/beijing",
    model: Model = None,
    out: Out = Path("results"),
    lang: Lang = "en",
    tolerance: Annotated[
        float, typer.Option(min=0, help="Largest error of the MAC curve, as a share of its rise in cost.")
    ] = 1e-4,
    as_json: Json = False,
    force: Force = False,
) -> None:
    """Find the least-cost plan that keeps every cap; write its tables and the MAC curve.

    Example: planner solve data/beijing --lang zh
    """
    from planner.export import result_folder, summarise, write_curve, write_plan, write_summary
    from planner.macc import mac_curve
    from planner.plan import prepare
    from planner.plan import solve as find_plan
    from planner.report import screen

    ready = prepare(_read(case, lang), model)
    folder = result_folder(out, ready.case.name, ready.spec.name, force)
    plan = find_plan(ready)
    curve, summary = None, summarise(plan, None)
    write_plan(plan, summary, folder)
    try:
        if ready.inputs.caps:
            curve = mac_curve(ready, tolerance=tolerance, progress=_progress(lang))
    except UsageError as none:
        typer.echo(text("say_no_curve", lang, why=none.in_language(lang)), err=True)
    if curve is not None:
        write_curve(curve, folder, lang)
        summary = summarise(plan, curve)
        write_summary(summary, folder)
    _show(summary, as_json, lambda: screen(plan, curve, lang), folder, lang)


@app.command()
def macc(
    case: Annotated[
        str, typer.Argument(metavar="[CASE]", help="Folder of input tables, or one sheet of measures (.csv).")
    ] = "data/beijing",
    model: Model = None,
    curve: Annotated[
        Literal["system", "ranked", "priced"],
        typer.Option(help="system: what the next tonne costs; ranked: each measure alone; priced: by carbon price."),
    ] = "system",
    year: Annotated[int | None, typer.Option(help="The curve of this year's cap, every other cap kept.")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="With --year: no other caps.")] = False,
    path: Annotated[bool, typer.Option("--path", help="All yearly caps together (the default).")] = False,
    cumulative: Annotated[bool, typer.Option("--cumulative", help="A budget on the sum of all years.")] = False,
    discounted: Annotated[bool, typer.Option("--discounted", help="Ranked: over the horizon, discounted.")] = False,
    account: Annotated[str | None, typer.Option(help="Account whose emissions move; without one, the caps'.")] = None,
    scope: Annotated[
        str | None, typer.Option(help="Sector, group or total whose emissions move; without one, the caps'.")
    ] = None,
    tolerance: Annotated[float, typer.Option(min=0, help="Largest error, as a share of the rise in cost.")] = 1e-12,
    out: Out = Path("results"),
    lang: Lang = "en",
    as_json: Json = False,
    force: Force = False,
) -> None:
    """Compute an exact marginal abatement cost curve and draw it.

    Example: planner macc data/beijing --year 2035
    """
    from planner.card import card
    from planner.export import result_folder, write_curve, write_priced, write_ranked
    from planner.macc import mac_curve
    from planner.plan import prepare
    from planner.report import curve_screen, ranked_screen

    if (year is not None) + path + cumulative > 1 or (alone and year is None):
        raise UsageError("one_direction")
    if scope is not None if curve == "ranked" else discounted:
        raise UsageError("option_of_curve")
    ready = prepare(_read(case, lang), model)
    if path and ready.spec.caps != "yearly":
        raise UsageError("path_of_yearly", model=ready.spec.name)
    folder = result_folder(out, ready.case.name, ready.spec.name, force)
    if curve == "ranked":
        from planner.ranked import ranked_curve
        from planner.ranked_card import card as ranked_card

        if year is None or alone:
            raise UsageError("ranked_year")
        bars = ranked_curve(ready, year=year, account=account, discounted=discounted)
        write_ranked(bars, folder, lang)
        _show(ranked_card(bars), as_json, lambda: ranked_screen(bars, lang), folder, lang)
        return
    say = _progress(lang)
    if curve == "priced":
        from planner.priced import priced_curve

        priced = priced_curve(
            ready, year=year, alone=alone, cumulative=cumulative, account=account, scope=scope, tolerance=tolerance
        )
        write_priced(priced, folder, lang)
        found = priced.system
    else:
        found = mac_curve(
            ready, year=year, alone=alone, cumulative=cumulative, account=account, scope=scope, tolerance=tolerance,
            progress=say,
        )
        write_curve(found, folder, lang)
    _show(card(found), as_json, lambda: curve_screen(found, lang), folder, lang)


@app.command()
def check(case: CaseFolder = "data/beijing", model: Model = None, lang: Lang = "en", as_json: Json = False) -> None:
    """Check the tables of a case and say what was understood: which improvement fits what, what the model doesn't use.

    Example: planner check my_city
    """
    from planner.understood import understood

    facts = understood(_read(case, lang), model)
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for fact in facts:
        typer.echo(text(lang=lang, **fact))


@app.command()
def describe(
    table: Annotated[
        str, typer.Argument(metavar="[TABLE]", help="A table, e.g. interventions.csv; without one, all.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Print the data dictionary: every table, column, unit, range and default.

    Example: planner describe interventions
    """
    from planner.dictionary import dictionary, pages

    entries = dictionary(table)
    if as_json:
        typer.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    _console().print(pages(entries))


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")], lang: Lang = "en"
) -> None:
    """Write a small commented case to start from.

    Example: planner new my_city
    """
    from planner.template import write_template

    try:
        write_template(folder)
    except OSError as wrong:
        raise UsageError("no_place", place=str(folder), found=wrong.strerror or str(wrong)) from None
    typer.echo(text("say_new", lang, place=folder))


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


def _read(case: str, lang: str) -> Any:
    """Read a case by its folder, a sheet of measures, or a bundled case: `name` or `data/name`, if nothing is there."""
    from planner.check import read_case
    from planner.classic import classic_case
    from planner.spec import bundled

    folder = Path(case)
    if folder.suffix.lower() == ".csv":
        return classic_case(folder)
    inside = bundled("data") / folder.name
    if folder.parts in ((folder.name,), ("data", folder.name)) and not folder.exists() and inside.is_dir():
        typer.echo(text("say_bundled", lang, case=folder.name), err=True)
        return read_case(inside)
    return read_case(folder)


def _show(data: dict[str, Any], as_json: bool, screen: Callable[[], Any], folder: Path, lang: str) -> None:
    if as_json:
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    console = _console()
    console.print(screen())
    typer.echo(text("say_written", lang, place=folder), err=True)


def _console() -> Any:
    from rich.console import Console

    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if known else 120)


def _progress(lang: str) -> Callable[[int], None] | None:
    """Progress of long work, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def say(solves: int) -> None:
        if solves % 20 == 0:
            typer.echo(f"\r{text('progress_curve', lang, solves=solves)}", nl=False, err=True)

    return say
