"""Mutated inputs are answered right: the reference's plan, that there is none, or what is wrong; never a traceback,
a hang, a NaN or silence.

`pytest -m fuzz --count 10000` for a night; `--seed 7` for the inputs of a seed. A failure says seed and number, and
`--seed 7 --only 123` tries that input alone.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
import xlsxwriter
from answers import answer
from bases import FOLDERS, SHEETS
from mutations import as_bytes, mutated_lines, mutated_rows, rows_of
from random_cases import MODELS

IN_ONE = 50
"""Inputs of one test."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    only, count = metafunc.config.option.only, metafunc.config.option.count
    numbers = [range(only, only + 1)] if only is not None else []
    blocks = numbers or [range(start, min(start + IN_ONE, count)) for start in range(0, count, IN_ONE)]
    ids = [f"seed{metafunc.config.option.seed}-{block[0]}" for block in blocks]
    metafunc.parametrize("block", blocks, ids=ids)


@pytest.mark.fuzz
def test_every_mutated_input_has_a_right_answer(block, tmp_path, request, record_property):
    counted, wrong = Counter[str](), list[str]()
    for n in block:
        place = tmp_path / str(n)
        source, scenario, said = mutated(random.Random(f"{request.config.option.seed}/{n}"), place)
        try:
            counted[answer(source, scenario)] += 1
        except BaseException as failure:
            if isinstance(failure, KeyboardInterrupt):
                raise
            wrong.append(f"input {n} ({place}): {'; '.join(said)}\n    {type(failure).__name__}: {failure}"[:2000])
            counted["wrong"] += 1
            continue
        shutil.rmtree(place)
    record_property("answers", dict(counted))
    assert not wrong, "\n".join(wrong)


def mutated(draw: random.Random, place: Path) -> tuple[Path, str | None, list[str]]:
    """An input with one to three mutations: where it is, under which scenario, and what was done to it."""
    place.mkdir()
    kind = draw.choice([*FOLDERS, *["plain"] * 6, *SHEETS, "workbook"])
    if kind in FOLDERS:
        said = folder(kind, draw, place)
        return place, "dear" if kind == "scenario" else None, [kind, *said]
    text, changes = SHEETS.get(kind) or draw.choice(list(SHEETS.values())), []
    for _ in range(draw.randint(1, 3)):
        text, what = mutated_rows(text, draw)
        changes.append(what)
    if kind == "workbook":
        return workbook(place / "measures.xlsx", text, draw), None, [kind, *changes]
    body, how = as_bytes(text, draw)
    (place / "measures.csv").write_bytes(body)
    return place / "measures.csv", None, [kind, *changes, how]


def folder(kind: str, draw: random.Random, place: Path) -> list[str]:
    """Write a folder of tables, some of them mutated; what was done."""
    texts, said = dict(FOLDERS[kind]), list[str]()
    if kind == "plain":
        texts["case.toml"] = f'default_model = "{draw.choice(list(MODELS))}"\n{texts["case.toml"]}'
    bodies = {file: text.encode() for file, text in texts.items()}
    for _ in range(draw.choice([1, 1, 2, 3])):
        file = draw.choice(sorted(texts.keys() & bodies.keys()))
        mutate = mutated_lines if file.endswith(".toml") else mutated_rows
        texts[file], what = mutate(texts[file], draw)
        bodies[file], how = as_bytes(texts[file], draw)
        if draw.randrange(60) == 0:
            del bodies[file]
            how = "file gone"
        elif draw.randrange(60) == 0:
            bodies[draw.choice([file.upper(), f"x{file}", f"{file}.bak", "extra.csv"])] = bodies[file]
            how = "a file more"
        said.append(f"{file} {what} {how}".strip())
    for file, body in bodies.items():
        (place / file).parent.mkdir(exist_ok=True)
        (place / file).write_bytes(body)
    return said


def workbook(path: Path, text: str, draw: random.Random) -> Path:
    """A sheet as a workbook, its cells typed as a spreadsheet has them."""
    with xlsxwriter.Workbook(path, {"strings_to_numbers": draw.random() < 0.8, "nan_inf_to_errors": True}) as book:
        sheet = book.add_worksheet("measures")
        for n, row in enumerate(rows_of(text)):
            sheet.write_row(n + draw.choice([0, 0, 0, 1]), 0, row)
    return path
