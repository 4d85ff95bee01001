"""Mistakes in scenarios.csv and in the files of scenarios: what the one line of changes has wrong."""

from __future__ import annotations

from small_case import SMALL, Mistake

HEAD = "table,key,column,change,value,source\n"
LIST, FILE = "scenarios.csv", "scenarios/mine.csv"
LISTED = SMALL | {LIST: "scenario,name_en,name_zh\nmine,Mine,我的\n"}


def with_lines(*lines: str) -> dict[str, str]:
    """The small case with a scenario of these lines; row 2 of its file is the first."""
    return LISTED | {FILE: HEAD + "".join(f"{line}\n" for line in lines)}


def line(name: str, text: str, column: str, found: str, remedy: str) -> Mistake:
    """A mistake in the one line of a scenario."""
    return Mistake(name, with_lines(text), FILE, 2, column, found, remedy)


IN_SCENARIOS = [
    Mistake("scenario without a file", LISTED, LIST, 2, "scenario", "mine", "Write its changes into"),
    Mistake("file without a row", SMALL | {FILE: HEAD}, FILE, 0, "", "mine", "Add one with scenario mine"),
    Mistake(
        "name that is taken", SMALL | {LIST: "scenario\ncentral\n"}, LIST, 2, "scenario", "central", "Choose another id"
    ),
    line("unknown table", "price.csv,gas,years,times,2,office", "table", "price.csv", "Did you mean 'prices.csv'?"),
    line("sources are not changed", "sources.csv,office,grade,set,report,office", "table", "sources.csv", "its tables"),
    line("a table of no row yet", "volumes.csv,pilot,of,set,gas,office", "table", "volumes.csv", "the change `new`"),
    line("unknown row", "prices.csv,gsa,years,times,2,office", "key", "gsa", "Did you mean 'gas'?"),
    line(
        "key of one part where two are needed",
        "emission_factors.csv,gas,years,times,2,office",
        "key",
        "gas",
        "A key is written like electricity/co2. Did you mean 'gas/co2'?",
    ),
    line("unknown column", "interventions.csv,boiler,kapex,times,2,office", "column", "kapex", "Did you mean 'capex'?"),
    line(
        "a key is not changed",
        "interventions.csv,boiler,intervention,set,kettle,office",
        "column",
        "intervention",
        "part of its key",
    ),
    line("years in a table without", "savings.csv,meter/gas,2030,set,0.2,office", "column", "2030", "fraction"),
    line("unknown way to change", "prices.csv,gas,years,multiply,2,office", "change", "multiply", "'times'"),
    line("no value", "prices.csv,gas,years,times,,office", "value", "", "a value is required"),
    line("percent", "prices.csv,gas,years,times,30%,office", "value", "30%", "a plain number, like 1.3"),
    line(
        "two numbers for one year",
        "services.csv,warmth,2030,times,1 to 2,office",
        "value",
        "1 to 2",
        "over a range of years two",
    ),
    line("unknown source", "prices.csv,gas,years,times,2,ofice", "source", "ofice", "Did you mean 'office'?"),
    line("one year of one amount", "prices.csv,gas,2028,times,2,office", "column", "2028", "2028-2030"),
    line("range that goes back", "prices.csv,gas,2030-2026,times,2,office", "column", "2030-2026", "2025-2030"),
    line("range beside the plan", "prices.csv,gas,2035-2040,times,2,office", "column", "2035-2040", "2025-2030"),
    line(
        "no number to multiply",
        "interventions.csv,meter,potential,times,2,office",
        "column",
        "potential",
        "Use `set`",
    ),
    line("text to multiply", "prices.csv,gas,unit,times,2,office", "column", "unit", "Use `set`"),
    line(
        "free years of a cap",
        "caps.csv,co2/yearly,2026-2027,times,0.9,office",
        "column",
        "2026-2027",
        "Use `set`",
    ),
    line(
        "column that has a path",
        "interventions.csv,heat_pump,capex,times,0.8,office",
        "column",
        "capex",
        "Change the row heat_pump/capex of paths.csv",
    ),
    line("new row that is there", "prices.csv,gas,unit,new,yuan/GJ,office", "key", "gas", "Change it with set"),
    line(
        "new row with half a key", "emission_factors.csv,gas,unit,new,t CO2/GJ,office", "key", "gas", "carrier/account"
    ),
    line("unknown setting", "case.toml,,discount,set,0.08,office", "column", "discount", "'discount_rate'"),
    line("setting with a key", "case.toml,rate,discount_rate,set,0.08,office", "key", "rate", "Leave it empty"),
    line("setting anew", "case.toml,,discount_rate,new,0.08,office", "change", "new", "set, times or plus"),
    line("rate in percent", "case.toml,,discount_rate,set,8,office", "value", "8", "< 1"),
    line("plan that ends before it begins", "case.toml,,last_year,set,2020,office", "value", "2020", ">= 2025"),
    line("model that is not there", "case.toml,,default_model,set,anual_caps,office", "value", "anual", "annual_caps"),
    line("setting to multiply", "case.toml,,default_model,times,2,office", "column", "default_model", "Use `set`"),
    line(
        "row anew that is not there", "prices.csv,gsa,unit,replace,yuan/GJ,office", "key", "gsa", "Did you mean 'gas'?"
    ),
    line("cost below zero", "interventions.csv,boiler,capex,plus,-300,office", "value", "-200", ">= 0"),
    line("each year below zero, said once", "services.csv,warmth,2026-2030,times,-1,office", "value", "-1", ">= 0"),
    line("unit of something else", "prices.csv,gas,unit,set,yuan/kg,office", "value", "yuan/kg", "(million CNY)/(GJ)"),
    line("unknown id", "interventions.csv,boiler,sector,set,heet,office", "value", "heet", "Did you mean 'heat'?"),
    line("half a year of life", "interventions.csv,boiler,lifetime,times,1.33,office", "value", "26.6", "whole number"),
    line(
        "less potential than there is",
        "interventions.csv,lamp,potential,set,50,office",
        "value",
        "100",
        "Raise the potential",
    ),
    line("new row without numbers", "prices.csv,hydrogen,unit,new,yuan/MWh,office", "value", "", "year columns"),
    Mistake(
        "twice the same",
        with_lines(*["prices.csv,gas,years,times,2,office"] * 2),
        FILE,
        3,
        "table",
        "prices.csv, gas, years",
        "already stands in row 2",
    ),
    Mistake("file without a header", LISTED | {FILE: "\n"}, FILE, 0, "", "", "The first row must name the columns"),
    Mistake("file that is no text", LISTED | {FILE: HEAD + "\udcff\n"}, FILE, 0, "", "", "Save it as CSV UTF-8"),
    Mistake(
        "column misspelt",
        LISTED | {FILE: HEAD.replace("value", "valeu")},
        FILE,
        1,
        "valeu",
        "valeu",
        "Did you mean 'value'?",
    ),
]
