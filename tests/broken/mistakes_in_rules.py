"""Mistakes that show only when rows are looked at together."""

from __future__ import annotations

from small_case import SMALL, Mistake, mistake

BUILT, PRICES, FACTORS, FLOWS = "interventions.csv", "prices.csv", "emission_factors.csv", "unit_flows.csv"
CAPS, SAVINGS, CAPTURES, CARRIERS, SECTORS, PATHS, SOURCES = (
    "caps.csv",
    "savings.csv",
    "captures.csv",
    "carriers.csv",
    "sectors.csv",
    "paths.csv",
    "sources.csv",
)
METER = "meter,improvement,heat,warmth,,m2,,yuan/m2,yuan/m2"
FUEL_CELL = "fuel_cell,technology,power,electricity,,kW,5,yuan/kW,,,,900,,,15,,,,,,,office\n"
GAIN = {
    BUILT: SMALL[BUILT] + FUEL_CELL,
    FLOWS: SMALL[FLOWS].replace("MWh/MWh,1.5", "MWh/MWh,0.8") + "fuel_cell,hydrogen,MWh/MWh,1.1,,,office\n",
}
STEAM = {
    CARRIERS: SMALL[CARRIERS] + "steam,Steam,蒸汽,MWh,false,,\n",
    FLOWS: SMALL[FLOWS] + "lamp,steam,MWh/MWh,0.1,,,office\n",
}
WASTED_GAS = {
    CARRIERS: SMALL[CARRIERS].replace("GJ,true,,false", "GJ,true,,true"),
    PRICES: SMALL[PRICES].replace("60", "-60"),
}
COAL = {
    CARRIERS: SMALL[CARRIERS] + "coal,Coal,煤,GJ,false,,\n",
    FACTORS: SMALL[FACTORS] + "coal,co2,kg CO2/GJ,95,95,office\n",
}
COOLING = {"services.csv": SMALL["services.csv"] + "cooling,Cooling,供冷,MWh,10,10,office\n"}
DIMMERS = {
    BUILT: SMALL[BUILT] + "".join(f"dimmer{n},improvement,heat,light,,MWh{',' * 9}10{',' * 7}\n" for n in range(11)),
    SAVINGS: SMALL[SAVINGS] + "".join(f"dimmer{n},electricity,,0.1,office\n" for n in range(11)),
}
OF_CO2E = {file: text.replace("CO2", "CO2e") for file, text in SMALL.items()}
TOML, WITH_RULE = "case.toml", '\n[[accounts]]\nid = "rule"\nunit = "{unit}"\ngas = "CO2"\n'
BURNT = "gas,rule,kg{gas}/GJ,56,56,office\n"
IN_TONNES = {TOML: SMALL[TOML] + WITH_RULE.format(unit="t"), FACTORS: SMALL[FACTORS] + BURNT.format(gas="")}
LATE_CAP = "account,unit,2035\nco2,t CO2,90\n"

SHEET = SMALL[SOURCES].splitlines()


def derived(name: str, formula: str, column: str, found: str, words: str) -> Mistake:
    """A second source, half of the first: 4 CNY."""
    rows = [f"{SHEET[0]},formula", f"{SHEET[1]},", f"half,Half of it,4,,,CNY,,2025,derived,{formula}"]
    return Mistake(name, SMALL | {SOURCES: "\n".join(rows) + "\n"}, SOURCES, 3, column, found, words)


RANGES, CORRELATIONS = "ranges.csv", "correlations.csv"
THREE = "".join(f"{key},Another,8,5,9,CNY,nowhere,2025,assumption\n" for key in "abc")


def ranged(name: str, row: str, column: str, found: str, words: str, source: str = "8,5,9") -> Mistake:
    """One row of ranges.csv, of a source with this value, low and high."""
    texts = {RANGES: f"key,shape,numbers,weights\n{row}\n", SOURCES: SMALL[SOURCES].replace("8,5,9", source)}
    return Mistake(name, SMALL | texts, RANGES, 2, column, found, words)


