"""What a cell, a row and a number by year are: in these words tables are declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.fields import FieldInfo

from planner.errors import Problem
from planner.languages import further
from planner.tables.chinese import COLUMNS, TABLES


@dataclass(frozen=True)
class Ref:
    """The value must be an id of one of these tables; `several` ids are separated by ;

    With `by_column` an id may be for one column of the row: `capex: id`. `also` are words allowed besides.
    """

    files: tuple[str, ...]
    several: bool = False
    by_column: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unit:
    """What the numbers of a column are measured in, in words for the data dictionary."""

    words: str


LARGEST = 1e15
"""No number of a cell is larger: so the solver can still tell it from the others. A larger unit says the same."""
FASTEST_GROWTH = 2.0
"""No stock grows faster from year to year, as a share; from nothing it starts with a seed."""


def plain_number(cell: Any) -> Any:
    """A number as a spreadsheet writes it without formatting: 12, -0.5, 1e6. In TOML true is no number."""
    if isinstance(cell, bool):
        raise ValueError("plain number")
    if isinstance(cell, str):
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", cell.strip()):
            raise ValueError("plain number")
        if abs(float(cell)) > LARGEST:
            raise ValueError("too large")
    return cell


def plain_bool(cell: Any) -> Any:
    """True or false, as typed or as Excel writes it."""
    words = {"true": True, "false": False, "1": True, "0": False, "是": True, "否": False}
    if isinstance(cell, str):
        if cell.strip().lower() not in words:
            raise ValueError("true or false")
        return words[cell.strip().lower()]
    return cell


FIRST_YEAR, LAST_YEAR = 1900, 2300

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$")]
Number = Annotated[float, BeforeValidator(plain_number), Field(allow_inf_nan=False)]
NotNegative = Annotated[Number, Field(ge=0)]
Positive = Annotated[Number, Field(gt=0)]
Whole = Annotated[int, BeforeValidator(plain_number)]
Flag = Annotated[bool, BeforeValidator(plain_bool)]
Year = Annotated[int, BeforeValidator(plain_number), Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Sector = Annotated[Id, Ref(("sectors.csv",))]
Carrier = Annotated[Id, Ref(("carriers.csv",))]
Commodity = Annotated[Id, Ref(("services.csv", "carriers.csv"))]
Measure = Annotated[Id, Ref(("interventions.csv",))]
Account = Annotated[Id, Ref(("case.toml accounts",))]
Scope = Annotated[Id, Ref(("sectors.csv", "sectors.csv group"))]


class Worded(BaseModel):
    """What has names, titles or notes: `name_en`, `name_zh`, and a `name_<lang>` for each further language."""

    _further: dict[str, str] = PrivateAttr(default_factory=dict)

    @classmethod
    def language_columns(cls) -> list[str]:
        """Its columns in the further languages."""
        stems = (name.removesuffix("zh") for name in cls.model_fields if name.endswith("_zh"))
        return [stem + lang for stem in stems for lang in further()] if further() else []

    def worded(self, column: str, lang: str) -> str:
        """What it says in a language, as its `name`; in English where that is empty."""
        column, english = f"{column}_{lang}", f"{column}_en"
        return getattr(self, column, "") or self._further.get(column, "") or getattr(self, english, "")

    def with_words(self, words: Mapping[str, str]) -> Self:
        """The same with other words in some of these columns."""
        known = {column: said for column, said in words.items() if column in type(self).model_fields}
        made = self.model_copy(update=known)
        made._further = {**self._further, **{column: words[column] for column in words.keys() - known.keys()}}
        return made

    @model_validator(mode="wrap")
    @classmethod
    def _gather(cls, given: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        own = set(cls.language_columns()).intersection(given if isinstance(given, dict) else ())
        if not own:
            return build(given)
        made = build({column: cell for column, cell in given.items() if column not in own})
        made._further = {column: str(given[column]) for column in own}
        return made


class Row(Worded):
    """One row of a table. `row` is the file's own number: the header is row 1."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
    FILE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]
    REQUIRED: ClassVar[bool] = False
    """Whether a case must have this table."""
    CHINESE: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """Its name and what it holds (under ""), and its columns' headings and meanings, where it brings them itself."""
    MORE: ClassVar[str] = ""
    """The field that gathers columns whose names are not fixed, such as years; blank: there are none."""

    row: Whole = 0

    def problem(self, column: str, key: str, /, **values: Any) -> Problem:
        """What is wrong in one of its cells: the key of the message, and what fills that in."""
        return Problem(self.FILE, self.row, column, key, values)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        if own := dict(cls.__dict__.get("CHINESE", {})):
            TABLES[cls.FILE] = own.pop("")
            COLUMNS[cls.FILE] = own

    @classmethod
    def takes(cls, column: str) -> bool:
        """Whether `MORE` gathers a column of this name."""
        return False

    @classmethod
    def columns(cls) -> list[str]:
        """The columns as they stand in a file: ids and names first, the number, source and note last."""
        names = [name for name in cls.model_fields if name not in ("row", cls.MORE)]
        first, last = [*cls.KEY, "name_en", "name_zh"], ["amount", "source", "note"]
        place = {name: n - len(first) for n, name in enumerate(first)} | {name: n for n, name in enumerate(last, 1)}
        return sorted(names, key=lambda name: place.get(name, 0))


