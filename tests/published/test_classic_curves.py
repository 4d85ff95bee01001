"""Published cost curves redrawn as bars: their order, widths and heights (classic_curves/README.md)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from chart_rows import parts_of

import planner
from planner.case.cost_steps import split_lognormal
from planner.curves.ranked import ranked_curve

HERE = Path(__file__).parent
EPA_PUBLISHED = {0: 210.01, 5: 583.32, 10: 690.89, 20: 791.56, 50: 832.79, 100: 872.93, 1e9: 939.37}
"""China in 2030: Mt avoided up to a price, of the published cumulative curve."""


def drawn(case: planner.Case, year: int | None = None) -> pd.DataFrame:
    """The bars as they are drawn, with where each ends."""
    curve = ranked_curve(case, year=year or case.years[0])
    chart = parts_of(curve.plot().chart)["bars"]
    bars = curve.bars[curve.bars["bar"]]
    assert [bar["Measure"] for bar in chart] == bars["name_en"].tolist()
    wide = [bar["x2"] - bar["x"] for bar in chart]
    assert wide == pytest.approx(bars["abatement"].tolist())
    return bars.assign(end=bars["abatement"].cumsum())


@pytest.mark.parametrize(("name", "count"), [("brazil", 35), ("peru", 72)])
def test_every_measure_of_a_sheet_is_a_bar_in_the_published_order(name, count):
    """Sorted by cost with pandas: the same names, tonnes and costs, one bar a measure."""
    bars = drawn(planner.classic_case(HERE / "classic_curves" / f"{name}.csv"))
    published = pd.read_csv(HERE / "classic_curves" / f"{name}.csv")
    tonnes, cost = (next(c for c in published if c.startswith(word)) for word in ("abatement", "cost"))
    published = published.sort_values([cost, tonnes], ascending=[True, False])
    assert len(bars) == count == len(published)
    assert bars["name_en"].tolist() == published["measure"].tolist()
    assert bars["abatement"].tolist() == pytest.approx(published[tonnes].tolist())
    assert bars["cost_per_tonne"].tolist() == pytest.approx(published[cost].tolist())
    assert not bars["dominated"].any()


def test_bars_of_epa_reach_the_published_abatement_at_each_price():
    """What is left of a price on the axis is what was published. Nine of 294 rows are too small to count."""
    case = planner.read_case(HERE / "epa_china")
    bars = drawn(case, 2030)
    small = [i for i, row in case.interventions.items() if row.potential < 2e-6]
    assert (len(bars), len(small)) == (285, 9)
    for price, abatement in EPA_PUBLISHED.items():
        assert bars.loc[bars["cost_per_tonne"] <= price + 1e-6, "end"].max() == pytest.approx(abatement, abs=0.005)


def test_bars_of_the_chain_stand_where_the_published_steps_do(tmp_path):
    """14 steps from -306.85 to 450.94 yuan/t, 62,300 x 10,000 t."""
    steps = pd.read_csv(HERE / "ccus_east_china" / "cost_scale_curve.csv")
    rows = [
        f"Step {n},{row.to_1e4_t - row.from_1e4_t},{row.marginal_full_chain_cost_rmb_per_t}"
        for n, row in enumerate(steps.itertuples(), start=1)
    ]
    sheet = tmp_path / "chain.csv"
    sheet.write_text("\n".join(["措施,减排量（万吨）,单位成本（元/吨）", *reversed(rows)]), encoding="utf-8")
    bars = drawn(planner.classic_case(sheet))
    assert bars["end"].tolist() == pytest.approx(steps["to_1e4_t"].tolist())
    assert bars["cost_per_tonne"].tolist() == pytest.approx(steps["marginal_full_chain_cost_rmb_per_t"].tolist())


def test_bars_of_a_spread_follow_the_smooth_curve(tmp_path):
    """Three technologies in 20 steps each: at every price of the formula the bars are within one step of each."""
    technologies = pd.read_csv(HERE / "lognormal" / "technologies.csv").itertuples(index=False)
    rows = [
        f"{name} {n},{step.potential},{step.cost}"
        for name, theta, mean, sigma in technologies
        for n, step in enumerate(split_lognormal(mean, sigma=sigma, potential=theta, steps=20).itertuples(), start=1)
    ]
    sheet = tmp_path / "spread.csv"
    sheet.write_text("\n".join(["measure,tonnes (t),cost (EUR/t)", *rows]), encoding="utf-8")
    bars = drawn(planner.classic_case(sheet))
    assert len(bars) == 60
    for price, share, _ in pd.read_csv(HERE / "lognormal" / "formula.csv").itertuples(index=False):
        found = bars.loc[bars["cost_per_tonne"] <= price, "end"].max()
        assert (0 if pd.isna(found) else found) == pytest.approx(share, abs=0.6 / 20)
