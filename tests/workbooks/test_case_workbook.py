"""A case as a workbook holds what a folder holds, and says of a mistake in which cell it stands."""

from __future__ import annotations

import io
import tomllib
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

import planner
from planner.case.check import raw_of
from planner.case.files import UNPRINTABLE, RawCase, table_of
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
    [
        ("example_city", "zh"),
        *(pytest.param(name, "en", marks=pytest.mark.slow) for name in ("industrial_city", "beijing")),
    ],
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


@settings(max_examples=3)
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
    """The same plan costs the same: a folder, and a Chinese workbook with Chinese units; nothing is written over."""
    for place, lang in (("mine", "en"), ("我的城市.xlsx", "zh")):
        assert run("new", place, "--lang", lang)[0] == 0
    assert run("new", "我的城市.xlsx")[0] == 2
    costs = [planner.solve(tmp_path / place).total_cost for place in ("mine", "我的城市.xlsx")]
    assert costs[0] == pytest.approx(costs[1])


def test_a_case_workbook_is_known_by_its_sheets(run, tmp_path):
    """Any other workbook is a sheet of measures; sheets and rows of one's own are passed over; 2027年 is a year.

    A sheet that no table is called like may be a table that was renamed: it is told. So are formulas without a result.
    """
    run("new", "city.xlsx", "--lang", "zh")
    book = openpyxl.load_workbook("city.xlsx")
    book.create_sheet("# 测算")["A1"] = 5
    book["措施"]["A30"], book["措施"]["E30"] = "# 合计", "abc"
    book["上限"]["G3"], book["上限"]["E3"] = "2027年", "unit"
    book.save("city.xlsx")
    assert is_case_workbook("city.xlsx")
    assert not is_sheet("city.xlsx")
    assert run("check", "city.xlsx")[0] == 0
    book["措施"]["N4"], book["上限"]["H4"] = "#DIV/0!", "=1+150"
    book.save("formulas.xlsx")
    code, _, err = run("check", "formulas.xlsx", "--lang", "zh")
    assert code == 3
    assert "formulas.xlsx 措施!N4：公式的结果是 #DIV/0!。" in err
    assert "formulas.xlsx 上限!H4：公式没有保存结果。" in err
    book["措施"]["N4"], book["上限"]["H4"] = None, 150
    book["碳价"].title = "碳价表"
    book["碳价表"]["A4"] = "co2"
    book.save("renamed.xlsx")
    code, _, err = run("check", "renamed.xlsx", "--lang", "zh")
    assert code == 3
    assert "renamed.xlsx 碳价表：没有哪张表叫这个名字。" in err
    assert "是否应为“碳价”？" in err
    sheet = openpyxl.Workbook()
    for row in (["措施", "减排量（万吨CO2）", "单位成本（元/吨）"], ["LED", 12, -260], ["保温", 20, 700]):
        sheet.active.append(row)
    sheet.active.title = "措施"
    sheet.save("measures.xlsx")
    assert is_sheet("measures.xlsx")
    assert not is_case_workbook("measures.xlsx")
    assert run("check", "measures.xlsx", "--mark")[0] == 2


def spoilt(lang: str, changes: dict[str, str], **cells: tuple[int, str, str]) -> bytes:
    """The template as a workbook, with other settings, and other cells by table: (row from 0, column, text)."""
    raw = template(lang)
    for old, new in changes.items():
        raw.settings_text = (raw.settings_text or "").replace(old, new)
    for table, (row, column, said) in cells.items():
        raw.tables[f"{table}.csv"].rows[row][1][column] = said
    raw.tables["scenarios.csv"] = table_of("scenarios.csv", "scenario\ndear\n", [])
    raw.scenarios["dear"] = b"table,key,column,change,value\nprices.csv,gass,amount,times,2\n"
    return workbook(raw, "city.xlsx", lang)


def test_a_mistake_is_told_at_its_sheet_and_cell_with_the_remedy(run, tmp_path):
    """A setting, a choice, a number, a name in place of an id; the copy has the cells coloured, with the remedy, and a
    list in front.
    """
    spoils = {"interventions": (3, "kind", "技木"), "prices": (0, "amount", "6%"), "baseline": (0, "sector", "其他")}
    Path("city.xlsx").write_bytes(spoilt("zh", {"first_year = 2025": 'first_year = "abc"'}, **spoils))
    code, out, err = run("check", "city.xlsx", "--lang", "zh", "--mark")
    assert (code, out) == (3, "")
    for place, said in {
        "设定!B6，起始年": "请填纯数字",
        "措施!D7，类别": "“技木”，只能填 “技术”、“改进”",
        "价格!C4，数值": "6%",
        "基准排放!A4，部门": "“其他”不在 “部门” 中。请在那里补上，或改正此处。是否应为“other”？",
    }.items():
        assert any(line.startswith(f"  - city.xlsx {place}：") and said in line for line in err.splitlines()), place
    marked = openpyxl.load_workbook("city.已标记.xlsx")
    assert marked["措施"]["D7"].fill.start_color.rgb.endswith("FFC7CE")
    assert "只能填" in marked["措施"]["D7"].comment.text
    assert marked["措施"]["D4"].comment is None
    assert marked.worksheets[0].title.startswith("#")  # no table
    assert marked.worksheets[0]["A2"].value == "设定!B6"


