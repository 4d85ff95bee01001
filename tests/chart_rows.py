"""What a chart draws: the rows of its layers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def layers_of(chart: Any) -> Iterator[tuple[str, list[dict[str, Any]], dict[str, Any]]]:
    """The mark, the rows and the channels of every layer, in the order in which they are drawn."""
    spec = chart.to_dict(validate=False)

    def walk(part: Any, data: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]], dict[str, Any]]]:
        if isinstance(part, dict):
            data = part.get("data", data)
            if "mark" in part:
                rows = spec["datasets"][data["name"]] if "name" in data else data["values"]
                yield (
                    part["mark"]["type"],
                    rows,
                    {k: c for k, c in part["encoding"].items() if isinstance(c, dict)}
                    | ({"tooltip": {}} if "tooltip" in part["encoding"] else {}),
                )
            for inside in part.values():
                yield from walk(inside, data)
        elif isinstance(part, list):
            for inside in part:
                yield from walk(inside, data)

    yield from walk(spec, {})


def rows_of(chart: Any) -> list[list[dict[str, Any]]]:
    """The rows of every layer that draws data; not its titles and notes."""
    return [rows for _, rows, _ in layers_of(chart) if any(rows)]


def marks_of(chart: Any, mark: str) -> list[list[dict[str, Any]]]:
    """The rows of every layer of one mark."""
    return [rows for kind, rows, _ in layers_of(chart) if kind == mark and any(rows)]


def words_of(chart: Any) -> str:
    """All that is written around and in a chart."""
    return str(chart.to_dict(validate=False))


def parts_of(chart: Any) -> dict[str, list[dict[str, Any]]]:
    """What a MAC curve draws, by kind: bars and what costs nothing, rings, words upright, captions, rows of the key."""
    found: dict[str, list[dict[str, Any]]] = {
        "bars": [],
        "flat": [],
        "rings": [],
        "upright": [],
        "captions": [],
        "key": [],
    }
    for mark, rows, channels in layers_of(chart):
        fields = {channel.get("field") for channel in channels.values()}
        if mark == "rect" and "tooltip" in channels:
            found["bars"] += rows
        elif mark == "rule" and "x2" in channels and "colour" in fields:
            found["flat"] += rows
        elif mark == "point" and {"x", "y"} <= fields:
            found["rings"] += rows
        elif mark == "text" and "words" in fields:
            found["captions" if "colour" in fields else "upright"] += rows
        elif mark == "text" and "name" in fields:
            found["key"] += rows
    return found
