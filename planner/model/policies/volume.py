"""Volumes: new units, stock, activity or purchases of named things, at least, at most or exactly.

Needs `m.new_units`, `m.stock`, `m.activity`, `m.purchases`. Mathematics: models/README.md, "Policies".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from planner.errors import Problem
from planner.model.activity import amount
from planner.model.expressions import Expression, Model, quicksum
from planner.model.subject import Expected, Family, Limit, Subject, UnitCell, policy_limit
from planner.tables.fields import PolicyRow, Ref, listed

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs
    from planner.model.model_file import ModelSpec

LIMIT_VOLUME = Family("limit_volume", "p, bound, y", "policy")


class VolumeRow(PolicyRow):
    """An amount of named things: a phase-out, a mandate, a pilot, a total of energy."""

    FILE = "volumes.csv"
    NEVER_NEGATIVE = True
    CHINESE: ClassVar = {
        "": ("数量政策", "指定对象的数量：淘汰、强制、示范、能源总量。"),
        "unit": ("单位", "数值的单位"),
        "quantity": ("数量", "限制的是什么：当年新增、在役存量、活动量，还是购买量"),
        "of": ("对象", "措施；限制购买量时为载体；多个用 ; 分隔"),
        "bound": ("界限", "数值是下限、上限，还是恰好等于"),
        "years": ("年份", "每年一列：所给首年之前和末年之后不受限制"),
    }
    quantity: Literal["new_units", "stock", "activity", "purchases"]
    "What is limited: what is built in the year, what is in service, what runs, or what is bought"
    of: Annotated[str, Ref(("interventions.csv", "carriers.csv"), several=True)]
    "Interventions, or for purchases carriers, several separated by ;"
    bound: Literal["at_least", "at_most", "exactly"]
    "Whether the amounts are a minimum, a maximum or both"


def unit_of(case: Case, row: VolumeRow, thing: str) -> str | None:
    """The unit in which a quantity of a thing is counted; None where the thing has no such quantity."""
    if row.quantity == "purchases":
        return case.carriers[thing].unit if thing in case.carriers and case.carriers[thing].bought else None
    built = case.interventions.get(thing)
    if built is None or (row.quantity == "activity" and built.kind == "improvement"):
        return None
    return case.delivered_unit(thing) if row.quantity == "activity" else built.unit


def volume_units(case: Case, expected: Expected) -> Iterator[UnitCell]:
    """Of all that is added up."""
    for row in case.rows(VolumeRow):
        for thing in listed(row.of):
            yield row, "unit", row.unit, unit_of(case, row, thing)


def volumes_make_sense(case: Case) -> Iterator[Problem]:
    """A volume is of things that have such a quantity."""
    for row in case.rows(VolumeRow):
        for thing in listed(row.of):
            if unit_of(case, row, thing) is None and (thing in case.interventions or thing in case.carriers):
                yield row.problem("of", "no_such_quantity", found=thing, quantity=row.quantity)


def volumes(case: Case, spec: ModelSpec) -> Iterator[Limit]:
    """The volumes in force, one a year and side."""
    for row in case.rows(VolumeRow):
        factors = {of: case.units.factor(unit_of(case, row, of) or "", row.unit) for of in listed(row.of)}
        for y, given in row.binding(case.years).items():
            for bound in ("at_least", "at_most") if row.bound == "exactly" else (row.bound,):
                least = bound == "at_least"
                asks = {"side": -1 if least else 1, "needs": tuple(factors) if least else (), "factors": factors}
                yield policy_limit(LIMIT_VOLUME, row, (bound, y), given, row.unit, **asks)


def limit_volume(m: Model, inputs: Inputs, limit: Limit) -> Expression:
    r"""New units, stock, activity or purchases of named things are at least, or at most, an amount.

    $$\sum_{i \in p} u_i\,N_{i,y} \le \overline{V}_{p,y}$$

    and likewise of $S$, $X$ and $P$; in the policy's unit, $u_i$ of them per unit of i.
    """
    row, y = limit.row, limit.year
    terms = []
    for thing, factor in limit.factors.items():
        if row.quantity == "activity":
            runs = inputs.modes_of[thing] if inputs.kind[thing] == "technology" else (thing,)
            terms += [factor * amount(m, inputs, x, y) for x in runs]
        elif row.quantity == "new_units":
            terms += [factor * m.new_units[thing, y]] if (thing, y) in inputs.capex else []
        else:
            terms.append(factor * (m.stock if row.quantity == "stock" else m.purchases)[thing, y])
    return quicksum(terms)


VOLUME = Subject(
    "volume",
    families=(LIMIT_VOLUME,),
    tables=(VolumeRow,),
    units=volume_units,
    checks=(volumes_make_sense,),
    limits=volumes,
    limited=limit_volume,
    words={
        "no_such_quantity": (
            "'{found}' has no {quantity}. Purchases are of carriers that can be bought; activity is of technologies, captures and reductions; new_units and stock are of interventions.",
            "“{found}”没有{quantity}。purchases 只用于可购买的载体；activity 用于技术、捕集和减排项；new_units 与 stock 用于措施。",
        ),
        "what_limit_volume": ("{quantity} of {of}", "{of}的{quantity}"),
    },
)
