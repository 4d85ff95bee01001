"""One unit a quantity: every number is converted once, on the way in, to the unit its commodity or account names.

The registry holds only what is defined here. Power is a counted thing (a kW of capacity), not energy over time: pint's
own definitions would silently make 8.76 MWh a year of it. Each pollutant is a dimension that multiplies mass, so `t` and
`tCO2` do not convert; each currency is its own dimension.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

import pint

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "万": 1e4, "亿": 1e8}
ENERGY = {"J": 1.0, "kJ": 1e3, "MJ": 1e6, "GJ": 1e9, "TJ": 1e12, "PJ": 1e15, "EJ": 1e18,
          "Wh": 3.6e3, "kWh": 3.6e6, "MWh": 3.6e9, "GWh": 3.6e12, "TWh": 3.6e15, "kgce": 29.3076e6, "tce": 29.3076e9,
          "万吨标准煤": 29.3076e13, "吨标准煤": 29.3076e9}
MASS = {"g": 1e-6, "kg": 1e-3, "t": 1.0, "kt": 1e3, "Mt": 1e6, "Gt": 1e9, "lb": 0.45359237e-3, "吨": 1.0, "万吨": 1e4, "亿吨": 1e8}
AREA = {"m2": 1.0, "km2": 1e6, "ha": 1e4, "Mm2": 1e6, "平方米": 1.0, "万平方米": 1e4}
DISTANCE = {"m": 1.0, "km": 1e3, "Mkm": 1e9, "公里": 1e3}
VOLUME = {"m3": 1.0, "L": 1e-3, "Mm3": 1e6, "bcm": 1e9}
POWER = {"W": 1.0, "kW": 1e3, "MW": 1e6, "GW": 1e9, "TW": 1e12}
POLLUTANTS = ("CO2", "CO2e", "CH4", "N2O", "SO2", "NOx", "PM25", "PM10", "CO", "VOC", "NH3", "H2")
MONEY = {"CNY": ("CNY", 1.0), "yuan": ("CNY", 1.0), "RMB": ("CNY", 1.0), "元": ("CNY", 1.0), "万元": ("CNY", 1e4),
         "亿元": ("CNY", 1e8), "EUR": ("EUR", 1.0), "USD": ("USD", 1.0), "GBP": ("GBP", 1.0), "JPY": ("JPY", 1.0),
         "INR": ("INR", 1.0), "KRW": ("KRW", 1.0), "BRL": ("BRL", 1.0), "PEN": ("PEN", 1.0), "DKK": ("DKK", 1.0)}
COUNTED = ("unit", "project", "piece", "bus", "car", "taxi", "truck", "vehicle", "train", "aircraft", "ship", "household",
           "home", "dwelling", "building", "person", "pile", "charger", "station", "plant", "pkm", "tkm", "vkm", "辆", "户", "人")
SYMBOLS = {"¥": "CNY", "€": "EUR", "$": "USD", "£": "GBP", "₂": "2", "²": "2", "³": "3", "·": "*", "×": "*"}


class WrongUnit(ValueError):
    """A unit that is not known, or has the wrong dimension. The text says which, and the nearest known name."""


def _definitions(counted: tuple[str, ...]) -> list[str]:
    lines = [f"{name} = {factor!r}" for name, factor in SCALES.items()]
    for base, dimension, family in (("J", "energy", ENERGY), ("t", "mass", MASS), ("m2", "area", AREA),
                                    ("km", "distance", DISTANCE), ("m3", "volume", VOLUME), ("kW", "capacity", POWER)):
        lines.append(f"{base} = [{dimension}]")
        lines += [f"{name} = {size / family[base]!r} * {base}" for name, size in family.items() if name != base]
    currencies = dict.fromkeys(currency for currency, _ in MONEY.values())
    lines += [f"{currency} = [money_{currency}]" for currency in currencies]
    lines += [f"{name} = {size!r} * {cur}" for name, (cur, size) in MONEY.items() if name != cur]
    for gas in POLLUTANTS:
        lines.append(f"{gas} = [pollutant_{gas}]")
        lines += [f"{mass}{gas} = {mass} * {gas}" for mass in ("g", "kg", "t", "kt", "Mt", "Gt", "lb", "吨", "万吨", "亿吨")]
    lines += [f"{_identifier(name)} = [counted_{_identifier(name)}]" for name in dict.fromkeys((*COUNTED, *counted))]
    return lines


def _identifier(name: str) -> str:
    return re.sub(r"\W", "_", name)


class Units:
    """The units of one case: the shared definitions and the case's own counted things (`counted` in case.toml)."""

    def __init__(self, counted: tuple[str, ...] = ()) -> None:
        self.counted = counted
        self._registry = _registry(tuple(sorted(counted)))

    def factor(self, found: str, wanted: str) -> float:
        """How many `wanted` one `found` is. Raises WrongUnit when a name is unknown or the dimensions differ."""
        return _factor(self, found, wanted)

    def same_dimension(self, found: str, wanted: str) -> bool:
        return bool(self.parse(found).dimensionality == self.parse(wanted).dimensionality)

    def parse(self, unit: str) -> pint.Quantity:
        """One of `unit`, e.g. 'yuan/m2', 'million CNY', 't CO2/MWh', 'bus*km'."""
        return _parse(self._registry, unit, self.counted)


@lru_cache(maxsize=4096)
def _factor(units: Units, found: str, wanted: str) -> float:
    source, target = units.parse(found), units.parse(wanted)
    if source.dimensionality != target.dimensionality:
        raise WrongUnit(f"'{found}' does not convert to '{wanted}'")
    return 1.0 if found == wanted else float((source / target).to_base_units().magnitude)


@lru_cache(maxsize=8)
def _registry(counted: tuple[str, ...]) -> pint.UnitRegistry:
    return pint.UnitRegistry(_definitions(counted), autoconvert_to_preferred=False)


@lru_cache(maxsize=4096)
def _parse(registry: pint.UnitRegistry, unit: str, counted: tuple[str, ...]) -> pint.Quantity:
    spelled = unit.strip()
    for symbol, name in SYMBOLS.items():
        spelled = spelled.replace(symbol, name)
    for name in counted:
        spelled = spelled.replace(name, _identifier(name))
    spelled = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", "*", spelled)
    # words side by side are one name: yuan/t CO2 is yuan/(t CO2), yuan/million m2 is yuan/(million m2)
    spelled = re.sub(r"[^\W\d]\w*(?:\s+[^\W\d]\w*)+", lambda words: f"({'*'.join(words[0].split())})", spelled)
    if not spelled:
        raise WrongUnit("no unit is given")
    try:
        parsed = registry.parse_expression(spelled)
    except pint.UndefinedUnitError as unknown:
        names = unknown.unit_names
        name = names if isinstance(names, str) else ", ".join(names)
        known = [*SCALES, *ENERGY, *MASS, *AREA, *DISTANCE, *VOLUME, *POWER, *MONEY, *COUNTED, *counted, *POLLUTANTS]
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else "; a counted thing of your own goes into case.toml: counted = [...]"
        raise WrongUnit(f"unit '{name}' is not known{hint}") from None
    except Exception:  # pint raises many kinds on a malformed expression
        raise WrongUnit(f"'{unit}' is not a unit; write it like yuan/kW or t CO2/MWh") from None
    return parsed if isinstance(parsed, registry.Quantity) else registry.Quantity(float(parsed))
