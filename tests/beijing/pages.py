"""COVERAGE.md, FINANCE.md and the tables between marks in README.md, and their Chinese twins, made from the case.

python tests/beijing/pages.py            says which pages differ
python tests/beijing/pages.py --write    writes them
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import finance
import pandas as pd

import planner
from planner.program.session import Infeasible, Session
from planner.results.plan import Prepared, prepare
from planner.results.values import values_of
from planner.tables.sources import GRADES

BEIJING = Path(__file__).resolve().parents[2] / "data" / "beijing"
ACCOUNT, YEAR = "co2_market", 2035
ENABLERS = ("green_hydrogen",)
"""What a measure alone may use beside itself and the carriers that are enablers: hydrogen."""
PRICE_YEARS = (2026, 2030, 2035, 2040, 2045, 2050, 2060)
EPSILON = 1e-6
WASTE_POWER, VILLAGE_HOMES = 2.1, 1300.0
"""Waste and biomass within thermal power [TWh], and village homes [thousand]: green_import_2025_est, a_villages."""


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((BEIJING / "pages" / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@cache
def central() -> Prepared:
    return prepare(planner.read_case(BEIJING))


@cache
def central_plan() -> planner.Plan:
    return planner.solve(central())


def markdown(head: Iterable[str], rows: Iterable[Iterable[str]], left: int = 1) -> str:
    """A table, its first columns to the left and the others to the right."""
    head = list(head)
    line = "|" + "".join("---|" if n < left else "---:|" for n in range(len(head)))
    return "\n".join(["| " + " | ".join(head) + " |", line, *("| " + " | ".join(row) + " |" for row in rows)])


# --- where each of the report's items is


def coverage(zh: bool) -> str:
    """The page COVERAGE.md, or its Chinese twin."""
    kinds = {
        "intervention": "措施",
        "enabler": "支撑载体",
        "demand scenario": "需求情景",
        "scenario": "情景或模型",
        "account": "账户",
        "result": "结果",
        "outside": "不在程序内",
    }
    note = "note_zh" if zh else "note_en"
    rows = [
        [
            r["item"],
            r["name_zh"],
            r["name_en"],
            kinds[r["as"]] if zh else r["as"],
            "<br>".join(f"`{i}`" for i in r["where"].split(";") if i),
            r[note],
        ]
        for r in table("coverage")
    ]
    title = "# 报告的80项措施各在何处" if zh else "# Where each of the report's 80 items is"
    head = ["", "名称", "Name", "作为", "在", "说明"] if zh else ["", "名称", "Name", "as", "where", "note"]
    made = (
        "由`python tests/beijing/pages.py --write`按`pages/coverage.csv`生成。"
        if zh
        else "Made from `pages/coverage.csv` by `python tests/beijing/pages.py --write`."
    )
    return f"{title}\n\n{made}\n\n{markdown(head, rows, left=6)}\n"


# --- tables between marks


def balance(zh: bool) -> str:
    """Emissions by sector: the frozen reference, and the plan in brackets."""
    years = (2025, 2030, 2035, 2040, 2050, 2060)
    table = central_plan().emissions.query(f"account == '{ACCOUNT}'").set_index(["sector", "year"])
    sectors = [s for s in central().case.sectors if table.loc[s, ["frozen", "plan"]].abs().to_numpy().max() > EPSILON]
    rows = [
        [
            str(y),
            *("{frozen:.1f} ({plan:.1f})".format_map(table.loc[(s, y)]) for s in sectors),
            _total(table.loc[("total", y)]),
        ]
        for y in years
    ]
    names = [central().case.name_of("sector", s, "zh" if zh else "en") for s in sectors]
    return markdown(["年" if zh else "year", *names, "合计" if zh else "total"], rows)


def _total(row: pd.Series) -> str:
    return f"**{row['frozen']:.1f}** (**{row['plan']:.1f}**)"


def frozen() -> dict[tuple[str, int], float]:
    """Mt CO2 by sector and year in the frozen reference."""
    emissions = central_plan().emissions.query(f"account == '{ACCOUNT}'")
    return {(row.sector, int(row.year)): row.frozen for row in emissions.itertuples()}


def seventy(zh: bool) -> str:
    """The share of buildings and transport in 2025, without and with aviation."""
    found, shares = frozen(), table("split")
    power = found["imports", 2025] + found["local_power", 2025]
    of = {g: sum(float(r["share"]) for r in shares if r["group"] == g) for g in ("buildings", "transport")}
    buildings = found["heat", 2025] + found["building_fuels", 2025] + of["buildings"] * power
    transport, total = found["road", 2025] + of["transport"] * power, found["total", 2025]
    narrow, wide = (100 * (buildings + transport + more) / total for more in (0.0, found["aviation", 2025]))
    head = [
        "读法" if zh else "reading",
        "建筑, Mt" if zh else "buildings, Mt",
        "交通, Mt" if zh else "transport, Mt",
        "合计, Mt" if zh else "total, Mt",
        "占比" if zh else "share",
    ]
    names = (
        ("航空不算交通", "航空算交通") if zh else ("aviation in the total, not in transport", "aviation in transport")
    )
    air = found["aviation", 2025]
    return markdown(
        head,
        [
            [names[0], f"{buildings:.1f}", f"{transport:.1f}", f"{total:.1f}", f"{narrow:.0f} %"],
            [names[1], f"{buildings:.1f}", f"{transport + air:.1f}", f"{total:.1f}", f"{wide:.0f} %"],
        ],
    )


@cache
def alone() -> dict[str, tuple[float, float, str]]:
    """Each measure alone in the year: what it avoids [Mt], what a tonne costs [yuan/t], and its account.

    Not by place: what avoids nothing market-based and a little there would be told at any price.
    """
    ready = prepare(changed(*(("interventions.csv", i, "incumbent", "set", "true") for i in ENABLERS)))
    found: dict[str, tuple[float, float, str]] = {}
    for account in (a for a in ready.case.accounts if a != "co2_location"):
        for bar in planner.ranked_curve(ready, year=YEAR, account=account).bars.itertuples():
            if bar.abatement > 0 and bar.flag != "standby" and bar.intervention not in found:
                found[bar.intervention] = (bar.abatement, bar.cost_per_tonne, account)
    return found


def costs(zh: bool) -> str:
    """What a tonne costs when a measure acts alone, beside the range of the literature; what lies outside is marked."""
    ranges, rows = {r["intervention"]: r for r in table("ranges")}, []
    for i, (avoided, cost, account) in sorted(alone().items(), key=lambda item: item[1][1]):
        row = ranges.get(i)
        outside = row and not float(row["low"]) <= cost <= float(row["high"])
        name = central().case.name_of("intervention", i, "zh" if zh else "en") + (
            "" if account == ACCOUNT else f" (`{account}`)"
        )
        band = f"{float(row['low']):,.0f} … {float(row['high']):,.0f}" if row else ""
        flag = ("**范围外**" if zh else "**outside**") if outside else ""
        rows.append(
            [name, f"{avoided:.2f}", f"{cost:,.0f}", band, flag, row["note_zh" if zh else "note_en"] if row else ""]
        )
    head = (
        ["单独实施", f"{YEAR}年减排, Mt", "元/吨", "文献范围", "", "范围的依据"]
        if zh
        else ["alone", f"Mt in {YEAR}", "yuan/t", "literature", "", "the range"]
    )
    return markdown(head, rows)


def changed(*changes: tuple[str, ...]) -> planner.Case:
    """The case with these changes: table, key, column, change, value."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "changed.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([("table", "key", "column", "change", "value"), *changes])
        return planner.read_case(BEIJING, scenario=file)


