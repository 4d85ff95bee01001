"""The workers of a Dask cluster find what one process finds, byte for byte, also when one of them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from shipped import DATA, ROOT

import planner
from planner.calls import extras
from planner.errors import MissingExtraError

VARY = {"caps*": np.linspace(0.9, 1.1, 400), "carbon_price": [0, 100]}


@contextmanager
def started(folder: Path, module: str, *arguments: str) -> Iterator[None]:
    """A process of the cluster for as long as it is wanted."""
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    running = subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        running.kill()
        running.wait()


@pytest.mark.slow
def test_two_workers_of_a_cluster_of_which_one_is_killed_end_in_the_same_bytes(tmp_path):
    """800 points in eight blocks; once one is kept, a worker that is at work on another is killed."""
    distributed = pytest.importorskip("distributed")
    at = tmp_path / "scheduler.json"
    worker = ("dask_worker", "--scheduler-file", str(at), "--nthreads", "1", "--no-nanny", "--no-dashboard")
    scheduler = ("dask_scheduler", "--scheduler-file", str(at), "--port", "0", "--no-dashboard")
    with started(tmp_path, *scheduler), started(tmp_path, *worker), started(tmp_path, *worker):
        while not at.exists():
            time.sleep(0.05)
        with distributed.Client(scheduler_file=str(at), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            pids, killed = client.run(os.getpid), list[int]()

            def kill(done: int, every: int) -> None:
                while done and not killed:
                    killed.extend(pids[address] for address, busy in client.processing().items() if busy)
                    os.kill(killed[0], signal.SIGKILL)

            address = client.scheduler.address
            planner.sweep(
                DATA / "example_city",
                VARY,
                model="caps_and_price",
                folder=tmp_path / "cluster",
                workers=address,
                progress=kill,
            )
            assert killed
            assert len(client.scheduler_info()["workers"]) == 1
    planner.sweep(DATA / "example_city", VARY, model="caps_and_price", folder=tmp_path / "alone")
    cluster, alone = (sorted((tmp_path / name).iterdir()) for name in ("cluster", "alone"))
    assert len(alone) == 9
    assert [path.name for path in cluster] == [path.name for path in alone]
    assert [path.read_bytes() for path in cluster] == [path.read_bytes() for path in alone]


def test_without_dask_the_extra_is_named(monkeypatch):
    def none(name: str) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(extras, "import_module", none)
    with pytest.raises(MissingExtraError, match="the Python library 'distributed' is not installed"):
        planner.sweep(DATA / "example_city", {"caps*": [1.0]}, workers="tcp://10.0.0.1:8786")


@pytest.mark.slow
def test_a_cluster_that_does_not_answer_is_said():
    pytest.importorskip("distributed")
    with pytest.raises(planner.UsageError, match=r"the Dask cluster at 'tcp://127\.0\.0\.1:9' does not do the work"):
        planner.sweep(DATA / "example_city", {"caps*": [1.0]}, workers="tcp://127.0.0.1:9")


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
def test_what_is_no_address_is_said_at_once():
    pytest.importorskip("distributed")
    with pytest.raises(planner.UsageError, match="missing port number in address 'foo'"):
        planner.sweep(DATA / "example_city", {"caps*": [1.0]}, workers="foo")
