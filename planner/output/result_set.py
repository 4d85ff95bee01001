"""Sets of result files: what a command writes takes the place of what it wrote there before, in one step.

A folder of results holds the sets of several commands and files of the user. `.planner/sets.json` says which files are
whose, with their hashes, of which case and inputs, and what was asked. A set goes in under a lock: its files are
written aside, then a journal says what moves; from there on the change is decided. The old files move out first, then
the new ones in, so old and new never stand together. What a killed run left is thrown away, or with a journal brought
to its end, by the next one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from planner.errors import OutputError, UsageError

if TYPE_CHECKING:
    from planner.case.case import Case
    from planner.model.model_file import ModelSpec

Files = dict[str, bytes]
"""Name -> content."""
OWN, RECORD, INDEX = ".planner", "sets.json", "index.html"
OF_THE_SYSTEM = {"desktop.ini", "Thumbs.db"}
PATIENCE = 60.0
"""How long to wait for another run that puts its files into the same folder [s]."""


def save(files: Files, folder: Path | str) -> list[Path]:
    """Write files into a folder of one's own."""
    paths = {Path(folder) / name: content for name, content in files.items()}
    Path(folder).mkdir(parents=True, exist_ok=True)
    for path, content in paths.items():
        path.write_bytes(content)
    return list(paths)


@dataclass(frozen=True)
class ResultSet:
    """Files that a command wrote together, with a hash of each, and what they are of: see `ResultFolder`.

    `case`: the way to its tables from the folder of results.
    """

    command: str
    case: str
    inputs: str
    files: dict[str, str]
    scenario: str = ""
    model: str = ""
    asked: dict[str, Any] = field(default_factory=dict)
    """The arguments that the command gave to the function that worked it out."""

    def without(self, file: str) -> ResultSet:
        """The set without a file that is another's now."""
        return replace(self, files={name: found for name, found in self.files.items() if name != file})


def recorded(place: Path) -> dict[str, ResultSet]:
    """The sets that stand in a folder, by name. Raises UsageError where the record is none that we wrote."""
    record = place / OWN / RECORD
    if not record.is_file():
        return {}
    try:
        return {name: ResultSet(**found) for name, found in json.loads(record.read_bytes()).items()}
    except (ValueError, TypeError, AttributeError):
        raise UsageError("bad_record", place=str(record)) from None


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def inputs_hash(case: Case, model: ModelSpec) -> str:
    """A hash of all that results are of: the tables that were read, the discount rate and the model."""
    read = [case.sha256, case.settings.discount_rate, model.model_dump(mode="json")]
    return hash_of(json.dumps(read, sort_keys=True).encode())