@dataclass(frozen=True)
class Varied:
    """A plan of the case with changes: its cost, the price of each year's cap [yuan/t], what stands by year."""

    total_cost: float
    price: dict[int, float]
    stock: Callable[[str, int], float]


@cache
def solved(*changes: tuple[str, ...]) -> Varied | None:
    """The plan of the case with these changes; None where no plan keeps the caps.

    Solved without the references of a whole plan, and from the central one's basis where the program has its shape.
    """
    ready, near = prepare(changed(*changes)) if changes else central(), central()
    program, inputs = ready.program, ready.inputs
    alike = (program.columns, program.rows) == (near.program.columns, near.program.rows)
    start = near.optimum.basis if changes and alike and near.optimum else None
    try:
        found = Session(program, start).solve() if changes else near.optimum
    except Infeasible:
        return None
    assert found is not None
    caps = {cap.year: program.column[cap.name] for cap in inputs.caps if cap.account == ACCOUNT}
    values = values_of(program, found)
    return Varied(
        total_cost=float(program.cost @ found.x) + program.cost_offset,
        price={y: max(0.0, -float(found.reduced_cost[n])) / inputs.discount[y] for y, n in caps.items()},
        stock=partial(values, "stock"),
    )


def prices(plan: Varied | None) -> list[str]:
    """The shadow price of the caps [yuan/t] in some years; a dash where no plan keeps them."""
    if plan is None:
        return ["–" for _ in PRICE_YEARS]
    return [f"{plan.price.get(year, 0.0):,.0f}" for year in PRICE_YEARS]


