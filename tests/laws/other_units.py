"""The same case with every table rewritten in other units: unit cells and numbers both."""

from __future__ import annotations

import csv
import io

from fresh_solves import as_csv
from shipped import Texts

Swap = dict[str, tuple[str, float]]
"""A unit of the tables -> the unit in its place, and how many of it are one."""

IN_THE_UNIT = ("existing", "potential", "build_limit", "growth_seed")


def rewritten(texts: Texts, swap: Swap) -> Texts:
    """Every table in other units. Needs no columns but the example city's."""
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items() if name.endswith(".csv")}
    built = {row["intervention"]: dict(row) for row in rows["interventions.csv"]}
    made = {row["service"]: row["unit"] for row in rows["services.csv"]} | {
        row["carrier"]: row["unit"] for row in rows["carriers.csv"]
    }
    for name, table in rows.items():
        for row in table:
            if name == "interventions.csv":
                scaled(row, IN_THE_UNIT, ratio(row["unit"], swap))
                if row["output"]:
                    scaled(row, ["output"], ratio(made[row["of"]], swap) / ratio(row["unit"], swap))
                scaled(row, ["capex", "fixed_cost"], ratio(row["cost_unit"], swap))
                scaled(row, ["variable_cost"], ratio(row["variable_unit"], swap))
            elif name == "paths.csv":
                unit_of = dict.fromkeys(IN_THE_UNIT, "unit") | {"variable_cost": "variable_unit"}
                unit = built[row["intervention"]][unit_of.get(row["column"], "cost_unit")]
                scaled(row, row, ratio(unit, swap))
            elif "unit" in row:
                scaled(row, row, ratio(row["unit"], swap))
            for column in {"unit", "cost_unit", "variable_unit"} & set(row):
                row[column] = in_words(row[column], swap)
    settings = texts["case.toml"]
    for old, (new, _) in swap.items():
        settings = settings.replace(f'"{old}"', f'"{new}"')
    tables = {name: as_csv(table[0].keys(), table) for name, table in rows.items()}
    return tables | {"case.toml": settings}


def scaled(row: dict[str, str], columns: object, factor: float) -> None:
    """Multiply numbers; of a series those in `amount` and the years."""
    for column in list(columns):  # type: ignore[call-overload]
        if row[column] and (columns is not row or column == "amount" or column.isdigit()):
            row[column] = repr(float(row[column]) * factor)


def ratio(unit: str, swap: Swap) -> float:
    """How many of the new unit are one of the old: 1 kWh/m2 is 1e-3 MWh per 1e-6 Mm2."""
    above, _, below = unit.partition("/")
    return swap.get(above, ("", 1.0))[1] / (swap.get(below, ("", 1.0))[1] if below else 1.0)


def in_words(unit: str, swap: Swap) -> str:
    return "/".join(swap.get(part, (part, 1.0))[0] for part in unit.split("/"))
