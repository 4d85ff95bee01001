"""What is built and what stands: vintages, potentials, build limits, growth.

Needs the sets; gives `m.new_units` and `m.stock`, in units of the intervention. Mathematics: models/README.md, "Stock".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.subject import Expression, Family, Model, Subject, quicksum

if TYPE_CHECKING:
    from planner.model.inputs import Inputs


def add_stock(m: Model, inputs: Inputs) -> None:
    """Add what is built in a year and what stands in it; build limit and potential are their upper bounds."""
    import pyomo.environ as pyo

    buildable = list(inputs.capex)
    m.new_units = pyo.Var(
        buildable, bounds=lambda m, i, y: (0, inputs.build_limit.get((i, y))), doc="Built in a year [unit of i]"
    )
    m.stock = pyo.Var(
        m.INTERVENTIONS, m.YEARS, bounds=lambda m, i, y: (0, inputs.potential.get((i, y))), doc="Stands [unit of i]"
    )
    m.track_stock = pyo.Constraint(m.INTERVENTIONS, m.YEARS, rule=lambda m, i, y: track_stock(m, inputs, i, y))
    m.limit_growth = pyo.Constraint(list(inputs.growth), m.YEARS, rule=lambda m, i, y: limit_growth(m, inputs, i, y))


def track_stock(m: Model, inputs: Inputs, i: str, y: int) -> Expression:
    r"""Stock is what is left of the existing, and every vintage that is not older than its lifetime.

    $$S_{i,y} = S^0_{i,y} + \sum_{v\,:\,v \le y < v + L_i} N_{i,v}$$

    Units of i. What is left: $S^0_i \max(0, 1 - (y - y_0)/L_i)$, or its path; where that rises, the rise is decided.
    """
    vintages = [v for v in range(max(inputs.years[0], y - inputs.lifetime[i] + 1), y + 1) if (i, v) in inputs.capex]
    return quicksum(m.new_units[i, v] for v in vintages) - m.stock[i, y] == -inputs.existing_left[i, y]


def limit_growth(m: Model, inputs: Inputs, i: str, y: int) -> Expression:
    r"""Stock grows by at most a share of the year before, and a seed so that it can start from zero.

    $$S_{i,y} \le (1 + g_i)\,S_{i,y-1} + G_i + \max(0, S^0_{i,y} - S^0_{i,y-1})$$

    Units of i. The year before the first counts as the existing stock. Growth 0 with a seed is a straight ramp. What is
    decided comes on top.
    """
    growth, seed = inputs.growth[i]
    before = inputs.existing_left[i, y] if y == inputs.years[0] else m.stock[i, y - 1]
    return m.stock[i, y] - (1 + growth) * before <= seed + inputs.rise(i, y)


STOCK = Subject(
    "stock",
    families=(
        Family("build_limit", "i, y", bounds="new_units", per="unit"),
        Family("least_new_units", "i, y", floors="new_units", per="unit"),
        Family("potential", "i, y", bounds="stock", per="unit"),
        Family("least_stock", "i, y", floors="stock", per="unit"),
        Family("track_stock", "i, y", defines="stock", per="unit"),
        Family("limit_growth", "i, y", gives=1, per="unit"),
    ),
    add=add_stock,
)
