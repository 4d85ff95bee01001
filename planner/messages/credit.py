"""Who gets the credit."""

from __future__ import annotations

CREDIT = {
    "credit_title": ("who gets the credit for the abatement of {years}", "{years}年减排量归功于谁"),
    "credit_measure": ("Measure", "措施"),
    "credit_alone": ("alone", "单独"),
    "credit_last_in": ("last in", "最后加入"),
    "credit_shapley": ("Shapley", "夏普利值"),
    "credit_error": ("± error", "± 误差"),
    "credit_share": ("share", "占比"),
    "credit_operation": ("Changed operation of existing assets", "既有设施的运行调整"),
    "credit_others": ("Others ({count})", "其余{count}项"),
    "credit_steps": ("{name} (and {more} more)", "{name}（另{more}项）"),
    "credit_total": ("Sum", "合计"),
    "credit_how": (
        "Alone: what a measure avoids with no other; last in: what would be lost without it; Shapley: the mean over all orders "
        "of adding the measures. Only the Shapley values sum to the total. No single one is right; where they differ, measures "
        "overlap or need each other.",
        "单独：没有其他措施时的减排量；最后加入：缺少该措施所损失的减排量；夏普利值：按所有加入次序取平均。只有夏普利值之和等于总量。"
        "三者没有唯一正确的一个；差别大，说明措施相互重叠或相互依赖。",
    ),
    "credit_game": (
        "For each subset: its measures have the capacity that the plan uses, all others their reference capacity; dispatch "
        "minimises running cost at the plan's shadow prices; retired capacity returns as a last resort.",
        "只有部分措施时：这些措施按方案使用的规模存在，其他措施与参照相同；现有设施在方案的影子价格下按最低运行成本运行；"
        "万不得已时才启用方案已淘汰的设施。",
    ),
    "credit_with_enablers": (
        "Enablers count with what they serve: {names} (`enablers apart`: as measures of their own).",
        "使能措施随其所服务的措施一并计入：{names}。（选 enablers apart 则单列。）",
    ),
    "credit_sum_and_cost": ("{sum}. {cost}", "{sum}。{cost}"),
    "credit_cost": ("{solves} solves in {seconds} s.", "{solves}次求解，用时{seconds}秒。"),
    "credit_in_all": ("{abatement} {unit} in {years}; {exactness}", "{years}年共{abatement} {unit}；{exactness}"),
    "credit_exact": ("every coalition asked", "已计算所有组合"),
    "credit_sampled": (
        "{orders} orders sampled in each year of over {few} measures",
        "超过{few}项措施的年份抽取{orders}个次序",
    ),
    "credit_account": (
        "{account}; abatement below the {reference}; model {model}",
        "{account}；相对{reference}的减排量；模型：{model}",
    ),
    "credit_axis": ("Abatement in {years} ({unit})", "{years}年减排量（{unit}）"),
    "progress_credit": ("Credit: {count} solves", "减排归因：{count}次求解"),
    # wedges
    "wedges_title": ("abatement wedges beside the MAC curve", "减排楔形图与 MAC 曲线"),
    "wedges_left": (
        "Left: the measures' Shapley values of each year, from the reference down to the plan.",
        "左：各年各措施的夏普利值，从参照往下到方案。",
    ),
    "wedges_right_path": (
        "Right, on the same axis: the MAC curve along the path, in the tonnes of {year}; all yearly caps are tightened together, "
        "from the least-cost plan without them. Coloured by what grows most along a step.",
        "右，共用吨数轴：按{year}年的吨数画出的路径 MAC 曲线；各年度上限从没有上限的最低成本方案开始一起收紧。颜色表示台阶中增加最多的措施。",
    ),
    "wedges_right_year": (
        "Right, on the same axis: the MAC curve of {year}, from the plan without that year's cap down, other caps kept. Coloured "
        "by what grows most along a step.",
        "右，共用吨数轴：{year}年的 MAC 曲线，从没有该年上限的方案往下，其他上限保留。颜色表示台阶中增加最多的措施。",
    ),
    "wedges_start_path": ("least cost in {year}", "{year}年最低成本"),
    "wedges_start_year": ("without the cap of {year}", "没有{year}年上限"),
    "wedges_cap": ("cap", "上限"),
    "wedges_rest": ("what is still emitted", "剩余排放"),
    "wedges_in_all": ("in all", "合计"),
    "beside_horizon": (
        "--beside says whose year's MAC curve stands beside the wedges, which are of all years: leave out --year.",
        "--beside 指定楔形图旁边的 MAC 曲线的年份；楔形图涵盖所有年份，请去掉 --year。",
    ),
}
