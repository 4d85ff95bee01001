"""What goes wrong with inputs: cells, rows, columns, files. Each mutation says in a line what it did."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable

ODD = [
    *["", " ", "0", "-1", "-0", "1e308", "-1e308", "1e400", "1e-308", "1e9", "1e-20", "nan", "NaN", "inf", "-inf"],
    *[
        "1,000",
        "1.000,5",
        "１２",
        "12%",
        "1/3",
        "1 000",
        "−5",
        "+5",
        "(20)",
        "1e",
        "0x10",
        "1_000",
        "10~20",
        "约10",
        "<5",
    ],
    *[
        "2030",
        "2030.5",
        "1900",
        "9999",
        "TRUE",
        "yes",
        "是",
        "x",
        "null",
        "None",
        "N/A",
        "#REF!",
        "=1+1",
        "=A1",
        "+cmd",
    ],
    *["@x", "a;b", "a/b", "a+b", "a b", ".", "-", "—", "～", "x" * 300, "温" * 120, "\u200b", "\ufeff1", "a\u00a0b"],
    *["\x00", "\x0b", "\x1b[31m", "\u202eabc", "😀", "é", "</script><img src=x onerror=alert(1)>", "<!--", "[/b]"],
    *["[bold]", "{0}", "%s", '"', "'", "\\", "a\nb"],
]
UNITS = [
    *[
        "t",
        "kt",
        "Mt",
        "t CO2",
        "kt CO2",
        "万吨",
        "kWh",
        "MWh",
        "GWh",
        "GJ",
        "TJ",
        "亿千瓦时",
        "tce",
        "m2",
        "Mm2",
        "万平方米",
    ],
    *["km", "yuan", "million CNY", "亿元", "EUR", "yuan/kWh", "yuan/t", "yuan/m2", "t CO2/MWh", "kg CO2/GJ", "kWh/m2"],
    *["MWh/MWh", "%", "1", "unit", "m2**9**9", "t;t", "~t", "nan*t", "-t", "t+t", "t//t", "(t", "t)", "()", "t/0"],
    *["1e400*t", "0*t", "kilo", "°C", "ton", "tn", "kW", "W"],
]
Rows = list[list[str]]


def rows_of(text: str) -> Rows:
    return [row for row in csv.reader(io.StringIO(text)) if row]


def text_of(rows: Rows) -> str:
    into = io.StringIO()
    csv.writer(into, lineterminator="\n").writerows(rows)
    return into.getvalue()


def a_cell(rows: Rows, draw: random.Random) -> tuple[int, int]:
    n = draw.randrange(1, len(rows)) if len(rows) > 1 else 0
    return n, draw.randrange(len(rows[n]))


def set_cell(rows: Rows, draw: random.Random, value: Callable[[str, str], str]) -> str:
    n, m = a_cell(rows, draw)
    before, heading = rows[n][m], rows[0][m] if m < len(rows[0]) else ""
    rows[n][m] = value(before, heading)
    return f"row {n + 1}, {heading}: {before!r} -> {rows[n][m][:60]!r}"


def odd_cell(rows: Rows, draw: random.Random) -> str:
    return set_cell(rows, draw, lambda before, heading: draw.choice(ODD))


def another_cell(rows: Rows, draw: random.Random) -> str:
    n, m = a_cell(rows, draw)
    return set_cell(rows, draw, lambda before, heading: rows[n][m])


def other_unit(rows: Rows, draw: random.Random) -> str:
    columns = [m for m, heading in enumerate(rows[0]) if "unit" in heading]
    if not columns or len(rows) < 2:
        return odd_cell(rows, draw)
    n, m = draw.randrange(1, len(rows)), draw.choice(columns)
    before = rows[n][m] if m < len(rows[n]) else ""
    rows[n] += [""] * (m + 1 - len(rows[n]))
    rows[n][m] = draw.choice(UNITS)
    return f"row {n + 1}, cell {m + 1}: {before!r} -> {rows[n][m]!r}"


def scaled(rows: Rows, draw: random.Random) -> str:
    """A number times something, as where units or signs are mixed up."""
    numbers = [(n, m) for n, row in enumerate(rows[1:], start=1) for m, cell in enumerate(row) if is_number(cell)]
    if not numbers:
        return odd_cell(rows, draw)
    n, m = draw.choice(numbers)
    before, times = rows[n][m], draw.choice([-1, 0, 0.001, 0.1, *[0.5, 0.9, 1.1, 2] * 3, 10, 1000, 1e6, 1e-6, 1e12])
    rows[n][m] = f"{float(before) * times:.10g}"
    return f"row {n + 1}, cell {m + 1}: {before} -> {rows[n][m]}"


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def misspelt(rows: Rows, draw: random.Random) -> str:
    return set_cell(
        rows, draw, lambda cell, _: draw.choice([cell.upper(), f"{cell} ", cell[:-1], cell + cell, cell[::-1]])
    )


def without_row(rows: Rows, draw: random.Random) -> str:
    n = draw.randrange(len(rows))
    return f"row {n + 1} dropped: {rows.pop(n)!r}"


def row_twice(rows: Rows, draw: random.Random) -> str:
    n = draw.randrange(len(rows))
    rows.insert(draw.randrange(len(rows) + 1), list(rows[n]))
    return f"row {n + 1} twice"


def rows_swapped(rows: Rows, draw: random.Random) -> str:
    a, b = draw.randrange(len(rows)), draw.randrange(len(rows))
    rows[a], rows[b] = rows[b], rows[a]
    return f"rows {a + 1} and {b + 1} swapped"


def column_renamed(rows: Rows, draw: random.Random) -> str:
    m = draw.randrange(len(rows[0]))
    before = rows[0][m]
    rows[0][m] = draw.choice(
        [before.upper(), f" {before} ", before[:-1], f"{before}s", "", "x", "2031", "名称", draw.choice(rows[0])]
    )
    return f"column {before!r} -> {rows[0][m]!r}"


def without_column(rows: Rows, draw: random.Random) -> str:
    m = draw.randrange(len(rows[0]))
    said = f"column {rows[0][m]!r} dropped"
    for row in rows:
        del row[m : m + 1]
    rows[:] = [row for row in rows if row] or [[""]]
    return said


def column_moved(rows: Rows, draw: random.Random) -> str:
    m, to = draw.randrange(len(rows[0])), draw.randrange(len(rows[0]))
    for row in rows:
        if m < len(row):
            row.insert(to, row.pop(m))
    return f"column {m + 1} moved to {to + 1}"


def cell_too_many(rows: Rows, draw: random.Random) -> str:
    n = draw.randrange(len(rows))
    m = draw.randrange(len(rows[n]) + 1)
    rows[n].insert(m, draw.choice(["", "x", "1"]))
    return f"row {n + 1}: a cell more at {m + 1}"


OF_ROWS: list[Callable[[Rows, random.Random], str]] = [
    *[odd_cell] * 5, *[scaled] * 12, *[other_unit] * 2, misspelt, another_cell, another_cell,
    without_row, without_row, row_twice, rows_swapped, column_renamed, without_column, column_moved, cell_too_many,
]  # fmt: skip


def mutated_rows(text: str, draw: random.Random) -> tuple[str, str]:
    """A table with one mutation, and what that was."""
    rows = rows_of(text)
    if not rows:
        return text, "nothing left"
    said = draw.choice(OF_ROWS)(rows, draw)
    return text_of(rows), said


def mutated_lines(text: str, draw: random.Random) -> tuple[str, str]:
    """A file of lines, such as case.toml, with one mutation."""
    lines = text.splitlines()
    n = draw.randrange(len(lines))
    before = lines[n]
    match draw.randrange(5):
        case 0:
            del lines[n]
        case 1:
            lines.insert(n, before)
        case 2:
            plain = ["true", "[]", "{}", "2020", "2100", "0.99", "1.0", "-0.1"]
            lines[n] = f"{before.split('=')[0]}= {draw.choice([*ODD, *plain])}"
        case 3:
            lines[n] = f'{before.split("=")[0]}= "{draw.choice([*ODD, *UNITS])}"'
        case _:
            lines[n] = before.replace("=", "", 1)
    return "\n".join(lines) + "\n", f"line {n + 1}: {before!r} -> {(lines[n] if n < len(lines) else '')[:60]!r}"


def as_bytes(text: str, draw: random.Random) -> tuple[bytes, str]:
    """The bytes of a file, now and then as other programs save them, or broken."""
    body = text.encode("utf-8", "replace")
    match draw.randrange(24):
        case 0:
            return text.encode("utf-8-sig", "replace"), "with BOM"
        case 1:
            return text.encode("gb18030", "replace"), "GB 18030"
        case 2:
            return text.encode("utf-16"), "UTF-16"
        case 3:
            return text.encode("latin-1", "replace"), "Latin-1"
        case 4:
            return text.replace("\n", "\r\n").encode("utf-8", "replace"), "CRLF"
        case 5:
            return text.replace(",", draw.choice([";", "\t", "，", "|"])).encode("utf-8", "replace"), "other separator"
        case 6:
            return body[: draw.randrange(len(body) + 1)], "cut off"
        case 7:
            at = draw.randrange(len(body) + 1)
            return body[:at] + draw.randbytes(draw.randint(1, 8)) + body[at + 1 :], "random bytes"
        case _:
            return body, ""
