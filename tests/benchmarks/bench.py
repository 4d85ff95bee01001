"""Seconds from a case to its plan, and from a change to the next plan, beside linopy with HiGHS on the same program.

    python tests/benchmarks/bench.py            print the tables
    python tests/benchmarks/bench.py --write    and put them into README.md

Needs the extra `benchmark`. Each stage is timed by the wall clock and by the CPU time of its processes, planner and
linopy in turns, and medians are shown: on a shared machine the CPU time is the fairer of the two.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import platform
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import linopy
import linopy.solvers
import xarray as xr
from generated_case import generated_case
from in_linopy import build
from labelled import arrays_of
from pyomo.common.gc_manager import PauseGC

import planner
from planner.model.build import build_model
from planner.model.inputs import make_inputs
from planner.model.model_file import read_spec
from planner.model.subjects import families
from planner.program.program import compile_program
from planner.program.session import Session
from planner.results.plan import prepare

README = Path(__file__).with_name("README.md")
MARK = "<!-- measured: everything below is written by bench.py --write -->\n"
TIGHTENED, PRICED = range(2041, 2061), range(2025, 2045)
REPEATS = {100: 5, 1000: 3}


class Seconds(NamedTuple):
    """On the CPU, and by the clock on the wall."""

    cpu: float
    wall: float

    def over(self, other: Seconds) -> str:
        return f"{self.cpu / other.cpu:.2f} ({self.wall / other.wall:.2f})"


class Stopwatch:
    """Wall and CPU seconds by stage."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = defaultdict(list)
        self.cpu: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        gc.collect()
        wall, cpu = time.perf_counter(), cpu_seconds()
        yield
        self.cpu[name].append(cpu_seconds() - cpu)
        self.wall[name].append(time.perf_counter() - wall)

    def median(self, *names: str) -> Seconds:
        """Seconds of stages together, the median of each."""
        cpu, wall = (sum(statistics.median(times[name]) for name in names) for times in (self.cpu, self.wall))
        return Seconds(cpu, wall)


def cpu_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    return time.process_time() + sum(os.times()[2:4])


def measure(count: int) -> tuple[Stopwatch, str]:
    """Every stage at one size, and the size in words. Fails when planner and linopy find different optima."""
    watch = Stopwatch()
    files = generated_case(count)
    for _ in range(REPEATS[count]):
        with watch.stage("read and check"):
            case = planner.read_case(files)
        spec = read_spec(case)
        with PauseGC():  # as planner.results.plan.prepare does
            with watch.stage("inputs"):
                inputs = make_inputs(case, spec)
            with watch.stage("build"):
                built = build_model(inputs)
            with watch.stage("compile"):
                program = compile_program(built, families())
        del built
        with watch.stage("hand over"):
            session = Session(program)
        with watch.stage("first solve"):
            plan = session.solve()
        with watch.stage("rebuild"):
            ready = prepare(case)
            Session(ready.program).solve()
        del ready
        arrays = arrays_of(inputs)
        with watch.stage("linopy build"):
            model = build(arrays)
        with watch.stage("linopy solve"):
            model.solve("highs", io_api="direct", progress=False, output_flag=False)
    _same(float(program.cost @ plan.x), model)
    _change(watch, session, model)
    size = f"{len(program.rows):,} rows, {len(program.columns):,} columns, {program.matrix.nnz:,} nonzeros"
    return watch, size


def _change(watch: Stopwatch, session: Session, model: linopy.Model) -> None:
    """Tighten one cap by 1 %, in each of twenty years; then raise one year's carbon price, likewise.

    By 10 yuan/t in present value; linopy keeps its solver model and updates it in place, as of 0.10.
    """
    program, total = session.program, model.variables["total_emissions"]
    solver = linopy.solvers.Highs.from_model(model, io_api="direct", options={"output_flag": False}, track_updates=True)
    solver.solve(assign=True)
    for y in TIGHTENED:
        name = ("total_emissions", "co2", y)
        cap = 0.99 * float(program.upper[program.column[name]])
        with watch.stage("change a cap"):
            session.set_bounds(name, -math.inf, cap)
            plan = session.solve()
        with watch.stage("linopy change a cap"):
            total.update(upper=total.upper.where(total.upper.year != y, cap))
            solver.solve(model, assign=True, disallow_rebuild=True)
    _same(float(program.cost @ plan.x), model)
    objective, raised, paid = model.objective.expression, xr.zeros_like(total.upper), program.cost.copy()
    for y in PRICED:
        name = ("total_emissions", "co2", y)
        paid[program.column[name]] += 0.01
        with watch.stage("change a carbon price"):
            session.set_cost({name: float(paid[program.column[name]])})
            plan = session.solve()
        with watch.stage("linopy change a carbon price"):
            raised = raised.where(raised.year != y, 0.01)
            model.add_objective(objective + (raised * total).sum(), overwrite=True)
            solver.solve(model, assign=True, disallow_rebuild=True)
    _same(float(paid @ plan.x), model)


def _same(cost: float, model: linopy.Model) -> None:
    """The two must have found the same optimum, or their seconds say nothing."""
    other = model.objective.value
    assert other is not None
    assert math.isclose(cost, other, rel_tol=1e-7), f"planner {cost}, linopy {other}"


