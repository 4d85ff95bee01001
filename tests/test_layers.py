"""The stream of planner/ runs one way, and `import planner` is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "planner"
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
    if path != PACKAGE / "__init__.py"
}


def imports(tree: ast.AST) -> set[str]:
    """Modules of planner that a tree imports, inside functions too; not what is imported for types alone."""
    found = set()
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    for_types = {inner for node in typing for inner in ast.walk(node)}
    for node in set(ast.walk(tree)) - for_types:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write the import from `planner`, not relative"
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in named if name.removeprefix("planner.") in MODULES} or {node.module or ""}
    return {name.removeprefix("planner.") for name in found if name.split(".")[0] == "planner"}


def test_imports_are_found_in_every_form():
    """Four ways to import `read` or `rules.caps`, one of them inside a function; other packages do not count."""
    code = (
        "import pandas\nimport planner.read\nfrom planner import read\nfrom planner.read import f\n"
        "def g():\n    from planner.rules.caps import h\n"
    )
    assert imports(ast.parse(code)) == {"read", "rules.caps"}


def test_imports_run_one_way():
    """No module imports, even through others or inside a function, what imports it."""
    graph = {module: imports(ast.parse(path.read_text(encoding="utf-8"))) for module, path in MODULES.items()}
    TopologicalSorter(graph).prepare()


def test_import_planner_imports_nothing_heavy():
    heavy = {"pandas", "numpy", "pyomo", "highspy", "pydantic", "altair"}
    code = f"import sys, planner; print(*{heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
