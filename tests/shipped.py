"""Cases of the repository as texts, as `planner.read_case` takes them; tests change a table in them."""

from __future__ import annotations

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


EXAMPLE_CITY = texts_of("data/example_city")


def by_the_year(texts: Texts) -> Texts:
    """The case with one slice of 8,760 hours in place of its own, and every shape flat: a third of the program."""
    things = [row.split(",")[:2] for row in texts["profiles.csv"].splitlines()[1:]]
    return texts | {
        "slices.csv": "slice,name_en,name_zh,season,hours\nyear,Year,全年,year,8760\n",
        "profiles.csv": "thing,carrier,year\n" + "".join(f"{thing},{carrier},1\n" for thing, carrier in things),
    }
