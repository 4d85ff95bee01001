"""What is wrong with a sheet of measures is said at its own cells, all of it at once; what is unclear is asked."""

from __future__ import annotations

import pytest

import planner
from planner.case.classic import classic_case
from planner.errors import UsageError

SHEET = "措施,部门,减排量（吨）,cost,cost_unit,year\nLED,建筑,100,-120,元/吨,2030\n热泵,建筑,300,560,元/吨,2030\n"


def problems_of(tmp_path, body: str | bytes):
    file = tmp_path / "sheet.csv"
    file.write_bytes(body if isinstance(body, bytes) else body.encode())
    with pytest.raises(planner.InputError) as wrong:
        classic_case(file)
    assert {problem.file for problem in wrong.value.problems} == {"sheet.csv"}
    return wrong.value.problems


def test_the_sheet_without_a_mistake_is_read(tmp_path):
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    assert len(classic_case(tmp_path / "sheet.csv").interventions) == 2


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "key"),
    [
        ("300", "3OO", 3, "减排量（吨）", "not_a_number_here"),
        ("300", "约300", 3, "减排量（吨）", "not_a_number_here"),
        ("300", "-300", 3, "减排量（吨）", "out_of_range"),
        ("300", "nan", 3, "减排量（吨）", "not_a_number_here"),
        ("300", "1e999", 3, "减排量（吨）", "not_a_number_here"),
        ("300", "1e308", 3, "减排量（吨）", "too_large"),
        ("100", "", 2, "减排量（吨）", "empty_cell"),
        ("560", "56%", 3, "cost", "not_a_number_here"),
        ("560", "—", 3, "cost", "empty_cell"),
        ("热泵", "", 3, "措施", "empty_cell"),
        ("热泵", "LED", 3, "措施", "duplicate_row"),
        ("热泵", "建筑合计与改造", 3, "措施", None),
        ("热泵", "其中：热泵", 3, "措施", "reads_as_total"),
        ("2030\n热泵,建筑,300,560,元/吨,2030", "3030\n热泵,建筑,300,560,元/吨,2030", 2, "year", "not_a_year"),
        ("LED,建筑,100,-120,元/吨", "LED,建筑,100,-120,USD/吨", 3, "cost_unit", "wrong_dimension"),
        ("LED,建筑,100,-120,元/吨", "LED,建筑,100,-120,元/MWh", 2, "cost_unit", "wrong_dimension"),
        ("LED,建筑,100,-120,元/吨", "LED,建筑,100,-120,元/spoon", 2, "cost_unit", "unknown_unit_here"),
        ("LED,建筑,100,-120,元/吨", "LED,建筑,100,-120,nan 元/吨", 2, "cost_unit", "unknown_unit_here"),
        ("减排量（吨）", "减排量（兆斤）", 1, "减排量（兆斤）", "unknown_unit_here"),
        ("减排量（吨）", "减排量（MWh）", 1, "减排量（MWh）", "not_a_mass"),
        ("减排量（吨）", "大小", 1, "", "no_amounts"),
        ("措施", "东西", 1, "", "no_names"),
        (",cost,", ",price level,", 1, "", "no_costs"),
        ("部门", "sektor", 1, "sektor", "unknown_heading"),
        ("减排量（吨）", "abatment (t)", 1, "abatment (t)", "unknown_heading"),
        (",year", ",unit cost", 1, "cost", "which_cost"),
        (",year", ",减排潜力（吨）", 1, "减排潜力（吨）", "columns_say_the_same"),
        ("cost,cost_unit", "cost (元),cost_unit", 1, "cost (元)", "which_cost"),
        ("cost,cost_unit", "总成本,cost_unit", 1, "总成本", "which_cost"),
    ],
)
def test_a_mistake_is_said_with_its_place(tmp_path, old, new, row, column, key):
    assert SHEET.replace(old, new) != SHEET
    body = SHEET.replace(old, new, 1)
    if key is None:
        (tmp_path / "sheet.csv").write_text(body, encoding="utf-8")
        assert len(classic_case(tmp_path / "sheet.csv").interventions) == 2
        return
    (problem,) = problems_of(tmp_path, body)
    assert (problem.row, problem.column, problem.key) == (row, column, key)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"", "no_header"),
        (SHEET.splitlines()[0].encode(), "no_rows"),
        (b"measure;tonnes;cost\nLED;1;2", "wrong_separator"),
        (b"measure,tonnes,cost\nLED\xff\xff,1,2", "unknown_encoding"),
        (b'measure,tonnes,cost\n"LED,1,2', "unclosed_quote"),
    ],
)
def test_a_file_that_is_no_sheet_is_one_problem(tmp_path, body, key):
    assert [problem.key for problem in problems_of(tmp_path, body)] == [key]


