"""What is paid in each year, in the plan and beside it in each reference: money that changes hands, no annuities.

Overnight capital falls at the start of the year in which it is spent, all else at its end, as everywhere. A reference
pays no carbon price, so the carbon payments of a plan stand apart from what it pays in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from planner.case.case import Case
from planner.model.inputs import Inputs
from planner.results.costs import KINDS, Payment, overnight_capex, running_costs
from planner.results.tidy import PAID, in_order, tidy
from planner.results.values import Values

SUMMED = ("capital", "running", "energy")
TOTAL = "total"
REFERENCES = ("current_policies", "frozen", "least_cost")


def cash_table(case: Case, model: str, inputs: Inputs, plans: dict[str, Values | None]) -> pd.DataFrame:
    """What each plan pays in each year, side by side; a reference has no carbon price, so no carbon payments."""
    paid: dict[str, list[Payment] | None] = {}
    for name, values in plans.items():
        paid[name] = None
        if values is not None:
            running = running_costs(inputs if name == "plan" else replace(inputs, carbon_price={}), values)
            paid[name] = [*overnight_capex(inputs, values), *running]
    table = side_by_side(paid, inputs.discount_rate, inputs.years[0]).assign(unit=case.settings.money)
    return tidy(table, case, model, item=PAID)


def side_by_side(payments: Mapping[str, Iterable[Payment] | None], rate: float, first_year: int) -> pd.DataFrame:
    """year, item, kind | the plans by name, present_value: of each plan what it pays, and of `plan` in present value.

    A plan that is None is not there: its column is empty. Overnight capital is worth (1 + rate) more than what is paid
    at the end of its year.
    """
    columns = {}
    for name, paid in payments.items():
        frame = pd.DataFrame(paid or [], columns=["year", "item", "kind", name])
        columns[name] = frame[frame[name] != 0].groupby(["year", "item", "kind"])[name].sum()
    table = pd.DataFrame(columns).astype(float).fillna(0.0).reset_index()
    for name, paid in payments.items():
        if paid is None:
            table[name] = float("nan")
    table = in_order(table, ["year", "kind", "item"], {"kind": KINDS})
    years_ahead = table["year"] - first_year - (table["kind"] == "capex")
    table["present_value"] = table["plan"] * (1 + rate) ** -years_ahead
    return table


def by_year(cash: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """year, kind | the plans, against, extra, cumulative: capital, running, energy, their total, and carbon payments.

    `extra`: the plan's less the reference's that `against` names, undiscounted; `cumulative`: its sum up to the year.
    """
    plans = [*(name for name in cash.columns if name in REFERENCES), "plan"]
    kinds = [*SUMMED, TOTAL, *(["carbon"] if (cash["kind"] == "carbon_price").any() else [])]
    summed = cash.assign(kind=cash["kind"].map(lambda kind: KINDS.get(kind, "running"))).groupby(["kind", "year"])
    table = summed[plans].sum(min_count=1)
    total = table[table.index.get_level_values("kind").isin(SUMMED)].groupby("year").sum(min_count=1)
    table = pd.concat([table, pd.concat({TOTAL: total}, names=["kind"])])
    missing = [name for name in plans if len(cash) and cash[name].isna().all()]
    table = table.reindex(pd.MultiIndex.from_product([kinds, years], names=["kind", "year"])).fillna(0.0)
    table[missing] = float("nan")
    table = more_than(table, base_of(cash), "kind")
    return table.swaplevel().sort_index(level="year", sort_remaining=False).reset_index()


def base_of(cash: pd.DataFrame) -> str:
    """The reference that the extra is counted from: the first that there is; frozen where current policies are that."""
    told = [name for name in REFERENCES if name in cash.columns and not (len(cash) and cash[name].isna().all())]
    return "frozen" if "frozen" in told and cash["frozen"].equals(cash["current_policies"]) else told[0]


def more_than(table: pd.DataFrame, base: str, each: str) -> pd.DataFrame:
    """The table with what the plan pays more than a reference, and that up to the year, of each of an index."""
    extra = table["plan"] - table[base]
    return table.assign(against=base, extra=extra, cumulative=extra.groupby(each).cumsum())
