"""Improvements: what runs in improved modes is covered by the stock of the improvement.

Needs `m.activity`, `m.stock`. Mathematics: models/README.md, "Improvements".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from planner.errors import Problem
from planner.model.expressions import Expression, Model, constraint, quicksum
from planner.model.subject import Family, Subject, idle, of_kind
from planner.tables.fields import Carrier, Measure, Number, Sourced, Unit

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs


class SavingRow(Sourced):
    """The fraction by which an improvement cuts what technologies consume of a carrier."""

    FILE = "savings.csv"
    KEY = ("improvement", "carrier", "technology")
    improvement: Measure
    "The improvement"
    carrier: Carrier
    "The carrier of which less is consumed"
    technology: Measure | None = None
    "The technology; empty: all that deliver the commodity and have no row of their own"
    fraction: Annotated[Number, Field(ge=0, le=1), Unit("share")]
    "Share saved of what is left after the others"


def savings_make_sense(case: Case) -> Iterator[Problem]:
    """Only improvements save, and only in technologies that deliver what they improve."""
    of = {i: row.of for i, row in case.interventions.items() if row.of in case.services or row.of in case.carriers}
    for row in case.savings:
        yield from of_kind(case, row, "improvement", row.improvement, "improvement")
        if row.technology is None:
            continue
        wrong = list(of_kind(case, row, "technology", row.technology, "technology"))
        yield from wrong
        improved, delivered = of.get(row.improvement), of.get(row.technology)
        if improved and delivered and improved != delivered and not wrong:
            values = {"found": row.technology, "improvement": row.improvement, "commodity": improved}
            yield row.problem("technology", "saves_elsewhere", **values)


def improvements_save(case: Case) -> Iterator[Problem]:
    """An improvement saves something."""
    return idle(case, "improvement", {row.improvement for row in case.savings}, "saves_nothing")


def add_improvements(m: Model, inputs: Inputs) -> None:
    """Add the limit of each choice: interchangeable rows of an improvement."""
    m.limit_improved = constraint(limit_improved, inputs, list(inputs.choices), m.YEARS)


def limit_improved(m: Model, inputs: Inputs, j: str, y: int) -> Expression:
    r"""Modes that contain an improvement run on no more than what is improved; steps of equal savings add up.

    $$\sum_{m \ni j} A_{m,y} \le \sum_{i \in j} o_i\,S_{i,y}$$

    Units of the commodity improved.
    """
    improved = quicksum(m.activity[x, y] for x in inputs.modes_with[j])
    return improved - quicksum(inputs.output[i] * m.stock[i, y] for i in inputs.choices[j].rows) <= 0


IMPROVEMENTS = Subject(
    "improvements",
    families=(Family("limit_improved", "choice, y", per="delivered"),),
    add=add_improvements,
    tables=(SavingRow,),
    checks=(savings_make_sense,),
    whole_checks=((improvements_save, ("interventions.csv", "savings.csv")),),
    words={
        "saves_nothing": (
            "'{found}' has no row in savings.csv. Say there which carrier it saves, and what fraction.",
            "“{found}”在 savings.csv 中没有记录。请在那里写明节约哪种能源、节约比例多少。",
        ),
        "saves_elsewhere": (
            "found '{found}', which does not deliver '{commodity}', what '{improvement}' improves. Correct the technology, "
            "or leave it empty for all that deliver it.",
            "“{found}”并不供应“{improvement}”所改进的“{commodity}”。请改正技术；留空则适用于所有供应它的技术。",
        ),
    },
)
