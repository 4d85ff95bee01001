"""A small case to start from: the tables of `new_case`, in the user's language."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from pydantic import BaseModel

from planner.case.case import AccountEntry, Settings
from planner.case.files import RawCase, read_raw
from planner.messages import text
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE, meaning

FOLDER = Path(__file__).parent / "new_case"
UNITS = {
    "million CNY": "百万元",
    "Mm2": "百万平方米",
    "TJ": "太焦",
    "GWh": "百万千瓦时",
    "kt CO2": "千吨 CO2",
    "kt CO2/kt CO2": "千吨 CO2/千吨 CO2",
    "yuan/GJ": "元/吉焦",
    "yuan/MWh": "元/兆瓦时",
    "yuan/m2": "元/平方米",
    "yuan/t CO2": "元/吨 CO2",
    "kg CO2/GJ": "千克 CO2/吉焦",
    "t CO2/MWh": "吨 CO2/兆瓦时",
    "GJ/m2": "吉焦/平方米",
    "kWh/m2": "千瓦时/平方米",
}
"""Its units in Chinese."""


def template(lang: str) -> RawCase:
    """The small case, its settings with what each means beside it, its units in the user's language."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(FOLDER.iterdir())}
    texts[SETTINGS_FILE] = _explained(texts[SETTINGS_FILE], lang)
    for english, chinese in UNITS.items() if lang == "zh" else ():
        for file, body in texts.items():
            texts[file] = body.replace(f",{english},", f",{chinese},").replace(f'"{english}"', f'"{chinese}"')
    return read_raw(texts)


def _explained(settings: str, lang: str) -> str:
    """The settings, each with what it means beside it."""
    file, model = SETTINGS_FILE, cast(type[BaseModel], Settings)
    lines = [f"# {text('template_first', lang)}"]
    for line in settings.splitlines():
        if line == "[[accounts]]":
            file, model = ACCOUNTS, AccountEntry
        info = model.model_fields.get(line.partition(" = ")[0])
        said = meaning(file, line.partition(" = ")[0], info.description or "", lang) if info else ""
        lines.append(f"{line:<34}# {said}" if said else line)
    return "\n".join(lines) + "\n"
