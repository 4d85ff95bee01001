"""What is built and what stands: vintages, potentials, build limits, growth.

Needs the sets; gives `m.new_units` and `m.stock`, in units of the intervention, and in `m.vintages` the new units of each
by year, for sums without a look-up of each. Mathematics: models/README.md, "Stock".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.expressions import Expression, Model, constraint, quicksum
from planner.model.subject import Family, Subject

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
    m.vintages = {i: [] for i in m.INTERVENTIONS}
    for (i, _), built in m.new_units.items():
        m.vintages[i].append(built)
    m.track_stock = constraint(track_stock, inputs, m.INTERVENTIONS, m.YEARS)
    m.limit_growth = constraint(limit_growth, inputs, list(inputs.growth), m.YEARS)


def track_stock(m: Model, inputs: Inputs, i: str, y: int) -> Expression:
    r"""Stock is what is left of the existing, and every vintage that is not older than its lifetime.

    $$S_{i,y} = S^0_{i,y} + \sum_{v\,:\,v \le y < v + L_i} N_{i,v}$$

    Units of i. What is left: $S^0_i \max(0, 1 - (y - y_0)/L_i)$, or its path; where that rises, the rise is decided.
    """
    built = max(0, len(m.vintages[i]) - (inputs.years[-1] - y))
    standing = m.vintages[i][max(0, built - inputs.lifetime[i]) : built]
    return quicksum(standing) - m.stock[i, y] == -inputs.existing_left[i, y]


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
        Family("build_limit", "i, y", cell=("interventions.csv", "{i}", "build_limit"), bounds="new_units", per="unit"),
        Family("least_new_units", "i, y", floors="new_units", per="unit"),
        Family("potential", "i, y", cell=("interventions.csv", "{i}", "potential"), bounds="stock", per="unit"),
        Family("least_stock", "i, y", floors="stock", per="unit"),
        Family(
            "track_stock",
            "i, y",
            shrinks=True,
            cell=("interventions.csv", "{i}", "existing"),
            defines="stock",
            per="unit",
        ),
        Family(
            "limit_growth",
            "i, y",
            gives=1,
            cell=("interventions.csv", "{i}", "growth"),
            eased="growth_seed",
            per="unit",
        ),
    ),
    add=add_stock,
    words={
        "by_build_limit": ("more built a year", "提高每年建设上限"),
        "states_build_limit": (
            "at most {amount} {unit} of {name} built a year ({years})",
            "{name}每年最多新建 {amount} {unit}（{years}年）",
        ),
        "by_potential": ("more potential", "提高潜力"),
        "states_potential": (
            "at most {amount} {unit} of {name} in service ({years})",
            "{name}的存量最多 {amount} {unit}（{years}年）",
        ),
        "states_track_stock": (
            "{amount} {unit} of {name} in service already ({years})",
            "{name}已有存量 {amount} {unit}（{years}年）",
        ),
        "by_limit_growth": ("a larger seed to grow from", "提高增长起点 growth_seed"),
        "states_limit_growth": (
            "{name} grows by at most {growth:.3g} of what is in service, and {growth_seed:.6g} {unit}, a year ({years})",
            "{name}每年的增长不超过存量的 {growth:.3g} 倍加 {growth_seed:.6g} {unit}（{years}年）",
        ),
        "states_limit_growth_of_nothing": (
            "{name} can never be built: none is in service, growth is {growth:.3g} of that, and growth_seed is 0",
            "{name}永远不能建设：现有存量为零，growth 只允许在此基础上增长 {growth:.3g} 倍，而 growth_seed 为 0",
        ),
    },
)
