"""Sheets from short texts and rows: a CSV, a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
import xlsxwriter

import planner
from planner.case.classic import classic_case

Rows = Sequence[Sequence[object]]


@pytest.fixture
def read(tmp_path) -> Callable[..., planner.Case]:
    """The case of a CSV with this text."""

    def write_and_read(text: str, rate: float | None = None, encoding: str = "utf-8") -> planner.Case:
        (tmp_path / "measures.csv").write_bytes(text.encode(encoding))
        return classic_case(tmp_path / "measures.csv", discount_rate=rate)

    return write_and_read


@pytest.fixture
def read_book(tmp_path) -> Callable[..., planner.Case]:
    """The case of a workbook: sheet -> rows; `merged`: (sheet, range) to merge, with what stands in its first cell."""

    def write_and_read(sheets: Mapping[str, Rows], merged: Sequence[tuple[str, str]] = ()) -> planner.Case:
        with xlsxwriter.Workbook(tmp_path / "measures.xlsx") as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for n, row in enumerate(rows):
                    for m, value in enumerate(row):
                        if value is not None:
                            sheet.write(n, m, value)
                for where, cells in merged:
                    if where == name:
                        first = cells.split(":")[0]
                        value = rows[int(first[1:]) - 1][ord(first[0]) - ord("A")]
                        sheet.merge_range(cells, value)
        return classic_case(tmp_path / "measures.xlsx")

    return write_and_read


@pytest.fixture
def bars() -> Callable[..., dict[str, tuple[float, float]]]:
    """Name of each measure -> what it avoids alone in the year, and its cost per tonne."""

    def of(case: planner.Case, year: int | None = None) -> dict[str, tuple[float, float]]:
        table = planner.ranked_curve(case, year=year or case.years[-1]).bars
        rows = table.to_dict("records")
        return {r["name_en"]: (r["abatement"], r["cost_per_tonne"]) for r in rows}

    return of


@pytest.fixture
def facts() -> Callable[[planner.Case], set[str]]:
    """The keys of what was assumed and left aside."""

    def of(case: planner.Case) -> set[str]:
        assert case.sheet is not None
        return {fact["key"] for fact in (*case.sheet.assumed, *case.sheet.unused)}

    return of