def correlated(name: str, pairs: str, row: int, column: str, found: str, words: str) -> Mistake:
    """Rows of correlations.csv among the sources a, b and c, each from 5 over 8 to 9."""
    texts = {CORRELATIONS: f"key,other,rank\n{pairs}", SOURCES: SMALL[SOURCES] + THREE}
    return Mistake(name, SMALL | texts, CORRELATIONS, row, column, found, words)


IN_RULES = [
    mistake(
        "bought without a price",
        (PRICES, "gas,yuan/GJ,60,office\n", ""),
        3,
        "bought",
        "gas",
        "bought = false",
        file=CARRIERS,
    ),
    Mistake(
        "price of what is not bought",
        SMALL | {PRICES: SMALL[PRICES] + "hydrogen,yuan/MWh,900,office\n"},
        PRICES,
        4,
        "carrier",
        "hydrogen",
        "bought = true",
    ),
    mistake(  # on the line from 56 to -56 kg/GJ 2028 is at -11.2; a boiler burns 0.4 GJ/m2
        "capture from what burns below nothing",
        (FACTORS, "GJ,56,56", "GJ,56,-56"),
        2,
        "technology",
        "boiler",
        "-0.00448 t CO2/m2 where it stands in 2028",
        file=CAPTURES,
    ),
    Mistake("factor of what is not bought", SMALL | COAL, FACTORS, 4, "carrier", "coal", "process emissions"),
    mistake(
        "made but counted where it burns",
        (FLOWS, "lamp,electricity,MWh/MWh,1", "lamp,gas,GJ/MWh,-1"),
        4,
        "carrier",
        "gas",
        "counted_in",
    ),
    Mistake("paid to waste", SMALL | WASTED_GAS, PRICES, 3, "amount", "-60", "surplus = false"),
    Mistake(
        "nobody serves a demand", SMALL | COOLING, "services.csv", 4, "service", "cooling", "no technology delivers it"
    ),
    Mistake("nobody makes a carrier", SMALL | STEAM, FLOWS, 6, "carrier", "steam", "it is not bought"),
    Mistake("gain in a circle", SMALL | GAIN, BUILT, 9, "of", "electrolyser, fuel_cell", "unit_flows.csv"),
    mistake("number neither once nor by year", (FLOWS, "0.4,,", ",,"), 2, "amount", "", "one value in `amount`"),
    mistake("number once and by year", (FLOWS, "0.4,,", "0.4,,0.4"), 2, "amount", "0.4", "Give one or the other"),
    Mistake(
        "carrier named like a service",
        SMALL | {CARRIERS: SMALL[CARRIERS] + "light,Light,光,MWh,false,,\n"},
        CARRIERS,
        5,
        "carrier",
        "light",
        "Choose another id",
    ),
    Mistake(
        "intervention named like a carrier",
        SMALL | {BUILT: SMALL[BUILT] + FUEL_CELL.replace("fuel_cell", "gas").replace("electricity", "hydrogen")},
        BUILT,
        10,
        "intervention",
        "gas",
        "carriers.csv. Choose another id",
    ),
    Mistake(
        "policy named like one of another table",
        SMALL
        | {
            "volumes.csv": "policy,quantity,of,bound,unit,amount\npilot,purchases,gas,at_most,GJ,9\n",
            "budgets.csv": "policy,unit,amount\npilot,CNY,9\n",
        },
        "budgets.csv",
        2,
        "policy",
        "pilot",
        "volumes.csv. Choose another id",
    ),
    Mistake(
        "grant of a sector named like a service",
        SMALL
        | {
            "services.csv": SMALL["services.csv"] + "heat,Heat,热,GJ,0,0,office\n",
            "transfers.csv": "transfer,payer,basis,of,unit,amount\ngrant,outside,capex,heat,%,10\n",
        },
        "transfers.csv",
        2,
        "of",
        "heat",
        "Give one of them another id",
    ),
    mistake("paid to emit", ("carbon_prices.csv", "100", "-100"), 2, "amount", "-100", ">= 0"),
    mistake(
        "sector named total",
        (SECTORS, "sinks,Sinks,碳汇,", "sinks,Sinks,碳汇,total"),
        4,
        "group",
        "total",
        "Choose another id",
    ),
    mistake(
        "group named like a sector",
        (SECTORS, "sinks,Sinks,碳汇,", "sinks,Sinks,碳汇,heat"),
        3,
        "sector",
        "heat",
        "Choose another id",
    ),
    mistake(
        "technology of nothing",
        (BUILT, "heat_pump,technology,heat,warmth", "heat_pump,technology,heat,"),
        3,
        "of",
        "",
        "needs the commodity it delivers",
    ),
    mistake(
        "reduction of a commodity",
        (BUILT, "reduction,sinks,", "reduction,sinks,warmth"),
        8,
        "of",
        "warmth",
        "Leave it empty",
    ),
    mistake(
        "minimum use of an improvement",
        (BUILT, "300,30,,,,office", "300,30,,,0.5,office"),
        5,
        "minimum_use",
        "0.5",
        "Leave it empty",
    ),
    mistake("output of an improvement", (BUILT, "envelope,m2,", "envelope,m2,2"), 5, "output", "2", "Leave it empty"),
    mistake(
        "steps of one measure on two services",
        (BUILT, METER, METER.replace("warmth,", "light,envelope").replace("m2", "MWh")),
        5,
        "group",
        "envelope",
        "one commodity",
    ),
    mistake(
        "technology that uses what it delivers",
        (FLOWS, "electrolyser,electricity", "electrolyser,hydrogen"),
        5,
        "carrier",
        "hydrogen",
        "output",
    ),
    Mistake("modes without number", SMALL | DIMMERS, BUILT, 4, "intervention", "lamp", "one group"),
    mistake(
        "improvement counted in homes",
        (BUILT, "envelope,m2,,yuan/m2", "envelope,household,,yuan/household"),
        5,
        "unit",
        "household",
        "m2",
    ),
    mistake("capture of plain tonnes", (BUILT, "t CO2,,,yuan/t CO2", "t,,,yuan/t"), 7, "unit", "t", "t CO2"),
    mistake(
        "capture of nothing",
        (CAPTURES, "scrubber,boiler,0.9,office\n", ""),
        7,
        "kind",
        "scrubber",
        "captures.csv",
        file=BUILT,
    ),
    Mistake("capture without an account of CO2", OF_CO2E, BUILT, 7, "kind", "scrubber", 'gas = "CO2"'),
    Mistake(
        "capture that one of two accounts can't count",
        SMALL | IN_TONNES,
        BUILT,
        7,
        "unit",
        "t CO2",
        "does not convert to t.",
    ),
    mistake(
        "improvement that saves nothing",
        (SAVINGS, "meter,gas,,0.15,office\n", ""),
        6,
        "kind",
        "meter",
        "savings.csv",
        file=BUILT,
    ),
    mistake(
        "reduction that reduces nothing",
        ("process_emissions.csv", "trees,co2,t CO2/project,-1,office\n", ""),
        8,
        "kind",
        "trees",
        "process_emissions.csv",
        file=BUILT,
    ),
    mistake(
        "saving by a technology", (SAVINGS, "meter,gas", "lamp,electricity"), 4, "improvement", "lamp", "improvement"
    ),
    mistake("capture from an improvement", (CAPTURES, "boiler", "retrofit"), 2, "technology", "retrofit", "technology"),
    mistake(
        "saving on a technology of another service",
        (SAVINGS, "retrofit,electricity,heat_pump", "retrofit,electricity,lamp"),
        3,
        "technology",
        "lamp",
        "warmth",
    ),
    mistake("cost without its unit", (BUILT, "kW,5,yuan/kW", "kW,5,"), 9, "cost_unit", "", "like yuan/kW"),
    mistake(
        "variable cost without its unit",
        (BUILT, "t CO2,,,yuan/t CO2", "t CO2,,,"),
        7,
        "variable_unit",
        "",
        "like yuan/MWh",
    ),
    mistake("idle stock that earns", (BUILT, "250,2,", "250,-2,"), 3, "fixed_cost", "-2", "only a reduction"),
    mistake("seed without growth", (BUILT, "400,,0,50", "400,,,50"), 3, "growth_seed", "50", "growth 0 with a seed"),
    mistake(
        "more stock than potential",
        (BUILT, "1,10,,,,,,0.1", "1,10,,50,,,,0.1"),
        4,
        "existing",
        "100",
        "Raise the potential",
    ),
    mistake(
        "more stock by year than potential in all years",
        (BUILT, "20,,2000", "20,,500"),
        3,
        "2025",
        "1000",
        "Raise the potential",
        file=PATHS,
    ),
    mistake(
        "more stock by year than potential", (PATHS, "1000,600", "3000,600"), 3, "2025", "3000", "Raise the potential"
    ),
    mistake("cost by year below zero", (PATHS, "250,200", "250,-200"), 2, "2030", "-200", ">= 0"),
    mistake(
        "reduction that pays without limit",
        (BUILT, "1000,10,5,30,,4", "0,0,-5,30,,"),
        8,
        "potential",
        "",
        "Give it a limit",
    ),
    mistake(
        "linear cumulative budget",
        (CAPS, "cumulative,,", "cumulative,linear,"),
        3,
        "between",
        "linear",
        "Leave it empty",
    ),
    Mistake("cap after the plan", SMALL | {CAPS: LATE_CAP}, CAPS, 2, "years", "2035", "2025 to 2030"),
    mistake("range below its number", (SOURCES, "8,5,9", "8,5,7"), 2, "high", "7", "allowed >= 8"),
    mistake("range above its number", (SOURCES, "8,5,9", "8,8.5,9"), 2, "low", "8.5", "allowed <= 8"),
    mistake("range the wrong way round", (SOURCES, "8,5,9", "8,9,5"), 2, "low", "9", "the lower number as low"),
    mistake("range without a number", (SOURCES, "8,5,9", ",5,9"), 2, "value", "", "or leave the range empty"),
    derived("formula of words", "8 times office", "formula", "8 times office", "+ - * /"),
    derived("formula that divides by nothing", "8 / (office - 8)", "formula", "8 / (office - 8)", "+ - * /"),
    derived("formula of a key that is not there", "2 * ofice", "formula", "ofice", "Did you mean 'office'"),
    derived("formula of itself", "2 * half", "formula", "half", "no other key"),
    derived("formula that gives something else", "office / 2 + 1", "value", "4", "the formula gives 5"),
    mistake("number of a source without a unit", (SOURCES, "CNY", ""), 2, "unit", "", "needs its unit"),
    mistake(
        "read nobody knows where",
        (SOURCES, "nowhere,2025,assumption", ",2025,read in source"),
        2,
        "where",
        "read",
        "Say where it was read",
    ),
    mistake(
        "discount rate of no source",
        (TOML, 'source = "office"', 'source = "ofice"'),
        0,
        "source",
        "ofice",
        "Did you mean 'office'?",
    ),
    ranged("shape of a number without a range", "office,uniform,,", "key", "office", "has no value", "8,,"),
    ranged("numbers beside a uniform shape", "office,uniform,5; 9,", "numbers", "uniform", "Only discrete"),
    ranged("log-normal number at zero", "office,log_normal,,", "shape", "0", "low above 0", "8,0,9"),
    ranged("discrete numbers of words", "office,discrete,few; many,", "numbers", "few; many", "separated by ;"),
    ranged("one discrete number", "office,discrete,5,", "numbers", "5", "two numbers or more"),
    ranged("discrete number beyond its range", "office,discrete,5; 10,", "numbers", "10", "allowed 5-9"),
    ranged("weights of fewer numbers", "office,discrete,5; 9,1", "weights", "1", "2 numbers above 0"),
    correlated("correlation of a source with itself", "a,a,1\n", 2, "other", "a, a", "two different sources"),
    correlated("pair that stands twice", "a,b,0.5\nb,a,0.5\n", 3, "other", "b, a", "each pair stands once"),
    correlated("correlations that clash", "a,b,0.9\na,c,0.9\nb,c,-0.9\n", 0, "rank", "", "nearer to 0"),
]
