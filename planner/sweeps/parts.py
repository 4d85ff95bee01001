"""Solved blocks in a folder of Parquet, each as soon as it is there: what was interrupted goes on where it stopped.

`<n>.parquet` is a block, whole or not there: a row a point, with what varied, its status and a column an outcome, so
that the folder is one table for whatever reads Parquet. `_task.json` says of which points and which program it is. The
bytes of all of them are those of an uninterrupted run.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from planner.calls.deadline import deadline_of
from planner.calls.extras import imported
from planner.calls.processes import Item, Shared, spread
from planner.errors import OutputError, UsageError
from planner.program.program import Vector
from planner.sweeps.outcomes import Label
from planner.sweeps.programs import Entries
from planner.sweeps.solving import Block, Solved, Task

TASK, LABELS = "_task.json", b"outcomes"
OWN = ("point", "status", "error", "audited")
"""The columns before what varied."""
BESIDE = (".planner", "parts")
"""The folder of parts beside results: parts of another task give way there."""
HELD = "_held"
"""The folder, in that of draws, of what held plans cost in them; those of other plans give way. What reads the table of
the draws passes over it."""


def beside(results: Path, stem: str) -> Path:
    """Where the parts of a command stand until its results do."""
    return results.joinpath(*BESIDE, stem)


@dataclass(frozen=True)
class Kept(Block):
    """A block on disk: its outcomes are read each time they are asked for."""

    file: Path

    @property
    def values(self) -> Vector:
        """Raises UsageError where the block is gone since."""
        table = _read(self.file, [_heading(label) for label in self.labels])
        if table is None:
            raise UsageError("part_gone", place=str(self.file))
        columns = [column.to_numpy() for column in table.columns]
        return np.array(columns).T.reshape(len(self.points), len(self.labels))


@dataclass(frozen=True)
class Parts:
    """The folder of the blocks of a task."""

    folder: Path

    def begin(self, task: Task, *more: object) -> None:
        """See that what is there is of this task, and of what `more` decides what comes out.

        Raises UsageError, OutputError, and MissingExtraError.
        """
        imported("pyarrow.parquet")
        said, mark = json.dumps({"task": fingerprint(task, *more)}, indent=1), self.folder / TASK
        try:
            if mark.exists() and mark.read_bytes() != said.encode():
                if self.folder.name != HELD and self.folder.parent.parts[-len(BESIDE) :] != BESIDE:
                    raise UsageError("parts_of_another", place=str(self.folder))
                shutil.rmtree(self.folder)
            self.folder.mkdir(parents=True, exist_ok=True)
            if not mark.exists():
                if any(self.folder.iterdir()):
                    raise UsageError("parts_not_ours", place=str(self.folder))
                _replace(mark, said.encode())
        except OSError as wrong:
            raise OutputError("no_place", wrong, str(self.folder)) from None

    def put(self, n: int, task: Task, solved: Solved) -> Kept:
        """Keep a block. Raises OutputError."""
        arrow, parquet = imported("pyarrow"), imported("pyarrow.parquet")
        points = task.design.frame(solved.points)
        own = solved.points, solved.status, solved.error, solved.audited
        columns = {name: arrow.array(values) for name, values in zip(OWN, own, strict=True)}
        columns |= {name: arrow.array(points[name]) for name in task.design.varied}
        columns |= {_heading(label): arrow.array(solved.values[:, k]) for k, label in enumerate(solved.labels)}
        labels = json.dumps([list(asdict(label).values()) for label in solved.labels], ensure_ascii=False)
        table = arrow.table(columns).replace_schema_metadata({LABELS: labels.encode()})
        sink = arrow.BufferOutputStream()
        parquet.write_table(table, sink)
        try:
            _replace(self._file(n), sink.getvalue().to_pybytes())
        except OSError as wrong:
            raise OutputError("no_place", wrong, str(self.folder)) from None
        return Kept(*own, solved.labels, self._file(n))

    def get(self, n: int) -> Kept | None:
        """A block that is there whole; its outcomes stay on disk until they are read."""
        file = self._file(n)
        table = _read(file, list(OWN))
        if table is None:
            return None
        points, status, error, audited = (column.to_pylist() for column in table.columns)
        labels = _labels(table.schema.metadata[LABELS])
        return Kept(tuple(points), tuple(status), np.array(error, dtype=float), tuple(audited), labels, file)

    def _file(self, n: int) -> Path:
        return self.folder / f"{n:06}.parquet"


def _read(file: Path, columns: list[str]) -> Any:
    """None where the file is gone or spoilt."""
    try:
        return imported("pyarrow.parquet").read_table(file, columns=columns, partitioning=None)
    except (OSError, ValueError):
        return None


def _replace(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, path)


def _heading(label: Label) -> str:
    """The column of an outcome: `shadow_price co2 total 2035`."""
    parts = label.quantity, label.account, label.item, str(label.year or "")
    return " ".join(part for part in parts if part)


@lru_cache(maxsize=64)
def _labels(said: bytes) -> tuple[Label, ...]:
    """What the outcomes of a block are; blocks of one program share them."""
    return tuple(
        Label(quantity, account, item, tuple(names), year, unit)
        for quantity, account, item, names, year, unit in json.loads(said)
    )


def in_parts(
    work: Callable[[Shared, Item], Solved],
    shared: Shared,
    items: Sequence[Item],
    task: Task,
    parts: Parts | None,
    workers: int | str | None,
    say: Callable[[int], None],
) -> list[Solved | Kept]:
    """The blocks that the work makes of the items, in their order, but those that the folder has.

    `say` is told how many points are done.
    """
    there = {n: parts.get(n) if parts else None for n in range(len(items))}
    kept: dict[int, Solved | Kept] = {n: block for n, block in there.items() if block}
    left = [n for n in range(len(items)) if n not in kept]
    solved = spread(work, shared, [items[n] for n in left], workers, deadline_of(None))
    count = sum(len(found.points) for found in kept.values())
    say(count)
    for n, found in zip(left, solved, strict=True):
        kept[n] = parts.put(n, task, found) if parts else found
        count += len(found.points)
        say(count)
    return [kept[n] for n in range(len(items))]


def fingerprint(task: Task, *more: object) -> str:
    """A hash of all that decides what comes out: the points, the program of the first, what is kept, the versions."""
    hashed = hashlib.sha256()
    for each in (*_of(task), *(repr(each).encode() for each in more)):
        hashed.update(each)
    return hashed.hexdigest()


def _of(task: Task) -> Iterator[bytes]:
    ready = task.compiled(task.design.move(task.design.point(0)))
    yield Entries(ready.program, ready.settled).all.tobytes()
    yield repr((ready.program.rows, ready.program.columns)).encode()
    made_by = [version(name) for name in ("abatement-planner", "highspy", "numpy", "pyarrow")]
    said = [task.design.case.sha256, task.spec.model_dump(mode="json"), task.wanted, made_by]
    yield json.dumps(said, sort_keys=True).encode()
    yield task.design.frame().to_csv().encode()
