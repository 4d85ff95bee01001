"""Models are files: what is wrong with one is said before anything is solved."""

from __future__ import annotations

import pytest

from planner.errors import UsageError
from planner.model.model_file import bundled
from planner.results.plan import prepare

CASE = {
    "interventions": "intervention, kind, sector, unit, lifetime\n trees, reduction, city, tCO2, 1",
    "process_emissions": "intervention, account, unit, amount\n trees, co2, tCO2/tCO2, -1",
}
BUDGET = {"caps": "account, kind, unit, amount\n co2, cumulative, tCO2, 100"}
RIGHT = 'title_en = "Mine"\ncaps = "yearly"\ncarbon_price = false\n'


def test_a_file_of_ones_own_is_a_model_called_like_it(case_of, tmp_path):
    (tmp_path / "mine.toml").write_text(RIGHT, encoding="utf-8")
    assert prepare(case_of(**CASE), model=tmp_path / "mine.toml").spec.name == "mine"


def test_an_unknown_name_is_told_with_the_nearest_and_all(case_of):
    with pytest.raises(UsageError) as told:
        prepare(case_of(**CASE), model="annual_cap")
    assert (told.value.key, told.value.exit_code) == ("no_such_model", 2)
    assert "annual_caps" in str(told.value).split("?")[0]
    assert all(path.stem in str(told.value) for path in bundled("models").glob("*.toml"))


@pytest.mark.parametrize(
    ("text", "said", "chinese"),
    [
        (RIGHT.replace("false", "fals"), "line 3 can't be read from column 16 on", "第3行从第16列起无法读取"),
        (RIGHT + 'title_zh = """', "not closed at the end", "末尾的引号或括号不成对"),
        (
            RIGHT.replace('"yearly"', '"weekly"'),
            "caps: found 'weekly', allowed yearly, cumulative or none",
            "caps：填的是“weekly”，应为 yearly、cumulative 或 none",
        ),
        (
            RIGHT.replace("carbon_price", "carbon_prise"),
            "carbon_price is missing, there is no setting carbon_prise",
            "缺少 carbon_price、没有设定 carbon_prise",
        ),
        (b"caps = '\xff'", "it is not in UTF-8", "不是 UTF-8 编码"),
    ],
    ids=["no TOML", "half a TOML", "a wrong value", "a wrong key", "no UTF-8"],
)
def test_what_is_wrong_in_a_file_is_told_with_its_place(case_of, tmp_path, text, said, chinese):
    file = tmp_path / "mine.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UsageError) as told:
        prepare(case_of(**CASE), model=file)
    assert told.value.exit_code == 2
    assert str(file) in str(told.value)
    assert said in str(told.value)
    assert chinese in told.value.in_language("zh")


@pytest.mark.parametrize(
    ("tables", "model", "table"),
    [
        ({}, "carbon_price", "carbon_prices.csv"),
        ({}, "carbon_budget", "caps.csv (kind cumulative)"),
        (BUDGET, "annual_caps", "caps.csv (kind yearly)"),
    ],
)
def test_a_model_whose_table_is_missing_is_refused(case_of, tables, model, table):
    with pytest.raises(UsageError) as told:
        prepare(case_of(**CASE, **tables), model=model)
    assert told.value.key == "model_needs_table"
    assert table in str(told.value)
