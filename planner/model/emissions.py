"""Emissions by account and sector, and of the whole city.

Needs `m.purchases`, `m.activity`, `m.stock`, `m.captured`; gives `m.emissions`, `m.total_emissions`.
Mathematics: models/README.md, "Emissions".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from planner.errors import Problem
from planner.model.activity import amount, unit_flows
from planner.model.expressions import Expression, Model, constraint, quicksum, variable
from planner.model.subject import Amounts, Family, Name, Subject, idle
from planner.tables.fields import Account, Carrier, Measure, Sector, Series

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs


class EmissionFactorRow(Series):
    """Emissions of one unit of a carrier that is bought, in one account."""

    FILE = "emission_factors.csv"
    KEY = ("carrier", "account")
    MEASURED = ("account", "carrier")
    carrier: Carrier
    "The carrier"
    account: Account
    "The account"
    unit: str
    "Unit of the account per unit of the carrier"


class BaselineRow(Series):
    """Emissions of a sector that no commodity carries."""

    FILE = "baseline.csv"
    KEY = ("sector", "account")
    MEASURED = ("account",)
    sector: Sector
    "The sector"
    account: Account
    "The account"
    unit: str
    "Unit of the account"


class ProcessEmissionRow(Series):
    """Emissions (+) or avoided emissions (-) per unit of activity that no carrier carries."""

    FILE = "process_emissions.csv"
    KEY = ("intervention", "account")
    MEASURED = ("account", "intervention")
    intervention: Measure
    "The intervention"
    account: Account
    "The account"
    unit: str
    "Unit of the account per unit delivered (reduction: per its own unit)"


def factors_make_sense(case: Case) -> Iterator[Problem]:
    """Only what is bought has a factor; what counts where it burns is not made."""
    factored = {row.carrier for row in case.emission_factors}
    for carrier in case.carriers.values():
        if carrier.carrier in factored and carrier.counted_in is None:
            for file, row, column in _makers(case, carrier.carrier):
                yield Problem(file, row, column, "made_but_counted_where_burnt", {"found": carrier.carrier})
    for factor in case.emission_factors:
        if factor.carrier in case.carriers and not case.carriers[factor.carrier].bought:
            yield factor.problem("carrier", "factor_without_purchase", found=factor.carrier)


def _makers(case: Case, carrier: str) -> Iterator[tuple[str, int, str]]:
    for built in case.interventions.values():
        if built.kind == "technology" and built.of == carrier:
            yield built.FILE, built.row, "of"
    for flow in case.unit_flows:
        if flow.carrier == carrier and flow.negative:
            yield flow.FILE, flow.row, "carrier"


def reductions_reduce(case: Case) -> Iterator[Problem]:
    """A reduction reduces, or makes or uses something."""
    acting = {row.intervention for row in case.process_emissions} | {row.intervention for row in case.unit_flows}
    return idle(case, "reduction", acting, "reduces_nothing")


def emission_factors(case: Case) -> dict[tuple[str, str, int], float]:
    """(carrier, account, year) -> account units per unit of the carrier."""
    return {
        (row.carrier, row.account, y): factor
        for row in case.emission_factors
        for y, factor in case.by_year(row).items()
    }


def baseline(case: Case) -> dict[tuple[str, str, int], float]:
    """(account, sector, year) -> account units."""
    return {(row.account, row.sector, y): emitted for row in case.baseline for y, emitted in case.by_year(row).items()}


def process_emissions(case: Case) -> dict[tuple[str, str], dict[int, float]]:
    """(intervention, account) -> account units per unit of its activity, by year."""
    return {(row.intervention, row.account): case.by_year(row) for row in case.process_emissions}


def where_it_stands(case: Case, interventions: Collection[str]) -> dict[tuple[str, str], dict[int, float]]:
    """(intervention, account) -> account units per unit of its activity, unimproved, by year: burnt there, and processes."""
    factors = {key: f for key, f in emission_factors(case).items() if case.carriers[key[0]].counted_in is None}
    emitted = {key: dict(by_year) for key, by_year in process_emissions(case).items() if key[0] in interventions}
    for (i, c, y), flow in unit_flows(case).items():
        for a in case.accounts if i in interventions else ():
            if (c, a, y) in factors:
                by_year = emitted.setdefault((i, a), dict.fromkeys(case.years, 0.0))
                by_year[y] += flow * factors[c, a, y]
    return emitted


def not_below_zero(case: Case) -> tuple[tuple[str, str], ...]:
    """(account, sector) where reductions stand, by the accounts they act on, unless the sector may be net-negative."""
    acting = {
        (e.account, case.interventions[e.intervention].sector)
        for e in case.process_emissions
        if case.interventions[e.intervention].kind == "reduction"
    }
    return tuple(sorted((a, s) for a, s in acting if not case.sectors[s].net_negative))


def add_emissions(m: Model, inputs: Inputs) -> None:
    """Add emissions; they are free variables, whose upper bounds are the caps."""
    import pyomo.environ as pyo

    m.emissions = pyo.Var(m.ACCOUNTS, m.SECTORS, m.YEARS, doc="Of a sector [unit of the account]")
    m.total_emissions = pyo.Var(m.ACCOUNTS, m.YEARS, doc="Of the city [unit of the account]")
    m.account_emissions = constraint(account_emissions, inputs, m.ACCOUNTS, m.SECTORS, m.YEARS)
    m.sum_emissions = constraint(sum_emissions, inputs, m.ACCOUNTS, m.YEARS)
    m.limit_reduction = constraint(limit_reduction, inputs, list(inputs.nonnegative), m.YEARS)


def account_emissions(m: Model, inputs: Inputs, a: str, s: str, y: int) -> Expression:
    r"""A sector emits its baseline, what its purchases carry, what it burns, its processes, less what is caught in it.

    $$E_{a,s,y} = B_{a,s,y} + \sum_{c\,\text{counted in}\,s} e_{c,a,y} P_{c,y} + \sum_{x} \epsilon_{a,s,x,y} X_{x,y}
      - \sum_k \sum_{i \in s} \kappa_{a,k}\,C_{k,i,y}$$

    Unit of the account. $\epsilon$: emissions per unit of activity where its parts stand: emission factor x consumption
    of carriers that count where they burn, and process emissions (reductions: negative).
    """
    purchased = quicksum(
        inputs.purchase_emissions[a, s, c, y] * m.purchases[c, y]
        for c in m.BOUGHT
        if (a, s, c, y) in inputs.purchase_emissions
    )
    burnt = quicksum(factor * amount(m, inputs, x, y) for x, _, factor in inputs.emitted.get((a, s, y), ()))
    caught = quicksum(
        inputs.capture_factor[a, k] * m.captured[k, i, y]
        for k, rates in inputs.captures.items()
        if (a, k) in inputs.capture_factor
        for i in rates
        if inputs.sector_of[i] == s
    )
    return m.emissions[a, s, y] - purchased - burnt + caught == inputs.baseline.get((a, s, y), 0.0)


def sum_emissions(m: Model, inputs: Inputs, a: str, y: int) -> Expression:
    r"""The city emits what its sectors emit: $E_{a,y} = \sum_s E_{a,s,y}$, in the account's unit."""
    return m.total_emissions[a, y] - quicksum(m.emissions[a, s, y] for s in m.SECTORS) == 0


