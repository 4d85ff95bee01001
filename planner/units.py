"""One unit a quantity: every number is converted once, on the way in, to the unit its commodity or account names.

A unit is written with words, `*`, `/`, whole powers and brackets, and nothing else. Words side by side are one name:
yuan/t CO2 is yuan/(t CO2). Names and their sizes: `unit_names.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from planner.errors import nearest
from planner.unit_names import (
    AREA,
    COUNTED,
    DISTANCE,
    ENERGY,
    MASS,
    MONEY,
    MONEY_SCALES,
    MONEY_SIGNS,
    POLLUTANT_WORDS,
    POWER,
    SCALES,
    VOLUME,
)

LONGEST = 120
"""Characters of the longest unit that is looked at."""
LARGEST = 1e30
"""No unit is larger, in base units, or smaller than one part of so many: 万万万万万万万万吨 is a slip."""
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class WrongUnit(ValueError):
    """A unit that is not known, or has the wrong dimension; `key` names the message, `values` fill it in."""

    def __init__(self, key: str, **values: str) -> None:
        self.key, self.values = key, values
        super().__init__(key)


@dataclass(frozen=True)
class Unit:
    """A size in base units, and the powers of the dimensions: yuan/MWh is 1/3.6e9, {money_CNY: 1, energy: -1}."""

    size: float
    powers: frozenset[tuple[str, int]] = frozenset()

    @property
    def dimensions(self) -> dict[str, int]:
        return dict(self.powers)

    def times(self, other: Unit, power: int = 1) -> Unit:
        dimensions = self.dimensions
        for name, own in other.powers:
            dimensions[name] = dimensions.get(name, 0) + power * own
        return Unit(self.size * other.size**power, frozenset((n, p) for n, p in dimensions.items() if p))


NAMED: dict[str, Unit] = {
    **{name: Unit(size) for name, size in SCALES.items()},
    **{
        name: Unit(size, frozenset([(dimension, power)]))
        for dimension, power, family in (
            ("energy", 1, ENERGY),
            ("mass", 1, MASS),
            ("distance", 1, DISTANCE),
            ("distance", 2, AREA),
            ("distance", 3, VOLUME),
            ("capacity", 1, POWER),
        )
        for name, size in family.items()
    },
    **{name: Unit(1.0, frozenset([(f"pollutant_{gas}", 1)])) for name, gas in POLLUTANT_WORDS.items()},
    **{name: Unit(1.0, frozenset([(f"money_{currency}", 1)])) for name, currency in MONEY.items()},
    **{name: Unit(1.0, frozenset([(f"counted_{name}", 1)])) for name in COUNTED},
}
READ_PER_ENERGY = {"Wh": "MWh", "瓦时": "MWh", "度": "MWh", "ce": "tce", "标": "tce", "oe": "toe", "油": "toe"}
"""What the name of a unit of energy contains -> the unit per which its price is read; per GJ where there is none."""
READ_AS_POWER = ((1e6, "GW"), (1e3, "MW"), (1.0, "kW"))
"""Sizes from which on power is read in a unit [kW]."""
MONEY_NAMES = sorted(MONEY, key=len, reverse=True)
FIRST_PARTS = sorted((name for name in SCALES if not name.isascii()), key=len, reverse=True)
LAST_PARTS = sorted(POLLUTANT_WORDS, key=len, reverse=True)


class Units:
    """The units of one case: the shared definitions and the case's own counted things (`counted` in case.toml)."""

    def __init__(self, counted: tuple[str, ...] = ()) -> None:
        self.counted = tuple(sorted((name for name in counted if not counted_problem(name)), key=len, reverse=True))

    def factor(self, found: str, wanted: str) -> float:
        """How many `wanted` one `found` is. Raises WrongUnit when a name is unknown or the dimensions differ."""
        source, target = self.parse(found), self.parse(wanted)
        if source.powers != target.powers:
            raise WrongUnit("wrong_dimension", found=found, allowed=wanted)
        return 1.0 if found == wanted else source.size / target.size

    def same_dimension(self, found: str, wanted: str) -> bool:
        return self.parse(found).powers == self.parse(wanted).powers

    def readable_price(self, money: str, unit: str) -> tuple[float, str]:
        """What to multiply money per unit by, and its unit, to read it: million CNY/kt CO2 is 1000 CNY/t CO2."""
        currency, per = next(iter(self.parse(money).dimensions)).removeprefix("money_"), self.readable(unit)
        wanted = f"{currency}/{per}" if re.fullmatch(r"[\w ]+", per) else f"{currency}/({per})"
        return float(f"{self.factor(f'({money})/({unit})', wanted):.12g}"), wanted

    def readable(self, unit: str) -> str:
        """The unit per which a price of such a unit is read: MWh, GJ, tce, t CO2, m2, kW, bus; else as it is."""
        dimensions = self.parse(unit).dimensions
        first, *others = sorted(dimensions, key=lambda name: name.startswith("pollutant_")) or [""]
        if first == "distance" and not others and dimensions[first] in (1, 2, 3):
            return {1: "km", 2: "m2", 3: "m3"}[dimensions[first]]
        gases = [name.removeprefix("pollutant_") for name in others if name.startswith("pollutant_")]
        if set(dimensions.values()) != {1} or len(gases) < len(others):
            return unit
        if first == "energy":
            return next((per for mark, per in READ_PER_ENERGY.items() if mark in unit), "GJ")
        names = {"mass": "lb" if "lb" in unit else "t", "capacity": "kW"}
        return " ".join([names.get(first) or first.partition("_")[2], *gases])

    def power(self, unit: str, most: float) -> tuple[float, str] | None:
        """What to multiply amounts in an hour by, `most` at the most, to read them as power, and its unit.

        0.02 TWh in an hour are 20 GW. None where the unit is none of energy.
        """
        if self.parse(unit).dimensions != {"energy": 1}:
            return None
        kw = self.factor(unit, "kWh")
        size, name = next((each for each in READ_AS_POWER if most * kw >= each[0]), READ_AS_POWER[-1])
        return kw / size, name

    def parse(self, unit: str) -> Unit:
        """One of `unit`, e.g. 'yuan/m2', 'million CNY', 't CO2/MWh', 'bus*km', '万吨'."""
        return _parse(unit, self.counted)


