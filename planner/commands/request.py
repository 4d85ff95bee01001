"""What every command that plans a case is asked, its options declared once, and where its results go."""

from __future__ import annotations

import inspect
import math
import shlex
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

import typer

from planner.calls.deadline import DEFAULT, deadline_of, within
from planner.commands.terminal import (
    Json,
    Model,
    PictureLang,
    Scenario,
    console,
    note,
    read_named,
    show,
)
from planner.errors import NoPlanError, Problem, UsageError
from planner.languages import one

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.model_file import ModelSpec
    from planner.output.result_set import Files, ResultFolder
    from planner.pictures.style import Style
    from planner.results.plan import Prepared

Account = Annotated[
    str | None,
    typer.Option(help="Account of case.toml whose emissions are meant, e.g. co2; without one, that of the first cap."),
]
Enablers = Annotated[
    Literal["with", "apart"],
    typer.Option(help="What delivers a carrier marked enabler counts with what it serves, or apart as a measure."),
]
Scope = Annotated[
    str | None,
    typer.Option(help="Whose emissions move: total, a sector or a group of sectors.csv; without one, the caps'."),
]
Year = Annotated[int | None, typer.Option(help="Of this year's cap, every other cap kept.")]
Alone = Annotated[bool, typer.Option("--alone", help="No other caps or policies.")]
Cumulative = Annotated[bool, typer.Option("--cumulative", help="A budget on the sum of all years.")]
Tolerance = Annotated[
    float, typer.Option(min=0, help="Largest error of the curve, as a share of its rise in cost; 0: exact.")
]

Order = Annotated[
    Literal["cost", "benefit"],
    typer.Option(help="Of bars: by cost per tonne; or what saves money first, by net benefit at the carbon price."),
]
StyleFile = Annotated[
    Path | None,
    typer.Option("--style", help="A file (.toml) with title, colours, labels, size, fonts ... of the pictures."),
]
Prices = Annotated[
    str | None, typer.Option(help="The price axis of the picture, money per tonne: LOW:HIGH, e.g. 0:500 or -200:800.")
]


@dataclass(frozen=True)
class Request:
    """A case, how it is planned, and where its results go."""

    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help="Folder of tables, case workbook (.xlsx) or a sheet of measures (.csv, .xlsx, .ods); else Beijing.",
        ),
    ] = "data/beijing"
    scenario: Scenario = None
    model: Model = None
    discount_rate: Annotated[
        float | None,
        typer.Option(min=0, max=0.99, help="Of a sheet of measures with capex and lifetimes: 0.08 is 8 %."),
    ] = None
    out: Annotated[Path, typer.Option(help="Folder for results: <out>/<case>/<model>/.")] = Path("results")
    lang: PictureLang = "en"
    time_limit: Annotated[float, typer.Option(help="Seconds after which the command ends with exit code 6.")] = DEFAULT
    as_json: Json = False
    force: Annotated[bool, typer.Option("--force", help="Write into a folder that holds other files.")] = False

    def read(self) -> Case:
        """The case that is asked for."""
        return read_named(self.case, self.lang, self.scenario, self.discount_rate)

    def prepared(self, case: Case | None = None) -> Prepared:
        """The case that is asked for, read if it is not yet, and compiled."""
        from planner.results.plan import prepare

        ready = prepare(case or self.read(), model=self.model)
        self.note_warnings(ready.warnings)
        return ready

    def note_warnings(self, warnings: Collection[Problem]) -> None:
        """Say in one line how many warnings the tables give, and which command lists them."""
        if warnings:
            given = [f"--scenario {name}" for name in self.scenario or ()]
            given += [f"--model {self.model}"] if self.model else []
            command = " ".join(["planner check", self.case, *given])
            note("say_warnings_of", one(self.lang, "en"), count=len(warnings), command=command)

    @property
    def of_a_sheet(self) -> bool:
        """Whether the case is one sheet of measures."""
        from planner.case.workbook.read import is_sheet

        return is_sheet(self.case)

    @contextmanager
    def results(self, command: str, case: Case, model: ModelSpec, asked: Mapping[str, Any]) -> Iterator[Results]:
        """Where a command's results go; `asked` are the arguments of the function that works them out.

        Where there is no plan, that is what stands there afterwards.
        """
        from planner.model.model_file import case_folder
        from planner.output.index_page import index_page
        from planner.output.result_set import ResultFolder, inputs_hash

        place, folder = self.out / case.full_name / model.name, case_folder(self.case).resolve()
        of = case.scenario, model.name, dict(asked)
        index = partial(index_page, case, model.name, one(self.lang, "en"))
        found = Results(self, command, ResultFolder(place, folder, inputs_hash(case, model), self.force, *of, index))
        found.folder.check()
        try:
            yield found
        except NoPlanError as none:
            from planner.output.export import as_json
            from planner.output.no_plan import no_plan_card, no_plan_files, repairs

            if command == "solve":
                found.put(command, no_plan_files(case, model.name, none, self.lang))
                none.next = tuple(self.command_line("solve", place / f"{name}.csv") for name in repairs(case, none))
                self._show_least_excess(none)
            else:
                found.put(command, {f"{command}.json": as_json(no_plan_card(case, model.name, none))})
                none.next = (self.command_line("solve"),)
            raise

    def command_line(self, command: str, *scenarios: Path) -> str:
        """A command on the same case, with further scenarios."""
        given = [part for name in (*(self.scenario or ()), *scenarios) for part in ("--scenario", str(name))]
        given += ["--model", self.model] if self.model else []
        given += [] if self.discount_rate is None else ["--discount-rate", f"{self.discount_rate:g}"]
        return shlex.join(["planner", command, self.case, *given])

    def _show_least_excess(self, none: NoPlanError) -> None:
        """Print the plan that comes with the error, on the screen."""
        if none.plan is not None and not self.as_json:
            from planner.output.kinds import KINDS

            console().print(KINDS[type(none.plan)].screen(none.plan, one(self.lang, "en")))


