"""Shares: some interventions supply at least, or at most, a share of a commodity.

Needs `m.activity`, `m.purchases`. Mathematics: models/README.md, "Policies".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from planner.errors import Problem
from planner.model.expressions import Expression, Model, quicksum, variable
from planner.model.subject import Amounts, Family, Limit, Subject, policy_limit
from planner.tables.fields import Commodity, PolicyRow, Ref, listed

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs
    from planner.model.model_file import ModelSpec

LIMIT_SHARE = Family("limit_share", "p, y", "policy")


class ShareRow(PolicyRow):
    """A share of what supplies a commodity, from named interventions."""

    FILE = "shares.csv"
    CHINESE: ClassVar = {
        "": ("占比政策", "某种服务或载体的供应中，指定措施所占的份额。"),
        "unit": ("单位", "数值的单位：%，或以 1 表示小数"),
        "commodity": ("对象", "供应份额所针对的服务或载体"),
        "suppliers": ("供应措施", "计入份额的措施，多个用 ; 分隔"),
        "bound": ("界限", "份额是下限还是上限"),
        "years": ("年份", "每年一列：所给首年之前和末年之后不受限制"),
    }
    commodity: Commodity
    "The commodity whose supply is shared out"
    suppliers: Annotated[str, Ref(("interventions.csv",), several=True)]
    "Interventions that count, several separated by ;"
    bound: Literal["at_least", "at_most"] = "at_least"
    "Whether the share is a minimum or a maximum"
    unit: Literal["1", "%"] = "%"
    "Unit of the amounts: %, or 1 for a fraction"

    @property
    def fraction(self) -> float:
        """One unit of the amounts, as a fraction."""
        return 0.01 if self.unit == "%" else 1.0


def shares_make_sense(case: Case) -> Iterator[Problem]:
    """A share is a fraction, and of something that its suppliers can supply."""
    for row in case.rows(ShareRow):
        for column, number in row.numbers.items():
            if not 0 <= number * row.fraction <= 1:
                values = {"found": f"{number:g}", "allowed": f"0 to {1 / row.fraction:g} {row.unit}"}
                yield row.problem(column, "out_of_range", **values)
        made = {flow.intervention for flow in case.unit_flows if flow.carrier == row.commodity and flow.negative}
        for i in listed(row.suppliers):
            built = case.interventions.get(i)
            if built is not None and built.of != row.commodity and i not in made:
                yield row.problem("suppliers", "supplies_something_else", found=i, commodity=row.commodity)


def shares(case: Case, spec: ModelSpec) -> Iterator[Limit]:
    """The shares in force, one a year."""
    for row in case.rows(ShareRow):
        least = row.bound == "at_least"
        asks = {"side": -1 if least else 1, "needs": tuple(listed(row.suppliers)) if least else ()}
        for y, given in row.binding(case.years).items():
            per = case.unit_of(row.commodity)
            yield policy_limit(LIMIT_SHARE, row, (y,), given * row.fraction, "1", per=per, right=0.0, **asks)


def limit_share(m: Model, inputs: Inputs, limit: Limit) -> Expression:
    r"""Named suppliers deliver at least (or at most) a share of all that supplies a commodity.

    $$\sum_{x \in p} s_{x,c,y}\,X_{x,y} \ge a_{p,y} \Big( \sum_x s_{x,c,y}\,X_{x,y} + P_{c,y} \Big)$$

    Units of the commodity c; $s$ is what a unit of activity supplies, delivered or as a by-product. The dual is money
    per unit of the commodity: what a certificate is worth.
    """
    ours, whole = _supply(inputs, limit, lambda *name: variable(m, name))
    return quicksum(ours) - limit.amount * quicksum(whole)


def reached(inputs: Inputs, values: Amounts, limit: Limit) -> float:
    """The share in a plan; that of a supply of nothing is the one asked for."""
    ours, whole = map(sum, _supply(inputs, limit, values))
    return ours / whole if whole else limit.amount


def supplied(inputs: Inputs, values: Amounts, limit: Limit) -> float:
    """All that supplies the commodity in a plan."""
    return float(sum(_supply(inputs, limit, values)[1]))


def _supply(inputs: Inputs, limit: Limit, x: Callable[..., Any]) -> tuple[list[Any], list[Any]]:
    """What named suppliers supply of a commodity, and all that is supplied; `x` gives a column by its name."""
    c, y, named = limit.row.commodity, limit.year, listed(limit.row.suppliers)
    supply = [
        (mode.technology, x("activity", mode.name, y)) for mode in inputs.modes if inputs.delivers[mode.technology] == c
    ]
    supply += [(i, -flow * x(*column)) for i, flow, column in inputs.flows_over(c, y) if flow < 0]
    bought = [x("purchases", c, y)] if c in inputs.bought else []
    return [amount for i, amount in supply if i in named], [*(amount for _, amount in supply), *bought]


SHARE = Subject(
    "share",
    families=(LIMIT_SHARE,),
    tables=(ShareRow,),
    checks=(shares_make_sense,),
    limits=shares,
    limited=limit_share,
    reached=reached,
    whole=supplied,
    words={
        "supplies_something_else": (
            "'{found}' supplies no {commodity}, of which the policy asks a share. Name only interventions that deliver or co-produce it.",
            "“{found}”不提供{commodity}，不能计入该份额。请只列交付或联产该商品的措施。",
        ),
        "what_limit_share": (
            "share of {suppliers} in the supply of {commodity}",
            "{suppliers}在{commodity}供应中的份额",
        ),
    },
)
