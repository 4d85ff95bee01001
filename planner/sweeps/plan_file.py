"""What a file says is to vary: values, ranges, or a list of points (TOML); a row a point (CSV)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.case.files import decode, raise_if_any, table_of
from planner.errors import Problem, UsageError, nearest, no_toml
from planner.sweeps.design import MOST_POINTS

KEYS = ("vary", "points")
RANGE = ("from", "to", "count")


def read_plan(path: Path) -> dict[str, Any]:
    """What a file says. Raises UsageError; InputError with all that is wrong with a CSV."""
    try:
        body = path.read_bytes()
        if path.suffix.lower() == ".csv":
            return {"points": _rows(path.name, body)}
        return tomllib.loads(body.decode("utf-8-sig"))
    except OSError:
        raise UsageError("no_such_file", place=str(path), near="") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise UsageError("bad_sweep_file", place=str(path), found=no_toml(wrong)) from None


def _rows(name: str, body: bytes) -> list[dict[str, str]]:
    """The rows of a CSV as those of a case are read."""
    said, problems = decode(body), list[Problem]()
    if said is None:
        problems.append(Problem(name, 0, "", "unknown_encoding"))
    table = None if said is None else table_of(name, said, problems)
    raise_if_any(name, problems)
    return [] if table is None else [cells for _, cells in table.rows]


def vary_of(said: Mapping[str, Any], place: str) -> Mapping[str, object] | pd.DataFrame:
    """What `sweep` takes as `vary`. `[vary]` names what varies, each with a list of values, one value, or a range
    `{ from = 0, to = 2000, count = 41 }`; `[[points]]` instead gives each point. Raises UsageError."""
    if unknown := set(said) - set(KEYS):
        found = min(unknown)
        raise UsageError("unknown_in_sweep", place=place, found=found, near=nearest(found, KEYS))
    if len(said) != 1:
        raise UsageError("one_in_sweep", place=place)
    if "points" in said:
        points = said["points"]
        if not isinstance(points, list) or not all(isinstance(point, dict) for point in points):
            raise UsageError("one_in_sweep", place=place)
        names = list(dict.fromkeys(name for point in points for name in point))
        return pd.DataFrame({name: [point.get(name) for point in points] for name in names}, dtype=object)
    if not isinstance(said["vary"], dict):
        raise UsageError("one_in_sweep", place=place)
    return {name: _values(name, values) for name, values in said["vary"].items()}


def _values(name: str, said: Any) -> Any:
    """The values of a list, or of a range; numbers by year stay as they are."""
    if not isinstance(said, dict) or not set(said) & set(RANGE):
        return said
    numbers = [value for value in map(said.get, RANGE) if isinstance(value, int | float) and isfinite(value)]
    if len(said) != 3 or len(numbers) != 3 or numbers[2] not in range(2, MOST_POINTS + 1):
        raise UsageError("no_range", name=name, found=str(said), allowed=f"2-{MOST_POINTS:,}")
    return np.linspace(numbers[0], numbers[1], int(numbers[2])).tolist()
