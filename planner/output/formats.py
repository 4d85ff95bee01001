"""A plan for other tools: Parquet, netCDF and JSON of its tables, and what stands in them as a Frictionless package."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from planner.calls.extras import imported
from planner.output import export
from planner.output.iamc import definitions, iamc
from planner.output.result_set import Files
from planner.output.worded import worded
from planner.results.csv_text import as_csv
from planner.results.result_tables import Plan

if TYPE_CHECKING:
    import xarray as xr

Format = Literal["iamc", "parquet", "netcdf", "json", "csv"]
TABLES = (*export.TABLES, "prices")
INDEX = {
    "uptake": ["intervention", "year"],
    "emissions": ["account", "sector", "year"],
    "costs": ["kind", "item", "year"],
    "cash": ["kind", "item", "year"],
    "balances": ["commodity", "kind", "item", "year"],
}
"""Table -> the columns that are its dimensions; those of prices have no one set of them."""
BY_SLICE = {
    "balances": ["commodity", "kind", "item", "slice", "year"],
    "dispatch": ["intervention", "slice", "year"],
    "slice_prices": ["commodity", "slice", "year"],
}
"""The same of a case with slices."""


def exported(plan: Plan, wanted: Format, lang: str = "en") -> Files:
    """The files of a format, CSV in the words of a language.

    Raises MissingExtraError where a library is missing.
    """
    names = [*TABLES, *(export.SLICE_TABLES if plan.case.slices else ())]
    tables = {name: getattr(plan, name) for name in names}
    match wanted:
        case "iamc":
            return {
                "iamc.csv": iamc(plan).to_csv(index=False).encode(),
                "iamc_definitions.yaml": definitions(plan).encode(),
            }
        case "csv":
            return {f"{name}.csv": as_csv(table) for name, table in in_words(plan, lang).items()}
        case "parquet":
            return {f"{name}.parquet": _parquet(table) for name, table in tables.items()}
        case "netcdf":
            return {"plan.nc": bytes(as_dataset(plan).to_netcdf(engine="scipy"))}
        case "json":
            return {"plan.json": json.dumps({n: _records(t) for n, t in tables.items()}, ensure_ascii=False).encode()}


def in_words(plan: Plan, lang: str) -> dict[str, pd.DataFrame]:
    """The tables of a plan in the words of a language, by the stems of their files: uptake_zh."""
    return {f"{name}_{lang}": worded(getattr(plan, name), lang) for name in TABLES}


def as_dataset(plan: Plan) -> xr.Dataset:
    """The numbers of the tables over their ids and years, as `uptake_stock[intervention, year]`, with their units."""
    xarray, arrays = imported("xarray"), {}
    for name, index in (INDEX | (BY_SLICE if plan.case.slices else {})).items():
        table = getattr(plan, name)
        numbers = [c for c in table.select_dtypes("number") if c not in index]
        by_index = table.set_index(index)
        for column in numbers:
            array = xarray.DataArray.from_series(by_index[column])
            array.attrs["long_name"] = f"{column} of {name}"
            arrays[f"{name}_{column}"] = array.rename({d: _dimension(name, d) for d in index})
        units = xarray.DataArray.from_series(table.groupby(index[0], sort=False)["unit"].first())
        arrays[f"{name}_unit"] = units.rename({index[0]: _dimension(name, index[0])})
    dataset: xr.Dataset = xarray.Dataset(arrays, attrs=_about(plan))
    return dataset


def _dimension(table: str, column: str) -> str:
    """Kinds and items of balances are others than those of payments."""
    return f"{table}_{column}" if column in ("kind", "item") else column


def package(plan: Plan, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """What `datapackage.json` says of the tables beside it: fields, types, keys, licence and how to cite."""
    return {
        "profile": "tabular-data-package",
        "name": f"{plan.case.name}-{plan.model}".replace("_", "-").lower(),
        **_about(plan),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"{name}.csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [{"name": column, "type": _type(table[column])} for column in table],
                    "missingValues": [""],
                },
            }
            for name, table in tables.items()
        ],
    }


def _about(plan: Plan) -> dict[str, Any]:
    made = version("abatement-planner")
    return {
        "title": plan.case.settings.title_en,
        "description": f"Least-cost plan of the model {plan.model}, money of {plan.case.settings.price_year}",
        "version": made,
        "citation": f"The abatement-planner authors: abatement-planner {made}",
    }


def _type(column: pd.Series) -> str:
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "string"


def _parquet(table: pd.DataFrame) -> bytes:
    imported("pyarrow")  # where it is missing, this says so; pandas would not
    into = io.BytesIO()
    table.to_parquet(into, index=False)
    return into.getvalue()


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain data; what is not known is null."""
    return [
        {key: None if isinstance(value, float) and value != value else value for key, value in row.items()}
        for row in table.to_dict("records")
    ]
