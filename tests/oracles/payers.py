"""Random payers, shares, tariffs, transfers and loans on a random case, and the same as plain numbers."""

from __future__ import annotations

from collections import defaultdict

from as_plain_numbers import Numbers, binding, filled
from hypothesis import strategies as st
from random_cases import RandomCase, Row, account_ids, per, random_cases, unit

import planner
from planner.model.money.loans import LoanRow
from planner.model.money.payers import PayerShareRow
from planner.model.money.tariffs import TariffRow
from planner.model.money.transfers import TransferRow

PAYERS = ("city", "state", "homes")


@st.composite
def with_payers(draw: st.DrawFn) -> RandomCase:
    """Shares of all, and of some interventions, groups, sectors and groups of sectors; tariffs of some carriers."""
    case = draw(random_cases())
    built, sectors = case.tables["interventions"], case.tables["sectors"]
    places = {row["intervention"] for row in built} | {row["sector"] for row in sectors}
    places |= {row["group"] for row in (*built, *sectors) if row.get("group")}
    costs = st.sampled_from([None, "capex", "fixed", "variable", "energy", "carbon"])
    wanted = [(None, None), *draw(st.lists(st.tuples(st.sampled_from(sorted(places)), costs), max_size=6, unique=True))]
    shares = []
    for of, cost in wanted:
        first, second = draw(st.permutations(PAYERS))[:2]
        share = draw(st.integers(0, 4)) / 4
        rows = [(first, share), (second, 1 - share)]
        shares += [{"of": of, "cost": cost, "payer": payer, "share": part} for payer, part in rows]
    tariffs = []
    for row in case.tables["carriers"]:
        if (row.get("bought") and row.get("surplus")) or draw(st.booleans()):
            supplier = draw(st.sampled_from(PAYERS))
            users = st.lists(
                st.sampled_from([None, *PAYERS, *(i["intervention"] for i in built)]), max_size=3, unique=True
            )
            for side, of in [("use", None), *(("made", of) for of in draw(users))]:
                own = draw(st.integers(0, 4)) / 4 if side == "made" else 0
                amount = {"unit": "million CNY/MWh", "self_used": own, 2025: draw(st.integers(0, 9)), 2028: 4}
                tariffs.append({"carrier": row["carrier"], "side": side, "of": of, "supplier": supplier, **amount})
    payers = [{"payer": payer} for payer in PAYERS]
    tables = {"payers": payers, "payer_shares": shares, "tariffs": tariffs}
    transfers = [{"transfer": f"t{n}", **draw(transfer(case, sorted(places)))} for n in range(draw(st.integers(0, 3)))]
    loans = [{"loan": f"l{n}", **draw(loan(case))} for n in range(draw(st.integers(0, 2)))]
    return RandomCase(case.tables | tables | {"transfers": transfers, "loans": loans}, case.model)


@st.composite
def loan(draw: st.DrawFn, case: RandomCase) -> Row:
    """For everything or one intervention, so that what loans are for lies inside one another or apart."""
    borrower, lender, third = draw(st.permutations(PAYERS))
    tenor, rate = draw(st.integers(1, 6)), draw(st.sampled_from([0, 0.02, 0.05, 0.1]))
    subsidy = draw(st.sampled_from([None, third, "outside"])) if rate else None
    return {
        "lender": draw(st.sampled_from(["outside", lender])), "borrower": borrower, "tenor": tenor, "rate": rate,
        "of": draw(st.sampled_from([None, *(row["intervention"] for row in case.tables["interventions"])])),
        "share": draw(st.sampled_from([0.5, 1])), "grace": draw(st.integers(0, tenor - 1)), "unit": "million CNY",
        "subsidy_from": subsidy, "subsidy_rate": 0.02 if subsidy else None, 2025: draw(st.integers(0, 200)), 2027: 50,
    }  # fmt: skip


@st.composite
def transfer(draw: st.DrawFn, case: RandomCase, places: list[str]) -> Row:
    """A grant, tax or fee, on one intervention or on several that have the same unit."""
    payer, payee = draw(st.permutations(["outside", None, *PAYERS]))[:2]
    built = draw(st.sampled_from(case.tables["interventions"]))
    basis = draw(st.sampled_from(["capex", "stock", "activity", "consumption", "emissions"]))
    row = {"payer": payer, "payee": payee, "basis": basis, "of": draw(st.sampled_from([None, *places]))}
    amount = {2025: draw(st.integers(0, 4)), 2027: draw(st.integers(0, 4))}
    match basis:
        case "capex":
            return row | {"unit": "%"} | {year: 8 * each for year, each in amount.items()}
        case "stock":
            return row | amount | {"of": built["intervention"], "unit": f"million CNY/{per(built['unit'])}"}
        case "activity":
            delivered = "MWh" if built["kind"] in ("technology", "improvement") else built["unit"]
            return row | amount | {"of": built["intervention"], "unit": f"million CNY/{per(delivered)}"}
        case "consumption":
            carrier = draw(st.sampled_from(case.tables["carriers"]))["carrier"]
            return row | amount | {"carrier": carrier, "unit": "million CNY/MWh"}
        case _:
            account = draw(account_ids(case.tables))
            return row | amount | {"account": account, "unit": f"million CNY/{per(unit(account))}"}


def payers_plain(case: planner.Case) -> Numbers:
    shares: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in case.rows(PayerShareRow):
        shares[row.of or "", row.cost or ""][row.payer] = row.share
    return {
        "payers": list(PAYERS),
        "payer_shares": dict(shares),
        "tariffs": {
            (row.carrier, row.side, row.of or ""): {"amount": filled(row, case.years), "self_used": row.self_used}
            for row in case.rows(TariffRow)
        },
        "suppliers": {row.carrier: row.supplier for row in case.rows(TariffRow)},
        "transfers": {
            row.transfer: {
                **{side: getattr(row, side) or "" for side in ("payer", "payee", "of", "carrier", "account")},
                "basis": row.basis,
                "amount": {
                    y: number / 100 if row.basis == "capex" else number for y, number in filled(row, case.years).items()
                },
            }
            for row in case.rows(TransferRow)
        },
        "loans": {
            row.loan: {
                **{name: getattr(row, name) for name in ("lender", "borrower", "share", "rate", "tenor", "grace")},
                "of": row.of or "",
                "subsidy_rate": row.subsidy_rate,
                "subsidy_from": row.subsidy_from or "",
                "ceilings": binding(row, case.years),
            }
            for row in case.rows(LoanRow)
        },
    }
