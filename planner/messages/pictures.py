"""The pictures of prices by year, of what is taken up, and of the curves of all years."""

from __future__ import annotations

PICTURES = {
    "prices_title": ("the price of the last tonne, by year", "各年最后一吨的价格"),
    "prices_model": ("{account}; model {model}", "{account}；模型 {model}"),
    "prices_axis": ("Price of the year", "当年价格"),
    "prices_total": ("shadow price, whole city", "影子价格，全市"),
    "prices_budget": ("{who}, budget", "{who}，预算"),
    "prices_scope": ("shadow price, {scope}", "影子价格，{scope}"),
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
}
