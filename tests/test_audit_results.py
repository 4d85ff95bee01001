"""`planner audit`: what was written fits; each edit of it is found and named, also with its hash renewed."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shipped import DATA, EXAMPLE_CITY

import planner
from planner.auditing.folder import OF_A_RUN
from planner.output import export
from planner.output.formats import package
from planner.output.kinds import result_files
from planner.output.result_set import OWN, RECORD, ResultFolder, hash_of, inputs_hash

CASE = DATA / "example_city"
NOT_TOLD = (*OF_A_RUN, "inputs")
"""Of a run itself: no identity tells them."""


@pytest.fixture(scope="module")
def ready() -> planner.Prepared:
    return planner.prepare(CASE)


@pytest.fixture(scope="module")
def written(ready, tmp_path_factory) -> Path:
    """What `solve` writes, but pictures."""
    plan, curve = planner.solve(ready), planner.mac_curve(ready, tolerance=1e-4)
    place = tmp_path_factory.mktemp("results")
    tables = export.plan_tables(plan)
    cards = {"summary": export.summarise(plan, curve), "datapackage": package(plan, tables)}
    files = export.files_of(tables, cards, {}, ())
    files |= result_files(curve, None, "macc_system")
    of = plan.case.scenario, plan.model, {"tolerance": 1e-4}
    ResultFolder(place, CASE, inputs_hash(plan.case, ready.spec), False, *of).put("solve", "solve", files)
    return place


@pytest.mark.slow
def test_what_every_command_writes_fits(run):
    """Also of a scenario, and where there is no plan."""
    Path("mine.csv").write_text("table,key,column,change,value\ncaps.csv,co2/yearly,2035,set,0\n", encoding="utf-8")
    for command, code in {
        "solve": 0,
        "macc --direction 2030=0.01,2032=0.02": 0,
        "ranked --year 2030 --forms": 0,
        "priced --cumulative": 0,
        "credit --year 2030": 0,
        "compare": 0,
        "export": 0,
        "export --format json": 0,
        "export --format csv --lang zh": 0,
        "solve --scenario dear_gas": 0,
        "solve --scenario mine.csv": 4,
    }.items():
        name, *options = command.split()
        assert run(name, str(CASE), *options)[0] == code, command
    for results, words in {"": (), "+dear_gas": (), "+mine": ("--scenario", "mine.csv")}.items():
        code, out, _ = run("audit", f"results/example_city{results}/annual_caps", str(CASE), *words)
        assert (code, out.count("\n")) == (0, 1), out


@pytest.fixture
def results(written, tmp_path) -> Path:
    """A copy of them to change."""
    names = [written / OWN, *written.glob("*.csv"), *written.glob("*.json")]
    for path in names:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / path.name)
    return tmp_path


def rewritten(place: Path, file: str, content: bytes) -> None:
    """Change a file and renew its hash."""
    (place / file).write_bytes(content)
    record = json.loads((place / OWN / RECORD).read_bytes())
    for found in record.values():
        if file in found["files"]:
            found["files"][file] = hash_of(content)
    (place / OWN / RECORD).write_text(json.dumps(record), encoding="utf-8")


def cells(place: Path, file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((place / file).read_bytes().decode("utf-8-sig"))))


def put(place: Path, file: str, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    rewritten(place, file, text.getvalue().encode("utf-8-sig"))


def test_what_was_written_fits(results, ready):
    found = planner.audit_results(results, case=CASE)
    assert found.findings == ()
    assert found.fits
    assert found.cells > 10_000


def test_an_edited_file_shows_by_its_hash_and_its_cell(results, ready):
    text = (results / "costs.csv").read_bytes()
    (results / "costs.csv").write_bytes(text.replace(b"purchase,147,147,", b"purchase,174,147,", 1))
    found = planner.audit_results(results, case=ready)
    assert [str(each) for each in found.findings] == [
        "costs.csv: the file is not as it was written: its hash differs.",
        "costs.csv row 2, value: found '174', expected '147'.",
    ]


def test_a_file_that_is_gone_and_a_row_that_is_gone(results, ready):
    (results / "cash.csv").unlink()
    rows = cells(results, "balances.csv")
    put(results, "balances.csv", rows[:1] + rows[2:])
    rows = cells(results, "cash_by_year.csv")
    put(results, "cash_by_year.csv", rows[:1] + rows[2:])
    found = {str(each) for each in planner.audit_results(results, case=ready).findings}
    assert {
        "cash.csv: the file is gone or can't be opened.",
        "balances.csv: the row 'bus_travel, 2025, diesel_bus, delivered' is missing.",
        "cash_by_year.csv: the row '2025, capital' is missing.",
    } <= found


@pytest.mark.parametrize(
    ("content", "said", "chinese"),
    [
        (b"", "the file is empty.", "文件是空的。"),
        ("model,年".encode("gb18030"), "the file is not in UTF-8.", "文件不是 UTF-8 编码。"),
        (b'a,b\n1,"2', "row 2 is no row of CSV: a quote is not closed.", "第2行不符合 CSV 格式：引号不成对。"),
    ],
    ids=["empty", "GB 18030", "half"],
)
def test_a_table_that_can_not_be_read_is_said_once(content, said, chinese, results, ready):
    rewritten(results, "cash_by_year.csv", content)
    (found,) = planner.audit_results(results, case=ready).findings
    assert (str(found), found.in_language("zh")) == (f"cash_by_year.csv: {said}", f"cash_by_year.csv：{chinese}")


def test_an_edited_decision_is_told_from_what_follows_from_it(results, ready):
    """One of 110 stocks is 1 too high: of all the rows of the program that it is in, no other change mends them."""
    rows = cells(results, "uptake.csv")
    stock, was = rows[0].index("stock"), rows[20][rows[0].index("stock")]
    rows[20][stock] = str(float(was) + 1)
    put(results, "uptake.csv", rows)
    (found,) = planner.audit_results(results, case=ready).findings
    assert (found.file, found.row, found.column) == ("uptake.csv", 21, "stock")
    assert float(found.expected) == pytest.approx(float(was))


def test_a_record_of_no_command_is_said(results, ready):
    record = (results / OWN / RECORD).read_text("utf-8")
    (results / OWN / RECORD).write_text(record.replace('"command": "solve"', '"command": "slove"'), encoding="utf-8")
    with pytest.raises(planner.UsageError, match="not as the planner wrote it"):
        planner.audit_results(results, case=ready)


def test_changed_inputs_are_named_and_nothing_else(results):
    texts = dict(EXAMPLE_CITY)
    texts["prices.csv"] = texts["prices.csv"].replace("0.3", "0.4")
    found = planner.audit_results(results, case=texts)
    assert {each.file for each in found.findings} == {"prices.csv"}
    assert "changed since the results" in str(found.findings[0])


def test_the_command_ends_with_9_and_says_it_in_both_languages(results, run):
    words = ("audit", str(results), str(CASE))
    code, out, _ = run(*words)
    assert (code, out.count("\n")) == (0, 1)
    rows = cells(results, "emissions.csv")
    rows[5][rows[0].index("plan")] = "0.25"
    put(results, "emissions.csv", rows)
    code, out, _ = run(*words)
    assert code == 9
    assert "emissions.csv row 6, plan: found '0.25', expected '0.1" in out
    code, out, _ = run(*words, "--lang", "zh")
    assert "emissions.csv 第6行，plan：为“0.25”，应为“0.1" in out
    code, out, _ = run(*words, "--json")
    assert code == 9
    assert json.loads(out)["findings"][0]["column"] == "plan"
    code, _, err = run("audit", str(results / OWN), str(CASE))
    assert code == 2
    assert "no record of results" in err
    code, _, err = run("audit", str(CASE), str(results))
    assert (code, "results come first, then the case" in err) == (2, True)


def edit(place: Path, draw: random.Random) -> tuple[str, int]:
    """Edit one cell of a table, or one number or text of a card, at random, its hash renewed: which file and row.

    Of two rows that are the same nobody could say which was edited: none is made so.
    """
    file = draw.choice(sorted(path.name for path in place.iterdir() if path.is_file()))
    if file.endswith(".csv"):
        rows = cells(place, file)
        n, column = draw.randrange(1, len(rows)), draw.randrange(len(rows[0]))
        rows[n][column] = other(rows[n][column], draw)
        if rows.count(rows[n]) > 1:
            return edit(place, draw)
        put(place, file, rows)
        return file, n + 1
    card = json.loads((place / file).read_bytes())
    *path, last = draw.choice(list(leaves(card)))
    inner: Any = card
    for key in path:
        inner = inner[key]
    inner[last] = other(inner[last], draw)
    rewritten(place, file, json.dumps(card).encode())
    return file, 0


def leaves(found: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the numbers and texts of plain data are."""
    if isinstance(found, dict | list):
        for key, inner in found.items() if isinstance(found, dict) else enumerate(found):
            if key not in NOT_TOLD:
                yield from leaves(inner, (*at, key))
    elif found is not None:
        yield at


