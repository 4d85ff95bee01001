"""What can be planned and is hardly meant is a warning: where, found, usual, and what it does to the answer."""

from __future__ import annotations

import ast
import csv
import json
from pathlib import Path
from typing import NamedTuple

import pytest
from shipped import DATA
from small_case import SMALL, write_case

import planner
from planner.case.plausible import ranges
from planner.case.plausible.checked import present_emissions
from planner.case.plausible.reach import largest_stock
from planner.cli import main
from planner.commands.request import Request
from planner.errors import InputError
from planner.messages.warnings import WARNINGS
from planner.model.inputs import make_inputs
from planner.model.model_file import read_spec
from planner.units import Units

BUILT, FACTORS, PRICES, FLOWS, CAPS = (
    "interventions.csv",
    "emission_factors.csv",
    "prices.csv",
    "unit_flows.csv",
    "caps.csv",
)
SERVICES, SAVINGS, CAPTURES, PROCESS, PATHS = (
    "services.csv",
    "savings.csv",
    "captures.csv",
    "process_emissions.csv",
    "paths.csv",
)
USED = SMALL | {FLOWS: SMALL[FLOWS] + "boiler,hydrogen,MWh/m2,0.001,,,office\n"}
"""The small case, whose hydrogen is consumed: without a warning."""


class Slip(NamedTuple):
    """One change of the small case, and the warning that it gives."""

    name: str
    file: str
    old: str
    new: str
    row: int
    column: str
    key: str
    words: str
    also: tuple[str, ...] = ()
    """What the same slip makes of other cells."""


