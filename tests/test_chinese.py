"""Every command in Chinese, on a small case: no English word on screens, pages, pictures, sheets and documents.

What is allowed: names of files, commands, options, settings, ids and columns as they are typed, chemical formulas, and proper nouns.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
import typer
from lxml import etree, html

from planner.cli import app
from planner.output import export

NOUNS = {
    *("MAC", "CSV", "JSON", "TOML", "IAMC", "PDF", "Word", "Excel", "Python", "Frictionless", "Parquet", "netCDF"),
    *(
        "planner",
        "pip",
        "install",
        "low",
        "high",
        "zh",
        "en",
        "both",
        "SHA",
        "UTF",
        "BOM",
        "LANG",
        "PLANNER_LANG",
        "Latin",
    ),
    *(
        "CO",
        "PM",
        "NO",
        "Sobol",
        "Morris",
        "FILE",
        "YEAR",
        "with",
        "apart",
        "cost",
        "benefit",
        "latin",
        "sobol",
        "total",
    ),
    *("SALib", "morris", "CCER", "Shapley", "Pyomo", "HiGHS"),
    *("export", "scenario", "co2", "caps", "yearly"),
}
"""Proper nouns, abbreviations, and the words of options' choices."""
WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]+")
TYPED = re.compile(
    r"`[^`]*`|https?://\S+|^ *(?:示例：|用法：|  - )?planner .*$"  # commands
    r"|[\w.<>*-]*/[\w.<>/*-]*|(?:[\w.*-]*\w)?\.(?:csv|json|svg|png|html|docx|xlsx|pdf|toml|ods|yaml|parquet|nc)\b"  # files
    r"|--[a-z-]+|[<\[][a-z|]+[>\]]|\[默认：[^]]*\]|\b[A-Za-z]+(?:_[A-Za-z*]+)+\b|_\w+|[a-z]+=\S+|\{[^}]*\}"  # options, ids
    r"|\b[0-9a-f]{40,}\b",  # hashes
    re.MULTILINE,
)
"""What is typed as it stands: code, files, options, choices, ids of several words, settings, hashes."""


TABLES = {
    *export.TABLES,
    *export.MONEY_TABLES,
    "prices",
    "policies",
    "credit",
    "compare",
    "private",
    "why",
    "regret",
    "frontier",
}
"""Of results, as files are named after them."""


def english(text: str, allowed: set[str]) -> set[str]:
    """The English words of a text."""
    return set(WORD.findall(TYPED.sub(" ", text))) - NOUNS - allowed


@pytest.fixture
def city(run, tmp_path) -> str:
    """The template in Chinese, with a range to draw from, a scenario and payers."""
    assert run("new", "城市", "--lang", "zh")[0] == 0
    folder, end = tmp_path / "城市", "utf-8-sig"
    sources = (folder / "sources.csv").read_text(end)
    ranged = "gas_price,天然气价格的区间,天然气价格的区间,67,50,90,元/吉焦,统计年鉴,2025,假设,\n"
    (folder / "sources.csv").write_text(sources + ranged, end)
    prices = (folder / "prices.csv").read_text(end).replace("gas,元/吉焦,67,made_up", "gas,元/吉焦,67,gas_price")
    (folder / "prices.csv").write_text(prices, end)
    (folder / "payers.csv").write_text("payer,name_zh\ncity,市财政\n", end)
    (folder / "payer_shares.csv").write_text("of,payer,share\n,city,1\n", end)
    (folder / "scenarios.csv").write_text("scenario,name_zh,note_zh\ndear_gas,气价高,气价上涨\n", end)
    (folder / "scenarios").mkdir()
    changes = "table,key,column,change,value\nprices.csv,gas,amount,set,90\n"
    (folder / "scenarios" / "dear_gas.csv").write_text(changes, end)
    return "城市"


def commands() -> list[str]:
    return list(typer.main.get_command(app).commands)


def test_help_is_in_chinese(run):
    for command in commands():
        code, out, _ = run(command, "--help", "--lang", "zh")
        assert code == 0
        assert english(out, TABLES) == set(), command


def test_what_is_said_of_a_case_is_in_chinese(run, city):
    """Nothing is solved here; a mistake of each kind of a command line, of a file and of a cell."""
    for line in (
        f"check {city}",
        f"sources {city}",
        "describe 措施",
        f"new {city}",
        f"check {city} --mark",
        "macc --year x",
    ):
        _, out, err = run(*line.split(), "--lang", "zh")
        assert english(out + err, OF_THE_CASE) == set(), line


def texts_of(name: str, content: bytes) -> Iterator[str]:
    """What a person reads in a file."""
    if name.endswith((".html", ".svg")):
        tree = html.document_fromstring(content) if name.endswith(".html") else etree.fromstring(content)
        for each in tree.iter():
            if isinstance(each.tag, str) and etree.QName(each).localname not in ("style", "script"):
                yield each.text or ""
                yield each.get("alt") or each.get("aria-label") or ""
    if name.endswith((".xlsx", ".docx")):
        with ZipFile(io.BytesIO(content)) as book:
            for part in book.namelist():
                if re.search(r"sharedStrings|document\.xml$|workbook\.xml$|charts/chart|comments", part):
                    tree = etree.fromstring(book.read(part))
                    yield from (each.text or "" for each in tree.iter() if isinstance(each.tag, str))
                    yield from (each.get("name") or "" for each in tree.iter() if each.tag.endswith("}sheet"))
                    yield from (each.get("descr") or "" for each in tree.iter() if isinstance(each.tag, str))
    if name.endswith("_zh.csv"):
        yield content.decode("utf-8-sig")


OF_THE_CASE = {"gas", "boiler", "heat", "pump", "retrofit", "wind", "ppa", "offsite", "savings", "electricity", "other"}
LINES = (
    *("solve", "macc --year 2030", "ranked --year 2030 --forms", "priced --year 2030", "yearly", "credit"),
    *("compare", "export", "export --format csv", "report --pdf", "policies", "sweep sweep.toml", "near", "frontier"),
    *("uncertainty --draws 16", "private"),
)


@pytest.mark.slow
def test_everything_that_commands_print_and_write_is_in_chinese(run, city, tmp_path):
    (tmp_path / "sweep.toml").write_text("[vary]\ndiscount_rate = [0.03, 0.05]\n", encoding="utf-8")
    wrong: dict[str, set[str]] = {}
    allowed = OF_THE_CASE
    for line in LINES:
        command, *options = line.split()
        code, out, err = run(command, city, *options)
        wrong[line] = english(out + err, allowed) | (set() if code == 0 else {f"ended with {code}", err})
    folder = tmp_path / "results" / city / "annual_caps"
    for line in (f"audit {folder.relative_to(tmp_path)} {city}",):
        code, out, err = run(*line.split())
        wrong[line] = english(out + err, allowed) | (set() if code == 0 else {f"ended with {code}", out})
    for file in sorted(folder.iterdir()):
        if file.is_file():
            wrong[file.name] = english("\n".join(texts_of(file.name, file.read_bytes())), allowed)
    assert {name: words for name, words in wrong.items() if words} == {}
