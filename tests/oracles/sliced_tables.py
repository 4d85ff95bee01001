"""Random small cases with slices: sliced power and services, profiles of all kinds, storages, flows per stock."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from random_cases import Row, costs, limits, number, uncapped_tables
from tables_as_text import Tables

CUTS: list[list[tuple[str, float]]] = [  # season, hours of a slice
    [("all", 8760)],
    [("winter", 4380), ("summer", 4380)],
    [("all", 2190), ("all", 6570)],
    [("winter", 2184), ("winter", 2184), ("summer", 1456), ("summer", 2912), ("peak", 8), ("peak", 16)],
]


@st.composite
def sliced_tables(draw: st.DrawFn) -> Tables:
    """Random tables in which power is sliced, and services that nothing improves may be."""
    tables = draw(uncapped_tables())
    cut = draw(st.sampled_from(CUTS))
    tables["slices"] = [{"slice": f"t{n}", "season": season, "hours": h} for n, (season, h) in enumerate(cut)]
    improved = {row["of"] for row in tables["interventions"] if row["kind"] == "improvement"}
    sliced = {"power"} | {row["service"] for row in tables["services"] if row["service"] not in improved}
    sliced -= {c for c in sorted(sliced - {"power"}) if draw(st.booleans())}
    for table, key in (("carriers", "carrier"), ("services", "service")):
        for row in tables[table]:
            row["sliced"] = True if row[key] in sliced else None
    at_will = {"electrolyser"} if "h2" not in improved and draw(st.booleans()) else set[str]()
    tables["profiles"] = []
    for c in sorted(sliced):
        maybe_shaped(draw, tables, cut, c, None)
    for row in tables["interventions"]:
        if row["kind"] == "technology" and (row.get("of") in sliced or row["intervention"] in at_will):
            if draw(st.booleans()):
                row["full_hours"] = draw(st.sampled_from([8760, 4380, 3000]))
            else:
                tables["profiles"].append(profile(draw, cut, row["intervention"], None))
    for row in list(tables["unit_flows"]):
        if row["carrier"] == "power":
            maybe_shaped(draw, tables, cut, row["intervention"], "power")
    for c in sorted(sliced):
        if draw(st.booleans()):
            add_storage(draw, tables, cut, c)
    for row in tables["interventions"]:
        if not draw(st.integers(0, 5)):
            carrier = draw(st.sampled_from(["gas", "power"] if row.get("of") != "power" else ["gas"]))
            unit = f"({row['unit']})" if " " in row["unit"] else row["unit"]
            amount = {"amount": draw(number(0, 0.5))}
            standing = {"intervention": row["intervention"], "carrier": carrier, "per": "stock"}
            if {"thing": row["intervention"], "carrier": carrier} not in [
                {"thing": p["thing"], "carrier": p["carrier"]} for p in tables["profiles"]
            ]:
                tables["unit_flows"].append(standing | {"unit": f"MWh/{unit}"} | amount)
    return tables


def maybe_shaped(
    draw: st.DrawFn, tables: Tables, cut: list[tuple[str, float]], thing: str, carrier: str | None
) -> None:
    if draw(st.booleans()):
        tables["profiles"].append(profile(draw, cut, thing, carrier))


def profile(draw: st.DrawFn, cut: list[tuple[str, float]], thing: str, carrier: str | None) -> Row:
    """Of mean 1, with slices in which there is nothing."""
    weights = [draw(st.integers(0, 4)) for _ in cut]
    weights = weights if any(weights) else [1] * len(cut)
    mean = sum(w * hours for w, (_, hours) in zip(weights, cut, strict=True)) / 8760
    return {"thing": thing, "carrier": carrier} | {f"t{n}": w / mean for n, w in enumerate(weights)}


def add_storage(draw: st.DrawFn, tables: Tables, cut: list[tuple[str, float]], c: str) -> None:
    row: dict[str, Any] = {"intervention": f"store_{c}", "kind": "storage", "sector": "s0", "of": c, "unit": "MWh"}
    row |= draw(costs("MWh", "MWh", 1)) | draw(st.just({}) | limits(tables))
    row |= {"storage_hours": draw(st.sampled_from([2, 8])), "efficiency": draw(st.sampled_from([0.5, 0.9, 1.0]))}
    row["full_hours"] = draw(st.sampled_from([None, None, 500]))
    tables["interventions"].append(row)
    if draw(st.integers(0, 3)) == 0:
        share = {f"t{n}": draw(st.sampled_from([0.0, 0.5, 1.0])) for n, _ in enumerate(cut)}
        tables["profiles"].append({"thing": row["intervention"], "carrier": None} | share)
    if draw(st.integers(0, 3)) == 0:
        tables["unit_flows"].append(
            {"intervention": row["intervention"], "carrier": "gas", "unit": "MWh/MWh", "amount": draw(number(0, 0.2))}
        )
