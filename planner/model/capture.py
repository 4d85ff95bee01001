"""Capture: tonnes taken from the flue gas of technologies, by captures that share it.

Needs `m.activity`, `m.stock`; gives `m.captured`. Mathematics: models/README.md, "Capture".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from planner.errors import Problem
from planner.model.emissions import where_it_stands
from planner.model.expressions import Expression, Model, constraint, nonnegative, quicksum
from planner.model.subject import EVERY_TABLE, Family, Subject, idle, of_kind
from planner.tables.fields import Measure, Number, Sourced, Unit

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs


class CaptureRow(Sourced):
    """Which technology's flue gas a capture can take."""

    FILE = "captures.csv"
    KEY = ("capture", "technology")
    capture: Measure
    "The capture"
    technology: Measure
    "The technology whose emissions it takes, where they stand"
    rate: Annotated[Number, Field(gt=0, le=1), Unit("share")]
    "Share of the flue gas treated that is caught"


def captures_make_sense(case: Case) -> Iterator[Problem]:
    """Only captures capture, and from technologies."""
    for row in case.captures:
        yield from of_kind(case, row, "capture", row.capture, "capture")
        yield from of_kind(case, row, "technology", row.technology, "technology")


def captures_have_technologies(case: Case) -> Iterator[Problem]:
    """A capture captures from something."""
    return idle(case, "capture", {row.capture for row in case.captures}, "captures_nothing")


def captures_have_an_account(case: Case) -> Iterator[Problem]:
    """A capture has an account of CO2 to take it from."""
    counted = any(account.gas == "CO2" for account in case.settings.accounts)
    return idle(case, "capture", case.interventions if counted else (), "no_account_of_co2")


def captures_find_flue_gas(case: Case) -> Iterator[Problem]:
    """What a capture takes from emits no less than nothing where it stands: else it could never run."""
    treated = {row.technology for row in case.captures}
    emitted = where_it_stands(case, treated)
    for row in case.captures:
        for account in case.settings.accounts:
            by_year = emitted.get((row.technology, account.id), {})
            year = next((y for y, amount in by_year.items() if amount < 0), None)
            if account.gas == "CO2" and year is not None:
                per = f"{account.unit}/{case.delivered_unit(row.technology)}"
                values = {"found": row.technology, "amount": f"{by_year[year]:.4g} {per}", "year": year}
                yield row.problem("technology", "captures_from_a_sink", **(values | {"account": account.id}))


def capture_rates(case: Case) -> dict[str, dict[str, float]]:
    """Capture -> {technology: share of its treated flue gas that is captured}."""
    rates: dict[str, dict[str, float]] = {i: {} for i, row in case.interventions.items() if row.kind == "capture"}
    for row in case.captures:
        rates[row.capture][row.technology] = row.rate
    return rates


def add_capture(m: Model, inputs: Inputs) -> None:
    """Add what each capture takes from each technology, and its two limits."""
    pairs = [(k, i) for k, rates in inputs.captures.items() for i in rates]
    accounts = dict.fromkeys(a for a, _ in inputs.capture_factor)
    treated = list(dict.fromkeys(i for _, i in pairs))
    m.captured = nonnegative("Caught by capture k from technology i [unit of k]", pairs, m.YEARS)
    m.limit_capture_stock = constraint(limit_capture_stock, inputs, m.CAPTURES, m.YEARS)
    m.limit_capture = constraint(limit_capture, inputs, accounts, treated, m.YEARS)


def limit_capture_stock(m: Model, inputs: Inputs, k: str, y: int) -> Expression:
    r"""A capture takes no more tonnes than its stock.

    $$\sum_i C_{k,i,y} \le S_{k,y}$$

    Units of k.
    """
    return quicksum(m.captured[k, i, y] for i in inputs.captures[k]) - m.stock[k, y] <= 0


def limit_capture(m: Model, inputs: Inputs, a: str, i: str, y: int) -> Expression:
    r"""The captures on a technology share its flue gas: what they treat is no more than what it emits where it stands.

    $$\sum_k \frac{\kappa_{a,k}\,C_{k,i,y}}{r_{k,i}} \le \sum_{m \in M_i} f_{a,m,y}\,A_{m,y}
      \qquad \forall a \text{ of } \mathrm{CO_2}$$

    Units of account a, $\kappa$ of them per unit of k. $f$: carriers that count where they burn, and process emissions;
    never electricity or by-products.
    """
    treated = quicksum(
        inputs.capture_factor[a, k] / rates[i] * m.captured[k, i, y]
        for k, rates in inputs.captures.items()
        if i in rates
    )
    flue_gas = quicksum(inputs.flue_gas.get((a, x, y), 0.0) * m.activity[x, y] for x in inputs.modes_of[i])
    return treated - flue_gas <= 0


CAPTURE = Subject(
    "capture",
    families=(
        Family("limit_capture_stock", "k, y", per="unit"),
        Family("limit_capture", "a, i, y", per="account"),
        Family("least_captured", "k, i, y", floors="captured", per="unit"),
    ),
    add=add_capture,
    tables=(CaptureRow,),
    checks=(captures_make_sense,),
    whole_checks=(
        (captures_have_technologies, ("interventions.csv", "captures.csv")),
        (captures_have_an_account, EVERY_TABLE),
        (captures_find_flue_gas, EVERY_TABLE),
    ),
    words={
        "captures_nothing": (
            "'{found}' has no row in captures.csv. Say there which technology it takes CO2 from, and at what rate.",
            "“{found}”在 captures.csv 中没有记录。请在那里写明从哪项技术捕集、捕集率多少。",
        ),
        "captures_from_a_sink": (
            "found '{found}', which emits {amount} where it stands in {year}, account {account}: less than nothing, so "
            "there is nothing to catch. Correct its emission factors or process emissions, or remove this row.",
            "“{found}”在{year}年就地排放为 {amount}（账户 {account}），小于零，无从捕集。请改正其排放因子或过程排放，或删去本行。",
        ),
        "no_account_of_co2": (
            "'{found}' is a capture, and no account counts CO2, so it would catch nothing. Give case.toml an account with "
            'gas = "CO2", or remove the capture.',
            '“{found}”是捕集措施，而没有以 CO2 计的账户，捕集不起作用。请在 case.toml 增加 gas = "CO2" 的账户，或删去该措施。',
        ),
    },
)
