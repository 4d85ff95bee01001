"""What is wrong with files, cells and units: key -> (English, Chinese)."""

from __future__ import annotations

PROBLEMS = {
    # how a problem is put together
    "place_row": (" row {row}", " 第{row}行"),
    "place_column": (", {column}", "，{column}"),
    "place_end": (": ", "："),
    "comma": (", ", "、"),
    "semicolon": ("; ", "；"),
    "or": (" or ", " 或 "),
    "column_meaning": (" {meaning}.", "{meaning}。"),
    "near": (" Did you mean '{near}'?", "是否应为“{near}”？"),
    "input_wrong": ("{count} problem(s) in {where}; nothing was solved.", "{where} 有{count}处问题，未求解。"),
    # folders and files
    "no_such_folder": ("there is no folder '{place}'.", "没有文件夹“{place}”。"),
    "unknown_table": (
        "found a table that no model reads. Rename or remove it; `planner describe` lists the tables.",
        "没有模型使用这张表。请改名或移走；`planner describe` 列出全部表。",
    ),
    "missing_table": (
        "not found. Every case needs this file; `planner new DIR` writes one to start from.",
        "找不到该文件。每个算例都需要它；`planner new DIR` 可生成一个起点。",
    ),
    "missing_sheet": (
        "this sheet is missing or empty. Every case needs it; `planner new city.xlsx` writes one to start from.",
        "缺少这张工作表，或表中没有内容。每个算例都需要它；`planner new city.xlsx` 可生成一个样例。",
    ),
    "not_csv": (
        "found a workbook '{found}', which is not read. Save its sheet as {allowed} (CSV UTF-8) and keep the workbook "
        "elsewhere.",
        "工作簿“{found}”不会被读取。请将工作表另存为 {allowed}（CSV UTF-8），工作簿放到别处。",
    ),
    "unprintable": (
        "found the control character {found} in the text, which nothing can show. Type the cell again: '{name}'.",
        "文本中有控制字符 {found}，无法显示。请重新键入该单元格：“{name}”。",
    ),
    "too_long": (
        "found {count:,} characters, '{found}'; at most {allowed:,}. Shorten the text.",
        "共{count:,}个字符：“{found}”；最多{allowed:,}个。请缩短。",
    ),
    "closed_folder": (
        "the folder can't be read. Change its permissions.",
        "无法读取该文件夹。请修改权限。",
    ),
    "unreadable": (
        "can't be read: it is a folder, or a file that you may not open. Put a file there, or change its permissions.",
        "无法读取：它是文件夹，或没有读取权限。请换成文件，或修改权限。",
    ),
    "unknown_encoding": (
        "is neither UTF-8 nor GB 18030 text. Save it as CSV UTF-8.",
        "既不是 UTF-8 也不是 GB 18030 文本。请另存为 CSV UTF-8。",
    ),
    "no_header": (
        "is empty. The first row must name the columns; `planner describe TABLE` lists them.",
        "是空表。首行必须是列名；`planner describe TABLE` 列出各列。",
    ),
    "wrong_separator": (
        "found one column only, '{found}'. Save the file with commas between the cells.",
        "只有一列：“{found}”。请用英文逗号分隔单元格后保存。",
    ),
    "unclosed_quote": (
        'found a double quote (") that is not closed, or not doubled within a cell. Close it, or remove it.',
        '双引号（"）没有闭合或没有成对书写。请补上或删去。',
    ),
    "duplicate_column": ("found two columns '{found}'. Keep one.", "有两列“{found}”。请保留一列。"),
    "unnamed_column": (
        "found a column without a name between others. Name it or remove it.",
        "中间有一列没有列名。请补上列名或删去该列。",
    ),
    "missing_column": ("this column is needed and not in the header. Add it.", "缺少必需的列。请补上。"),
    "unknown_column": (
        "found a column '{found}' that this table does not have; allowed: {allowed}.",
        "本表没有“{found}”列；可用的列：{allowed}。",
    ),
    "row_too_long": (
        "found '{found}' beyond the {count} columns of the header. Name that column, or remove what stands there; in a CSV "
        "there may be a comma too many.",
        "“{found}”超出了表头的{count}列。请为该列补上列名，或删去多余内容；在 CSV 中也可能是多了一个逗号。",
    ),
    "full_width_comma": (
        "found '{found}' beyond the {count} columns of the header, and a full-width comma (，). Cells are parted by "
        "half-width commas (,): type them so, or remove the one too many.",
        "“{found}”超出了表头的{count}列，且有全角逗号（，）。单元格之间用半角逗号（,）分隔：请改为半角，或删去多余的逗号。",
    ),
    "toml_at": (
        "line {line} can't be read from column {column} on; text goes in quotes, so does a name with / or *; a list goes in [ ]; "
        "a name stands once",
        "第{line}行从第{column}列起无法读取；文字以及含 / 或 * 的名称要加引号；列表用 [ ]；同一名称只写一次",
    ),
    "toml_end": ("a quote or bracket is not closed at the end", "末尾的引号或括号不成对"),
    "not_utf8": ("it is not in UTF-8", "不是 UTF-8 编码"),
    "bad_toml": ("is not TOML: {found}.", "不符合 TOML 格式：{found}。"),
    "unknown_setting": (
        "this is not a setting (found '{found}'). Correct or remove it.",
        "没有这项设置（值为“{found}”）。请改正或删去。",
    ),
    # cells
    "empty_cell": ("empty; a value is required.", "为空；此处必须填写。"),
    "not_an_option": ("found '{found}', allowed {allowed}.", "填的是“{found}”，只能填 {allowed}。"),
    "bad_id": (
        "found '{found}'; an id is letters, digits, '_', '-' and '.'. Put the full name into name_en and name_zh.",
        "填的是“{found}”；标识只能用英文字母、数字、“_”“-”“.”。全称请写入 name_en 和 name_zh。",
    ),
    "not_a_number": (
        "found '{found}'; write a plain number, like 1200 or 0.4: no %, no thousands separators, no units.",
        "填的是“{found}”；请填纯数字，如 1200 或 0.4，不带百分号、千分位和单位。",
    ),
    "empty_instead": (
        "found '{found}'; where there is no number, leave the cell empty.",
        "填的是“{found}”；没有数时请留空。",
    ),
    "hardly_a_row": (
        "'{found}' stands in a row without {empty}. Fill these in; before a note or a total write #.",
        "“{found}”所在的行缺少 {empty}。请填写；如是注释或合计，请在行首加 #。",
    ),
    "full_width": (
        "found '{found}', with full-width characters. Type it in half-width ones: '{half}'.",
        "填的是“{found}”，含全角字符。请改用半角：“{half}”。",
    ),
    "not_whole": ("found '{found}'; a whole number is needed.", "填的是“{found}”；此处应为整数。"),
    "not_true_or_false": ("found '{found}', allowed true or false.", "填的是“{found}”，只能填 true 或 false。"),
    "reversed_prices": (
        "found {found}, allowed the lowest price and then the highest.",
        "填的是 {found}，应先写最低价，再写最高价。",
    ),
    "no_such_font": (
        "found '{found}', which is not on this computer. Install it, or leave it out: then it is {own}.",
        "填的是“{found}”，这台电脑上没有。请安装该字体，或不写：那时用 {own}。",
    ),
    "out_of_range": ("found {found}, allowed {allowed}.", "填的是 {found}，允许范围 {allowed}。"),
    "not_a_share": (
        "found {found}, allowed {allowed}: a share, so that {percent} % is {share}.",
        "填的是 {found}，允许范围 {allowed}；这是比例，{percent}% 应写作 {share}。",
    ),
    "too_large": (
        "found {found}; no number may be larger than {allowed}. Correct it, or choose a larger unit.",
        "填的是 {found}；数值不能大于 {allowed}。请改正，或换用更大的单位。",
    ),
    "wrong_value": (
        "found '{found}', which is of the wrong type. Text goes in quotes, a list in [ ], an account under "
        "[[accounts]].",
        "填的是“{found}”，类型不对。文字加引号，列表用 [ ]，账户写在 [[accounts]] 之下。",
    ),
    "more_of_a_kind": ("{count:,} more like these.", "同类问题还有 {count:,} 个。"),
    "duplicate_row": (
        "found '{found}' again; it already stands in row {other}. Keep one of them.",
        "“{found}”重复，第{other}行已有。请只保留一行。",
    ),
    "duplicate_account": ("found account '{found}' twice. Keep one of them.", "账户“{found}”出现两次。请只保留一个。"),
    "unknown_id": (
        "found '{found}', which is not in {allowed}. Add it there, or correct it.",
        "“{found}”不在 {allowed} 中。请在那里补上，或改正此处。",
    ),
    "id_taken": (
        "found '{found}', which already names something in {other}. Choose another id.",
        "“{found}”已是 {other} 中的标识。请换一个。",
    ),
    "means_two_things": (
        "found '{found}', which could mean an id of {allowed}. Give one of them another id there.",
        "“{found}”同时见于 {allowed}，无法判断所指。请将其中之一改名。",
    ),
    "id_reserved": (
        "found '{found}', a word that result tables keep for the whole city. Choose another id.",
        "“{found}”是结果表留给全市合计的标识。请换一个。",
    ),
    "no_number": (
        "empty; give one value in `amount`, or values in year columns.",
        "没有数值；请在 `amount` 填一个值，或在年份列填写。",
    ),
    "two_numbers": (
        "found {found} beside year columns. Give one or the other.",
        "填了 {found}，年份列也有数。请只保留一种。",
    ),
    # units
    "unknown_unit": (
        "found '{found}'; the unit '{word}' is not known. A counted thing of your own goes into case.toml: "
        "counted = [...].",
        "填的是“{found}”；没有“{word}”这个单位。自定的计数单位请写入 case.toml 的 counted；吨、万元、亿千瓦时等常用单位可直接写。",
    ),
    "malformed_unit": (
        "found '{found}', which is not a unit; write it like yuan/kW or t CO2/MWh, with words, *, /, powers and brackets "
        "only.",
        "“{found}”不是单位；写法如 元/千瓦、t CO2/MWh，只含文字、*、/、乘方和括号。",
    ),
    "ambiguous_ton": (
        "found '{found}'; MT is a tonne to some and a million tonnes to others. Write t or Mt.",
        "填的是“{found}”；MT 可指吨，也可指百万吨。请写 t 或 Mt。",
    ),
    "number_in_unit": (
        "found '{found}'; a unit holds no number. Write the number into the column of the value.",
        "填的是“{found}”；单位中不含数字。请把数字并入数值列。",
    ),
    "wrong_dimension": (
        "found '{found}', which does not convert to {allowed}. Correct the unit, and the number with it.",
        "“{found}”不能换算为 {allowed}。请改正单位，并相应改正数值。",
    ),
    "not_money": (
        "found '{found}', which is no money; write a currency, like million CNY.",
        "“{found}”不是货币单位；写法如 million CNY 或 亿元。",
    ),
    "not_a_mass": (
        "found '{found}'; emissions are counted in a mass, like t CO2 or Mt CO2.",
        "填的是“{found}”；排放以质量计，如 t CO2、万吨 CO2。",
    ),
    "gas_of_another_unit": (
        "found '{found}' for an account in {unit}. Say gas = \"{gas}\", or correct the unit.",
        '账户单位为 {unit}，而气体为“{found}”。请填 gas = "{gas}"，或改正单位。',
    ),
    "counted_not_a_name": (
        "found '{found}'; a counted thing is a name of letters, digits and blanks.",
        "填的是“{found}”；计数单位的名称只含文字、数字和空格，以文字开头。",
    ),
    "counted_taken": ("found '{found}', which is already a unit. Remove it.", "“{found}”已是现有单位。请删去。"),
}
