"""What a file says is to vary: values, ranges, or a list of points (TOML); a row a point (CSV)."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from planner.errors import UsageError, nearest, no_toml

KEYS = ("vary", "points")


def read_plan(path: Path) -> dict[str, Any]:
    """What a file says. Raises UsageError."""
    try:
        body = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".csv":
            return {"points": [dict(row) for row in csv.DictReader(body.splitlines(), restkey="", restval="")]}
        return tomllib.loads(body)
    except OSError:
        raise UsageError("no_such_file", place=str(path), near="") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise UsageError("bad_sweep_file", place=str(path), found=no_toml(wrong)) from None


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
    if not isinstance(said, dict) or not set(said) & {"from", "to", "count"}:
        return said
    numbers = [value for value in said.values() if isinstance(value, int | float) and not isinstance(value, bool)]
    if (
        set(said) != {"from", "to", "count"}
        or len(numbers) < 3
        or said["count"] != int(said["count"])
        or said["count"] < 2
    ):
        raise UsageError("no_range", name=name, found=str(said))
    return np.linspace(said["from"], said["to"], int(said["count"])).tolist()