def counted_problem(name: str) -> str:
    """Why a name can't be a counted thing of a case, as the key of a message; nothing when it can."""
    if not re.fullmatch(r"[^\W\d_][\w ]*", name) or len(name) > LONGEST:
        return "counted_not_a_name"
    try:
        Units().parse(name)
    except WrongUnit:
        return ""
    return "" if name in COUNTED else "counted_taken"


@lru_cache(maxsize=4096)
def _parse(unit: str, counted: tuple[str, ...]) -> Unit:
    if len(unit) > LONGEST:
        raise WrongUnit("malformed_unit", found=f"{unit[:40]}…")
    return _Reading(unit, counted).whole()


class _Reading:
    """One reading of a unit, from left to right: product of terms; a term is factors side by side."""

    def __init__(self, unit: str, counted: tuple[str, ...]) -> None:
        self.unit, self.counted = unit, counted
        own = "|".join(re.escape(name) for name in counted)
        words = rf"(?:{own})(?!\w)|" if own else ""
        self.tokens = re.findall(rf"{words}[^\W\d_]\w*|\*\*|\d+(?:\.\d+)?|\S", spelled(unit))[::-1]

    def whole(self) -> Unit:
        found = self.product()
        if self.tokens or not 1 / LARGEST < found.size < LARGEST:
            raise self.malformed()
        return found

    def product(self) -> Unit:
        found = self.term()
        while self.tokens and self.tokens[-1] in ("*", "/"):
            power = 1 if self.tokens.pop() == "*" else -1
            found = found.times(self.term(), power)
        return found

    def term(self) -> Unit:
        found = self.factor()
        while self.tokens and (self.tokens[-1] == "(" or _is_word(self.tokens[-1])):
            found = found.times(self.factor())
        return found

    def factor(self) -> Unit:
        token = self.tokens.pop() if self.tokens else ""
        if token == "(":
            found = self.product()
            if not self.tokens or self.tokens.pop() != ")":
                raise self.malformed()
        elif _is_word(token):
            found = self.named(token)
        elif token == "1":
            return Unit(1.0)
        elif token == "10" and self.tokens and self.tokens[-1] in ("^", "**"):
            return Unit(10.0 ** self.power(most=12))
        elif token[:1].isdigit():
            raise WrongUnit("number_in_unit", found=self.unit)
        else:
            raise self.malformed()
        power = self.power(most=4)
        return found if power == 1 else Unit(1.0).times(found, power)

    def power(self, most: int) -> int:
        if not self.tokens or self.tokens[-1] not in ("^", "**"):
            return 1
        self.tokens.pop()
        token = self.tokens.pop() if self.tokens else ""
        if not (token.isdecimal() and len(token) <= 2 and 1 <= int(token) <= most):
            raise self.malformed()
        return int(token)

    def named(self, word: str) -> Unit:
        if word in self.counted and word not in NAMED:
            return Unit(1.0, frozenset([(f"counted_{word}", 1)]))
        for parts in _taken_apart(word, self.counted):
            found = Unit(1.0)
            for part in parts:
                found = found.times(part)
            return found
        if re.match(r"MT(?![a-z])", word):
            raise WrongUnit("ambiguous_ton", found=self.unit)
        raise WrongUnit("unknown_unit", found=self.unit, word=word, near=_near(word, self.counted))

    def malformed(self) -> WrongUnit:
        return WrongUnit("malformed_unit", found=self.unit)


