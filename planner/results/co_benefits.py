"""Co-benefits of a plan beside those of the references, and what the difference is worth.

Mathematics: models/README.md, "Co-benefits".
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planner.case.case import Case
from planner.model.co_benefits import CoBenefit, amounts
from planner.model.inputs import Inputs
from planner.model.subject import Amounts
from planner.results.cash import base_of, more_than
from planner.results.tidy import tidy

COLUMNS = ["year", "co_benefit"]


def co_benefit_table(
    case: Case, model: str, inputs: Inputs, plans: Mapping[str, Amounts | None], cash: pd.DataFrame
) -> pd.DataFrame:
    """year, co_benefit | the plans by name, against, extra, cumulative, unit, damage, present_value, money_unit.

    `extra` is what the plan has more than the reference that `against` names; `damage` its value in money of the year,
    below zero what is saved; empty of what is not valued.
    """
    found: tuple[CoBenefit, ...] = inputs.own["co_benefits"]
    columns = {
        name: {
            (y, benefit.row.co_benefit): amount
            for benefit in found
            for y, amount in (amounts(inputs, benefit, values) if values else {}).items()
        }
        for name, values in plans.items()
    }
    index = pd.MultiIndex.from_tuples(
        [(y, benefit.row.co_benefit) for y in inputs.years for benefit in found], names=COLUMNS
    )
    table = pd.DataFrame({name: pd.Series(each, index=index, dtype=float) for name, each in columns.items()})
    table = more_than(table, base_of(cash), "co_benefit").reset_index()
    of = {benefit.row.co_benefit: benefit for benefit in found}
    table["unit"] = [of[name].row.unit for name in table["co_benefit"]]
    worth = [of[name].value if of[name].row.value is not None else float("nan") for name in table["co_benefit"]]
    table["damage"] = table["extra"] * worth
    table["present_value"] = table["damage"] * table["year"].map(inputs.discount)
    table["money_unit"] = case.settings.money
    return tidy(table, case, model, co_benefit="co_benefit")
