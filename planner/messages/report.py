"""What stands in the report of a plan: key -> (English, Chinese)."""

from __future__ import annotations

REPORT = {
    "report_subtitle": (
        "{horizon}: {plan}, model {model}",
        "{horizon}年{plan}，模型：{model}",
    ),
    "report_curve": ("What tighter caps cost: the MAC curve", "收紧上限的代价：边际减排成本曲线"),
    "report_curve_table": (
        "Abatement below the start, and the price of the next tonne",
        "低于起点的减排量，以及下一吨的价格",
    ),
    "report_curve_abatement": ("Abatement ({unit})", "减排量（{unit}）"),
    "report_curve_price": ("Price ({unit})", "价格（{unit}）"),
    "report_picture": ("Chart: {shows}. The figures are in the table below.", "图：{shows}。数字见下表。"),
    # the answer
    "report_answer": ("The answer", "结论"),
    "report_fewest": (
        "In {horizon} this plan emits the least that its money can buy, without the caps. It costs {cost}: present "
        "value at {rate} a year, prices of {price_year}, without carbon payments.",
        "{horizon}年，本方案在给定花费内排放最少，不设上限。成本为{cost}（现值，年折现率{rate}，{price_year}年价格，不含碳支付）。",
    ),
    "report_cost": (
        "Keeping every cap and limit in {horizon} costs at least {cost}: present value at {rate} a year, prices of "
        "{price_year}, without carbon payments.",
        "{horizon}年，本方案以最低成本满足全部上限和限制：{cost}（现值，年折现率{rate}，{price_year}年价格，不含碳支付）。",
    ),
    "report_least_excess": (
        "No plan keeps every cap and limit. In {horizon} this one exceeds them as little as possible. It costs "
        "{cost}: present value at {rate} a year, prices of {price_year}, without carbon payments.",
        "没有方案能满足全部上限和限制。{horizon}年，本方案超出最少，成本为{cost}（现值，年折现率{rate}，{price_year}年价格，不含碳支付）。",
    ),
    "report_dearer": ("The plan costs {amount} more than {reference} ({cost}).", "比{reference}（{cost}）多{amount}。"),
    "report_cheaper": (
        "The plan costs {amount} less than {reference} ({cost}).",
        "比{reference}（{cost}）少{amount}。",
    ),
    "report_equal": ("The plan costs as much as {reference}.", "与{reference}相同。"),
    "report_frozen": (
        "the frozen reference, in which only what exists is renewed",
        "只更新现有设施的冻结参照",
    ),
    "report_current_policies": (
        "current policies, in which what exists is renewed and what is decided is built",
        "更新现有设施并建设已决定项目的现行政策参照",
    ),
    "report_least_cost": ("the least cost without caps", "没有上限时的最低成本"),
    "report_emits": (
        "In {year} emissions are {amount} {unit} ({account}).",
        "{year}年全市{account}排放为 {amount} {unit}。",
    ),
    "report_under_cap": ("The cap for that year is {cap} {unit}.", "该年上限为 {cap} {unit}。"),
    "report_reference_emits": (
        "Without the plan they would be {named}.",
        "没有本方案时，排放{named}。",
    ),
    "report_in_reference": ("{amount} {unit} in the {reference}", "按{reference}为 {amount} {unit}"),
    "report_pays_more": (
        "Without discounting, {amount} more is paid over all years than in the {against}; the largest extra payment of one "
        "year is {most}, in {year}.",
        "各年合计比{against}多付{amount}（不折现）；多付最多的是{year}年，为{most}。",
    ),
    "report_pays_less": (
        "Without discounting, {amount} less is paid over all years than in the {against}; the largest extra payment of one "
        "year is {most}, in {year}.",
        "各年合计比{against}少付{amount}（不折现）；多付最多的是{year}年，为{most}。",
    ),
    "report_last_tonne": (
        "The last tonne avoided to keep the cap of {year} costs {price}.",
        "{year}年上限所要求的最后一吨减排成本为{price}。",
    ),
    "report_doubt": (
        "{share} of the cost depends, at least in part, on numbers that nobody has verified.",
        "成本的{share}至少部分依据未经核实的数字。",
    ),
    # sections
    "report_emissions": ("Emissions against the caps", "排放与上限"),
    "report_emissions_of": ("{account}, {scope} [{unit}]", "{account}，{scope}（{unit}）"),
    "report_built": ("What is built, and when", "建设什么，何时建设"),
    "report_paid": ("What it costs, and who pays", "花多少钱，由谁承担"),
    "report_co_benefits": ("Co-benefits", "协同效益"),
    "report_binds": ("Which limits bind, and what easing them would save", "哪些限制起作用，放宽可节省多少"),
    "report_price_means": (
        "The price of a cap or policy is what the whole plan would save if the limit were one unit looser in that year. A "
        "limit without a price in a year does not bind in it: it costs nothing.",
        "上限或政策的价格，是该年限制放宽一个单位时整个方案可节省的成本。某年没有价格的限制在该年不起作用，也不增加成本。",
    ),
    "report_prices": ("Price of the last unit [{unit}]", "最后一单位的价格（{unit}）"),
    "report_nothing_binds": (
        "No cap and no policy binds: the plan would be the same without them.",
        "没有上限或政策起作用：没有它们方案也相同。",
    ),
    "report_uncertain": ("What is uncertain", "有哪些不确定"),
    "report_reliance": (
        "{unverified} of the cost depends on at least one number that nobody has verified, {wholly_unverified} on such numbers "
        "alone. “planner uncertainty” varies the numbers within the ranges of their sources and says what holds throughout.",
        "成本的{unverified}至少依据一个未经核实的数字，{wholly_unverified}完全依据这类数字。“planner uncertainty” 按来源的范围抽样，说明哪些结论不变。",
    ),
    "report_by_grade": (
        "Shares of the cost by the weakest evidence behind them",
        "按所依据的最弱证据划分的成本份额",
    ),
    "report_share": ("share of the cost", "占成本的份额"),
    "report_scenarios": ("Scenarios of the case", "算例的情景"),
    "report_scenario": ("scenario", "情景"),
    "report_assumes": ("what it assumes", "假设"),
    "report_compare": (
        "They are not part of this report. This command finds their plans and compares them with this one:",
        "本报告不包括这些情景。以下命令求解它们并与本方案对比：",
    ),
    "report_sources": ("Evidence: the sources on which most of the cost depends", "依据：支撑成本最多的来源"),
    "report_all_sources": (
        "“planner sources” lists every source of the case ({count} in all) with the numbers that depend on it.",
        "“planner sources” 列出算例的全部{count}个来源及其所支撑的每个数字。",
    ),
    "report_again": ("How to reproduce this report", "如何重现本报告"),
    "report_same": (
        "The same tables and versions give the same numbers. The hash is of all that was read.",
        "相同的数据表和版本得出相同的数字。哈希值对应读入的全部数据。",
    ),
    "report_what": ("program", "程序"),
    "report_version": ("version", "版本"),
    "report_inputs": ("hash of the inputs (SHA-256)", "输入数据的哈希值（SHA-256）"),
    "bad_template": (
        "--template: '{found}' is no Word document (.docx). A template (.dotx) or an older document (.doc): open it in Word "
        "and save it as .docx.",
        "--template：“{found}”不是 Word 文档（.docx）。若是模板（.dotx）或旧版文档（.doc），请在 Word 中打开并另存为 .docx。",
    ),
}
