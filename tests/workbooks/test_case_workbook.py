"""A case as a workbook holds what a folder holds, and says of a mistake in which cell it stands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.case.check import raw_of
from planner.case.files import UNPRINTABLE, RawCase
from planner.case.parsing import typed_rows
from planner.case.template import template
from planner.case.workbook.read import is_case_workbook, is_sheet
from planner.case.workbook.write import workbook
from planner.case.written import changes, write_folder

DATA = Path(__file__).parents[2] / "data"


def contents(raw: RawCase) -> dict[str, object]:
    """What a case holds: its settings, its rows with numbers as numbers, and what its scenarios change."""
    tables = {**raw.tables, **changes(raw)}
    rows = {name: typed_rows(table.model, table)[0] for name, table in tables.items()}
    held = {name: [row.model_dump(exclude={"row"}) for row in found] for name, found in rows.items() if found}
    return {"settings": tomllib.loads(raw.settings_text or ""), **held}


@pytest.mark.parametrize(
    ("name", "lang"),
    [("example_city", "zh"), ("industrial_city", "en"), pytest.param("beijing", "zh", marks=pytest.mark.slow)],
)
def test_a_folder_written_as_a_workbook_and_back_is_the_same_case(tmp_path, name, lang):
    """Tables, settings and scenarios; the case itself and what a scenario makes of it are the same, too."""
    folder = raw_of(DATA / name)
    book = tmp_path / f"{name}.xlsx"
    book.write_bytes(workbook(folder, book.name, lang))
    write_folder(raw_of(book), tmp_path / name, lang)
    assert contents(raw_of(book)) == contents(folder) == contents(raw_of(tmp_path / name))
    scenario = next(iter(folder.scenarios))
    before, after = planner.read_case(DATA / name, scenario=scenario), planner.read_case(book, scenario=scenario)
    assert before.settings == after.settings
    for file, rows in before.tables.items():
        assert [row.model_dump(exclude={"row"}) for row in rows] == [
            row.model_dump(exclude={"row"}) for row in after.tables[file]
        ]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda said: said == said.strip() and said and not said.startswith("#") and not UNPRINTABLE.search(said)
)
ODD = st.sampled_from(
    ["=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")', "007", "1e6", "{=1}", "a\nb", 'a "b", c', "是", "技术"]
)
FIGURE = st.floats(-1e15, 1e15, allow_nan=False).map(repr) | st.integers(-(10**20), 10**20).map(str)


@settings(max_examples=5)
@given(
    st.lists(st.tuples(TEXT | ODD, TEXT | ODD, FIGURE, FIGURE), min_size=1, max_size=4, unique_by=lambda row: row[0]),
    st.sampled_from(["en", "zh"]),
)
def test_whatever_stands_in_a_cell_comes_back(tmp_path_factory, rows, lang):
    """Text that looks like a formula, a number or a choice stays text; a number keeps its last figure."""
    raw = template("en")
    sources = raw.tables["sources.csv"]
    cells = [
        {"key": key, "title": said, "value": one, "low": other, "grade": "report"} for key, said, one, other in rows
    ]
    columns = ("key", "title", "value", "low", "grade")
    raw.tables["sources.csv"] = type(sources)("sources.csv", columns, tuple(enumerate(cells, start=2)))
    place = tmp_path_factory.mktemp("book")
    (place / "city.xlsx").write_bytes(workbook(raw, "city.xlsx", lang))
    write_folder(raw_of(place / "city.xlsx"), place / "city", lang)
    assert contents(raw_of(place / "city.xlsx")) == contents(raw) == contents(raw_of(place / "city"))


def test_the_template_is_a_case_in_either_form_and_language(run, tmp_path):
    """The same plan costs the same: a folder, an English workbook, a Chinese one with Chinese units."""
    for place, lang in (("mine", "en"), ("mine.xlsx", "en"), ("我的城市.xlsx", "zh")):
        assert run("new", place, "--lang", lang)[0] == 0
        assert run("check", place)[0] == 0
    costs = [planner.solve(tmp_path / place).total_cost for place in ("mine", "mine.xlsx", "我的城市.xlsx")]
    assert costs == pytest.approx([costs[0]] * 3)
    assert run("new", "mine.xlsx")[0] == 2  # nothing is written over


def test_a_case_workbook_is_known_by_its_sheets(run, tmp_path):
    """Any other workbook is a sheet of measures; sheets and rows of one's own are passed over; 2027年 is a year."""
    run("new", "city.xlsx", "--lang", "zh")
    book = openpyxl.load_workbook("city.xlsx")
    book.create_sheet("# 测算")["A1"] = 5
    book["措施"]["A30"], book["措施"]["E30"] = "# 合计", "abc"
    book["上限"]["G3"], book["上限"]["E3"] = "2027年", "unit"
    book.save("city.xlsx")
    assert is_case_workbook("city.xlsx")
    assert not is_sheet("city.xlsx")
    assert run("check", "city.xlsx")[0] == 0
    sheet = openpyxl.Workbook()
    for row in (["措施", "减排量（万吨CO2）", "单位成本（元/吨）"], ["LED", 12, -260], ["保温", 20, 700]):
        sheet.active.append(row)
    sheet.active.title = "措施"
    sheet.save("measures.xlsx")
    assert is_sheet("measures.xlsx")
    assert not is_case_workbook("measures.xlsx")
    assert run("check", "measures.xlsx", "--mark")[0] == 2


