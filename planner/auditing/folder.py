"""A folder of results against the case that it is of: hashes, then every table and card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from planner.auditing.again import AGAIN, Again, made_again
from planner.auditing.tables import KEYS, Finding, Written, compared, differing, read_table
from planner.calls.arguments import public
from planner.calls.shown import Shown
from planner.case.case import Case
from planner.case.check import read_case
from planner.errors import UsageError
from planner.model.model_file import ModelSpec
from planner.output.export import as_json, versions
from planner.output.result_set import OWN, RECORD, ResultSet, hash_of, inputs_hash, recorded
from planner.results.audit import LARGEST_ERROR
from planner.results.plan import CaseLike, Prepared, case_of, prepare

OF_A_RUN = ("seconds", "versions", "version", "citation", "certificate", "solves", "pivots")
"""What a summary or card says of the run that made it."""


@dataclass(frozen=True, repr=False)
class ResultsAudit(Shown):
    """What an audit of results found: nothing, where they fit their inputs and each other."""

    place: Path
    case: Case
    findings: tuple[Finding, ...]
    files: int
    """Files whose hashes were compared."""
    cells: int
    """Cells of tables that were recomputed."""
    others: dict[str, str]
    """Library -> its version then, where it is not the one here: of optima of equal cost it may find another."""

    @property
    def fits(self) -> bool:
        return not self.findings

    @property
    def table(self) -> pd.DataFrame:
        """file, row, column | found, expected, message_en, message_zh: a row for each that does not fit."""
        columns = ["file", "row", "column", "found", "expected", "message_en", "message_zh"]
        return pd.DataFrame([finding.as_dict() for finding in self.findings], columns=columns)

    def as_dict(self) -> dict[str, Any]:
        """What `--json` prints."""
        return {
            "place": str(self.place),
            "case": self.case.name,
            "scenario": self.case.scenario,
            "fits": self.fits,
            "files": self.files,
            "cells": self.cells,
            "other_versions": self.others,
            "findings": [finding.as_dict() for finding in self.findings],
        }

    def facts(self) -> dict[str, str]:
        return {
            "ResultsAudit": str(self.place),
            "case": self.case.title,
            "compared": f"{self.files:,} files, {self.cells:,} cells",
            "found": f"{len(self.findings):,} that do not fit" if self.findings else "all fits",
            **{f"{n}.": str(finding) for n, finding in enumerate(self.findings[:10], start=1)},
        }

    def head(self) -> pd.DataFrame | None:
        return self.table if self.findings else None


@public
def audit_results(
    results: Path | str,
    *,
    case: CaseLike,
    scenario: str | Path | Sequence[str | Path] | None = None,
    model: str | Path | ModelSpec | None = None,
    time_limit: float | None = None,
) -> ResultsAudit:
    """Check a folder of results against its case: hashes of inputs and files, then every number of tables and cards.

    The plan is read from what the tables say is built, runs and is bought, and its prices from `prices.csv`: both must
    be optimal in a program compiled anew, and all other numbers follow from them and are worked out again. References,
    curves and credit are solved again.

    Parameters
    ----------
    results
        The folder: `results/<case>/<model>`.
    case
        The case that they are of, as tables, a folder or a sheet of measures; without its scenario.
    scenario, model
        What the results were made with; without them, as they say.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    ResultsAudit
        `fits`, and what does not: `findings`, `table` with file, row, column, found and expected.

    Raises
    ------
    UsageError
        No command wrote results there.
    InputError
        The tables of the case are wrong.

    Examples
    --------
    >>> planner.audit_results("results/nothing", case="data/example_city")
    Traceback (most recent call last):
    planner.errors.UsageError: there is no record of results in results/nothing. Give the folder that a command wrote: \
