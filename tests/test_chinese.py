"""Every command in Chinese, on a small case: no English word on screens, pages, pictures, sheets and documents.

Allowed are names of files, commands, options, settings and ids as they are typed, chemical formulas and proper nouns.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from functools import partial
from zipfile import ZipFile

import pytest
import typer
from lxml import etree, html
from openpyxl import load_workbook

from planner.cli import app
from planner.output import export
from planner.pictures.files import drawn

NOUNS = """
    MAC CSV JSON TOML IAMC PDF A4 Word Excel Python Frictionless Parquet netCDF SHA UTF LANG SALib Sobol Morris CCER CO2
    Dask tcp planner python pytest pip install abatement numpy pandas pyomo highspy typst
"""
"""Proper nouns, abbreviations, and what is installed."""
CHOICES = """
    zh en both low high with apart cost benefit latin sobol morris total csv iamc co2 caps yearly FILE YEAR cluster
"""
"""Of options, where help says them; what stands for a name; extras."""
OF_THE_CASE = "gas boiler heat pump retrofit electricity potential buildings power other city"
"""Parts of its ids."""
WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]+")
TYPED = re.compile(
    r"`[^`]*`|^ *(?:示例：|用法：)?(?:python -m )?p(?:lanner|ython -m pytest) .*$|planner [a-z]+"  # commands
    r"|[\w.<>*-]*/[\w.<>/*-]*"  # paths
    r"|[\w.*-]*\.(?:csv|json|svg|png|html|docx|xlsx|pdf|toml|ods|yaml|parquet|nc)\b"  # files
    r"|--[a-z-]+|[<\[][a-z|]+[>\]]|\[默认：[^]]*\]|[a-z]+=\S+|\{[^}]*\}"  # options and settings
    r"|\b[A-Za-z]+(?:_[A-Za-z*]+)+\b|_\w+|\b[0-9a-f]{40,}\b",  # ids of several words, hashes
    re.MULTILINE,
)
"""What is typed as it stands."""


def commands() -> list[str]:
    return list(typer.main.get_command(app).commands)


TABLES = {*export.TABLES, *export.MONEY_TABLES, *commands()} | {"prices", "why", "export", "sensitivity", "scenario"}
"""Of results, as files are named after them and their commands."""


def english(text: str, *allowed: str) -> set[str]:
    """The English words of a text."""
    return set(WORD.findall(TYPED.sub(" ", text.replace("₂", "2")))) - set(
        WORD.findall(" ".join([NOUNS, CHOICES, *allowed]))
    )


@pytest.fixture
def city(run, tmp_path) -> str:
    """The template in Chinese, with a scenario and payers."""
    assert run("new", "城市", "--lang", "zh")[0] == 0
    folder, end = tmp_path / "城市", "utf-8-sig"
    (folder / "payers.csv").write_text("payer,name_zh\ncity,市财政\n", end)
    (folder / "payer_shares.csv").write_text("of,payer,share\n,city,1\n", end)
    (folder / "scenarios.csv").write_text("scenario,name_zh,note_zh\ndear_gas,气价高,气价上涨\n", end)
    (folder / "scenarios").mkdir()
    changes = "table,key,column,change,value\nprices.csv,gas,amount,set,90\n"
    (folder / "scenarios" / "dear_gas.csv").write_text(changes, end)
    return "城市"


def test_help_is_in_chinese(run):
    for command in commands():
        code, out, _ = run(command, "--help", "--lang", "zh")
        assert code == 0
        assert english(out, *TABLES) == set(), command


def test_what_is_said_of_a_case_is_in_chinese(run, city):
    """Nothing is solved here; a mistake of each kind of a command line, of a file and of a cell."""
    for line in (
        f"check {city}",
        f"sources {city}",
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
            if isinstance(each.tag, str) and (tag := etree.QName(each).localname) not in ("style", "script", "tspan"):
                yield "".join(each.itertext()) if tag == "text" else each.text or ""
                yield each.get("alt") or each.get("aria-label") or ""
    if name.endswith((".xlsx", ".docx")):
        with ZipFile(io.BytesIO(content)) as book:
            for part in book.namelist():
                if re.search(r"sharedStrings|document\.xml$|workbook\.xml$|charts/chart|comments", part):
                    tree = etree.fromstring(book.read(part))
                    yield from (each.text or "" for each in tree.iter() if not str(each.tag).endswith("}formatCode"))
                    yield from (each.get("name") or "" for each in tree.iter() if each.tag.endswith("}sheet"))
                    yield from (each.get("descr") or "" for each in tree.iter() if isinstance(each.tag, str))
    if name.endswith("_zh.csv"):
        yield content.decode("utf-8-sig")


def without_chinese_before(content: bytes) -> Iterator[str]:
    """Texts of a plan's workbook, where a name in English may stand behind the same in Chinese."""
    chinese = re.compile("[\u4e00-\u9fff]")
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            cells = [cell for cell in row if isinstance(cell, str) and not cell.startswith("=")]
            behind = zip(["", *cells], cells, strict=False)
            yield from (cell for before, cell in behind if chinese.search(cell) or not chinese.search(before))


LINES = (
    *("solve", "macc --year 2030", "ranked --year 2030 --forms", "priced --year 2030", "yearly", "credit"),
    *("compare", "export", "export --format csv", "report", "policies", "sweep sweep.toml", "near --curve", "frontier"),
    *("uncertainty --draws 16", "regret --draws 20", "sensitivity --samples 2", "private"),
)


@pytest.mark.slow
def test_everything_that_commands_print_and_write_is_in_chinese(run, city, tmp_path, monkeypatch):
    """Pictures as SVG alone: the other formats say the same."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setattr(export, "drawn", lambda chart, formats: drawn(chart, {"svg"} & set(formats)))
    (tmp_path / "sweep.toml").write_text("[vary]\ndiscount_rate = [0.03, 0.05]\n", encoding="utf-8")
    wrong: dict[str, set[str]] = {}
    folder = tmp_path / "results" / city / "annual_caps"
    for line in (*LINES, f"audit {folder}"):
        command, *options = line.split()
        code, out, err = run(command, *([*options, city] if command == "audit" else [city, *options]))
        wrong[line] = english(out + err, OF_THE_CASE) | (set() if code == 0 else {f"ended with {code}", err})
    names = " ".join(re.sub("_", " ", file.stem) for file in folder.iterdir())
    for file in sorted(folder.iterdir()):
        if file.is_file():
            read = without_chinese_before if file.name == "plan.xlsx" else partial(texts_of, file.name)
            wrong[file.name] = english(
                "\n".join(read(file.read_bytes())), OF_THE_CASE, names if file.name == "index.html" else ""
            )
    assert "\n".join(f"{name}: {words}" for name, words in wrong.items() if words) == ""
