"""What stands in the workbook of a plan: key -> (English, Chinese)."""

from __future__ import annotations

PLAN_WORKBOOK = {
    # the sheets
    "book_summary": ("summary", "摘要"),
    "book_summary_what": ("The plan in a few figures.", "方案要点。"),
    "book_emissions": ("emissions", "排放"),
    "book_emissions_what": (
        "Emissions by sector and year against the caps, and those of the references.",
        "各部门逐年排放与上限，及各参照的排放。",
    ),
    "book_portfolio": ("portfolio", "措施组合"),
    "book_portfolio_what": (
        "Capacity in service, new capacity and activity of each measure, by year.",
        "各项措施逐年的在役容量、新增容量和活动量。",
    ),
    "book_detail": ("payments", "支出明细"),
    "book_detail_what": (
        "Every payment, not discounted; capital in the year in which it is spent.",
        "每一笔支出，不折现；投资记在支出当年。",
    ),
    "book_cash": ("cash", "逐年支出"),
    "book_cash_what": (
        "What is paid each year, beside the references, as sums of the payments; present values follow the discount rate "
        "on the summary.",
        "逐年支出与各参照对比，由支出明细汇总；现值随摘要页的折现率变化。",
    ),
    "book_payers": ("payers", "付款方"),
    "book_payers_what": (
        "What each payer pays, net of what it gets, beside the reference.",
        "各付款方的净支出（扣除所得），与参照对比。",
    ),
    "book_private": ("private costs", "各方成本"),
    "book_private_what": (
        "What a measure costs each payer a year for one unit of activity, at its own rate and tariffs, beside what it has instead.",
        "每单位活动量每年各付款方的成本（按其自身折现率和资费），与被替代者对比。",
    ),
    "book_co_benefits": ("co-benefits", "协同效益"),
    "book_co_benefits_what": (
        "Air pollutants, jobs and what else comes with the plan, beside the reference.",
        "方案带来的大气污染物、就业等变化，与参照对比。",
    ),
    "book_co_benefit_extra": ("more than in the {against}", "比{against}多"),
    "book_co_benefit_damage": ("damage of that [{money}]", "由此多出的损失（{money}）"),
    "book_prices": ("prices", "价格"),
    "book_prices_what": (
        "The price of the last tonne under each cap, of each policy, and of one unit more of each commodity.",
        "各上限下最后一吨的价格、各项政策的价格，以及多用一单位能源或服务的价格。",
    ),
    "book_curve": ("MAC curve", "MAC曲线"),
    "book_curve_what": (
        "The exact curve along the path to the caps: every step with its measures. Change the yellow carbon price: the "
        "blue steps are those at or below it.",
        "沿路径到上限的精确曲线，每级台阶都有名称。改动黄色的碳价：不高于它的台阶为蓝色。",
    ),
    "book_sources": ("sources", "来源"),
    "book_sources_what": ("Where the numbers of the case come from.", "算例中的数字从哪里来。"),
    # the summary
    "book_answer": (
        "{horizon}: {plan}, model {model}; all money in prices of {year}.",
        "{horizon}年{plan}，模型：{model}；金额均按{year}年价格。",
    ),
    "book_change_here": ("What you can change in this workbook", "在本工作簿中可以改动的"),
    "book_change_what": (
        "Yellow cells: the discount rate here (present values on the sheets of cash and prices follow) and the carbon "
        "price on the sheet of the MAC curve.",
        "黄色单元格：此处的折现率（逐年支出和价格页的现值随之变化）和 MAC曲线页的碳价。",
    ),
    "book_rate": ("Discount rate, real, per year", "折现率（实际，每年）"),
    "book_new_run": (
        "Anything else needs a new run (planner solve): which measures are built follows from caps, costs, demand and "
        "the discount rate of the case, and is not worked out again here.",
        "其他任何改动都需要重新求解（planner solve）：建设哪些措施取决于算例的上限、成本、需求和折现率，本工作簿不会重新计算。",
    ),
    "book_figure": ("Figure", "指标"),
    "book_unit": ("unit", "单位"),
    "book_total_cost": (
        "Cost as planned: present value, capital as annuities",
        "规划成本：现值，投资按年金计",
    ),
    "book_cash_all": ("Cash of all years, not discounted", "各年支出合计（不折现）"),
    "book_cash_present": ("Cash in present value, at the rate above", "支出现值（按上面的折现率）"),
    "book_last": ("Emissions {year}: {account}", "{year}年排放：{account}"),
    "book_sheets": ("Sheets", "各工作表"),
    # blocks and columns
    "book_name": ("name", "名称"),
    "book_other_name": ("name in Chinese", "英文名称"),
    "book_paid": ("{plan}: paid in the year [{unit}]", "{plan}：当年支出（{unit}）"),
    "book_net": ("{plan}: paid in the year, net [{unit}]", "{plan}：当年净支出（{unit}）"),
    "book_more": ("More than the {against} [{unit}]", "比{against}多付（{unit}）"),
    "book_extra": ("paid more", "多付"),
    "book_cumulative": ("paid more, up to the year", "累计多付"),
    "book_present": ("Present value of what is paid in the year [{unit}]", "当年支出的现值（{unit}）"),
    "book_factor": ("discount factor", "折现系数"),
    "book_emitted": ("{account}: emissions [{unit}]", "{account}：排放量（{unit}）"),
    "book_left": ("below the cap", "低于上限"),
    "book_summed": ("summed up to the year", "累计至当年"),
    "book_budget": ("cap on the sum", "累计上限"),
    "book_shadow": ("Price of caps and policies [{unit}]", "上限和政策的价格（{unit}）"),
    "book_shadow_title": ("Price of the last tonne", "最后一吨的价格"),
    "book_of_present": (", present value", "，现值"),
    "book_tightened": (", one unit tighter costs", "，再收紧一单位的成本"),
    "book_relaxed": (", one unit looser saves", "，再放宽一单位的节省"),
    "book_commodities": ("One unit more costs [{unit}]", "多用一单位的成本（{unit}）"),
    "book_year": ("year", "年份"),
    "book_group": ("group", "分类"),
    "book_kind": ("kind", "类别"),
    "book_amount": ("{plan} [{unit}]", "{plan}（{unit}）"),
    "book_sector": ("sector", "部门"),
    "book_quantity": ("quantity", "指标"),
    "book_stock": ("in service", "在役容量"),
    "book_new_units": ("built", "新增容量"),
    "book_activity": ("activity", "活动量"),
    "book_course": ("course", "走势"),
    "book_step": ("step", "台阶"),
    "book_from": ("from [{unit}]", "自（{unit}）"),
    "book_to": ("to [{unit}]", "至（{unit}）"),
    "book_width": ("avoided [{unit}]", "减排量（{unit}）"),
    "book_price": ("price [{unit}]", "价格（{unit}）"),
    "book_price_present": ("price, present value [{unit}]", "价格现值（{unit}）"),
    "book_step_cost": ("cost, present value [{unit}]", "成本现值（{unit}）"),
    "book_carbon_price": ("Carbon price [{unit}]", "碳价（{unit}）"),
    "book_reached": ("Avoided at or below it [{unit}]", "不高于碳价的减排量（{unit}）"),
    "book_reached_cost": ("at a cost in present value of [{unit}]", "其成本现值（{unit}）"),
    "book_avoided": ("Avoided emissions ({unit})", "减排量（{unit}）"),
    "book_day": ("tonnes as days", "以日期轴表示的吨数"),
    "book_within": ("at or below the carbon price", "不高于碳价"),
    "book_beyond": ("above the carbon price", "高于碳价"),
}
