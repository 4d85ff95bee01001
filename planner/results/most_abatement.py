"""The fewest tonnes for so much money: within the budgets and a total over the least cost, the cheapest such plan.

Mathematics: models/README.md, "Most abatement".
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy import sparse

from planner.calls.arguments import public
from planner.calls.numbers import from_to
from planner.errors import UsageError
from planner.model.caps import main_account
from planner.model.model_file import ModelSpec
from planner.model.money.budgets import LIMIT_SPENDING
from planner.model.subject import Family, Limit, Name
from planner.program.program import Program, Vector
from planner.program.session import Solution
from planner.results.plan import CaseLike, Prepared, plan_of, prepare
from planner.results.references import optimum
from planner.results.result_tables import Plan
from planner.results.tidy import FEWEST

LIMIT_FEWEST = Family("limit_fewest", "a, g, y", "policy")
SLACK = 1e-9
"""Share of the emissions by which the cheapest plan may miss the fewest."""


@public
def most_abatement(
    case: CaseLike,
    *,
    over: float | None = None,
    account: str | None = None,
    scope: str = "total",
    year: int | None = None,
    model: str | Path | ModelSpec | None = None,
    time_limit: float | None = None,
) -> Plan:
    """Find the plan of fewest emissions for so much money, and of such plans the cheapest.

    Caps are lifted; policies and budgets are kept.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables or a sheet of measures.
    over
        What may be spent more than the least cost, present value, in the case's money. Without it every payer must have
        a budget on spending.
    account, scope
        Whose emissions are fewest; without them the city's, in the main account.
    year
        Of which year; without one, of all years in sum.
    model
        Name of a model or a model file; without one, the case's default.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    Plan
        The row `most_abatement` of its shadow prices has the tonnes, and what the last of them costs.

    Raises
    ------
    UsageError
        It is not said what may be spent, or there is no such account, scope or year.
    NoPlanError, SolverError, InputError
        As `solve`.

    Examples
    --------
    >>> plan = planner.most_abatement("data/example_city", over=50)
    >>> row = plan.shadow_price.set_index("id").loc["most_abatement"]
    >>> f"{row['amount']:.3f} {row['unit']}, {row['price']:.0f} {row['price_unit']} the last"
    '2.550 MtCO2, 465 CNY/t CO2 the last'
    """
    ready = prepare(case, model=model)
    account, counted = emitted_by(ready, account, scope, year)
    free, seconds = without_caps(ready), dict(ready.seconds)
    cleanest = optimum(free.case, free.inputs, within(free, over).with_cost(counted), tight=True)
    tonnes = float(counted @ cleanest.x)
    last, unit = year or ready.inputs.years[-1], ready.case.accounts[account].unit
    name = (LIMIT_FEWEST.name, account, scope, last)
    limit = Limit(LIMIT_FEWEST, name, FEWEST, last, tonnes, unit, unit)
    held = no_more(free.program, name, counted, cleanest)
    found = replace(
        free,
        inputs=replace(free.inputs, limits=(*free.inputs.limits, limit)),
        program=replace(held, families=(*held.families, LIMIT_FEWEST)),
    )
    plan = plan_of(found, optimum(ready.case, found.inputs, found.program), seconds)
    return replace(plan, told=ready.warnings)


def emitted_by(ready: Prepared, account: str | None, scope: str, year: int | None) -> tuple[str, Vector]:
    """The account, and 1 on each column of the emissions of a scope, of a year or of all. Raises UsageError."""
    inputs, account = ready.inputs, account or main_account(ready.case)
    scopes = ("total", *inputs.groups, *inputs.sectors)
    for what, asked, allowed in (("account", account, inputs.accounts), ("scope", scope, scopes)):
        if asked not in allowed:
            raise UsageError("fewest_of_what", what=what, found=asked, allowed=", ".join(allowed))
    if year is not None and year not in inputs.years:
        raise UsageError("fewest_of_what", what="year", found=str(year), allowed=from_to(inputs.years))
    counted = np.zeros(len(ready.program.columns))
    for y in inputs.years if year is None else (year,):
        counted[[ready.program.column[name] for name in inputs.emission_columns(account, scope, y)]] = 1.0
    return account, counted


def without_caps(ready: Prepared) -> Prepared:
    """The same without caps on emissions."""
    inputs = ready.inputs
    return replace(
        ready,
        inputs=replace(inputs, limits=tuple(limit for limit in inputs.limits if limit not in inputs.caps)),
        program=ready.program.freed(cap.name for cap in inputs.caps),
        known_references=ready.references,
    )


def within(free: Prepared, over: float | None) -> Program:
    """The program that may cost so much over the least. Raises UsageError where nothing holds what may be spent."""
    if (over is None and not _all_have_budgets(free)) or not 0 <= (over or 0.0) < np.inf:
        raise UsageError("over_needed")
    if over is None:
        return free.program
    least = optimum(free.case, free.inputs, free.program, free.references.least_cost)
    return _with_row(free.program, ("limit_cost",), free.program.cost, float(free.program.cost @ least.x) + over)


def no_more(program: Program, name: Name, counted: Vector, plan: Solution) -> Program:
    """The program that emits no more than a plan, but for rounding."""
    size = float(np.abs(counted * plan.x).sum())
    return _with_row(program, name, counted, float(counted @ plan.x) + SLACK * max(size, 1.0))


def _with_row(program: Program, name: Name, coefficients: Vector, most: float) -> Program:
    """The program with one more row, at most an amount."""
    row = sparse.csr_array(coefficients.reshape(1, -1))
    return program.with_rows([name], row, np.array([-np.inf]), np.array([most]))


def _all_have_budgets(ready: Prepared) -> bool:
    """Whether every payer has a budget on spending in every year."""
    found = {(limit.row.payer, limit.year) for limit in ready.inputs.limits if limit.family == LIMIT_SPENDING}
    return bool(ready.case.payers) and found >= {(p, y) for p in ready.case.payers for y in ready.inputs.years}
