"""What is wrong with a sheet of measures is said in its own rows and columns, all of it at once."""

from __future__ import annotations

import pytest

import planner
from planner.classic import classic_case
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
        ("300", "3OO", 3, "减排量（吨）", "not_a_number"),
        ("300", '"1,300"', 3, "减排量（吨）", "not_a_number"),
        ("300", "-300", 3, "减排量（吨）", "out_of_range"),
        ("100", "", 2, "减排量（吨）", "empty_cell"),
        ("560", "56%", 3, "cost", "not_a_number"),
        ("560", "", 3, "cost", "empty_cell"),
        ("热泵", "", 3, "措施", "empty_cell"),
        ("热泵", "LED", 3, "措施", "duplicate_row"),
        ("热泵", "合计", 3, "措施", "row_of_totals"),
        ("热泵,建筑,300,560,元/吨,2030", "热泵,建筑,300,560,元/吨,2035", 3, "year", "two_years"),
        ("2030\n热泵,建筑,300,560,元/吨,2030", "3030\n热泵,建筑,300,560,元/吨,", 2, "year", "out_of_range"),
        ("LED,建筑,100,-120,元/吨", "LED,建筑,100,-120,USD/吨", 3, "cost_unit", "wrong_dimension"),
        ("LED,建筑,100,-120,元/吨", "LED,建筑,100,-120,元/MWh", 2, "cost_unit", "wrong_dimension"),
        ("LED,建筑,100,-120,元/吨", "LED,建筑,100,-120,元/spoon", 2, "cost_unit", "unknown_unit"),
        ("减排量（吨）", "减排量（兆斤）", 0, "减排量（兆斤）", "unknown_unit"),
        ("减排量（吨）", "减排量（MWh）", 0, "减排量（MWh）", "not_a_mass"),
        ("减排量（吨）", "大小", 0, "tonnes", "column_says_nothing"),
        ("部门", "sectors", 0, "sectors", "unknown_column"),
        (",year", ",unit cost", 0, "unit cost", "columns_say_the_same"),
        ("部门", "year", 1, "year", "duplicate_column"),
    ],
)
def test_a_mistake_is_said_with_its_place(tmp_path, old, new, row, column, key):
    assert SHEET.replace(old, new) != SHEET
    (problem,) = problems_of(tmp_path, SHEET.replace(old, new, 1))
    assert (problem.row, problem.column, problem.key) == (row, column, key)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"", "no_header"),
        (SHEET.splitlines()[0].encode(), "no_rows"),
        (b"measure;tonnes;cost\nLED;1;2", "wrong_separator"),
        (b"measure,tonnes,cost\nLED\xff\xff,1,2", "unknown_encoding"),
    ],
)
def test_a_file_that_is_no_sheet_is_one_problem(tmp_path, body, key):
    assert [problem.key for problem in problems_of(tmp_path, body)] == [key]


def test_all_mistakes_are_said_at_once_in_the_order_of_the_rows(tmp_path):
    """Row 2 has no number of tonnes and no cost, row 3 no tonnes though it earns, row 5 comes after a comment."""
    body = "measure,tonnes,cost\nLED,a lot,\nPV,,-5\n# a comment\nTotal,5,5\n"
    said = [(problem.row, problem.column, problem.key) for problem in problems_of(tmp_path, body)]
    assert said == [
        (2, "cost", "empty_cell"),
        (2, "tonnes", "not_a_number"),
        (3, "tonnes", "empty_cell"),
        (5, "measure", "row_of_totals"),
    ]


def test_a_problem_says_nothing_of_the_tables_behind_the_sheet(tmp_path):
    """`potential` may be empty in interventions.csv; tonnes may not."""
    (problem,) = problems_of(tmp_path, SHEET.replace("300", "3OO"))
    assert str(problem) == (
        "sheet.csv row 3, 减排量（吨）: found '3OO'; write a plain number, like 1200 or 0.4: no %, "
        "no thousands separators, no units."
    )


def test_a_file_that_is_not_there_names_the_nearest(tmp_path):
    (tmp_path / "measures.csv").write_text(SHEET, encoding="utf-8")
    with pytest.raises(UsageError, match=r"mesures\.csv'\. Did you mean '.*measures\.csv'"):
        classic_case(tmp_path / "mesures.csv")
