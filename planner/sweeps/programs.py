r"""The program of a case as a function of numbers that vary, learnt from a few compiled ones.

An entry of a program (a coefficient, a cost, a bound, a right-hand side) is in most numbers of the tables multilinear:
linear in each while the others stay. Around an origin $u^0$ and with probes $u^1$, one for each number,

$$e(u) = \sum_T c_T \prod_{k \in T} \frac{u_k - u^0_k}{u^1_k - u^0_k}, \qquad
  c_T = e(u^1 \text{ in } T) - \sum_{R \subsetneq T} c_R$$

where the sets T are few: each number alone, and those that meet in a product (a price and what is bought at it, an
efficiency and an emission factor). Nothing is assumed: a program compiled at values of its own must come out, entry by
entry. A number by which something is divided (a capture rate) counts as 1/u. Numbers that an entry follows in another
way (a lifetime) are said so: each of their values is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from planner.errors import InputError, NoPlanError, SolverError
from planner.program.program import Program, Vector
from planner.program.reduced import Reduction, reduction
from planner.results.plan import Prepared
from planner.sweeps.design import What

ORIGIN, PROBE, PROOFS = 0.381966, 0.854102, (0.618034, 0.019621, 0.976543)
"""Where in their range numbers are compiled: nowhere special, so that nothing vanishes or coincides by chance.

