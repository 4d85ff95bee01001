"""Seconds of draws from the ranges of Beijing's sources, by its yearly program.

    python tests/benchmarks/draws.py 10000            by two processes
    python tests/benchmarks/draws.py 10 --slices      the case as it stands, by twelve slices

Prints the numbers drawn, the start (what is learnt of the programs and the plans at the ends of each number; the order
of the draws), the rest, and CPU seconds of all processes; each by the clock, too.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from shipped import by_the_year, texts_of

import planner


def cpu() -> float:
    """CPU seconds of this process and of those that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("draws", type=int)
    parser.add_argument("--slices", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    began, clock = time.monotonic(), list[float]()

    def progress(count: int, every: int) -> None:
        clock.append(time.monotonic())
        left = (every - count) * (clock[-1] - clock[0]) / count if count else float("nan")
        print(f"{count:,} of {every:,} after {clock[-1] - began:.0f} s, {left:.0f} s left", flush=True)

    texts = texts_of("data/beijing")
    case = planner.read_case(texts if asked.slices else by_the_year(texts))
    found = planner.uncertainty(case, draws=asked.draws, workers=asked.workers, progress=progress)
    points, start, whole = found.sweep.points, clock[0] - began, clock[-1] - began
    print(f"{int(found.numbers['drawn'].sum())} numbers, {points['status'].value_counts().to_dict()}")
    print(f"largest residual {points['error'].max():.1e}; {int(points['audited'].sum())} audited")
    print(f"start {start:.1f} s, {(whole - start) / asked.draws:.4f} s a draw, {whole:.1f} s in all, by the clock")
    print(f"{cpu():.1f} CPU s of all processes, load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