def test_a_workbook_as_people_leave_it_is_read(tmp_path):
    """A title above the headings, a wrapped one, a date as a year, a hidden sheet, merged cells."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(template("zh"), "city.xlsx", "zh")))
    measures, caps = book["措施"], book["上限"]
    measures["O3"], caps["G3"] = "单位\n投资", datetime(2027, 1, 1)
    book["价格"].sheet_state = "hidden"
    for sheet in ("措施", "设定", "账户"):
        book[sheet].insert_rows(2)
        book[sheet]["A2"] = "某市减排措施一览"
    measures.merge_cells("E5:E7")
    book.save(tmp_path / "city.xlsx")
    write_folder(template("zh"), tmp_path / "city", "zh")
    assert contents(raw_of(tmp_path / "city.xlsx")) == contents(raw_of(tmp_path / "city"))


def test_what_people_leave_in_a_workbook_is_told_with_the_remedy(tmp_path):
    """Once a row for notes and totals; a number that is plain but for its dress is proposed."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(template("zh"), "city.xlsx", "zh")))
    measures = book["措施"]
    measures["O4"], measures["P5"], measures["R6"], measures["O6"], measures["L7"] = "1,200", "—", "30年", "3.5万", "√"
    measures["A12"], measures["A13"], measures["T13"] = "注：仅供参考", "合计", 3
    measures["AF6"], measures["AC3"] = "请核对", "来源"
    book["节约率"]["D4"], book["部门"].title = "40%", "各部门"
    book.save(tmp_path / "city.xlsx")
    with pytest.raises(planner.InputError) as wrong:
        planner.read_case(tmp_path / "city.xlsx")
    told = {problem.cell: problem.in_language("zh") for problem in wrong.value.problems}
    for place, said in {
        "措施!O4": "是否应为“1200”？",
        "措施!P5": "没有数时请留空",
        "措施!R6": "是否应为“30”？",
        "措施!L7": "只能填 是 或 否",
        "措施!A12": "所在的行缺少 类别, 部门, 建设单位, 寿命。请填写；如是注释或合计，请在行首加 #",
        "措施!A13": "“合计”所在的行缺少",
        "措施!AF6": "“请核对”超出了表头的29列",
        "措施!AC3": "有两列“来源”",
        "节约率!D4": "是否应为“0.4”？",
        "部门": "缺少这张工作表",
        "各部门": "没有哪张表叫这个名字",
    }.items():
        assert said in told[place], told.get(place)
    assert "是否应为" not in told["措施!O6"]


def test_two_measures_of_one_name_are_told(tmp_path):
    raw = template("zh")
    raw.tables["interventions.csv"].rows[1][1]["name_zh"] = "燃气锅炉"
    write_folder(raw, tmp_path / "city", "zh")
    (warning,) = planner.check(tmp_path / "city")
    assert "name_zh): found '燃气锅炉', the name of row" in str(warning)


def test_a_wrong_change_of_a_scenario_is_told_where_it_stands(tmp_path):
    """In its row of the sheet of changes: the third column is the key. Put right, the change is made."""
    book = tmp_path / "city.xlsx"
    book.write_bytes(spoilt("en", {}))
    with pytest.raises(planner.InputError) as wrong:
        planner.read_case(book, scenario="dear")
    assert str(wrong.value.problems[0]).startswith("city.xlsx changes!C4, key: ")
    assert "Did you mean 'gas'?" in str(wrong.value)


def test_cells_are_text_and_offer_what_may_be_chosen(run):
    """No cell of a template is a formula but those of the hidden lists; kind, sector and bought have lists."""
    run("new", "city.xlsx", "--lang", "zh")
    book = openpyxl.load_workbook("city.xlsx")
    for sheet in book.worksheets:
        formulas = [cell for row in sheet for cell in row if cell.data_type == "f"]
        assert not formulas or sheet.sheet_state == "hidden"
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in book["措施"].data_validations.dataValidation}
    assert lists["D4"].startswith("choices_")
    of_changes = {str(rule.sqref)[:2]: rule.formula1 for rule in book["情景改动"].data_validations.dataValidation}
    assert of_changes["A4"] == "ids_scenarios"
    tables = [cell.value for column in book["选项"].columns for cell in column]
    assert {"设定", "价格", "措施"} <= set(tables)
    assert (lists["E4"], lists["F4"]) == ("ids_sectors", "ids_services_carriers")
    assert book["措施"]["D3"].comment.text.startswith("技术供应服务或载体")
    assert book["措施"]["D4"].fill.start_color.rgb == "FFFFF9DB"
    assert book["措施"].freeze_panes == "B4"


def test_what_stands_against_a_plan_is_told_at_its_cells(tmp_path):
    """A cap of 20 kt below what the baseline and every measure leave: the cells of both, and what would repair it."""
    raw = template("en")
    raw.tables["caps.csv"].rows[0][1]["2035"] = "20"
    (tmp_path / "city.xlsx").write_bytes(workbook(raw, "city.xlsx", "en"))
    with pytest.raises(planner.NoPlanError) as none:
        planner.solve(tmp_path / "city.xlsx")
    cells = {problem.cell for problem in none.value.conflict}
    assert {"baseline!F4", "caps!H4"} <= cells
    assert {problem.cell for problem in none.value.repairs["potential"]} == {"interventions!T7", "interventions!T8"}
