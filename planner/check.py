"""Raw tables to a checked case: every problem found, then raised once.

Where you are:  ... case -> read -> rules -> [check] -> spec -> modes -> inputs -> components -> ...

Cells are validated against `tables.py`; ids against the raw cells of other tables, so that one bad row makes no false
error elsewhere. Then `rules/` looks at rows together; what concerns the case as a whole is asked only when every row is
right.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from planner.case import Case, Settings
from planner.errors import Problem
from planner.read import RawCase, RawTable, raise_if_any, read_raw
from planner.rows import Row, Series, reference
from planner.rules import ROW_RULES, WHOLE_RULES
from planner.tables import BY_FILE
from planner.units import Units


def read_case(source: Path | str | Mapping[str, str]) -> Case:
    """Read and check a case: a folder of tables, or a mapping of file name to text.

    Raises InputError with every problem at once, UsageError when there is no such folder.
    """
    raw = read_raw(source)
    problems = raw.problems
    settings, wrong = _settings(raw)
    problems += wrong
    ids = _ids(raw, settings)
    rows: dict[str, list[Any]] = {}
    for file, table in BY_FILE.items():
        rows[file], wrong = _typed_rows(table, raw.tables.get(file, RawTable(file)))
        problems += wrong
        problems += _dangling(table, rows[file], ids)
    if settings is not None:
        case = _case(raw, settings, rows)
        units = Units(settings.counted)
        for rule in ROW_RULES:
            problems += rule(case, units)
        if not problems:
            for whole_rule in WHOLE_RULES:
                problems += whole_rule(case, units)
    raise_if_any(raw, problems)
    return case


def _settings(raw: RawCase) -> tuple[Settings | None, list[Problem]]:
    if not raw.settings_text:
        return None, []
    try:
        return Settings.model_validate(tomllib.loads(raw.settings_text)), []
    except tomllib.TOMLDecodeError as wrong:
        return None, [Problem("case.toml", 0, "", "bad_toml", {"found": str(wrong)})]
    except ValidationError as wrong:
        return None, list(_cell_problems(Settings, "case.toml", 0, wrong))


def _typed_rows(table: type[Row], raw: RawTable) -> tuple[list[Row], list[Problem]]:
    problems: list[Problem] = []
    known = [name for name in table.model_fields if name not in ("row", "years")]
    series = issubclass(table, Series)
    for column in raw.columns:
        if column and column not in known and not (series and column.isdigit()):
            near = difflib.get_close_matches(column, known, n=1)
            values = {"found": column, "near": near[0] if near else "", "allowed": ", ".join(known)}
            problems.append(Problem(raw.file, 1, column, "unknown_column", values))
    typed, seen = [], {}
    for number, cells in raw.rows:
        given: dict[str, Any] = {column: cell for column, cell in cells.items() if column in known}
        if series:
            given["years"] = {column: cell for column, cell in cells.items() if column.isdigit()}
        try:
            row = table.model_validate({**given, "row": number})
        except ValidationError as wrong:
            problems += _cell_problems(table, raw.file, number, wrong)
            continue
        key = tuple(getattr(row, column) for column in table.KEY)
        if key in seen:
            found = ", ".join(str(part or "") for part in key)
            problems.append(Problem(raw.file, number, table.KEY[0], "duplicate_row", {"found": found, "other": seen[key]}))
            continue
        seen[key] = number
        typed.append(row)
    return typed, problems


def _cell_problems(model: type[BaseModel], file: str, number: int, wrong: ValidationError) -> Iterator[Problem]:
    """pydantic's errors in our words: what was found, what is allowed, what the column means."""
    for error in wrong.errors():
        place = [str(part) for part in error["loc"]]
        column = place[1] if place[:1] == ["years"] and len(place) > 1 else ".".join(place)
        field = model.model_fields.get(place[0]) if place else None
        meaning = (field.description or "") if field else ""
        context = error.get("ctx", {})
        found = "" if error["type"] == "missing" else str(error.get("input", ""))
        values = {"found": found, "meaning": meaning}
        match error["type"]:
            case "missing":
                key = "empty_cell"
            case "extra_forbidden":
                near = difflib.get_close_matches(place[-1], model.model_fields, n=1)
                key, values["near"] = "unknown_setting", near[0] if near else ""
            case "literal_error":
                options = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
                near = difflib.get_close_matches(found, options, n=1)
                key, values["allowed"], values["near"] = "not_an_option", context["expected"], near[0] if near else ""
            case "string_pattern_mismatch":
                key = "bad_id"
            case "value_error" if "true" in str(context.get("error", "")):
                key = "not_true_or_false"
            case "value_error" | "float_parsing" | "int_parsing" | "int_from_float" | "finite_number" | "float_type" | "int_type":
                key = "not_whole" if "int" in error["type"] else "not_a_number"
            case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
                signs = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
                key, values["allowed"] = "out_of_range", " and ".join(f"{signs[k]} {v:g}" for k, v in context.items())
            case _:
                key, values["allowed"] = "wrong_value", error["msg"]
        yield Problem(file, number, column, key, values)


def _ids(raw: RawCase, settings: Settings | None) -> dict[str, set[str]]:
    """The ids that each table gives, from its raw cells, so that a row with another mistake still counts."""
    ids = {
        file: {cells.get(BY_FILE[file].KEY[0], "") for _, cells in table.rows}
        for file, table in raw.tables.items()
    }
    if settings is not None:
        ids["case.toml accounts"] = {account.id for account in settings.accounts}
    return ids


def _dangling(table: type[Row], rows: list[Any], ids: dict[str, set[str]]) -> Iterator[Problem]:
    """Ids that stand in no table."""
    for column, info in table.model_fields.items():
        ref = reference(info)
        if ref is None:
            continue
        if ref.files == ("case.toml accounts",) and "case.toml accounts" not in ids:
            continue
        known = set().union(*(ids.get(file, set()) for file in ref.files))
        for row in rows:
            found = getattr(row, column)
            if found is not None and found not in known:
                near = difflib.get_close_matches(found, known, n=1)
                values = {"found": found, "allowed": " or ".join(ref.files), "near": near[0] if near else ""}
                yield Problem(table.FILE, row.row, column, "unknown_id", values)


def _case(raw: RawCase, settings: Settings, rows: dict[str, list[Any]]) -> Case:
    def by_id(file: str) -> dict[str, Any]:
        return {getattr(row, BY_FILE[file].KEY[0]): row for row in rows[file]}

    return Case(
        name=raw.name, settings=settings, sectors=by_id("sectors.csv"), services=by_id("services.csv"),
        carriers=by_id("carriers.csv"), interventions=by_id("interventions.csv"), prices=tuple(rows["prices.csv"]),
        emission_factors=tuple(rows["emission_factors.csv"]), carbon_prices=tuple(rows["carbon_prices.csv"]),
        baseline=tuple(rows["baseline.csv"]), unit_flows=tuple(rows["unit_flows.csv"]), savings=tuple(rows["savings.csv"]),
        captures=tuple(rows["captures.csv"]), process_emissions=tuple(rows["process_emissions.csv"]),
        paths=tuple(rows["paths.csv"]), caps=tuple(rows["caps.csv"]), sources=by_id("sources.csv"), sha256=raw.sha256,
    )
