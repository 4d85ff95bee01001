"""Sets of results: whole or not at all, whatever comes between; what a command wrote before goes, nothing else does."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import pytest

from planner.errors import OutputError, UsageError
from planner.output import result_set
from planner.output.result_set import ResultFolder, ResultSet, recorded

OLD = {"summary.json": b"old", "cash.csv": b"old", "curve.svg": b"old"}
NEW = {"summary.json": b"new", "cash.csv": b"new", "prices.csv": b"new"}


@pytest.fixture
def folder(tmp_path) -> Callable[..., ResultFolder]:
    """Of inputs and a case, which is an empty folder."""

    def make(inputs: str = "1", case: str = "mine", force: bool = False) -> ResultFolder:
        (tmp_path / "cases" / case).mkdir(parents=True, exist_ok=True)
        return ResultFolder(tmp_path / "results", tmp_path / "cases" / case, inputs, force)

    return make


def files(folder: ResultFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.place.iterdir() if path.is_file()}


def test_a_set_takes_the_place_of_the_one_of_its_name(folder):
    """The other command's files and the user's stay."""
    folder().put("solve", "solve", OLD)
    folder().put("macc", "macc_system_2035", {"macc_system_2035.csv": b"1"})
    (folder().place / "notes.txt").write_bytes(b"mine")
    folder().put("solve", "solve", NEW)
    assert files(folder()) == NEW | {"macc_system_2035.csv": b"1", "notes.txt": b"mine"}
    assert [path.name for path in (folder().place / ".planner").iterdir() if path.is_dir()] == []


def test_curves_of_the_same_inputs_stand_side_by_side_those_of_others_go(folder):
    for year in ("2030", "2035"):
        folder("1").put("macc", year, {f"macc_{year}.csv": b"1"})
    assert sorted(files(folder())) == ["macc_2030.csv", "macc_2035.csv"]
    folder("2").put("solve", "solve", NEW)
    assert folder("2").stale() == ["macc"]
    folder("2").put("macc", "2030", {"macc_2030.csv": b"2"})
    assert files(folder()) == NEW | {"macc_2030.csv": b"2"}
    assert folder("2").stale() == []


@pytest.mark.parametrize("moves", range(12))
def test_a_run_that_is_killed_leaves_one_set_which_the_next_run_makes_whole(folder, monkeypatch, moves):
    """Killed before its n-th move: the journal, 3 files out, 3 in, the record. Old and new never stand together."""
    folder().put("solve", "solve", OLD)
    child = os.fork()
    if child == 0:
        left = iter(range(moves))
        replace = os.replace
        monkeypatch.setattr(
            result_set.os, "replace", lambda *a: os._exit(9) if next(left, None) is None else replace(*a)
        )
        folder().put("solve", "solve", NEW)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == (9 if moves < 8 else 0)
    assert len(set(files(folder()).values())) <= 1
    folder().put("macc", "macc", {"macc.csv": b"1"})
    assert files(folder()) == (OLD if moves == 0 else NEW) | {"macc.csv": b"1"}


def test_a_file_that_another_program_holds_leaves_all_as_it_was(folder, monkeypatch):
    """As Excel on Windows holds cash.csv: what had moved out comes back."""
    folder().put("solve", "solve", OLD)
    replace = os.replace

    def held(source: Path, target: Path) -> None:
        if source == folder().place / "curve.svg":
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr(result_set.os, "replace", held)
    with pytest.raises(OutputError, match="no permission"):
        folder().put("solve", "solve", NEW)
    monkeypatch.undo()
    assert files(folder()) == OLD
    folder().put("solve", "solve", NEW)
    assert files(folder()) == NEW


def test_a_full_disk_leaves_all_as_it_was(folder):
    """Here: no file of this process may be larger than 10 kB."""
    folder().put("solve", "solve", OLD)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(OutputError, match="the file is larger than allowed"):
            folder().put("solve", "solve", NEW | {"large.csv": bytes(20_000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files(folder()) == OLD


def test_a_first_write_that_fails_leaves_nothing(folder, monkeypatch):
    monkeypatch.setattr(result_set, "_replace", Mock(side_effect=PermissionError(13, "no")))
    with pytest.raises(OutputError, match="no permission"):
        folder().put("solve", "solve", NEW)
    assert not folder().place.exists()
    folder().place.mkdir()
    with pytest.raises(OutputError, match="no permission"):
        folder().put("solve", "solve", NEW)
    assert list(folder().place.iterdir()) == []


def test_the_first_page_is_of_all_that_stands_there_and_goes_in_with_it(folder):
    """It belongs to the set that was put last; a page of the user's own is not replaced."""

    def page(sets: dict[str, ResultSet]) -> bytes:
        return " ".join(sorted(file for found in sets.values() for file in found.files)).encode()

    def indexed() -> ResultFolder:
        return replace(folder(), index=page)

    indexed().put("solve", "solve", {"a.csv": b"1"})
    indexed().put("macc", "macc", {"b.csv": b"2"})
    assert files(folder())["index.html"] == b"a.csv b.csv"
    indexed().put("solve", "solve", {"c.csv": b"3"})
    assert files(folder()) == {"b.csv": b"2", "c.csv": b"3", "index.html": b"b.csv c.csv"}
    assert [name for name, found in recorded(folder().place).items() if "index.html" in found.files] == ["solve"]
    shutil.rmtree(folder().place)
    folder().place.mkdir()
    (folder().place / "index.html").write_bytes(b"mine")
    with pytest.raises(UsageError, match="not a file that the planner wrote"):
        indexed().put("solve", "solve", {"a.csv": b"1"})
    assert files(folder()) == {"index.html": b"mine"}


