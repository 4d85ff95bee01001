"""What technologies run by slice: no more in a slice than there is of their stock.

Needs `m.activity`, `m.stock`; gives `m.activity_in`. Mathematics: models/README.md, "Activity by slice".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from planner.errors import Problem
from planner.model.expressions import Expression, Model, constraint, nonnegative, quicksum
from planner.model.modes import fitting_savings
from planner.model.slices.profiles import shapes
from planner.model.slices.slices import HOURS, ProfileRow, SliceRow, sliced_technologies
from planner.model.subject import Family, Subject
from planner.tables.fields import Columns, Number, Unit

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.inputs import Inputs

ROUNDING = 1e-9


class FullHoursColumn(Columns):
    full_hours: Annotated[Number | None, Field(gt=0, le=HOURS), Unit("hours")] = None
    "Hours at full power that output stands for: what is called at will delivers at most output / full_hours in an hour; \
of a storage, the hours in a year in which it may give back at full power"


def availability(case: Case) -> dict[str, dict[str, float]]:
    """Sliced technology -> what it can deliver in a slice beside what it would if its output came evenly."""
    shaped = shapes(case)
    names = [row.slice for row in case.rows(SliceRow)]
    found = {}
    for i in sliced_technologies(case):
        if hours := full_hours(case, i):
            found[i] = dict.fromkeys(names, HOURS / hours)
        elif (i, "") in shaped:
            found[i] = shaped[i, ""]
    return found


def full_hours(case: Case, i: str) -> float | None:
    """Of an intervention, where it has any."""
    hours: float | None = getattr(case.interventions[i], "full_hours", None)
    return hours


def sliced_technologies_make_sense(case: Case) -> Iterator[Problem]:
    """One says when it can run, in one way; nothing improves it, for a saving would pick its hours."""
    sliced = sliced_technologies(case)
    shaped = {row.thing for row in case.rows(ProfileRow) if row.carrier is None}
    hours = {row.slice: row.hours for row in case.rows(SliceRow)}
    able = availability(case)
    for i, row in case.interventions.items():
        if (found := full_hours(case, i)) and i not in sliced and row.kind != "storage":
            key = "full_hours_of_nothing" if row.kind == "technology" else "not_for_this_kind"
            yield row.problem("full_hours", key, found=f"{found:g}", kind=row.kind)
        if i not in sliced:
            continue
        if found and i in shaped:
            yield row.problem("full_hours", "two_availabilities", found=f"{found:g}")
        if not found and i not in shaped:
            yield row.problem("full_hours", "no_availability", found=i, of=row.of)
        elif i in able:
            mean = sum(hours[t] * p for t, p in able[i].items()) / HOURS
            if row.minimum_use > min(1.0, mean) + ROUNDING:
                values = {"found": f"{row.minimum_use:g}", "allowed": f"<= {min(1.0, mean):.4g}"}
                yield row.problem("minimum_use", "more_than_available", **values)
    for improvement, technology in fitting_savings(case):
        if technology in sliced:
            row = case.interventions[improvement]
            yield row.problem("of", "improves_sliced", found=improvement, technology=technology)


def add_sliced_activity(m: Model, inputs: Inputs) -> None:
    """Add what sliced technologies and storages deliver in each slice; the year's activity is their sum."""
    import pyomo.environ as pyo

    slices = inputs.slices
    m.SLICES = pyo.Set(initialize=list(slices.hours), doc="Parts of the year, t")
    runs = list(slices.activities)
    m.activity_in = nonnegative("Delivered in a slice [unit of the commodity]", runs, m.SLICES, m.YEARS)
    m.sum_activity = constraint(sum_activity, inputs, runs, m.YEARS)
    m.limit_in = constraint(limit_in, inputs, list(slices.availability), m.SLICES, m.YEARS)


def sum_activity(m: Model, inputs: Inputs, x: str, y: int) -> Expression:
    r"""What runs in a year is the sum over its slices: $A_{x,y} = \sum_t A_{x,t,y}$. Units of the commodity."""
    return m.activity[x, y] - quicksum(m.activity_in[x, t, y] for t in m.SLICES) == 0


def limit_in(m: Model, inputs: Inputs, i: str, t: str, y: int) -> Expression:
    r"""In a slice a technology delivers no more than there is of its stock then.

    $$A_{i,t,y} \le o_i\,p_{i,t}\,\frac{h_t}{8760}\,S_{i,y}$$

    Units of the commodity. Availability $p$ is its profile, or $8760 / \text{full hours}$ of what is called at will.
    """
    most = inputs.output[i] * inputs.slices.availability[i][t] * inputs.slices.share(t)
    return m.activity_in[i, t, y] - most * m.stock[i, y] <= 0


SLICED_TECHNOLOGIES = Subject(
    "sliced_technologies",
    families=(
        Family("sum_activity", "m, y", defines="activity", per="delivered"),
        Family("limit_in", "i, t, y", per="delivered"),
        Family("least_activity_in", "m, t, y", floors="activity_in", per="delivered"),
    ),
    add=add_sliced_activity,
    columns={"interventions.csv": FullHoursColumn},
    whole_checks=(
        (
            sliced_technologies_make_sense,
            (SliceRow.FILE, ProfileRow.FILE, "services.csv", "carriers.csv", "interventions.csv", "unit_flows.csv"),
        ),
    ),
    words={
        "full_hours_of_nothing": (
            "found {found}, but it neither delivers nor uses anything that is balanced by slice. Leave it empty, or mark its commodity sliced.",
            "填了 {found}，但该技术既不供应也不使用分时段平衡的商品。请留空，或将其商品标为 sliced。",
        ),
        "two_availabilities": (
            "found {found} beside a row in profiles.csv. A technology has its availability from the one (what the weather gives) or the other (what is called at will).",
            "填了 {found}，而 profiles.csv 中另有该技术的曲线。可用率只取其一：随天气者用曲线，可随时调用者用 full_hours。",
        ),
        "no_availability": (
            "'{found}' delivers '{of}', which is balanced by slice, and nothing says when it can. Give full_hours (of what is called at will: the hours at full power that output stands for), or a row in profiles.csv.",
            "“{found}”供应分时段平衡的“{of}”，却没有说明何时可用。请填 full_hours（可随时调用者：output 所对应的满负荷小时数），或在 profiles.csv 补上一行。",
        ),
        "more_than_available": (
            "found {found}, allowed {allowed}, the mean of what is available. Lower it, or correct the profile.",
            "填的是 {found}，可用率的均值只允许 {allowed}。请调低，或改正曲线。",
        ),
        "improves_sliced": (
            "'{found}' would improve '{technology}', which runs by slice, and so save in the best hours only. Let a technology that runs over the year stand between: it uses the sliced commodity, and is improved.",
            "“{found}”改进的“{technology}”按时段运行，节约会只落在最有利的时段。请在其间设一项按年运行的技术：由它使用分时段的商品并接受改进。",
        ),
    },
)
