"""Why there is no plan, and what would repair it: key -> (English, Chinese)."""

from __future__ import annotations

NO_PLAN = {
    "no_plan": (
        "no plan keeps every cap. The least total excess that must be allowed:",
        "没有方案能满足全部上限。至少须放宽的总量如下：",
    ),
    "no_plan_with_policies": (
        "no plan keeps every policy beside the caps. The least by which policies must give way:",
        "没有方案能在满足上限的同时满足全部政策。政策至少须放宽如下：",
    ),
    "no_plan_within_budgets": (
        "no plan keeps every budget beside the caps. The least money that must be allowed:",
        "没有方案能在满足上限的同时不超出预算。至少须增加的资金如下：",
    ),
    "no_plan_at_all": (
        "no plan keeps every cap and policy, and easing caps or policies alone is not enough. The least that must give way:",
        "没有方案能满足全部上限和政策，只放宽其中一类也不够。至少须放宽如下：",
    ),
    "excess_at_most": (
        "{name}, {year}: {what} at most {amount:.6g} {unit}; it must be allowed to be {repaired:.6g}",
        "{name}，{year}年：{what}不超过 {amount:.6g} {unit}；须放宽到 {repaired:.6g}",
    ),
    "excess_at_least": (
        "{name}, {year}: {what} at least {amount:.6g} {unit}; no more than {repaired:.6g} can be reached",
        "{name}，{year}年：{what}不少于 {amount:.6g} {unit}；最多只能达到 {repaired:.6g}",
    ),
    "what_from_outside": ("the row {name}", "约束 {name} "),
    "whole_city": ("the city", "全市"),
    "excess_cap": (
        "{of}, {year}: cap {cap:.6g} {unit}, exceeded by at least {excess:.4g} {unit} in this repair",
        "{of}，{year}年：上限 {cap:.6g} {unit}，按此放宽须超出 {excess:.4g} {unit}",
    ),
    "no_supply": (
        "no plan serves every demand, even without caps. The least that goes missing:",
        "即使没有上限，也没有方案能满足全部需求。最小缺口如下：",
    ),
    "excess_demand": (
        "{of}, {year}: {excess:.4g} {unit} short",
        "{of}，{year}年：缺 {excess:.4g} {unit}",
    ),
    "limits_conflict": (
        "limits on what is built and runs can't be kept together, even without caps and policies. The least that must give way:",
        "即使没有上限和政策，建设与运行的限制也不能同时满足。至少须放宽如下：",
    ),
    "excess_limit": ("to be eased: {limit}", "须放宽：{limit}"),
    "limit_on_nothing": (
        "policy '{limit}' asks for {amount:.6g} {unit} in {year}, and nothing that it counts can be built or run then.",
        "政策“{limit}”要求{year}年达到 {amount:.6g} {unit}，而其所计的一切在该年都不能建设或运行。",
    ),
    # what conflicts
    "conflict_of": (
        "These can't be kept together; without any one of them the others could be:",
        "以下条件不能同时满足；去掉其中任何一条，其余即可满足：",
    ),
    "at_their_limits": (
        "At their limits in every plan with the least excess:",
        "在每个超额最小的方案中都已达到限值：",
    ),
    "states_at_most": ("{what} at most {amount} {unit} ({years})", "{what}不超过 {amount} {unit}（{years}年）"),
    "states_at_least": ("{what} at least {amount} {unit} ({years})", "{what}不少于 {amount} {unit}（{years}年）"),
    "states_from_outside": ("the row {name} ({years})", "约束 {name}（{years}年）"),
    # what repairs it
    "repaired_by": ("This alone repairs it, at the least: {by}.", "仅此一项即可解决，至少须：{by}。"),
    "by_caps": ("higher caps", "提高排放上限"),
    "by_policies": ("looser policies", "放宽政策"),
    "by_budgets": ("more money", "增加资金"),
    "by_policies_and_budgets": ("looser policies and more money together", "同时放宽政策并增加资金"),
    "by_caps_and_policies": ("higher caps and looser policies together", "同时提高上限并放宽政策"),
    "by_measures": ("higher limits on what is built and runs, together", "同时放宽建设与运行的限制"),
    "by_outside": ("constraints of your own", "放宽自加的约束"),
    "by_demand": ("less demand", "减少需求"),
    "eased_to": (
        "{name}: {after:.6g} in place of {before:.6g} {unit}",
        "{name}：由 {before:.6g} 改为 {after:.6g} {unit}",
    ),
    "eased_flag": ("{name}: true", "{name}：true"),
    "in_year": ("{name}, {year}", "{year}年{name}"),
    "eased_by": ("{name}: {excess:.6g} {unit} more in every year", "{name}：每年增加 {excess:.6g} {unit}"),
    "more_lines": ("and {count} more", "另有{count}项"),
    "next_to_try": ("Next, try:", "下一步可试："),
    "say_least_excess": (
        "NO PLAN keeps every limit: this one exceeds them as little as possible; no_plan.csv says why.",
        "没有方案能满足全部限制：本方案只作最小程度的突破，原因见 no_plan.csv。",
    ),
    "say_cap_eased": ("cap, as it is eased", "放宽后的上限"),
    "least_excess": ("least excess, limits not kept", "超额最小，限值未满足"),
    "no_reason": (
        "there is no plan, and easing every limit makes none either. Please report this case.",
        "没有方案，且放宽所有限制后仍没有方案。请反馈此算例。",
    ),
}