def test_a_folder_that_is_deleted_while_it_is_written_is_said(folder, monkeypatch):
    folder().put("solve", "solve", OLD)
    write = Path.write_bytes
    monkeypatch.setattr(
        Path, "write_bytes", lambda path, content: shutil.rmtree(folder().place) or write(path, content)
    )
    with pytest.raises(OutputError, match="it is gone"):
        folder().put("solve", "solve", NEW)


def test_two_runs_at_once_never_mix(folder):
    sets = [{f"{n}.csv": bytes([kind]) for n in range(10)} | {f"only_{kind}.csv": bytes([kind])} for kind in range(4)]
    with ThreadPoolExecutor(4) as runs:
        for _ in range(5):
            list(runs.map(lambda found: folder().put("solve", "solve", found), sets))
            assert files(folder()) in sets


def test_files_that_no_command_wrote_are_not_replaced(folder):
    """An empty folder is no trouble; files of the system are nobody's; with --force they are replaced."""
    folder().place.mkdir()
    (folder().place / "Thumbs.db").touch()
    folder().check()
    (folder().place / "summary.json").write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"e\.g\. summary\.json"):
        folder().check()
    with pytest.raises(UsageError, match=r"summary\.json' is not a file that the planner wrote"):
        folder().put("solve", "solve", NEW)
    assert files(folder())["summary.json"] == b"mine"
    folder(force=True).check()
    folder(force=True).put("solve", "solve", NEW)
    assert files(folder()) == NEW | {"Thumbs.db": b""}


def test_another_case_of_the_same_name_is_refused_unless_it_is_the_same_or_has_moved(folder, tmp_path):
    folder("1", "north/mine").put("solve", "solve", OLD)
    folder("1", "south/mine").check()
    other = folder("2", "south/mine")
    for put in (other.check, lambda: other.put("macc", "macc", NEW)):
        with pytest.raises(UsageError, match=r"results of another case of this name, .*north/mine"):
            put()
    assert files(other) == OLD
    folder("2", "south/mine", force=True).put("macc", "macc", NEW)
    assert files(other) == NEW
    shutil.rmtree(tmp_path / "cases" / "south")
    folder("1", "north/mine").check()


def test_trying_a_place_leaves_no_trace(folder):
    folder().check()
    assert not folder().place.exists()


def test_the_record_says_whose_each_file_is(folder):
    folder().put("solve", "solve", OLD)
    record = json.loads((folder().place / ".planner" / "sets.json").read_text("utf-8"))
    assert sorted(record["solve"]["files"]) == sorted(OLD)
    assert record["solve"]["files"]["cash.csv"] == hashlib.sha256(b"old").hexdigest()
    assert record["solve"]["case"] == "../cases/mine"


@pytest.mark.parametrize(
    ("record", "found"), [("sets.json", "{bad"), ("sets.json", '{"solve": {"command": 3}}'), ("journal.json", "")]
)
def test_a_record_that_is_none_is_said_and_written_over_on_request(folder, record, found):
    folder().put("solve", "solve", OLD)
    (folder().place / ".planner" / record).write_text(found, encoding="utf-8")
    with pytest.raises(UsageError, match=f"{record}' is not as the planner wrote it"):
        folder().put("solve", "solve", NEW)
    folder(force=True).put("solve", "solve", NEW)
    assert NEW.items() <= files(folder()).items()
