"""Sweeps are the same however they are run: in one process or several, interrupted or not, with a worker killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from shipped import DATA, ROOT, WITH_RANGES, put

import planner
from planner.calls import extras
from planner.errors import MissingExtraError
from planner.sweeps.parts import beside

EXAMPLE_CITY = DATA / "example_city"
VARY = {"caps*": np.linspace(0.9, 1.1, 130), "carbon_price": [0, 100]}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> tuple[planner.Sweep, Path]:
    folder = tmp_path_factory.mktemp("whole")
    return planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=folder), folder


def test_what_is_kept_on_disk_is_what_is_found(whole):
    """260 points that share a program are three blocks of at most 100; a table from disk is the one from memory."""
    kept, folder = whole
    assert sorted(bytes_of(folder)) == [*(f"{n:06}.parquet" for n in range(3)), "_task.json"]
    free = planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price")
    assert free.points.equals(kept.points)
    assert free.table.equals(kept.table)


def test_the_folder_is_one_table_for_whatever_reads_parquet(whole):
    """A row a point, with what varied and a column an outcome."""
    kept, folder = whole
    read = pd.read_parquet(folder).sort_values("point", ignore_index=True)
    assert read[["point", "caps*", "carbon_price", "status"]].equals(
        kept.points[["point", "caps*", "carbon_price", "status"]]
    )
    assert read["cost plan"].tolist() == kept.points["total_cost"].tolist()


def test_without_what_writes_parquet_the_extra_is_named(monkeypatch, tmp_path):
    def none(name: str) -> None:
        raise ModuleNotFoundError(name="pyarrow")

    monkeypatch.setattr(extras, "import_module", none)
    with pytest.raises(MissingExtraError, match="the Python library 'pyarrow' is not installed"):
        planner.sweep(EXAMPLE_CITY, {"caps*": [1.0]}, folder=tmp_path)


class Stop(Exception):
    pass


def test_an_interrupted_sweep_goes_on_and_ends_in_the_same_bytes(whole, tmp_path):
    """What was being written when it ended is no part."""

    def stop(done: int, every: int) -> None:
        if done:
            raise Stop

    with pytest.raises(Stop):
        planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=tmp_path, progress=stop)
    (tmp_path / "000001.part").write_bytes(b"a block that was being written")
    done: list[int] = []
    planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=tmp_path, progress=lambda n, _: done.append(n))
    assert done == [100, 200, 260]
    assert bytes_of(tmp_path) == bytes_of(whole[1])


def test_a_block_that_is_spoilt_is_solved_anew(whole, tmp_path):
    """As a disk that failed leaves it; what was found before says so, and no more."""
    folder = shutil.copytree(whole[1], tmp_path / "spoilt")
    before = planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=folder)
    (folder / "000001.parquet").write_bytes((folder / "000001.parquet").read_bytes()[:1000])
    with pytest.raises(planner.UsageError, match=r"000001\.parquet' is gone or spoilt"):
        _ = before.table
    planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=folder)
    assert bytes_of(folder) == bytes_of(whole[1])


def test_regret_goes_on_from_the_draws_that_a_folder_has(whole, tmp_path):
    """What `uncertainty` kept is not solved again; parts beside results give way to those of another task."""
    drawn = {"draws": 8, "numbers": ["gas_price"], "folder": tmp_path / "draws"}
    kept = planner.uncertainty(put(WITH_RANGES, tmp_path / "city"), **drawn)
    told: list[int] = []
    again = planner.uncertainty(put(WITH_RANGES, tmp_path / "city"), **drawn, progress=lambda n, _: told.append(n))
    assert told == [8]
    assert again.bands.equals(kept.bands)
    assert planner.regret(again, plans=["central"]).table.equals(planner.regret(kept, plans=["central"]).table)
    assert_held_plans_go_on(kept, tmp_path / "draws")
    place = beside(tmp_path, "draws")
    shutil.copytree(whole[1], place)
    found = planner.uncertainty(put(WITH_RANGES, tmp_path / "city"), **drawn | {"folder": place})
    assert found.bands.equals(kept.bands)


def assert_held_plans_go_on(draws: planner.Uncertainty, folder: Path) -> None:
    """Two plans in 8 draws, interrupted after the first; what is held otherwise is held anew."""

    def stop(done: int, every: int) -> None:
        if done:
            raise Stop

    whole = planner.regret(draws, plans=["dear_gas"])
    with pytest.raises(Stop):
        planner.regret(draws, plans=["dear_gas"], folder=folder, progress=stop)
    told: list[int] = []
    again = {"folder": folder, "progress": lambda done, every: told.append(done)}
    found = planner.regret(draws, plans=["dear_gas"], **again)
    assert told == [8, 16]
    assert found.table.equals(whole.table)
    assert found.error == whole.error
    told.clear()
    planner.regret(draws, plans=["dear_gas"], until=2030, **again)
    assert told == [0, 8, 16]


@pytest.mark.parametrize(("vary", "model"), [({"caps*": [1]}, "annual_caps"), ({"carbon_price": [0]}, "carbon_price")])
def test_parts_of_another_sweep_are_refused(whole, vary, model):
    with pytest.raises(planner.UsageError, match="parts of another sweep"):
        planner.sweep(EXAMPLE_CITY, vary, model=model, folder=whole[1])


def test_a_folder_of_other_things_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(planner.UsageError, match="no parts of a sweep"):
        planner.sweep(EXAMPLE_CITY, {"caps*": [1.0]}, folder=tmp_path)


FILE = """
[vary]
"caps*" = { from = 0.9, to = 1.1, count = 130 }
carbon_price = [0, 100]
"""


@pytest.mark.slow
def test_a_command_that_is_killed_goes_on_and_ends_in_the_same_bytes(tmp_path):
    """Killed as soon as it has kept a block, which leaves it no time to tidy up."""
    (tmp_path / "vary.toml").write_text(FILE, encoding="utf-8")
    command = [sys.executable, "-m", "planner", "sweep", str(EXAMPLE_CITY), str(tmp_path / "vary.toml")]
    command += ["--model", "caps_and_price", "--out", str(tmp_path / "results")]
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    running = subprocess.Popen([*command, "--folder", str(killed)], cwd=ROOT, stdout=subprocess.DEVNULL)
    while not (killed / "000000.parquet").exists():
        assert running.poll() is None
        time.sleep(0.001)
    running.kill()
    assert running.wait() == -signal.SIGKILL
    assert not (killed / "000002.parquet").exists()
    for folder in (killed, whole):
        subprocess.run([*command, "--folder", str(folder)], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    assert bytes_of(killed) == bytes_of(whole)
    assert not (tmp_path / "results" / "sweep_vary.csv").exists()


@pytest.mark.slow
def test_two_workers_of_which_one_is_killed_end_in_the_same_bytes(whole, tmp_path):
    killed: list[int] = []

    def kill(done: int, every: int) -> None:
        if done and not killed:
            victim = active_children()[0].pid
            assert victim is not None
            killed.append(victim)
            os.kill(victim, signal.SIGKILL)

    planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=tmp_path, workers=2, progress=kill)
    assert killed
    assert bytes_of(tmp_path) == bytes_of(whole[1])
