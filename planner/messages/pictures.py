"""The words of the charts; the pictures of a plan, of prices by year, of uptake and of the curves of all years."""

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
    # words of the charts
    "titled": ("{case}: {picture}", "{case}：{picture}"),
    "chart_what_grows_first": ("What grows first", "首先增加的措施"),
    "chart_grows": ("Grows", "增加"),
    "chart_shrinks": ("Shrinks", "减少"),
    "chart_step": ("Step", "台阶"),
    "chart_price": ("Price", "价格"),
    "chart_abatement": ("Abatement", "减排量"),
    "chart_beyond": ("Beyond the picture", "图外部分"),
    "chart_others": ("Others, unnumbered", "其余（未编号）"),
    "chart_only_less": ("Nothing grows", "仅有减少"),
    "chart_measure": ("Measure", "措施"),
    "chart_cost": ("Cost", "成本"),
    "chart_below_0": ("below 0", "低于0"),
    "chart_up_to": ("up to", "不超过"),
    "chart_over": ("over", "高于"),
    "chart_form": ("Form", "形式"),
    "chart_all_others": ("All others", "其余各项"),
    "chart_plan": ("plan", "方案"),
    "chart_least_cost_without_caps": ("least cost without caps", "无上限的最低成本"),
    "chart_frozen": ("frozen", "冻结参照"),
    "chart_current_policies": ("current policies", "现行政策参照"),
    "chart_central_plan": ("central plan", "中心情景的方案"),
    "chart_scenario": ("Scenario", "情景"),
    "chart_year": ("Year", "年份"),
    "chart_value": ("Value", "数值"),
    "chart_carbon_price": ("Carbon price", "碳价"),
    "chart_emissions": ("Emissions", "排放量"),
    "chart_marginal_abatement_cost": ("Marginal abatement cost", "边际减排成本"),
    "chart_cumulative_abatement": ("Cumulative abatement", "累计减排量"),
    "chart_too_high": ("axis cut; the dearest:", "坐标截断，最高"),
    "chart_too_low": ("axis cut; the cheapest:", "坐标截断，最低"),
    "chart_goes_on": ("picture cut; the curve goes on to", "图已截断，曲线延伸至"),
    "chart_no_regret_block": ("No-regret block", "无悔减排"),
    "chart_avoids": ("avoids", "减排"),
    "chart_emits_more": ("emits more:", "增排"),
    "chart_and_saves": ("and saves", "节省"),
    "chart_and_costs": ("and costs", "多花"),
    "chart_not_ranked": ("not to scale, no cost per tonne", "不按比例，不计单位成本"),
    "chart_less": ("Less: {name}", "减少：{name}"),
    "chart_several": ("{count}: {first} … {last}", "{count}项：{first} … {last}"),
    "chart_and_more": ("{names} and {more} more", "{names}，另有{more}项"),
    "chart_no_bar_named": ("No bar: {names}", "没有柱子：{names}"),
    "chart_no_bar_because": ("No bar, {why}: {names}", "没有柱子（{why}）：{names}"),
}
