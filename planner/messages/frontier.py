"""Money against tonnes: key -> (English, Chinese)."""

from __future__ import annotations

FRONTIER = {
    "over_without_budget": (
        "a total over the least cost is said beside a budget; without one the money of all is what varies. Name a budget, or leave it out.",
        "总额上限须与某项预算一起给出；不指定预算时，变化的就是全部资金。请指定预算，或去掉总额。",
    ),
    "no_budget": (
        "there is no budget '{found}' in budgets.csv; budgets: {allowed}.",
        "budgets.csv 中没有预算“{found}”；现有预算：{allowed}。",
    ),
    "no_budgets": (
        "there is no budget '{found}': the case has none. Name a --scenario that sets one, or leave --budget out for the money of all.",
        "没有预算“{found}”：该算例未设任何预算。请用 --scenario 指定含预算的情景，或去掉 --budget，按全部资金计算。",
    ),
    "budget_of_nothing": (
        "nothing that budget '{found}' covers can be built or run, so that no amount of it changes anything.",
        "预算“{found}”所涵盖的都不能建设或运行，额度多少都不改变方案。",
    ),
    "frontier_title": ("the most abatement for the money", "一定资金下的最大减排"),
    "frontier_of_all": (
        "What is spent over the least cost, present value [{money}]",
        "比最低成本多花的钱，现值 [{money}]",
    ),
    "frontier_of_budget": ("What budget {budget} allows [{money}]", "预算 {budget} 的额度 [{money}]"),
    "frontier_emissions": ("Fewest emissions, {account}{of} [{unit}]", "最低排放，{account}{of} [{unit}]"),
    "frontier_all_years": ("{horizon}, all years", "{horizon}各年合计"),
    "frontier_subtitle": (
        "{when}; model {model}; without caps, under all policies and budgets; real money of {price_year}",
        "{when}；模型 {model}；不设排放上限，满足全部政策和预算；{price_year}年不变价",
    ),
    "frontier_total": (
        "In all no more than {over} {money} over the least cost.",
        "总成本最多比最低成本高{over} {money}。",
    ),
    "frontier_how": (
        "Each point is the plan of fewest emissions for its money. The line bends where another measure becomes the cheapest way on; "
        "a number says what changes most on the way to it.",
        "每一点都是该笔资金下排放最低的方案。转折处表示下一步最省钱的措施换了；编号说明到该点为止变化最大的措施。",
    ),
    "frontier_money": ("money [{money}]", "资金 [{money}]"),
    "frontier_abatement": ("abatement [{unit}]", "减排 [{unit}]"),
    "frontier_left": ("emissions [{unit}]", "排放 [{unit}]"),
    "frontier_price": ("the last tonne [{unit}]", "最后一吨 [{unit}]"),
    "frontier_changes": ("what changes most on the way there", "到此变化最大的措施"),
    "frontier_way": ("{number}: up to {money} {unit}: {changes}", "{number}：至{money} {unit}：{changes}"),
    "frontier_exact": ("No plan lies below the line.", "该线以下没有方案。"),
    "frontier_part": (
        "What was found is written: {reached} of the frontier, with a largest error of {error}.",
        "已写出求得的部分：前沿的 {reached}，最大误差{error}。",
    ),
    "frontier_within": (
        "No plan emits less than the line says by more than {error} of what can be abated along it; --tolerance 0 is exact.",
        "任何方案的排放低于该线均不超过沿线可减排量的{error}；--tolerance 0 为精确解。",
    ),
    "frontier_bends": (
        "Abatement is counted from the least-cost plan. Bends of the frontier: {count}, in frontier*.csv.",
        "减排自最低成本方案算起。该边界有{count}个转折点，见 frontier*.csv。",
    ),
}
