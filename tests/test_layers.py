"""The stream of planner/ runs one way: a module imports only from earlier ones, and stays short."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "planner"
ORDER = """
    messages.problems messages.rules messages.trouble messages.screens messages.sheets messages.ranked
    messages.scenarios messages.credit messages.evidence messages.pictures messages errors units finance rows
    sources scenario_tables tables spread case dictionary template read spec modes rules.settings rules.units
    rules.sources rules.caps rules.commodities rules.interventions rules.whole rules cells changes scenarios check
    evidence classic_sheet classic activities inputs components components.sets components.stock components.activity
    components.improvements components.capture components.balances components.emissions components.caps
    components.costs build program solver tableau ray diagnose marks results certificate audit plan comparison
    understood curves curves.direction curves.points curves.reduced curves.parametric curves.breakpoints
    curves.labels curves.macc reliance curves.yearly curves.taken_up curves.alone curves.ranking curves.ranked
    curves.forms curves.priced attribution attribution.shapley attribution.coalitions attribution.credit
    attribution.wedges pictures pictures.fonts pictures.words pictures.canvas pictures.figure pictures.plot
    pictures.plot_ranked pictures.plot_forms pictures.plot_priced pictures.plot_compare pictures.plot_credit
    pictures.plot_wedges pictures.plot_prices pictures.plot_uptake pictures.plot_years reports reports.card
    reports.ranked_card reports.forms_card reports.priced_card reports.comparison_card reports.credit_card
    reports.prices_card reports.uptake_card reports.years_card reports.export reports.screens reports.curve_report
    reports.evidence_report reports.report reports.comparison_report reports.credit_report commands
    commands.terminal commands.cases commands.sources commands.solve commands.macc commands.compare commands.credit
    cli __main__
"""
STREAM = ORDER.split()
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"
}


def imports(tree: ast.AST) -> set[str]:
    """Modules of planner that a tree imports, inside functions and under TYPE_CHECKING too."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write the import from `planner`, not relative"
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in named if name.removeprefix("planner.") in MODULES} or {node.module or ""}
    return {name.removeprefix("planner.") for name in found if name.split(".")[0] == "planner"}


def test_imports_are_found_in_every_form():
    """Four ways to import `read` or `rules.caps`, one of them inside a function; other packages do not count."""
    code = "import pandas\nimport planner.read\nfrom planner import read\nfrom planner.read import f\n" \
           "def g():\n    from planner.rules.caps import h\n"
    assert imports(ast.parse(code)) == {"read", "rules.caps"}


def test_every_module_has_a_place_in_the_stream():
    missing = sorted(set(MODULES) - set(STREAM))
    assert not missing, f"add to ORDER in tests/test_layers.py, where they belong in the order: {', '.join(missing)}"


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_earlier_ones(module):
    later = sorted(imports(ast.parse(MODULES[module].read_text(encoding="utf-8"))) - set(STREAM[:STREAM.index(module)]))
    assert not later, f"planner/{module} stands before what it imports: {', '.join(later)}"


def test_no_file_is_over_300_lines():
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {name: count for name, count in lines.items() if count > 300} == {}


def test_import_planner_imports_nothing_heavy():
    heavy = {"pandas", "numpy", "pyomo", "highspy", "pint", "pydantic", "altair"}
    code = f"import sys, planner; print(*{heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
