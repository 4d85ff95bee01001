"""The template city of data/industrial_city: its README says what comes out, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import planner

FOLDER = Path(__file__).parents[2] / "data" / "industrial_city"
PAGES = {"en": FOLDER / "README.md", "zh": FOLDER / "README.zh.md"}
WORDS = {
    "en": {"total": "Total", "price": "Last tonne, yuan/t", "central": "Central plan"},
    "zh": {"total": "合计", "price": "最后一吨，元/吨", "central": "中心方案"},
}
SCENARIOS = ("tight_budget", "no_capture")


@pytest.fixture(scope="module")
def central() -> planner.Plan:
    return planner.solve(FOLDER)


@pytest.fixture(scope="module")
def plans(central) -> dict[str, planner.Plan]:
    """The central plan and its scenarios."""
    return {"": central} | {name: planner.solve(planner.read_case(FOLDER, scenario=name)) for name in SCENARIOS}


@pytest.fixture(scope="module")
def names() -> dict[str, dict[str, str]]:
    """What a README calls a sector or scenario, by language and id."""
    tables = planner.read_case(FOLDER).tables
    named = {row.sector: row for row in tables["sectors.csv"]} | {row.scenario: row for row in tables["scenarios.csv"]}
    return {
        lang: {key: getattr(row, f"name_{lang}") for key, row in named.items()} | WORDS[lang] for lang in ("en", "zh")
    }


def tables_of(lang: str) -> list[dict[str, list[float | None]]]:
    """The tables of a README with numbers in their last columns: row label to its numbers."""
    found = []
    for block in re.findall(r"((?:^\|.*\n)+)", PAGES[lang].read_text(encoding="utf-8"), re.MULTILINE):
        cells = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in block.splitlines()[2:]]
        found.append({label: [number(cell) for cell in others] for label, *others in cells})
    return found


def number(cell: str) -> float | None:
    return float(cell.replace(",", "")) if re.fullmatch(r"-?[\d,.]+", cell) else None


@pytest.mark.parametrize("lang", PAGES)
def test_what_exists_in_2025(lang, names, central, at):
    """Steel 3.6 (19.2 x 0.0946 + 0.1) + 0.4 x 0.06, and so on: the README's first table, worked out there by hand."""
    by_hand = tables_of(lang)[0]
    assert by_hand.keys() == {names[lang][key] for key in ("steel", "cement", "heat", "transport", "power", "total")}
    for sector in ("steel", "cement", "heat", "transport", "power", "total"):
        found = at(central.emissions, "plan", sector=sector, year=2025)
        assert found == pytest.approx(by_hand[names[lang][sector]][-1], abs=0.005), sector


def test_the_balance_of_2025_in_full(central, at):
    """The same arithmetic to the last digit."""
    clinker, power = 3.0 * 0.66, 4.0 + 3.6 * 0.25 + 0.4 * 0.64 + 3.0 * 0.04 + 3.0 * 0.66 * 0.069 + 0.066 - 9 * 0.139
    heat = {"chp": 9.0 * 1.765 * 0.0946, "coal": 6.48 * 1.25 * 0.0946, "gas": (17.1 - 15.48) * 1.087 * 0.0561}
    by_hand = {
        "steel": 3.6 * (19.2 * 0.0946 + 0.1) + 0.4 * 0.06,
        "cement": clinker * (3.24 * 0.0946 + 0.525),
        "heat": sum(heat.values()),
        "transport": (30 * 0.33 + 180 * 0.36) * 0.00263,
        "power": power * 0.615,
        "land": 0.0,
    }
    found = central.emissions.query("year == 2025").set_index("sector")["plan"].to_dict()
    assert found == pytest.approx(by_hand | {"total": sum(by_hand.values())}, abs=1e-9)


@pytest.mark.parametrize("lang", PAGES)
def test_emissions_and_prices_of_the_readme(lang, names, central, at):
    table, years = tables_of(lang)[1], (2025, 2030, 2035, 2040, 2050, 2060)
    called = names[lang]
    prices = [at(central.shadow_price, "price", limit="caps", year=year) for year in years[1:]]
    assert prices == pytest.approx(table[called["price"]][1:], abs=0.5)
    for sector in ("steel", "cement", "heat", "transport", "power", "land", "total"):
        found = [at(central.emissions, "plan", sector=sector, year=year) for year in years]
        assert found == pytest.approx(table[called[sector]], abs=0.005), sector


@pytest.mark.slow
@pytest.mark.parametrize("lang", PAGES)
def test_scenarios_of_the_readme(lang, names, plans, at):
    table, called = tables_of(lang)[2], names[lang]
    for name, plan in plans.items():
        cost, *prices = table[called[name or "central"]]
        assert plan.total_cost == pytest.approx(cost, abs=0.5)
        found = [at(plan.shadow_price, "price", limit="caps", year=year) for year in (2030, 2040, 2050, 2060)]
        assert found == pytest.approx(prices, abs=0.5), name


def test_the_price_of_a_contract(central, at):
    """2030: 652 yuan/MWh signed instead of 582 bought at 0.563 t/MWh: 70 / 0.563."""
    assert at(central.shadow_price, "price", limit="caps", year=2030) == pytest.approx(70 / 0.563)


@pytest.mark.slow
def test_the_budget_has_a_price_where_it_is_tight(plans):
    """None in the central plan; 0.63 yuan a yuan in 2026 under the scenario, when 1,350 million are all invested."""
    wide, tight = (plans[name].shadow_price.query("id == 'yearly_investment'") for name in ("", "tight_budget"))
    assert wide["year"].tolist() == tight["year"].tolist() == list(range(2026, 2061))
    assert wide["price"].max() == pytest.approx(0, abs=1e-9)
    assert tight["price"].iloc[0] == pytest.approx(0.63, abs=0.005)
    assert set(tight["price_unit"]) == {"CNY/CNY"}


def test_decided_policies_hold(central):
    """No small coal boiler burns from 2028 on, though it stands; a fifth of the steel is electric from 2030 on."""
    runs = central.uptake.pivot(index="year", columns="intervention", values="activity")
    assert runs["coal_boiler"].loc[2028:].max() == pytest.approx(0, abs=1e-9)
    electric = runs["scrap_eaf"] + runs["hydrogen_dri"]
    assert (electric / (electric + runs["blast_furnace"])).loc[2030:].min() >= 0.2 - 1e-9


def test_every_number_has_a_source_and_every_source_is_used():
    case = planner.read_case(FOLDER)
    numbers = [row for table in case.tables.values() for row in table if hasattr(row, "keys")]
    assert [f"{row.FILE} row {row.row}" for row in numbers if not row.keys] == []
    used = {key for row in numbers for key in row.keys} | {case.settings.source}
    assert set(case.sources) == used | {"a_budget"}
    assert all(source.title_zh and source.where for source in case.sources.values())
