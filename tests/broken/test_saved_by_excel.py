"""A case that a spreadsheet program saved reads as the same case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from small_case import SMALL

import planner


def trailing_commas(text: str) -> str:
    """Empty rows and columns at the end, as left behind by cells that were once filled."""
    wide = [line + ",,," for line in text.splitlines()]
    return "\n".join([*wide, "," * wide[0].count(","), "", ""])


SAVED: dict[str, Callable[[str], bytes]] = {
    "UTF-8 with BOM and CRLF": lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    "GBK of a Chinese Windows": lambda text: text.replace("\n", "\r\n").encode("gbk"),
    "GB 18030": lambda text: text.encode("gb18030"),
    "empty rows and columns at the end": lambda text: trailing_commas(text).encode(),
    "a comment and blank rows between": lambda text: text.encode() + b"# a comment, with a comma\n,,\n",
}


@pytest.mark.parametrize("saved", SAVED)
def test_case_saved_by_a_spreadsheet_reads_as_the_same_case(saved, tmp_path):
    (tmp_path / "case").mkdir()
    for file, text in SMALL.items():
        body = SAVED[saved](text) if file.endswith(".csv") else text.encode()
        (tmp_path / "case" / file).write_bytes(body)
    assert replace(planner.read_case(tmp_path / "case"), sha256={}) == replace(planner.read_case(SMALL), sha256={})


def test_a_mistake_under_a_chinese_heading_is_told_by_the_heading_and_the_column():
    """As the user wrote it, and as a script names it."""
    table = (
        SMALL["interventions.csv"].replace("capex,", "单位投资,", 1).replace(",true,1000,100,", ",true,1000,很多,", 1)
    )
    with pytest.raises(planner.InputError) as wrong:
        planner.read_case(SMALL | {"interventions.csv": table})
    (problem,) = wrong.value.problems
    assert problem.as_dict()["column"] == "capex"
    assert problem.in_language("zh").startswith("interventions.csv 第2行，单位投资 (capex)：填的是“很多”")
