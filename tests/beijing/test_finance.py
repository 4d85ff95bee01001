"""The questions of a finance bureau: each is answered by the command that its page names, in both languages."""

from __future__ import annotations

import re

import finance
import pytest

TINY = {
    "case.toml": """
        title_en = "Tiny"
        first_year = 2029
        last_year = 2031
        price_year = 2025
        money = "million CNY"
        discount_rate = 0.06
        [[accounts]]
        id = "co2"
        unit = "Mt CO2"
    """,
    "sectors.csv": "sector\ncity",
    "caps.csv": "account,unit,2030,2031\nco2,Mt CO2,8,6",
    "carbon_prices.csv": "account,unit,amount\nco2,yuan/t CO2,100",
    "services.csv": "service,unit,amount\nheat,TWh,50",
    "carriers.csv": "carrier,unit,bought\ngas,TWh,true\nelectricity,TWh,true",
    "prices.csv": "carrier,unit,amount\ngas,yuan/MWh,300\nelectricity,yuan/MWh,500",
    "emission_factors.csv": "carrier,account,unit,amount\ngas,co2,t CO2/MWh,0.2",
    "interventions.csv": "intervention,kind,sector,of,unit,existing,incumbent,cost_unit,capex,lifetime\n"
    "boiler,technology,city,heat,TWh,50,true,yuan/MWh,100,15\npump,technology,city,heat,TWh,,,yuan/MWh,3000,15",
    "unit_flows.csv": "intervention,carrier,unit,amount\nboiler,gas,MWh/MWh,1\npump,electricity,MWh/MWh,0.4",
    "payers.csv": "payer\nhomes\ncity",
    "payer_shares.csv": "of,cost,payer,share\n,,homes,1\npump,capex,homes,0.7\npump,capex,city,0.3",
    "allowances.csv": "account,payer,unit,amount\nco2,homes,Mt CO2,5",
    "scenarios.csv": "scenario\ncity_budget\npublic_finance\nmandates",
    "scenarios/city_budget.csv": "table,key,column,change,value\nbudgets.csv,funds,payer,new,city\n"
    "budgets.csv,funds,unit,set,million CNY\nbudgets.csv,funds,2030,set,20000",
    "scenarios/public_finance.csv": "table,key,column,change,value\nloans.csv,bond,lender,new,outside\n"
    "loans.csv,bond,borrower,set,city\nloans.csv,bond,rate,set,0.016\nloans.csv,bond,tenor,set,10\n"
    "loans.csv,bond,unit,set,million CNY\nloans.csv,bond,2030,set,500",
    "scenarios/mandates.csv": "table,key,column,change,value\nvolumes.csv,pilot,quantity,new,new_units\n"
    "volumes.csv,pilot,of,set,pump\nvolumes.csv,pilot,bound,set,at_least\nvolumes.csv,pilot,unit,set,TWh\n"
    "volumes.csv,pilot,2030,set,2",
}


def commands(page: str) -> list[str]:
    text = (finance.BEIJING / page).read_text(encoding="utf-8")
    return re.findall(r"```sh\n(.*)\n```", text)


def test_the_pages_ask_the_same_twelve_and_each_names_one_command():
    asked = [question.command for question in finance.QUESTIONS]
    assert len(asked) == 12
    assert commands("FINANCE.md") == commands("FINANCE.zh.md") == asked


def test_every_scenario_that_is_asked_of_is_shipped(beijing):
    named = {found for question in finance.QUESTIONS for found in re.findall(r"--scenario (\w+)", question.command)}
    assert named <= set(beijing.case.scenarios)


@pytest.mark.slow
def test_each_command_leaves_the_file_that_answers(run, tmp_path):
    """On a tiny city with the same scenarios: what the page names stands in the folder that it names."""
    for name, text in TINY.items():
        file = tmp_path / "tiny" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for command in dict.fromkeys(question.command for question in finance.QUESTIONS):
        code, _, said = run(*command.replace("data/beijing", "tiny").split()[1:])
        assert code == 0, f"{command}: {said}"
        for question in (question for question in finance.QUESTIONS if question.command == command):
            scenario = re.search(r"--scenario (\w+)", command)
            model = re.search(r"--model (\w+)", command)
            place = f"tiny+{scenario[1]}" if scenario else "tiny"
            folder = tmp_path / "results" / place / (model[1] if model else "annual_caps")
            assert (folder / question.file).is_file(), f"{command}: {question.file}"
