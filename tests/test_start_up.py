"""`import planner` is light; how rooms may import each other is held by import-linter (pyproject.toml)."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "planner"


def loaded(code: str) -> set[str]:
    """The libraries that a piece of code imports, in a process of its own."""
    heavy = {"pandas", "numpy", "scipy", "pyomo", "highspy", "pydantic", "altair"}
    code = f"import sys\n{code}\nprint(*{heavy} & set(sys.modules), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def test_import_planner_imports_nothing_heavy():
    assert loaded("import planner") == set()


def test_a_check_imports_no_solver_and_no_tables_of_results():
    check = f"from planner.case.check import read_case\nread_case({str(PACKAGE.parent / 'data' / 'example_city')!r})"
    assert loaded(check) == {"pydantic"}


def test_pyomo_is_imported_only_where_a_program_is_built():
    """In functions, never by importing a module of ours but the reader of programs, which is itself imported in one."""
    modules = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    at_the_top = {
        path.name
        for path, tree in modules.items()
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        if any(name in ast.unparse(node) for name in ("pyomo", "planner.program.reader"))
    }
    assert at_the_top == {"reader.py"}
    assert any("import pyomo" in ast.unparse(tree) for tree in modules.values())