@dataclass(frozen=True)
class ResultFolder:
    """Where results of a case under a model go; `case` is the path of its tables, `inputs` a hash of what was read."""

    place: Path
    case: Path
    inputs: str
    force: bool = False
    scenario: str = ""
    model: str = ""
    asked: dict[str, Any] = field(default_factory=dict)
    index: Callable[[dict[str, ResultSet]], bytes] | None = None
    """The first page of the folder from all the sets in it; it belongs to the set that was put last."""

    def check(self) -> None:
        """See that results can go there; leaves no trace.

        Raises OutputError where nothing can be written; UsageError, without `force`, where there are files that no
        command wrote, or results of another case of the same name.
        """
        with self._said():
            _probe(self.place)
            if self.place.is_dir() and not self.force and not self._record.is_file():
                names = {path.name for path in self.place.iterdir() if not path.name.startswith(".")} - OF_THE_SYSTEM
                if names:
                    raise UsageError("not_ours", place=str(self.place), found=min(names))
            self._refuse(self._sets().values())

    def put(self, command: str, name: str, files: Files) -> None:
        """Put a set there, in place of the one of this name and of all that the command wrote of other inputs.

        Raises OutputError, with everything as it was, when it can't be written; UsageError, without `force`, when a
        file that no command wrote is in the way, or results of another case.
        """
        with self._said(), self._locked():
            sets = self._sets()
            self._refuse(sets.values())
            kept = {
                each: found
                for each, found in sets.items()
                if each != name
                and not (found.command == command and found.inputs != self.inputs)
                and not self._of_another_case(found)
            }
            if self.index is not None:
                kept = {each: found.without(INDEX) for each, found in kept.items()}
                files = files | {INDEX: self.index(kept | {name: self._set(command, files)})}
            old = {file for found in sets.values() for file in found.files} - {
                file for found in kept.values() for file in found.files
            }
            in_the_way = [file for file in sorted(files) if file not in old and (self.place / file).exists()]
            if in_the_way and not self.force:
                raise UsageError("in_the_way", place=str(self.place / in_the_way[0]))
            for file, content in files.items():
                (self._new / file).write_bytes(content)
            kept[name] = self._set(command, files)
            record = {each: asdict(found) for each, found in kept.items()}
            _replace(self._journal, {"in": sorted(files), "out": sorted({*old, *in_the_way}), "sets": record})
            self._finish()

    def _set(self, command: str, files: Files) -> ResultSet:
        hashes = {file: hash_of(files[file]) for file in sorted(files)}
        return ResultSet(command, self._way, self.inputs, hashes, self.scenario, self.model, self.asked)

    def stale(self) -> list[str]:
        """The commands whose results there are of other inputs."""
        return sorted({found.command for found in self._sets().values() if found.inputs != self.inputs})

    def _refuse(self, sets: Iterable[ResultSet]) -> None:
        others = [os.path.normpath(self.place / found.case) for found in sets if self._of_another_case(found)]
        if others and not self.force:
            raise UsageError("other_case", place=str(self.place), found=others[0])

    def _of_another_case(self, found: ResultSet) -> bool:
        """Whether a set is of tables that stand elsewhere and are not the same. A case that was moved is itself."""
        case = self.place / found.case
        return found.inputs != self.inputs and case.exists() and not case.samefile(self.case)

    @property
    def _way(self) -> str:
        """From here to the tables: no path of one computer, unless they stand on another of its disks."""
        try:
            return Path(os.path.relpath(self.case, self.place.resolve())).as_posix()
        except ValueError:
            return self.case.as_posix()

    def _sets(self) -> dict[str, ResultSet]:
        try:
            return recorded(self.place)
        except UsageError:
            if self.force:
                return {}
            raise

    def _finish(self) -> None:
        """Bring the change of the journal to its end; what is done already is skipped."""
        if not self._journal.is_file():
            return
        try:
            change = json.loads(self._journal.read_bytes())
        except ValueError:
            if not self.force:
                raise UsageError("bad_record", place=str(self._journal)) from None
            self._journal.unlink()
            return
        try:
            for file in change["out"]:
                if (self.place / file).exists() and (file not in change["in"] or (self._new / file).exists()):
                    os.replace(self.place / file, self._old / file)
        except OSError:  # on Windows a file that another program holds open
            for path in self._old.iterdir():
                os.replace(path, self.place / path.name)
            self._journal.unlink()
            raise
        for file in change["in"]:
            if (self._new / file).exists():
                os.replace(self._new / file, self.place / file)
        _replace(self._record, change["sets"])
        self._journal.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One run at a time, with empty folders for what goes in and what goes out."""
        new = not self.place.exists()
        self._own.mkdir(parents=True, exist_ok=True)
        with FileLock(self._own / "lock", timeout=PATIENCE):
            try:
                for aside in (self._new, self._old):
                    aside.mkdir(exist_ok=True)
                self._finish()
                for path in (*self._new.iterdir(), *self._old.iterdir()):
                    path.unlink()
                yield
            finally:
                self._finish()  # what was decided, also where an interrupt came between
                for aside in (self._new, self._old):
                    shutil.rmtree(aside, ignore_errors=True)
                if not self._record.is_file():  # nothing was ever put here
                    shutil.rmtree(self._own, ignore_errors=True)
                    with suppress(OSError):
                        if new:
                            self.place.rmdir()

    @contextmanager
    def _said(self) -> Iterator[None]:
        """What can't be written, said to the user."""
        try:
            yield
        except Timeout as wrong:
            raise OutputError("busy", wrong, str(self.place)) from None
        except OSError as wrong:
            raise OutputError("no_place", wrong, str(self.place)) from None

    @cached_property
    def _own(self) -> Path:
        return self.place / OWN

    @property
    def _record(self) -> Path:
        return self._own / RECORD

    @property
    def _journal(self) -> Path:
        return self._own / "journal.json"

    @property
    def _new(self) -> Path:
        return self._own / "new"

    @property
    def _old(self) -> Path:
        return self._own / "old"


def _replace(path: Path, value: Any) -> None:
    """Put a JSON file in its place in one move."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value, indent=1), encoding="ascii")
    os.replace(part, path)


def _probe(folder: Path) -> None:
    """Write a file there and leave no trace. Raises OSError."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    finally:
        for place in new:
            if place.is_dir():
                place.rmdir()
