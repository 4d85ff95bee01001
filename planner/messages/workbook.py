"""What stands in a case workbook beside its tables, and what is said of one: key -> (English, Chinese)."""

from __future__ import annotations

WORKBOOK = {
    "sheet_guide": ("guide", "说明"),
    "sheet_lists": ("lists", "选项"),
    "guide_title": ("{title}: case workbook", "{title}：算例工作簿"),
    "guide_fill": (
        "1. Fill in the yellow cells, sheet by sheet in the order below. A dark heading must be filled in, a light one may "
        "stay empty. Point at a heading to read what it means.",
        "1. 按下列顺序逐表填写黄色单元格。深色表头必填，浅色表头可以留空；把鼠标放在表头上可看到含义。",
    ),
    "guide_choose": (
        "2. Where a cell has a list, choose from it. An id is letters, digits, '_', '-' and '.'; names of any kind stand "
        "beside it. Add columns of years as you need them: 2025, 2030, ...",
        "2. 有下拉列表的单元格请从中选择。标识只用英文字母、数字和“_”“-”“.”，名称写在旁边。年份列可按需增加：2025、2030……",
    ),
    "guide_check": (
        "3. Save, then type: planner check {file}   With --mark a copy is written in which every wrong cell is coloured and "
        "says what to do.",
        "3. 保存后运行：planner check {file} --lang zh；加上 --mark 会另存一份，把有误的单元格标红并批注改法。",
    ),
    "guide_solve": (
        "4. Then: planner solve {file}   Its results stand in the folder results; plan.xlsx is the plan as a workbook.",
        "4. 然后运行：planner solve {file} --lang zh；结果在 results 文件夹中，plan.xlsx 是方案工作簿。",
    ),
    "guide_own": (
        "Rows that begin with # are not read, nor are sheets whose name begins with #: keep your own calculations there. "
        "Cells may hold formulas.",
        "以 # 开头的行不读取，名称以 # 开头的工作表也不读取：自己的计算可放在那里。单元格可以用公式。",
    ),
    "guide_sheet": ("Sheet", "工作表"),
    "guide_needed": ("Needed", "必需"),
    "guide_yes": ("yes", "是"),
    "guide_rows": ("Rows", "行数"),
    "guide_what": ("What it holds", "内容"),
    "head_setting": ("setting", "设定项"),
    "head_cell": ("value", "值"),
    "head_units": ("# unit", "# 单位"),
    "head_scenario": ("scenario", "情景"),
    "what_scenario": ("The scenario that makes the change", "作出改动的情景"),
    "note_value": ("May hold: {value}", "可填：{value}"),
    "note_unit": ("Unit: {unit}", "单位：{unit}"),
    "note_empty": ("If empty: {default}", "留空时：{default}"),
    "choose_title": ("Not a choice", "不在选项中"),
    "choose_text": ("Choose from the list: {allowed}", "请从列表中选择：{allowed}"),
    "unknown_sheet": (
        "found a sheet that no table is called like. Rename it as the guide lists them, or begin its name with # if it is "
        "your own.",
        "没有哪张表叫这个名字。请按说明页改名；如是自用的工作表，名称请以 # 开头。",
    ),
    "formula_error": (
        "the formula comes to {found}. Correct it, or type the number.",
        "公式的结果是 {found}。请改正公式，或直接填数字。",
    ),
    "formula_unsaved": (
        "the formula has no saved result. Open the workbook in Excel or WPS, save it, and try again.",
        "公式没有保存结果。请用 Excel 或 WPS 打开工作簿，保存后再试。",
    ),
    "new_of_a_kind": (
        "'{found}' can't be written: name a folder, or a workbook that ends in .xlsx.",
        "不能写成“{found}”：请给出文件夹，或以 .xlsx 结尾的工作簿。",
    ),
    "cell_too_long": (
        "'{found}...' in {place} is longer than the 32,767 characters that a workbook's cell can hold. Shorten it.",
        "{place} 中的“{found}……”超过了工作簿单元格的 32767 个字符。请缩短。",
    ),
    "say_marked": (
        "A copy with the wrong cells coloured is at {place}.",
        "已另存一份标出有误单元格的副本：{place}。",
    ),
    "mark_of_no_workbook": (
        "--mark colours the cells of a case workbook (.xlsx); '{found}' is none.",
        "--mark 用于给算例工作簿（.xlsx）标色；“{found}”不是。",
    ),
    "mark_heading": ("To be put right", "请改正"),
    "head_place": ("cell", "单元格"),
    "sheet_problems": ("# to be put right", "# 请改正"),
    "marked": ("marked", "已标记"),
}
