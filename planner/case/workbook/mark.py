"""A copy of a case workbook in which every cell that is wrong is coloured and says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from planner.errors import Problem
from planner.messages import text

RED = "FFC7CE"
WIDE = 110
"""Of the column with what to do."""


def mark(path: Path, problems: Iterable[Problem], lang: str) -> Path:
    """Write the copy beside the workbook, with a first sheet that lists the problems; returns its place."""
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    book = openpyxl.load_workbook(path)
    listing = book.create_sheet(text("sheet_problems", lang), 0)
    listing.append([text("head_place", lang), text("mark_heading", lang)])
    listing.column_dimensions["A"].width, listing.column_dimensions["B"].width = 24, WIDE
    said: dict[tuple[str, str], list[str]] = {}
    for row, problem in enumerate(problems, start=2):
        sheet, _, cell = problem.cell.rpartition("!") if "!" in problem.cell else (problem.cell, "", "A1")
        there = sheet in book.sheetnames
        remedy = problem.in_language(lang).removeprefix(f"{problem.file} ")
        listing.cell(row, 1, problem.cell).data_type = "s"
        listing.cell(row, 2, remedy).data_type = "s"
        listing.cell(row, 2).alignment = Alignment(wrap_text=True, vertical="top")
        if there:
            listing.cell(row, 1).hyperlink = f"#'{sheet}'!{cell}"
            listing.cell(row, 1).font = Font(color="0563C1", underline="single")
            said.setdefault((sheet, cell), []).append(remedy)
    for (sheet, cell), remedies in said.items():
        book[sheet][cell].fill = PatternFill("solid", start_color=RED)
        comment = Comment("\n".join(remedies), text("mark_heading", lang))
        comment.width, comment.height = 380, 60 + 50 * len(remedies)
        book[sheet][cell].comment = comment
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is listing
    copy = path.with_name(f"{path.stem}.{text('marked', lang)}{path.suffix}")
    book.save(copy)
    return copy
