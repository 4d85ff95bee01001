"""A sheet of measures, and steps made from one row."""

from __future__ import annotations

SHEETS = {
    "no_such_file": ("there is no file '{place}'.", "没有文件“{place}”。"),
    "no_rows": ("has a header and no rows below it. Add the measures.", "只有表头，没有数据行。请填入各项措施。"),
    "column_says_nothing": (
        "no column of the sheet says this, and it is needed. Name one of its columns: {allowed}.",
        "表中缺少这一列，且必须有。可用的列名：{allowed}。",
    ),
    "columns_say_the_same": (
        "found column '{found}', which says the same as '{other}'. Keep one of them, or rename the other.",
        "“{found}”列与“{other}”列含义相同。请只保留一列，或给另一列改名。",
    ),
    "row_of_totals": (
        "found '{found}', a row of totals, which would count every tonne twice. Remove it.",
        "“{found}”是合计行，会使减排量重复计算。请删去。",
    ),
    "two_years": (
        "found year {found} beside {other}; a sheet is the curve of one year. Put each year into a sheet of its own.",
        "既有{found}年又有{other}年；一张表只对应一年的曲线。请每年各用一张表。",
    ),
    "bad_argument": ("{name}: found {found}, allowed {allowed}.", "{name}：给的是 {found}，允许 {allowed}。"),
    "not_for_steps": (
        "found {name} = {found} in the row to be split, but how it divides among the steps is not known. Leave it empty "
        "there, and fill it in row by row.",
        "待拆分的行中 {name} = {found}，但无从得知它在各级之间如何分配。请先留空，再逐行填写。",
    ),
}
