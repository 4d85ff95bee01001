"""The data dictionary, from the declarations of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.case.case import AccountEntry, Settings
from planner.errors import UsageError, nearest
from planner.model.subjects import tables
from planner.tables.fields import FIRST_YEAR, Row, Unit, reference
from planner.tables.scenarios import ChangeRow

SIGNS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


def dictionary(table: str = "") -> list[dict[str, Any]]:
    """One entry a table: its meaning and its columns. Raises UsageError when there is no such table."""
    settings: dict[str, type[BaseModel]] = {"case.toml": Settings, "case.toml accounts": AccountEntry}
    files: dict[str, type[BaseModel]] = {**settings, **tables(), ChangeRow.FILE: ChangeRow}
    short = {file: file.removesuffix(".csv").removesuffix(".toml") for file in files}
    names = [file for file in files if table in ("", file, short[file]) or file.startswith(f"{table}/")]
    if not names:
        near = nearest(table, [*files, *short.values()])
        raise UsageError("no_such_table", found=table, allowed=", ".join(files), near=near)
    return [_entry(name, files[name]) for name in names]


def _entry(file: str, model: type[BaseModel]) -> dict[str, Any]:
    names = model.columns() if issubclass(model, Row) else [name for name in model.model_fields if name != "further"]
    if "amount" in names and "years" in model.model_fields:
        names.insert(names.index("amount") + 1, "years")
    columns = [_column(name, model.model_fields[name]) for name in names]
    return {"table": file, "meaning": model.__doc__, "key": list(getattr(model, "KEY", ())), "columns": columns}


def _column(name: str, info: FieldInfo) -> dict[str, Any]:
    marks = list(_marks(info))
    limits = {bound: getattr(mark, bound) for mark in marks for bound in SIGNS if hasattr(mark, bound)}
    ref = reference(info)
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    if isinstance(default, bool):
        default = str(default).lower()
    elif isinstance(default, float):
        default = f"{default:g}"
    return {
        "column": "2025, 2030, ..." if name == "years" else name,
        "needed": info.is_required(),
        "value": f"id of {' or '.join(ref.files)}" if ref else _kind(info.annotation, marks, limits),
        "unit": next((mark.words for mark in marks if isinstance(mark, Unit)), ""),
        "default": str(default or ""),
        "meaning": info.description or "",
    }


def _marks(info: FieldInfo) -> Iterator[Any]:
    """What is annotated on a column, also within `... | None`."""
    for mark in (*info.metadata, *(mark for part in get_args(info.annotation) for mark in get_args(part))):
        yield from _marks(mark) if isinstance(mark, FieldInfo) else (mark,)


def _kind(annotation: Any, marks: list[Any], limits: dict[str, float]) -> str:
    """What a cell may hold, in words."""
    if get_origin(annotation) is dict:  # a number by year
        return "number"
    if get_origin(annotation) is tuple:
        return "list"
    if NoneType in get_args(annotation):
        return _kind(get_args(annotation)[0], marks, limits)
    if get_origin(annotation) is Annotated:
        return _kind(get_args(annotation)[0], marks, limits)
    if get_origin(annotation) is Literal:
        return " | ".join(get_args(annotation))
    if any(getattr(mark, "pattern", None) for mark in marks):
        return "id"
    if limits.get("ge") == FIRST_YEAR:
        return "year"
    kind = {bool: "true or false", int: "whole number", float: "number", str: "text"}[annotation]
    return " ".join([kind, " and ".join(f"{SIGNS[bound]} {limit:g}" for bound, limit in limits.items())]).strip()


def pages(entries: list[dict[str, Any]]) -> Group:
    """The dictionary as tables to read."""
    parts: list[RenderableType] = []
    for entry in entries:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        table.add_column("column", no_wrap=True)
        table.add_column("value", max_width=36)
        table.add_column("if empty", no_wrap=True)
        table.add_column("meaning")
        for column in entry["columns"]:
            unit = f" [{column['unit']}]" if column["unit"] else ""
            empty = "must be given" if column["needed"] else column["default"]
            cells = (column["column"], column["value"] + unit, empty, column["meaning"])
            table.add_row(*map(Text, cells))
        parts += [Text(entry["table"], style="bold"), Text(entry["meaning"]), table, ""]
    return Group(*parts)
