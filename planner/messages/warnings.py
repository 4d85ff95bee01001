"""What can be planned and is hardly meant: key -> (English, Chinese)."""

from __future__ import annotations

WARNINGS = {
    # how they are told
    "say_warnings": (
        "{count} warning(s): this can be planned, but is it meant?",
        "{count}条警告：可以规划，但请确认是否有误。",
    ),
    "say_warnings_of": (
        "{count} warning(s) about the tables: `{command}` lists them.",
        "数据表有{count}条警告：`{command}` 列出各条。",
    ),
    "say_warning": ("warning: {warning}", "警告：{warning}"),
    # numbers beside what is usual
    "unusual_number": (
        "found {found}; usual: {usual} ({source}). {effect}",
        "填的是 {found}；通常为 {usual}（{source}）。{effect}",
    ),
    "impossible_number": (
        "found {found}, which is no such number: usual is {usual} ({source}). Correct it, or its unit.",
        "填的是 {found}，不可能如此：通常为 {usual}（{source}）。请改正数值或单位。",
    ),
    "impossible_jump": (
        "found {found} after {before} in {year}: with numbers so far apart the solver loses the smaller. Write 0, or correct it.",
        "填的是 {found}，而{year}年为 {before}：两者相差过大，求解器会丢失较小的数。请填 0，或予以更正。",
    ),
    "usual_between": ("{low} to {high}", "{low} 至 {high}"),
    "usual_at_most": ("at most {high}", "不超过 {high}"),
    "effect_emissions": (
        "Emissions, and what a tonne costs, are wrong by as much.",
        "排放量和每吨成本会随之出错。",
    ),
    "effect_costs": (
        "What the plan chooses, and what a tonne costs, rest on it.",
        "方案的选择和每吨成本都取决于它。",
    ),
    "effect_amounts": (
        "What is built and bought is wrong by as much.",
        "建设量和购入量会随之出错。",
    ),
    "effect_carbon_price": ("The plan pays it for every tonne.", "方案须为每吨排放支付该价格。"),
    "effect_damage": ("What the plan spares or does is worth that much.", "方案减少或造成的损失按此计值。"),
    "effect_annuity": ("The yearly cost of capital rests on it.", "每年的资本成本取决于它。"),
    "effect_growth": (
        "It hardly limits what is built: the stock may more than double each year.",
        "这几乎不限制建设：存量每年可增长一倍以上。",
    ),
    "jumps_by_year": (
        "found {found} after {before} in {year}, {ratio:,.0f} times apart; usual: less than 500. Did the unit change? The years "
        "between lie on the line from one to the other.",
        "填的是 {found}，而{year}年为 {before}，相差{ratio:,.0f}倍；通常不到500倍。是否换了单位？其间各年按两者连线取值。",
    ),
    "far_from_others": (
        "found {found}, {ratio:,.0f} times apart from {middle}, what is usual in rows like it. Is its unit another one? {effect}",
        "填的是 {found}，与同类各行常见的 {middle} 相差{ratio:,.0f}倍。单位是否不同？{effect}",
    ),
    # what can be built and served
    "never_built": (
        "found {found}, after the plan's last year, {last}: it is never built. Give it an earlier year, or leave the cell empty.",
        "填的是 {found}，晚于规划期末年{last}：该措施不会建设。请提前年份，或留空。",
    ),
    "never_grows": (
        "empty beside a growth of {found}, and nothing stands that could grow: it is never built. Give a growth_seed, "
        "the units with which it may start in a year, or an existing stock.",
        "growth 为 {found}，而既没有存量也没有 growth_seed，无从增长：该措施不会建设。请填写 growth_seed（每年可起步的数量）或现有存量。",
    ),
    "beyond_reach": (
        "found {found} in {year}; at most {most} can be delivered then, by {by} with all that may be built until that year. There "
        "is no plan. Raise potential, build_limit or growth, or correct the demand.",
        "{year}年需求为 {found}；届时 {by} 即使建满上限也最多供应 {most}，因此没有可行方案。请提高 potential、build_limit 或 growth，或改正需求。",
    ),
    "above_full_power": (
        "found {found}; with an output of {hours} full hours a year '{name}' then delivers {times} times its full power. Is the output "
        "that of a year, and is the profile 1 where it delivers its mean?",
        "填的是 {found}；按全年 {hours} 个满负荷小时的 output，“{name}”此时的出力是满功率的{times}倍。output 是否为全年的量？曲线在平均出力时是否为 1？",
    ),
    "stock_above_demand": (
        "found {found}; with it stock can deliver {stands}, while '{service}' asks for {demand} in the first year. Is the unit of the "
        "stock, of output or of the demand another one? What stands is kept up and paid for.",
        "现有存量为 {found}，合计可供应 {stands}，而首年“{service}”的需求为 {demand}。存量、output 或需求的单位是否不同？存量须维持并付费。",
    ),
    "stock_below_demand": (
        "found {found}; with it stock can deliver {stands}, while '{service}' asks for {demand} in the first year. Is the unit of the "
        "stock, of output or of the demand another one? The rest must be built at once.",
        "现有存量为 {found}，合计可供应 {stands}，而首年“{service}”的需求为 {demand}。存量、output 或需求的单位是否不同？其余须在首年建成。",
    ),
    "limit_above_potential": (
        "found {found} a year, many times the potential of {potential}: it limits nothing. Is its unit another one?",
        "每年 {found}，是潜力 {potential} 的许多倍：不起限制作用。单位是否不同？",
    ),
    "limit_below_potential": (
        "found {found} a year: in all years not a twentieth of the potential of {potential} can be built. Is its unit another one?",
        "每年 {found}：各年合计不到潜力 {potential} 的二十分之一。单位是否不同？",
    ),
    "dear_to_keep": (
        "found {found}, more each year than to build it twice, at {capex}; usual: 1 to 10 % of capex. What the plan chooses rests on it.",
        "每年 {found}，超过投资 {capex} 的两倍；通常为投资的1%至10%。方案的选择取决于它。",
    ),
    # measures that do nothing
    "fits_nothing": (
        "'{found}' fits no technology: none delivers '{of}' and consumes a carrier for which it has a saving. It is never used.",
        "“{found}”没有适用的技术：没有供应“{of}”并消耗其所节约能源的技术。该措施不会被采用。",
    ),
    "saves_none_of_it": (
        "found '{found}', which no technology that '{improvement}' improves here consumes. This row does nothing.",
        "填的是“{found}”，而“{improvement}”在该行所改进的技术并不消耗它。本行不起作用。",
    ),
    "catches_nothing": (
        "found '{found}', which emits nothing where it stands in account '{account}': nothing can be caught from it. Give its fuel "
        "an emission factor in that account, or don't call that account's gas CO2.",
        "“{found}”在账户“{account}”中没有就地排放，捕集不到 CO2。请为其燃料补上该账户的排放因子，或不要把该账户的 gas 填作 CO2。",
    ),
    "changes_no_emissions": (
        "'{found}' changes no emissions: it has no row in process_emissions.csv. It helps to keep no cap.",
        "“{found}”不改变排放：process_emissions.csv 中没有它的记录，无助于满足上限。",
    ),
    "adds_emissions": (
        "found {found} for the reduction '{intervention}', which adds emissions; what is avoided is below zero. It is never used to "
        "keep a cap. Is the sign wrong?",
        "减排措施“{intervention}”填的是 {found}，会增加排放；减排量应为负数。它不会用于满足上限。正负号是否有误？",
    ),
    "asked_by_nothing": (
        "found '{found}', a carrier that nothing consumes: what delivers it never runs. Give its use in unit_flows.csv.",
        "“{found}”没有任何消耗者，供应它的技术不会运行。请在 unit_flows.csv 填写其消耗。",
    ),
    "borrows_for_nothing": (
        "found '{found}', which pays no capex of what this loan is for: nothing of it is ever drawn. Correct the borrower, `of`, or "
        "payer_shares.csv.",
        "填的是“{found}”，它不承担该贷款所指措施的任何投资，贷款不会被提取。请改正借款方、of 或 payer_shares.csv。",
    ),
    "tariff_of_nothing": (
        "found '{found}', which has no {carrier} on this side (use, made): nothing is ever paid by this row. Correct it, or the side.",
        "填的是“{found}”，它在该方向（使用、生产）没有{carrier}，本行不产生任何付款。请改正，或改正方向。",
    ),
    "more_than_the_stock": (
        "found {found}, more than the demand of '{of}', {demand} at most: what lies beyond it can't be improved. Correct the "
        "potential, or its unit.",
        "潜力为 {found}，超过“{of}”的最大需求 {demand}；超出部分无从改进。请改正潜力或其单位。",
    ),
    "more_than_emitted": (
        "found a potential of {found}, while sector '{sector}' emits about {emitted}: what lies beyond it can't be avoided. Correct "
        "the potential, or say net_negative = true of the sector.",
        "减排潜力为 {found}，而部门“{sector}”现排放约 {emitted}；超出部分无从减排。请改正潜力，或为该部门填 net_negative = true。",
    ),
    "same_name": (
        "found '{found}', the name of row {other} as well: tables and pictures can't tell the two apart. Rename one.",
        "“{found}”与第{other}行同名：结果表和图中无法区分。请改名。",
    ),
    # caps
    "no_caps": (
        "found no {kind} caps, and the model '{model}' works with them: it finds the least-cost plan without any.",
        "没有 {kind} 类上限，而模型“{model}”需要：所得为不设上限的最低成本方案。",
    ),
    "cap_far_above": (
        "found {found}, {ratio:,.0f} times what is emitted now, about {emitted}: it binds nowhere. Is its unit, or that of an "
        "emission factor, wrong?",
        "填的是 {found}，是现排放（约 {emitted}）的{ratio:,.0f}倍：该上限不起作用。其单位或某个排放因子的单位是否有误？",
    ),
    "cap_far_below": (
        "found {found}; what is emitted now, about {emitted}, is {ratio:,.0f} times as much. Is its unit, or that of an emission "
        "factor, wrong? No plan may keep it, or one far too dear.",
        "填的是 {found}，而现排放约 {emitted}，是其{ratio:,.0f}倍。其单位或某个排放因子的单位是否有误？可能没有可行方案，或成本畸高。",
    ),
    "cap_outside": (
        "found {found}, of a year outside the plan, {first} to {last}, where it counts for nothing. Move it, or the plan's last year.",
        "填的是 {found}，其年份不在规划期（{first}至{last}年）内，不起作用。请改年份，或延长规划期。",
    ),
    "sudden_cap": (
        "found {found}, {less:.0%} less than is emitted now, and no cap in {after} to {before}: the price of {year} carries what those "
        "years leave undone. Give caps from {after} on.",
        "填的是 {found}，比现排放少{less:.0%}，而{after}至{before}年没有上限：{year}年的价格要承担此前各年未做的减排。请从{after}年起设上限。",
    ),
    "first_cap_carries": (
        "found a price of {found} in {year}, {ratio:.1f} times that of {next}, and no cap in {after} to {before}: it carries what those "
        "years leave undone. Give caps from {after} on.",
        "{year}年的价格为 {found}，是{next}年的{ratio:.1f}倍，而{after}至{before}年没有上限：该价格承担了此前各年未做的减排。请从{after}年起设上限。",
    ),
    "baseline_below_zero": (
        "found {found}; reductions may take sector '{sector}' no lower than zero, so what else it emits must make up for it, or "
        "there is no plan. Say net_negative = true of the sector, or correct the sign.",
        "填的是 {found}；部门“{sector}”的排放不得因减排降到零以下，须由其他排放抵补，否则没有可行方案。请为该部门填 net_negative = true，或改正正负号。",
    ),
    "factor_below_zero": (
        "found {found}: buying '{carrier}' would take emissions away, and pay under a cap. Is the sign wrong?",
        "填的是 {found}：购入“{carrier}”会减少排放，在上限下反而获利。正负号是否有误？",
    ),
}
