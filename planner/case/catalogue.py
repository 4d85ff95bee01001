"""A catalogue to start from: all that a further language says, in English."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from planner.case.dictionary import columns_of, declared
from planner.messages import sentences
from planner.tables.chinese import CHINESE
from planner.tables.wording import table_meaning, table_name


def catalogue_in_english(said: Callable[[str], str] = str) -> str:
    """The file (TOML) with every sentence by its key and the data dictionary; `said` puts each into other words."""
    parts: dict[str, Mapping[str, Any]] = {
        "sentences": {key: said(english) for key, (english, _) in sentences().items()},
        "options": {option: said(option) for option in CHINESE["options"]},
        "units": {words: said(words) for words in CHINESE["units"]},
        "tables": {
            file: [said(table_name(file, "en")), said(table_meaning(file, model, "en"))]
            for file, model in declared().items()
        },
    }
    for file, model in declared().items():
        means = {name: model.model_fields[name].description or "" for name in columns_of(model)}
        parts[f"columns.{json.dumps(file)}"] = {name: [said(name), said(english)] for name, english in means.items()}
    return "\n".join(f"[{name}]\n{_lines(part)}" for name, part in parts.items())


def _lines(part: Mapping[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in part.items())
