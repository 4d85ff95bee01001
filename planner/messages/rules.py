"""What is wrong between cells, rows and tables: key -> (English, Chinese)."""

from __future__ import annotations

RULES = {
    # caps
    "outside_horizon": (
        "found {found}, none of them in the plan's years, {first} to {last}. It binds nowhere. Correct the years, or remove the row.",
        "年份为 {found}，都不在规划期{first}至{last}年内。该行不起作用。请改正年份，或删去该行。",
    ),
    # carriers
    "nobody_supplies": (
        "nothing supplies '{found}': no technology delivers it, nothing co-produces it and it is not bought.",
        "“{found}”没有来源：没有技术供应，没有副产，也不外购。",
    ),
    # interventions
    "needs_of": (
        "empty; a row of kind {kind} needs the commodity it delivers or improves.",
        "为空；{kind} 类措施必须写明其供应或改进的对象。",
    ),
    "not_for_this_kind": (
        "found {found}, which means nothing for a row of kind {kind}. Leave it empty.",
        "填的是 {found}，对 {kind} 类措施没有意义。请留空。",
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
        "empty; capex or fixed cost needs its unit, like yuan/kW.",
        "为空；投资或固定成本必须有单位，如 yuan/kW。",
    ),
    "needs_variable_unit": (
        "empty; variable cost needs its unit, like yuan/MWh.",
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
        "empty beside low or high. A range goes around a number: give it, or leave the range empty.",
        "有 low 或 high 而没有数值。请补上数值，或将范围留空。",
    ),
    "reversed_range": (
        "found {found} above a high of {other}. Write the lower number as low.",
        "low 填的是 {found}，高于 high 的 {other}。请把较小的数填在 low。",
    ),
    "source_without_range": (
        "found '{found}', which can't be drawn: it has no value with a low below a high, or it has a formula. Give its range in "
        "sources.csv, or name a source of its formula.",
        "“{found}”不能抽样：它没有带下限和上限的数值，或由公式推导。请在“来源”表中给出区间，或改写公式中的某个来源。",
    ),
    "numbers_of_another_shape": (
        "given beside the shape {found}. Only discrete has numbers and weights: choose it, or leave them empty.",
        "分布为“{found}”时不应填写。只有离散分布有取值和权重：请选择离散，或留空。",
    ),
    "log_normal_above_zero": (
        "the low of {name} is {found}; a log-normal number lies above 0. Give a low above 0, or another shape.",
        "{name} 的下限为 {found}；对数正态的数须大于 0。请给出大于 0 的下限，或选择其他分布。",
    ),
    "bad_choices": (
        "found '{found}'; numbers and weights are numbers separated by ; as in 5; 10; 20.",
        "填的是“{found}”；取值和权重应为以 ; 分隔的数，如 5; 10; 20。",
    ),
    "few_choices": (
        "found '{found}'; a discrete shape needs two numbers or more, each once.",
        "填的是“{found}”；离散分布至少需要两个互不相同的取值。",
    ),
    "bad_weights": (
        "found '{found}'; allowed: {count} numbers above 0, one for each of the numbers, or none.",
        "填的是“{found}”；应为 {count} 个大于 0 的数，与取值一一对应，或留空。",
    ),
    "pair_twice": (
        "found '{found}'; a correlation is of two different sources, and each pair stands once.",
        "填的是“{found}”；相关是两个不同来源之间的，每一对只写一次。",
    ),
    "correlations_clash": (
        "no numbers can have all these correlations at once (the matrix has a negative eigenvalue). Bring those between the same "
        "sources nearer to 0.",
        "没有任何一组数能同时具有这些相关系数（矩阵有负特征值）。请使同一组来源之间的系数更接近 0。",
    ),
    "number_without_unit": (
        "empty; a number of a source needs its unit, like yuan/kW, or share.",
        "为空；来源中的数值必须有单位，如 yuan/kW 或 share。",
    ),
    "nowhere_to_be_found": (
        "empty beside the grade '{found}'. Say where it was read, or give it another grade.",
        "证据等级为“{found}”而没有出处。请写明在哪里读到，或改用其他等级。",
    ),
}