def spelled(unit: str) -> str:
    """A unit in plain characters: ㎡ is m2, ￥ is CNY, × and · multiply, 每 divides, · and - between words join."""
    found = re.sub(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda power: f"10^{power[1].translate(SUPERSCRIPTS)} ", unit)
    found = unicodedata.normalize("NFKC", found).replace("×", "*")
    for sign, name in MONEY_SIGNS.items():
        found = re.sub(rf"{re.escape(sign)}(?=\w)", f"{name} ", found).replace(sign, name)
    found = re.sub(r"(?<=\w) *每(?=\w)", "/", re.sub(r"PM ?2\.5", "PM25", found))
    return re.sub(r"(?<=\w)\s*[·•⋅∙・]\s*(?=\w)|(?<=[^\W\d])-(?=[^\W\d])", " ", found)


def _is_word(token: str) -> bool:
    return bool(re.match(r"[^\W\d_]", token))


def _taken_apart(word: str, counted: tuple[str, ...]) -> Iterator[list[Unit]]:
    """The ways in which a word is a name, a scale before a name, a name before a pollutant, or a plural."""
    if word in NAMED:
        yield [NAMED[word]]
    if word.lower() in SCALES:
        yield [NAMED[word.lower()]]
    for scale in FIRST_PARTS:
        rest = word.removeprefix(scale)
        if rest != word:
            if rest in counted:
                yield [NAMED[scale], Unit(1.0, frozenset([(f"counted_{rest}", 1)]))]
            yield from ([NAMED[scale], *parts] for parts in _taken_apart(rest, counted))
    for gas in LAST_PARTS:
        rest = word.removesuffix(gas)
        if rest != word:
            yield from ([*parts, NAMED[gas]] for parts in _taken_apart(rest, ()) if "mass" in parts[-1].dimensions)
    for money in MONEY_NAMES:
        before = word.removesuffix(money)
        if before in MONEY_SCALES and (money.isupper() or len(money) > 3):
            yield [Unit(MONEY_SCALES[before]), NAMED[money]]
    for plural in ("es", "s"):
        name = word.removesuffix(plural)
        if name != word and len(name) > 2 and (name in SCALES or name in MONEY or name in COUNTED or name in MASS):
            yield [NAMED[name]]


def _near(word: str, counted: tuple[str, ...]) -> str:
    """The name that was probably meant: but for capital letters, or one that is much like it."""
    names = [name for name in (*NAMED, *counted) if name not in SCALES]
    return next((name for name in names if name.lower() == word.lower()), "") or nearest(word, names, 0.7)