def ratios(measured: dict[int, tuple[Stopwatch, str]]) -> Iterator[str]:
    """The aims: build, and build to first solution, beside linopy; a re-solve beside rebuilding."""
    yield "| | " + " | ".join(f"{count:,} interventions" for count in measured) + " |"
    yield "|---|" + "---|" * len(measured)
    ours, theirs = ("build", "compile", "hand over", "first solve"), ("linopy build", "linopy solve")
    compared = {
        "build and compile, planner / linopy's build (aim: at most 1)": (("build", "compile"), ("linopy build",)),
        "build to first solution, planner / linopy (aim: at most 1)": (ours, theirs),
        "rebuild / re-solve after one cap (aim: at least 20)": (("rebuild",), ("change a cap",)),
        "rebuild / re-solve after one carbon price (aim: at least 20)": (("rebuild",), ("change a carbon price",)),
        "re-solve after one cap, linopy / planner": (("linopy change a cap",), ("change a cap",)),
        "re-solve after one carbon price, linopy / planner": (
            ("linopy change a carbon price",),
            ("change a carbon price",),
        ),
    }
    for words, (above, below) in compared.items():
        cells = [watch.median(*above).over(watch.median(*below)) for watch, _ in measured.values()]
        yield f"| {words} | " + " | ".join(cells) + " |"


def seconds(measured: dict[int, tuple[Stopwatch, str]]) -> Iterator[str]:
    """Median seconds of each stage."""
    for count, (watch, size) in measured.items():
        yield f"\n### {count:,} interventions x 36 years: {size}\n"
        yield "| stage | CPU s | wall s | times |\n|---|---|---|---|"
        for name, times in watch.wall.items():
            cpu, wall = watch.median(name)
            yield f"| {name} | {cpu:.3f} | {wall:.3f} | {len(times)} |"


def beijing(case: planner.Case, curves: dict[str, dict[str, Any]], every_year: bool) -> Iterator[str]:
    """The stages of `planner solve`, and curves, by what they are asked."""
    watch, drawn = Stopwatch(), dict[str, list[planner.MacCurve]]()
    with watch.stage("inputs, build, compile"):
        ready = prepare(case)
    with watch.stage("references, plan, certificate, audit, tables"):
        planner.solve(ready)
    for name, asked in curves.items():
        with watch.stage(f"curve: {name}"):
            drawn[f"curve: {name}"] = [planner.mac_curve(ready, **asked)]
    if every_year:
        with watch.stage("curves: every year, in processes"):
            drawn["curves: every year, in processes"] = list(planner.yearly_curves(ready))
    rows, columns = ready.program.matrix.shape
    by = f"{len(case.slices)} slices of the year" if len(case.slices) > 1 else "the year"
    yield f"\n### Beijing by {by}: {rows:,} rows, {columns:,} columns\n"
    yield "| stage | CPU s | wall s | solves | pivots | steps |\n|---|---|---|---|---|---|"
    for name in watch.wall:
        cpu, wall = watch.median(name)
        found = drawn.get(name, [])
        sums = sum(c.solves for c in found), sum(c.pivots for c in found), sum(len(c.steps) for c in found)
        counts = " | ".join(f"{n:,}" for n in sums) if found else "| | "
        yield f"| {name} | {cpu:.3f} | {wall:.3f} | {counts} |"


YEARLY: dict[str, dict[str, Any]] = {
    "path, 1e-4": {"tolerance": 1e-4},
    "path": {},
    "cumulative": {"cumulative": True},
    "2035": {"year": 2035},
}
SLICED: dict[str, dict[str, Any]] = {"path, 1e-3": {"tolerance": 1e-3}, "2035": {"year": 2035}}
"""Curves by what they are asked; exact where no tolerance stands."""


def machine() -> str:
    info = Path("/proc/cpuinfo")
    names = (
        [line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line]
        if info.exists()
        else []
    )
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyomo", "highspy", "linopy", "numpy", "pandas"))
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return (
        f"{date.today()}, {os.cpu_count()} cores ({names[0] if names else platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, {packages}; load average {load}, of which 1 is its own."
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help="put the tables into README.md")
    arguments.add_argument("--sizes", type=int, nargs="+", default=list(REPEATS), choices=list(REPEATS))
    asked = arguments.parse_args()
    measured = {count: measure(count) for count in asked.sizes}
    sys.path.append(str(Path(__file__).parents[1]))
    from shipped import by_the_year, texts_of

    texts = texts_of("data/beijing")
    text = "\n".join(
        [
            machine(),
            "",
            "### Ratios\n\nOf CPU seconds; of wall seconds in brackets.\n",
            *ratios(measured),
            *seconds(measured),
            *beijing(planner.read_case(by_the_year(texts)), YEARLY, every_year=True),
            *beijing(planner.read_case(texts), SLICED, every_year=False),
            "",
        ]
    )
    print(text)
    if asked.write:
        README.write_text(README.read_text(encoding="utf-8").split(MARK)[0] + MARK + "\n" + text, encoding="utf-8")


if __name__ == "__main__":
    main()
