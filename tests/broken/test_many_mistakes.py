"""Thousands of mistakes are found in a moment, and a message stays one that a person reads to its end."""

from __future__ import annotations

import time

import pytest
from small_case import SMALL

import planner
from planner.errors import MOST_OF_A_KIND, listed, nearest

ROWS, WRONG = 5_000, 2_000


def test_ten_thousand_rows_with_two_thousand_misspelt_references_answer_at_once():
    """5,000 reductions and their emissions, 2,000 of which name no reduction: ten are told, and 1,990 are counted."""
    names = ["intervention,kind,sector,unit,variable_unit,variable_cost,lifetime,potential"]
    names += [f"reduction_of_project_{n},reduction,sinks,t CO2,yuan/t CO2,{n},1,10" for n in range(ROWS)]
    avoided = ["intervention,account,unit,amount"]
    avoided += [f"reduction_of_{'projct' if n < WRONG else 'project'}_{n},co2,t CO2/t CO2,-1" for n in range(ROWS)]
    texts = {file: SMALL[file] for file in ("case.toml", "sectors.csv", "sources.csv")}
    tables = {"interventions.csv": names, "process_emissions.csv": avoided}
    began = time.process_time()
    with pytest.raises(planner.InputError) as wrong:
        planner.read_case(texts | {file: "\n".join(rows) for file, rows in tables.items()})
    said = wrong.value.in_language("en").splitlines()
    assert time.process_time() - began < 3
    assert len(wrong.value.problems) == WRONG
    assert said[0].startswith("2000 problem(s)")
    assert "Did you mean 'reduction_of_project_" in said[1]
    assert said[1 + MOST_OF_A_KIND :] == ["  - process_emissions.csv, intervention: 1,990 more like these."]


def test_problems_of_other_kinds_are_told_among_many_alike():
    """Eleven letters in a column, one in another: eleven lines of the first kind, the last a count of one."""
    rows = "".join(f"p{n},reduction,sinks,t CO2,x,1,{n}\n" for n in range(11)) + "q,reduction,sinks,t CO2,1,y,1\n"
    texts = SMALL | {"interventions.csv": "intervention,kind,sector,unit,potential,lifetime,capex\n" + rows}
    with pytest.raises(planner.InputError) as wrong:
        planner.read_case(texts)
    of = [problem for problem in wrong.value.problems if problem.column in ("potential", "lifetime")]
    lines = list(listed(of, "zh"))
    assert len(of) == 12
    assert len(lines) == 12
    assert lines[10] == "  - interventions.csv，potential：同类问题还有 1 个。"
    assert "lifetime" in lines[11]


def test_the_nearest_of_names_is_the_most_alike_whatever_their_order():
    """`gas` and `gsa` share g and a or s: 2 x 2 / 6; `gs` and `gsa` share both letters of one: 2 x 2 / 5."""
    assert nearest("gsa", ["coal", "gas", "gs"]) == nearest("gsa", ["gs", "gas", "coal"]) == "gs"
    assert nearest("gsa", ["coal", "oil"]) == ""