def spoil(cells: dict[str, object]) -> None:
    book = openpyxl.load_workbook("city.xlsx")
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    book.save("city.xlsx")


def test_a_mistake_is_told_at_its_sheet_and_cell_with_the_remedy(run):
    """One of each kind: a setting, an account, a choice, an id, a number, a change of a scenario."""
    run("new", "city.xlsx", "--lang", "zh")
    spoil(
        {
            "设定!B6": "abc",
            "账户!D4": "百万 SO",
            "措施!D7": "技木",
            "措施!E6": "bulding",
            "措施!Q5": 0,
            "上限!G4": "27%",
        }
    )
    spoil(
        {
            "情景!A4": "dear",
            "情景改动!A4": "dear",
            "情景改动!B4": "价格",
            "情景改动!C4": "gass",
            "情景改动!D4": "数值",
            "情景改动!E4": "乘以",
            "情景改动!F4": 2,
        }
    )
    code, out, err = run("check", "city.xlsx", "--lang", "zh", "--mark")
    assert (code, out) == (3, "")
    for place, said in {
        "设定!B6，起始年": "请填纯数字",
        "措施!D7，类别": "“技木”，只能填 “技术”、“改进”",
        "措施!E6，部门": "不在 “部门” 中。请在那里补上，或改正此处。",
    }.items():
        assert any(line.startswith(f"  - city.xlsx {place}：") and said in line for line in err.splitlines()), place
    marked = openpyxl.load_workbook("city.已标记.xlsx")
    assert marked["措施"]["D7"].fill.start_color.rgb.endswith("FFC7CE")
    assert "只能填" in marked["措施"]["D7"].comment.text
    assert marked["措施"]["D4"].comment is None
    assert marked.worksheets[0]["A2"].value == "设定!B6"
    assert run("check", "city.已标记.xlsx", "--lang", "zh")[0] == 3  # its list is no table


def test_a_wrong_change_of_a_scenario_and_a_renamed_sheet_are_told_where_they_stand(run):
    run("new", "city.xlsx")
    spoil(
        {
            "scenarios!A4": "dear",
            "changes!A4": "dear",
            "changes!B4": "prices.csv",
            "changes!C4": "gass",
            "changes!D4": "amount",
            "changes!E4": "times",
            "changes!F4": 2,
        }
    )
    code, _, err = run("check", "city.xlsx")
    assert code == 3
    assert "city.xlsx changes!C4, key: " in err
    assert "Did you mean 'gas'?" in err
    book = openpyxl.load_workbook("city.xlsx")
    book["changes"]["C4"] = "gas"
    book.save("city.xlsx")
    assert planner.read_case("city.xlsx", scenario="dear").prices[0].amount == 134
    book["prices"].title = "price list"
    book.save("city.xlsx")
    code, _, err = run("check", "city.xlsx")
    assert code == 3
    assert "city.xlsx price list: found a sheet that no table is called like" in err


def test_cells_are_text_and_offer_what_may_be_chosen(run):
    """No cell of a template is a formula but those of the hidden lists; kind, sector and bought have lists."""
    run("new", "city.xlsx", "--lang", "zh")
    book = openpyxl.load_workbook("city.xlsx")
    for sheet in book.worksheets:
        formulas = [cell for row in sheet for cell in row if cell.data_type == "f"]
        assert not formulas or sheet.sheet_state == "hidden"
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in book["措施"].data_validations.dataValidation}
    assert lists["D4"].startswith("choices_")
    assert (lists["E4"], lists["F4"]) == ("ids_sectors", "ids_services_carriers")
    assert book["措施"]["D3"].comment.text.startswith("技术供应服务或载体")
    assert book["措施"]["D4"].fill.start_color.rgb == "FFFFF9DB"
    assert book["措施"].freeze_panes == "B4"
