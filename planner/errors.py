"""What can go wrong, as a tree; each leaf has its own exit code.

PlannerError
├── Fault               1    a mistake of ours: please report it
├── UsageError          2    the command or call asks for something that makes no sense
├── PathError           2    a file or folder can't be opened
├── InputError          3    the tables are wrong: every problem at once, nothing was solved
├── NoPlanError         4    the caps and limits leave no plan: which, and the least that repairs it
├── SolverError         5    unbounded, or the solver failed, or its answer failed the certificate or the audit
├── TimeLimitError      6    time is over: what was done until then
├── MissingExtraError   7    a library is not installed: which extra brings it
└── OutputError         8    results, or what is printed, can't be written

0 is success, 130 an interrupt, 9 an audit that found results which do not fit.
"""

from __future__ import annotations

import errno
import importlib.metadata
import re
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from importlib import import_module
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planner.calls.numbers import from_to
from planner.languages import Words, languages


def text(key: str, lang: str, **values: Any) -> str:
    """The sentence of a key: worded where it is read, so that nothing here knows any."""
    return str(import_module("planner.messages").text(key, lang, **values))


@dataclass(frozen=True)
class Message:
    """A sentence or a part of one, by key and values, that is worded where it is read."""

    key: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def in_language(self, lang: str) -> str:
        return text(self.key, lang, **self.values)


def no_toml(wrong: ValueError) -> Message:
    """Where a text is no TOML."""
    if isinstance(wrong, UnicodeDecodeError):
        return Message("not_utf8")
    found = re.search(r"at line (?P<line>\d+), column (?P<column>\d+)", str(wrong))
    return Message("toml_end") if found is None else Message("toml_at", found.groupdict())


def nearest(found: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known name that is most like what was found; nothing when none is (1: the same)."""
    like, best, name = SequenceMatcher(b=found), cutoff, ""
    for one in known:
        like.set_seq1(one)
        if like.real_quick_ratio() >= best and like.quick_ratio() >= best:  # cheap bounds on the ratio
            best, name = max((best, name), (like.ratio(), one))
    return name


OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
"""An option of the command line, in a message."""
MOST_OF_A_KIND = 10
"""Problems of a kind that a message lists: more are counted."""


class PlannerError(Exception):
    """What a user can act on; `key` names the message in `messages/`, `values` fill it in."""

    exit_code = 1

    def __init__(self, key: str, **values: Any) -> None:
        self.key, self.values = key, values
        super().__init__(key)

    def __str__(self) -> str:
        """In English, for Python: options are named as the arguments that they are there."""
        return OPTION.sub(lambda option: option[1].replace("-", "_"), self.in_language("en"))

    def __reduce__(self) -> tuple[Any, ...]:
        """So that a process hands over its errors."""
        return _as_it_was, (type(self), self.args, self.__dict__)

    def in_language(self, lang: str) -> str:
        """The whole message in one language."""
        return text(self.key, lang, **self.values)

    def as_dict(self) -> dict[str, Any]:
        """What `--json` prints: code, place, value, message in every language."""
        return {
            "error": type(self).__name__,
            "exit_code": self.exit_code,
            "code": self.key,
            "place": self.values.get("place", ""),
            "value": self.values.get("found", ""),
            **{f"message_{lang}": self.in_language(lang) for lang in languages()},
        }


def _as_it_was(kind: type[PlannerError], args: tuple[Any, ...], values: dict[str, Any]) -> PlannerError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(values)
    return error


class UsageError(PlannerError):
    exit_code = 2


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a table: where it is, what was found, what is allowed and what to do about it.

    `row` is the file's own: the header is row 1; 0 where the whole file is meant. `cell`, of a workbook: 措施!E7.
    `called`: what tables, and columns, are called where the user sees them, by file and by name; a column of a CSV is
    told by both names.
    """

    file: str
    row: int
    column: str
    key: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)
    cell: str = ""
    called: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def found(self) -> str:
        found = self.values.get("found", "")
        return found.in_language("en") if isinstance(found, Message) else str(found)

    def in_language(self, lang: str) -> str:
        place = self.file
        if self.cell:
            place += f" {self.cell}"
        elif self.row:
            place += text("place_row", lang, row=self.row)
        if self.column:
            heading = self.called.get(self.column)
            place += text("place_column", lang, column=f"{heading} ({self.column})" if heading else self.column)
        return f"{place}{text('place_end', lang)}{self._as_called(text(self.key, lang, **self.values), lang)}"

    def _as_called(self, said: str, lang: str) -> str:
        """A sentence that calls tables as the user does, and columns where it is Chinese: no other word is English."""
        names = [re.escape(name) for name in self.called if lang == "zh" or "." in name]
        one = "|".join(sorted(names, key=len, reverse=True))
        pattern = rf"(?<![\w“/])(?<![A-Za-z\d] )({one})(?![\w”])(?! [A-Za-z])"  # but inside English, as in a citation
        return re.sub(pattern, lambda name: self.called[name[1]], said, flags=re.ASCII) if names else said

    def __str__(self) -> str:
        return self.in_language("en")

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.key,
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "found": self.found,
            **{f"message_{lang}": self.in_language(lang) for lang in languages()},
        }