The proofs are inside and near both ends, since an entry that bends (a stock that rises or not) may be straight between.
"""
SAME = 1e-9
"""By what share of its size an entry may differ from a compiled one."""
FEW, SHARES, APART = 4, (0.271828, 0.928372), 1e-6
"""So many numbers are learnt one by one; more are told apart by their shares of the way, which differ by far more."""
Values: TypeAlias = Mapping[What, float]
Set: TypeAlias = frozenset[What]
Places: TypeAlias = np.ndarray[Any, np.dtype[np.intp]]
Added: TypeAlias = tuple[Places, Vector]


class NotLinear(Exception):
    """Numbers that entries follow in another way than linearly."""

    def __init__(self, names: Sequence[What]) -> None:
        super().__init__(*names)
        self.names = tuple(names)


@dataclass(frozen=True)
class Entries:
    """All numbers of a program below each other, and what they are numbers of."""

    program: Program
    settled: Vector

    @property
    def parts(self) -> tuple[Vector, ...]:
        p = self.program
        bounds = p.lower, p.upper, p.row_lower, p.row_upper
        return p.matrix.data, p.cost, np.array([p.cost_offset]), *bounds, self.settled

    @property
    def all(self) -> Vector:
        return np.concatenate(self.parts)

    def alike(self, other: Entries) -> bool:
        """Whether these are numbers of the same things."""
        mine, theirs = self.program, other.program
        return (
            (mine.rows, mine.columns) == (theirs.rows, theirs.columns)
            and np.array_equal(mine.matrix.indptr, theirs.matrix.indptr)
            and np.array_equal(mine.matrix.indices, theirs.matrix.indices)
        )

    def put(self, entries: Vector) -> Entries:
        """The same program with other numbers, in the scale of this one."""
        old, (rows, columns) = self.program, self.program.matrix.shape
        sizes = old.matrix.nnz, columns, 1, columns, columns, rows, rows
        data, cost, offset, lower, upper, row_lower, row_upper, settled = np.split(entries, np.cumsum(sizes))
        matrix = sparse.csc_array((data, old.matrix.indices, old.matrix.indptr), shape=old.matrix.shape)
        program = replace(
            old,
            matrix=matrix,
            cost=cost,
            cost_offset=float(offset[0]),
            lower=lower,
            upper=np.maximum(upper, lower),  # rounding of what is 0
            row_lower=row_lower,
            row_upper=np.maximum(row_upper, row_lower),
        )
        return Entries(program, settled)


@dataclass(frozen=True)
class Programs:
    """The programs over some numbers. `origin`: what is compiled; `added`: of each set of numbers that meet, the places
    of the entries that it changes and what it adds there at the probe; `divisors`: numbers u that count as 1/u."""

    origin: Prepared
    at_origin: Values
    at_probe: Values
    divisors: Set
    added: Mapping[Set, Added] = field(repr=False)

    def at(self, values: Values) -> Entries:
        """The program where the numbers have these values."""
        return self.of(np.array([values[name] for name in self.at_origin], dtype=float))

    def of(self, values: Vector) -> Entries:
        """The same, of values in the order of the numbers."""
        base, sets, amounts = self._effects
        here, origin, probe = (self._counted(u) for u in (values, *self._ends))
        way = (here - origin) / (probe - origin)
        return base.put(base.all + amounts @ np.array([way[some].prod() for some in sets]))

    @cached_property
    def reduction(self) -> Reduction | None:
        """What goes from all of these programs; None where nothing does, or too small a number would be left."""
        places = [some for some, _ in self.added.values()]
        entries = np.unique(np.concatenate(places)) if places else np.zeros(0, dtype=np.intp)
        try:
            found = reduction(self.origin.program, entries[entries < self.origin.program.matrix.nnz])
        except SolverError:
            return None
        return found if len(found.gone) else None

    def small(self, values: Vector) -> Program:
        """The program that is solved where the numbers have these values: the smaller one, if there is one."""
        whole = self.of(values).program
        return self.reduction.part(whole) if self.reduction else whole

    @cached_property
    def _effects(self) -> tuple[Entries, list[Places], sparse.csc_array]:
        """The entries at the origin, the places of the numbers of each set, and what the sets add, a column each."""
        base = Entries(self.origin.program, self.origin.settled)
        place = {name: n for n, name in enumerate(self.at_origin)}
        sets = [np.array(sorted(place[name] for name in names)) for names in self.added]
        places, amounts = (
            np.concatenate([part[end] for part in self.added.values()] or [np.zeros(0)]) for end in (0, 1)
        )
        ends = np.cumsum([0, *(len(part) for part, _ in self.added.values())])
        return base, sets, sparse.csc_array((amounts, places.astype(np.intp), ends), shape=(len(base.all), len(sets)))

    @cached_property
    def _ends(self) -> tuple[Vector, Vector]:
        origin, probe = (np.array(list(at.values()), dtype=float) for at in (self.at_origin, self.at_probe))
        return origin, probe

    def _counted(self, values: Vector) -> Vector:
        """Numbers as entries follow them."""
        divides = np.array([name in self.divisors for name in self.at_origin], dtype=bool)
        counted: Vector = np.divide(1.0, values, out=values.astype(float), where=divides)
        return counted


Compile: TypeAlias = Callable[[Values], Prepared]


def within(low: Values, high: Values, share: float) -> dict[What, float]:
    """Values at a share of the way through their ranges."""
    return {name: low[name] + share * (high[name] - low[name]) for name in low}


def learn(compile_at: Compile, low: Values, high: Values) -> Programs:
    """The programs between low and high values, proven by one more. Raises NotLinear; InputError at the origin."""
    known = _Learning(compile_at, low, high)
    known.add_alone(list(low))
    known.find_divisors()
    size = 2
    while len(known.wrong):
        meeting = _sets(known.added, size, known.wrong)
        if not meeting:
            raise NotLinear(list(low))
        for names in meeting:
            known.add(names)
        size += 1
    return known.programs


class _Learning:
    """What is known of the programs so far."""

    def __init__(self, compile_at: Compile, low: Values, high: Values) -> None:
        self.compile_at, self.added, self.divisors = compile_at, dict[Set, Added](), frozenset[What]()
        self.origin, self.probe = (within(low, high, share) for share in (ORIGIN, PROBE))
        self.prepared = compile_at(self.origin)
        if any(limit.over for limit in self.prepared.inputs.limits):  # a reference bends where its plan changes
            raise NotLinear(list(low))
        self.base = Entries(self.prepared.program, self.prepared.settled)
        self.proofs = [(values, self.entries(values, list(low))) for values in _at_proofs(low, high)]

    @property
    def wrong(self) -> Places:
        """The entries that are not those of a proof."""
        found = [_different(proven, self.programs.at(values).all) for values, proven in self.proofs]
        return np.unique(np.concatenate(found))

    @property
    def programs(self) -> Programs:
        return Programs(self.prepared, self.origin, self.probe, self.divisors, dict(self.added))

    def entries(self, values: Values, names: Sequence[What]) -> Vector:
        """All that is in the program at these values. Raises NotLinear where it is another program."""
        try:
            there = self.compile_at(values)
        except (InputError, NoPlanError):  # between two values that are right: only whole numbers are
            raise NotLinear(names) from None
        found = Entries(there.program, there.settled)
        if not self.base.alike(found):
            raise NotLinear(names)
        return found.all

    def add(self, names: Set) -> None:
        """What some numbers add together, beside what fewer of them do."""
        values = {**self.origin, **{name: self.probe[name] for name in names}}
        places, amounts = self.change(values, list(names))
        if len(places):
            self.added[names] = places, amounts

    def change(self, values: Values, names: Sequence[What]) -> Added:
        """Where entries are others than is known so far, and by how much."""
        at = self.entries(values, names)
        rest = _difference(at, self.programs.at(values).all, names)
        places = np.flatnonzero(np.abs(rest) > SAME / 100 * np.abs(at))
        return places, rest[places]

    def add_alone(self, names: Sequence[What]) -> None:
        """What each of some numbers does alone.

        Many are told apart by two programs. In one all have gone from the origin to the probe, in the other each a
        share of that way which no other has: by its share an entry says which number it follows. Where one follows
        several, or in another way than linearly, the halves are learnt by themselves.
        """
        if len(names) <= FEW:
            for name in names:
                self.add(frozenset([name]))
        elif (found := self._told_apart(names)) is not None:
            self.added.update(found)
        else:
            half = len(names) // 2
            self.add_alone(names[:half])
            self.add_alone(names[half:])

    def _told_apart(self, names: Sequence[What]) -> dict[Set, Added] | None:
        """What each adds, where each entry follows one of them."""
        shares = np.linspace(*SHARES, len(names))
        gone = {
            name: self.origin[name] + share * (self.probe[name] - self.origin[name])
            for name, share in zip(names, shares, strict=True)
        }
        try:
            (all_at, whole), (part_at, part) = (
                self.change({**self.origin, **some}, names)
                for some in ({name: self.probe[name] for name in names}, gone)
            )
        except NotLinear:
            return None
        if not np.array_equal(all_at, part_at):
            return None
        number = np.round((part / whole - SHARES[0]) / (shares[1] - shares[0])).clip(0, len(names) - 1).astype(int)
        if (np.abs(part / whole - shares[number]) > APART).any():
            return None
        return {
            frozenset([name]): (all_at[number == n], whole[number == n])
            for n, name in enumerate(names)
            if (number == n).any()
        }

    def find_divisors(self) -> None:
        """Of the numbers in wrong entries those that divide. Raises NotLinear for those that alone do neither."""
        bent, wrong = [], self.wrong
        for name in [name for (name,), (places, _) in self.added.items() if len(_shared([wrong, places]))]:
            values = {**self.origin, name: self.proofs[0][0][name]}
            found, before = self.entries(values, [name]), self.divisors
            if len(_different(found, self.programs.at(values).all)):
                self.divisors = before | {name}
                if self.origin[name] * self.probe[name] <= 0 or len(_different(found, self.programs.at(values).all)):
                    self.divisors = before
                    bent.append(name)
        if bent:
            raise NotLinear(bent)


def _at_proofs(low: Values, high: Values) -> list[dict[What, float]]:
    return [within(low, high, share) for share in PROOFS]


def _sets(added: Mapping[Set, Added], size: int, wrong: Places) -> list[Set]:
    """Sets of this size that may add something: those whose smaller parts meet in a wrong entry."""
    smaller = [some for some in added if len(some) == size - 1]
    found = dict.fromkeys(a | b for a, b in combinations(smaller, 2) if len(a | b) == size)
    return [
        some
        for some in found
        if all(some - {name} in added for name in some)
        and len(_shared([wrong, *(added[some - {name}][0] for name in some)]))
    ]


def _shared(places: Sequence[Places]) -> Places:
    first, *others = places
    for other in others:
        first = np.intersect1d(first, other, assume_unique=True)
    return first


def _difference(a: Vector, b: Vector, names: Sequence[What]) -> Vector:
    """The first less the second. Raises NotLinear where a bound is open in one and not in the other."""
    open_a, open_b = np.isinf(a), np.isinf(b)
    if (a[open_a | open_b] != b[open_a | open_b]).any():
        raise NotLinear(names)
    return np.where(open_a, 0.0, a - np.where(open_b, 0.0, b))


def _different(a: Vector, b: Vector) -> Places:
    """Where two lists of entries differ."""
    with np.errstate(invalid="ignore"):  # of open bounds
        differ = ~(np.abs(a - b) <= SAME * np.maximum(np.abs(a), np.abs(b))) | (np.isinf(a) != np.isinf(b))
    return np.flatnonzero(differ & (a != b))
