"""What comes at a rate with something: with capital spent, with what is built, stands, runs, is consumed or emitted.

Transfers are money that does, co-benefits anything else. As coefficients on the columns of the program, and worked out
from the tables for the audit. Mathematics: models/README.md, "Transfers".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from planner.errors import Problem
from planner.model.modes import Mode, find_modes, fitting_savings
from planner.model.money.payers import placed
from planner.model.subject import Amounts, Name

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs

ONCE = ("capex", "new_units")
"""What comes once, when something is built."""
NEEDS = {"consumption": "carrier", "emissions": "account"}
"""Basis -> the column that says of what."""
Rates = Mapping[str, Mapping[int, float]]
"""Of each intervention that a row is on, by year: so much per unit of the basis; of capex a share."""
Term = tuple[int, str, Name, float]
"""Year, intervention whose payer may be meant, column, money per unit of it."""
Part = tuple[str, float, Name]
"""Whose, amount per unit of the column, column."""


class OnBasis(Protocol):
    """A row that is on something: on what is spent, built, in service, run, consumed or emitted."""

    def problem(self, column: str, key: str, /, **values: Any) -> Problem: ...
    @property
    def of(self) -> str | None: ...
    @property
    def basis(self) -> str: ...
    @property
    def carrier(self) -> str | None: ...
    @property
    def account(self) -> str | None: ...


def named(case: Case, row: OnBasis) -> list[str]:
    """The interventions that a row is on."""
    deliver = (i for i, built in case.interventions.items() if built.kind == "technology" and built.of == row.of)
    return list(dict.fromkeys([*placed(case, row.of), *(deliver if row.of in case.services else ())]))


def per_basis(case: Case, row: OnBasis, i: str) -> str | None:
    """The unit of what a row is on; None where it is a share or its column is missing."""
    match row.basis:
        case "new_units" | "stock":
            return case.interventions[i].unit
        case "activity":
            return case.delivered_unit(i)
        case "consumption":
            return case.unit_of(row.carrier) if row.carrier else None
        case "emissions":
            return case.accounts[row.account].unit if row.account in case.accounts else None
    return None


def basis_needs(row: OnBasis) -> Iterator[Problem]:
    """A row on consumption names its carrier, one on emissions its account, and no other does."""
    for column in ("carrier", "account"):
        given: Any = getattr(row, column)
        if (given is None) == (NEEDS.get(row.basis) == column):
            values = {"basis": row.basis, "column": column, "found": given or ""}
            yield row.problem(column, "transfer_lacks" if given is None else "transfer_has", **values)


def terms(inputs: Inputs, row: OnBasis, rates: Rates) -> Iterator[Term]:
    r"""What comes on each column at a rate, as of a transfer money of the year.

    $$g_y k_{i,y} N_{i,y} \qquad g_y N_{i,y} \qquad g_y S_{i,y} \qquad g_y X_{x,y} \qquad
      g_y \phi_{x,c,y} X_{x,y} \qquad g_y (\epsilon_{a,s,x,y} X_{x,y} - \kappa_{a,k} C_{k,i,y})$$

    On consumption and emissions an improvement stands for the modes with it.
    """
    improved = {mode.name: on[0] for mode in inputs.modes if (on := improving(mode, rates))}
    match row.basis:
        case "capex" | "new_units":
            for i, y in (key for key in inputs.capex if key[0] in rates):
                each = inputs.capex[i, y] if row.basis == "capex" else 1.0
                yield y, i, ("new_units", i, y), rates[i][y] * each
        case "stock":
            yield from ((y, i, ("stock", i, y), rates[i][y]) for i in rates for y in inputs.years)
        case "activity":
            runs = [(x, i) for i in rates if inputs.kind[i] != "improvement" for x in inputs.modes_of.get(i, (i,))]
            runs += [(mode.name, i) for mode in inputs.modes for i in improving(mode, rates)]
            for x, i in runs:
                for y in inputs.years:
                    yield from ((y, i, column, rates[i][y]) for column in inputs.activity_columns(x, y))
        case "consumption":
            for c, y in (key for key in inputs.flows if key[0] == row.carrier):
                for t in inputs.slices.of(c):
                    used = [part for part in inputs.flows_of(c, t, y) if part[1] > 0]
                    yield from _of_parts(rates, improved, y, used)
        case "emissions":
            for (_, _, y), emitted in ((key, each) for key, each in inputs.emitted.items() if key[0] == row.account):
                parts = [(i, each, column) for x, i, each in emitted for column in inputs.activity_columns(x, y)]
                yield from _of_parts(rates, improved, y, parts)
            for (_, k), factor in ((key, f) for key, f in inputs.capture_factor.items() if key[0] == row.account):
                for i in (i for i in inputs.captures[k] if i in rates):
                    yield from ((y, i, ("captured", k, i, y), -rates[i][y] * factor) for y in inputs.years)


def improving(mode: Mode, rates: Rates) -> list[str]:
    """Of each choice in a mode the first row that a transfer is on: rows of a choice share what runs."""
    first = (next((i for i in choice.rows if i in rates), None) for choice in mode.choices)
    return [i for i in first if i is not None]


def _of_parts(rates: Rates, improved: Mapping[str, str], y: int, parts: list[Part]) -> Iterator[Term]:
    """Terms on what runs: of an intervention that the transfer is on, or in a mode with an improvement that it is on."""
    for i, each, column in parts:
        if (named := i if i in rates else improved.get(column[1])) is not None:
            yield y, i, column, rates[named][y] * each


def amount_of(case: Case, values: Amounts, row: OnBasis, rates: Rates, y: int) -> Iterator[float]:
    """What comes at a rate in a year, computed from the tables."""
    if row.basis in ONCE:
        for i, rate in rates.items():
            built = case.interventions[i]
            each = case.in_money(built.cost_unit, built.unit) if row.basis == "capex" else 1.0
            capex = each * case.number(i, "capex", y) if row.basis == "capex" else 1.0
            yield rate[y] * capex * values("new_units", i, y)
    elif row.basis == "stock":
        yield from (rate[y] * values("stock", i, y) for i, rate in rates.items())
    else:
        yield from _audited_runs(case, values, row, rates, y)


def _audited_runs(case: Case, values: Amounts, row: OnBasis, rates: Rates, y: int) -> Iterator[float]:
    """On activity, consumption and emissions."""
    savings = fitting_savings(case)
    for mode in find_modes(case):
        amount, i, on = values("activity", mode.name, y), mode.technology, improving(mode, rates)
        if row.basis == "activity":
            yield amount * sum(rates[j][y] for j in (i, *on) if j in rates)
            continue
        left: dict[str, float] = defaultdict(lambda: 1.0)
        for choice in mode.choices:
            for c, saved in savings[choice.rows[0], i].items():
                left[c] *= 1 - saved
        for part, remaining in ((i, left), *((choice.rows[0], {}) for choice in mode.choices)):
            rate = rates[part][y] if part in rates else rates[on[0]][y] if on else 0.0
            yield amount * rate * _each(case, row, part, remaining, y)
    for i, built in case.interventions.items():
        caught = {
            link.technology: values("captured", i, link.technology, y) for link in case.captures if link.capture == i
        }
        if i in rates and built.kind in ("reduction", "capture"):
            amount = sum(caught.values()) if built.kind == "capture" else values("stock", i, y)
            yield amount * rates[i][y] * (1.0 if row.basis == "activity" else _each(case, row, i, {}, y))
        if row.basis == "emissions" and row.account and case.accounts[row.account].gas == "CO2":
            factor = case.units.factor(built.unit, case.accounts[row.account].unit) if caught else 0.0
            yield from (-rates[t][y] * factor * tonnes for t, tonnes in caught.items() if t in rates)


def _each(case: Case, row: OnBasis, i: str, left: Mapping[str, float], y: int) -> float:
    """Per unit of activity: what is consumed of the carrier, or emitted in the account where it stands."""
    total = 0.0
    for flow in (flow for flow in case.unit_flows if flow.intervention == i):
        per = flow.at(y) * case.scale(flow)
        per *= left.get(flow.carrier, 1.0) if per > 0 else 1.0
        if flow.carrier == row.carrier:
            total += max(per, 0.0)
        if row.account and case.carriers[flow.carrier].counted_in is None:
            for factor in (f for f in case.emission_factors if (f.carrier, f.account) == (flow.carrier, row.account)):
                total += per * factor.at(y) * case.scale(factor)
    for emitted in (e for e in case.process_emissions if (e.intervention, e.account) == (i, row.account)):
        total += emitted.at(y) * case.scale(emitted)
    return total
