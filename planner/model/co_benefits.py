"""Co-benefits: what a plan brings beside its emissions and costs, as air pollutants and jobs.

Counted beside the plan; in the objective only where a row asks for it. Mathematics: models/README.md, "Co-benefits".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from planner.errors import Problem
from planner.model.money.basis import Rates, amount_of, basis_needs, named, per_basis, terms
from planner.model.money.payers import PLACES
from planner.model.slices.slices import sliced_commodities
from planner.model.subject import EVERY_TABLE, Amounts, Expected, Name, Payment, Subject, UnitCell
from planner.tables.fields import Account, Carrier, Flag, Id, Names, Number, Ref, Series, Sourced, Unit

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs


class CoBenefitRow(Names, Sourced):
    """Something that a plan brings beside its emissions: less of an air pollutant, jobs."""

    FILE = "co_benefits.csv"
    KEY = ("co_benefit",)
    CHINESE: ClassVar = {
        "": ("协同效益", "方案在减排之外带来的变化：大气污染物、就业。"),
        "co_benefit": ("协同效益", "标识"),
        "unit": ("单位", "计量单位，如 t、person"),
        "value": ("价值", "每单位给社会带来的损失；有益的为负；留空：不计价"),
        "value_unit": ("价值单位", "每计量单位的货币"),
        "priced": ("计入目标", "是：价值计入所求成本；否：只在方案旁列出"),
    }
    co_benefit: Id
    "Id of the co-benefit"
    unit: str
    "What it is counted in, such as t or person (a person's work of a year)"
    value: Annotated[Number | None, Unit("value_unit")] = None
    "What one unit costs society, in money of the price year; below 0: what it is worth; empty: not valued"
    value_unit: str | None = None
    "Money per unit"
    priced: Flag = False
    "Whether its value is part of what is minimised; else it is only counted"


class CoBenefitRateRow(Series):
    """How much of it comes with what is built, stands, runs, is consumed or emitted."""

    FILE = "co_benefit_rates.csv"
    KEY = ("co_benefit", "of", "basis", "carrier", "account")
    CHINESE: ClassVar = {
        "": ("协同效益系数", "每单位建设、在役、活动、消耗或排放带来多少协同效益。"),
        "co_benefit": ("协同效益", "co_benefits.csv 中的标识"),
        "of": (
            "对象",
            "措施（改造措施指其所改造的）、措施组、部门、部门组、服务；以排放为基础时为部门或部门组；留空：全部",
        ),
        "basis": ("基础", "按什么计：投资额、新增单位、存量、活动量、载体消耗、账户排放"),
        "carrier": ("载体", "以消耗为基础时的载体"),
        "account": ("账户", "以排放为基础时的账户"),
        "unit": ("单位", "每单位基础的计量单位；投资额按每单位货币计"),
    }
    co_benefit: Annotated[Id, Ref((CoBenefitRow.FILE,))]
    "The co-benefit"
    of: Annotated[Id | None, Ref((*PLACES, "services.csv"))] = None
    "An intervention (of an improvement: what it improves), a group, a sector, a group of sectors, a service; on emissions a sector or a group of them; empty: all"
    basis: Literal["capex", "new_units", "stock", "activity", "consumption", "emissions"]
    "What it comes with: money spent on capex, units built, in service, of activity, of a carrier consumed, emitted"
    carrier: Carrier | None = None
    "The carrier, of a rate on consumption"
    account: Account | None = None
    "The account, of a rate on emissions"
    unit: str
    "Its unit per unit of what it comes with; on capex per money"


def _per(case: Case, row: CoBenefitRateRow, i: str) -> str | None:
    return case.settings.money if row.basis == "capex" else per_basis(case, row, i)


def _things(case: Case, row: CoBenefitRateRow) -> list[str]:
    """The interventions that a rate is on; of one on emissions the sectors."""
    if row.basis == "emissions":
        return [s for s, sector in case.sectors.items() if row.of in (None, s, sector.group)]
    return named(case, row)


def co_benefit_units(case: Case, expected: Expected) -> Iterator[UnitCell]:
    """A rate is per unit of what it comes with, a value money per unit."""
    counted = {row.co_benefit: row for row in case.rows(CoBenefitRow)}
    for benefit in counted.values():
        yield benefit, "unit", benefit.unit, benefit.unit
        if benefit.value_unit:
            yield benefit, "value_unit", benefit.value_unit, expected.price(benefit.unit)
    for row in case.rows(CoBenefitRateRow):
        if row.co_benefit in counted and row.carrier in (None, *expected.commodities):
            for per in dict.fromkeys(_per(case, row, i) for i in _things(case, row)):
                wanted = f"({counted[row.co_benefit].unit})/({per})" if per else None
                yield row, "unit", row.unit, wanted


def co_benefits_make_sense(case: Case) -> Iterator[Problem]:
    """A value has a unit, what is priced a value, a rate says what it is on."""
    for row in case.rows(CoBenefitRow):
        if (row.value is None) != (row.value_unit is None):
            yield row.problem("value_unit", "value_and_unit", found=row.value_unit or "")
        if row.priced and row.value is None:
            yield row.problem("value", "priced_at_nothing")
    for rate in case.rows(CoBenefitRateRow):
        yield from basis_needs(rate)
        if rate.basis == "emissions" and not _things(case, rate):
            yield rate.problem("of", "emissions_of_sectors", found=rate.of or "")


def priced_rates_are_of_the_year(case: Case) -> Iterator[Problem]:
    """What is priced is audited from the year's amounts: not by slice, and not what stands or a storage uses."""
    priced = {row.co_benefit for row in case.rows(CoBenefitRow) if row.priced}
    apart = {*sliced_commodities(case), *(flow.carrier for flow in case.unit_flows if flow.per == "stock")}
    for rate in (rate for rate in case.rows(CoBenefitRateRow) if rate.co_benefit in priced):
        stores = [
            i for i in _things(case, rate) if rate.basis == "activity" and case.interventions[i].kind == "storage"
        ]
        if found := [*stores, *({rate.carrier} & apart)]:
            yield rate.problem("basis", "priced_by_slice", found=found[0] or "")


