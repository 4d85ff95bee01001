"""What is wrong between cells, rows and tables: key -> (English, Chinese)."""

from __future__ import annotations

RULES = {
    # caps
    "outside_horizon": (
        "found {found}, none of them in the plan's years, {first} to {last}. Such a cap binds nowhere.",
        "年份为 {found}，都不在规划期{first}至{last}年内。这样的上限不起作用。",
    ),
    # carriers
    "no_price": (
        "'{found}' is bought but has no row in prices.csv. Add its price, or say bought = false.",
        "“{found}”为外购，但 prices.csv 中没有价格。请补上价格，或填 bought = false。",
    ),
    "price_without_purchase": (
        "'{found}' has a price but is not bought. Say bought = true in carriers.csv, or remove the price.",
        "“{found}”有价格却不外购。请在 carriers.csv 填 bought = true，或删去价格。",
    ),
    "factor_without_purchase": (
        "'{found}' has an emission factor but is not bought. Emissions count with purchases: say bought = true, or "
        "give its makers process emissions.",
        "“{found}”有排放因子却不外购。排放随外购量计算：请填 bought = true，或为其生产者填写过程排放。",
    ),
    "made_but_counted_where_burnt": (
        "makes '{found}', whose emissions count where it burns. That needs a carrier that nothing makes: give "
        "'{found}' a sector in carriers.csv counted_in, or remove its emission factor.",
        "生产“{found}”，而其排放在燃用处计算，这类能源不能有生产者。请在 carriers.csv 的 counted_in 为“{found}”指定"
        "部门，或删去其排放因子。",
    ),
    "paid_to_waste": (
        "found {found}: a price below zero on a carrier that may go to waste pays without limit. Say surplus = false.",
        "填的是 {found}：可弃用的能源若价格为负，会无限获利。请填 surplus = false。",
    ),
    "nobody_supplies": (
        "nothing supplies '{found}': no technology delivers it, nothing co-produces it and it is not bought.",
        "“{found}”没有来源：没有技术供应，没有副产，也不外购。",
    ),
    # interventions
    "needs_of": (
        "found nothing; a row of kind {kind} needs the commodity it delivers or improves.",
        "为空；{kind} 类措施必须写明其供应或改进的对象。",
    ),
    "not_for_this_kind": (
        "found {found}, which means nothing for a row of kind {kind}. Leave it empty.",
        "填的是 {found}，对 {kind} 类措施没有意义。请留空。",
    ),
    "captures_nothing": (
        "'{found}' has no row in captures.csv. Say there which technology it takes CO2 from, and at what rate.",
        "“{found}”在 captures.csv 中没有记录。请在那里写明从哪项技术捕集、捕集率多少。",
    ),
    "captures_from_a_sink": (
        "found '{found}', which emits {amount} where it stands in {year}, account {account}: less than nothing, so there "
        "is nothing to catch. Correct its emission factors or process emissions, or remove this row.",
        "“{found}”在{year}年就地排放为 {amount}（账户 {account}），小于零，无从捕集。请改正其排放因子或过程排放，或删去本行。",
    ),
    "no_account_of_co2": (
        "'{found}' is a capture, and no account counts CO2, so it would catch nothing. Give case.toml an account with "
        'gas = "CO2", or remove the capture.',
        '“{found}”是捕集措施，而没有以 CO2 计的账户，捕集不起作用。请在 case.toml 增加 gas = "CO2" 的账户，或删去该措施。',
    ),
    "saves_nothing": (
        "'{found}' has no row in savings.csv. Say there which carrier it saves, and what fraction.",
        "“{found}”在 savings.csv 中没有记录。请在那里写明节约哪种能源、节约比例多少。",
    ),
    "reduces_nothing": (
        "'{found}' has no row in process_emissions.csv or unit_flows.csv, so it does nothing. Say there what one unit "
        "avoids.",
        "“{found}”在 process_emissions.csv 和 unit_flows.csv 中都没有记录，不起作用。请写明每单位的减排量。",
    ),
    "saves_elsewhere": (
        "found '{found}', which does not deliver '{commodity}', what '{improvement}' improves. Correct the technology, "
        "or leave it empty for all that deliver it.",
        "“{found}”并不供应“{improvement}”所改进的“{commodity}”。请改正技术；留空则适用于所有供应它的技术。",
    ),
    "flow_of_its_own": (
        "found '{found}', which '{intervention}' itself delivers. Give what it delivers net of its own use, in output.",
        "“{found}”正是“{intervention}”自身供应的对象。请在 output 中填写扣除自用后的净供应量。",
    ),
    "group_improves_two": (
        "rows of group '{found}' improve different commodities. Steps of one measure improve one commodity.",
        "同组“{found}”的各行改进了不同对象。同一措施的各档只能改进同一对象。",
    ),
    "needs_cost_unit": (
        "found nothing; capex or fixed cost needs its unit, like yuan/kW.",
        "为空；投资或固定成本必须有单位，如 yuan/kW。",
    ),
    "needs_variable_unit": (
        "found nothing; variable cost needs its unit, like yuan/MWh.",
        "为空；可变成本必须有单位，如 yuan/MWh。",
    ),
    "idle_stock_earns": (
        "found {found}; only a reduction may have a fixed cost below zero, for idle stock never earns.",
        "填的是 {found}；闲置存量不会产生收益，只有 reduction 类措施的固定成本可以为负。",
    ),
    "seed_without_growth": (
        "found {found} without a growth. A straight ramp is growth 0 with a seed.",
        "填了 {found} 而没有 growth。直线增长请填 growth 0 并给出 growth_seed。",
    ),
    "more_than_potential": (
        "found {found}, more than the potential of {allowed}. Raise the potential or correct the stock.",
        "现有存量 {found} 超过潜力 {allowed}。请提高潜力或改正存量。",
    ),
    "wrong_kind": (
        "found '{found}', which is of kind {kind}; allowed: {allowed}.",
        "“{found}”属于 {kind} 类；此处应为 {allowed} 类。",
    ),
    "pays_without_limit": (
        "found no potential, build_limit or growth on a reduction that earns more than it costs; the total cost would "
        "fall for ever. Give it a limit.",
        "该减排措施收益大于成本，却没有 potential、build_limit 或 growth，总成本会无限下降。请给出上限。",
    ),
    "gains_in_a_circle": (
        "{found} make {allowed} from each other with a gain, so the plan could make them from nothing. Correct their "
        "unit_flows.csv.",
        "{found} 相互生产 {allowed} 且有净增，等于无中生有。请改正 unit_flows.csv。",
    ),
    "too_many_modes": (
        "'{found}' would run in {count} modes, more than {allowed}. Put improvements that exclude each other into one "
        "group, or merge steps with equal savings.",
        "“{found}”会有{count}种运行方式，超过{allowed}种。请把互斥的改进归入同一组，或合并节约率相同的各档。",
    ),
    # sources
    "not_arithmetic": (
        "found '{found}'; a formula is made of + - * / ** ( ), numbers and keys of this table, like 0.9 * em_2025.",
        "填的是“{found}”；公式只能由 + - * / ** ( )、数字和本表的键组成，如 0.9 * em_2025。",
    ),
    "no_such_number": (
        "'{found}' is no other key of this table with a value.",
        "“{found}”不是本表中另一个有数值的键。",
    ),
    "formula_differs": (
        "found {found}, but the formula gives {allowed}. Correct the value or the formula.",
        "填的是 {found}，而公式得 {allowed}。请更正数值或公式。",
    ),
    "range_without_value": (
        "found nothing beside low or high. A range goes around a number: give it, or leave the range empty.",
        "有 low 或 high 而没有数值。请补上数值，或将范围留空。",
    ),
    "number_without_unit": (
        "found nothing; a number of a source needs its unit, like yuan/kW, or share.",
        "为空；来源中的数值必须有单位，如 yuan/kW 或 share。",
    ),
    "nowhere_to_be_found": (
        "found nothing beside the grade '{found}'. Say where it was read, or give it another grade.",
        "证据等级为“{found}”而没有出处。请写明在哪里读到，或改用其他等级。",
    ),
}
