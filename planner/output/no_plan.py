"""What is written where there is no plan: why, in a table, repairs as scenarios, and a plan with the least excess."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from planner.case.case import Case
from planner.errors import NoPlanError
from planner.languages import columns_of, languages
from planner.messages import text
from planner.output.case_words import about
from planner.output.export import as_json, plan_tables, versions
from planner.output.kinds import plan_files
from planner.output.result_set import Files
from planner.results.csv_text import as_csv
from planner.results.eased_case import LEAST_EXCESS, scenario_file
from planner.results.tidy import tidy

TOLD = ("file", "row", "column", "cell", "years", "amount", "year", "before", "after", "excess", "unit")
"""Columns of the table, behind what a row is part of."""


def no_plan_card(case: Case, model: str, none: NoPlanError) -> dict[str, Any]:
    """What stands in place of a summary or card where there is no plan: why, and the least that must give way."""
    said = {key: value for key, value in none.as_dict().items() if key != "next"}
    plan = {}
    if none.plan is not None:
        costs = {name: getattr(none.plan, name) for name in ("status", "total_cost", "resource_cost", "certificate")}
        plan = {"plan": costs | {"money": case.settings.money}}
    head = {**about(case, model), "status": "no_plan"}
    return {**head, **said, **plan, "inputs": case.sha256, "versions": versions()}


def no_plan_files(case: Case, model: str, none: NoPlanError, lang: str) -> Files:
    """The files of `planner solve` where there is no plan; its tables and pictures are of the least excess."""
    files = plan_files(none.plan, lang) if none.plan is not None else {}
    tables = {"no_plan": no_plan_table(case, model, none)} | repairs(case, none)
    files |= {f"{name}.csv": as_csv(table) for name, table in tables.items()}
    return files | {"summary.json": as_json(no_plan_card(case, model, none))}


def no_plan_tables(case: Case, model: str, none: NoPlanError) -> dict[str, pd.DataFrame]:
    """The tables among these files."""
    own = {"no_plan": no_plan_table(case, model, none), **repairs(case, none)}
    return own if none.plan is None else own | plan_tables(none.plan)


def repairs(case: Case, none: NoPlanError) -> dict[str, pd.DataFrame]:
    """Each repair as a scenario's file, by its name; none of a sheet, which has no scenarios."""
    made = {by: changes for by, changes in none.changes.items() if by != LEAST_EXCESS and changes}
    return {} if case.sheet else {f"repair_{by}": scenario_file(case, changes) for by, changes in made.items()}


def no_plan_table(case: Case, model: str, none: NoPlanError) -> pd.DataFrame:
    """What gives way at least, what conflicts, what is at its limit, and each repair, a row each."""
    table = pd.DataFrame(_rows(none), columns=["part", "by", *TOLD, *columns_of("message")])
    return tidy(table, case, model)


def _rows(none: NoPlanError) -> Iterator[dict[str, Any]]:
    said = none.as_dict()
    for row, told in zip(none.excess, said["excess"], strict=True):
        yield {
            "part": "excess",
            "by": "",
            **told,
            **{f"message_{lang}": text(**row, lang=lang) for lang in languages()},
        }
    parts = {("conflict", ""): said["conflict"], ("at_limit", ""): said["at_limit"]}
    for (part, by), rows in (parts | {("repair", by): rows for by, rows in said["repairs"].items()}).items():
        yield from ({"part": part, "by": by, **row} for row in rows)
