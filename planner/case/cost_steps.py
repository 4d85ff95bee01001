"""Steps and spread: an option whose cost differs from use to use, as rows of constant cost.

A log-normal spread of costs and a supply curve become a table of steps (`step`, `potential`, `cost`, dearest last);
`as_rows` writes them as rows of interventions.csv, `repeat_for_steps` the rows of other tables that name the option.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from planner.calls.arguments import public
from planner.errors import UsageError
from planner.tables.shared import InterventionRow

if TYPE_CHECKING:
    import pandas as pd

CLOSE = 1e-12
"""Share of the whole under which two ends of steps are the same."""
NOT_SPLIT = ("existing", "build_limit", "growth_seed")
"""Columns counted in units built, whose division among the steps the split does not know."""


@public
def split_lognormal(mean_cost: float, *, sigma: float, potential: float, steps: int) -> pd.DataFrame:
    r"""Split an option whose cost per unit is log-normal into equal steps.

    Step k of N holds the uses between the quantiles (k-1)/N and k/N, at their mean cost:

    $$c_k = c N [\Phi(z_k - s) - \Phi(z_{k-1} - s)], \qquad z_k = \Phi^{-1}(k/N)$$

    So the cost of the cheapest k steps is exact for every k. At a price p the steps at or below it are within one step
    (potential / N) of the share $\Phi((\ln(p/c) + s^2/2)/s)$ that is adopted, and their cost within one step's of
    $c \Phi((\ln(p/c) - s^2/2)/s)$.

    Parameters
    ----------
    mean_cost
        c, money per unit; > 0.
    sigma
        s, the standard deviation of the logarithm of the cost; >= 0.
    potential
        Units in all, in the unit of an intervention's `potential`; >= 0.
    steps
        N, how many.

    Returns
    -------
    DataFrame
        step, share, potential, cost (in the unit of `mean_cost`), the cheapest first.

    Raises
    ------
    UsageError
        A number is out of its range.

    Examples
    --------
    >>> planner.split_lognormal(700, sigma=0.5, potential=200, steps=2)["cost"].round(1).tolist()
    [432.0, 968.0]
    """
    import numpy as np
    import pandas as pd
    from scipy.special import ndtri

    _allow("mean_cost", mean_cost, mean_cost > 0, "> 0")
    _allow("sigma", sigma, sigma >= 0, ">= 0")
    _allow("potential", potential, potential >= 0, ">= 0")
    _allow("steps", steps, steps >= 1, ">= 1")
    edges = ndtri(np.arange(steps + 1) / steps) - sigma
    cost = mean_cost * steps * _normal_mass(edges[:-1], edges[1:])
    share = 1 / steps
    return pd.DataFrame({"step": range(1, steps + 1), "share": share, "potential": potential * share, "cost": cost})


def _normal_mass(low: Any, high: Any) -> Any:
    """Phi(high) - Phi(low), taken on the side of zero where neither is close to 1."""
    import numpy as np
    from scipy.special import ndtr

    return np.where(low > 0, ndtr(-low) - ndtr(-high), ndtr(high) - ndtr(low))


def chain_steps(*supplies: pd.DataFrame) -> pd.DataFrame:
    r"""The supply curve of a chain: every unit needs one unit of each supply, and each is used cheapest first.

    $$C(q) = \sum_s \min \{\, c_s \cdot x_s : \textstyle\sum_k x_{sk} = q,\ 0 \le x_s \le K_s \,\}$$

    A supply has columns `cost`, `capacity` and, if wanted, `name`, one row a part of it; all in the same units. The
    chain ends where its scarcest link ends. Returns step, name (if every supply has names), from, to, potential, cost,
    cost_1, cost_2, ... (of each link), cumulative_cost; `cost` never falls.
    """
    import numpy as np
    import pandas as pd

    _allow("supplies", len(supplies), len(supplies) >= 1, ">= 1")
    links = []
    for n, supply in enumerate(supplies, start=1):
        for column in ("cost", "capacity"):
            _allow(f"supply {n}", list(supply.columns), column in supply, f"columns cost, capacity; {column} is needed")
        capacities = supply["capacity"].to_numpy(float)
        finite = bool(np.isfinite(supply["cost"].to_numpy(float)).all())
        _allow(f"supply {n} cost", supply["cost"].tolist(), finite, "numbers")
        _allow(f"supply {n} capacity", capacities.tolist(), bool((capacities >= 0).all()), ">= 0")
        links.append(supply.sort_values("cost", kind="stable").reset_index(drop=True))
    ends = [link["capacity"].to_numpy(float).cumsum() for link in links]
    whole = min((end[-1] if len(end) else 0.0) for end in ends)
    inner = np.unique(np.concatenate(ends))
    inner = inner[inner < whole * (1 - CLOSE)]
    edges = np.array([0.0, *inner[np.diff(inner, prepend=0.0) > CLOSE * whole], *([whole] if whole > 0 else [])])
    middle = (edges[:-1] + edges[1:]) / 2
    at = [np.searchsorted(end, middle) for end in ends]
    parts = {f"cost_{n}": link["cost"].to_numpy(float)[at[n - 1]] for n, link in enumerate(links, start=1)}
    steps = pd.DataFrame({"step": range(1, len(edges)), "from": edges[:-1], "to": edges[1:]})
    steps = steps.assign(potential=np.diff(edges), cost=sum(parts.values()), **parts)
    steps["cumulative_cost"] = (steps["potential"] * steps["cost"]).cumsum()
    if all("name" in link for link in links):
        names = zip(*(link["name"].to_numpy(str)[k] for link, k in zip(links, at, strict=True)), strict=True)
        steps.insert(1, "name", [" + ".join(name) for name in names])
    return steps


def as_rows(
    steps: pd.DataFrame,
    template_row: Mapping[str, object],
    cost_column: Literal["variable_cost", "capex", "fixed_cost"] = "variable_cost",
) -> pd.DataFrame:
    """Rows of interventions.csv, one a step, made from the option's one row; ids and names get the step's number.

    `potential` and `cost_column` come from `steps`, in the units that the template names; the rest is the template's.
    Steps of an improvement share a group (the template's, else its id), so that no two sit on the same unit.
    """
    import pandas as pd

    allowed = InterventionRow.columns()
    for column in template_row:
        _allow("template_row", column, column in allowed, ", ".join(allowed))
    given = {column: value for column, value in template_row.items() if not (pd.isna(value) or value == "")}
    for column in ("intervention", "kind"):
        _allow("template_row", list(given), column in given, f"columns of interventions.csv; {column} is needed")
    for column in NOT_SPLIT:
        if float(str(given.get(column, 0))) != 0:
            raise UsageError("not_for_steps", name=column, found=given[column])
    option = str(given["intervention"])
    if given["kind"] == "improvement":
        given.setdefault("group", option)
    rows = []
    for step, potential, cost in zip(steps["step"], steps["potential"], steps["cost"], strict=True):
        said = {"name_en": f", step {step}", "name_zh": f"，第{step}级"}
        names = {column: f"{given[column]}{number}" for column, number in said.items() if column in given}
        rows.append(given | {"intervention": f"{option}_{step}", **names, "potential": potential, cost_column: cost})
    used = {column for row in rows for column in row}
    return pd.DataFrame(rows, columns=[column for column in allowed if column in used])


def repeat_for_steps(links: pd.DataFrame, template_id: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of another table (process_emissions.csv, unit_flows.csv, savings.csv, ...) for every step of an option.

    A row whose first column names the option is repeated for each of `rows` (from `as_rows`); others stay as they are.
    """
    import pandas as pd

    key = links.columns[0]
    own = links[key] == template_id
    repeated = [links[own].assign(**{key: step}) for step in rows["intervention"]]
    return pd.concat([links[~own], *repeated], ignore_index=True)


def _allow(name: str, found: object, right: bool, allowed: str) -> None:
    if not right:
        raise UsageError("bad_argument", name=name, found=found, allowed=allowed)
