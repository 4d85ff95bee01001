"""Raw cells to typed rows, as tables declare them; and ids that stand in no table.

Ids are looked up among the raw cells of other tables, so that one bad row makes no false error elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from planner.case.files import RawTable
from planner.errors import MOST_OF_A_KIND, Problem, nearest
from planner.languages import languages
from planner.tables.fields import (
    FIRST_YEAR,
    LARGEST,
    LAST_YEAR,
    Row,
    Series,
    Unit,
    attributed,
    is_year,
    listed,
    reference,
)
from planner.tables.wording import Choice, column_called, meaning_of, option

Ids = dict[str, dict[str, tuple[str, ...]]]
"""File -> id -> the names of what it stands for."""
YEARS = ("2025", "2030", "...")
HALF_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: " ", ord("。"): ".", ord("、"): ","}


def typed_rows(table: type[Row], raw: RawTable) -> tuple[list[Row], list[Problem]]:
    """The rows of a table whose cells are right, and what is wrong with the header and with cells."""
    known = [*table.columns(), *table.language_columns()]
    problems, named = _header_problems(table, raw, known)
    more = [column for column in raw.columns if column not in known and table.takes(column)]
    required = [column for column in table.columns() if table.model_fields[column].is_required()]
    lacking = set(required).difference(raw.columns)
    problems += [
        Problem(raw.file, raw.header, column, "missing_column", {"meaning": meaning_of(table, column)})
        for column in table.columns()
        if raw.columns and column in lacking - named
    ]
    typed: list[Row] = []
    seen: dict[tuple[Any, ...], int] = {}
    right_header = not problems
    for number, cells in raw.rows:
        given: dict[str, Any] = {column: cell for column, cell in cells.items() if column in known}
        if more:
            given[table.MORE] = {column: cells[column] for column in more if column in cells}
        try:
            row = table.model_validate({**given, "row": number})
        except ValidationError as wrong:
            empty = [column for column in required if column not in cells and column not in lacking]
            if len(empty) > max(1, len(required) // 2):
                problems.append(_hardly_a_row(raw.file, number, cells, empty))
            else:
                in_cells = cell_problems(table, raw.file, number, wrong)
                problems += [p for p in in_cells if p.column not in lacking and not _dangles(table, p)]
            continue
        key = tuple(getattr(row, column) for column in table.KEY)
        if isinstance(row, Series) and not row.numbers:
            if right_header:  # else its column is the problem
                problems.append(Problem(raw.file, number, "amount", "no_number"))
        elif isinstance(row, Series) and row.years and row.amount is not None:
            problems.append(Problem(raw.file, number, "amount", "two_numbers", {"found": f"{row.amount:g}"}))
        elif key in seen:
            values = {"found": ", ".join(str(part) for part in key if part is not None), "other": seen[key]}
            problems.append(Problem(raw.file, number, table.KEY[0], "duplicate_row", values))
        else:
            seen[key] = number
            typed.append(row)
            problems += row.below_zero() if isinstance(row, Series) and row.NEVER_NEGATIVE else ()
    return typed, problems


def _hardly_a_row(file: str, number: int, cells: Mapping[str, str], empty: Sequence[str]) -> Problem:
    """A note or a total: most of what a row must have is not there."""
    first, found = next(iter(cells.items()), ("", ""))
    return Problem(file, number, first, "hardly_a_row", {"found": found, "empty": ", ".join(empty)})


def _dangles(table: type[Row], problem: Problem) -> bool:
    """Whether a cell that is no id names something: then it is told with the ids that there are."""
    return problem.key == "bad_id" and reference(table.model_fields[problem.column]) is not None


def _header_problems(table: type[Row], raw: RawTable, known: list[str]) -> tuple[list[Problem], set[str]]:
    """Columns that the table does not have, and the columns that were probably meant."""
    problems, likely = list[Problem](), set[str]()
    series = issubclass(table, Series)
    for column in raw.columns:
        if not column or column in known or table.takes(column):
            continue
        if series and re.fullmatch(r"[0-9]+", column):
            values = {"found": column, "allowed": f"{FIRST_YEAR}-{LAST_YEAR}"}
            problems.append(Problem(raw.file, raw.header, column, "out_of_range", values))
            continue
        year = re.match(r"[0-9]{4}(?![0-9])", column) if series else None
        bare = re.sub(r"\s*[（(\[【].*", "", column)  # without a unit behind it
        named = column_called(table.FILE, known, bare)
        near = year[0] if year else bare if named in known else nearest(column, known)
        values = {"found": column, "near": near, "allowed": ", ".join([*known, *(YEARS if series else ())])}
        problems.append(Problem(raw.file, raw.header, column, "unknown_column", values))
        likely.update((near, named))
    return problems, likely


def cell_problems(model: type[BaseModel], file: str, number: int, wrong: ValidationError) -> Iterator[Problem]:
    """The errors of pydantic in our words: what was found, what is allowed, what the column means."""
    errors = wrong.errors()
    for error in errors:
        place = [str(part + 1 if isinstance(part, int) else part) for part in error["loc"]]
        entries = [other for other in errors if len(other["loc"]) > 1 and other["loc"][0] == error["loc"][0]]
        if error["type"] == "too_short" and entries:
            continue  # a list is short of the entries that are said to be wrong
        field = model.model_fields.get(place[0])
        found = "" if error["type"] in ("missing", "too_short") else str(error["input"])
        key, values = _said(error["type"], error.get("ctx", {}), found, place[-1], model)
        half = half_width(found)
        number_meant = meant(half) if key in ("not_a_number", "not_whole") else ""
        if key == "not_whole" and number_meant and not float(number_meant).is_integer():
            number_meant = ""
        if half != found and (half.isascii() or "，" in found) and key in ("not_a_number", "not_whole", "bad_id"):
            key, values = "full_width", {"half": number_meant or half}
        elif key == "not_a_number" and half.strip() in NOTHING:
            key = "empty_instead"
        elif number_meant:
            values = {"near": number_meant}
        gathered = place[0] == getattr(model, "MORE", None)
        meaning = meaning_of(model, place[0]) if field and (gathered or len(place) == 1) else None
        column = place[1] if gathered else ".".join(place)
        yield Problem(file, number, column, key, {"found": found, "meaning": meaning, **values})


def half_width(cell: str) -> str:
    """A cell as it reads when typed on an English keyboard: ６７ is 67, ， is a comma."""
    return cell.translate(HALF_WIDTH)


NOTHING = ("-", "--", "—", "——", "–", "/", "无", "n/a", "N/A", "none")
"""What people write where there is no number."""
WRITTEN = re.compile(
    r"['约≈~ ]*(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?) *(?P<after>%|[^\d\s.,%~十百千万亿kKMG-][^\d~-]*)?"
)
"""A number and what is written around it; not before a scale, which would be another number."""
DATE = re.compile(r"(\d{4})(?:年|-\d\d?-\d\d?|/\d\d?/\d\d?|\.0)")


def meant(cell: str) -> str:
    """The plain number that is meant: of 8% 0.08, of 3,500 元 3500, of 2026-01-01 2026; blank where it is not clear."""
    if date := DATE.fullmatch(cell):
        return date[1]
    if not (written := WRITTEN.fullmatch(cell)):
        return ""
    number = written["number"].replace(",", "")
    return f"{float(number) / 100:g}" if written["after"] == "%" else number


def _said(
    error: str, context: Mapping[str, Any], found: str, name: str, model: type[BaseModel]
) -> tuple[str, dict[str, Any]]:
    """Key of the message for a kind of error, and what the message says beside what was found."""
    match error:
        case "missing" | "too_short":
            return "empty_cell", {}
        case "extra_forbidden":
            return "unknown_setting", {"near": nearest(name, model.model_fields)}
        case "literal_error":
            options = re.findall(r"'([^']*)'", context["expected"])
            choices = [option(choice, lang) for choice in options for lang in languages()]
            return "not_an_option", {"allowed": tuple(map(Choice, options)), "near": nearest(found, choices)}
        case "string_pattern_mismatch":
            return "bad_id", {}
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            signs = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
            allowed = " ".join(f"{signs[bound]} {limit:g}" for bound, limit in context.items())
            field = model.model_fields.get(name)
            if error.startswith("less") and field and Unit("share") in field.metadata:
                return "not_a_share", {"allowed": allowed, **as_share(float(found))}
            return "out_of_range", {"allowed": allowed}
        case "reversed_prices":
            return "reversed_prices", {}
        case "value_error" if "true" in str(context["error"]):
            return "not_true_or_false", {}
        case "value_error" if "large" in str(context["error"]):
            return "too_large", {"allowed": f"{LARGEST:g}"}
        case "int_parsing" | "int_from_float":
            return "not_whole", {}
        case "value_error" | "float_parsing" | "float_type" | "finite_number" | "int_type":
            return "not_a_number", {}
        case _:
            return "wrong_value", {}


def as_share(number: float) -> dict[str, str]:
    """How a percentage is written as a share: 30 % is 0.3."""
    return {"percent": f"{number:g}", "share": f"{number / 100:g}"}


KEPT_APART = frozenset({"services.csv", "carriers.csv", "interventions.csv"})
"""The tables of which no two may have the same id: `names_are_distinct` tells it where it stands."""


def dangling(table: type[Row], raw: RawTable, ids: Ids, wrong: Collection[tuple[str, int, str]]) -> Iterator[Problem]:
    """Ids that stand in none of the tables they must, or in two; `wrong` cells and tables not read are passed over."""
    for column, info in table.model_fields.items():
        ref = reference(info)
        if ref is None or any(file not in ids for file in ref.files):
            continue
        known, unknown = set(ref.also).union(*(ids[file] for file in ref.files)), 0
        named = {name: id_ for file in ref.files for id_, names in ids[file].items() for name in names}
        for number, cells in raw.rows:
            cell = cells.get(column, "")
            if (raw.file, number, column) in wrong:
                continue
            given = attributed(cell) if ref.by_column else [("", part) for part in listed(cell)]
            for of, found in given if ref.several else [("", cell)] if cell else []:
                if of and of not in table.model_fields and not (is_year(of) or table.takes(of)):
                    columns = [name for name in table.columns() if name != column]
                    values = {"found": of, "allowed": tuple(columns), "near": nearest(of, columns)}
                    yield Problem(raw.file, number, column, "not_an_option", values)
                if found not in known:
                    unknown += 1
                    near = named.get(found) or (nearest(found, known) if unknown <= MOST_OF_A_KIND else "")
                    values = {"found": found, "allowed": (*ref.files, *ref.also), "near": near}
                    yield Problem(raw.file, number, column, "unknown_id", values)
                elif ambiguous(means := tuple(file for file in ref.files if found in ids[file])):
                    yield Problem(raw.file, number, column, "means_two_things", {"found": found, "allowed": means})


def ambiguous(files: Collection[str]) -> bool:
    """Whether an id of these tables may mean two things: a measure's group may be called like its first step."""
    return len({file.split()[0] for file in files}) > 1 and not KEPT_APART.issuperset(files)