def ccus(zh: bool) -> str:
    """The plan with captures in steps, and with all of them at 450 yuan/t."""
    changes = [(r["table"], r["key"], r["column"], r["change"], r["value"]) for r in table("ccus_450")]
    rows = []
    for name, plan in (
        (("分档" if zh else "in steps"), solved()),
        (("全部450元/吨" if zh else "all at 450 yuan/t"), solved(*changes)),
    ):
        assert plan is not None
        steps = [i for i in central().case.interventions if i.startswith("ccus")]
        caught = [f"{sum(plan.stock(i, y) for i in steps):.1f}" for y in (2040, 2050, 2060)]
        rows.append([name, f"{plan.total_cost / 1e3:,.1f}", *caught, *prices(plan)])
    head = [
        "CCUS",
        "总成本, 十亿元" if zh else "total cost, bn yuan",
        *(f"Mt {y}" for y in (2040, 2050, 2060)),
        *(f"元/吨 {y}" if zh else f"yuan/t {y}" for y in PRICE_YEARS),
    ]
    return markdown(head, rows)


def sensitivity(zh: bool) -> str:
    """The shadow price under the low and the high end of the weakest numbers."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in table("weakest"):
        groups.setdefault(row["number"], []).append(row)
    rows = [["基准" if zh else "central", "", *prices(solved())]]
    for lines in groups.values():
        for end in ("low", "high"):
            changes = [(r["table"], r["key"], r["column"], r["change"], r[end]) for r in lines]
            value = {"times": "x ", "plus": "+", "set": ""}[lines[0]["change"]] + lines[0][end]
            rows.append([lines[0]["name_zh" if zh else "name_en"], value.replace("+-", "-"), *prices(solved(*changes))])
    head = ["改动" if zh else "changed", "", *(f"{y}" for y in PRICE_YEARS)]
    return markdown(head, rows, left=2)


# --- what is published, beside the case


def measured(plan: planner.Plan, year: int) -> dict[str, float]:
    """What a plan has in a year, by published item, in the unit of pages/published.csv."""
    stock = plan.uptake.query("year == @year").set_index("intervention")["stock"]
    flows = plan.balances.query("year == @year").groupby(["commodity", "item"])["value"].sum()
    power, outside = flows["electricity"], flows["imported_power"]
    stores = {i for i, row in plan.case.interventions.items() if row.kind == "storage"}
    made = power[(power > 0) & ~power.index.isin(stores)]
    green = outside[[i for i in outside.index if "_ppa_" in i]].sum() + made.get("wind_line", 0.0)
    local = made[[i for i in made.index if i.startswith(("local_ren", "rooftop"))]].sum()
    used = made.sum() + power[power.index.isin(stores)].sum()
    location = plan.emissions.query("account == 'co2_location' and year == @year").set_index("sector")["plan"]
    return {
        "electricity": used,
        "thermal": made["gas_chp"],
        "imports": made["import_line"] + made.get("wind_line", 0.0),
        "green_imports": green,
        "green_share": 100 * (green + local + WASTE_POWER) / used,
        "pv": (stock["local_renewables"] - 0.43) / 1.27 + stock["rooftop_pv_1"] + stock["rooftop_pv_2"],
        "gas": -flows["gas"].drop("gas").sum() / 38.931,
        "coal": -flows["household_coal"].drop("household_coal").sum(),
        "network_heat": flows["district_heat"][lambda x: x > 0].sum(),
        "heat_pumps": stock["building_heat_pump"] + stock["new_heat_pump"],
        "villages": 100 * (1 - stock["coal_stove"] / VILLAGE_HOMES),
        "new_energy_vehicles": stock["electric_car"] + (stock["electric_taxi"] + stock["battery_bus"]) / 1e3,
        "clean_buses": 100 * stock["battery_bus"] / (stock["battery_bus"] + stock["diesel_bus"]),
        "electric_taxis": 100 * stock["electric_taxi"] / (stock["electric_taxi"] + stock["gasoline_taxi"]),
        "fuel_cell": stock["hydrogen_truck"] + stock["hydrogen_bus"],
        "cement": flows["cement"]["cement_plant"],
        "storage": stock["battery"] / 4,
        "co2_official": location["total"],
        "co2_imports": location["imports"],
    }


def agrees(row: dict[str, str], found: float) -> bool | None:
    """Whether the case is within 5 % of what is published for 2025, or within its range; None where nothing is."""
    ends = [float(row[end]) for end in ("low", "high") if row[end]]
    near = row["2025"] and abs(found - float(row["2025"])) <= 0.05 * float(row["2025"])
    return None if not ends and not row["2025"] else bool(near or (ends and ends[0] <= found <= ends[1]))


def published(zh: bool) -> str:
    """Published items by year, and what the case has for 2025."""
    years, found, rows = [str(y) for y in range(2018, 2026)], measured(central_plan(), 2025), []
    said = {True: "是" if zh else "yes", False: "**否**" if zh else "**no**", None: "未公布" if zh else "not published"}
    for row in table("published"):
        has = found.get(row["item"])
        band = f"{row['low']} … {row['high']}" if row["low"] else ""
        rows.append(
            [
                row["name_zh" if zh else "name_en"],
                row["unit"],
                *(row[y] for y in years),
                band,
                "" if has is None else f"**{has:.3g}**",
                "" if has is None else said[agrees(row, has)],
                row["note_zh" if zh else "note_en"],
            ]
        )
    head = (
        ["项目", "单位", *years, "2025区间", "案例2025", "在5%或区间内", "说明"]
        if zh
        else ["item", "unit", *years, "range of 2025", "case 2025", "within 5 % or the range", "note"]
    )
    return markdown(head, rows, left=2)


@cache
def from_2018() -> planner.Plan:
    """The least-cost plan without caps of a case that starts in 2018, with the costs and the growth then expected."""
    return planner.solve(planner.read_case(BEIJING, scenario=BEIJING / "pages" / "from_2018.csv"))


def backtest(zh: bool) -> str:
    """What the case would have said in 2018 of 2024, beside what happened."""
    facts, start, later = {r["item"]: r for r in table("published")}, *(measured(from_2018(), y) for y in (2018, 2024))
    rows = []
    for row in table("backtest"):
        item, fact = row["item"], facts[row["item"]]
        known = next((y for y in ("2024", "2023", "2022", "2025") if fact[y]), "")
        rows.append(
            [
                fact["name_zh" if zh else "name_en"],
                fact["unit"],
                f"{fact['2018']} ({start[item]:.3g})" if fact["2018"] else f"({start[item]:.3g})",
                f"{later[item]:.3g}",
                f"{fact[known]} ({known})" if known else "",
                f"{100 * (later[item] / float(fact[known]) - 1):+.0f} %" if known else "",
                row["reason_zh" if zh else "reason_en"],
            ]
        )
    head = (
        ["项目", "单位", "2018年（案例）", "2018年所见的2024年", "实际（年份）", "偏差", "原因"]
        if zh
        else ["item", "unit", "2018 (case)", "2024 as seen from 2018", "in fact (year)", "off by", "why"]
    )
    return markdown(head, rows, left=2)


# --- the report beside the plan, and what other choices would give

BUILDING_SECTORS = ("heat", "building_fuels")
POWER_SECTORS = ("imports", "local_power")


def beside_the_report() -> dict[str, str]:
    """What the plan has, by item of pages/report.csv."""
    plan = central_plan()
    stock = plan.uptake.set_index(["intervention", "year"])["stock"]
    flows = plan.balances.query("year == 2030").groupby(["commodity", "item"])["value"].sum()
    power, outside = flows["electricity"], flows["imported_power"]
    table = plan.emissions.query(f"account == '{ACCOUNT}'").set_index(["sector", "year"])
    avoided = {
        s: table.loc[(s, 2030), "frozen"] - table.loc[(s, 2030), "plan"] for s in (*central().case.sectors, "total")
    }
    green = power[[i for i in power.index if i.startswith(("wind_line", "rooftop", "local_ren"))]].sum()
    green += outside[[i for i in outside.index if "_ppa_" in i]].sum()
    used = -power[power < 0].sum()
    share = {
        name: 100 * sum(avoided[s] for s in sectors) / avoided["total"]
        for name, sectors in (("power", POWER_SECTORS), ("buildings", BUILDING_SECTORS))
    }
    road = table.loc["road", "plan"]
    buildings = {
        i
        for i, row in central().case.interventions.items()
        if not row.incumbent and (row.sector in BUILDING_SECTORS or i in ("rooftop_pv_1", "rooftop_pv_2"))
    }
    costs = {i: cost for i, (_, cost, account) in alone().items() if i in buildings and account == ACCOUNT}
    return {
        "renewable_2030": f"{100 * green / used:.0f}",
        "power_share": f"{share['power']:.0f}",
        "buildings_share": f"{share['buildings']:.0f}",
        "mobility": f"{100 * (1 - road[2030] / road[2025]):.0f}",
        "retrofit": f"{sum(stock[f'retrofit_{n}', 2035] for n in (1, 2, 3)):.0f}",
        "metering": f"{stock['metering_old', 2035] + stock['metering_later', 2035]:.0f}",
        "hydrogen_vehicles": f"{stock['hydrogen_truck', 2035] + stock['hydrogen_bus', 2035]:.1f}",
        "hydrogen_buses": f"{stock['hydrogen_bus', 2035]:.1f}",
        "ccus": f"{sum(stock[i, 2050] for i in central().case.interventions if i.startswith('ccus')):.1f}",
        "tou": f"{stock['demand_response', 2030]:.1f}",
        "payback": f"{sum(cost < 0 for cost in costs.values())} / {len(costs)}",
    }


def report(zh: bool) -> str:
    """What the report says, what the plan has, and why they differ."""
    found, lang = beside_the_report(), "zh" if zh else "en"
    rows = [
        [r[f"name_{lang}"], r[f"report_{lang}"], f"**{found[r['item']]}**", r[f"reason_{lang}"]]
        for r in table("report")
    ]
    return markdown(
        ["", "报告", "方案", "差别的原因"] if zh else ["", "report", "plan", "why they differ"], rows, left=4
    )


def variants(zh: bool) -> str:
    """The plan, and what it would be with one choice taken back or made otherwise."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in table("variants"):
        groups.setdefault(row["variant"], []).append(row)
    rows = [["本案例" if zh else "this case", *_told(solved())]]
    for lines in groups.values():
        plan = solved(*((r["table"], r["key"], r["column"], r["change"], r["value"]) for r in lines))
        rows.append([lines[0]["name_zh" if zh else "name_en"], *_told(plan)])
    head = [
        "改动" if zh else "variant",
        "总成本, 十亿元" if zh else "total, bn yuan",
        *(f"{y}" for y in PRICE_YEARS),
        "2060年风电, TWh" if zh else "wind 2060, TWh",
        "2060年空气捕集, Mt" if zh else "air capture 2060, Mt",
    ]
    return markdown(head, rows)


