"""`import planner` is light; how rooms may import each other is held by import-linter (pyproject.toml)."""

from __future__ import annotations

import subprocess
import sys


def test_import_planner_imports_nothing_heavy():
    heavy = {"pandas", "numpy", "pyomo", "highspy", "pydantic", "altair"}
    code = f"import sys, planner; print(*{heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
