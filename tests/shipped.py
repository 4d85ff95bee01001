"""Cases of the repository as texts, as `planner.read_case` takes them; tests change a table in them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
Texts = dict[str, str]


def texts_of(folder: str) -> Texts:
    """The tables of a case in the repository, file name to text."""
    return {
        file.relative_to(ROOT / folder).as_posix(): file.read_text(encoding="utf-8")
        for pattern in ("*.csv", "*.toml", "scenarios/*.csv")
        for file in (ROOT / folder).glob(pattern)
    }


def put(texts: Texts, folder: Path) -> Path:
    """Write a case into a folder; the folder."""
    for file, text in texts.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    return folder


EXAMPLE_CITY = texts_of("data/example_city")

WITH_RANGES = EXAMPLE_CITY | {
    "prices.csv": EXAMPLE_CITY["prices.csv"].replace("0.3,made_up", "0.3,gas_price", 1),
    "interventions.csv": re.sub(
        r"(heat_pump,.*),made_up", r"\1,made_up; capex: pump", EXAMPLE_CITY["interventions.csv"], count=1
    ),
    "sources.csv": """key,title,value,low,high,unit,where,grade
made_up,Made up,,,,,nowhere,assumption
gas_price,Price of gas,0.3,0.2,0.5,yuan/kWh,nowhere,assumption
pump,Heat pump,250,150,300,yuan/m2,nowhere,assumption
""",
    "ranges.csv": "key,shape\npump,uniform\n",
}
"""The example city with two numbers that have a range."""


def by_the_year(texts: Texts) -> Texts:
    """The case with one slice of 8,760 hours in place of its own, and every shape flat: a third of the program."""
    things = [row.split(",")[:2] for row in texts["profiles.csv"].splitlines()[1:]]
    return texts | {
        "slices.csv": "slice,name_en,name_zh,season,hours\nyear,Year,全年,year,8760\n",
        "profiles.csv": "thing,carrier,year\n" + "".join(f"{thing},{carrier},1\n" for thing, carrier in things),
    }
