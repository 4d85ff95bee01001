"""The data dictionary, from the declarations of the tables.

Where you are:  rows -> tables -> case -> [dictionary] -> cli
"""

from __future__ import annotations

import difflib
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from rich.console import Group
from rich.table import Table

from planner.case import AccountEntry, Settings
from planner.errors import UsageError
from planner.rows import Unit, reference
from planner.tables import BY_FILE

FILES: dict[str, type[BaseModel]] = {"case.toml": Settings, "case.toml accounts": AccountEntry, **BY_FILE}


def dictionary(table: str = "") -> list[dict[str, Any]]:
    """One entry a table: its meaning and its columns. Raises UsageError when there is no such table."""
    names = [name for name in FILES if not table or table in (name, name.removesuffix(".csv"), name.removesuffix(".toml"))]
    if not names:
        near = difflib.get_close_matches(table, [*FILES, *(name.removesuffix(".csv") for name in FILES)], n=1)
        raise UsageError("no_such_table", found=table, allowed=", ".join(FILES), near=near[0] if near else "")
    return [_entry(name, FILES[name]) for name in names]


def _entry(file: str, model: type[BaseModel]) -> dict[str, Any]:
    columns = [_column(name, info) for name, info in model.model_fields.items() if name != "row"]
    keys = list(getattr(model, "KEY", ()))
    meaning = (model.__doc__ or "").split(": ", 1)[-1] if file == "case.toml" else model.__doc__
    return {"table": file, "meaning": meaning, "key": keys, "columns": sorted(columns, key=lambda c: c["column"] not in keys)}


def _column(name: str, info: FieldInfo) -> dict[str, Any]:
    marks = [*info.metadata, *(mark for part in get_args(info.annotation) for mark in get_args(part))]
    limits = [f"{sign} {getattr(mark, bound):g}" for mark in marks for bound, sign in
              (("ge", ">="), ("gt", ">"), ("le", "<="), ("lt", "<")) if isinstance(getattr(mark, bound, None), int | float)]
    options = [str(option) for option in _options(info.annotation)]
    ref = reference(info)
    allowed = " or ".join(options) or (f"an id of {' or '.join(ref.files)}" if ref else " and ".join(limits))
    unit = next((mark.words for mark in marks if isinstance(mark, Unit)), "")
    default = "" if info.is_required() else info.get_default(call_default_factory=True)
    shown = "" if default in (None, "", {}, ()) else str(default).lower() if isinstance(default, bool) else f"{default}"
    return {"column": "2025, 2030, ..." if name == "years" else name, "needed": info.is_required(), "unit": unit, "allowed": allowed,
            "default": shown, "meaning": info.description or ""}


def _options(annotation: Any) -> list[Any]:
    """The words of a Literal, also where it may be empty."""
    if getattr(annotation, "__origin__", None) is not None and str(annotation).startswith("typing.Literal"):
        return list(get_args(annotation))
    return [option for part in get_args(annotation) if str(part).startswith("typing.Literal") for option in get_args(part)]


def pages(entries: list[dict[str, Any]]) -> Group:
    """The dictionary as tables to read."""
    parts = []
    for entry in entries:
        table = Table(title=f"{entry['table']}: {entry['meaning']}", title_justify="left", title_style="bold", box=None, pad_edge=False)
        for heading in ("column", "needed", "unit", "allowed", "default", "meaning"):
            table.add_column(heading, overflow="fold")
        for column in entry["columns"]:
            table.add_row(column["column"], "yes" if column["needed"] else "", *(column[k] for k in ("unit", "allowed", "default", "meaning")))
        parts += [table, ""]
    return Group(*parts)
