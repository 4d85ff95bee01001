"""A picture of a result: its chart, the data behind it, and how it is saved and shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from planner.errors import UsageError
from planner.pictures.charts import alt
from planner.pictures.files import FORMATS, drawn
from planner.results.csv_text import as_csv


@dataclass(frozen=True, repr=False)
class Picture:
    """Shows itself in a notebook. `data` has the rows that are drawn, in the units that are shown."""

    chart: alt.VConcatChart
    data: pd.DataFrame
    workbook: Callable[[], bytes] | None = None
    """The bytes of a workbook with the table and a native chart, where there is one."""

    def save(self, path: Path | str) -> Path:
        """Write one file: .svg, .png, .pdf, .html, .csv, and .xlsx where the picture has a workbook.

        Raises UsageError for any other ending.
        """
        file = Path(path)
        kind = file.suffix.lower().removeprefix(".")
        if kind in FORMATS:
            content = drawn(self.chart, [kind])[kind]
        elif kind == "csv":
            content = as_csv(self.data)
        elif kind == "xlsx" and self.workbook is not None:
            content = self.workbook()
        else:
            allowed = [*FORMATS, "csv", *(["xlsx"] if self.workbook else [])]
            raise UsageError("bad_format", found=file.suffix, allowed=", ".join(f".{kind}" for kind in allowed))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"image/svg+xml": drawn(self.chart, ["svg"])["svg"].decode("utf-8"), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"Picture: {self.chart.description}"