class Columns(BaseModel):
    """Columns that a subject adds to a table that several read."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Names(Row):
    name_en: str = ""
    "English name, for reports and charts"
    name_zh: str = ""
    "Chinese name, for reports and charts"


class Sourced(Row):
    source: Annotated[str, Ref(("sources.csv",), several=True, by_column=True)] = ""
    "Keys of sources.csv, several separated by ; a key for one column or year is written capex: key, 2030: key"
    note: str = ""
    "Free-text note"

    @property
    def keys(self) -> list[str]:
        """The keys of sources.csv that the row names."""
        return [key for _, key in attributed(self.source)]

    def keys_of(self, column: str) -> list[str]:
        """The keys behind the number of a column: those written for it, else those written for no column."""
        found = attributed(self.source)
        return [key for c, key in found if c == column] or [key for c, key in found if not c]


class Series(Sourced):
    """A number by year: one column a year, or one value for all years in `amount`."""

    MORE = "years"
    NEVER_NEGATIVE: ClassVar[bool] = False
    """Whether each of its numbers is 0 or more."""
    MEASURED: ClassVar[tuple[str, ...]] = ()
    """What its unit is of, and per what: `money`, or the column that names an account, a carrier or an intervention, of
    which the activity is meant. Blank: a subject says it."""

    amount: Number | None = None
    "One value for all years, instead of year columns"
    years: dict[Year, Number] = Field(default_factory=dict)
    "One column a year: linear between, constant outside"

    @classmethod
    def takes(cls, column: str) -> bool:
        return is_year(column)

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers given, by the column in which they stand."""
        flat = {} if self.amount is None else {"amount": self.amount}
        return flat | {str(year): number for year, number in sorted(self.years.items())}

    @property
    def negative(self) -> dict[str, float]:
        """Those of its numbers that are below zero, by column."""
        return {column: number for column, number in self.numbers.items() if number < 0}

    def below_zero(self) -> Iterator[Problem]:
        """A problem for each number below zero."""
        for column, number in self.negative.items():
            yield self.problem(column, "out_of_range", found=f"{number:g}", allowed=">= 0")

    def column_of(self, year: int) -> str:
        """The column in which the number of a year stands, else its first."""
        return str(year) if year in self.years else next(iter(self.numbers))

    def at(self, year: int) -> float:
        """The number in a year: on the line between the two years given around it, constant outside them."""
        if self.amount is not None:
            return self.amount
        return on_the_line(self.years, min(max(year, min(self.years)), max(self.years)))


class Binding(Series):
    """A limit by year: it binds in the years given, and never before the first or after the last of them."""

    between: Literal["linear", "free"] | None = None
    "Years between two given ones: on the line between them (the default), or free"
    years: dict[Year, Number] = Field(default_factory=dict)
    "One column a year: years before the first and after the last one given are free"

    def binding(self, horizon: range) -> dict[int, float]:
        """The years of the horizon in which the limit binds, with its amount."""
        if self.amount is not None:
            return dict.fromkeys(horizon, self.amount)
        if self.between == "free":
            return {year: amount for year, amount in sorted(self.years.items()) if year in horizon}
        return {year: self.at(year) for year in horizon if min(self.years) <= year <= max(self.years)}

    def outside(self, horizon: range) -> Iterator[Problem]:
        """A limit that binds in no year of the horizon is a mistake."""
        if self.years and not self.binding(horizon):
            values = {"found": ", ".join(map(str, self.years)), "first": horizon[0], "last": horizon[-1]}
            yield self.problem("years", "outside_horizon", **values)


class PolicyRow(Names, Binding):
    """A policy by year."""

    KEY = ("policy",)
    policy: Id
    "Id of the policy"
    decided: Flag = False
    "Whether it is decided: then it is part of the current policies, a reference of every plan"
    unit: str
    "Unit of the amounts"


def is_year(column: str) -> bool:
    """Whether a column is named by a year."""
    return bool(re.fullmatch(r"[0-9]{4}", column)) and FIRST_YEAR <= int(column) <= LAST_YEAR


def listed(cell: str) -> list[str]:
    """The parts of a cell that holds several, separated by ;"""
    return [part for part in map(str.strip, cell.split(";")) if part]


def attributed(cell: str) -> list[tuple[str, str]]:
    """The keys of a cell with the column that each is for, blank where for none: `capex: a; b`."""
    return [(column.strip(), key.strip()) for column, _, key in (part.rpartition(":") for part in listed(cell))]


def on_the_line(years: dict[int, float], year: int) -> float:
    """Linear between the years given; `year` must lie within them."""
    before = max(y for y in years if y <= year)
    after = min(y for y in years if y >= year)
    if before == after:
        return years[before]
    return years[before] + (years[after] - years[before]) * (year - before) / (after - before)


def options(column: FieldInfo) -> tuple[str, ...]:
    """What a column's value may be, where it is one of a few words."""
    for kind in (column.annotation, *get_args(column.annotation)):
        if get_origin(kind) is Literal:
            return get_args(kind)
    return ()


def reference(column: FieldInfo) -> Ref | None:
    """The tables in which a column's value must stand, if it names something."""
    marks = [*column.metadata, *(mark for part in get_args(column.annotation) for mark in get_args(part))]
    return next((mark for mark in marks if isinstance(mark, Ref)), None)
