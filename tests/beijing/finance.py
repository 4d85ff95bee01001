"""FINANCE.md and FINANCE.zh.md: twelve questions of a finance bureau on Beijing, each answered by one command."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import isclose
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import planner
from planner.messages.unit_words import unit_in
from planner.program.session import Session
from planner.results.plan import prepare
from planner.results.references import lifted

BEIJING = Path(__file__).resolve().parents[2] / "data" / "beijing"
MORE_MONEY = 5000.0
BUILT = 2030
FUELS = ("gasoline", "diesel")

Values = dict[str, float | int | str]


class Question(NamedTuple):
    """What is asked, the command that answers, the file to look in, and the answer, whose numbers are worked out."""

    en: str
    zh: str
    command: str
    file: str
    answer: Callable[[planner.Plan], Values]
    answer_en: str
    answer_zh: str


@cache
def case_with(scenario: str) -> planner.Case:
    return planner.read_case(BEIJING, scenario=scenario)


@cache
def solved(scenario: str = "", model: str | None = None) -> planner.Plan:
    return planner.solve(case_with(scenario) if scenario else BEIJING, model=model)


def price_of(plan: planner.Plan, policy: str) -> pd.Series:
    """The price of a limit by year, present value."""
    return plan.shadow_price[plan.shadow_price["id"] == policy].set_index("year")["present_value"]


def free(scenario: str, *policies: str) -> bool:
    """Whether limits cost nothing together: then the plan costs the same without them."""
    ready = prepare(case_with(scenario))
    program = lifted(ready.program, [limit for limit in ready.inputs.limits if limit.label in policies])
    cost = float(program.cost @ Session(program).solve().x) + program.cost_offset
    return isclose(cost, solved(scenario).total_cost, rel_tol=1e-8)


def who_pays(plan: planner.Plan) -> Values:
    return {"total": plan.total_cost, **plan.by_payer.groupby("payer")["extra"].sum().to_dict()}


def city_next_years(plan: planner.Plan) -> Values:
    soon = plan.ledger[(plan.ledger["from"] == "city") & (plan.ledger["kind"] == "capex")]
    soon = soon[soon["year"].between(2026, 2030)]
    items = soon.groupby(["name_en", "name_zh"])["plan"].sum().sort_values()
    en, zh = items.index[-1]
    return {"a_year": items.sum() / 5, "largest_en": en, "largest_zh": zh, "share": 100 * items.iloc[-1] / items.sum()}


def only_so_much(plan: planner.Plan) -> Values:
    tight = solved("city_budget")
    price = tight.shadow_price.query("id == 'city_funds'")["price"]
    return {"more": tight.total_cost - plan.total_cost, "low": price.min(), "high": price.max()}


def budget_and_caps(plan: planner.Plan) -> Values:
    tight = solved("city_budget")
    assert free("city_budget", "district_funds")
    return {
        "city": tight.total_cost - plan.total_cost,
        "all": tight.total_cost - tight.references["least_cost"]["cost"],
    }


@cache
def fewest_emissions(over: float) -> float:
    """Of all years, with so much money over the least cost under the bans. Mt CO2"""
    city = planner.most_abatement(BEIJING, over=over).emissions
    return city[(city["account"] == "co2_market") & (city["sector"] == "total")]["plan"].sum()


def for_more_money(plan: planner.Plan) -> Values:
    left = fewest_emissions(MORE_MONEY)
    return {"tonnes": fewest_emissions(0.0) - left, "left": left}


def bond(plan: planner.Plan) -> Values:
    financed = solved("public_finance")
    saved = {}
    for loan, drawn in financed.debts.groupby("loan"):
        price = price_of(financed, str(loan))
        saved[loan] = (price * drawn.set_index("year")["drawn"].reindex(price.index)).sum()
    assert abs(sum(saved.values()) - (plan.total_cost - financed.total_cost)) < 1, "each loan saves what its price says"
    price = financed.shadow_price[financed.shadow_price["id"] == "green_bond"]["price"]
    return {"bond": saved["green_bond"], "price": price.max()}


def debt(plan: planner.Plan) -> Values:
    owed = solved("public_finance").debts.groupby("year")["owed"].sum()
    return {"year": int(owed.idxmax()), "owed": owed.max(), "end": int(owed[owed > 1].index.max()) + 1}


def subsidies(plan: planner.Plan) -> Values:
    view = plan.private_view(BUILT).set_index(["intervention", "payer"])
    heater, led = view.loc[("heat_pump_water_heater", "homes")], view.loc[("led", "companies")]
    unit = {f"unit_{lang}": unit_in(heater["unit"], lang) for lang in ("en", "zh")}
    return {"gap": heater["gap"], **unit, "tonne": heater["per_tonne"], "led": -led["gap"]}


def fuel_taxes(plan: planner.Plan) -> Values:
    taxes = plan.ledger[plan.ledger["item"].isin([f"{fuel}_tax_{to}" for fuel in FUELS for to in ("centre", "city")])]
    paid = taxes.groupby(["to", "year"])["plan"].sum()
    return {f"{to}_{y}": paid.get((to, y), 0.0) for to in ("centre", "city") for y in (2025, 2040)}


def mandates(plan: planner.Plan) -> Values:
    forced = solved("mandates")
    assert free("mandates", "no_gasoline_cars", "low_emission_zone", "gas_total")
    return {"pilots": forced.total_cost - plan.total_cost}


def carbon_market(plan: planner.Plan) -> Values:
    ledger = solved("", "carbon_price").ledger.query("year == 2030 and kind in ('carbon', 'allowance')")
    own = {side: ledger[ledger[side] == "heat_group"]["plan"].sum() for side in ("from", "to")}
    free = ledger[ledger["kind"] == "allowance"]["plan"].sum()
    return {"free": free, "heat_paid": own["from"], "heat_free": own["to"]}


def why_not(plan: planner.Plan) -> Values:
    net = plan.why(BUILT).query("kind == 'net'").set_index("intervention")["value"]
    return {f"step_{n}": net[f"retrofit_{n}"] for n in (1, 2, 3)}


SOLVE = "planner solve data/beijing"
QUESTIONS = (
    Question(
        "What does the plan cost, and who pays more and who less?",
        "方案总共花多少钱，谁多付、谁少付？",
        SOLVE,
        "by_payer.csv",
        who_pays,
        "{total_bn:,.0f} bn yuan, present value. Against current policies, undiscounted and net of what each gets: the "
        "city {city_bn:+,.0f} bn, districts {districts_bn:+,.0f}, the centre {centre_bn:+,.0f}, State Grid "
        "{state_grid_bn:+,.0f}, the heating group {heat_group_bn:+,.0f}, companies {companies_bn:+,.0f}, households "
        "{homes_bn:+,.0f}.",
        "现值{total_yi:,.0f}亿元。与现行政策相比（不折现，扣除所得）："
        "市级{city_yi:+,.0f}亿元，区级{districts_yi:+,.0f}亿元，"
        "中央{centre_yi:+,.0f}亿元，国家电网{state_grid_yi:+,.0f}亿元，供热企业{heat_group_yi:+,.0f}亿元，"
        "企业{companies_yi:+,.0f}亿元，居民{homes_yi:+,.0f}亿元。",
    ),
    Question(
        "How much must the city invest a year to 2030, and in what most?",
        "2030年前市财政每年要投资多少，最大一项是什么？",
        SOLVE,
        "ledger.csv",
        city_next_years,
        "{a_year_bn:.2f} bn yuan a year, {share:.0f} % of it in: {largest_en}.",
        "每年{a_year_yi:.1f}亿元，其中{share:.0f}%用于：{largest_zh}。",
    ),
    Question(
        "What if the city has only 3.6 bn yuan a year to 2030 and 3 bn to 2045, and what is the last million worth?",
        "如果市级资金2030年前每年只有36亿元、至2045年每年30亿元，会怎样？最后一百万值多少？",
        f"{SOLVE} --scenario city_budget",
        "shadow_price.csv",
        only_so_much,
        "All pay {more_bn:.2f} bn yuan more together, present value. "
        "A million more allowed saves {low:.2f} to {high:.2f} "
        "million, net of spending it, by year.",
        "各方合计多付{more_yi:.1f}亿元（现值）。多允许一百万，扣除这一百万后各年还可省{low:.2f}至{high:.2f}百万。",
    ),
    Question(
        "What does the budget add to the cost, beside the caps?",
        "与排放上限相比，预算使成本增加多少？",
        "planner policies data/beijing --scenario city_budget",
        "policies.csv",
        budget_and_caps,
        "The city's budget {city_bn:.2f} bn yuan, the districts' nothing; caps, bans and budgets together "
        "{all_bn:,.0f} bn.",
        "市级预算{city_yi:.1f}亿元，区级预算不增加成本；上限、禁令与预算合计{all_yi:,.0f}亿元。",
    ),
    Question(
        "How many tonnes at most for 5 bn yuan over the least cost?",
        "比最低成本多花50亿元，最多能减多少？",
        f"{SOLVE} --most-abatement {MORE_MONEY:.0f}",
        "emissions.csv",
        for_more_money,
        "{tonnes:,.0f} Mt over all years, {left:,.0f} are left: counted from the least cost with the bans and without "
        "the caps. `planner frontier data/beijing` has it for every amount.",
        "各年合计{tonnes:,.0f}百万吨，还剩{left:,.0f}百万吨：起点为有禁令、无上限的最低成本。"
        "`planner frontier data/beijing` 给出每一笔金额对应的减排量。",
    ),
    Question(
        "Is the green bond worth it?",
        "绿色债券值不值得发？",
        "planner policies data/beijing --scenario public_finance",
        "policies.csv",
        bond,
        "It saves {bond_bn:.2f} bn yuan, present value; one more yuan of it {price:.2f} yuan.",
        "省{bond_yi:.1f}亿元（现值）；额度每多一元省{price:.2f}元。",
    ),
    Question(
        "How much is owed, and when?",
        "什么时候欠多少债？",
        f"{SOLVE} --scenario public_finance",
        "debts.csv",
        debt,
        "{owed_bn:.1f} bn yuan at most, at the end of {year}; nothing from {end} on.",
        "{year}年末最多，{owed_yi:.0f}亿元；{end}年起不再欠债。",
    ),
    Question(
        "What subsidy do households need for heat-pump water heaters, and companies for LED lighting?",
        "居民换热泵热水器、企业换LED照明，需要多少补贴？",
        f"planner private data/beijing --year {BUILT}",
        "private.csv",
        subsidies,
        "Water heaters built in 2030 cost a household {gap:.1f} "
        "{unit_en} a year more than gas at its own rate: {tonne:,.0f} "
        "yuan a tonne close the gap. LED needs none, it saves "
        "{led:.2f} yuan/m2 a year: what holds it back is no price.",
        "2030年建的热泵热水器按居民自身折现率每年比燃气多{gap:.1f} "
        "{unit_zh}：每吨补贴{tonne:,.0f}元即可持平。LED无需补贴，"
        "每年每平方米省{led:.2f}元：阻碍不在价格。",
    ),
    Question(
        "How much fuel tax is lost?",
        "燃油税减少多少？",
        SOLVE,
        "ledger.csv",
        fuel_taxes,
        "From 2025 to 2040 the centre's falls from {centre_2025_bn:.1f} to {centre_2040_bn:.1f} bn yuan a year, the "
        "city's from {city_2025_bn:.1f} to {city_2040_bn:.1f}.",
        "2025年到2040年，中央每年由{centre_2025_yi:.0f}亿元降至{centre_2040_yi:.0f}亿元，本市由{city_2025_yi:.0f}亿元"
        "降至{city_2040_yi:.0f}亿元。",
    ),
    Question(
        "What do mandates add?",
        "强制政策使成本增加多少？",
        "planner policies data/beijing --scenario mandates",
        "policies.csv",
        mandates,
        "The pilots of fuel-cell trucks {pilots_bn:.2f} bn yuan; no new gasoline car, the low-emission zone and the "
        "total of gas nothing: the caps have the plan do it anyway.",
        "氢车试点{pilots_yi:.1f}亿元；不再新增燃油车、低排放区和天然气总量不增加成本：为达到上限方案本来就会做到。",
    ),
    Question(
        "What are free allowances worth, and does the heating group gain from the carbon price?",
        "免费配额值多少，供热企业从碳价中得益还是受损？",
        f"{SOLVE} --model carbon_price",
        "ledger.csv",
        carbon_market,
        "In 2030 {free_bn:.1f} bn yuan in all. The heating group pays {heat_paid_bn:.2f} bn for carbon and gets "
        "{heat_free_bn:.2f} bn free.",
        "2030年合计{free_yi:.0f}亿元。供热企业碳支付{heat_paid_yi:.1f}亿元，免费得到{heat_free_yi:.1f}亿元。",
    ),
    Question(
        "Why is there no more retrofit in the plan?",
        "方案为什么不多改造一些老旧住宅？",
        f"planner private data/beijing --year {BUILT}",
        "why.csv",
        why_not,
        "At the plan's prices the dearer steps cost more than they "
        "bring: a square metre of the first {step_1:+.1f} yuan a "
        "year (below zero: held back by what may be built), of the second {step_2:+.1f}, of the third {step_3:+.1f}.",
        "按方案价格，较贵的档次得不偿失：每平方米每年净成本第一档{step_1:+.1f}元（负值：受可建数量所限），"
        "第二档{step_2:+.1f}元，第三档{step_3:+.1f}元。",
    ),
)


def page(zh: bool, plan: planner.Plan) -> str:
    """The page in a language; the numbers come from the plan and from scenarios solved beside it."""
    title = "# 财政部门十二问" if zh else "# Twelve questions of a finance bureau"
    made = (
        "由`python tests/beijing/pages.py --write`生成，"
        "答案逐一计算。结果在 `results/beijing/annual_caps/` 的所列文件中"
        "（情景在 `results/beijing+<情景>/`，其他模型在各自文件夹）。金额为2025年价格。"
        if zh
        else "Made by `python tests/beijing/pages.py --write`, the answers worked out. Results are in the file named, "
        "in `results/beijing/annual_caps/` (of a scenario `results/beijing+<scenario>/`, of another model its "
        "folder). Money of 2025."
    )
    said = [title, made]
    for n, question in enumerate(QUESTIONS, start=1):
        values = in_words(question.answer(plan))
        asked = question.zh if zh else question.en
        answer = (question.answer_zh if zh else question.answer_en).format_map(values)
        said.append(f"**{n}. {asked}**\n\n```sh\n{question.command}\n```\n\n`{question.file}`: {answer}")
    return "\n\n".join(said) + "\n"


def in_words(values: Values) -> Values:
    """Beside each number what it is in bn and in 亿, for money in million yuan."""
    numbers = {key: float(value) for key, value in values.items() if not isinstance(value, str)}
    return (
        values
        | {f"{key}_bn": n / 1e3 for key, n in numbers.items()}
        | {f"{key}_yi": n / 1e2 for key, n in numbers.items()}
    )
