"""Solved blocks in a folder, each as soon as it is there, so that what was interrupted goes on where it stopped.

`<n>.npy` holds the outcomes of a block, a row a point, and `<n>.json` the rest; it is written last. `task.json` says of
which points and which program they are. The bytes of all of them are those of an uninterrupted run.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

from planner.errors import OutputError, UsageError
from planner.sweeps.design import shown
from planner.sweeps.outcomes import Label
from planner.sweeps.programs import Entries
from planner.sweeps.solving import Solved, Task

TASK = "task.json"


@dataclass(frozen=True)
class Parts:
    """The folder of the blocks of a task."""

    folder: Path

    def begin(self, task: Task) -> None:
        """See that what is there is of this task. Raises UsageError, OutputError."""
        said = json.dumps({"task": fingerprint(task)}, indent=1)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            mark = self.folder / TASK
            if mark.exists() and mark.read_text(encoding="utf-8") != said:
                raise UsageError("parts_of_another", place=str(self.folder))
            if not mark.exists():
                if any(self.folder.iterdir()):
                    raise UsageError("parts_not_ours", place=str(self.folder))
                self._write(mark, said.encode())
        except OSError as wrong:
            raise OutputError("no_place", wrong, str(self.folder)) from None

    def has(self, n: int) -> bool:
        return (self.folder / f"{n:06}.json").exists()

    def put(self, n: int, solved: Solved) -> None:
        """Keep a block. Raises OutputError."""
        rest = {
            "points": solved.points,
            "status": solved.status,
            "error": [None if np.isnan(error) else error for error in solved.error.tolist()],
            "audited": solved.audited,
            "labels": [list(asdict(label).values()) for label in solved.labels],
        }
        try:
            part = self.folder / f"{n:06}.part"
            with part.open("wb") as file:
                np.save(file, solved.values)
            os.replace(part, self.folder / f"{n:06}.npy")
            self._write(self.folder / f"{n:06}.json", json.dumps(rest, ensure_ascii=False).encode())
        except OSError as wrong:
            raise OutputError("no_place", wrong, str(self.folder)) from None

    def get(self, n: int) -> Solved:
        """A block that is there; its outcomes stay on disk until they are read."""
        rest = json.loads((self.folder / f"{n:06}.json").read_bytes())
        return Solved(
            points=tuple(rest["points"]),
            status=tuple(rest["status"]),
            error=np.array([np.nan if error is None else error for error in rest["error"]]),
            audited=tuple(rest["audited"]),
            labels=tuple(_label(*label) for label in rest["labels"]),
            values=np.load(self.folder / f"{n:06}.npy", mmap_mode="r"),
        )

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        part = path.with_suffix(".part")
        part.write_bytes(content)
        os.replace(part, path)


def _label(quantity: str, account: str, item: str, names: list[str], year: int, unit: str) -> Label:
    return Label(quantity, account, item, tuple(names), year, unit)


def fingerprint(task: Task) -> str:
    """A hash of all that decides what comes out: the points, the program of the first, what is kept, the versions."""
    return hashlib.sha256(b"".join(_of(task))).hexdigest()


def _of(task: Task) -> Iterator[bytes]:
    ready = task.compiled(task.design.move(task.design.points[0]))
    yield Entries(ready.program, ready.carbon_costs).all.tobytes()
    yield repr((ready.program.rows, ready.program.columns)).encode()
    points = [{name: shown(value) for name, value in point.items()} for point in task.design.points]
    made_by = [version(name) for name in ("abatement-planner", "highspy", "numpy")]
    said = [task.design.case.sha256, task.spec.model_dump(mode="json"), task.wanted, points, made_by]
    yield json.dumps(said, sort_keys=True).encode()
