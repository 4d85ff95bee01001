"""A plan for other tools: the numbers are the plan's, and the tools read them."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys

import pandas as pd
import pytest
import xarray as xr

import planner
from planner.output.formats import TABLES, exported, in_words, package
from planner.output.iamc import COLUMNS, definitions
from planner.results.csv_text import as_csv


@pytest.fixture(scope="module")
def plan(example_city) -> planner.Plan:
    return planner.solve(example_city)


def test_iamc_has_the_plans_numbers_under_the_common_names(plan):
    table = plan.to_iamc()
    assert table.columns.tolist() == [*COLUMNS, *range(2025, 2036)]
    assert not table.duplicated("variable").any()
    rows = table.set_index("variable")
    total = plan.emissions.query("sector == 'total'").set_index("year")
    assert rows.loc["Emissions|CO2", 2030] == total.loc[2030, "plan"]
    assert rows.loc["Abatement|CO2", 2030] == total.loc[2030, "frozen"] - total.loc[2030, "plan"]
    assert rows.loc["Emissions|CO2", "unit"] == "Mt CO2/yr"
    assert rows.loc["Price|Carbon", 2030] == plan.cap_prices.set_index("year").loc[2030, "price"]
    assert rows.loc["Price|Carbon", "unit"] == "CNY_2025/t CO2"
    sectors = rows.index[rows.index.str.match(r"Emissions\|CO2\|")]
    assert rows.loc[sectors, 2030].sum() == pytest.approx(rows.loc["Emissions|CO2", 2030])
    invested = rows.index[rows.index.str.match(r"Investment\|")]
    assert rows.loc[invested, 2031].sum() == pytest.approx(rows.loc["Investment", 2031])


def test_each_variable_is_defined(plan):
    told = [line.removeprefix("- ").removesuffix(":") for line in definitions(plan).splitlines() if line[0] == "-"]
    assert [json.loads(name) for name in told] == plan.to_iamc()["variable"].tolist()


def test_a_bar_in_a_name_begins_no_new_variable(example_city):
    from shipped import EXAMPLE_CITY

    named = EXAMPLE_CITY["interventions.csv"].replace("Heat pump", "Heat|pump*")
    table = planner.solve({**EXAMPLE_CITY, "interventions.csv": named}).to_iamc()
    assert "Stock|Heat/pump" in set(table["variable"])


def test_parquet_holds_the_tables(plan):
    files = exported(plan, "parquet")
    for name in TABLES:
        back = pd.read_parquet(io.BytesIO(files[f"{name}.parquet"]))
        pd.testing.assert_frame_equal(back, getattr(plan, name), check_dtype=False)


def test_netcdf_and_json_hold_the_numbers(plan, tmp_path):
    stock = plan.uptake.set_index(["intervention", "year"])["stock"]
    (tmp_path / "plan.nc").write_bytes(exported(plan, "netcdf")["plan.nc"])
    with xr.open_dataset(tmp_path / "plan.nc", engine="scipy") as back:
        found = back["uptake_stock"].sel(intervention="heat_pump", year=2033)
        assert float(found) == stock["heat_pump", 2033] > 0
        assert str(back["uptake_unit"].sel(intervention="heat_pump").values) == "Mm2"
    rows = json.loads(exported(plan, "json")["plan.json"])
    assert [row["stock"] for row in rows["uptake"]] == plan.uptake["stock"].tolist()
    assert rows["emissions"][0]["cap"] is None


def test_the_tables_of_solve_are_a_data_package(plan):
    tables = {name: getattr(plan, name) for name in TABLES}
    resources = package(plan, tables)["resources"]
    assert [resource["path"] for resource in resources] == [f"{name}.csv" for name in tables]
    for resource in resources:
        table = pd.read_csv(io.BytesIO(as_csv(tables[resource["name"]])))
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        assert list(fields) == table.columns.tolist()
        numbers = [name for name, kind in fields.items() if kind != "string"]
        assert all(pd.api.types.is_numeric_dtype(table[name]) for name in numbers)


@pytest.mark.slow
def test_pyam_reads_it(plan, tmp_path):
    """In an environment of its own: pyam's libraries are not ours."""
    (tmp_path / "iamc.csv").write_bytes(exported(plan, "iamc")["iamc.csv"])
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "uv"], check=True)
    install = [python, "-m", "uv", "pip", "install", "-q", "--python", python, "pyam-iamc>=3"]
    subprocess.run(install, check=True)
    asks = (
        "import pyam, sys; found = pyam.IamDataFrame(sys.argv[1]);"
        "assert found.check_aggregate('Emissions|CO2') is None;"
        "print(found.filter(variable='Emissions|CO2', year=2030).data['value'].item())"
    )
    said = subprocess.run([python, "-c", asks, tmp_path / "iamc.csv"], check=True, capture_output=True, text=True)
    total = plan.emissions.query("sector == 'total' and year == 2030")["plan"].item()
    assert float(said.stdout.splitlines()[-1]) == pytest.approx(total)


def test_tables_in_chinese_have_the_plans_numbers_under_chinese_headings(plan):
    """Ids stay; each column has a heading, each kind and unit a Chinese word; English has its own as they are."""
    found = {name: pd.read_csv(io.BytesIO(content)) for name, content in exported(plan, "csv", "zh").items()}
    assert set(found) == {f"{name}_zh.csv" for name in TABLES}
    assert all(re.search("[\u4e00-\u9fff]", column) for table in found.values() for column in table)
    emitted = found["emissions_zh.csv"]
    assert emitted["方案"].tolist() == pytest.approx(plan.emissions["plan"].tolist())
    assert set(emitted["单位"]) == {"百万吨CO2"}
    assert set(emitted["模型"]) == {"年度排放上限"}
    assert set(emitted["情景"]) == {"中心情景"}
    assert set(found["costs_zh.csv"]["类别"]) <= {"投资", "固定成本", "可变成本", "采购"}
    assert not re.search("[A-Za-z]", "".join(found["balances_zh.csv"]["类别"]))
    assert list(in_words(plan, "en")["cash_en"]) == [c for c in plan.cash if c != "name_zh"]
