"""The data dictionary, from the declarations of the tables, in English or Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.case.case import AccountEntry, Settings
from planner.errors import UsageError, nearest
from planner.languages import languages
from planner.messages import text
from planner.model.subjects import tables
from planner.tables.fields import FIRST_YEAR, Ref, Row, Unit, options, reference
from planner.tables.scenarios import ChangeRow
from planner.tables.wording import (
    ACCOUNTS,
    SETTINGS_FILE,
    heading,
    meaning,
    measured_in,
    option,
    table_meaning,
    table_name,
)

MORE = {"years": "2025, 2030, ...", "slices": "one column a slice"}
"""Fields that gather columns -> what stands in a header."""
SIGNS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


def declared() -> dict[str, type[BaseModel]]:
    """Everything of a case that has columns or settings, by its file, in the order of the dictionary."""
    settings: dict[str, type[BaseModel]] = {SETTINGS_FILE: Settings, ACCOUNTS: AccountEntry}
    return {**settings, **tables(), ChangeRow.FILE: ChangeRow}


def dictionary(table: str = "", lang: str = "en") -> list[dict[str, Any]]:
    """One entry a table: its meaning and its columns. Raises UsageError when there is no such table."""
    files = declared()
    called = {
        file: {file, file.removesuffix(".toml"), *(table_name(file, lang) for lang in languages())} for file in files
    }
    names = [file for file in files if table in {"", *called[file]} or file.startswith(f"{table}/")]
    if not names:
        near = nearest(table, [name for file in files for name in called[file]])
        raise UsageError("no_such_table", found=table, allowed=", ".join(files), near=near)
    return [_entry(name, files[name], lang) for name in names]


def columns_of(model: type[BaseModel]) -> list[str]:
    """The columns of a table as the dictionary lists them; `years` stands for a column a year."""
    names = model.columns() if issubclass(model, Row) else list(model.model_fields)
    if more := getattr(model, "MORE", ""):
        names.insert(names.index("amount") + 1 if "amount" in names else names.index("source"), more)
    return names


def _entry(file: str, model: type[BaseModel], lang: str) -> dict[str, Any]:
    columns = [column_entry(file, name, model.model_fields[name], lang) for name in columns_of(model)]
    said, key = table_meaning(file, model, lang), list(getattr(model, "KEY", ()))
    return {"table": file, "name": table_name(file, lang), "meaning": said, "key": key, "columns": columns}


def column_entry(file: str, name: str, info: FieldInfo, lang: str) -> dict[str, Any]:
    """What the dictionary says of a column."""
    marks = list(_marks(info))
    limits = {bound: getattr(mark, bound) for mark in marks for bound in SIGNS if hasattr(mark, bound)}
    ref = reference(info)
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    if isinstance(default, bool):
        default = text(f"kind_{str(default).lower()}", lang)
    elif isinstance(default, float):
        default = f"{default:g}"
    named = {} if lang == "en" else {"heading": "2025, 2030, …" if name == "years" else heading(file, name, lang)}
    return {
        "column": MORE.get(name, name),
        **named,
        "needed": info.is_required(),
        "value": _ids(ref, lang) if ref else _kind(info, info.annotation, marks, limits, lang),
        "unit": next((measured_in(mark.words, lang) for mark in marks if isinstance(mark, Unit)), ""),
        "default": option(str(default or ""), lang),
        "meaning": meaning(file, name, info.description or "", lang),
    }


def _ids(ref: Ref, lang: str) -> str:
    """Ids of which tables a cell may hold."""
    files = ref.files if lang == "en" else [table_name(file.removesuffix(" group"), lang) for file in ref.files]
    return text("kind_ids", lang, tables=text("kind_or", lang).join(dict.fromkeys([*files, *ref.also])))


def _marks(info: FieldInfo) -> Iterator[Any]:
    """What is annotated on a column, also within `... | None`."""
    for mark in (*info.metadata, *(mark for part in get_args(info.annotation) for mark in get_args(part))):
        yield from _marks(mark) if isinstance(mark, FieldInfo) else (mark,)


def _kind(info: FieldInfo, annotation: Any, marks: list[Any], limits: dict[str, float], lang: str) -> str:
    """What a cell may hold, in words."""
    if choices := options(info):
        return " | ".join(option(choice, lang) for choice in choices)
    if get_origin(annotation) is dict:  # a number by year
        return text("kind_number", lang)
    if get_origin(annotation) is tuple:
        return text("kind_list", lang)
    if NoneType in get_args(annotation) or get_origin(annotation) is Annotated:
        return _kind(info, get_args(annotation)[0], marks, limits, lang)
    if any(getattr(mark, "pattern", None) for mark in marks):
        return text("kind_id", lang)
    if limits.get("ge") == FIRST_YEAR:
        return text("kind_year", lang)
    kind = text(f"kind_{ {bool: 'flag', int: 'whole', float: 'number', str: 'text'}[annotation] }", lang)
    bounds = text("kind_and", lang).join(f"{SIGNS[bound]} {limit:g}" for bound, limit in limits.items())
    return f"{kind} {bounds}".strip()


def pages(entries: list[dict[str, Any]], lang: str = "en") -> Group:
    """The dictionary as tables to read."""
    parts: list[RenderableType] = []
    for entry in entries:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        table.add_column(text("head_column", lang), no_wrap=True)
        if lang != "en":
            table.add_column(text("head_heading", lang), no_wrap=True)
        table.add_column(text("head_value", lang), max_width=36)
        table.add_column(text("head_if_empty", lang), no_wrap=True)
        table.add_column(text("head_meaning", lang))
        for column in entry["columns"]:
            unit = f" [{column['unit']}]" if column["unit"] else ""
            empty = text("must_be_given", lang) if column["needed"] else column["default"]
            named = [column["heading"]] if "heading" in column else []
            cells = (column["column"], *named, column["value"] + unit, empty, column["meaning"])
            table.add_row(*map(Text, cells))
        title = entry["table"] if lang == "en" else f"{entry['name']}  {entry['table']}"
        parts += [Text(title, style="bold"), Text(entry["meaning"]), table, ""]
    return Group(*parts)
