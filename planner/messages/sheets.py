"""A sheet of measures, and steps made from one row."""

from __future__ import annotations

SHEETS = {
    "no_such_file": ("there is no file '{place}'.", "没有文件“{place}”。"),
    "rate_of_tables": (
        "--discount-rate is of a sheet of measures; a folder of tables has its own in case.toml.",
        "--discount-rate 用于措施表；数据表文件夹的折现率写在 case.toml 中。",
    ),
    # files and their sheets
    "workbook_locked": (
        "is protected by a password. Save it without one.",
        "有密码保护。请取消密码后保存。",
    ),
    "workbook_unreadable": (
        "can't be read as a workbook. Save it anew as .xlsx, or its sheet as CSV UTF-8.",
        "无法作为工作簿读取。请重新另存为 .xlsx，或将工作表另存为 CSV UTF-8。",
    ),
    "no_measures": (
        "no sheet has a heading for measures with what they avoid and cost (looked in '{found}'). Name the columns: "
        "measure, tonnes (t CO2), cost (CNY/t).",
        "没有找到写明措施、减排量和成本的表头（查看了“{found}”）。请写明列名：措施、减排量（万吨）、单位成本（元/吨）。",
    ),
    "two_sheets": (
        "several sheets hold measures: {found}. Put them into one, with a column of sectors, or hide the others.",
        "有多张措施表：{found}。请合并为一张（可加“部门”列），或隐藏其余各表。",
    ),
    "no_rows": ("has a header and no rows below it. Add the measures.", "只有表头，没有数据行。请填入各项措施。"),
    # headings
    "no_names": (
        "no column names the measures. Head one of them 'measure'.",
        "没有写明措施名称的列。请将一列命名为“措施”。",
    ),
    "no_amounts": (
        "no column says how much a measure avoids. Head one 'tonnes (t CO2)', or give 'tonnes per unit' and 'potential', or "
        "the 'share saved' of a use.",
        "没有写明减排量的列。请写“减排量（万吨）”，或“单位减排量”和“推广规模”，或“节能率”。",
    ),
    "no_costs": (
        "no column says what a measure costs. Head one 'cost (CNY/t)', or give 'capex', 'yearly cost', 'yearly saving' and "
        "'lifetime'.",
        "没有写明成本的列。请写“单位成本（元/吨）”，或给出“投资”“年运行费”“年节能收益”和“寿命”。",
    ),
    "which_cost": (
        "found '{found}': is it the cost per tonne, the yearly cost, or the investment? Name it so, with its unit: cost per "
        "tonne (CNY/t), yearly cost (CNY), capex (CNY).",
        "“{found}”指哪一种：每吨减排成本、年成本，还是投资？请写明并注明单位：单位减排成本（元/吨）、年成本（万元）、投资（万元）。",
    ),
    "which_group": (
        "found '{found}' filled in for every measure: are they alternatives, of which at most one of a group is done, or "
        "kinds of measures? Name the column 'exclusive group' or 'sector'.",
        "“{found}”列每行都有值：是至多选一的替代方案，还是措施的类别？请将该列命名为“互斥组”或“部门”。",
    ),
    "unknown_heading": (
        "found a column '{found}', which says nothing known. Correct it, or rename it clearly.",
        "不认识“{found}”列。请更正列名，或换一个明确的名称。",
    ),
    "columns_say_the_same": (
        "found column '{found}', which says the same as '{other}'. Keep one of them, or rename the other.",
        "“{found}”列与“{other}”列含义相同。请只保留一列，或给另一列改名。",
    ),
    # rows
    "reads_as_total": (
        "found '{found}', which reads as a total or a part of another row, and would count tonnes twice. Remove the row; a "
        "measure of its own needs another name.",
        "“{found}”像是合计行或上一行的细项，会使减排量重复计算。请删去该行；若确为独立措施，请改名。",
    ),
    "maybe_a_total": (
        "found '{found}', which equals the sum of the rows above it. Is it their total? Remove it; a measure of its own goes "
        "to the top.",
        "“{found}”等于以上各行之和，是合计行吗？若是请删去；若为独立措施，请移到最前。",
    ),
    "two_values": (
        "found '{found}' where another row of the same measure, or of the same use, says '{other}'. Keep one of them.",
        "填的是“{found}”，而同一措施或同一用途的另一行为“{other}”。请统一。",
    ),
    "not_among_measures": (
        "found '{found}', which is not among the measures in '{allowed}', or there more than once.",
        "“{found}”不在“{allowed}”的措施中，或在其中出现多次。",
    ),
    "no_such_sector": (
        "found '{found}', which is no sector of the measures. Write a sector as it stands there; leave it empty for all.",
        "“{found}”不是措施表中的部门。请按措施表填写部门；全市则留空。",
    ),
    # cells
    "not_a_number_here": (
        "found '{found}', which is no number. Write one number, like 1200, 1,200 or 0.4, and the unit in the heading.",
        "填的是“{found}”，不是数字。请只填一个数，如 1200、1,200 或 0.4，单位写在表头。",
    ),
    "not_a_year": (
        "found '{found}', which is no year from 1900 to 2300.",
        "填的是“{found}”，不是1900到2300之间的年份。",
    ),
    "years_and_one": (
        "found {found} for all years beside columns of years. Keep one or the other.",
        "既有各年份的列，又有不分年份的数 {found}。请只保留一种。",
    ),
    "three_numbers": (
        "found {found}, which is not potential times tonnes per unit. Keep two of the three, or correct them.",
        "填的是 {found}，不等于规模乘以单位减排量。请保留其中两项，或予以更正。",
    ),
    "needs_lifetime": (
        "empty; capex needs a lifetime, over which it is paid back.",
        "为空；有投资就需要寿命，投资在寿命期内分摊。",
    ),
    "needs_money_unit": (
        "found no unit for '{found}'. Write it in the heading, like capex (million CNY).",
        "“{found}”没有单位。请写在表头，如“投资（万元）”。",
    ),
    "capex_by_year": (
        "found {found}: capex by year is read per unit only, like CNY/kW. Give one capex for the whole measure, or capex per "
        "unit.",
        "填的是 {found}：分年份的投资须为单位投资（如 元/台）。请给出整个措施的一个投资，或单位投资。",
    ),
    "per_what": (
        "found '{found}' of one unit, while the unit is '{allowed}': is it of one {allowed}, or of one without the scale? "
        "Write it into the unit, like t CO2/car.",
        "填的是“{found}”，而计量单位为“{allowed}”：是每“{allowed}”的数，还是每一个的数？请在单位中写明，如 t/辆。",
    ),
    "one_share": (
        "found {found}; a share saved is one for all years. Keep one of them.",
        "填的是 {found}；节省比例不分年份。请只保留一个。",
    ),
    "share_of_what": (
        "a share is saved of emissions that the sheet does not give ('{found}'). Add a column 'baseline emissions (t CO2)', or "
        "a second sheet of them by sector.",
        "节省比例所对应的排放没有给出（“{found}”）。请加“基准排放（万吨）”列，或另用一张表按部门给出。",
    ),
    "cap_of_what": (
        "found {found}: a cap on emissions, or a percentage, needs the emissions without measures. Add a sheet 'baseline', or "
        "give the tonnes to be avoided under 'target'.",
        "填的是 {found}：排放上限或百分比需要基准排放。请加一张“基准排放”表，或在“减排目标”下填写应减的吨数。",
    ),
    "cap_in_percent": (
        "found {found}: a percentage is read as a target, the share of the baseline to be avoided. Head it 'reduction target'.",
        "填的是 {found}：百分比按减排目标理解，即比基准下降的比例。请将列名改为“减排目标”。",
    ),
    "two_rates": (
        "found {found}; the plan has one discount rate. Keep one of them.",
        "填的是 {found}；方案只有一个折现率。请统一。",
    ),
    "unknown_unit_here": (
        "found '{found}'; the unit '{word}' is not known. Write it like t CO2, Mt, CNY/t, million EUR or CNY/kW.",
        "填的是“{found}”；没有“{word}”这个单位。写法如 万吨、t CO2、元/吨、万元、元/kW。",
    ),
    # how a sheet was interpreted
    "sheet_read": ("{file}: {count} measures", "{file}：{count}项措施"),
    "sheet_taken": ("  read     {listed}", "  读作  {listed}"),
    "sheet_assumed": ("  assumed  {listed}", "  假定  {listed}"),
    "sheet_unused": ("  not used {listed}", "  未用  {listed}"),
    "sheet_exclusive": ("  one of   {listed}", "  互斥  {listed}"),
    "sheet_is": ("{heading} = {what}", "{heading}＝{what}"),
    "sheet_is_in": ("{heading} = {what} in {unit}", "{heading}＝{what}（{unit}）"),
    "sheet_one_of": ("{group} ({names})", "{group}（{names}）"),
    "sheet_assumed_year": (
        "the sheet names no year: all is for one year, called {year}",
        "表中没有年份：全部视为同一年，记为{year}年",
    ),
    "sheet_assumed_gas": ("a tonne is a tonne of {gas}", "吨指吨{gas}"),
    "sheet_assumed_prices": ("money of {year}", "{year}年价格"),
    "sheet_assumed_rate": (
        "discount rate {percent}% (--discount-rate {rate} changes it)",
        "折现率{percent}%（用 --discount-rate {rate} 更改）",
    ),
    "sheet_rate": ("discount rate {percent}%, as given", "折现率{percent}%（给定）"),
    "sheet_rate_unused": (
        "the discount rate changes nothing: no measure has capex, and there is one year",
        "折现率不起作用：没有投资，且只有一年",
    ),
    "sheet_assumed_unit": ("'{heading}' is in {unit}", "“{heading}”的单位为 {unit}"),
    "sheet_assumed_fraction": (
        "'{heading}': a number up to 1 is a fraction, not a percentage",
        "“{heading}”：不大于1的数视为小数比例，而非百分数",
    ),
    "sheet_sector_filled": (
        "'{heading}' of rows {rows} is that of the row above",
        "{rows}行的“{heading}”沿用上一行",
    ),
    "sheet_assumed_later": (
        "only from their first given year on: {names}",
        "自首个给定年份起才可实施：{names}",
    ),
    "sheet_assumed_constant": ("as in their last given year afterwards: {names}", "末个给定年份之后保持不变：{names}"),
    "sheet_cost_counts": (
        "the cost per tonne counts, not capex beside it (--discount-rate computes it from capex): {names}",
        "采用给定的单位成本，不由投资推算（用 --discount-rate 则由投资推算）：{names}",
    ),
    "sheet_capex_counts": (
        "the cost per tonne follows from capex and the discount rate, not as written: {names}",
        "单位成本由投资和折现率推算，不采用所填数值：{names}",
    ),
    "sheet_assumed_lasting": ("what is built lasts to the last year: {names}", "建成后持续到末年：{names}"),
    "sheet_together": (
        "the baseline is for all sectors together: the measures avoid no more than it",
        "基准排放不分部门：各措施合计减排不超过基准",
    ),
    "sheet_unused_column": ("'{heading}' (column {place})", "“{heading}”（{place}列）"),
    "sheet_unused_known": ("'{heading}' (column {place}: {what})", "“{heading}”（{place}列：{what}）"),
    "sheet_total": ("row {row} '{found}': a total", "{row}行“{found}”：合计"),
    "sheet_total_of_baseline": (
        "'{found}' is the sum of the other baselines, not one more",
        "“{found}”是其余基准排放之和，不另计",
    ),
    "sheet_notes": ("rows {rows}: notes", "{rows}行：注释"),
    "sheet_unused_sheet": ("sheet '{found}'", "工作表“{found}”"),
    "bad_argument": ("{name}: found {found}, allowed {allowed}.", "{name}：给的是 {found}，允许 {allowed}。"),
    "not_for_steps": (
        "found {name} = {found} in the row to be split, but how it divides among the steps is not known. Leave it empty "
        "there, and fill it in row by row.",
        "待拆分的行中 {name} = {found}，但无从得知它在各级之间如何分配。请先留空，再逐行填写。",
    ),
    # what a column says
    "column_measure": ("measure", "措施"),
    "column_id": ("id", "编号"),
    "column_name_en": ("English name", "英文名"),
    "column_name_zh": ("Chinese name", "中文名"),
    "column_sector": ("sector", "部门"),
    "column_use": ("use of which a share is saved", "所节省的用途"),
    "column_unit": ("unit of the measure", "措施的计量单位"),
    "column_potential": ("potential in units", "潜力（按单位计）"),
    "column_tonnes": ("emissions avoided in a year", "年减排量"),
    "column_tonnes_per_unit": ("emissions avoided by one unit in a year", "单位措施的年减排量"),
    "column_cost": ("cost per tonne", "单位减排成本"),
    "column_capex": ("capex of all of the measure", "投资（措施整体）"),
    "column_yearly_cost": ("yearly cost of all of the measure", "年运行成本（措施整体）"),
    "column_saving": ("yearly saving in money by all of the measure", "年节约收益（措施整体）"),
    "column_capex_each": ("capex of one unit", "投资（每单位）"),
    "column_yearly_cost_each": ("yearly cost of one unit", "年运行成本（每单位）"),
    "column_saving_each": ("yearly saving in money by one unit", "年节约收益（每单位）"),
    "column_lifetime": ("lifetime in years", "寿命（年）"),
    "column_first_year": ("first year", "最早可实施年份"),
    "column_build_limit": ("most that is built in a year", "每年最多新增"),
    "column_group": ("exclusive group: at most one of it", "互斥组：至多选一"),
    "column_share": ("share saved of a use", "节省比例"),
    "column_coverage": ("share of the use that it can cover", "可覆盖比例"),
    "column_baseline": ("emissions without measures", "基准排放"),
    "column_cap": ("cap on emissions", "排放上限"),
    "column_target": ("emissions to be avoided", "减排目标"),
    "column_year": ("year", "年份"),
    "column_discount_rate": ("discount rate", "折现率"),
    "column_tonnes_unit": ("unit of emissions avoided", "减排量单位"),
    "column_cost_unit": ("unit of the cost per tonne", "单位成本的单位"),
    "column_number": ("number in the list", "序号"),
    "column_note": ("note", "备注"),
    "column_cumulative": ("a cumulative sum", "累计值"),
    "column_result": ("a result that is computed here", "本工具自行计算的结果"),
    "column_energy": ("energy saved", "节能量"),
}
