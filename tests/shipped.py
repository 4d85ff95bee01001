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
