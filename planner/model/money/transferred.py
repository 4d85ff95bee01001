"""What each transfer pays, as coefficients on the columns of the program: in the ledger, and with outside in the objective.

Mathematics: models/README.md, "Transfers".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from planner.finance import capital_recovery_factor, years_in_service
from planner.model.modes import Mode, find_modes, fitting_savings
from planner.model.money import transfers as table
from planner.model.money.payers import OUTSIDE, Entry, borne_by
from planner.model.money.transfers import COST_OF, ONCE, OnBasis, Rates, Transfer, TransferRow, as_numbers
from planner.model.subject import EVERY_TABLE, Amounts, Name, Payment, Subject

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs

Term = tuple[int, str, Name, float]
"""Year, intervention whose payer may be meant, column, money per unit of it."""
Part = tuple[str, float, Name]
"""Whose, amount per unit of the column, column."""


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


def transfer_entries(inputs: Inputs) -> Iterator[Entry]:
    """The transfers in the ledger. A side that is not named is who bears the cost."""
    for transfer in inputs.own["transfers"]:
        row = transfer.row
        for y, i, column, money in terms(inputs, transfer.row, transfer.rates):
            borne = borne_by(inputs, i, COST_OF[row.basis])
            for payer, share in ((row.payer, 1.0),) if row.payer else borne:
                for payee, part in ((row.payee, 1.0),) if row.payee else borne:
                    yield Entry(y, payer, payee, row.transfer, row.kind, column, share * part * money)


def payments(inputs: Inputs) -> Iterator[Payment]:
    """What goes to outside and, below zero, what comes from it; a grant or tax on capex as annuities, as that is."""
    for transfer in (t for t in inputs.own["transfers"] if t.sign):
        row, once = transfer.row, transfer.row.basis in ONCE
        for y, i, column, money in terms(inputs, row, transfer.rates):
            life = inputs.lifetime[i]
            annuity = capital_recovery_factor(inputs.discount_rate, life) if once else 1.0
            for paid in years_in_service(y, life, inputs.years[-1]) if once else (y,):
                yield Payment(paid, column, transfer.sign * annuity * money, row.transfer, row.kind, outside=True)


def audited(case: Case, values: Amounts, y: int) -> Iterator[tuple[str, float]]:
    """What is paid to outside in a year, computed from the tables."""
    for row in (row for row in case.rows(TransferRow) if OUTSIDE in (row.payer, row.payee)):
        transfer = as_numbers(case, row)
        yield "", transfer.sign * sum(_audited(case, values, transfer, y))


def _audited(case: Case, values: Amounts, transfer: Transfer, y: int) -> Iterator[float]:
    row, rates = transfer.row, transfer.rates
    if row.basis not in ONCE:
        yield from amount_of(case, values, row, rates, y)
        return
    for i in rates:
        life = case.interventions[i].lifetime
        annuity = capital_recovery_factor(case.settings.discount_rate, life)
        for v in range(max(case.years[0], y - life + 1), y + 1):
            yield from (annuity * paid for paid in amount_of(case, values, row, {i: rates[i]}, v))


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


TRANSFERS = Subject(
    "transfers",
    tables=(TransferRow,),
    units=table.transfer_units,
    checks=(table.transfers_make_sense,),
    whole_checks=((table.grants_within_capex, EVERY_TABLE),),
    numbers=table.transfers,
    payments=payments,
    audited=audited,
    entries=transfer_entries,
    words=table.WORDS,
)
