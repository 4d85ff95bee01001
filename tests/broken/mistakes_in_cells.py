"""Mistakes in single cells: empty, not a number, out of range, unknown, of the wrong unit."""

from __future__ import annotations

from small_case import mistake

BUILT, PRICES, FACTORS, FLOWS = "interventions.csv", "prices.csv", "emission_factors.csv", "unit_flows.csv"
CAPS, SAVINGS, CARRIERS = "caps.csv", "savings.csv", "carriers.csv"
ELECTROLYSER = "electrolyser,technology,power,hydrogen,,kW,5,yuan/kW,,,,1500,,,15,"

IN_CELLS = [
    mistake(
        "empty cell",
        (BUILT, "1500,,,15,", "1500,,,,"),
        9,
        "lifetime",
        "",
        "a value is required. Years that a unit works",
    ),
    mistake("percent", (SAVINGS, "0.15", "15%"), 4, "fraction", "15%", "no %"),
    mistake(
        "thousands separator", (BUILT, "1500,,,15,", '"1,500",,,15,'), 9, "capex", "1,500", "no thousands separators"
    ),
    mistake("underscore in a number", (BUILT, "1500,,,15,", "1_500,,,15,"), 9, "capex", "1_500", "plain number"),
    mistake(
        "full-width digits", (BUILT, "1500,,,15,", "１５００,,,15,"), 9, "capex", "１５００", "half-width ones: '1500'"
    ),
    mistake("full-width digits of whole years", (BUILT, "1500,,,15,", "1500,,,１５,"), 9, "lifetime", "１５", "'15'"),
    mistake("unit beside a number", (BUILT, "1500,,,15,", "1500,,,15 years,"), 9, "lifetime", "15 years", "no units"),
    mistake("control character", (BUILT, "4,,,,,office", "4,,,,,offi\x0bce"), 8, "source", "U+000B", "'office'"),
    mistake("nan", (BUILT, "1500", "nan"), 9, "capex", "nan", "plain number"),
    mistake("number too large to hold", (BUILT, "1500", "1e999"), 9, "capex", "1e999", "larger unit"),
    mistake("dash for nothing", (FACTORS, "0.6,0.5", "0.6,-"), 2, "2030", "-", "leave the cell empty"),
    mistake(
        "a total", (BUILT, ELECTROLYSER, f"total,,,,,,,,,,9000\n{ELECTROLYSER}"), 9, "intervention", "total", "write #"
    ),
    mistake("half a year", (BUILT, "1500,,,15,", "1500,,,15.5,"), 9, "lifetime", "15.5", "whole number"),
    mistake(
        "neither true nor false",
        (BUILT, "yuan/m2,,true", "yuan/m2,,perhaps"),
        2,
        "incumbent",
        "perhaps",
        "true or false",
    ),
    mistake("cost below zero", (BUILT, "1500", "-1500"), 9, "capex", "-1500", ">= 0"),
    mistake("life of no year", (BUILT, "1500,,,15,", "1500,,,0,"), 9, "lifetime", "0", ">= 1"),
    mistake("fraction in percent", (SAVINGS, "0.15", "15"), 4, "fraction", "15", "<= 1"),
    mistake("rate of nothing", ("captures.csv", "0.9", "0"), 2, "rate", "0", "> 0"),
    mistake("growth in percent", (BUILT, ",,0,50,", ",,30,50,"), 3, "growth", "30", "so that 30 % is 0.3"),
    mistake("growth of one digit in percent", (BUILT, ",,0,50,", ",,5,50,"), 3, "growth", "5", "so that 5 % is 0.05"),
    mistake("number beyond all measure", (BUILT, "1500,,,15,", "1e308,,,15,"), 9, "capex", "1e308", "larger unit"),
    mistake(
        "emissions below all measure",
        (FACTORS, "0.6,0.5", "0.6,-1e16"),
        2,
        "2030",
        "-1e16",
        "no number may be larger than 1e+15",
    ),
    mistake(
        "control character of a terminal",
        (BUILT, "4,,,,,office", "4,,,,,offi\x9bce"),
        8,
        "source",
        "U+009B",
        "'office'",
    ),
    mistake("name of 100 kB", ("sectors.csv", "Heat,", f"{'H' * 100_000},"), 3, "name_en", "HHH", "100,000 characters"),
    mistake("title of 100 kB", ("case.toml", '"小"', f'"{"小" * 50_000}"'), 0, "title_zh", "小", "at most 500"),
    mistake("text turned around", ("sectors.csv", "Heat,", "He\u202eat,"), 3, "name_en", "U+202E", "'Heat'"),
    mistake(
        "escape in a title",
        ("case.toml", 'title_en = "Small"', 'title_en = "Sm\\u001ball"'),
        0,
        "title_en",
        "U+001B",
        "'Small'",
    ),
    mistake("output of nothing", (BUILT, "kW,5", "kW,0"), 9, "output", "0", "> 0"),
    mistake("first year as two digits", (BUILT, ",2026,", ",26,"), 3, "first_year", "26", ">= 1900"),
    mistake("demand below zero", ("services.csv", "100,100", "100,-100"), 3, "2030", "-100", ">= 0"),
    mistake(
        "kind misspelt",
        (BUILT, "electrolyser,technology", "electrolyser,technolgy"),
        9,
        "kind",
        "technolgy",
        "Did you mean 'technology'?",
    ),
    mistake("grade of no list", ("sources.csv", "assumption", "assumed"), 2, "grade", "assumed", "read in source"),
    mistake(
        "blank in an id",
        ("sectors.csv", "sinks,Sinks,碳汇,", "sinks,Sinks,碳汇,green land"),
        4,
        "group",
        "green land",
        "Put the full name into name_en and name_zh",
    ),
    mistake(
        "full-width comma in an id",
        ("sectors.csv", "sinks,Sinks,碳汇,", "sinks,Sinks,碳汇,green，land"),
        4,
        "group",
        "green，land",
        "half-width ones: 'green,land'",
    ),
    mistake(
        "row twice",
        (SAVINGS, "retrofit,electricity,heat_pump", "retrofit,gas,"),
        3,
        "improvement",
        "retrofit, gas",
        "already stands in row 2",
    ),
    mistake(
        "unknown sector",
        (BUILT, "electrolyser,technology,power", "electrolyser,technology,pwer"),
        9,
        "sector",
        "pwer",
        "Did you mean 'power'?",
    ),
    mistake("unknown account", (CAPS, "co2,heat", "co,heat"), 3, "account", "co", "Did you mean 'co2'?"),
    mistake(
        "unknown commodity",
        (BUILT, "heat_pump,technology,heat,warmth", "heat_pump,technology,heat,worth"),
        3,
        "of",
        "worth",
        "services.csv or carriers.csv",
    ),
    mistake("unknown scope", (CAPS, "co2,heat", "co2,heating"), 3, "scope", "heating", "Did you mean 'heat'?"),
    mistake(
        "unknown source", (SAVINGS, "0.15,office", "0.15,office; ofice"), 4, "source", "ofice", "Did you mean 'office'?"
    ),
    mistake("column that has no path", ("paths.csv", "capex", "lifetime"), 2, "column", "lifetime", "capex"),
    mistake("unit in the wrong case", (PRICES, "yuan/MWh", "yuan/Mwh"), 2, "unit", "yuan/Mwh", "Did you mean 'MWh'?"),
    mistake("no unit", (PRICES, "yuan/GJ", ""), 3, "unit", "", "a value is required"),
    mistake("malformed unit", (PRICES, "yuan/GJ", "yuan//GJ"), 3, "unit", "yuan//GJ", "write it like yuan/kW"),
    mistake("number in a unit", (PRICES, "yuan/GJ", "60 yuan/GJ"), 3, "unit", "60 yuan/GJ", "number"),
    mistake("two kinds of ton", (FACTORS, "t CO2/MWh", "MTCO2/MWh"), 2, "unit", "MTCO2/MWh", "Write t or Mt"),
    mistake("gas by volume", (PRICES, "yuan/GJ", "yuan/m3"), 3, "unit", "yuan/m3", "(million CNY)/(GJ)"),
    mistake("another currency", (PRICES, "yuan/GJ", "USD/GJ"), 3, "unit", "USD/GJ", "Correct the unit, and the number"),
    mistake("tonnes of what", (FACTORS, "t CO2/MWh", "t/MWh"), 2, "unit", "t/MWh", "(t CO2)/(MWh)"),
    mistake(
        "energy for power",
        (BUILT, ELECTROLYSER, ELECTROLYSER.replace("yuan/kW", "yuan/kWh")),
        9,
        "cost_unit",
        "yuan/kWh",
        "(million CNY)/(kW)",
    ),
    mistake("flow per something else", (FLOWS, "GJ/m2", "GJ/kW"), 2, "unit", "GJ/kW", "(GJ)/(m2)"),
    mistake(
        "cap in another unit",
        (CAPS, "co2,heat,cumulative,,t CO2", "co2,heat,cumulative,,MWh"),
        3,
        "unit",
        "MWh",
        "t CO2",
    ),
]
