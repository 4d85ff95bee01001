"""Who pays whom in each year, in the plan and in each reference; and what each payer pays in sum.

Mathematics: models/README.md, "Money". The payments are those of planner/model/money/ledger.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from planner.case.case import Case
from planner.model.inputs import Inputs
from planner.model.money.loans import LoanRow, debt
from planner.model.money.payers import Entry
from planner.model.subject import Amounts
from planner.results.cash import REFERENCES, base_of, more_than
from planner.results.tidy import Kinds, Named, tidy

KEYS = ["year", "from", "to", "kind", "item"]
ITEMS: Kinds = {
    "energy": "commodity",
    "sales": "commodity",
    "purchase": "commodity",
    "carbon": "paid",
    "allowance": "paid",
    "grant": "transfer",
    "tax": "transfer",
    "transfer": "transfer",
    **dict.fromkeys(("draw", "interest", "repayment", "subsidy"), "loan"),
}
"""What the item of a payment names, by its kind."""
DUST = 1e-9
"""Abatement of no more than this share of the reference's emissions is rounding."""


def ledger_table(case: Case, model: str, inputs: Inputs, plans: Mapping[str, Amounts | None]) -> pd.DataFrame:
    """year, from, to, kind, item | the plans by name, unit: one row a payment, undiscounted; none without payers.

    A reference pays no carbon price, as in its program.
    """
    paid = {}
    booked = inputs.booked
    unpriced = replace(inputs, carbon_price={}).booked if booked and inputs.carbon_price else booked
    for name, values in plans.items() if case.payers else ():
        found = _paid(booked if name == "plan" else unpriced, values) if values else {}
        paid[name] = pd.Series(found, dtype=float)
    table = pd.DataFrame(paid, columns=list(plans), dtype=float)
    table.index = pd.MultiIndex.from_tuples(table.index, names=KEYS)
    there = [name for name, values in plans.items() if values]
    table[there] = table[there].fillna(0.0)
    table = table.sort_index().reset_index().assign(unit=case.settings.money)
    sides: dict[str, Named | Kinds] = {"from": "payer", "to": "payer"}
    return tidy(table, case, model, item=ITEMS, **sides)


def _paid(booked: Iterable[Entry], values: Amounts) -> dict[tuple[int, str, str, str, str], float]:
    """What is paid in a plan, by year, payer, payee, kind and item; nobody pays himself."""
    paid: dict[tuple[int, str, str, str, str], float] = defaultdict(float)
    for entry in booked:
        amount = 1.0 if entry.column is None else values(*entry.column)
        if amount and entry.money and entry.payer != entry.payee:
            paid[entry.year, entry.payer, entry.payee, entry.kind, entry.item] += amount * entry.money
    return paid


def by_payer(case: Case, model: str, ledger: pd.DataFrame, cash: pd.DataFrame, emitted: pd.DataFrame) -> pd.DataFrame:
    """year, payer | the plans, against, extra, cumulative, unit, per_tonne, tonne_unit, per_head, head_unit: net.

    `extra` is what the plan makes a payer pay more than the reference that `against` names; that per tonne of the
    city's abatement in the year (`emitted`: its emissions by year and plan), and for each of the payer's people.
    """
    plans, base = [*(name for name in REFERENCES if name in ledger), "plan"], base_of(cash)
    index = pd.MultiIndex.from_product([case.years, list(case.payers)], names=["year", "payer"])
    paid, got = (
        ledger.rename(columns={side: "payer"}).groupby(["year", "payer"])[plans].sum().reindex(index).fillna(0.0)
        for side in ("from", "to")
    )
    table = paid - got
    table[[name for name in plans if ledger[name].isna().all()]] = float("nan")
    table = more_than(table, base, "payer").reset_index().assign(unit=case.settings.money)
    account = str(emitted["account"].iloc[0])
    city = emitted.set_index("year")
    avoided = table["year"].map(city[base] - city["plan"])
    some = avoided > DUST * table["year"].map(city[base].abs())
    for column, unit, of in (
        ("tonne", case.accounts[account].unit, avoided.where(some)),
        ("head", "person", table["payer"].map({name: row.people for name, row in case.payers.items()}).astype(float)),
    ):
        factor, read = case.readable_price(unit)
        table[f"per_{column}"] = table["extra"] / of * factor
        table[f"{column}_unit"] = read
    return tidy(table, case, model, payer="payer")


def debts(case: Case, model: str, ledger: pd.DataFrame) -> pd.DataFrame:
    """loan, year | drawn, owed, unit: what is drawn of each loan in a year of the plan, and owed at its end."""
    drawn = ledger[ledger["kind"] == "draw"]
    rows = []
    for row in case.rows(LoanRow):
        of = drawn[drawn["item"] == row.loan]
        amounts = dict(zip(of["year"].astype(int), of["plan"].astype(float), strict=True))
        rows += [(row.loan, y, amounts.get(y, 0.0), debt(row, amounts, y)) for y in case.years]
    table = pd.DataFrame(rows, columns=["loan", "year", "drawn", "owed"]).assign(unit=case.settings.money)
    return tidy(table, case, model, loan="loan")
