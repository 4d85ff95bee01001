"""slices.csv and profiles.csv of data/beijing, made from the hours of a year.

python tests/beijing/typical_days.py            says which tables differ
python tests/beijing/typical_days.py --write    writes them
python tests/beijing/typical_days.py --write --profiles FILE    from other hours than hours.csv

Hours are 8,760 rows from 1 January and the columns `load`, `heat`, `charging` (of any size), `wind_hebei`,
`wind_inner_mongolia`, `sun_hebei`, `sun_beijing` and `sun_inner_mongolia` (shares of capacity). data/beijing/README.md
says where those of hours.csv are from.

A typical day is the mean of like days, so that the year's totals stay what they are. Days are alike by season and by
what wind and sun leave of the load of an electric city: a third of the heating season's days and a third of the others
each, those in which they leave least, much and most. Of the ways to part the year in six kinds of days this one comes
nearest to what is left day by day, from 2030 to 2060.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

BEIJING = Path(__file__).resolve().parents[2] / "data" / "beijing"
HOURS = Path(__file__).with_name("hours.csv")
Hours = pd.DataFrame
Shape = np.ndarray

BLOCKS = {"day": range(8, 17), "night": (*range(17, 24), *range(8))}
HEATING = (74, 318)  # the last and first day of the year of the heating season, 15 November to 15 March
DAYS = {  # id: names
    "heating_windy": ("Heating season, windy", "供暖季大风日"),
    "heating_middling": ("Heating season, middling", "供暖季一般日"),
    "heating_still": ("Heating season, still", "供暖季静风日"),
    "rest_windy": ("Other days, windy or sunny", "非供暖季风光充足日"),
    "rest_middling": ("Other days, middling", "非供暖季一般日"),
    "rest_still": ("Other days, still or hot", "非供暖季静风或高温日"),
}
KINDS = 3
"""Of each season."""
NAMES = {"day": ("day", "白天"), "night": ("night", "夜间")}


def space_heat(h: Hours) -> Shape:
    """Without the heat of summer, which is hot water."""
    return np.maximum(h["heat"] - h["heat"].min(), 0.0).to_numpy()


def cold(h: Hours) -> Shape:
    """What a pump on outside air draws per unit of heat, over its mean by heat.

    Degrees under 18 C go with the heat; the coefficient of performance falls with them on a line, from 2.6 by the mean
    of heat (hp_cop) to 2.06 in the coldest hour (hp_cop_design).
    """
    heat = space_heat(h)
    share, design = heat / heat.max(), 2.06
    top = design
    while np.average(1 / (top - (top - design) * share), weights=heat) > 1 / 2.6:
        top += 0.001
    return 2.6 / (top - (top - design) * share)


def meals(h: Hours) -> Shape:
    """Three times the mean in the eight hours around meals (a_peak)."""
    return np.tile([3.0 * (hour in (6, 7, 11, 12, 17, 18, 19, 20)) for hour in range(24)], len(h) // 24)


def tariff(h: Hours) -> Shape:
    """The two-part tariff: 1.6 at peak, 0.4 in the valley (tou_spread_2part_2026)."""
    peak, valley = {10, 11, 12, 17, 18, 19, 20, 21}, {23, 0, 1, 2, 3, 4, 5, 6}
    day = [1.6 if hour in peak else 0.4 if hour in valley else 1.0 for hour in range(24)]
    return np.tile(day, len(h) // 24)


def of(*columns: str) -> Callable[[Hours], Shape]:
    """Columns in equal parts of energy."""
    return lambda h: sum(h[column].to_numpy() / h[column].mean() for column in columns) / len(columns)


def parts(*amounts: tuple[float, Callable[[Hours], Shape]]) -> Callable[[Hours], Shape]:
    """Shapes of mean 1, each with its amount."""
    return lambda h: sum(amount * shape(h) / np.mean(shape(h)) for amount, shape in amounts)


def heat_in_the_cold(h: Hours) -> Shape:
    return space_heat(h) * cold(h)


LOAD, SUN = of("load"), of("sun_hebei", "sun_inner_mongolia")
WIND, ROOF = of("wind_hebei", "wind_inner_mongolia"), of("sun_beijing")
USES, WEATHER = "load_hours", "weather_hours"
SHAPES: dict[tuple[str, str], tuple[Callable[[Hours], Shape], str]] = {
    # (thing, carrier): its shape, its sources
    ("wind_ppa_1", ""): (WIND, WEATHER),
    ("wind_ppa_2", ""): (WIND, f"{WEATHER};a_of_use"),
    ("solar_ppa_1", ""): (SUN, WEATHER),
    ("solar_ppa_2", ""): (SUN, f"{WEATHER};a_of_use"),
    ("wind_line", ""): (of("wind_hebei"), WEATHER),
    **{(i, ""): (ROOF, WEATHER) for i in ("local_renewables", "rooftop_pv_1", "rooftop_pv_2")},
    **{
        (i, "electricity"): (LOAD, USES)
        for i in (
            "home_equipment",
            "other_equipment",
            "public_building",
            "new_gas_boiler",
            "metro_travel",
            "electric_machines",
        )
    },
    ("electric_cooker", "electricity"): (meals, "a_peak"),
    ("building_heat_pump", "electricity"): (space_heat, "heat_hours"),
    ("new_heat_pump", "electricity"): (
        parts((25.0, LOAD), (12.1529, space_heat)),
        f"heat_hours;{USES};a_new_electricity",
    ),
    **{
        (i, "electricity"): (heat_in_the_cold, "heat_hours;hp_cop_design")
        for i in ("own_heat_pump", "village_heat_pump")
    },
    ("air_heat_pump", "electricity"): (cold, "heat_hours;hp_cop;hp_cop_design"),
    **{
        (i, "district_heat"): (space_heat, "heat_hours")
        for i in ("old_homes_network", "later_homes_network", "public_network")
    },
    **{
        (i, "charging"): (of("charging"), "charging_hours")
        for i in ("electric_car", "electric_taxi", "battery_bus", "battery_truck")
    },
    ("imported_power", ""): (tariff, "tou_two_part;tou_spread_2part_2026"),
}
AS_IT_IS = {("air_heat_pump", "electricity")}
"""Factors on what a sliced technology draws; all else has the mean 1."""
OF_USE = {"wind_ppa_2": 0.9, "solar_ppa_2": 0.9}
"""The share of a contract's year that counts: means of hours would use all of it. hourly.py says if it is enough."""


