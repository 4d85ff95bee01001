"""The example city as a spreadsheet saves it on a Chinese Windows is the same case, and has the same plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fresh_solves import example_plan
from shipped import EXAMPLE_CITY

import planner


def with_empty_cells(text: str) -> str:
    """Three empty columns, and empty rows, at the end, of cells that once were filled."""
    lines = [line + ",,," for line in text.splitlines()]
    return "\n".join([*lines, "," * lines[0].count(","), ",,", ""]) + "\n"


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


SAVED: dict[str, Callable[[str], bytes]] = {
    "CSV of Excel, Chinese code page": lambda text: crlf(with_empty_cells(text)).encode("gb18030"),
    "CSV UTF-8 of Excel": lambda text: crlf(with_empty_cells(text)).encode("utf-8-sig"),
    "old Mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "no line end at the end": lambda text: text.rstrip("\n").encode("gbk"),
}


@pytest.fixture(params=SAVED)
def saved(request, tmp_path) -> Path:
    """The case's folder; case.toml is edited as text and keeps UTF-8, with BOM and CRLF where Notepad wrote them."""
    folder = tmp_path / "case"
    folder.mkdir()
    for name, text in EXAMPLE_CITY.items():
        body = SAVED[request.param](text) if name.endswith(".csv") else crlf(text).encode("utf-8-sig")
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(body)
    return folder


def test_the_case_is_the_same(saved, example_city):
    read = planner.read_case(saved)
    assert replace(read, sha256={}) == replace(example_city, name="case", sha256={})
    assert read.interventions["gas_boiler"].name_zh == "燃气锅炉房"
    assert read.sha256 != example_city.sha256
    assert (
        planner.read_case(saved, scenario="dear_gas").prices
        == planner.read_case(EXAMPLE_CITY, scenario="dear_gas").prices
    )


def test_the_plan_is_the_same(saved):
    plan = planner.solve(planner.read_case(saved))
    assert plan.total_cost == example_plan("annual_caps").total_cost
    assert plan.uptake.equals(example_plan("annual_caps").uptake)
