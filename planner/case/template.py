"""A small case to start from."""

from __future__ import annotations

from typing import cast

from pydantic import BaseModel

from planner.case.case import AccountEntry, Settings
from planner.case.files import RawCase, read_raw
from planner.messages import text
from planner.tables.wording import ACCOUNTS, SETTINGS_FILE, meaning

SETTINGS = """title_en = "My city"
title_zh = "我的城市"
first_year = 2025
last_year = 2035
price_year = 2025
money = "million CNY"
discount_rate = 0.05
source = "made_up"
default_model = "annual_caps"

[[accounts]]
id = "co2"
name_en = "CO2, physical"
name_zh = "二氧化碳（物理口径）"
unit = "kt CO2"
gas = "CO2"
"""

TABLES = {
    "sectors.csv": """sector,name_en,name_zh,group,net_negative
buildings,Buildings,建筑,,
power,Power,电力,,
other,Everything else,其他,,
""",
    "services.csv": """service,name_en,name_zh,unit,2025,2035,source
warm_homes,Warm homes,住宅供暖,Mm2,10,12,made_up
""",
    "carriers.csv": """carrier,name_en,name_zh,unit,bought,counted_in,surplus
gas,Natural gas,天然气,TJ,true,,
electricity,Grid electricity,电网电力,GWh,true,power,
""",
    "prices.csv": """carrier,unit,amount,source
gas,yuan/GJ,67,gas_price
electricity,yuan/MWh,520,made_up
""",
    "emission_factors.csv": """carrier,account,unit,2025,2035,source
gas,co2,kg CO2/GJ,56,56,made_up
electricity,co2,t CO2/MWh,0.58,0.37,made_up
""",
    "baseline.csv": """sector,account,unit,2025,2035,source
other,co2,kt CO2,100,100,made_up
""",
    "interventions.csv": """intervention,kind,name_en,name_zh,sector,of,group,unit,output,cost_unit,variable_unit,\
incumbent,existing,capex,fixed_cost,variable_cost,lifetime,first_year,potential,build_limit,growth,growth_seed,source
gas_boiler,technology,Gas boiler,燃气锅炉,buildings,warm_homes,,Mm2,1,yuan/m2,,true,10,100,2,,20,,,,,,made_up
heat_pump,technology,Heat pump,热泵,buildings,warm_homes,,Mm2,1,yuan/m2,,,,250,3,,20,2026,,,0.5,0.5,made_up
retrofit,improvement,Envelope retrofit,围护结构改造,buildings,warm_homes,,Mm2,,yuan/m2,,,,350,,,30,,5,0.5,,,made_up
wind_ppa,technology,Wind PPA,风电购电协议,power,electricity,,GWh,1,,yuan/MWh,,,,,590,10,,100,,,,made_up
offsite_savings,reduction,A measure known by its tonnes and cost,仅知吨数和成本的措施,other,,,kt CO2,,,yuan/t CO2,\
,,,,300,1,,40,,,,made_up
""",
    "unit_flows.csv": """intervention,carrier,unit,amount,source
gas_boiler,gas,GJ/m2,0.32,made_up
heat_pump,electricity,kWh/m2,25,made_up
""",
    "savings.csv": """improvement,carrier,technology,fraction,source
retrofit,gas,,0.4,made_up
retrofit,electricity,,0.4,made_up
""",
    "process_emissions.csv": """intervention,account,unit,amount,source
offsite_savings,co2,kt CO2/kt CO2,-1,made_up
""",
    "caps.csv": """account,scope,kind,between,unit,2027,2035,source
co2,,yearly,linear,kt CO2,270,150,made_up
""",
    "sources.csv": """key,title,title_zh,value,low,high,unit,where,year,grade,note
made_up,Made-up numbers of the template,模板中的虚构数字,,,,,,,assumption,
gas_price,Price of gas: made up as well,燃气价格：同为虚构,67,50,100,yuan/GJ,,,assumption,
""",
    "ranges.csv": """key,shape,numbers,weights,source
gas_price,log_normal,,,made_up
""",
}

UNITS = {
    "million CNY": "百万元",
    "Mm2": "百万平方米",
    "TJ": "太焦",
    "GWh": "百万千瓦时",
    "kt CO2": "千吨 CO2",
    "kt CO2/kt CO2": "千吨 CO2/千吨 CO2",
    "yuan/GJ": "元/吉焦",
    "yuan/MWh": "元/兆瓦时",
    "yuan/m2": "元/平方米",
    "yuan/t CO2": "元/吨 CO2",
    "kg CO2/GJ": "千克 CO2/吉焦",
    "t CO2/MWh": "吨 CO2/兆瓦时",
    "GJ/m2": "吉焦/平方米",
    "kWh/m2": "千瓦时/平方米",
}
"""The same units in Chinese."""


def template(lang: str) -> RawCase:
    """The small case, its settings with what each means beside it, its units in the user's language."""
    texts = {SETTINGS_FILE: _settings(lang), **TABLES}
    for english, chinese in UNITS.items() if lang == "zh" else ():
        for file, body in texts.items():
            texts[file] = body.replace(f",{english},", f",{chinese},").replace(f'"{english}"', f'"{chinese}"')
    return read_raw(texts)


def _settings(lang: str) -> str:
    """The settings, each with what it means beside it."""
    file, model = SETTINGS_FILE, cast(type[BaseModel], Settings)
    lines = [f"# {text('template_first', lang)}"]
    for line in SETTINGS.splitlines():
        if line == "[[accounts]]":
            file, model = ACCOUNTS, AccountEntry
        info = model.model_fields.get(line.partition(" = ")[0])
        said = meaning(file, line.partition(" = ")[0], info.description or "", lang) if info else ""
        lines.append(f"{line:<34}# {said}" if said else line)
    return "\n".join(lines) + "\n"
