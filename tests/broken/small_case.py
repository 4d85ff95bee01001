"""A small valid case with a row of every table, and folders with one mistake in it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

SMALL = {
    "case.toml": """\
title_en = "Small"
title_zh = "小"
first_year = 2025
last_year = 2030
price_year = 2025
money = "million CNY"
discount_rate = 0.05
source = "office"
default_model = "annual_caps"
counted = ["project"]

[[accounts]]
id = "co2"
unit = "t CO2"
gas = "CO2"
""",
    "sectors.csv": """\
sector,name_en,name_zh,group,net_negative
power,Power,电力,energy,false
heat,Heat,供热,energy,false
sinks,Sinks,碳汇,,true
""",
    "services.csv": """\
service,name_en,name_zh,unit,2025,2030,source
warmth,Warm homes,供暖,m2,1000,1100,office
light,Light,照明,MWh,100,100,office
""",
    "carriers.csv": """\
carrier,name_en,name_zh,unit,bought,counted_in,surplus
electricity,Electricity,电,MWh,true,power,false
gas,Gas,天然气,GJ,true,,false
hydrogen,Hydrogen,氢,MWh,false,,true
""",
    "prices.csv": """\
carrier,unit,amount,source
electricity,yuan/MWh,520,office
gas,yuan/GJ,60,office
""",
    "emission_factors.csv": """\
carrier,account,unit,2025,2030,source
electricity,co2,t CO2/MWh,0.6,0.5,office
gas,co2,kg CO2/GJ,56,56,office
""",
    "carbon_prices.csv": """\
account,scope,unit,amount,source
co2,energy,yuan/t CO2,100,office
""",
    "baseline.csv": """\
sector,account,unit,amount,source
heat,co2,t CO2,5,office
""",
    "interventions.csv": """\
intervention,kind,sector,of,group,unit,output,cost_unit,variable_unit,incumbent,existing,capex,fixed_cost,variable_cost,\
lifetime,first_year,potential,build_limit,growth,growth_seed,minimum_use,source
boiler,technology,heat,warmth,,m2,1,yuan/m2,,true,1000,100,1,,20,,2000,,,,,office
heat_pump,technology,heat,warmth,,m2,1,yuan/m2,,,,250,2,,15,2026,400,,0,50,,office
lamp,technology,heat,light,,unit,1,yuan/unit,yuan/MWh,true,100,100,,1,10,,,,,,0.1,office
retrofit,improvement,heat,warmth,envelope,m2,,yuan/m2,,,,200,,,30,,300,30,,,,office
meter,improvement,heat,warmth,,m2,,yuan/m2,yuan/m2,,,30,,1,12,,,,,,,office
scrubber,capture,heat,,,t CO2,,,yuan/t CO2,,,,,450,20,,,,,,,office
trees,reduction,sinks,,,project,,yuan/project,yuan/project,,,1000,10,5,30,,4,,,,,office
electrolyser,technology,power,hydrogen,,kW,5,yuan/kW,,,,1500,,,15,,,,,,,office
""",
    "unit_flows.csv": """\
intervention,carrier,unit,amount,2025,2030,source
boiler,gas,GJ/m2,0.4,,,office
heat_pump,electricity,kWh/m2,,30,28,office
lamp,electricity,MWh/MWh,1,,,office
electrolyser,electricity,MWh/MWh,1.5,,,office
""",
    "savings.csv": """\
improvement,carrier,technology,fraction,source
retrofit,gas,,0.4,office
retrofit,electricity,heat_pump,0.4,office
meter,gas,,0.15,office
""",
    "captures.csv": """\
capture,technology,rate,source
scrubber,boiler,0.9,office
""",
    "process_emissions.csv": """\
intervention,account,unit,amount,source
trees,co2,t CO2/project,-1,office
""",
    "paths.csv": """\
intervention,column,2025,2030,source
heat_pump,capex,250,200,office
boiler,existing,1000,600,office
""",
    "caps.csv": """\
account,scope,kind,between,unit,2028,2030,source
co2,,yearly,linear,t CO2,95,90,office
co2,heat,cumulative,,t CO2,,190,office
""",
    "sources.csv": """\
key,title,value,low,high,unit,where,year,grade
office,Made up,8,5,9,CNY,nowhere,2025,assumption
""",
}

A_FOLDER = "a folder stands here, not a file"


def write_case(folder: Path, texts: dict[str, str]) -> Path:
    """Write a case's files; the surrogates that stand for undecodable bytes are written as those bytes."""
    folder.mkdir()
    for file, text in texts.items():
        (folder / file).parent.mkdir(exist_ok=True)
        if text == A_FOLDER:
            (folder / file).mkdir()
        else:
            (folder / file).write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder


def with_change(file: str, old: str, new: str) -> dict[str, str]:
    """The small case with one change in a file: the text `old`, which occurs once, becomes `new`."""
    assert SMALL[file].count(old) == 1, f"{old!r} occurs {SMALL[file].count(old)} times in {file}"
    return SMALL | {file: SMALL[file].replace(old, new)}


class Mistake(NamedTuple):
    """One mistake in the small case, and what the message about it has to say."""

    name: str
    texts: dict[str, str]
    file: str
    row: int
    column: str
    found: str
    remedy: str


def mistake(
    name: str,
    change: tuple[str, str, str],
    row: int,
    column: str,
    found: str,
    remedy: str,
    file: str = "",
) -> Mistake:
    """A mistake made by one change (file, old text, new text), said of that file if no other is named."""
    return Mistake(name, with_change(*change), file or change[0], row, column, found, remedy)