def test_a_thousands_separator_without_quotes_is_no_comma_between_cells(tmp_path):
    """1,200 t at 5 would read as 1 t at 200, and a 5 that nobody asked for."""
    (problem,) = problems_of(tmp_path, "measure,tonnes (t),cost (CNY/t)\nA,1,200,5\nB,200,2\n")
    assert (problem.row, problem.key, problem.found) == (2, "row_too_long", "5")


def test_all_mistakes_are_said_at_once_in_the_order_of_the_rows(tmp_path):
    """Row 2 has no number of tonnes and no cost, row 3 no tonnes though it earns, row 5 comes after a comment."""
    body = "measure,tonnes,cost\nLED,a lot,\nPV,,-5\n# a comment\nof which roofs,5,5\n"
    said = [(problem.row, problem.column, problem.key) for problem in problems_of(tmp_path, body)]
    assert said == [
        (2, "cost", "empty_cell"),
        (2, "tonnes", "not_a_number_here"),
        (3, "tonnes", "empty_cell"),
        (5, "measure", "reads_as_total"),
    ]


def test_a_cost_too_large_for_a_tonne_is_asked_about(tmp_path):
    """1,200,000 without a unit is hardly the cost of a tonne; with one it is what it says."""
    (problem,) = problems_of(tmp_path, "measure,tonnes,cost\nLED,100,1200000\n")
    assert problem.key == "which_cost"
    (tmp_path / "sheet.csv").write_text("measure,tonnes,cost (KRW/t)\nLED,100,1200000\n")
    assert classic_case(tmp_path / "sheet.csv").settings.money == "KRW"


def test_a_capex_without_a_lifetime_or_a_unit_is_asked_for_it(tmp_path):
    problems = problems_of(tmp_path, "measure,tonnes,capex (CNY),lifetime\nLED,100,1200,\nPV,5,9,7.5\n")
    assert [(p.row, p.column, p.key) for p in problems] == [
        (2, "lifetime", "needs_lifetime"),
        (3, "lifetime", "not_whole"),
    ]
    (problem,) = problems_of(tmp_path, "措施,减排量（万吨）,投资,寿命\nLED,100,1200,10\n")
    assert (problem.column, problem.key) == ("投资", "needs_money_unit")


def test_a_problem_says_nothing_of_the_tables_behind_the_sheet(tmp_path):
    (problem,) = problems_of(tmp_path, SHEET.replace("300", "3OO"))
    assert str(problem) == (
        "sheet.csv row 3, 减排量（吨）: found '3OO', which is no number. Write one number, like 1200, 1,200 or 0.4, "
        "and the unit in the heading."
    )


def test_a_problem_of_a_workbook_names_the_sheet_and_the_cell(read_book):
    with pytest.raises(planner.InputError) as wrong:
        read_book(
            {"措施": [["清单"], ["措施", "部门", "减排量（万吨）", "单位成本（元/吨）"], ["LED", "建筑", "十", 5]]}
        )
    (problem,) = wrong.value.problems
    assert str(problem).startswith("measures.xlsx 措施!C3, 减排量（万吨）: found '十'")
    assert problem.in_language("zh").startswith("measures.xlsx 措施!C3，减排量（万吨）：填的是“十”")
    assert problem.as_dict()["cell"] == "措施!C3"


def test_a_file_that_is_not_there_names_the_nearest(tmp_path):
    (tmp_path / "measures.csv").write_text(SHEET, encoding="utf-8")
    with pytest.raises(UsageError, match=r"mesures\.csv'\. Did you mean '.*measures\.csv'"):
        classic_case(tmp_path / "mesures.csv")


def test_a_file_that_only_calls_itself_a_workbook_is_a_problem(tmp_path):
    (tmp_path / "measures.xlsx").write_text("measure,tonnes,cost\n")
    with pytest.raises(planner.InputError, match="can't be read as a workbook"):
        classic_case(tmp_path / "measures.xlsx")
