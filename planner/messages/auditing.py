"""What an audit of results finds: key -> (English, Chinese)."""

from __future__ import annotations

AUDITING = {
    "no_results": (
        "there is no record of results in {place}. Give the folder that a command wrote: results/<case>/<model>.",
        "{place} 中没有结果记录。请给出命令写入的文件夹：results/<算例>/<模型>。",
    ),
    "results_swapped": (
        "results come first, then the case: `planner audit {case} {place}`.",
        "先写结果文件夹，再写算例：`planner audit {case} {place}`。",
    ),
    "audit_inputs": (
        "changed since the results of {found} were made; their cells were not compared. Make them anew.",
        "在得出 {found} 的结果之后有改动；未逐格核对。请重新计算。",
    ),
    "audit_gone": ("the file is gone or can't be opened.", "文件不见了，或无法打开。"),
    "audit_too_many": ("the set of results has no such file.", "这组结果中不应有此文件。"),
    "audit_changed": (
        "the file is not as it was written: its hash differs.",
        "文件与写入时不同：哈希值不符。",
    ),
    "audit_empty": ("the file is empty.", "文件是空的。"),
    "audit_not_utf8": ("the file is not in UTF-8.", "文件不是 UTF-8 编码。"),
    "audit_no_table": (
        "row {found} is no row of CSV: a quote is not closed.",
        "第{found}行不符合 CSV 格式：引号不成对。",
    ),
    "audit_no_json": ("the file is no JSON object.", "文件不是 JSON 对象。"),
    "audit_cells": ("found {found} cells, expected {expected}.", "有 {found} 格，应有 {expected} 格。"),
    "audit_no_column": ("the column is missing.", "缺少此列。"),
    "audit_own_column": ("the results have no such column.", "结果中不应有此列。"),
    "audit_row_too_many": ("'{found}' is no row of the results.", "结果中不应有“{found}”这一行。"),
    "audit_row_missing": ("the row '{expected}' is missing.", "缺少“{expected}”这一行。"),
    "audit_cell": ("found '{found}', expected '{expected}'.", "为“{found}”，应为“{expected}”。"),
    "audit_certificate": (
        "found {found}, allowed {expected}: a plan with a larger error is no result.",
        "为 {found}，允许 {expected}：误差更大的方案不是结果。",
    ),
    "audit_not_least_cost": (
        "the plan and the prices of the tables are not those of a least-cost plan.",
        "表中的方案和价格不是最低成本方案的。",
    ),
    "audit_fits": (
        "{place}: all fits. {files} files have their hashes; {cells} cells were worked out anew.",
        "{place}：全部相符。{files} 个文件哈希一致；重新核算了 {cells} 格。",
    ),
    "audit_versions": (
        "The results were made with {found}, other than here: of references and curves of equal cost another may be found.",
        "结果是用 {found} 得出的，与此处版本不同：成本相同的参照或曲线可能另有一种。",
    ),
    "audit_found": (
        "{place}: {count} do not fit, of {files} files and {cells} cells:",
        "{place}：{files} 个文件、{cells} 格中有 {count} 处不符：",
    ),
}