def other(cell: Any, draw: random.Random) -> Any:
    """Another number or text."""
    try:
        number = float(cell)
    except ValueError:
        return draw.choice([cell + "x", "", "1", cell[::-1] + "_"]) or "0"
    changed = [number * 1.001, number * 10, -number, number + 1, 0.0, number - 0.01 * abs(number)]
    found = draw.choice([x for x in changed if abs(x - number) > 1e-6 * abs(number) and x != number])
    return found if not isinstance(cell, str) else f"{found:.10g}"


@pytest.mark.parametrize(("count", "at_once"), [(20, 4), pytest.param(200, 8, marks=pytest.mark.slow)])
def test_random_edits_with_renewed_hashes_are_found_and_named(results, ready, count, at_once):
    """Every one is found; nine times of ten nothing else is named."""
    draw, right = random.Random(count), {path.name: path.read_bytes() for path in results.iterdir() if path.is_file()}
    alone = 0
    for _ in range(count // at_once):
        edited = {edit(results, draw) for _ in range(at_once)}
        found = planner.audit_results(results, case=ready).findings
        places = {(each.file, each.row) for each in found}
        assert edited <= places, (edited, found[:5])
        alone += edited == places
        for file, _ in edited:
            rewritten(results, file, right[file])
    assert alone >= 0.9 * count // at_once
