"""The ranked and the priced curve."""

from __future__ import annotations

RANKED = {
    "ranked_y": ("Cost of each measure alone", "各措施单独的减排成本"),
    "ranked_year": (
        "the bars are of one year: say --year, {allowed}.",
        "柱状图针对某一年：请给出 --year（{allowed}）。",
    ),
    "one_price": (
        "choose one of --year and --cumulative; --alone goes with --year.",
        "--year 与 --cumulative 只能选一个；--alone 与 --year 同用。",
    ),
    "no_reference": (
        "the ranked curve compares each measure with the frozen reference or current policies, and there is neither: what may "
        "be built there can't serve every demand. Mark what may be renewed `incumbent = true`, or raise its existing stock. "
        "The least that goes missing:",
        "排序曲线把每项措施与冻结参照或现行政策参照比较，而此案例两者都没有：其中可以建设的设施无法满足全部需求。请把可以更新的设施标为"
        " incumbent = true，或增加其现有存量。至少缺少：",
    ),
    "no_priced_path": (
        "the path has no priced curve: yearly caps that tighten together have a shadow price of their own in each year, so no "
        "one carbon price moves them all. Ask for one year (--year), or for a price that rises at the discount rate "
        "(--cumulative).",
        "路径没有对应的碳价曲线：一起收紧的年度上限各年有各自的影子价格，没有一个碳价能同时代表它们。请指定一年（--year），"
        "或按折现率上升的碳价（--cumulative）。",
    ),
    "carbon_price_of_benefit": (
        "--carbon-price sets the net benefit by which measures that save money can be ordered: say --order benefit too.",
        "--carbon-price 用于计算省钱措施排序所用的净收益：请同时给出 --order benefit。",
    ),
    "bars_number": ("No.", "序号"),
    "bars_measure": ("Measure", "措施"),
    "bars_sector": ("Sector", "部门"),
    "bars_abatement": ("Abatement [{unit}]", "减排量 [{unit}]"),
    "bars_cost": ("Cost [{unit}]", "成本 [{unit}]"),
    "bars_order": ("Order", "顺序"),
    "bars_end": ("Cumulative [{unit}]", "累计 [{unit}]"),
    "bars_note": ("Note", "说明"),
    "bars_sheet": ("Curve", "曲线"),
    "bars_row": ("row", "行"),
    "bars_day": ("day", "日"),
    "bars_data": ("Chart data", "图表数据"),
    "bars_data_note": (
        "Points of the chart: three for each bar (left edge, middle, right edge); a day is a scaled tonne. All follow the first sheet.",
        "图表的点：每根柱子三个（左边、中间、右边）；“日”为按比例的减排量。全部由第一张表计算。",
    ),
    "bars_typed": (
        "Abatement and cost may be typed over: order, cumulative abatement and chart follow.",
        "减排量和成本可以直接修改：顺序、累计减排量和图表随之更新。",
    ),
    "bars_typed_order": (
        "Abatement, cost and order may be typed over: cumulative abatement and chart follow.",
        "减排量、成本和顺序可以直接修改：累计减排量和图表随之更新。",
    ),
    "bad_format": (
        "found the ending '{found}'; a picture is saved as {allowed}.",
        "文件后缀为“{found}”；图可保存为 {allowed}。",
    ),
    "option_of_system": (
        "--alone, --cumulative, --direction, --scope, --tolerance and --merge are of the exact curve; without --system a sheet "
        "of measures has the classic one. Say --system too.",
        "--alone、--cumulative、--direction、--scope、--tolerance、--merge 用于精确曲线；不加 --system 时，措施表画经典曲线。请同时给出 --system。",
    ),
    "order_of_bars": (
        "--order is of bars; the steps of the exact curve have one order. Leave it out, or see `planner ranked`.",
        "--order 用于柱状曲线；精确曲线的台阶只有一种顺序。请去掉，或使用 `planner ranked`。",
    ),
    "bad_prices": (
        "found --prices '{found}'; write the lowest and the highest price per tonne, e.g. 0:500 or -200:800.",
        "--prices 为“{found}”；请写最低与最高的每吨价格，如 0:500 或 -200:800。",
    ),
    "bad_price_list": (
        "found --prices '{found}'; write a range of prices per tonne, e.g. 0:500, or a list, e.g. 50,100,200.",
        "--prices 为“{found}”；请写每吨价格的范围，如 0:500，或列表，如 50,100,200。",
    ),
    "bars_title": ("marginal abatement cost curve", "边际减排成本曲线"),
    "bars_title_of_year": ("marginal abatement cost curve, {year}", "{year}年边际减排成本曲线"),
    "bars_of_sheet": ("The {count} measures of {file}, each by itself", "{file} 的{count}项措施，逐项计算"),
    "bars_y": ("Abatement cost", "减排成本"),
    "bars_form_now": ("Tonnes and money of a year", "一年的减排量与成本"),
    "bars_form_of_rate_now": (
        "Tonnes and money of a year, capex as an annuity at a discount rate of {rate}",
        "一年的减排量与成本，投资按折现率{rate}年化",
    ),
    "bars_form": ("Tonnes and money of a year; prices of {price_year}", "一年的减排量与成本；{price_year}年价格"),
    "bars_form_of_rate": (
        "Tonnes and money of a year, capex as an annuity at a discount rate of {rate}; prices of {price_year}",
        "一年的减排量与成本，投资按折现率{rate}年化；{price_year}年价格",
    ),
    "bars_warning": (
        "Each bar is a measure by itself; interaction shows in the exact curve of them all. Not a measure of welfare.",
        "每根柱子为一项措施单独的结果；措施间的相互作用见全部措施的精确曲线。这不是福利度量。",
    ),
    "ranked_title": ("each measure alone, {year}", "各措施单独的减排成本，{year}年"),
    "ranked_reference": (
        "Each measure alone against the {reference}, at the largest activity that it can reach in {year}",
        "每项措施单独与{reference}比较，取{year}年可达到的最大规模",
    ),
    "ranked_year_form": (
        "Tonnes and annualised, undiscounted money of {year}; prices of {price_year}",
        "{year}年的减排量与年化成本，不折现；{price_year}年价格",
    ),
    "ranked_lifetime_form": (
        "Lifetime form: discounted money over discounted tonnes, {horizon}, discount rate {rate}; prices of {price_year}",
        "全期形式：{horizon}年折现成本除以折现减排量，折现率{rate}；{price_year}年价格",
    ),
    "ranked_order_plain": ("In order of cost per tonne", "按单位减排成本排列"),
    "ranked_order_cost": (
        "In order of cost per tonne. Among measures that save money that order ranks nothing: of two that save as much, the "
        "one that avoids less stands further left",
        "按单位减排成本排列。省钱的措施之间，这一顺序不代表优劣：节省相同时，减排较少的反而更靠左",
    ),
    "ranked_order_benefit": (
        "What saves money is ordered by net benefit at a carbon price of {price} {unit}, the rest by cost per tonne",
        "省钱的措施按碳价{price} {unit}下的净收益排序，其余按单位减排成本排序",
    ),
    "ranked_warning": (
        "Each bar stands alone: interactions are not counted and bars do not add up to a plan; the system curve does. "
        "Not a measure of welfare.",
        "每根柱子单独计算：未计措施间的相互作用，柱子之和不是方案；系统曲线才是。这不是福利度量。",
    ),
    "forms_title": ("three forms of the curve of {year}", "{year}年曲线的三种形式"),
    "forms_partial": ("Partial: each measure alone against the {reference}", "局部法：每项措施单独与{reference}比较"),
    "forms_retrospective": (
        "Retrospective: the same measures one after another, each on top of those before it",
        "回溯系统法：同样的措施依次叠加，每项以前面各项已实施为前提",
    ),
    "forms_systems": (
        "Systems: all measures at once, first the least-cost plan without a cap, at its mean cost, then the price of each tonne more",
        "系统法：各项措施同时选择，先是无上限的最低成本方案（平均成本），其后为每多减一吨的价格",
    ),
    "forms_short_partial": ("partial", "局部法"),
    "forms_short_retrospective": ("retrospective", "回溯系统法"),
    "forms_short_systems": ("systems", "系统法"),
    "forms_y": ("Cost per tonne", "每吨减排成本"),
    "forms_alone": ("alone", "单独"),
    "forms_after": ("in turn", "依次"),
    "forms_sums": (
        "Added up alone, the measures avoid {partial} {unit}. In turn the same ones avoid {same} {unit}: interaction {does} "
        "{difference}. What can't run alone adds {enabled}, {retrospective} in all; the least-cost plans reach {systems}.",
        "各措施单独的减排量相加为{partial} {unit}；依次实施，同样的措施为{same} {unit}：相互作用{does}{difference}。"
        "单独不能运行的措施再减{enabled}，合计{retrospective}；最低成本方案可达{systems}。",
    ),
    "forms_takes": ("takes away", "减少"),
    "forms_adds": ("adds", "增加"),
    "forms_money": (
        "Annualised, undiscounted money of {year} in all three; prices of {price_year}",
        "三者均为{year}年的年化成本，不折现；{price_year}年价格",
    ),
    "forms_warning": (
        "In turn: measures are added in sequence, none may shrink afterwards, and abatement that a later measure enables is "
        "credited to that measure. So the order decides who is credited with what two share. "
        "Caps and carbon prices of the model play no part. Not a measure of welfare.",
        "依次实施时，每项措施至少保持其已达到的规模；后来的措施使先前措施多做的部分记在后来者名下，因此两项措施共有的减排量归谁取决于顺序。模型的上限与碳价不起作用。这不是福利度量。",
    ),
    "forms_of_a_year": (
        "--forms goes without --discounted: the system curve of a year has no lifetime form.",
        "--forms 不与 --discounted 同用：一年的系统曲线没有全期形式。",
    ),
    "ranked_serves": (
        "an enabler: counts with what it serves ({names})",
        "使能措施：计入其所服务的措施（{names}）",
    ),
    "ranked_with_enablers": (
        "A measure has the enablers that it needs with it (storage, chargers, pipelines)",
        "每项措施连同其所需的使能措施（储能、充电桩、管道）一并计算",
    ),
    "ranked_enablers_apart": ("Enablers are measures of their own", "使能措施单独计算"),
    "ranked_negligible": (
        "changes the emissions of this account by less than a billionth, or not at all",
        "对该账户排放的改变不足十亿分之一，或没有改变",
    ),
    "ranked_unavailable": ("can't stand in {year} yet", "{year}年尚不可用"),
    "ranked_needs": (
        "can't run alone: needs {names}, which nothing makes in the reference",
        "单独不能运行：需要{names}，参照中无人生产",
    ),
    "ranked_idle": ("nothing more of it is used alone", "单独时没有新增用途"),
    "ranked_enabler": ("an enabler: changes no emissions alone", "使能措施：单独不改变排放"),
    "ranked_raises": ("raises emissions alone", "单独会增加排放"),
    "ranked_unlimited": (
        "has no limit, so no width; cost of a small amount",
        "没有上限，因此没有宽度；所列为少量时的单位成本",
    ),
    "ranked_overlaps": (
        "shares what it serves with other bars; their tonnes don't add up",
        "与其他柱子服务同一对象，减排量不可相加",
    ),
    "ranked_dominated": (
        "dominated: another variant of the same measure avoids at least as much for no more",
        "被支配：同一措施的另一方案以不更高的成本减排至少同样多",
    ),
    "ranked_excluded": (
        "not least-cost: a smaller and a larger variant of the same measure, in parts, avoid as much for less",
        "非最低成本：同一措施较小与较大的方案各用一部分，能以更低成本实现同样的减排",
    ),
    "ranked_instead_of": (
        "a variant that excludes the others of its group: tonnes and cost beyond {name}",
        "与同组方案互斥：减排量与成本均为在“{name}”之外的增量",
    ),
    "say_priced_cost": ("rise of total cost, {money}", "总成本上升，{money}"),
    "priced_title": ("what is abated at each carbon price", "各碳价下的减排量"),
    "priced_price_year": (
        "A carbon price on the emissions of {year}, in place of that year's cap, on top of any price in force; other years' caps "
        "as the model says",
        "{year}年排放的碳价，代替该年上限，叠加在现行碳价之上；其他年份上限按模型",
    ),
    "priced_price_cumulative": (
        "A carbon price on all emissions of {horizon}, in money of {first}, rising at the discount rate ({rate})",
        "{horizon}年全部排放的碳价，按{first}年计价，以折现率（{rate}）逐年上升",
    ),
    "priced_cap": ("what the cap asks: {cap}", "上限的要求：{cap}"),
}