def listed(problems: Iterable[Problem], lang: str) -> Iterator[str]:
    """One line a problem; of a kind the first ten, then how many more there are."""
    said, alike = Counter[tuple[str, str, str]](), [(p, (p.file, p.column, p.key)) for p in problems]
    count = Counter(kind for _, kind in alike)
    for problem, kind in alike:
        said[kind] += 1
        if said[kind] <= MOST_OF_A_KIND:
            yield f"  - {problem.in_language(lang)}"
        if said[kind] == MOST_OF_A_KIND < count[kind]:
            more = replace(
                problem, row=0, cell="", key="more_of_a_kind", values={"count": count[kind] - MOST_OF_A_KIND}
            )
            yield f"  - {more.in_language(lang)}"


class InputError(PlannerError):
    """Everything that is wrong with a case, at once."""

    exit_code = 3

    def __init__(self, where: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("input_wrong", where=where, count=len(problems), place=where)

    def in_language(self, lang: str) -> str:
        return "\n".join([super().in_language(lang), *listed(self.problems, lang)])

    def as_dict(self) -> dict[str, Any]:
        return {**super().as_dict(), "problems": [p.as_dict() for p in self.problems]}


MOST_LINES = 10
"""Of a list in a message."""
NUMBERS = ("name", "year", "years", "amount", "before", "after", "excess", "unit")
"""What is said of a cell, as plain data."""


class NoPlanError(PlannerError):
    """No plan keeps every cap and limit.

    `excess` has one row for each cap, policy or demand and year that must give way at least; `conflict` the cells that
    can't be kept together, of which none can be spared; `at_limit` what is at its limit in every plan with the least
    excess; `repairs` what alone would repair it, the least in each currency: caps, policies, potential ...; `changes`
    the same as numbers of the tables; `next` commands to try; `plan` a plan of least cost with the least excess.
    """

    exit_code = 4

    def __init__(
        self,
        key: str,
        excess: Sequence[dict[str, Any]] = (),
        *,
        conflict: Sequence[Problem] = (),
        at_limit: Sequence[Problem] = (),
        repairs: Mapping[str, Sequence[Problem]] = MappingProxyType({}),
        changes: Mapping[str, Sequence[Any]] = MappingProxyType({}),
        first: str = "",
        **values: Any,
    ) -> None:
        self.excess, self.conflict, self.at_limit = tuple(excess), tuple(conflict), tuple(at_limit)
        self.repairs, self.changes = dict(repairs), dict(changes)
        self.first = first
        """The repair that is the excess itself."""
        self.next: tuple[str, ...] = ()
        self.plan: Any = None
        super().__init__(key, **values)

    def in_language(self, lang: str) -> str:
        lists: list[tuple[str, Sequence[str]]] = [
            (super().in_language(lang), [*_excess(self.excess, lang)]),
            (text("conflict_of", lang), [each.in_language(lang) for each in self.conflict]),
            (text("at_their_limits", lang), [each.in_language(lang) for each in self.at_limit]),
            *(
                (text("repaired_by", lang, by=text(f"by_{by}", lang)), [each.in_language(lang) for each in said])
                for by, said in self.repairs.items()
                if by != self.first
            ),
            (text("next_to_try", lang), self.next),
        ]
        return "\n".join(
            line for n, (head, lines) in enumerate(lists) if lines or not n for line in (head, *_few(lines, lang))
        )

    def as_dict(self) -> dict[str, Any]:
        def plain(values: Mapping[str, Any]) -> dict[str, Any]:
            said = (Message, Problem, Words)
            return {key: v.in_language("en") if isinstance(v, said) else v for key, v in values.items()}

        def cell(said: Problem) -> dict[str, Any]:
            return {**said.as_dict(), **plain({key: said.values[key] for key in NUMBERS if key in said.values})}

        return {
            **super().as_dict(),
            "excess": [plain(row) for row in self.excess],
            "conflict": [cell(each) for each in self.conflict],
            "at_limit": [cell(each) for each in self.at_limit],
            "repairs": {by: [cell(each) for each in said] for by, said in self.repairs.items()},
            "next": list(self.next),
        }


def _excess(rows: Sequence[dict[str, Any]], lang: str) -> Iterator[str]:
    """What gives way, a line for the years in a row in which it does so alike."""

    def alike(at: tuple[int, dict[str, Any]]) -> tuple[str, int]:
        n, row = at
        return text(**{"lang": lang, **row, "year": ""}), (row.get("year") or 0) - n

    for _, group in groupby(enumerate(rows), alike):
        some = [row for _, row in group]
        years = [row["year"] for row in some if "year" in row]
        yield text(**{"lang": lang, **some[0], **({"year": from_to(years)} if years else {})})


def _few(lines: Sequence[str], lang: str) -> list[str]:
    """The first of a list, and how many more there are."""
    more = [text("more_lines", lang, count=len(lines) - MOST_LINES)] if len(lines) > MOST_LINES + 1 else []
    return [f"  - {line}" for line in [*(lines[:MOST_LINES] if more else lines), *more]]


class SolverError(PlannerError):
    exit_code = 5


class TimeLimitError(PlannerError):
    exit_code = 6


class MissingExtraError(PlannerError):
    """A library is not installed; with the smallest extra of this package that brings it, if one does."""

    exit_code = 7

    def __init__(self, library: str) -> None:
        extras = [extra for _, extra in _extras()]
        found = [extra for name, extra in _extras() if name == library.split(".")[0].lower().replace("_", "-")]
        extra = f"[{min(found, key=extras.count)}]" if found else ""
        super().__init__("missing_extra", found=library, install=f"abatement-planner{extra}")


def _extras() -> Iterator[tuple[str, str]]:
    """The libraries of this package's extras: (library, extra)."""
    for line in importlib.metadata.requires("abatement-planner") or ():
        if found := re.match(r"([\w.-]+).*extra == ['\"](\w+)['\"]", line):
            yield found[1].lower(), found[2]


class Refused(PlannerError):
    """What the operating system refused, and why."""

    def __init__(self, key: str, wrong: OSError, place: str = "") -> None:
        self.reason = f"because_{errno.errorcode.get(wrong.errno or 0, '').lower()}"
        super().__init__(key, found=wrong.strerror or str(wrong), place=place)

    def in_language(self, lang: str) -> str:
        try:
            found = text(self.reason, lang)
        except KeyError:
            found = self.values["found"]
        return text(self.key, lang, **{**self.values, "found": found})


class PathError(Refused):
    """A path that can't be used: too long, closed."""

    exit_code = 2


class OutputError(Refused):
    """Results, or what is printed, can't be written."""

    exit_code = 8


class Fault(PlannerError):
    """An exception that nothing in the planner foresaw, and where it came up."""

    exit_code = 1

    def __init__(self, wrong: BaseException) -> None:
        place = traceback.extract_tb(wrong.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        super().__init__("fault", found="".join(traceback.format_exception_only(wrong)).strip(), place=where)