SLIPS = [
    Slip(
        "gas of kg for g",
        FACTORS,
        "kg CO2/GJ,56,56",
        "t CO2/GJ,56,56",
        3,
        "2025",
        "unusual_number",
        "0.03 to 0.1 t CO2/GJ",
        ("cap_far_below",),
    ),
    Slip(
        "gas 1,000 times too clean",
        FACTORS,
        "GJ,56,56",
        "GJ,0.056,0.056",
        3,
        "2025",
        "unusual_number",
        "30 to 100 kg CO2/GJ",
    ),
    Slip(
        "electricity per kWh",
        FACTORS,
        "t CO2/MWh,0.6",
        "t CO2/kWh,0.6",
        2,
        "2025",
        "unusual_number",
        "List of Grid Emission",
        ("cap_far_below",),
    ),
    Slip("price per kWh", PRICES, "yuan/MWh,520", "yuan/kWh,520", 2, "amount", "unusual_number", "14.2 yuan/kWh"),
    Slip(
        "price of nothing",
        PRICES,
        "yuan/GJ,60",
        "yuan/GJ,0.06",
        3,
        "amount",
        "unusual_number",
        "0.197 to 3,933 yuan/GJ",
    ),
    Slip(
        "price in Chinese units", PRICES, "yuan/MWh,520", "万元/MWh,520", 2, "amount", "unusual_number", "1.42 万元/MWh"
    ),
    Slip("more than the hours of a year", BUILT, ",kW,5,", ",kW,87.6,", 9, "output", "unusual_number", "8.78 MWh/kW"),
    Slip(
        "capex per MW",
        BUILT,
        "yuan/kW,,,,1500",
        "million CNY/kW,,,,1500",
        9,
        "capex",
        "unusual_number",
        "0.354 million CNY/kW",
    ),
    Slip(
        "capex per m2",
        BUILT,
        ",yuan/m2,,true,1000,100",
        ",yuan/m2,,true,1000,1e6",
        2,
        "capex",
        "unusual_number",
        "BPIE",
    ),
    Slip("life of 150 years", BUILT, "1500,,,15,", "1500,,,150,", 9, "lifetime", "unusual_number", "usual: 1 to 100"),
    Slip("growth of 150 %", BUILT, ",,0,50,", ",,1.5,50,", 3, "growth", "unusual_number", "usual: at most 1"),
    Slip(
        "consumption per home for m2",
        FLOWS,
        "GJ/m2,0.4",
        "GJ/m2,40",
        2,
        "amount",
        "unusual_number",
        "0.00072 to 18 GJ/m2",
        ("sudden_cap",),
    ),
    Slip("rate of 50 %", "case.toml", "0.05", "0.5", 0, "discount_rate", "unusual_number", "at most 0.2"),
    Slip(
        "cost of a path in million",
        PATHS,
        "250,200",
        "250000000,200",
        2,
        "2025",
        "unusual_number",
        "0.354 to 141,600 yuan/m2",
        ("jumps_by_year",),
    ),
    Slip(
        "kg in one year, t in the next",
        FACTORS,
        "0.6,0.5",
        "0.6,0.0006",
        2,
        "2030",
        "jumps_by_year",
        "1,000 times apart",
    ),
    Slip(
        "demand of one year in thousands",
        SERVICES,
        "100,100",
        "100,0.1",
        3,
        "2030",
        "jumps_by_year",
        "after 100 in 2025",
    ),
    Slip("nothing that could grow", BUILT, "400,,0,50,", "400,,0.2,,", 3, "growth_seed", "never_grows", "never built"),
    Slip("first year after the plan", BUILT, "15,2026,", "15,2036,", 3, "first_year", "never_built", "last year, 2030"),
    Slip(
        "boilers that may not be renewed",
        BUILT,
        ",2000,,,,,office",
        ",2000,0,,,,office",
        2,
        "2025",
        "beyond_reach",
        "1,020 m2 in 2026; at most 970",
    ),
    Slip(
        "saving of what nothing consumes",
        SAVINGS,
        "meter,gas,,",
        "meter,gas,heat_pump,",
        6,
        "of",
        "fits_nothing",
        "It is never used",
    ),
    Slip(
        "saving beside one that works",
        SAVINGS,
        "retrofit,electricity,heat_pump",
        "retrofit,hydrogen,heat_pump",
        3,
        "carrier",
        "saves_none_of_it",
        "does nothing",
    ),
    Slip(
        "capture without flue gas",
        CAPTURES,
        "scrubber,boiler",
        "scrubber,heat_pump",
        2,
        "technology",
        "catches_nothing",
        "emits nothing where it stands",
    ),
    Slip("trees that emit", PROCESS, "project,-1", "project,1", 2, "amount", "adds_emissions", "Is the sign wrong?"),
    Slip(
        "potential in 1,000 m2",
        BUILT,
        ",300,30,",
        ",300000,30,",
        5,
        "potential",
        "more_than_the_stock",
        "300,000 m2, more than the demand of 'warmth', 1,100",
        ("limit_below_potential",),
    ),
    Slip("cap in kt", CAPS, "t CO2,95,90", "kt CO2,95,90", 2, "2028", "cap_far_above", "binds nowhere"),
    Slip(
        "cap in kg",
        CAPS,
        "yearly,linear,t CO2,95,90",
        "yearly,linear,kg CO2,95,90",
        2,
        "2028",
        "cap_far_below",
        "No plan may keep it",
    ),
    Slip("cap that begins late", CAPS, "t CO2,95,90", "t CO2,40,30", 2, "2028", "sudden_cap", "no cap in 2026 to 2027"),
    Slip(
        "electricity that takes CO2 away",
        FACTORS,
        "0.6,0.5",
        "0.6,-0.5",
        2,
        "2030",
        "factor_below_zero",
        "pay under a cap",
    ),
    Slip(
        "lamps in thousands",
        BUILT,
        ",true,100,100,",
        ",true,100000,100,",
        4,
        "existing",
        "stock_above_demand",
        "100,000 MWh, while 'light' asks for 100 MWh",
    ),
    Slip(
        "lamps per thousand",
        BUILT,
        ",true,100,100,",
        ",true,0.1,100,",
        4,
        "existing",
        "stock_below_demand",
        "must be built at once",
    ),
    Slip(
        "building in 1,000 m2",
        BUILT,
        ",300,30,",
        ",300,30000,",
        5,
        "build_limit",
        "limit_above_potential",
        "30,000 m2 a year",
    ),
    Slip(
        "building in km2", BUILT, ",300,30,", ",300,0.03,", 5, "build_limit", "limit_below_potential", "not a twentieth"
    ),
    Slip(
        "upkeep in the unit of another",
        BUILT,
        "100,1,,20",
        "100,1000,,20",
        2,
        "fixed_cost",
        "dear_to_keep",
        "twice, at 100",
    ),
    Slip(
        "saving of a percentage of a percentage",
        SAVINGS,
        "gas,,0.15",
        "gas,,0.0015",
        4,
        "fraction",
        "unusual_number",
        "0.002 to 1",
    ),
    Slip(
        "consumption in Wh",
        FLOWS,
        "heat_pump,electricity,kWh/m2",
        "heat_pump,electricity,Wh/m2",
        3,
        "2025",
        "unusual_number",
        "200 to 5,000,000 Wh/m2",
    ),
]


