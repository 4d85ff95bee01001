"""Profiles: how a demand, an availability, a flow or a price differs from slice to slice.

Mathematics: models/README.md, "Profiles".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Problem, nearest
from planner.model.slices.slices import ProfileRow, SliceRow, sliced_commodities, sliced_technologies, whole_profiles
from planner.model.subject import Subject
from planner.tables.shared import UnitFlowRow

if TYPE_CHECKING:
    from planner.case.case import Case

TABLES = (SliceRow.FILE, "services.csv", "carriers.csv", "interventions.csv", "unit_flows.csv", ProfileRow.FILE)
ROUNDED = 1e-3
"""By how much a mean may miss 1; it is then made exact."""


def shapes(case: Case) -> dict[tuple[str, str], dict[str, float]]:
    """(thing, carrier or blank) -> its profile by slice; one whose mean is 1 but for rounding has it exactly."""
    found = {}
    for row in whole_profiles(case):
        mean = row.mean(case)
        by = mean if abs(mean - 1) <= ROUNDED else 1.0
        found[row.thing, row.carrier or ""] = {t: p / by for t, p in row.slices.items()}
    return found


def columns_are_slices(case: Case) -> Iterator[Problem]:
    """Each further column is a slice, and each slice has its number."""
    names = [row.slice for row in case.rows(SliceRow)]
    rows = case.rows(ProfileRow) if names else ()
    for column in dict.fromkeys(column for row in rows for column in row.slices):
        if column not in names:
            known = [*ProfileRow.columns(), *names]
            values = {"found": column, "allowed": ", ".join(known), "near": nearest(column, known)}
            yield Problem(ProfileRow.FILE, 1, column, "unknown_column", values)
    for row in rows:
        for name in names:
            if name not in row.slices:
                yield row.problem(name, "empty_cell")


def profiles_shape_something(case: Case) -> Iterator[Problem]:
    """A profile is of something that is balanced by slice, or of a flow of it."""
    sliced, technologies = sliced_commodities(case), sliced_technologies(case)
    if not case.rows(SliceRow):
        for row in case.rows(ProfileRow):
            yield row.problem("thing", "no_slices", found=row.thing)
        return
    for row in case.rows(ProfileRow):
        built, flows = case.interventions.get(row.thing), _flows(case, row)
        if row.carrier is not None:
            if built is None or row.carrier not in sliced or not flows:
                yield row.problem("carrier", "no_flow_to_shape", found=row.thing, carrier=row.carrier)
            elif _runs_by_slice(case, row.thing) and _burns(case, row.carrier):
                yield row.problem("carrier", "shape_of_what_burns", found=row.carrier)
        elif built is None:
            carrier = case.carriers.get(row.thing)
            if row.thing not in sliced or (carrier is not None and not carrier.bought):
                yield row.problem("thing", "nothing_to_shape", found=row.thing)
        elif row.thing not in technologies and built.kind != "storage":
            yield row.problem("thing", "nothing_to_shape", found=row.thing)
        elif built.kind == "storage":
            for t, share in row.slices.items():
                if share > 1:
                    yield row.problem(t, "out_of_range", found=f"{share:g}", allowed="<= 1")


def means_are_one(case: Case) -> Iterator[Problem]:
    """What is a year's amount spread over its slices adds up to that amount."""
    for row in whole_profiles(case):
        if _spreads(case, row) and abs((mean := row.mean(case)) - 1) > ROUNDED:
            yield row.problem("thing", "mean_not_one", found=f"{mean:.4g}")


def _spreads(case: Case, row: ProfileRow) -> bool:
    """Whether it spreads an amount or a price of the year, rather than says what there is in a slice."""
    if row.carrier is None:
        return row.thing not in case.interventions
    return not _runs_by_slice(case, row.thing) or any(flow.per == "stock" for flow in _flows(case, row))


def _flows(case: Case, row: ProfileRow) -> list[UnitFlowRow]:
    return [flow for flow in case.unit_flows if (flow.intervention, flow.carrier) == (row.thing, row.carrier)]


def _runs_by_slice(case: Case, i: str) -> bool:
    return i in sliced_technologies(case) or case.interventions[i].kind == "storage"


def _burns(case: Case, carrier: str) -> bool:
    """Whether it counts where it burns."""
    return case.carriers[carrier].counted_in is None and any(row.carrier == carrier for row in case.emission_factors)


PROFILES = Subject(
    "profiles",
    tables=(ProfileRow,),
    whole_checks=(
        (columns_are_slices, (SliceRow.FILE, ProfileRow.FILE)),
        (profiles_shape_something, TABLES),
        (means_are_one, TABLES),
    ),
    words={
        "no_flow_to_shape": (
            "'{found}' has no flow of a sliced '{carrier}' in unit_flows.csv, so there is nothing that a profile could shape. Correct the carrier, or mark it sliced.",
            "“{found}”在 unit_flows.csv 中没有分时段平衡的“{carrier}”流量，曲线无所作用。请改正载体，或将其标为 sliced。",
        ),
        "shape_of_what_burns": (
            "'{found}' counts where it burns, so its flow per unit delivered is the same in every slice: emissions are counted over the year. Remove the profile.",
            "“{found}”在燃用处计排放，排放按年计算，单位流量在各时段必须相同。请删去该曲线。",
        ),
        "nothing_to_shape": (
            "'{found}' is no sliced service, no sliced technology, no storage and no sliced carrier that is bought, so it has no profile of its own. Mark it sliced, name the carrier whose flow differs, or remove the row.",
            "“{found}”不是分时段平衡的服务、技术、储能或外购载体，没有自身的曲线。请标为 sliced，或填写其流量有变化的载体，或删去该行。",
        ),
        "mean_not_one": (
            "the mean over the hours of the year is {found}; it must be 1, for it spreads an amount or a price of the year. Divide the row by its mean.",
            "全年按小时加权的均值为 {found}；此曲线分摊全年的量或价格，均值必须为 1。请将该行除以其均值。",
        ),
    },
)
