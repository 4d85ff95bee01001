"""A small commented case to start from; its column comments come from the declarations of the tables."""

from __future__ import annotations

from pathlib import Path

from planner.case.dictionary import dictionary
from planner.errors import UsageError

SETTINGS = """# A small case to start from: change the numbers, then `planner check` and `planner solve`.
title_en = "My city"
title_zh = "我的城市"
first_year = 2025
last_year = 2035
price_year = 2025            # all money is real, in prices of this year
money = "million CNY"        # unit of money in results
discount_rate = 0.05         # real, per year
source = "made_up"           # of the discount rate, in sources.csv
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
gas,yuan/GJ,67,made_up
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
""",
}


def write_template(folder: Path) -> None:
    """Write the template into a new folder. Raises UsageError when it exists."""
    if folder.exists():
        raise UsageError("already_there", place=str(folder))
    folder.mkdir(parents=True)
    (folder / "case.toml").write_text(SETTINGS, encoding="utf-8")
    for file, rows in TABLES.items():
        (folder / file).write_text(_comment(file) + rows, encoding="utf-8-sig")


def _comment(file: str) -> str:
    """Lines that say what the table and its columns are. A comma inside would only be another cell of the comment."""
    entry = dictionary(file)[0]
    lines = [entry["meaning"], *(f"{c['column']}: {c['meaning']}" for c in entry["columns"] if c["meaning"])]
    return "".join(f'"# {line}"\n' if "," in line else f"# {line}\n" for line in lines)