@dataclass(frozen=True)
class Results:
    """What a command found: put into its folder as one set, then shown."""

    request: Request
    command: str
    folder: ResultFolder

    def put(self, name: str, files: Files) -> None:
        self.folder.put(self.command, name, files)

    def give(self, found: Any, stem: str | None = None, said: Mapping[str, Any] | None = None, **drawn: Any) -> None:
        """Put the files of what was found there, by its kind, and show it; `said`: what its screen is asked besides."""
        from planner.output.kinds import KINDS, result_files

        self.put(stem or KINDS[type(found)].stem(found), result_files(found, self.request.lang, stem, **drawn))
        self.tell(found, **(said or {}))

    def tell(self, found: Any, **said: Any) -> None:
        """Show what was found, by its kind."""
        from planner.output.kinds import KINDS

        kind = KINDS[type(found)]
        self.show(kind.card(found), lambda lang: kind.screen(found, lang, **said))

    def show(self, data: dict[str, Any], screen: Callable[[str], Any]) -> None:
        """Print the data as JSON, or the screen and where the files are."""
        show(data, self.request.as_json, screen, self.request.lang)
        if not self.request.as_json:
            lang = one(self.request.lang, "en")
            note("say_written", lang, place=self.folder.place)
            if stale := self.folder.stale():
                note("say_stale", lang, commands=", ".join(f"`planner {command}`" for command in stale))


def style_of(file: Path | None, prices: str | None) -> Style:
    """How the pictures are styled: as a file says, the price axis as the command line does."""
    from planner.pictures.style import Style, read_style

    style = read_style(file) if file is not None else Style()
    return style if prices is None else style.model_copy(update={"prices": price_axis(prices)})


def price_axis(said: str) -> tuple[float, float]:
    """LOW:HIGH as two prices. Raises UsageError for anything else."""
    try:
        low, high = (float(part) for part in said.split(":"))
    except ValueError:
        raise UsageError("bad_prices", found=said) from None
    if not -math.inf < low < high < math.inf:
        raise UsageError("bad_prices", found=said)
    return low, high


def planning(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function of a request a command: the request's options, but those `without`, stand around its own."""

    def decorate(run: Callable[..., None]) -> Callable[..., None]:
        asked, *own = inspect.signature(run, eval_str=True).parameters.values()
        kind: type[Request] = asked.annotation
        hints = get_type_hints(kind, include_extras=True)
        shared = {
            field.name: inspect.Parameter(
                field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
            )
            for field in fields(kind)
            if field.name not in without
        }
        own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]

        @wraps(run)
        def command(**given: Any) -> None:
            request = kind(**{name: given.pop(name) for name in shared})
            with within(deadline_of(request.time_limit)):
                run(request, **given)

        parameters = [shared["case"], *own, *(p for name, p in shared.items() if name != "case")]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate
