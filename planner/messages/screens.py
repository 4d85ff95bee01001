"""What the commands print and what stands around a curve: key -> (English, Chinese)."""

from __future__ import annotations

SCREENS = {
    # curves
    "curve_title": ("marginal abatement cost", "边际减排成本"),
    "curve_start_path": (
        "All yearly caps tightened together, from the least-cost plan without them to their targets",
        "各年度上限一起收紧：从没有这些上限的最低成本方案到各自目标",
    ),
    "curve_start_year": (
        "The cap of {year} tightened from the plan without it to the least that can be reached; other caps kept",
        "{year}年上限从没有该上限的方案收紧到可达的最低排放；其他上限保留",
    ),
    "curve_start_alone": (
        "The cap of {year} tightened from the least-cost plan to the least that can be reached; no other caps or policies",
        "{year}年上限从最低成本方案收紧到可达的最低排放；没有其他上限和政策",
    ),
    "curve_alone": (
        "With no other caps, the cap of one year pays for all that is built for it: what works for ten years is charged to the "
        "tonnes of one. So these prices lie far above those under caps that hold every year; the price of a tonne of the "
        "year in the plan is on its curve with the other caps kept.",
        "没有其他上限时，一年的上限要承担为它而建的全部费用：能用十年的设施只计入这一年的减排量。因此这里的价格远高于各年都有上限时的价格；"
        "方案中该年每吨的价格，见保留其他上限的曲线。",
    ),
    "curve_start_cumulative": (
        "The sum of emissions over all years tightened from the least-cost plan",
        "各年排放之和从最低成本方案开始收紧",
    ),
    "curve_start_given": (
        "Caps tightened together as given, from the plan without them: {direction}",
        "各上限从没有这些上限的方案开始，按给定方向一起收紧：{direction}",
    ),
    "curve_merged": (
        "Narrow steps joined where that adds at most {merge} of the rise in cost",
        "合并狭窄台阶，增加的误差不超过成本上升的{merge}",
    ),
    "curve_account": (
        "Account: {account}; scope: {scope}; model: {model}",
        "账户：{account}；范围：{scope}；模型：{model}",
    ),
    "curve_exactness": (
        "{steps} steps; largest error {error} of the rise in cost; discount rate {rate}; prices of {price_year}",
        "{steps}个台阶；最大误差为成本上升的{error}；折现率{rate}；{price_year}年价格",
    ),
    "curve_reached": (
        "The caps can't all be met: {reached} of the way can be gone",
        "上限不能全部满足：可走完全程的{reached}",
    ),
    "curve_y_path": (
        "Marginal abatement cost, per tonne discounted to the first year",
        "边际减排成本，按折现到首年的每吨计",
    ),
    "curve_y_year": ("Marginal abatement cost", "边际减排成本"),
    "curve_y_given": (
        "Marginal abatement cost, per tonne discounted to the first year",
        "边际减排成本，按折现到首年的每吨计",
    ),
    "curve_y_cumulative": ("Marginal abatement cost, present value", "边际减排成本，现值"),
    "curve_cap": ("cap {cap}", "上限 {cap}"),
    "curve_cap_price": (
        "cap {cap}: {price} {unit}, as for caps of {low} to {high}",
        "上限 {cap}：{price} {unit}（上限在{low}至{high}之间时不变）",
    ),
    "curve_cap_kink": (
        "cap {cap}, at a kink: {relaxed} to {tightened} {unit}",
        "上限 {cap}，位于折点：{relaxed}至{tightened} {unit}",
    ),
    "curve_cap_last": (
        "cap {cap}: {relaxed} {unit}, and no plan keeps a lower one",
        "上限 {cap}：{relaxed} {unit}，没有方案能满足更低的上限",
    ),
    "curve_carbon_price": (
        "Carbon price in force, {price}, paid on top of the curve",
        "现行碳价 {price}，曲线价格之外另付",
    ),
    "curve_against_frozen": ("least cost against the frozen reference", "最低成本参照比冻结参照"),
    "curve_against_current_policies": ("least cost against current policies", "最低成本参照比现行政策参照"),
    "curve_saved": ("{money} over {horizon}", "{money}（{horizon}年合计）"),
    "curve_saved_year": (
        "{money} over {horizon} (the tonnes: {year} only)",
        "{money}（{horizon}年合计；减排量仅为{year}年）",
    ),
    "curve_price": (
        "price: rise of total cost per discounted unit by which caps move (of one year: its shadow price); "
        "price_present: per undiscounted unit; both net of any carbon price in force",
        "price：上限每变动一个折现单位时总成本的上升（单一年份即其影子价格）；price_present：每未折现单位；二者均不含现行碳价",
    ),
    "curve_labels": (
        "grows and shrinks name the largest changes, in money, of one optimal plan; others of equal cost may exist",
        "grows 和 shrinks 列出某一最优方案中金额变化最大的措施；可能另有成本相同的方案",
    ),
    "curve_moved": ("moved between years", "年份间调整"),
    "curve_warning": (
        "The marginal cost of a cap, not a measure of welfare; it changes with the policies and caps in force.",
        "这是上限的边际成本，不是福利度量；它随现行政策和上限而变。",
    ),
    # the summary of a plan
    "say_optimal": (
        "{title}: {plan}, {horizon}, model {model}",
        "{title}：{horizon}年{plan}，模型：{model}",
    ),
    "say_cost": (
        "  total cost        {cost} {money}, present value at {rate}, prices of {year}",
        "  总成本      {cost} {money}，现值，折现率{rate}，{year}年价格",
    ),
    "say_resource_cost": (
        "  resource cost     {cost} {money}, without carbon payments and what is settled with outside",
        "  资源成本          {cost} {money}，不含碳支付及与外部的往来",
    ),
    "say_against_current_policies": (
        "  against policies    {more} {money} (current policies cost {cost}: what exists is renewed, what is decided is built)",
        "  比现行政策  {more} {money}（现行政策参照 {cost}：更新现有设施，建设已决定的项目）",
    ),
    "named_in_year": ("{name} ({year})", "{name}（{year}年）"),
    "say_opened": (
        "    bans leave demands unserved; built all the same under current policies: {names}",
        "    禁令使部分需求无法满足；现行政策参照中仍可建设：{names}",
    ),
    "say_against_frozen": (
        "  against frozen      {more} {money} (frozen costs {cost}: only what exists is renewed)",
        "  比冻结参照  {more} {money}（冻结参照 {cost}：只更新现有设施）",
    ),
    "say_against_least_cost": (
        "  against least cost  {more} {money} (least cost without caps: {cost})",
        "  比最低成本参照  {more} {money}（没有上限的最低成本：{cost}）",
    ),
    "say_missing": (
        "  {reference}: none; what may be built can't serve {commodity} in {year} ({excess:.4g} {unit} short)",
        "  没有{reference}：可以建设的设施在{year}年不能满足{commodity}（缺 {excess:.4g} {unit}）",
    ),
    "say_checked": (
        "  checked: optimality from the matrix, cost, emissions and balances from the tables; largest error {worst}",
        "  已核对：由矩阵核对最优性，由数据表核对成本、排放和平衡；最大误差 {worst}",
    ),
    "say_emissions": ("Emissions, {account} [{unit}]", "排放，{account} [{unit}]"),
    "say_of_scope": (", {scope}", "，{scope}"),
    "say_frozen": ("frozen reference", "冻结参照"),
    "say_current_policies": ("current-policies reference", "现行政策参照"),
    "say_least_cost": ("least-cost reference", "最低成本参照"),
    "say_plan": ("plan", "方案"),
    "say_without_carbon_payments": ("plan without carbon payments", "方案（不含碳支付）"),
    "say_cap": ("cap", "上限"),
    "say_cash": (
        "Cash, capital in the year it is spent, not discounted [{money}]",
        "逐年现金支出，投资记在支出当年，不折现 [{money}]",
    ),
    "say_all_years": ("all years", "各年合计"),
    "say_cash_capital": ("plan: capital", "方案：投资"),
    "say_cash_running": ("plan: running cost", "方案：运行维护"),
    "say_cash_energy": ("plan: energy bought", "方案：购买能源"),
    "say_cash_total": ("plan: all", "方案：合计"),
    "say_cash_extra": ("more than {against}", "比{against}多付"),
    "say_cash_cumulative": ("  up to the year", "  累计至该年"),
    "say_cash_carbon": ("carbon payments, not in the sums", "碳支付（未计入合计）"),
    "say_fewest": (
        "For {over} over the least cost with the policies and without the caps, emissions are at most {avoided} lower than in the least-cost "
        "reference, {left} in all years together; the last tonne costs {price} {price_unit}.",
        "保留政策、不设上限，比最低成本多花 {over}，各年合计最多比最低成本参照减排 {avoided}，剩余 {left}；最后一吨 {price} {price_unit}。",
    ),
    "over_needed": (
        "say what may be spent more than the least cost (--over, --most-abatement), a number >= 0; only where every payer has a budget on "
        "spending in every year can it be left out.",
        "请写明可比最低成本多花多少（--over、--most-abatement，不小于0）；只有每个付款方各年都有支出预算时才可省略。",
    ),
    "fewest_of_what": ("{what}: found '{found}'; allowed {allowed}.", "{what}：填的是“{found}”；允许：{allowed}。"),
    "policies_title": (
        "What each cap, policy and budget adds to the cost, present value [{money}]",
        "每个上限、政策和预算使成本增加多少，现值 [{money}]",
    ),
    "policies_adds": ("adds to the plan", "使方案增加"),
    "policies_alone": ("adds alone", "单独时增加"),
    "policies_one_percent": ("1 % looser saves", "放宽1%可省"),
    "policies_emissions": ("emissions [{unit}]", "排放变化 [{unit}]"),
    "policies_total": ("all together", "全部合计"),
    "policies_how": (
        "Each is taken out of the plan with all its years (cost and emissions), or put alone into the plan without any. Where they "
        "overlap they add less than alone, and do not sum to all together; a loan that saves money is below zero.",
        "每项连同其各年从方案中去掉（成本与排放），或单独加入没有任何限制的方案。相互重叠时，去掉后的变化小于单独时，且各项之和不等于合计；省钱的贷款为负。",
    ),
    "say_payers": (
        "Who pays more than in the {against}, net of what it gets [{money}]",
        "各付款方比{against}多付多少（扣除所得） [{money}]",
    ),
    "say_co_benefits": ("Co-benefits: more or less than in the {against}", "协同效益：比{against}多或少"),
    "say_co_benefits_worth": (
        "Worth {worth} {money}, present value; counted beside the plan, no part of its cost.",
        "折合现值 {worth} {money}；只在方案旁列出，不计入成本。",
    ),
    "say_co_benefits_priced": (
        "Worth {worth} {money}, present value; what is priced is part of the total cost, and of no payer's.",
        "折合现值 {worth} {money}；计价的部分计入总成本，不属于任何付款方。",
    ),
    "say_shadow_price": ("shadow price [{unit}]", "影子价格 [{unit}]"),
    "say_tightened": ("  one tonne less costs", "  再少一吨的成本"),
    "say_relaxed": ("  one tonne more saves", "  多排一吨的节省"),
    "say_policy_tightened": ("  one unit tighter costs", "  再收紧一单位的成本"),
    "say_policy_holds": ("  holds for amounts of", "  适用的数额范围"),
    "say_span": ("{low} to {high}", "{low}至{high}"),
    "say_policies": (
        "Prices of policies: saving per unit by which a limit is eased",
        "政策的价格：每放宽一个单位所节省的成本",
    ),
    "say_holds": ("  holds for caps of", "  适用的上限范围"),
    "say_carbon_price": ("carbon price", "碳价"),
    "say_both_prices": ("both", "合计"),
    "say_stock": (
        "In service at the end of the year: the measures on which most is spent",
        "年末在役容量：支出最多的措施",
    ),
    "say_unit": ("unit", "单位"),
    "say_costs": ("Biggest costs over the horizon [{money}]", "全期最大成本项 [{money}]"),
    "say_present_value": ("present value", "现值"),
    "kind_capex": ("capex", "投资"),
    "kind_fixed": ("fixed cost", "固定成本"),
    "kind_variable": ("variable cost", "可变成本"),
    "kind_purchase": ("purchases", "采购"),
    "kind_carbon_price": ("carbon price", "碳价支付"),
    "say_curve": (
        "MAC curve: {steps} steps from {low} to {high} {unit}, {abatement} {emissions} in all; accurate to {error} of the "
        "total cost increase.",
        "MAC 曲线：{steps}个台阶，{low}到{high} {unit}，共{abatement} {emissions}；误差不超过总成本增量的{error}。",
    ),
    "say_path_price": (
        "Because all yearly caps tighten together, the price is per discounted tonne; it lies between the prices of the "
        "single years.",
        "各年一起收紧：价格按折现到首年的每吨计，介于各年自身的影子价格之间。",
    ),
    "say_cap_on": ("* Step {step}: {cap}.", "* 第{step}个台阶：{cap}。"),
    "say_cap_about": (
        "* The cap, {cap}, lies on step {step}, at about {price} {unit}; the exact curve has its interval and range.",
        "* 上限 {cap} 位于第{step}个台阶，价格约{price} {unit}；精确曲线给出其区间与适用范围。",
    ),
    "say_cap_off": ("The cap, {cap}, lies on no step of this curve.", "上限 {cap} 不在该曲线的任何台阶上。"),
    "say_no_regret": (
        "No-regret block, least cost against {against}: emissions {tonnes} {unit} in {years}; cost {cost} {money}, present "
        "value over {horizon}. Most of it: {names}.",
        "无悔减排（最低成本参照比{against}）：{years}年排放{tonnes} {unit}；成本{cost} {money}（{horizon}年合计现值）。主要是：{names}。",
    ),
    "say_capped_years": ("the capped years", "有上限的各"),
    "say_budget": (
        "Budget of {who}: {amount} {unit} up to {year}; price in {year}: {price} {per_tonne}.",
        "{who}的预算：至{year}年共 {amount} {unit}；{year}年价格 {price} {per_tonne}。",
    ),
    "say_no_curve": ("No MAC curve: {why}", "没有 MAC 曲线：{why}"),
    "say_plan_without_curve": (
        "The plan is found and written, without its MAC curve.",
        "方案已求得并写出，但没有 MAC 曲线。",
    ),
    "say_bundled": ("Planning the bundled case '{case}'.", "使用自带算例“{case}”。"),
    "say_no_steps": (
        "MAC curve: no steps; the start plan keeps these caps at no cost.",
        "MAC 曲线：没有台阶；起始方案已满足这些上限。",
    ),
    "say_steps": ("Steps", "台阶"),
    "say_widest": ("The {shown} widest of {steps} steps", "{steps}个台阶中最宽的{shown}个"),
    "say_abatement": ("abatement [{unit}]", "减排量 [{unit}]"),
    "say_changes": ("what grows, what shrinks", "增加与减少的措施"),
    "say_written": ("Written to {place}", "已写入 {place}"),
    "say_stale": (
        "Results of other inputs stand there too: run {commands} again.",
        "该文件夹中另有依据其他输入的结果：请重新运行 {commands}。",
    ),
    "progress_curve": ("{count:.0%} of the curve's way", "曲线已完成 {count:.0%}"),
    # how a case was interpreted
    "say_right": ("{case}: {count} rows, no problem found.", "{case}：共{count}行，未发现问题。"),
    "say_interpretation": (
        "  {count} interventions ({kinds}), {modes} modes, {horizon}, accounts: {accounts}",
        "  {count}项措施（{kinds}），{modes}种运行方式，{horizon}年，账户：{accounts}",
    ),
    "say_slices": (
        "  by slice ({count} slices, {seasons} seasons): {commodities}; {technologies} technologies, {storages} storages; {rows:,} "
        "rows of the program",
        "  分时段平衡（{count}个时段，{seasons}个季节）：{commodities}；{technologies}项技术，{storages}项储能；程序中{rows:,}行",
    ),
    "say_sliced_demand": (
        "  {found}: {peak} {unit} at its peak ({slice}), {mean} in the mean of {year}",
        "  {found}：{year}年峰值 {peak} {unit}（{slice}），平均 {mean}",
    ),
    "say_free_store": (
        "  {found} is balanced over the year, made ({makers}) and used ({users}) by slice: a store without a size of its own",
        "  {found} 按年平衡，却由 {makers} 分时段生产、由 {users} 分时段使用：相当于没有容量限制的储存",
    ),
    "say_fits": ("  {improvement} improves {technologies}", "  {improvement} 改进 {technologies}"),
    "say_unused_table": ("  the model '{model}' does not use {table}", "  模型“{model}”不使用 {table}"),
    "say_new": (
        "{place} is ready: `planner check {place}`, then `planner solve {place}`.",
        "{place} 已生成：先运行 `planner check {place}`，再运行 `planner solve {place}`。",
    ),
}