results/<case>/<model>.
    """
    place, sets = Path(results), sets_of_results(results)
    first = next(iter(sets.values()))
    said = first.scenario if scenario is None else scenario
    ready = prepare(read_case(case_of(case), scenario=said) if said else case, model=model or first.model)
    files = _Files(place)
    findings, cells = [*files.hashes(sets)], 0
    others = [each for each in sets.values() if each.inputs != inputs_hash(ready.case, ready.spec)]
    findings += files.other_inputs(others, ready.case) if others else ()
    for each in (each for each in sets.values() if each not in others):
        of_a_set, count = files.of_set(each, ready)
        findings += of_a_set
        cells += count
    count = sum(len(each.files) for each in sets.values())
    return ResultsAudit(place, ready.case, tuple(dict.fromkeys(findings)), count, cells, files.versions(sets.values()))


def sets_of_results(results: Path | str, case: str = "") -> dict[str, ResultSet]:
    """The sets of a folder of results. Raises UsageError where there are none, or `case` is such a folder instead."""
    place = Path(results)
    sets = recorded(place)
    if not sets:
        raise UsageError(
            "results_swapped" if case and recorded(Path(case)) else "no_results", place=str(place), case=case
        )
    if not {each.command for each in sets.values()} <= {"solve", *AGAIN}:
        raise UsageError("bad_record", place=str(place / OWN / RECORD))
    return sets


class _Files:
    """The files of a folder."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def read(self, file: str) -> bytes | None:
        """What a file holds; None where it can't be read."""
        try:
            return (self.place / file).read_bytes()
        except OSError:
            return None

    def hashes(self, sets: dict[str, ResultSet]) -> Iterator[Finding]:
        """Files that are gone, and files that changed since they were written."""
        for file, written in (pair for each in sets.values() for pair in each.files.items()):
            content = self.read(file)
            if content is None:
                yield Finding.of(file, 0, "", "audit_gone")
            elif hash_of(content) != written:
                yield Finding.of(file, 0, "", "audit_changed")

    def other_inputs(self, sets: Sequence[ResultSet], case: Case) -> Iterator[Finding]:
        """Inputs that are not those of some sets: by file, where a summary says their hashes."""
        commands = ", ".join(f"`planner {each.command}`" for each in sets)
        hashes = self.told(sets, "inputs")
        changed = [file for file in {**hashes, **case.sha256} if hashes and hashes.get(file) != case.sha256.get(file)]
        for file in changed or [f"{OWN}/{RECORD}"]:
            yield Finding.of(file, 0, "", "audit_inputs", commands)

    def versions(self, sets: Iterable[ResultSet]) -> dict[str, str]:
        """The versions that results were made with, where they are not those of here."""
        here = versions()
        return {name: then for name, then in self.told(sets, "versions").items() if here.get(name) != then}

    def told(self, sets: Iterable[ResultSet], what: str) -> dict[str, str]:
        """What the first summary that has it says of the run: hashes of its inputs, versions of its libraries."""
        cards = (self.plain(file) for each in sets for file in each.files if file.endswith(".json"))
        found = next((card[what] for card in cards if isinstance(card, dict) and what in card), None)
        return found if isinstance(found, dict) else {}

    def of_set(self, of: ResultSet, ready: Prepared) -> tuple[list[Finding], int]:
        """What does not fit in a set, and how many cells of its tables were compared."""
        tables = {Path(file).stem: self.table(file) for file in of.files if file.endswith(".csv")}
        again = made_again(ready, of.command, of.asked, _whole(of.command, tables))
        findings = [] if again.least_cost else [Finding.of("summary.json", 0, "status", "audit_not_least_cost")]
        for stem, written in tables.items():
            if stem in again.tables:
                findings += compared(written, again.tables[stem])
        for stem, right in again.data.items():
            if f"{stem}.json" in of.files:
                findings += self.data(f"{stem}.json", right)
        findings += _own_files(of, again)
        return findings, sum(len(written.rows) * len(written.columns) for written in tables.values())

    def table(self, file: str) -> Written:
        content, keys = self.read(file), KEYS.get(Path(file).stem, ())
        return Written(file, (), (), keys) if content is None else read_table(file, content, keys)

    def plain(self, file: str) -> Any:
        try:
            return json.loads(self.read(file) or b"")
        except ValueError:
            return None

    def data(self, file: str, right: Any) -> Iterator[Finding]:
        found, should = self.plain(file), json.loads(as_json(right))
        if not isinstance(found, dict):
            yield Finding.of(file, 0, "", "audit_no_json")
            return
        certificate = found.get("certificate")
        for name, error in certificate.items() if isinstance(certificate, dict) else ():
            if not isinstance(error, float) or not error <= LARGEST_ERROR:
                yield Finding.of(file, 0, f"certificate.{name}", "audit_certificate", error, f"<= {LARGEST_ERROR:g}")
        yield from differing(file, _lasting(found), _lasting(should))


def _whole(command: str, tables: dict[str, Written]) -> dict[str, Written]:
    """The tables of a plan, empty where one is not there."""
    nothing = {stem: Written(f"{stem}.csv", (), (), keys) for stem, keys in KEYS.items()} if command == "solve" else {}
    return nothing | tables


def _own_files(of: ResultSet, again: Again) -> Iterator[Finding]:
    """Tables and cards that a set should hold and does not, and those that it should not hold."""
    due = {*(f"{stem}.csv" for stem in again.tables), *(f"{stem}.json" for stem in again.data)}
    there = {file for file in of.files if file.endswith((".csv", ".json"))}
    for file in sorted(due ^ there):
        yield Finding.of(file, 0, "", "audit_gone" if file in due else "audit_too_many")


def _lasting(found: Any) -> Any:
    """Plain data without what is of the run that made it."""
    if isinstance(found, dict):
        return {key: _lasting(value) for key, value in found.items() if key not in OF_A_RUN}
    return [_lasting(value) for value in found] if isinstance(found, list) else found