def test_the_small_case_is_plausible():
    assert planner.check(USED) == ()


@pytest.mark.parametrize("case", ["example_city", "industrial_city", "beijing"])
def test_no_shipped_case_gives_a_false_alarm(case):
    assert planner.check(DATA / case) == ()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_said_at_its_cell_with_what_is_usual(slip: Slip):
    texts = USED | {slip.file: USED[slip.file].replace(slip.old, slip.new)}
    assert USED[slip.file].count(slip.old) == 1
    found = planner.check(texts)
    (first, *_) = [warning for warning in found if warning.key == slip.key]
    file = {"beyond_reach": SERVICES, "fits_nothing": BUILT}.get(slip.key, slip.file)
    assert (first.file, first.row, first.column) == (file, slip.row, slip.column)
    assert slip.words in str(first)
    assert {warning.key for warning in found} == {slip.key, *slip.also}
    assert all("{" not in warning.in_language("zh") for warning in found)


def test_a_slip_makes_a_mistake_of_a_strict_check():
    texts = USED | {FACTORS: USED[FACTORS].replace("GJ,56,56", "GJ,0.056,0.056")}
    with pytest.raises(InputError, match=r"emission_factors\.csv row 3, 2025: found 0\.056 kg CO2/GJ"):
        planner.check(texts, strict=True)


def test_a_price_apart_from_all_others_of_its_dimension_is_asked_about():
    """Per piece there is no range: 90, 120 and 150 yuan, and 120 thousand, 889 times the middle of the four, 135."""
    pieces = {"a": 90, "b": 120, "c": 150, "d": 120_000}
    texts = USED | {
        "carriers.csv": USED["carriers.csv"] + "".join(f"{name},,,piece,true,,\n" for name in pieces),
        PRICES: USED[PRICES] + "".join(f"{name},yuan/piece,{cost},office\n" for name, cost in pieces.items()),
    }
    (apart,) = planner.check(texts)
    assert (apart.file, apart.row, apart.key) == (PRICES, 7, "far_from_others")
    assert "889 times apart from 135 yuan/piece" in str(apart)


def test_a_step_in_another_unit_than_the_step_before_is_asked_about():
    """A second step of the envelope at 0.36 yuan/m2 beside one at 200: 200 / 0.36 = 556 times."""
    step = "retrofit_2,improvement,heat,warmth,envelope,m2,,yuan/m2,,,,0.36,,,30,,300,30,,,,office\n"
    texts = USED | {BUILT: USED[BUILT] + step, SAVINGS: USED[SAVINGS] + "retrofit_2,gas,,0.3,office\n"}
    (apart,) = planner.check(texts)
    assert (apart.row, apart.column, apart.key) == (10, "capex", "far_from_others")
    assert "556 times apart from 200 yuan/m2" in str(apart)


def test_a_reduction_can_avoid_no_more_than_its_sector_emits():
    """Heat emits 1,000 m2 x 0.4 GJ x 56 kg and 5 t: 27.4 t; 50 trees of 1 t would stand in it, were it their sector."""
    texts = USED | {
        BUILT: USED[BUILT].replace("trees,reduction,sinks", "trees,reduction,heat").replace(",30,,4,", ",30,,50,")
    }
    (beyond,) = planner.check(texts)
    assert (beyond.column, beyond.key) == ("potential", "more_than_emitted")
    assert "a potential of 50 t CO2, while sector 'heat' emits about 27.4 t CO2" in str(beyond)


