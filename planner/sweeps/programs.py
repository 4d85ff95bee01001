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
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from planner.errors import InputError, NoPlanError
from planner.program.program import Program, Vector
from planner.results.plan import Prepared

ORIGIN, PROBE, PROOF = 0.381966, 0.854102, 0.618034
"""Where in their range numbers are compiled: nowhere special, so that nothing vanishes or coincides by chance."""
SAME = 1e-9
"""By what share of its size an entry may differ from a compiled one."""
Values: TypeAlias = Mapping[str, float]
Set: TypeAlias = frozenset[str]
Places: TypeAlias = np.ndarray[Any, np.dtype[np.intp]]
Added: TypeAlias = tuple[Places, Vector]


class NotLinear(Exception):
    """Numbers that entries follow in another way than linearly."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(*names)
        self.names = tuple(names)


@dataclass(frozen=True)
class Entries:
    """All numbers of a program below each other, and what they are numbers of."""

    program: Program
    carbon_costs: Vector

    @property
    def parts(self) -> tuple[Vector, ...]:
        p = self.program
        bounds = p.lower, p.upper, p.row_lower, p.row_upper
        return p.matrix.data, p.cost, np.array([p.cost_offset]), *bounds, self.carbon_costs

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
        data, cost, offset, lower, upper, row_lower, row_upper, carbon = np.split(entries, np.cumsum(sizes))
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
        return Entries(program, carbon)


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
        base = Entries(self.origin.program, self.origin.carbon_costs)
        way = {name: self._way(name, values[name]) for name in self.at_origin}
        entries = base.all
        for names, (places, amounts) in self.added.items():
            entries[places] += np.prod([way[k] for k in names]) * amounts
        return base.put(entries)

    def _way(self, name: str, value: float) -> float:
        """How far a number is from the origin (0) to the probe (1)."""
        ends = self.at_origin[name], self.at_probe[name]
        here, origin, probe = (1 / u if name in self.divisors else u for u in (value, *ends))
        return (here - origin) / (probe - origin)


Compile: TypeAlias = Callable[[Values], Prepared]


def within(low: Values, high: Values, share: float) -> dict[str, float]:
    """Values at a share of the way through their ranges."""
    return {name: low[name] + share * (high[name] - low[name]) for name in low}


def learn(compile_at: Compile, low: Values, high: Values, divisors: Set) -> Programs:
    """The programs between low and high values, proven by one more. Raises NotLinear; InputError at the origin."""
    origin, probe = within(low, high, ORIGIN), within(low, high, PROBE)
    prepared = compile_at(origin)
    if any(limit.over for limit in prepared.inputs.limits):  # a reference bends where its plan changes
        raise NotLinear(list(low))
    base = Entries(prepared.program, prepared.carbon_costs)

    def entries(values: Values, names: Sequence[str]) -> Vector:
        """All that is in the program at these values. Raises NotLinear where it is another program."""
        try:
            there = compile_at(values)
        except (InputError, NoPlanError):  # between two values that are right: only whole numbers are
            raise NotLinear(names) from None
        found = Entries(there.program, there.carbon_costs)
        if not base.alike(found):
            raise NotLinear(names)
        return found.all

    def known() -> Programs:
        return Programs(prepared, origin, probe, divisors, dict(added))

    added: dict[Set, Added] = {}
    proof = within(low, high, PROOF)
    proven, size = entries(proof, list(low)), 1
    wrong = np.arange(len(proven))
    while len(wrong):
        meeting = _sets(list(low), added, size, wrong)
        if not meeting:
            moved = {name: {**origin, name: proof[name]} for name in low}
            alone = [n for n, at in moved.items() if len(_different(entries(at, [n]), known().at(at).all))]
            raise NotLinear(alone or list(low))
        for names in meeting:
            values = origin | {name: probe[name] for name in names}
            at = entries(values, sorted(names))
            rest = _difference(at, known().at(values).all, sorted(names))
            places = np.flatnonzero(np.abs(rest) > SAME / 100 * np.abs(at))
            if len(places):
                added[names] = places, rest[places]
        wrong = _different(proven, known().at(proof).all)
        size += 1
    return known()


def _sets(names: Sequence[str], added: Mapping[Set, Added], size: int, wrong: Places) -> list[Set]:
    """Sets of this size that may add something: each number; then those whose smaller parts meet in a wrong entry."""
    if size == 1:
        return [frozenset([name]) for name in names]
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


def _difference(a: Vector, b: Vector, names: Sequence[str]) -> Vector:
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
