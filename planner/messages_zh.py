"""The sentences of `messages.py` in Chinese."""

from __future__ import annotations

CHINESE: dict[str, str] = {
    # curves
    "curve_title": "边际减排成本",
    "curve_start_path": "各年度上限一起收紧：从没有这些上限的最低成本方案到各自目标",
    "curve_start_year": "{year}年上限从没有该上限的方案收紧到可达的最低排放；其他上限保留",
    "curve_start_alone": "{year}年上限从最低成本方案收紧到可达的最低排放；没有其他上限",
    "curve_start_cumulative": "各年排放之和从最低成本方案开始收紧",
    "curve_account": "账户：{account}；范围：{scope}；模型：{model}",
    "curve_exactness": "{steps}个台阶；最大误差为成本上升的{error}；折现率{rate}；{price_year}年价格",
    "curve_reached": "上限不能全部满足：可走完全程的{reached}",
    "curve_warning": "这是上限的边际成本，不是福利度量；它随现行政策和上限而变。",
    # the summary
    "say_optimal": "{title}：{first}-{last}年最低成本方案，模型 {model}",
    "say_cost": "  总成本      {cost} {money}，现值，折现率{rate}，{year}年价格",
    "say_resource_cost": "  不含碳支付  {cost} {money}",
    "say_against_frozen": "  比冻结参照  {more} {money}（冻结参照 {cost}：只更新现有设施）",
    "say_against_least_cost": "  比最低成本参照  {more} {money}（没有上限的最低成本：{cost}）",
    "say_missing": "  没有冻结参照：现有设施在{year}年不能满足{commodity}（缺{excess:.4g} {unit}）",
    "say_checked": "  已核对：由矩阵核对最优性，由数据表核对成本、排放和平衡；最大误差 {worst}",
    "say_emissions": "排放，{account} [{unit}]",
    "say_frozen": "冻结参照", "say_least_cost": "最低成本参照", "say_plan": "方案", "say_cap": "上限",
    "say_shadow_price": "影子价格 [{unit}]", "say_carbon_price": "碳价", "say_both_prices": "合计",
    "say_built": "建设内容：花费最多的措施的存量", "say_unit": "单位",
    "say_costs": "全期最大成本项 [{money}]", "say_present_value": "现值",
    "kind_capex": "投资", "kind_fixed": "固定成本", "kind_variable": "可变成本", "kind_purchase": "采购", "kind_carbon_price": "碳价支付",
    "say_curve": "MAC 曲线：{steps}个台阶，{low}到{high} {unit}，共{abatement} {emissions}；{solves}次求解，最大误差为成本上升的{error}；"
                 "走完通往上限全程的{reached}",
    "say_no_steps": "MAC 曲线：没有台阶；起始方案已满足这些上限。",
    "say_steps": "台阶", "say_widest": "{steps}个台阶中最宽的{shown}个", "say_abatement": "减排量 [{unit}]", "say_grows": "增加的措施",
    "say_written": "已写入 {place}",
    "progress_curve": "MAC 曲线：{solves}次求解",
}
