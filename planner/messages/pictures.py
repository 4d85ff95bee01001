"""The pictures of prices by year, of what is taken up, and of the curves of all years."""

from __future__ import annotations

PICTURES = {
    "prices_title": ("the price of the last tonne, by year", "各年最后一吨的价格"),
    "prices_model": ("{account}; model {model}", "{account}；模型 {model}"),
    "prices_axis": ("Price of the year", "当年价格"),
    "whole_city": ("whole city", "全市"),
    "prices_budget": ("{who}, budget", "{who}，预算"),
    "prices_line": ("shadow price, {scope}", "影子价格，{scope}"),
    "prices_kink": ("interval at a kink", "折点处的区间"),
    "prices_carbon": ("carbon price", "碳价"),
    "prices_cap": ("cap", "上限"),
    "prices_holds": ("caps with this price", "价格不变的上限范围"),
    "prices_note": (
        "Money of the year, undiscounted, prices of {price_year}. What the last tonne under each cap costs, on top of any carbon "
        "price. At a kink the price is an interval: from what one tonne more would save to what one tonne less would cost; ▲ "
        "where no plan keeps a lower cap.",
        "当年货币，不折现，{price_year}年价格。各上限下最后一吨的成本，不含碳价。折点处价格是一个区间：从多排一吨的节省到再少一吨的成本；"
        "▲ 表示没有方案能满足更低的上限。"),
    # what is taken up
    "uptake_title": ("what is taken up as the cap tightens", "上限收紧时各措施的采用过程"),
    "uptake_grows": ("Grows", "增加"),
    "uptake_shrinks": ("Shrinks", "减少"),
    "uptake_largest": ("largest", "最大规模"),
    "uptake_share": ("Share of its largest uptake", "占最大规模的比例"),
    "uptake_note": (
        "The {most} measures named on the steps that abate most, in the order in which they begin to move. Pale: under 2 % of the "
        "largest. One optimal plan; others of equal cost may exist.",
        "减排最多的台阶所涉及的{most}项措施，按开始变化的先后排列。浅灰：不足最大规模的2%。所示为某一最优方案；可能另有成本相同的方案。"),
    "uptake_summed": ("Activities are summed over the years of the curve.", "活动量为曲线所含各年之和。"),
    "uptake_of_year": ("Activities are those of the curve's year.", "活动量为曲线所在年份的数值。"),
}