def scoped_emissions(m: Model, inputs: Inputs, a: str, scope: str, y: int) -> Expression:
    """Emissions of the city (`total`), a group or a sector, in the account's unit."""
    return quicksum(variable(m, name) for name in inputs.emission_columns(a, scope, y))


def limit_reduction(m: Model, inputs: Inputs, a: str, s: str, y: int) -> Expression:
    r"""Reductions take a sector no lower than zero, unless it is net-negative: $E_{a,s,y} \ge 0$.

    A row, not a bound: the dual of the bound belongs to the cap.
    """
    return m.emissions[a, s, y] >= 0


def is_negative(inputs: Inputs, values: Amounts, name: Name) -> bool:
    """Whether a sector emits less than nothing in a year."""
    return values("emissions", *name[1:]) < 0


EMISSIONS = Subject(
    "emissions",
    families=(
        Family(
            "account_emissions",
            "a, s, y",
            shrinks=True,
            cell=("baseline.csv", "{s}/{a}", "years"),
            defines="emissions",
            per="account",
        ),
        Family("sum_emissions", "a, y", defines="total_emissions", per="account"),
        Family(
            "limit_reduction",
            "a, s, y",
            gives=-1,
            cell=("sectors.csv", "{s}", "net_negative"),
            reached=is_negative,
            per="account",
        ),
    ),
    add=add_emissions,
    tables=(EmissionFactorRow, BaselineRow, ProcessEmissionRow),
    checks=(factors_make_sense,),
    whole_checks=((reductions_reduce, ("interventions.csv", "process_emissions.csv", "unit_flows.csv")),),
    words={
        "factor_without_purchase": (
            "'{found}' has an emission factor but is not bought. Emissions count with purchases: say bought = true, or "
            "give its makers process emissions.",
            "“{found}”有排放因子却不外购。排放随外购量计算：请填 bought = true，或为其生产者填写过程排放。",
        ),
        "made_but_counted_where_burnt": (
            "makes '{found}', whose emissions count where it burns. That needs a carrier that nothing makes: give "
            "'{found}' a sector in carriers.csv counted_in, or remove its emission factor.",
            "生产“{found}”，而其排放在燃用处计算，这类能源不能有生产者。请在 carriers.csv 的 counted_in 为“{found}”指定"
            "部门，或删去其排放因子。",
        ),
        "reduces_nothing": (
            "'{found}' has no row in process_emissions.csv or unit_flows.csv, so it does nothing. Say there what one unit "
            "avoids.",
            "“{found}”在 process_emissions.csv 和 unit_flows.csv 中都没有记录，不起作用。请写明每单位的减排量。",
        ),
        "states_account_emissions": (
            "{name} emits {amount} {unit} of {account} in any case ({years})",
            "{name}的{account}固定排放 {amount} {unit}（{years}年）",
        ),
        "by_limit_reduction": ("sectors that may be net-negative", "允许部门净负排放"),
        "states_limit_reduction": (
            "emissions of {account}, {name}, may not fall below zero, since net_negative is not true ({years})",
            "{name}的{account}排放不得低于零，因为 net_negative 不是 true（{years}年）",
        ),
    },
)