@dataclass(frozen=True)
class CoBenefit:
    """A co-benefit with its rates, in its unit per unit of what each is on, by intervention (or sector) and year."""

    row: CoBenefitRow
    value: float
    """Money per unit; 0 where it has none."""
    rates: tuple[tuple[CoBenefitRateRow, Rates], ...]


def co_benefits(case: Case) -> tuple[CoBenefit, ...]:
    """The co-benefits of a case."""
    return tuple(as_numbers(case, row) for row in case.rows(CoBenefitRow))


def as_numbers(case: Case, row: CoBenefitRow) -> CoBenefit:
    """A co-benefit with its rates in its own unit."""
    rates = []
    for rate in (rate for rate in case.rows(CoBenefitRateRow) if rate.co_benefit == row.co_benefit):
        by_thing = {}
        for i in _things(case, rate):
            factor = case.units.factor(rate.unit, f"({row.unit})/({_per(case, rate, i)})")
            by_thing[i] = {y: factor * rate.at(y) for y in case.years}
        rates.append((rate, by_thing))
    return CoBenefit(row, (row.value or 0.0) * case.in_money(row.value_unit, row.unit), tuple(rates))


def counted(inputs: Inputs, benefit: CoBenefit) -> Iterator[tuple[int, Name | None, float]]:
    r"""(year, column, amount per unit of it; without one, an amount) of a co-benefit, in its unit.

    $$H_{b,y} = \sum_x \beta_{b,x,y}\,x_y$$

    over capital spent (decided too), new units, stock, activity, what is consumed of a carrier, and emissions.
    """
    for row, rates in benefit.rates:
        if row.basis == "emissions":
            for s, by_year in rates.items():
                yield from ((y, ("emissions", row.account, s, y), rate) for y, rate in by_year.items())
            continue
        yield from ((y, column, amount) for y, _, column, amount in terms(inputs, row, rates))
        for (i, y), units in inputs.decided.items() if row.basis in ("capex", "new_units") else ():
            if i in rates:
                yield y, None, rates[i][y] * units * (inputs.decided_capex[i, y] if row.basis == "capex" else 1.0)


def amounts(inputs: Inputs, benefit: CoBenefit, values: Amounts) -> dict[int, float]:
    """How much of a co-benefit a plan brings in each year."""
    found = dict.fromkeys(inputs.years, 0.0)
    for y, column, amount in counted(inputs, benefit):
        found[y] += amount if column is None else amount * values(*column)
    return found


def payments(inputs: Inputs) -> Iterator[Payment]:
    r"""What is priced, as a cost that no payer bears: $v_b\,H_{b,y}$. Money."""
    for benefit in (each for each in inputs.own["co_benefits"] if each.row.priced):
        for y, column, amount in counted(inputs, benefit):
            if column is not None:
                money = benefit.value * amount
                yield Payment(y, column, money, benefit.row.co_benefit, "co_benefit", outside=True)


def audited(case: Case, values: Amounts, y: int) -> Iterator[tuple[str, float]]:
    """What is priced in a year, computed from the tables."""
    for benefit in (as_numbers(case, row) for row in case.rows(CoBenefitRow) if row.priced):
        for row, rates in benefit.rates:
            if row.basis == "emissions":
                found = [rate[y] * values("emissions", row.account, s, y) for s, rate in rates.items()]
            else:
                found = [*amount_of(case, values, row, rates, y)]
            yield "", benefit.value * sum(found)


WORDS: Mapping[str, Any] = {
    "kind_co_benefit": ("co-benefits priced", "计价的协同效益"),
    "value_and_unit": (
        "found '{found}'; a value has a unit, money per unit of what is counted. Give both, or neither.",
        "填的是“{found}”；价值须有单位（每计量单位的货币）。请两者都填，或都留空。",
    ),
    "priced_at_nothing": (
        "what is priced needs a value: what one unit costs society. Give one, or leave `priced` empty.",
        "计入目标的协同效益须有价值（每单位给社会带来的损失）。请填写价值，或将 priced 留空。",
    ),
    "emissions_of_sectors": (
        "found '{found}'; a rate on emissions is of a sector or a group of sectors. Leave it empty for all.",
        "填的是“{found}”；以排放为基础的系数只能针对部门或部门组。留空表示全部。",
    ),
    "priced_by_slice": (
        "found '{found}', which is consumed by a profile or per unit of stock: there a co-benefit can be counted, and not priced. Leave `priced` empty.",
        "“{found}”按时段曲线或按存量消耗，此时协同效益可以列出，但不能计入目标。请将 priced 留空。",
    ),
}

CO_BENEFITS = Subject(
    "co_benefits",
    tables=(CoBenefitRow, CoBenefitRateRow),
    units=co_benefit_units,
    checks=(co_benefits_make_sense,),
    whole_checks=((priced_rates_are_of_the_year, EVERY_TABLE),),
    numbers=co_benefits,
    payments=payments,
    audited=audited,
    words=WORDS,
)
