"""What the data dictionary says beside the meanings of columns: key -> (English, Chinese)."""

from __future__ import annotations

DICTIONARY = {
    "head_column": ("column", "列"),
    "head_heading": ("heading", "中文表头"),
    "head_value": ("value", "可填内容"),
    "head_if_empty": ("if empty", "留空时"),
    "head_meaning": ("meaning", "含义"),
    "must_be_given": ("must be given", "必填"),
    "column_is": ("{column}: {said}", "{column}：{said}"),
    "template_first": (
        "A small case to start from: change the numbers, then `planner check` and `planner solve`.",
        "一个小算例作为起点：改动数字，然后 `planner check`、`planner solve`。",
    ),
    "table_of_kind": ("{table} (kind {kind})", "{table}（{kind}）"),
    "kind_ids": ("id of {tables}", "“{tables}”表中的标识"),
    "kind_or": (" or ", "”或“"),
    "kind_and": (" and ", "，"),
    "kind_text": ("text", "文字"),
    "kind_number": ("number", "数字"),
    "kind_whole": ("whole number", "整数"),
    "kind_flag": ("true or false", "是或否"),
    "kind_true": ("true", "是"),
    "kind_false": ("false", "否"),
    "kind_id": ("id", "标识"),
    "kind_year": ("year", "年份"),
    "kind_list": ("list", "列表"),
}