def _told(plan: Varied | None) -> list[str]:
    """Total cost, prices, wind and air capture of a variant."""
    if plan is None:
        return ["–", *prices(None), "–", "–"]
    wind = sum(plan.stock(i, 2060) for i in central().case.interventions if i.startswith("wind_"))
    return [f"{plan.total_cost / 1e3:,.0f}", *prices(plan), f"{wind:.0f}", f"{plan.stock('air_capture', 2060):.1f}"]


def evidence(zh: bool) -> str:
    """How many sources have which grade, and what share of the cost rests on those that nobody has verified."""
    grades = Counter(source.grade for source in central().case.sources.values())
    shares = planner.evidence_shares(central_plan())["cost"]
    count, partly, wholly = (
        len(central().case.sources),
        f"{shares['unverified']:.0%}",
        f"{shares['wholly_unverified']:.0%}",
    )
    read, derived, report, recalled, assumed = (grades[grade] for grade in GRADES)
    if zh:
        return (
            f"{count}条来源中，读到原文{read}条，推算{derived}条，报告{report}条，回忆未核实{recalled}条，假设{assumed}条。"
            f"逐格计、推算值按其所用来源中最弱者计，总成本的{partly}至少部分依赖未核实的数字，{wholly}完全依赖。"
        )
    return (
        f"Of the {count} sources {read} were read, {derived} derived, {report} are the report's, {recalled} recalled "
        f"and unverified, {assumed} assumptions. Cell by cell, and with what is derived as weak as its inputs, "
        f"{partly} of the total cost rest at least partly on unverified numbers, {wholly} on nothing else."
    )