def test_a_floor_below_zero_and_a_budget_after_the_plan_are_said():
    """Sinks that may not go below zero, at -1 t; the budget of 2031 counts for nothing in a plan to 2030."""
    texts = USED | {
        "sectors.csv": USED["sectors.csv"].replace("碳汇,,true", "碳汇,,false"),
        "baseline.csv": USED["baseline.csv"] + "sinks,co2,t CO2,-1,office\n",
        CAPS: USED[CAPS]
        .replace("2028,2030", "2028,2031")
        .replace("cumulative,,t CO2,,190", "cumulative,,t CO2,180,190"),
    }
    floor, after = planner.check(texts)
    assert (floor.file, floor.row, floor.key) == ("baseline.csv", 3, "baseline_below_zero")
    assert (after.row, after.column, after.key) == (3, "2031", "cap_outside")


def test_what_nothing_asks_for_and_what_changes_no_emissions_are_said():
    """Hydrogen that nothing consumes; trees that only make electricity."""
    (unused,) = planner.check(SMALL)
    assert (unused.file, unused.row, unused.key) == (BUILT, 9, "asked_by_nothing")
    texts = {file: text for file, text in USED.items() if file != PROCESS}
    (idle,) = planner.check(texts | {FLOWS: USED[FLOWS] + "trees,electricity,MWh/project,-1,,,office\n"})
    assert (idle.file, idle.row, idle.key) == (BUILT, 8, "changes_no_emissions")


def test_a_model_of_caps_without_caps_is_said():
    (none,) = planner.check({file: text for file, text in USED.items() if file != CAPS})
    assert (none.file, none.key) == (CAPS, "no_caps")


def test_what_is_emitted_now_is_what_the_frozen_reference_emits_in_the_first_year(example_city):
    """10 Mm2 x 100 kWh x 0.2 kg = 0.2 Mt; 60 Mkm x 3.5 kWh x 0.27 kg = 0.0567 Mt, and 0.04 Mt of other traffic."""
    now = present_emissions(make_inputs(example_city, read_spec(example_city, None)))
    assert {sector: round(amount, 10) for (_, sector), amount in now.items()} == {
        "buildings": 0.2,
        "power": 0.0,
        "transport": 0.0967,
    }


def test_what_can_stand_at_most_grows_from_its_seed_to_its_potential():
    """Heat pumps: a ramp of 50 m2 a year (growth 0) from 2026 on, 400 at most; boilers decline on their path."""
    inputs = make_inputs(planner.read_case(USED), read_spec(planner.read_case(USED), None))
    ramp = largest_stock(inputs, "heat_pump")
    assert [ramp[y] for y in (2025, 2026, 2030)] == [0, 50, 250]
    assert largest_stock(inputs, "boiler")[2030] == 2000


def test_every_range_has_a_source_an_effect_and_a_dimension():
    """A row that nothing could ever fall into would be none; names of a dimension stand before the row without."""
    rows = list(csv.DictReader((Path(ranges.__file__).parent / "ranges.csv").open(encoding="utf-8")))
    for row in rows:
        assert float(row["low"] or 0) < float(row["high"])
        assert len(row["source"]) > 10
        assert f"effect_{row['effect']}" in WARNINGS
        assert ranges.in_dollars(Units(), row["unit"]) is not None
    keys = [(row["quantity"], row["name"], row["unit"]) for row in rows]
    assert len(set(keys)) == len(rows)


