"""Scenarios: what is wrong in their files, and what their comparison says: key -> (English, Chinese)."""

from __future__ import annotations

SCENARIOS = {
    "title_with_scenario": ("{title}; scenario: {scenario}", "{title}；情景：{scenario}"),
    "say_scenarios": (
        "  scenarios: {scenarios}; `planner compare CASE --list` says what each is",
        "  情景：{scenarios}；`planner compare CASE --list` 列出说明",
    ),
    # the comparison
    "say_central": ("Central case", "中心情景"),
    "compare_title": ("scenarios side by side", "情景比较"),
    "compare_subtitle": (
        "Least-cost plans {horizon}, model {model}; discount rate {rate}; prices of {price_year}",
        "{horizon}年最低成本方案，模型：{model}；折现率{rate}；{price_year}年价格",
    ),
    "compare_emissions": ("Emissions [{unit}]", "排放 [{unit}]"),
    "compare_price": ("Shadow price of the city's cap [{unit}]", "全市上限的影子价格 [{unit}]"),
    "compare_more": ("Total cost against the central plan [{money}]", "总成本与中心情景之差 [{money}]"),
    "compare_for_caps": (
        "What the caps cost: plan less least cost without them [{money}]",
        "上限的代价：方案减去无上限的最低成本 [{money}]",
    ),
    "compare_account": (
        "Account: {account}. Cost: present value; what a scenario costs outside the tables (to build the city, to change habits) is not in it.",
        "账户：{account}。成本为现值；情景在表外的代价（城市建设、生活习惯等）未计入。",
    ),
    "compare_cost": ("Cost, present value [{money}]", "成本，现值 [{money}]"),
    "compare_cost_without_payments": (
        "Cost without carbon payments, present value [{money}]",
        "成本（不含碳支付），现值 [{money}]",
    ),
    "compare_total": ("total", "总成本"),
    "compare_against_central": ("against central", "比中心情景"),
    "compare_frozen": ("frozen", "冻结参照"),
    "compare_against_frozen": ("against frozen", "比冻结参照"),
    "compare_current_policies": ("policies", "现行政策"),
    "compare_against_current_policies": ("against them", "比现行政策"),
    "compare_least_cost": ("least cost", "最低成本"),
    "compare_against_least_cost": ("against it", "比最低成本"),
    "compare_sum": ("sum", "合计"),
    "compare_built": ("Built most differently from the central plan", "与中心情景差别最大的建设"),
    "compare_no_plan": ("No plan", "没有方案"),
    "compare_progress": ("{count} of {all} scenarios{left}", "第{count}个情景，共{all}个{left}"),
    "compare_no_scenarios": ("{case} has no scenarios.", "{case} 没有情景。"),
    # files
    "no_such_scenario": (
        "there is no scenario '{found}', nor a file of that name; scenarios of the case: {allowed}; several are joined by +.",
        "没有情景“{found}”，也没有这个文件；算例的情景：{allowed}；多个用 + 连接。",
    ),
    "scenario_of_a_sheet": (
        "a sheet of measures has no tables that a scenario could change. Change the sheet, or make a case of it.",
        "措施清单没有可供情景修改的表。请直接修改清单，或建立算例。",
    ),
    "no_scenario_file": (
        "found '{found}', which has no file. Write its changes into scenarios/{found}.csv, or remove the row.",
        "情景“{found}”没有文件。请把修改写入 scenarios/{found}.csv，或删去此行。",
    ),
    "scenario_not_listed": (
        "scenarios.csv has no row for it. Add one with scenario {found} and its names, or move the file.",
        "scenarios.csv 中没有它。请补上一行（scenario 填 {found}，并写名称），或移走文件。",
    ),
    "scenario_reserved": (
        "found '{found}', the word for the case without changes. Choose another id.",
        "“{found}”专指未作修改的算例。请换一个标识。",
    ),
    # changes
    "no_table_to_change": (
        "found '{found}', which is not a table of this case; its tables: {allowed}.",
        "“{found}”不是本算例的表；现有的表：{allowed}。",
    ),
    "no_table_yet": (
        "found '{found}', of which the case has no row. In a scenario, start it with one: the change `new` with a key and a column.",
        "算例没有 {found}。在情景中可先用 new（新增）写它的第一行：填键、某一列及其内容。",
    ),
    "no_row_to_change": (
        "found '{found}', which is no row of {table}. A key is written like {example}.",
        "{table} 中没有“{found}”这一行。键的写法如 {example}。",
    ),
    "setting_has_no_key": (
        "found '{found}'; a setting of case.toml has no key. Leave it empty.",
        "填的是“{found}”；case.toml 的设置没有键。请留空。",
    ),
    "setting_is_there": (
        "found '{found}'; a setting of case.toml is changed with set, times or plus.",
        "填的是“{found}”；case.toml 的设置请用 set、times 或 plus 修改。",
    ),
    "compare_settings": (
        "{scenario}: present value at {rate} over {horizon}",
        "{scenario}：现值按折现率{rate}，{horizon}年",
    ),
    "key_of_new_row": (
        "found '{found}'; the key of a new row of {table} has the parts {allowed}, one of which may be empty.",
        "填的是“{found}”；{table} 新行的键由 {allowed} 组成，可以有空的部分。",
    ),
    "row_is_there": (
        "found '{found}', which is a row of {table} already. Change it with set, times or plus, or start it anew with replace.",
        "{table} 中已有“{found}”这一行。请用 set、times 或 plus 修改，或用 replace 整行重写。",
    ),
    "no_column_to_change": (
        "found '{found}', which {table} does not have, or which is part of its key; columns that can be changed: {allowed}.",
        "{table} 没有“{found}”列，或该列是键；可修改的列：{allowed}。",
    ),
    "path_to_change": (
        "found '{found}', which paths.csv gives by year, so that its value here is not used. Change the row {path} of "
        "paths.csv.",
        "“{found}”由 paths.csv 按年份给出，此处的值不起作用。请修改 paths.csv 的 {path} 行。",
    ),
    "one_amount_to_change": (
        "found '{found}', but the row has one amount for all years. Name a range, like {found}-{last}, or `years`.",
        "填的是“{found}”，而该行各年共用一个 amount。请填年份范围（如 {found}-{last}），或填 years。",
    ),
    "years_to_change": (
        "found '{found}'; a range goes from one year to a later one and meets the plan's years, {allowed}.",
        "填的是“{found}”；范围须从某年到更晚的一年，并与规划期（{allowed}）相交。",
    ),
    "nothing_to_change": (
        "there is no value in '{found}' to scale. Use `set`, or in a sweep the name without * or + behind it.",
        "“{found}”处没有可乘或可加的数。请用 set 填写；在扫描中请去掉名称末尾的 * 或 +。",
    ),
    "no_factor": (
        "found '{found}'; write a plain number, like 1.3, or over a range of years two, like 1 to 0.93.",
        "填的是“{found}”；请填纯数字，如 1.3；对年份范围也可填两个数，如 1 to 0.93。",
    ),
}
