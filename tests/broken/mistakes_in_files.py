"""Mistakes in files, headers and case.toml."""

from __future__ import annotations

from small_case import A_FOLDER, SMALL, Mistake, mistake

TOML, CAPS, SECTORS, SERVICES, BUILT = "case.toml", "caps.csv", "sectors.csv", "services.csv", "interventions.csv"
SECOND_ACCOUNT = '\n[[accounts]]\nid = "co2"\nunit = "t CO2"\n'


def without(file: str) -> dict[str, str]:
    return {name: text for name, text in SMALL.items() if name != file}


IN_FILES = [
    Mistake(
        "table that no model reads",
        SMALL | {"cap.csv": SMALL[CAPS]},
        "cap.csv",
        0,
        "",
        "cap.csv",
        "Did you mean 'caps.csv'?",
    ),
    Mistake("workbook beside the tables", SMALL | {"caps.xlsx": "PK"}, "caps.xlsx", 0, "", "caps.xlsx", "CSV"),
    Mistake("no settings", without(TOML), TOML, 0, "", "", "planner new"),
    Mistake("no interventions", without(BUILT), BUILT, 0, "", "", "planner new"),
    Mistake("folder named like a table", SMALL | {CAPS: A_FOLDER}, CAPS, 0, "", "", "Put a file there"),
    Mistake("folder named like a needed table", SMALL | {BUILT: A_FOLDER}, BUILT, 0, "", "", "Put a file there"),
    Mistake(
        "bytes that are no text", SMALL | {CAPS: SMALL[CAPS] + "\udcff\n"}, CAPS, 0, "", "", "Save it as CSV UTF-8"
    ),
    Mistake(
        "empty table", SMALL | {"paths.csv": "\n,,\n"}, "paths.csv", 0, "", "", "The first row must name the columns"
    ),
    Mistake(
        "semicolons for commas", SMALL | {CAPS: SMALL[CAPS].replace(",", ";")}, CAPS, 1, "", "account;scope", "commas"
    ),
    mistake("column twice", (CAPS, "2028,2030", "2030,2030"), 1, "2030", "2030", "Keep one"),
    mistake("column without a name", (SERVICES, "name_zh,unit", ",unit"), 1, "", "", "Name it or remove it"),
    mistake("column misspelt", (BUILT, "capex", "kapex"), 1, "kapex", "kapex", "Did you mean 'capex'?"),
    mistake("needed column misspelt", (SERVICES, "zh,unit,", "zh,unti,"), 1, "unti", "unti", "Did you mean 'unit'?"),
    mistake(
        "needed column left out",
        (SERVICES, "service,name_en,name_zh,unit", "name_en,name_zh,unit,note"),
        1,
        "service",
        "",
        "Add it",
    ),
    mistake("year as a decimal", (SERVICES, "2025,2030", "2025,2030.0"), 1, "2030.0", "2030.0", "2030"),
    mistake("year with a digit too many", (CAPS, "2028,2030", "2028,20300"), 1, "20300", "20300", "2300"),
    mistake("years in a table without", (SECTORS, "net_negative", "net_negative,2030"), 1, "2030", "2030", "allowed"),
    mistake("comma too many", (SECTORS, "碳汇,,true", "碳汇,,true,,extra"), 4, "", "extra", "a comma too many"),
    mistake("full-width comma too many", (SECTORS, "碳汇,,true", "碳汇,,true,，"), 4, "", "，", "half-width commas"),
    mistake("quote never closed", (CAPS, "190,office", '190,"office'), 3, "", "", "quote"),
    mistake("not TOML", (TOML, "= 2025\nlast", "2025\nlast"), 0, "", "line 3", "not TOML"),
    mistake("unknown setting", (TOML, 'title_zh = "小"', "rate = 0.05"), 0, "rate", "0.05", "not a setting"),
    mistake("number for a title", (TOML, '"Small"', "5"), 0, "title_en", "5", "Text goes in quotes"),
    mistake("text for a list", (TOML, '["project"]', '"project"'), 0, "counted", "project", "a list in [ ]"),
    mistake(
        "account without its unit", (TOML, 'unit = "t CO2"\n', ""), 0, "accounts.1.unit", "", "a value is required"
    ),
    mistake("setting left out", (TOML, 'money = "million CNY"\n', ""), 0, "money", "", "a value is required"),
    mistake(
        "text where a year stands",
        (TOML, "last_year = 2030", 'last_year = "end"'),
        0,
        "last_year",
        "end",
        "plain number",
    ),
    mistake(
        "plan that ends before it starts",
        (TOML, "last_year = 2030", "last_year = 2020"),
        0,
        "last_year",
        "2020",
        ">= 2025",
    ),
    mistake("rate in percent", (TOML, "0.05", "5"), 0, "discount_rate", "5", "< 1"),
    mistake("rate that is true", (TOML, "0.05", "true"), 0, "discount_rate", "True", "plain number"),
    mistake("rate that is no number", (TOML, "0.05", "nan"), 0, "discount_rate", "nan", "plain number"),
    mistake("money without a currency", (TOML, "million CNY", "million"), 0, "money", "million", "million CNY"),
    mistake("money misspelt", (TOML, "million CNY", "million yaun"), 0, "money", "yaun", "Did you mean 'yuan'?"),
    mistake("emissions in units of energy", (TOML, '"t CO2"', '"MWh"'), 0, "accounts.co2.unit", "MWh", "t CO2"),
    mistake(
        "gas that is not the unit's",
        (TOML, 'gas = "CO2"', 'gas = "SO2"'),
        0,
        "accounts.co2.gas",
        "SO2",
        'Say gas = "CO2"',
    ),
    mistake(
        "counted thing that is a unit", (TOML, '["project"]', '["project", "MWh"]'), 0, "counted", "MWh", "already"
    ),
    mistake(
        "counted thing that is no name", (TOML, '["project"]', '["project", "a/b"]'), 0, "counted", "a/b", "letters"
    ),
    mistake(
        "default model misspelt",
        (TOML, "annual_caps", "annual_cap"),
        0,
        "default_model",
        "annual_cap",
        "Did you mean 'annual_caps'?",
    ),
    Mistake("account twice", SMALL | {TOML: SMALL[TOML] + SECOND_ACCOUNT}, TOML, 0, "accounts.id", "co2", "Keep one"),
]
