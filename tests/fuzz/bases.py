"""Right inputs to spoil: folders of tables, sheets and workbooks of measures, small enough to try thousands."""

from __future__ import annotations

from shipped import EXAMPLE_CITY
from small_case import SMALL

Texts = dict[str, str]
"""File -> text."""

PLAIN = {
    "case.toml": """\
title_en = "Plain"
first_year = 2025
last_year = 2028
price_year = 2025
money = "million CNY"
discount_rate = 0.05

[[accounts]]
id = "co2"
unit = "t CO2"
""",
    "sectors.csv": "sector,name_en,group,net_negative\npower,Power,energy,\nheat,Heat,energy,\nsinks,Sinks,,true\n",
    "services.csv": "service,name_en,unit,2025,2028\nwarmth,Warm homes,MWh,20,26\nlight,Light,MWh,5,5\n",
    "carriers.csv": "carrier,unit,bought,counted_in,surplus\ngas,MWh,true,,\npower,MWh,true,power,\nh2,MWh,,,true\n",
    "prices.csv": "carrier,unit,2025,2028\ngas,million CNY/MWh,2,3\npower,million CNY/MWh,5,4\n",
    "emission_factors.csv": "carrier,account,unit,2025,2028\ngas,co2,t CO2/MWh,2,2\npower,co2,t CO2/MWh,1,0.5\n",
    "baseline.csv": "sector,account,unit,amount\nheat,co2,t CO2,6\n",
    "interventions.csv": """\
intervention,kind,name_en,name_zh,sector,of,group,unit,output,cost_unit,variable_unit,incumbent,existing,capex,fixed_cost,\
variable_cost,lifetime,first_year,potential,build_limit,growth,growth_seed,minimum_use
boiler,technology,Boiler,锅炉,heat,warmth,,MWh,1,million CNY/MWh,,true,20,3,0.1,,8,,60,,,,
pump,technology,Heat pump,热泵,heat,warmth,,MWh,1,million CNY/MWh,,,2,9,,,6,2026,,6,0.5,2,
lamp,technology,Lamp,灯,heat,light,,MWh,1,million CNY/MWh,million CNY/MWh,true,5,2,,1,3,,,,,,0.1
fuel_cell,technology,Fuel cell,燃料电池,heat,warmth,,MWh,1,million CNY/MWh,,,,12,,,5,,4,,,,
electrolyser,technology,Electrolyser,电解槽,power,h2,,MWh,1,million CNY/MWh,,,,5,,,5,,,,,,
retrofit,improvement,Retrofit,改造,heat,warmth,envelope,MWh,,million CNY/MWh,,,,8,,,10,,9,2,,,
meter,improvement,Meter,计量,heat,warmth,,MWh,,million CNY/MWh,million CNY/MWh,,,1,,0.2,4,,,,,,
scrubber,capture,Scrubber,捕集,heat,,,t CO2,,million CNY/t CO2,million CNY/t CO2,,,4,,2,6,,10,,,,
trees,reduction,Trees,造林,sinks,,,t CO2,,million CNY/t CO2,million CNY/t CO2,,,6,,1,10,,3,1,,,
""",
    "unit_flows.csv": """\
intervention,carrier,unit,amount
boiler,gas,MWh/MWh,1.2
pump,power,MWh/MWh,0.4
lamp,power,MWh/MWh,1
fuel_cell,h2,MWh/MWh,1.5
fuel_cell,power,MWh/MWh,-0.2
electrolyser,power,MWh/MWh,1.4
scrubber,power,MWh/t CO2,0.3
""",
    "savings.csv": """\
improvement,carrier,technology,fraction
retrofit,gas,,0.4
retrofit,power,pump,0.3
meter,gas,,0.1
""",
    "captures.csv": "capture,technology,rate\nscrubber,boiler,0.9\n",
    "process_emissions.csv": "intervention,account,unit,amount\ntrees,co2,t CO2/t CO2,-1\nlamp,co2,t CO2/MWh,0.1\n",
    "paths.csv": "intervention,column,2025,2028\npump,capex,9,7\nboiler,existing,20,14\n",
    "caps.csv": """\
account,scope,kind,between,unit,2026,2028
co2,,yearly,linear,t CO2,70,55
co2,energy,cumulative,,t CO2,,250
""",
    "carbon_prices.csv": "account,scope,unit,amount\nco2,heat,million CNY/t CO2,0.5\n",
}
"""Everything in MWh, million CNY and t, so that `models/reference.py` can take its numbers as they stand."""

SCENARIO = {
    "scenarios.csv": "scenario,name_en\ndear,Dear\n",
    "scenarios/dear.csv": """\
table,key,column,change,value
prices.csv,gas,years,times,1.5
interventions.csv,pump,capex,set,7
caps.csv,co2/yearly,2028,plus,-2
case.toml,,discount_rate,set,0.03
services.csv,light,amount,replace,4
""",
}
FEW_YEARS = {"last_year = 2035": "last_year = 2030"}

FOLDERS: dict[str, Texts] = {
    "plain": PLAIN,
    "scenario": PLAIN | SCENARIO,
    "small": SMALL,
    "example_city": EXAMPLE_CITY | {"case.toml": EXAMPLE_CITY["case.toml"].replace(*next(iter(FEW_YEARS.items())))},
}
SHEETS: dict[str, str] = {
    "per_tonne": """\
Measure,Sector,Abatement 2030 (kt),Abatement 2035 (kt),Cost (CNY/t),Group,Source
LED lamps,Buildings,10,12,-120,,a
Heat pumps,Buildings,20,30,560,heating,b
Ground heat,Buildings,15,40,600,heating,b
Wind,Power,100,300,45,,c
Total,,145,382,,,
""",
    "chinese": """\
措施,部门,减排量（万吨）,单位成本（元/吨）,互斥组,备注
LED照明,建筑,10,-120,,甲
热泵,建筑,"1,200",560,供暖,乙
风电,电力,１００,(20),,丙
合计,,1310,,,
""",
    "capital": """\
name,sector,tonnes a year,investment (million CNY),annual saving (million CNY),O&M (million CNY),lifetime (years)
Pumps,Industry,5000,12,3,0.2,10
Boilers,Industry,8000,20,1.5,0.5,20
Buses,Transport,3000,45,4,,12
""",
}
