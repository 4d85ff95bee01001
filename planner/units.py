"""One unit a quantity: every number is converted once, on the way in, to the unit its commodity or account names.

The registry holds only what is defined here. Power is a counted thing (a kW of capacity), not energy over time: pint's
own definitions would silently make 8.76 MWh a year of it. Each pollutant is a dimension that multiplies mass, so `t`
and `tCO2` do not convert; each currency is its own dimension.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pint

from planner.errors import nearest
from planner.messages import text

if TYPE_CHECKING:
    Quantity = pint.Quantity[Any]
    Registry = pint.UnitRegistry[Any]

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "万": 1e4, "亿": 1e8}
ENERGY = {
    "J": 1.0,
    "kJ": 1e3,
    "MJ": 1e6,
    "GJ": 1e9,
    "TJ": 1e12,
    "PJ": 1e15,
    "EJ": 1e18,
    "Wh": 3.6e3,
    "kWh": 3.6e6,
    "MWh": 3.6e9,
    "GWh": 3.6e12,
    "TWh": 3.6e15,
    "kgce": 29.3076e6,
    "tce": 29.3076e9,
    "万吨标准煤": 29.3076e13,
    "吨标准煤": 29.3076e9,
}
MASS = {
    "g": 1e-6,
    "kg": 1e-3,
    "t": 1.0,
    "kt": 1e3,
    "Mt": 1e6,
    "Gt": 1e9,
    "lb": 0.45359237e-3,
    "吨": 1.0,
    "万吨": 1e4,
    "亿吨": 1e8,
}
AREA = {"m2": 1.0, "km2": 1e6, "ha": 1e4, "Mm2": 1e6, "平方米": 1.0, "万平方米": 1e4}
DISTANCE = {"m": 1.0, "km": 1e3, "Mkm": 1e9, "公里": 1e3}
VOLUME = {"m3": 1.0, "L": 1e-3, "Mm3": 1e6, "bcm": 1e9}
POWER = {"W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9, "TW": 1e12}
POLLUTANTS = ("CO2", "CO2e", "CH4", "N2O", "SO2", "NOx", "PM25", "PM10", "CO", "VOC", "NH3", "H2")
MONEY = {
    "CNY": ("CNY", 1.0),
    "yuan": ("CNY", 1.0),
    "RMB": ("CNY", 1.0),
    "元": ("CNY", 1.0),
    "万元": ("CNY", 1e4),
    "亿元": ("CNY", 1e8),
    "EUR": ("EUR", 1.0),
    "USD": ("USD", 1.0),
    "GBP": ("GBP", 1.0),
    "JPY": ("JPY", 1.0),
    "INR": ("INR", 1.0),
    "KRW": ("KRW", 1.0),
    "BRL": ("BRL", 1.0),
    "PEN": ("PEN", 1.0),
    "DKK": ("DKK", 1.0),
}
COUNTED = (
    "unit",
    "project",
    "piece",
    "bus",
    "car",
    "taxi",
    "truck",
    "vehicle",
    "train",
    "aircraft",
    "ship",
    "household",
    "home",
    "dwelling",
    "building",
    "person",
    "pile",
    "charger",
    "station",
    "plant",
    "pkm",
    "tkm",
    "vkm",
    "辆",
    "户",
    "人",
)
SYMBOLS = {"¥": "CNY", "€": "EUR", "$": "USD", "£": "GBP", "₂": "2", "²": "2", "³": "3", "·": "*", "×": "*"}


class WrongUnit(ValueError):
    """A unit that is not known, or has the wrong dimension; `key` names the message, `values` fill it in."""

    def __init__(self, key: str, **values: str) -> None:
        self.key, self.values = key, values
        super().__init__(text(key, "en", **values))


def _definitions(counted: tuple[str, ...]) -> list[str]:
    lines = [f"{name} = {factor!r}" for name, factor in SCALES.items()]
    for base, dimension, family in (
        ("J", "energy", ENERGY),
        ("t", "mass", MASS),
        ("m2", "area", AREA),
        ("km", "distance", DISTANCE),
        ("m3", "volume", VOLUME),
        ("kW", "capacity", POWER),
    ):
        lines.append(f"{base} = [{dimension}]")
        lines += [f"{name} = {size / family[base]!r} * {base}" for name, size in family.items() if name != base]
    currencies = dict.fromkeys(currency for currency, _ in MONEY.values())
    lines += [f"{currency} = [money_{currency}]" for currency in currencies]
    lines += [f"{name} = {size!r} * {cur}" for name, (cur, size) in MONEY.items() if name != cur]
    for gas in POLLUTANTS:
        lines.append(f"{gas} = [pollutant_{gas}]")
        lines += [f"{mass}{gas} = {mass} * {gas}" for mass in MASS]
    lines += [f"{_identifier(name)} = [counted_{_identifier(name)}]" for name in dict.fromkeys((*COUNTED, *counted))]
    return lines


def _identifier(name: str) -> str:
    return re.sub(r"\W", "_", name)


class Units:
    """The units of one case: the shared definitions and the case's own counted things (`counted` in case.toml)."""

    def __init__(self, counted: tuple[str, ...] = ()) -> None:
        self.counted = tuple(sorted(name for name in counted if not counted_problem(name)))
        self._registry = _registry(self.counted)

    def factor(self, found: str, wanted: str) -> float:
        """How many `wanted` one `found` is. Raises WrongUnit when a name is unknown or the dimensions differ."""
        return _factor(self, found, wanted)

    def same_dimension(self, found: str, wanted: str) -> bool:
        return bool(self.parse(found).dimensionality == self.parse(wanted).dimensionality)

    def parse(self, unit: str) -> Quantity:
        """One of `unit`, e.g. 'yuan/m2', 'million CNY', 't CO2/MWh', 'bus*km'."""
        return _parse(self._registry, unit, self.counted)


