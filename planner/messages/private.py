"""The private view of measures, and why they are in a plan: key -> (English, Chinese)."""

from __future__ import annotations

PRIVATE = {
    "no_payers": (
        "the case names no payers, so there is no private view. Say who pays what in payers.csv and payer_shares.csv.",
        "算例没有写明付款方，无法计算各方成本。请在 payers.csv 和 payer_shares.csv 中写明由谁付款。",
    ),
    "private_title": (
        "What a measure costs each payer a year for one unit of activity, at its own rate and tariffs",
        "每单位活动量每年各付款方的成本（按其自身折现率和资费）",
    ),
    "private_measure": ("measure (built)", "措施（建成年）"),
    "private_payer": ("payer", "付款方"),
    "private_instead": ("instead of", "替代"),
    "private_nothing": ("nothing", "不建"),
    "private_buying": ("buying: {name}", "外购：{name}"),
    "private_cost": ("costs", "成本"),
    "private_incumbent_cost": ("instead costs", "替代前成本"),
    "private_gap": ("gap", "差额"),
    "private_unit": ("unit", "单位"),
    "private_subsidy": ("subsidy in all\n[{unit}]", "补贴总额\n[{unit}]"),
    "private_each": ("subsidy for each unit built", "每新建一单位的补贴"),
    "private_each_unit": ("unit of the subsidy", "补贴单位"),
    "private_per_tonne": ("per tonne\n[{unit}]", "每吨\n[{unit}]"),
    "private_why_not": ("why no subsidy is defined", "未定义补贴的原因"),
    "private_undefined": ("No subsidy is defined:", "未定义补贴："),
    "private_reason": ("  {reason}: {names}", "  {reason}：{names}"),
    "private_of_payer": ("{name} ({payer})", "{name}（{payer}）"),
    "how_private": (
        "Capex as an annuity at the payer's own rate, shares, tariffs, grants and taxes as booked, over the years in service within the "
        "horizon. The subsidy, paid once when a unit is built, makes both cost the payer the same; in all: for what the plan builds in "
        "that year. Tonnes of what is bought and made are the plan's mean. A gap below zero needs none: what then holds it back is no price.",
        "投资按付款方自身折现率折成年金，份额、资费、补助和税按账目计，取规划期内在役各年。补贴在建成时一次付清，使两者对付款方成本相同；"
        "总额为方案当年新建量所需。外购与自产能源的排放按方案平均值。差额为负则无需补贴：阻碍不在价格。",
    ),
    "how_why": (
        "What one unit of activity costs and brings a year at the plan's own prices. `net` is 0 for what the plan builds freely, above 0 "
        "for what is too dear, below 0 for what a limit on it holds back.",
        "按方案自身价格，每单位活动量每年的成本与收益。net 为0：方案自由建设；大于0：太贵；小于0：受其上限所限。",
    ),
    "private_never_built": ("it can't be built then", "该时不能建设"),
    "private_of_capture": ("a capture acts on another's flue gas", "捕集处理的是他人的烟气"),
    "private_of_storage": ("a storage lives on prices between hours", "储能的收益来自时段之间的差价"),
    "private_no_incumbent": (
        "nothing is paid for what it makes, and no incumbent makes it",
        "其产出没有资费，也没有既有技术供应",
    ),
    "private_bears_nothing_else": (
        "the payer bears a part of it, and nothing of what it replaces",
        "付款方只承担其中一部分，不承担被替代者的成本",
    ),
    "private_supplies_it": (
        "the payer supplies what it makes to users itself, and it can't be bought",
        "付款方自己把其产出供给用户，且无法外购",
    ),
    "private_others_pay": ("others pay for it", "由他方付款"),
    "private_several_decide": ("several payers bear what it replaces", "被替代者由多方承担"),
    "private_no_tariff": ("what it uses has no tariff: {carrier}", "所用载体没有资费：{carrier}"),
}
