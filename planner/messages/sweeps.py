"""Many plans of one case: what may vary, and what is said of it: key -> (English, Chinese)."""

from __future__ import annotations

SWEEPS = {
    # what varies
    "no_address": (
        "'{found}' names nothing that can vary. Write discount_rate, scenario, carbon_price, carbon_price_rising, a table "
        "(caps*), or table/key/column (interventions.csv/pv/capex); * behind it multiplies, + adds.",
        "“{found}”不是可以变化的量。请写 discount_rate、scenario、carbon_price、carbon_price_rising、某张表（caps*）或"
        "“表/键/列”（interventions.csv/pv/capex）；末尾加 * 表示相乘，加 + 表示相加。",
    ),
    "moves_nothing": (
        "'{found}': no number of the tables is proportional to such a source. Write sources.csv/KEY/value with a key whose unit "
        "is that of the numbers that name it.",
        "“{found}”：没有与该来源成比例的数值。请写 sources.csv/键/value，且该来源的单位须与引用它的数值一致。",
    ),
    "named_twice": ("'{found}' is named twice. Name it once.", "“{found}”写了两次。请只写一次。"),
    "moved_twice": (
        "'{found}' and '{other}' give the same number its value. Keep one of them.",
        "“{found}”与“{other}”给出的是同一个数的取值。请只保留一个。",
    ),
    "no_value": (
        "value {place} is '{found}', which is no number. Of a scenario write its name; of numbers by year a mapping, except of "
        "carbon_price_rising, which takes the first year's.",
        "第{place}个取值“{found}”不是数字。情景请写名称；按年的数值请写成“年份: 数值”的映射，但 carbon_price_rising 只写首年的价格。",
    ),
    "no_values": ("no values. Give at least one.", "没有取值。请至少给出一个。"),
    "too_many_points": (
        "found {found} points, allowed {allowed}. A point is a value of each number that varies: name one number at least, and give "
        "no more values than are meant, or a table of the points.",
        "共有 {found} 个点，允许 {allowed} 个。每个点是各变化量的一组取值：请至少写一个变化的量，并只给出所需的取值，或直接给出各点的表。",
    ),
    "not_in_model": (
        "'{found}' varies {table}, which the model '{model}' does not use. annual_caps and carbon_budget have caps, carbon_price a price, "
        "caps_and_price both.",
        "“{found}”改变 {table}，而模型“{model}”不使用此表。annual_caps 和 carbon_budget 有上限，carbon_price 有碳价，caps_and_price 二者都有。",
    ),
    "bad_sweep_file": ("{place}: {found}.", "{place}：{found}。"),
    "unknown_in_sweep": (
        "{place}: found '{found}'; allowed: vary, or points.",
        "{place}：“{found}”无效；可用 vary 或 points。",
    ),
    "one_in_sweep": (
        "{place}: write either [vary] with the values of each number, or [[points]] with the numbers of each point.",
        "{place}：请写 [vary]（各量的取值）或 [[points]]（各点的数值），二者取一。",
    ),
    "no_range": (
        "{name}: found '{found}'; a range has from, to and count ({allowed}), e.g. {{ from = 0, to = 2000, count = 41 }}.",
        "{name}：“{found}”；区间需要 from、to 和 count（{allowed}），例如 {{ from = 0, to = 2000, count = 41 }}。",
    ),
    "parts_of_another": (
        "'{place}' holds parts of another sweep: other points, tables, model or version. Choose another folder, or remove it.",
        "“{place}”中是另一次计算的分块：取值、数据表、模型或版本不同。请换一个文件夹，或将其删除。",
    ),
    "part_gone": (
        "'{place}' is gone or spoilt, and outcomes are read from there. Ask for the same again with that folder: only what it lacks is "
        "solved.",
        "“{place}”已不存在或损坏，而结果要从中读取。请以同一文件夹重新计算：只补算缺少的部分。",
    ),
    "parts_not_ours": (
        "'{place}' holds files that are no parts of a sweep. Choose an empty folder.",
        "“{place}”中有并非计算分块的文件。请选择空文件夹。",
    ),
    # draws
    "nothing_ranges": (
        "no source has a low and a high and moves a number of the tables, so there is nothing to draw from. Give sources a value, "
        "a low and a high in sources.csv, in the unit of the numbers that name them; of a sheet of measures `planner new FOLDER --from "
        "SHEET` makes such tables.",
        "没有一个来源既有 low 和 high、又能带动表中的数值，因此没有可抽样的量。请在 sources.csv 中给出取值、low 和 high，单位与引用它的数值一致；"
        "措施表可用 `planner new 文件夹 --from 措施表` 生成这些数据表。",
    ),
    "no_range_of_source": (
        "'{found}' is no source with a low and a high that moves a number of the tables.",
        "“{found}”不是带有 low 和 high、并能带动表中数值的来源。",
    ),
    "nothing_drawn": (
        "each number leaves no plan at one of its ends alone, so there is nothing to draw from. Loosen the caps, or name numbers.",
        "每个数单独取区间端点时都没有方案，因此没有可抽样的量。请放宽上限，或指定要抽样的数。",
    ),
    "no_draw_has_a_plan": (
        "none of {count} draws has a plan. Loosen the caps, or draw from fewer numbers.",
        "{count}次抽样都没有方案。请放宽上限，或减少抽样的数。",
    ),
    "one_outcome": (
        "{found}: {count} outcomes are so, and one is needed. Name quantity, account, item and year as in `bands`.",
        "{found}：符合的结果有{count}个，需要恰好一个。请按 `bands` 写明 quantity、account、item 和 year。",
    ),
    "draws_said": (
        "{count} of {all} draws have a plan; {numbers} numbers drawn. Each plan's optimality is certified, one of fifty audited.",
        "{all}次抽样中{count}次有方案；抽样的数有{numbers}个。每个方案的最优性都经验证，每五十个抽一个核算。",
    ),
    "draws_left": (
        "Left at their values, since one end alone leaves no plan: {keys}.",
        "单独取区间一端即没有方案、因而保持取值的数：{keys}。",
    ),
    "draws_bands": ("Cost and prices: share of draws below", "成本与价格：低于该值的抽样比例"),
    "draws_cost": ("total cost ({money})", "总成本（{money}）"),
    "draws_price_of": ("shadow price {year} ({unit})", "{year}年影子价格（{unit}）"),
    "draws_measures": (
        "Measures built in some of the draws ({always} in all, {never} in none)",
        "部分抽样中建设的措施（全部抽样都建的{always}项，都不建的{never}项）",
    ),
    "draws_no_measures": (
        "Measures: {always} built in every draw, {never} in none; no other.",
        "措施：全部抽样都建的{always}项，都不建的{never}项，没有其他情况。",
    ),
    "draws_drive": ("What drives the cost: each end alone ({money})", "决定成本的数：单独取区间一端（{money}）"),
    "draws_above": (
        "Probability that the price of a cap exceeds {above} ({unit})",
        "上限价格超过 {above}（{unit}）的概率",
    ),
    "draws_value": ("value", "取值"),
    "draws_low": ("low", "低值"),
    "draws_high": ("high", "高值"),
    "draws_title": ("what the ranges of the sources leave open", "来源区间带来的不确定性"),
    "draws_drivers": ("which numbers drive the cost", "哪些数决定成本"),
    "draws_subtitle": (
        "Least-cost plans {horizon}, model {model}; {count} of {all} draws have a plan; prices of {price_year}",
        "{horizon}年最低成本方案，模型：{model}；{all}次抽样中{count}次有方案；{price_year}年价格",
    ),
    "draws_how": (
        "Bars: nine in ten of the draws; in them half of the draws; line: the median. Each number is drawn from its "
        "range.",
        "浅色：九成抽样；深色：半数抽样；线：中位数。各数在其区间内抽取。",
    ),
    "draws_ends": (
        "Each number at its low end (blue) and its high end (orange), all others at their values; each bar is a plan of its own. "
        "Black ticks: what the duals of the plan at all values say.",
        "各数单独取低值（蓝）或高值（橙），其余取其值；每个柱都是单独求解的方案。黑线：各数取其值时方案的对偶给出的估计。",
    ),
    "draws_emissions": ("Emissions: {account} [{unit}]", "排放：{account} [{unit}]"),
    "draws_axis": (
        "Total cost against that with all values, present value [{money}]",
        "总成本与各数取其值时之差，现值 [{money}]",
    ),
    # sensitivity
    "sensitivity_title": ("what the cost hangs on", "成本取决于哪些数"),
    "sensitivity_subtitle": (
        "Least-cost plans {horizon}, model {model}; {count} plans over the ranges of the sources",
        "{horizon}年最低成本方案，模型 {model}；在来源区间内求解{count}个方案",
    ),
    "sensitivity_screen": ("What the total cost hangs on ({money})", "总成本取决于哪些数（{money}）"),
    "sensitivity_axis_morris": (
        "Effect of going from low to high on the total cost, mean size, present value [{money}]",
        "由低值到高值对总成本的影响，平均幅度，现值 [{money}]",
    ),
    "sensitivity_how_morris": (
        "Elementary effects (Morris): bar and first number, the mean wherever the others are; after ±, how much that differs from "
        "place to place, which is 0 where a number adds to the cost on its own and in proportion. Line: the error of the mean.",
        "基本效应（Morris）：柱和前一个数为其他数取各种值时的平均影响；± 之后为其差异，若该数独立且成比例地影响成本则为0。线：平均值的误差。",
    ),
    "sensitivity_range": ("range", "区间"),
    "sensitivity_mean": ("mean effect", "平均影响"),
    "sensitivity_mean_size": ("mean size", "平均幅度"),
    "sensitivity_spread": ("spread", "差异"),
    "sensitivity_axis_sobol": ("Share of the variance of the total cost", "占总成本方差的份额"),
    "sensitivity_how_sobol": (
        "Sobol indices: dark, the share of the variance that a number makes alone; the whole bar and the number beside it, with all that "
        "it makes together with others. Line: the error of the whole, nineteen times in twenty.",
        "Sobol 指数：深色为该数单独造成的方差份额；整个柱和旁边的数还包括它与其他数共同造成的部分。线：总份额的误差（95%）。",
    ),
    "sensitivity_first": ("alone", "单独"),
    "sensitivity_total": ("in all", "合计"),
    "samples_without_a_plan": (
        "{count} of {all} samples have no plan, and the indices need all. Name fewer numbers, narrow their ranges or loosen the caps; "
        "`uncertainty` says which draws have none.",
        "{all}个样本中有{count}个没有方案，而敏感性指标需要全部样本。请减少要变动的数、缩小区间或放宽上限；`uncertainty` 说明哪些抽样没有方案。",
    ),
    "sobol_of_correlated": (
        "{found} are correlated, and shares of the variance are of independent numbers. Leave one of them out of `numbers`, or use "
        "the method morris.",
        "{found} 相关，而方差份额只对相互独立的数有意义。请在 `numbers` 中去掉其一，或改用 morris 方法。",
    ),
    # plans that are held
    "builds_unknown": (
        "the plan of {name} builds what can't be built in the draws: {found}. Hold it up to an earlier year, or leave it out.",
        "方案“{name}”建设了各次抽样中不能建设的措施：{found}。请只保留到较早的年份，或不选该方案。",
    ),
    "regret_title": ("what a plan risks once it is decided", "方案定下之后的风险"),
    "regret_subtitle": (
        "Plans {horizon} that are held through {count} draws, model {model}: cost beyond the best plan of each draw",
        "{horizon}年方案在{count}次抽样中保持不变，模型 {model}：比各次抽样的最优方案多花的成本",
    ),
    "regret_axis": ("Regret, present value [{money}]", "后悔值，现值 [{money}]"),
    "regret_by_cost": ("where a held plan does badly", "保持的方案在何处吃亏"),
    "regret_costs": (
        "Cost of the best plan, mean of the draws in the column [{money}]",
        "该列各次抽样的最优方案成本，平均 [{money}]",
    ),
    "regret_cells": ("Mean regret, present value [{money}]", "平均后悔值，现值 [{money}]"),
    "regret_by_cost_how": (
        "A column is a tenth of the draws, from those in which the best plan is cheapest to those in which it is dearest. A small "
        "number: in which share of them the plan can be kept, where not in all; regret is then of those.",
        "每列为抽样的十分之一，从最优方案最便宜到最贵。小字为方案可保持的份额（未能全部保持时）；此时后悔值只计可保持的抽样。",
    ),
    "regret_how": (
        "Bars: nine in ten of the draws in which the plan can be kept; in them half of the draws; line: the median; square: the mean; "
        "mark: the most.",
        "浅色：方案能保持的抽样中的九成；深色：其中半数；线：中位数；方点：均值；短线：最大值。",
    ),
    "regret_kept_in": ("kept in {share}", "{share}可保持"),
    "regret_held": (
        "Held: new units up to {year}. What runs, what is bought and later new units are chosen anew in each draw; where that leaves "
        "no plan, the plan is not kept and has no cost.",
        "保持不变：{year}年及以前的新建量。运行、购买和以后的新建在各次抽样中重新选择；若因此没有方案，则该方案不能保持，也没有成本。",
    ),
    "regret_held_at_least": (
        "Held: new units up to {year}; more may be built on top of them. What runs, what is bought and later new units are chosen anew "
        "in each draw; where that leaves no plan, the plan is not kept and has no cost.",
        "保持不变：{year}年及以前的新建量，可以加建。运行、购买和以后的新建在各次抽样中重新选择；若因此没有方案，则该方案不能保持，也没有成本。",
    ),
    "regret_worth": (
        "To know the numbers before building is worth {amount} {money}, against the held plan with the least expected cost.",
        "若在建设前就知道这些数，与期望成本最低的保持方案相比，价值为 {amount} {money}。",
    ),
    "regret_no_worth": (
        "No plan is kept in every draw, so none has an expected cost, and what it is worth to know is not said. Let more be built "
        "on top, or hold fewer years.",
        "没有一个方案在所有抽样中都能保持，因此没有期望成本，也不给出完全信息的价值。可以允许加建，或少保持几年。",
    ),
    "regret_screen": ("Plans that are held, and their regret ({money})", "保持的方案及其后悔值（{money}）"),
    "regret_kept": ("kept", "可保持"),
    "regret_expected_cost": ("expected cost", "期望成本"),
    "regret_mean": ("mean regret", "平均后悔值"),
    "regret_median": ("median", "中位数"),
    "regret_most": ("most", "最大"),
    # near-optimal plans
    "near_title": ("what costs do not decide", "成本未能决定的选择"),
    "near_subtitle": (
        "{of}, in plans {horizon} that cost at most {slack}% more than the cheapest; model {model}",
        "{of}：{horizon}年成本至多比最低高{slack}%的方案；模型：{model}",
    ),
    "near_built": ("Built in all years", "各年建设合计"),
    "near_stands": ("In service in {year}", "{year}年在役"),
    "near_how": (
        "Bars: from the least to the most that some such plan has, each on its own scale; mark: the cheapest plan. Blue: in every such "
        "plan. The ends of different bars need not go together.",
        "横条：此类方案中的最少到最多，各自按比例；竖线：最低成本方案。蓝色：所有此类方案都有。不同横条的端点不一定能同时出现。",
    ),
    "near_least": ("least", "最少"),
    "near_plan": ("cheapest plan", "最低成本方案"),
    "near_most": ("most", "最多"),
    "near_kind": ("kind", "类别"),
    "near_must": ("must", "必有"),
    "near_choice": ("choice", "可选"),
    "near_no_limit": ("no limit", "无限制"),
    "near_unlimited": (
        "No limit: {names}. Building costs nothing and nothing bounds it, so any amount may stand idle.",
        "无限制：{names}。建设不花钱，也没有限制，任意多的存量都可以闲置。",
    ),
    "near_dots": (
        "Dots: plans that differ most from the cheapest and from one another, a colour each.",
        "圆点：与最低成本方案及彼此差别最大的方案，每个方案一种颜色。",
    ),
    "near_price": ("MAC curve: comes in at [{unit}]", "MAC 曲线：进入价格 [{unit}]"),
    "near_beside": (
        "In the order of the MAC curve: the price of the first step along which a measure grows; without a price, it grows nowhere.",
        "按 MAC 曲线的顺序：措施开始增长的第一步的价格；无价格者在曲线上不增长。",
    ),
    "near_different": ("Plans that differ most", "差别最大的方案"),
    "near_dearer": ("dearer than the cheapest", "比最低成本高"),
    "near_outside": ("In no such plan: {names}.", "此类方案中都没有：{names}。"),
    # what is said
    "progress_sweep": ("{count} of {all} points{left}", "已完成 {count} 个点，共 {all} 个{left}"),
    "progress_left": (", about {seconds} s left", "，约剩 {seconds} 秒"),
    "sweep_title": ("emissions and cost along {names}", "排放与成本随{names}的变化"),
    "sweep_many": ("{count} numbers", "{count}个数"),
    "sweep_subtitle": (
        "Least-cost plans {horizon}, model {model}; {count} points; prices of {price_year}",
        "{horizon}年最低成本方案，模型：{model}；{count}个点；{price_year}年价格",
    ),
    "sweep_emissions": ("Emissions of all years: {account} [{unit}]", "各年排放之和：{account} [{unit}]"),
    "sweep_why_none": (
        "{count} points have no plan. What must give way at the first of them says `sweep.plan({point})` in Python.",
        "{count}个点没有方案。在 Python 中 `sweep.plan({point})` 说明其中第一个点须放宽什么。",
    ),
    "sweep_without": (
        "Without a plan, and so without a dot: {count}.",
        "{count}个点没有方案，图中不显示。",
    ),
    "sweep_carbon_price": ("Carbon price, the same in every year [{unit}]", "碳价，各年相同 [{unit}]"),
    "sweep_carbon_price_by_year": ("Carbon price by year [{unit}]", "各年碳价 [{unit}]"),
    "sweep_carbon_price_rising": (
        "Carbon price in the first year, rising at the discount rate [{unit}]",
        "首年碳价，此后按折现率上升 [{unit}]",
    ),
    "sweep_rate": ("Discount rate", "折现率"),
    "sweep_word_carbon_price": ("carbon price", "碳价"),
    "sweep_word_carbon_price_rising": ("rising carbon price", "上升的碳价"),
    "sweep_word_discount_rate": ("discount rate", "折现率"),
    "sweep_word_scenario": ("scenario", "情景"),
    "sweep_scenario": ("Scenario", "情景"),
    "sweep_status": ("status", "状态"),
    "sweep_optimal": ("plan", "有方案"),
    "sweep_no_plan": ("no plan", "没有方案"),
    "sweep_unbounded": ("cost falls without limit", "成本无下限"),
    "sweep_wrong_input": ("wrong input", "输入有误"),
    "sweep_failed": ("solver trouble", "求解失败"),
    "sweep_column_price": ("{name} ({unit})", "{name}（{unit}）"),
    "sweep_column_emissions": ("emissions, all years ({unit})", "各年排放之和（{unit}）"),
    "sweep_column_cost": ("cost without carbon payments ({money})", "成本，不含碳支付（{money}）"),
    "sweep_column_total": ("total cost ({money})", "总成本（{money}）"),
    "sweep_more": ("{count} more rows in the table.", "其余{count}行见表。"),
    "sweep_checked": (
        "Each plan's optimality is certified from the matrix; audited from the tables: {audited}; largest error {error}.",
        "每个方案的最优性都由矩阵验证，其中{audited}个由数据表重新核算；最大误差 {error}。",
    ),
}