def counted_problem(name: str) -> str:
    """Why a name can't be a counted thing of a case, as the key of a message; nothing when it can."""
    if not re.fullmatch(r"[^\W\d_][\w ]*", name):
        return "counted_not_a_name"
    try:
        Units().parse(name)
    except WrongUnit:
        return ""
    return "" if name in COUNTED else "counted_taken"


@lru_cache(maxsize=4096)
def _factor(units: Units, found: str, wanted: str) -> float:
    source, target = units.parse(found), units.parse(wanted)
    if source.dimensionality != target.dimensionality:
        raise WrongUnit("wrong_dimension", found=found, allowed=wanted)
    return 1.0 if found == wanted else float((source / target).to_base_units().magnitude)


@lru_cache(maxsize=8)
def _registry(counted: tuple[str, ...]) -> Registry:
    return pint.UnitRegistry(_definitions(counted), autoconvert_to_preferred=False)


@lru_cache(maxsize=4096)
def _parse(registry: Registry, unit: str, counted: tuple[str, ...]) -> Quantity:
    spelled = unit.strip()
    for symbol, name in SYMBOLS.items():
        spelled = spelled.replace(symbol, name)
    for name in counted:
        spelled = spelled.replace(name, _identifier(name))
    spelled = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", "*", spelled)
    # words side by side are one name: yuan/t CO2 is yuan/(t CO2), yuan/million m2 is yuan/(million m2)
    spelled = re.sub(r"[^\W\d]\w*(?:\s+[^\W\d]\w*)+", lambda words: f"({'*'.join(words[0].split())})", spelled)
    # a number other than a power, as in m**2; 1/MWh is fine
    if re.search(r"(?<![\w.])(?<!\*\*)(?<!\^)(?!1(?![\w.]))[\d.]+", spelled):
        raise WrongUnit("number_in_unit", found=unit)
    try:
        parsed = registry.parse_expression(spelled)
    except pint.UndefinedUnitError as unknown:
        names = unknown.unit_names
        name = names if isinstance(names, str) else next(iter(names))
        known = [*SCALES, *ENERGY, *MASS, *AREA, *DISTANCE, *VOLUME, *POWER, *MONEY, *COUNTED, *counted, *POLLUTANTS]
        raise WrongUnit("unknown_unit", found=unit, unit=name, near=nearest(name, known)) from None
    except Exception:  # pint raises many kinds on a malformed expression
        raise WrongUnit("malformed_unit", found=unit) from None
    return parsed if isinstance(parsed, registry.Quantity) else registry.Quantity(float(parsed))