BLOCKS: dict[str, Callable[[bool], str]] = {
    "published": published,
    "backtest": backtest,
    "balance": balance,
    "seventy": seventy,
    "costs": costs,
    "ccus": ccus,
    "report": report,
    "variants": variants,
    "sensitivity": sensitivity,
    "evidence": evidence,
}


def filled(text: str, zh: bool, names: Iterable[str] = tuple(BLOCKS)) -> str:
    """A page with what stands between the marks of these blocks made anew."""
    for name in names:
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
        made = BLOCKS[name](zh)
        text, count = pattern.subn(lambda m, made=made: m[1] + made + m[2], text)
        assert count == 1, f"the marks of {name} stand once"
    return text


def pages(names: Iterable[str] = tuple(BLOCKS)) -> dict[Path, str]:
    """Every page and what it should say."""
    said = {BEIJING / "COVERAGE.md": coverage(False), BEIJING / "COVERAGE.zh.md": coverage(True)}
    for file, zh in ((BEIJING / "FINANCE.md", False), (BEIJING / "FINANCE.zh.md", True)):
        said[file] = finance.page(zh, central_plan())
    for file, zh in ((BEIJING / "README.md", False), (BEIJING / "README.zh.md", True)):
        said[file] = filled(file.read_text(encoding="utf-8"), zh, names)
    return said


if __name__ == "__main__":
    differ = {page: said for page, said in pages().items() if not page.exists() or page.read_text("utf-8") != said}
    for page, said in differ.items():
        print(page.name)
        if "--write" in sys.argv[1:]:
            page.write_text(said, encoding="utf-8")
    sys.exit(bool(differ) and "--write" not in sys.argv[1:])
