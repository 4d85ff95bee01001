"""A log-normal spread of costs, split into steps, converges to the published smooth curve (lognormal/README.md)."""

from __future__ import annotations

from math import erf, exp, log, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

import planner
from planner.case.cost_steps import as_rows, repeat_for_steps, split_lognormal

FOLDER = Path(__file__).parent / "lognormal"
TECHNOLOGIES = [tuple(row) for row in pd.read_csv(FOLDER / "technologies.csv").to_numpy().tolist()]
FORMULA = pd.read_csv(FOLDER / "formula.csv")


def phi(z):
    return (1 + erf(z / sqrt(2))) / 2


def adopted(price, mean, sigma):
    return phi((log(price / mean) + sigma**2 / 2) / sigma)


def quantile(share, mean, sigma):
    """The price at which a share is adopted."""
    return mean * exp(sigma * NormalDist().inv_cdf(share) - sigma**2 / 2)


def split(steps):
    return pd.concat(
        [split_lognormal(mean, sigma=sigma, potential=theta, steps=steps) for _, theta, mean, sigma in TECHNOLOGIES]
    )


def at_price(steps, price):
    """Potential and cost of the steps at or below a price."""
    used = steps[steps["cost"] <= price]
    return used["potential"].sum(), (used["potential"] * used["cost"]).sum()


@pytest.mark.parametrize("steps", [10, 100, 1000])
def test_the_curve_is_within_one_step_of_each_technology(steps):
    """Shares 0.1, 0.2 and 0.3 in N steps each: 0.6 / N of emissions; in cost, the dearest step of each at the most."""
    table = split(steps)
    dearest = (table["potential"] * table["cost"]).groupby(table["potential"]).max().sum()
    for price, share, cost in FORMULA.itertuples(index=False):
        found_share, found_cost = at_price(table, price)
        assert abs(found_share - share) <= 0.6 / steps
        assert abs(found_cost - cost) <= dearest


@pytest.mark.parametrize("steps", [1, 2, 10, 1000])
def test_the_cost_of_full_use_is_exact(steps):
    """0.1 x 0.5 + 0.2 x 2 + 0.3 x 5 = 1.95, the last row of the formula."""
    assert at_price(split(steps), np.inf) == pytest.approx((0.6, 1.95), rel=1e-13)
    assert FORMULA["total_cost_share"].iloc[-1] == pytest.approx(1.95)


def test_the_cost_of_the_cheapest_steps_is_exact_at_every_end():
    """At the price that is the quantile k/N the formula adopts k/N and costs what the first k steps cost."""
    steps, mean, sigma = 20, 2.0, 0.2
    table = split_lognormal(mean, sigma=sigma, potential=1.0, steps=steps)
    spent = (table["potential"] * table["cost"]).cumsum()
    for k in range(1, steps):
        price = quantile(k / steps, mean, sigma)
        assert adopted(price, mean, sigma) == pytest.approx(k / steps)
        assert spent[k - 1] == pytest.approx(mean * phi((log(price / mean) - sigma**2 / 2) / sigma), rel=1e-12)


@pytest.mark.parametrize("steps", [10, 100, 1000])
def test_the_error_in_tonnes_is_a_quarter_of_a_step(steps):
    """So it falls as 1 / N. Along a step it runs from 0 to about a half, jumps to minus a half and back to 0.

    Averaged over users, in order of their cost; a step is theta / N.
    """
    _, theta, mean, sigma = TECHNOLOGIES[1]
    table = split_lognormal(mean, sigma=sigma, potential=theta, steps=steps)
    users = (np.arange(20 * steps) + 0.5) / (20 * steps)
    prices = [quantile(user, mean, sigma) for user in users]
    found = np.searchsorted(table["cost"], prices, side="right") * theta / steps
    assert np.abs(found - theta * users).mean() == pytest.approx(theta / steps / 4, rel=0.02)


def test_without_spread_every_step_costs_the_mean():
    assert split_lognormal(40, sigma=0, potential=8, steps=4)["cost"].tolist() == pytest.approx([40] * 4)


@pytest.mark.parametrize("sigma", [0.05, 1, 3])
def test_steps_rise_and_keep_the_mean_however_wide_the_spread(sigma):
    cost = split_lognormal(10, sigma=sigma, potential=1, steps=500)["cost"]
    assert (cost.diff().dropna() > 0).all()
    assert cost.mean() == pytest.approx(10, rel=1e-12)


def test_the_planner_abates_what_the_formula_adopts():
    """Ten rows a technology, pasted into the tables: at each price the curve is within 0.6 / 10 of the formula."""
    built, links = [], pd.DataFrame({"intervention": [], "account": [], "unit": [], "amount": []})
    for name, theta, mean, sigma in TECHNOLOGIES:
        template = {
            "intervention": name,
            "kind": "reduction",
            "name_en": name,
            "sector": "city",
            "unit": "tCO2",
            "variable_unit": "EUR/tCO2",
            "lifetime": 1,
        }
        rows = as_rows(split_lognormal(mean, sigma=sigma, potential=theta, steps=10), template)
        one = pd.DataFrame([{"intervention": name, "account": "co2", "unit": "tCO2/tCO2", "amount": -1}])
        links = pd.concat([links, repeat_for_steps(one, name, rows)])
        built.append(rows)
    case = planner.read_case(
        {
            "case.toml": 'title_en = "Smooth"\nfirst_year = 2030\nlast_year = 2030\nprice_year = 2023\nmoney = "EUR"\n'
            'discount_rate = 0.0\n[[accounts]]\nid = "co2"\nunit = "tCO2"',
            "sectors.csv": "sector\ncity",
            "baseline.csv": "sector,account,unit,amount\ncity,co2,tCO2,1",
            "interventions.csv": pd.concat(built).to_csv(index=False),
            "process_emissions.csv": links.to_csv(index=False),
        }
    )
    steps = planner.mac_curve(case, year=2030).steps
    assert len(steps) == 30
    assert steps["emissions_to"].iloc[-1] == pytest.approx(0.4)
    for price, share, _ in FORMULA.itertuples(index=False):
        abated = steps.loc[steps["price"] <= price, "abatement_to"].max()
        assert (0 if np.isnan(abated) else abated) == pytest.approx(share, abs=0.6 / 10)
