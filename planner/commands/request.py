"""What every command that plans a case is asked: its shared options, declared once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from planner.commands.terminal import Json, PictureLang, read_named

if TYPE_CHECKING:
    from planner.plan import Prepared

Account = Annotated[
    str | None,
    typer.Option(help="Account of case.toml whose emissions are meant, e.g. co2; without one, that of the first cap."),
]
Scope = Annotated[
    str | None,
    typer.Option(help="Whose emissions move: total, a sector or a group of sectors.csv; without one, the caps'."),
]
Year = Annotated[int | None, typer.Option(help="Of this year's cap, every other cap kept.")]
Alone = Annotated[bool, typer.Option("--alone", help="No other caps.")]
Cumulative = Annotated[bool, typer.Option("--cumulative", help="A budget on the sum of all years.")]
Tolerance = Annotated[
    float, typer.Option(min=0, help="Largest error of the curve, as a share of its rise in cost; 0: exact.")
]


@dataclass(frozen=True)
class Request:
    """A case, how it is planned, and where its results go."""

    case: Annotated[
        str,
        typer.Argument(
            metavar="[CASE]", help="Folder of input tables or one sheet of measures (.csv); without one, Beijing."
        ),
    ] = "data/beijing"
    scenario: Annotated[
        list[str] | None,
        typer.Option(help="Scenario of the case, or a file of changes of your own (.csv); several change it in turn."),
    ] = None
    model: Annotated[str | None, typer.Option(help="Model of models/ by name, or a file of your own.")] = None
    out: Annotated[Path, typer.Option(help="Folder for results: <out>/<case>/<model>/.")] = Path("results")
    lang: PictureLang = "en"
    as_json: Json = False
    force: Annotated[bool, typer.Option("--force", help="Write into a folder that holds other files.")] = False

    def prepared(self) -> Prepared:
        """The case that is asked for, read and compiled."""
        from planner.plan import prepare

        return prepare(read_named(self.case, self.lang, self.scenario), self.model)


def planning(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function of a request a command: the request's options, but those `without`, stand around its own."""

    def decorate(run: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(Request, include_extras=True)
        shared = {
            field.name: inspect.Parameter(
                field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
            )
            for field in fields(Request)
            if field.name not in without
        }
        own = list(inspect.signature(run, eval_str=True).parameters.values())[1:]
        own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]

        @wraps(run)
        def command(**given: Any) -> None:
            run(Request(**{name: given.pop(name) for name in shared}), **given)

        parameters = [shared["case"], *own, *(p for name, p in shared.items() if name != "case")]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return command

    return decorate
