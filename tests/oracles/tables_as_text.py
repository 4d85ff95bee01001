"""Tables in memory: rows of cells, written as the files of a case, and the same case in other units."""

from __future__ import annotations

import copy
import csv
import io
import json
from typing import Any

Tables = dict[str, list[dict[str, Any]]]  # file name without .csv -> rows; "settings" has one row, of case.toml

IN_ONE = {"Wh": 1e6, "MWh": 1.0, "TWh": 1e-6, "yuan": 1e6, "million CNY": 1.0, "billion CNY": 1e-3,
          "g": 1e6, "t": 1.0, "Mt": 1e-6}  # fmt: skip
"""How many of the unit are one of ours: MWh, million CNY, t."""


def as_files(tables: Tables) -> dict[str, str]:
    """File name -> text, as planner.read_case takes it."""
    files = {"case.toml": as_toml(tables["settings"][0])}
    for name, rows in tables.items():
        if name != "settings" and rows:
            body = io.StringIO()
            writer = csv.DictWriter(body, list(dict.fromkeys(str(column) for row in rows for column in row)))
            writer.writeheader()
            writer.writerows([{str(column): as_cell(cell) for column, cell in row.items()} for row in rows])
            files[f"{name}.csv"] = body.getvalue()
    return files


def as_cell(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


def as_toml(settings: dict[str, Any]) -> str:
    flat = [f"{key} = {json.dumps(value)}" for key, value in settings.items() if key != "accounts"]
    tables = [[f"{key} = {json.dumps(value)}" for key, value in account.items()] for account in settings["accounts"]]
    return "\n".join([*flat, *("\n".join(["", "[[accounts]]", *lines]) for lines in tables)]) + "\n"


def in_other_units(tables: Tables, energy: str, money: str, mass: str) -> Tables:
    """The same case planned in other units of commodities, money and accounts.

    Tables with a unit column keep their numbers, for the planner to convert, but prices, which go into money per energy
    in the new units. Numbers without one are rewritten here: demand and what one unit of a technology delivers.
    """
    tables = copy.deepcopy(tables)
    settings = tables["settings"][0]
    settings["money"] = money
    for account in settings["accounts"]:
        account["unit"] = account["unit"].replace("t ", f"{mass} ")
    for row in (*tables["services"], *tables["carriers"]):
        row["unit"] = energy
    for row in tables["services"]:
        scale(row, IN_ONE[energy])
    for row in tables["interventions"]:
        if row["kind"] == "technology":
            row["output"] *= IN_ONE[energy]
    for row in tables["prices"]:
        row["unit"] = f"{money}/{energy}"
        scale(row, IN_ONE[money] / IN_ONE[energy])
    return tables


def scale(row: dict[str, Any], factor: float) -> None:
    """Multiply a row's numbers: `amount` and years."""
    for column in row:
        if (column == "amount" or isinstance(column, int)) and row[column] is not None:
            row[column] *= factor
