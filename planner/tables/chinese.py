"""The data dictionary in Chinese, from `chinese.toml`: what tables, columns, options and units are called and mean.

English stands where a table is declared; a table may bring its Chinese with it (`Row.CHINESE`). Headings and options
are read in Chinese, too, and a workbook is written in them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

CHINESE: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""The parts of a glossary, as a further language has them in its catalogue."""
TABLES, COLUMNS = CHINESE["tables"], CHINESE["columns"]
"""File -> (name of the sheet, meaning); file -> column -> (heading, meaning)."""
