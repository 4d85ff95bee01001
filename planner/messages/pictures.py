"""The pictures of prices by year, of what is taken up, and of the curves of all years."""

from __future__ import annotations

PICTURES = {
    "plan_emissions_title": ("emissions by year and sector", "各年分部门排放"),
    "plan_emissions_subtitle": ("{account}; least-cost plan, model {model}", "{account}；最低成本方案，模型 {model}"),
    "plan_emissions_axis": ("Emissions ({unit})", "排放量（{unit}）"),
    "plan_emissions_note": (
        "Bars: the plan. The references know no caps and no carbon prices.",
        "柱：方案。各参照不含上限与碳价。",
    ),
    "plan_net": ("plan, net", "方案净排放"),
    "plan_portfolio_title": ("what stands of each measure, by year", "各项措施的逐年存量"),
    "plan_portfolio_subtitle": (
        "Least-cost plan, model {model}; in the order in which measures come",
        "最低成本方案，模型 {model}；按措施出现的先后排列",
    ),
    "plan_portfolio_note": (
        "The {shown} of {all} measures on which most is spent; fuel and electricity are not counted.",
        "共{all}项措施，此处为支出最多的{shown}项（不计燃料和电力购买）。",
    ),
    "plan_largest": ("largest stock", "最大存量"),
    "plan_share": ("Share of the largest stock", "占最大存量的比例"),
    "plan_cash_title": ("what we pay each year", "逐年支出"),
    "plan_cash_subtitle": (
        "Cash of all payers together, capital in the year it is spent, not discounted; least-cost plan, model {model}; prices of "
        "{price_year}",
        "全部付款方合计的现金支出，投资记在支出当年，不折现；最低成本方案，模型 {model}；{price_year}年价格",
    ),
    "plan_cash_axis": ("Paid in the year ({money})", "当年支出（{money}）"),
    "plan_extra_axis": ("More than under the {against} ({money})", "比{against}多付（{money}）"),
    "plan_cumulative_axis": ("The same, summed up to the year ({money})", "同上，累计至当年（{money}）"),
    "plan_capital": ("capital", "投资"),
    "plan_running": ("running cost", "运行维护"),
    "plan_energy": ("energy bought", "购买能源"),
    "plan_extra": ("in all", "合计"),
    "plan_cumulative": ("up to the year", "累计"),
    "plan_cash_note": (
        "Bars below zero: less is paid than in the reference.",
        "零线以下：比参照少付。",
    ),
    "plan_cash_no_carbon": (
        "Carbon payments are not counted: a reference has no carbon price.",
        "未计碳支付：参照没有碳价。",
    ),
    "plan_payers_title": ("who pays more and who less", "谁多付、谁少付"),
    "plan_payers_subtitle": (
        "What each payer pays, net of what it gets, beyond the reference; cash, not discounted; least-cost plan, model {model}; "
        "prices of {price_year}",
        "各付款方的净支出与参照之差；现金，不折现；最低成本方案，模型 {model}；{price_year}年价格",
    ),
    "plan_all_payers": ("all payers", "全部付款方"),
    "plan_payers_note": (
        "Bars below zero: who pays less, or earns more, than in the reference.",
        "零线以下：该付款方比参照少付或多得。",
    ),
    "plan_payers_carbon": (
        "Carbon payments are counted: a reference has no carbon price.",
        "已计碳支付：参照没有碳价。",
    ),
    "plan_days_title": ("typical days of {year}", "{year}年的典型日"),
    "plan_days_subtitle": (
        "Supply upwards, use downwards, in an hour of each slice; least-cost plan, model {model}",
        "上为供应，下为使用，按各时段每小时计；最低成本方案，模型 {model}",
    ),
    "plan_worst_day_title": ("the dearest day of {year}", "{year}年价格最高的一天"),
    "plan_worst_day_subtitle": (
        "Supply upwards, use downwards, in an hour of each slice, and the price of a unit more; least-cost plan, model {model}",
        "上为供应，下为使用，按各时段每小时计，及多用一单位的价格；最低成本方案，模型 {model}",
    ),
    "plan_days_note": (
        "Hours of the typical day, slices in their order. A storage gives back above zero and is charged below.",
        "横轴为典型日的小时，时段按其顺序排列。储能在零线以上放出，以下充入。",
    ),
    "plan_day": ("{season} ({times} d)", "{season}（{times} 天）"),
    "plan_hour_axis": ("{commodity} ({unit} in an hour)", "{commodity}（{unit}/小时）"),
    "plan_price_axis": ("Price ({unit})", "价格（{unit}）"),
    "plan_bought": ("bought", "购买"),
    "plan_unused": ("unused", "弃用"),
    "plan_demand": ("demand", "需求"),
    "plan_others": ("all others", "其他"),
    "prices_title": ("the price of the last tonne, by year", "各年最后一吨的价格"),
    "prices_model": ("{account}; model {model}", "{account}；模型 {model}"),
    "prices_axis": ("Price of the year", "当年价格"),
    "all_sectors": ("all sectors", "全部部门"),
    "prices_budget": ("{who}, budget", "{who}，预算"),
    "prices_line": ("shadow price, {scope}", "影子价格，{scope}"),
    "prices_kink": ("interval at a kink", "折点处的区间"),
    "prices_carbon": ("carbon price", "碳价"),
    "prices_cap": ("cap", "上限"),
    "prices_holds": ("caps with this price", "价格不变的上限范围"),
    "prices_note": (
        "Money of the year, undiscounted, prices of {price_year}. What the last tonne under each cap costs, on top of any carbon "
        "price. At a kink the price is an interval: from what one tonne more would save to what one tonne less would cost; ▲ "
        "where no plan keeps a lower cap.",
        "当年货币，不折现，{price_year}年价格。各上限下最后一吨的成本，不含碳价。折点处价格是一个区间：从多排一吨的节省到再少一吨的成本；"
        "▲ 表示没有方案能满足更低的上限。",
    ),
    # what is taken up
    "uptake_title": ("what is taken up as the cap tightens", "上限收紧时各措施的采用过程"),
    "uptake_grows": ("Grows", "增加"),
    "uptake_shrinks": ("Shrinks", "减少"),
    "uptake_largest": ("most in a year", "单年最大规模"),
    "uptake_share": ("Share of its largest uptake", "占最大规模的比例"),
    "uptake_note": (
        "The {most} measures named on the steps that abate most, in the order in which they begin to move. Pale: under 2 % of the "
        "largest. One optimal plan; others of equal cost may exist.",
        "减排最多的台阶所涉及的{most}项措施，按开始变化的先后排列。浅灰：不足最大规模的2%。所示为某一最优方案；可能另有成本相同的方案。",
    ),
    "uptake_summed": (
        "Shades: use summed over the years of the curve; the last column: the most in one of these years.",
        "颜色按曲线所含各年活动量之和；最后一列为其中一年的最大规模。",
    ),
    "uptake_of_year": ("Activities are those of the curve's year.", "活动量为曲线所在年份的数值。"),
    # the curves of all years
    "years_title": ("what the next tonne costs, year by year", "各年下一吨的成本"),
    "years_start_year": (
        "The cap of each year by itself, tightened from the plan without it to the least that can be reached; other caps kept",
        "逐年单独收紧该年上限：从没有该上限的方案到可达的最低排放；其他上限保留",
    ),
    "years_start_alone": (
        "The cap of each year by itself, tightened from the least-cost plan to the least that can be reached; no other caps",
        "逐年单独收紧该年上限：从最低成本方案到可达的最低排放；没有其他上限",
    ),
    "years_exactness": (
        "{steps} steps of {years} exact curves; prices of {price_year}, undiscounted",
        "{years}条精确曲线，共{steps}个台阶；{price_year}年价格，不折现",
    ),
    "years_emissions": ("Emissions", "排放量"),
    "years_note": (
        "Each column is the marginal abatement cost curve of its year on end: its top is what is emitted without the year's cap, "
        "its foot the least that can be reached. The colour at a height is the price of the last tonne with emissions there; prices beyond "
        "the scale have its last colour.",
        "每一列是当年的边际减排成本曲线：顶端为没有该年上限时的排放量，底端为可达的最低排放；某一高度的颜色表示排放降到该处时最后一吨的价格；超出色标的价格用两端的颜色。",
    ),
    "say_years": ("The curve of every year, other caps kept", "各年曲线（其他上限保留）"),
    "say_years_alone": ("The curve of every year, no other caps", "各年曲线（没有其他上限）"),
    "say_year_steps": ("steps", "台阶数"),
    "say_first_price": ("first", "首个价格"),
    "say_price_at_cap": ("at the cap", "上限处"),
    "say_last_price": ("last [{unit}]", "最后价格 [{unit}]"),
    "progress_years": ("MAC curves: {count} years", "MAC 曲线：{count}个年份"),
}
