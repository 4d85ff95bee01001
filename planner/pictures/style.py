"""How a picture is styled: a file of settings (TOML), or the same words in Python. What is not said stays as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from planner.case.parsing import cell_problems
from planner.errors import InputError, Problem, UsageError, no_toml
from planner.languages import languages
from planner.pictures import fonts

FONT_SIZE = 12.0
"""Of names and numbers [px]: everything else is in proportion."""
Colour = Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6}|[a-z]+)$")]


def a_language(units: str) -> str:
    """Raises what a wrong option raises."""
    if units and units not in languages():
        expected = ", ".join(map(repr, languages()))
        raise PydanticCustomError("literal_error", "one of {expected}", {"expected": expected})
    return units


def an_axis(prices: tuple[float, float]) -> tuple[float, float]:
    """Raises what two prices in the wrong order raise."""
    if prices[0] >= prices[1]:
        raise PydanticCustomError("reversed_prices", "the lowest first")
    return prices


class Style(BaseModel):
    """The settings of a style file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    "Empty: the case's title and what the picture shows"
    order: Literal["", "cost", "benefit"] = ""
    "Of bars: by cost per tonne, or what saves money by net benefit; empty: the curve's own"
    colour_by: Literal["sector", "cost"] = "sector"
    "What the colours of bars tell apart"
    colours: dict[str, Colour] = {}
    "Colour of a sector, by its id or its name: #0072B2, or a colour of CSS"
    labels: Literal["numbers", "names", "none"] = "numbers"
    "On the bars: numbers with a table beside, the names themselves, or nothing"
    width: Annotated[float, Field(ge=300, le=4000)] | None = None
    "Of the plot [px]; empty: as wide as its labels need"
    height: Annotated[float, Field(ge=200, le=4000)] | None = None
    "Of the plot [px]"
    font: str = ""
    "A font of this computer; empty: Noto Sans CJK SC, which comes with the planner"
    font_size: Annotated[float, Field(ge=4, le=60)] = FONT_SIZE
    "Of names and numbers [px]; with the plot's size as it is"
    units: Annotated[str, AfterValidator(a_language)] = ""
    "Language of units; empty: that of the picture"
    prices: Annotated[tuple[float, float], AfterValidator(an_axis)] | None = None
    "Lowest and highest price of the price axis, in money per tonne"
    dpi: Annotated[float, Field(ge=72, le=1200)] = 300
    "Of PNG, where 100 px of the picture are an inch"


def read_style(path: Path) -> Style:
    """Read a style file. Raises UsageError where there is none, InputError with every problem in it."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as wrong:
        raise UsageError("no_such_file", place=str(path), near="") from wrong
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise InputError(path.name, [Problem(path.name, 0, "", "bad_toml", {"found": no_toml(wrong)})]) from None
    return with_its_font(style_of(said, path.name), path.name)


def style_of(said: Mapping[str, Any], place: str) -> Style:
    """The style that is said. Raises InputError with every problem."""
    try:
        return Style.model_validate(dict(said))
    except ValidationError as wrong:
        raise InputError(place, list(cell_problems(Style, place, 0, wrong))) from None


def with_its_font(style: Style, place: str) -> Style:
    """The style, whose font is on this computer. Raises InputError where it is not."""
    if style.font and not fonts.is_installed(style.font):
        problem = Problem(place, 0, "font", "no_such_font", {"found": style.font, "own": fonts.FAMILY})
        raise InputError(place, [problem])
    return style
