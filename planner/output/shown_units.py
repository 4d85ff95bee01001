"""Units of money and emissions on screens, pages and pictures: in Chinese those of the trade, 亿元, 万元, 万吨."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planner.case.case import Case
from planner.languages import Words
from planner.messages.unit_words import CHINESE, unit_words
from planner.model.caps import CapRow
from planner.output.screens import shown, signed
from planner.results.result_tables import Plan
from planner.units import WrongUnit

LEAST = 10.0, 0.1
"""Money is shown in 亿, else in 万, where the largest figure has as many."""


@dataclass(frozen=True)
class Measure:
    """A unit to show numbers in: what to multiply them by, and what it is called."""

    factor: float
    unit: Words
    lang: str

    def of(self, table: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """The table with these columns in this unit."""
        return table.assign(**{column: table[column] * self.factor for column in columns})

    def shown(self, value: float) -> str:
        """An amount of the case's own unit as a number in this one."""
        return shown(value * self.factor)

    def signed(self, value: float) -> str:
        """The same with its sign."""
        return signed(value * self.factor)

    def said(self, value: float) -> str:
        """The same as the sentence has it: 43.15 亿元."""
        return f"{self.shown(value)} {self.words}"

    @property
    def words(self) -> str:
        """The unit in the language."""
        return self.unit.in_language(self.lang)


def money(case: Case, largest: float, lang: str) -> Measure:
    """The unit of money, for figures of at most `largest` of the case's own."""
    own = case.settings.money
    name = CHINESE.get(next(iter(case.units.parse(own).dimensions)).removeprefix("money_"), "")
    if lang == "zh" and name:
        sizes = {unit: largest * case.units.factor(own, unit) for unit in (f"亿{name}", f"万{name}", name)}
        wanted = next((unit for unit, least in zip(sizes, LEAST, strict=False) if sizes[unit] >= least), name)
        return Measure(case.units.factor(own, wanted), Words(wanted, wanted), lang)
    return Measure(1.0, unit_words(own), lang)


def money_of(plan: Plan, lang: str) -> Measure:
    """The unit of a plan's money, the same on the screen, in its report, pictures and workbook: that of its cost."""
    costs = plan.total_cost, plan.resource_cost, *plan.reference_costs.values()
    return money(plan.case, max(map(abs, costs)), lang)


def emissions(case: Case, account: str, lang: str) -> Measure:
    """The unit of an account's emissions: its own of a sheet of measures, and where all caps are very small."""
    own = case.accounts[account].unit
    mass, _, gas = case.units.readable(own).partition(" ")
    wanted = f"万吨 {gas}".strip()
    if lang == "zh" and mass == "t" and case.sheet is None:
        try:
            factor = case.units.factor(own, wanted)
            caps = [
                cap * case.units.factor(row.unit, wanted)
                for row in case.rows(CapRow)
                if row.account == account
                for cap in row.binding(case.years).values()
            ]
            if not caps or max(caps) >= LEAST[1]:
                return Measure(factor, unit_words(wanted), lang)
        except WrongUnit:
            pass
    return Measure(1.0, unit_words(own), lang)
