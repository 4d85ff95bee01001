"""Ctrl-C ends a command soon, with exit code 130 and without a traceback, whatever it is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from operator import attrgetter
from pathlib import Path
from select import select

import pytest
from shipped import DATA

import planner
from planner.calls.processes import aside

SOON = 3.0
"""Seconds. Within one on a machine that does nothing else; tests run beside each other."""
SOLVE, YEARLY = ("solve", str(DATA / "beijing")), ("yearly", str(DATA / "beijing"))


def interrupted(folder: Path, words: tuple[str, ...], after: float) -> tuple[int, float, str]:
    """Of a command that a terminal's Ctrl-C reaches with its processes: exit code, seconds until its end, stderr."""
    command = [sys.executable, "-m", "planner", *words, "--out", str(folder)]
    run = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True
    )
    try:
        time.sleep(after)
        assert run.poll() is None, "it ended before"
        start = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
        return run.returncode, time.monotonic() - start, said
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)


def check(folder: Path, words: tuple[str, ...], after: float) -> None:
    code, seconds, said = interrupted(folder, words, after)
    assert code == 130, said
    assert "Traceback" not in said
    assert seconds < SOON
    assert not list(folder.rglob("*.csv"))


@pytest.mark.parametrize("after", [0.4, 2.5, pytest.param(4.0, marks=pytest.mark.slow)])
def test_solve_ends_at_once(tmp_path, after):
    check(tmp_path, SOLVE, after)


def test_what_is_handed_to_a_process_that_dies_is_done_here():
    here = f"__import__('os').getpid() == {os.getpid()}"
    with aside(True) as hand:
        assert hand(os.getpid)() != os.getpid()
        assert hand(eval, f"{here} or __import__('os')._exit(1)")()
        assert hand(os.getpid)() == os.getpid()
    with aside(False) as hand:
        assert hand(os.getpid)() == os.getpid()


def test_processes_end_with_one_that_is_killed():
    """The pipe that each of them holds is closed once they have ended."""
    waits = "import os, time; from planner.calls.processes import aside"
    waits += "\nwith aside(True) as hand: print(hand(os.getpid)(), flush=True), time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", waits], stdout=subprocess.PIPE) as run:
        assert run.stdout
        process = int(run.stdout.readline())
        run.kill()
        try:
            assert select([run.stdout], [], [], 10.0)[0], "it lives on"
        except AssertionError:
            os.kill(process, signal.SIGKILL)
            raise


class _Asks:
    """While it is pickled, somebody asks its owner something new."""

    def __init__(self, owner):
        self.owner = vars(owner)

    def __reduce__(self):
        self.owner["asked"] = True
        return str, ()


def test_what_a_thread_asks_while_it_is_handed_over_does_no_harm():
    """A plan shares its case, numbers and program with the thread that follows the curve."""
    plan = planner.solve(DATA / "example_city")
    for shared in (plan.case, plan.duals.inputs, plan.duals.program):
        vars(shared)["asks"] = _Asks(shared)
    with aside(True) as hand:
        assert hand(attrgetter("total_cost"), plan)() == plan.total_cost
    assert {"asked"} <= vars(plan.case).keys() & vars(plan.duals.inputs).keys() & vars(plan.duals.program).keys()


@pytest.mark.slow
@pytest.mark.parametrize("after", [3.0, 8.0])
def test_processes_end_at_once(tmp_path, after):
    check(tmp_path, YEARLY, after)


@pytest.mark.night
@pytest.mark.parametrize("words", [SOLVE, YEARLY], ids=["solve", "yearly"])
def test_at_twenty_moments(tmp_path, words):
    """Spread over the first five seconds of `solve`, which takes seven, and over twenty of `yearly`."""
    for moment in range(20):
        check(tmp_path, words, 0.25 + moment * (0.25 if words == SOLVE else 1.0))