def like_days(h: Hours) -> Shape:
    """The kind of each day, by number in DAYS. [365]

    What wind and sun leave: of 218 TWh of load, charging and heat, 140 TWh of wind and 73 of sun.
    """
    hourly = parts(
        (160.0, LOAD), (30.0, space_heat), (28.0, of("charging")), (-140.0, WIND), (-60.0, SUN), (-13.0, ROOF)
    )
    left = hourly(h).reshape(-1, 24).mean(axis=1)
    day = np.arange(len(left))
    heating = (day < HEATING[0]) | (day >= HEATING[1])
    kind = np.empty(len(left), int)
    for season, first in ((heating, 0), (~heating, KINDS)):
        rank = np.argsort(np.argsort(left[season]))
        kind[season] = first + rank * KINDS // season.sum()
    return kind


def means(h: Hours, hourly: Shape) -> Shape:
    """Of each slice, in the order of the table. [12]"""
    by_day, kind = hourly.reshape(-1, 24), like_days(h)
    return np.array([by_day[kind == k][:, list(hours)].mean() for k in range(len(DAYS)) for hours in BLOCKS.values()])


def slice_hours(h: Hours) -> Shape:
    """The hours of a year in each slice. [12]"""
    return np.array([(like_days(h) == k).sum() * len(hours) for k in range(len(DAYS)) for hours in BLOCKS.values()])


def slices(h: Hours) -> pd.DataFrame:
    ids = [(day, block) for day in DAYS for block in BLOCKS]
    return pd.DataFrame(
        {
            "slice": [f"{day}_{block}" for day, block in ids],
            "name_en": [f"{DAYS[day][0]}, {NAMES[block][0]}" for day, block in ids],
            "name_zh": [f"{DAYS[day][1]}（{NAMES[block][1]}）" for day, block in ids],
            "season": [day for day, _ in ids],
            "season_en": [DAYS[day][0] for day, _ in ids],
            "season_zh": [DAYS[day][1] for day, _ in ids],
            "hours": slice_hours(h),
            "source": "a_slices",
        }
    )


def profiles(h: Hours) -> pd.DataFrame:
    ids, weights = slices(h)["slice"], slice_hours(h)
    rows = []
    for (thing, carrier), (shape, source) in SHAPES.items():
        values = means(h, shape(h))
        if (thing, carrier) not in AS_IT_IS:
            values = values / np.average(values, weights=weights) * OF_USE.get(thing, 1.0)
        rows.append(
            {"thing": thing, "carrier": carrier, **dict(zip(ids, values.round(5), strict=True)), "source": source}
        )
    return pd.DataFrame(rows)


def tables(h: Hours) -> dict[str, str]:
    """Each file and what it should say."""
    made = {"slices.csv": slices(h), "profiles.csv": profiles(h)}
    return {name: table.to_csv(index=False, lineterminator="\n") for name, table in made.items()}


def arguments(said: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=said.splitlines()[0])
    parser.add_argument("--profiles", default=HOURS, metavar="FILE", help="hours of another weather")
    return parser


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    differ = {
        name: said
        for name, said in tables(pd.read_csv(asked.profiles)).items()
        if (BEIJING / name).read_text(encoding="utf-8") != said
    }
    for name, said in differ.items():
        print(name)
        if asked.write:
            (BEIJING / name).write_text(said, encoding="utf-8")
    return int(bool(differ) and not asked.write)


if __name__ == "__main__":
    sys.exit(main())
