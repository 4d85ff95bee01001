"""Sweeps are the same however they are run: in one process or several, interrupted or not, with a worker killed."""

from __future__ import annotations

import os
import signal
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest
from shipped import DATA

import planner

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
    assert sorted(bytes_of(folder)) == [f"{n:06}.{kind}" for n in range(3) for kind in ("json", "npy")] + ["task.json"]
    free = planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price")
    assert free.points.equals(kept.points)
    assert free.table.equals(kept.table)


class Stop(Exception):
    pass


def test_an_interrupted_sweep_goes_on_and_ends_in_the_same_bytes(whole, tmp_path):
    def stop(done: int, every: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=tmp_path, progress=stop)
    (tmp_path / "000001.npy").write_bytes(b"a block that was being written")
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["000000.json", "task.json"]
    done: list[int] = []
    planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=tmp_path, progress=lambda n, _: done.append(n))
    assert done == [200, 260]
    assert bytes_of(tmp_path) == bytes_of(whole[1])


@pytest.mark.parametrize(("vary", "model"), [({"caps*": [1.0]}, "annual_caps"), (VARY, "carbon_price")])
def test_parts_of_another_sweep_are_refused(whole, vary, model):
    with pytest.raises(planner.UsageError, match="parts of another sweep"):
        planner.sweep(EXAMPLE_CITY, vary, model=model, folder=whole[1])


def test_a_folder_of_other_things_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(planner.UsageError, match="no parts of a sweep"):
        planner.sweep(EXAMPLE_CITY, {"caps*": [1.0]}, folder=tmp_path)


@pytest.mark.slow
def test_two_workers_of_which_one_is_killed_end_in_the_same_bytes(whole, tmp_path):
    killed: list[int] = []

    def kill(done: int, every: int) -> None:
        if not killed:
            victim = active_children()[0].pid
            assert victim is not None
            killed.append(victim)
            os.kill(victim, signal.SIGKILL)

    planner.sweep(EXAMPLE_CITY, VARY, model="caps_and_price", folder=tmp_path, workers=2, progress=kill)
    assert killed
    assert bytes_of(tmp_path) == bytes_of(whole[1])
