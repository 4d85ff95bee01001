"""Every command on a city with payers, tariffs, transfers, loans, budgets, and the audit of what they wrote."""

from __future__ import annotations

import pytest
from shipped import EXAMPLE_CITY

MONEY = {
    "payers.csv": "payer,people\ncity,\ncompanies,\nhomes,800000\n",
    "payer_shares.csv": "of,cost,payer,share\n,,companies,1\nbuildings,,homes,1\ntransport,,city,1\n"
    "retrofit,capex,city,0.4\nretrofit,capex,homes,0.6\n",
    "tariffs.csv": "carrier,side,supplier,self_used,unit,amount\nelectricity,use,companies,,yuan/kWh,0.8\n"
    "electricity,made,,0.1,yuan/kWh,0.4\n",
    "transfers.csv": "transfer,payer,payee,basis,of,carrier,account,unit,amount\n"
    "grant,outside,,capex,heat_pump,,,%,20\n"
    "diesel_tax,,outside,consumption,,diesel,,yuan/kWh,0.1\nco2_tax,,city,emissions,,,co2,yuan/tCO2,20\n",
    "loans.csv": "loan,lender,borrower,rate,tenor,unit,2026,2032\nbond,outside,city,0.016,15,million CNY,60,60\n",
    "budgets.csv": "policy,payer,covers,over,carry_over,unit,2026,2035\nfunds,city,investment,,1,million CNY,90,90\n"
    "relief,homes,spending,frozen,,million CNY,60,60\n",
}


@pytest.mark.slow
def test_what_commands_write_of_a_city_with_money_passes_the_audit(run, tmp_path):
    city = tmp_path / "city"
    for name, text in {**EXAMPLE_CITY, **MONEY}.items():
        (city / name).parent.mkdir(parents=True, exist_ok=True)
        (city / name).write_text(text, encoding="utf-8")
    for command in ("solve", "policies", "private", "macc --year 2030", "ranked --year 2030", "credit --year 2030"):
        words = command.split()
        code, _, said = run(words[0], "city", *words[1:])
        assert code == 0, said
    place = tmp_path / "results" / "city" / "annual_caps"
    assert {"ledger.csv", "by_payer.csv", "debts.csv", "payers.svg", "policies.csv"} <= {
        p.name for p in place.iterdir()
    }
    code, out, said = run("audit", str(place), "city")
    assert code == 0, out + said
    code, _, said = run("solve", "city", "--most-abatement", "40", "--out", "other")
    assert code == 0, said
    code, out, said = run("audit", "other/city/annual_caps", "city")
    assert code == 0, out + said