def test_a_loan_and_a_tariff_that_move_no_money_are_said():
    """The grid pays no capex; boilers make no gas, but use it, and lamps use electricity."""
    texts = USED | {
        "payers.csv": "payer\nhomes\ngrid\n",
        "payer_shares.csv": "payer,share\nhomes,1\n",
        "loans.csv": "loan,lender,borrower,rate,tenor,unit,amount\n"
        "a,outside,homes,0.03,5,yuan,9\nb,outside,grid,0.03,5,yuan,9\n",
        "tariffs.csv": "carrier,side,of,supplier,unit,amount\n"
        "gas,use,boiler,grid,yuan/GJ,60\ngas,made,boiler,grid,yuan/GJ,60\n"
        "electricity,use,lamp,grid,yuan/MWh,500\nelectricity,use,meter,grid,yuan/MWh,500\n",
    }
    found = [(warning.file, warning.row, warning.key) for warning in planner.check(texts)]
    tariffs = [("tariffs.csv", row, "tariff_of_nothing") for row in (3, 5)]
    assert found == [*tariffs, ("loans.csv", 3, "borrows_for_nothing")]


def test_every_warning_has_a_slip():
    """Those of several changes have tests of their own above."""
    folder = Path(ranges.__file__).parent
    texts = {
        node.value
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    several = {"far_from_others", "more_than_emitted", "baseline_below_zero", "cap_outside", "no_caps"}
    several |= {"asked_by_nothing", "changes_no_emissions", "impossible_number", "impossible_jump", "same_name"}
    several |= {"borrows_for_nothing", "tariff_of_nothing", "above_full_power"}
    said = {slip.key for slip in SLIPS} | several | {"usual_between", "usual_at_most"}
    parts = {key for key in WARNINGS if key.startswith("effect_")}
    assert texts & set(WARNINGS) - parts == said


def test_a_warning_about_a_sheet_of_measures_names_its_row(tmp_path):
    """700,000 yuan are 99,000 dollars a tonne; usual is 10,000 at most, 70,800 yuan."""
    sheet = tmp_path / "measures.csv"
    sheet.write_text("measure,tonnes (kt),cost (CNY/t)\nLED,120,-260\nInsulation,200,700000\n", encoding="utf-8")
    (dear,) = planner.check(sheet)
    assert (dear.file, dear.row, dear.column, dear.key) == ("measures.csv", 3, "", "unusual_number")
    assert "at most 70,800" in str(dear)


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 3)])
def test_check_lists_warnings_and_ends_with_3_where_they_are_errors(options, code, tmp_path, monkeypatch, capfd):
    write_case(tmp_path / "case", USED | {FACTORS: USED[FACTORS].replace("GJ,56,56", "GJ,0.056,0.056")})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["planner", "check", "case", *options])
    with pytest.raises(SystemExit) as stop:
        main()
    out, err = capfd.readouterr()
    assert stop.value.code == code
    assert "  - emission_factors.csv row 3, 2025: found 0.056 kg CO2/GJ; usual: 30 to 100" in (err if code else out)


def test_check_as_json_has_warnings_beside_facts(tmp_path, monkeypatch, capfd):
    write_case(tmp_path / "case", USED | {PROCESS: USED[PROCESS].replace("project,-1", "project,1")})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["planner", "check", "case", "--json"])
    with pytest.raises(SystemExit):
        main()
    said = json.loads(capfd.readouterr().out)
    assert [(w["code"], w["file"], w["row"], w["found"]) for w in said["warnings"]] == [
        ("adds_emissions", PROCESS, 2, "1 t CO2/project")
    ]
    assert said["facts"][0]["key"] == "say_right"


def test_a_plan_carries_the_warnings_and_a_command_counts_them(tmp_path, monkeypatch, capsys):
    """Gas at 0.056 kg/GJ: the plan is found, and one line says where to look."""
    texts = USED | {FACTORS: USED[FACTORS].replace("GJ,56,56", "GJ,0.056,0.056")}
    assert [warning.key for warning in planner.solve(texts).warnings] == ["unusual_number"]
    write_case(tmp_path / "case", texts)
    monkeypatch.chdir(tmp_path)
    Request("case", model="annual_caps").prepared()
    assert capsys.readouterr().err == (
        "1 warning(s) about the tables: `planner check case --model annual_caps` lists them.\n"
    )
