"""COVERAGE.md and the tables between marks in README.md and README.zh.md, made from the case and the tables in pages/.

python data/beijing/pages.py            says which pages differ
python data/beijing/pages.py --write    writes them
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import planner
from planner.plan import Prepared, prepare

HERE = Path(__file__).resolve().parent
ACCOUNT, YEAR = "co2_physical", 2035
ENABLERS = ("co2_transport_storage", "green_hydrogen", "hydrogen_station")
"""What a measure alone may use beside itself: storage of CO2, hydrogen and its stations."""
PRICE_YEARS = (2030, 2035, 2040, 2050, 2060)


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / "pages" / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@cache
def central() -> Prepared:
    return prepare(planner.read_case(HERE))


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
        "由`python data/beijing/pages.py --write`按`pages/coverage.csv`生成。"
        if zh
        else "Made from `pages/coverage.csv` by `python data/beijing/pages.py --write`."
    )
    return f"{title}\n\n{made}\n\n{markdown(head, rows, left=6)}\n"


# --- tables between marks


def balance(zh: bool) -> str:
    """The frozen reference by sector, beside the balance of the inventory."""
    sectors, found = list(table("balance")[0])[1:], frozen()
    rows = []
    for row in table("balance"):
        year, expected = int(row["year"]), [float(row[s]) for s in sectors]
        cells = [f"{found[s, year]:.1f} ({e:.1f})" for s, e in zip(sectors, expected, strict=True)]
        total = sum(found[s, year] for s in sectors)
        rows.append([row["year"], *cells, f"**{total:.1f}** ({sum(expected):.1f})"])
    names = [central().case.name_of("sector", s, "zh" if zh else "en") for s in sectors]
    return markdown(["年" if zh else "year", *names, "合计" if zh else "total"], rows)


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
    """Each measure alone in the year: what it avoids [Mt], what a tonne costs [yuan/t], and its account."""
    case = central().case
    rows = {
        i: row.model_copy(update={"incumbent": True}) if i in ENABLERS else row for i, row in case.interventions.items()
    }
    ready, found = prepare(replace(case, interventions=rows)), {}
    for account in case.accounts:
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


@cache
def solved(*changes: tuple[str, ...]) -> planner.Plan:
    """The plan of the case with these changes: table, key, column, change, value."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "changed.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([("table", "key", "column", "change", "value"), *changes])
        return planner.solve(planner.read_case(HERE, scenario=file))


def prices(plan: planner.Plan) -> list[str]:
    """The shadow price of the physical caps [yuan/t] in some years."""
    found = plan.shadow_price.query(f"account == '{ACCOUNT}'").set_index("year")["price"]
    return [f"{found[year]:,.0f}" for year in PRICE_YEARS]


def ccus(zh: bool) -> str:
    """The plan with captures in steps, and with all of them at 450 yuan/t."""
    changes = [(r["table"], r["key"], r["column"], r["change"], r["value"]) for r in table("ccus_450")]
    rows = []
    for name, plan in (
        (("分档" if zh else "in steps"), central_plan()),
        (("全部450元/吨" if zh else "all at 450 yuan/t"), solved(*changes)),
    ):
        stock = plan.uptake[plan.uptake["intervention"].str.startswith("ccus")].groupby("year")["stock"].sum()
        caught = [f"{stock[y]:.1f}" for y in (2040, 2050, 2060)]
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
    rows = [["基准" if zh else "central", "", *prices(central_plan())]]
    for lines in groups.values():
        for end in ("low", "high"):
            changes = [(r["table"], r["key"], r["column"], r["change"], r[end]) for r in lines]
            value = {"times": "x ", "plus": "+", "set": ""}[lines[0]["change"]] + lines[0][end]
            rows.append([lines[0]["name_zh" if zh else "name_en"], value.replace("+-", "-"), *prices(solved(*changes))])
    head = ["改动" if zh else "changed", "", *(f"{y}" for y in PRICE_YEARS)]
    return markdown(head, rows, left=2)


BLOCKS: dict[str, Callable[[bool], str]] = {
    "balance": balance,
    "seventy": seventy,
    "costs": costs,
    "ccus": ccus,
    "sensitivity": sensitivity,
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
    said = {HERE / "COVERAGE.md": coverage(False), HERE / "COVERAGE.zh.md": coverage(True)}
    for file, zh in ((HERE / "README.md", False), (HERE / "README.zh.md", True)):
        said[file] = filled(file.read_text(encoding="utf-8"), zh, names)
    return said


if __name__ == "__main__":
    differ = {page: said for page, said in pages().items() if not page.exists() or page.read_text("utf-8") != said}
    for page, said in differ.items():
        print(page.name)
        if "--write" in sys.argv[1:]:
            page.write_text(said, encoding="utf-8")
    sys.exit(bool(differ) and "--write" not in sys.argv[1:])
