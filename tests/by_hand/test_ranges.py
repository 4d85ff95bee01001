"""Shapes and correlations of sources' numbers: draws against distributions that are known, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from test_uncertainty import TABLES

import planner
from planner.sweeps.draws import drawn
from planner.sweeps.ranges import all_ranges

SOURCES = """
    key, title, value, low, high, unit,      grade
    a,   A,     10,    5,   20,   yuan/tCO2, assumption
    b,   B,     30,    10,  40,   yuan/tCO2, assumption
    c,   C,     2,     0,   4,    yuan/tCO2, assumption
"""


def case_with(case_of, ranges="", correlations="", sources=SOURCES) -> planner.Case:
    tables = {"ranges": ranges, "correlations": correlations}
    return case_of(
        **TABLES
        | {"interventions": TABLES["interventions"].replace("wage", "a").replace("fuel", "b")}
        | {"sources": sources}
        | {name: said for name, said in tables.items() if said}
    )


def draws_of(case, count=2000, seed=1, method="latin_hypercube", keys="abc"):
    ranges = [each for each in all_ranges(case) if each.source.key in keys]
    found = drawn(case, ranges, count, seed, method)
    return found.set_axis([each.source.key for each in ranges], axis=1)


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_shapes_are_those_distributions(case_of, method):
    """A is log-normal: median 10, 5 and 20 its 5 % and 95 % quantiles, so the logarithm has the deviation ln 2 / 1.645 = 0.421.

    b is uniform on 10 to 40: mean 25, variance 30² / 12 = 75. c is discrete: 0, 1, 4 with the weights 1, 2, 1: half are 1, the
    mean is (0 + 2 + 4) / 4 = 1.5, the variance (2.25 + 2 x 0.25 + 6.25) / 4 = 2.25.
    """
    case = case_with(
        case_of, "key, shape, numbers, weights\n a, log_normal,,\n b, uniform,,\n c, discrete, 4;0;1, 1;1;2"
    )
    found = draws_of(case, method=method, count=2048)
    deviation = np.log(2) / stats.norm.ppf(0.95)
    assert deviation == pytest.approx(0.4214, abs=1e-4)
    assert stats.kstest(found["a"], stats.lognorm(deviation, scale=10).cdf).statistic < 0.002
    (log_normal, *_) = all_ranges(case)
    assert log_normal.quantile(np.array([0.05, 0.5, 0.95])) == pytest.approx([5, 10, 20])
    assert stats.kstest(found["b"], stats.uniform(10, 30).cdf).statistic < 0.002
    assert found["b"].agg(["mean", "var"]).tolist() == pytest.approx([25, 75], rel=2e-3)
    assert found["c"].value_counts(normalize=True).to_dict() == pytest.approx({1: 0.5, 0: 0.25, 4: 0.25}, abs=2e-3)
    assert found["c"].agg(["mean", "var"]).tolist() == pytest.approx([1.5, 2.25], rel=5e-3)


def test_a_skewed_log_normal_keeps_its_median_and_both_quantiles(case_of):
    """b: median 30, 5 % below 10 and 5 % above 40, each side with its own spread."""
    found = draws_of(case_with(case_of, "key, shape\n b, log_normal"))["b"]
    assert np.quantile(found, [0.05, 0.5, 0.95]) == pytest.approx([10, 30, 40], rel=1e-2)


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_ranks_are_correlated_and_margins_stay(case_of, method):
    """A and b go together with a rank correlation of 0.7, b and c against each other with -0.4, a and c not at all; each
    alone has exactly the numbers that it has without correlations."""
    correlations = "key, other, rank\n a, b, 0.7\n c, b, -0.4\n c, a, 0"
    found, alone = (draws_of(case_with(case_of, "", said), 2048, 1, method) for said in (correlations, ""))
    ranks = stats.spearmanr(found).statistic
    assert [ranks[0, 1], ranks[1, 2], ranks[0, 2]] == pytest.approx([0.7, -0.4, 0], abs=0.03)
    assert abs(stats.spearmanr(alone).statistic - np.eye(3)).max() < 0.05
    for key in "abc":
        assert np.sort(found[key]).tolist() == np.sort(alone[key]).tolist()


def test_numbers_that_are_one(case_of):
    """With a rank correlation of 1 the order of a is that of b."""
    found = draws_of(case_with(case_of, "", "key, other, rank\n a, b, 1"), 100)
    assert np.argsort(found["a"]).tolist() == np.argsort(found["b"]).tolist()


def test_the_same_seed_draws_the_same_whatever_else_is_drawn(case_of):
    """Beside other numbers, under another policy: common random numbers."""
    case = case_with(case_of)
    every = draws_of(case, 50)
    assert draws_of(case, 50, keys="b")["b"].tolist() == every["b"].tolist()
    assert draws_of(case, 50, seed=2)["b"].tolist() != every["b"].tolist()
    loose = case_of(
        **TABLES
        | {
            "sources": SOURCES,
            "caps": "account, kind, unit, amount\n co2, yearly, tCO2, 90",
            "interventions": TABLES["interventions"].replace("wage", "a").replace("fuel", "b"),
        }
    )
    tight = planner.uncertainty(case, draws=8, numbers=["b"]).sweep.points
    assert (
        planner.uncertainty(loose, draws=8).sweep.points["sources.csv/b/value"].tolist()
        == tight["sources.csv/b/value"].tolist()
    )


def test_a_log_normal_cost_has_the_mean_of_its_distribution(case_of):
    """30 t at a, with the mean 10 exp(0.421² / 2); 30 t at 40 b / 30, where b is triangular on 10, 30, 40: the mean is 80/3.

    300 exp(0.0888) + 30 x 40 / 30 x 80/3 = 327.9 + 1,066.7 = 1,394.5, within what is cut off beyond a thousandth of each tail.
    """
    found = planner.uncertainty(case_with(case_of, "key, shape\n a, log_normal"), draws=400)
    cost = found.bands[(found.bands["quantity"] == "cost") & (found.bands["item"] == "plan")].iloc[0]
    assert cost["mean"] == pytest.approx(300 * np.exp(0.42138**2 / 2) + 40 * 80 / 3, rel=2e-3)
    assert found.numbers.set_index("key").loc["a", ["cost_low", "cost_high", "shape"]].tolist() == pytest.approx(
        [-150, 300, "log_normal"]
    )


@pytest.mark.parametrize(
    ("ranges", "correlations", "said"),
    [
        ("key, shape\n wgae, uniform", "", "unknown_id"),
        ("key, shape\n a, normal", "", "not_an_option"),
        ("key, shape, numbers\n a, uniform, 5;6", "", "numbers_of_another_shape"),
        ("key, shape\n c, log_normal", "", "log_normal_above_zero"),
        ("key, shape, numbers\n a, discrete, 5;x", "", "bad_choices"),
        ("key, shape, numbers\n a, discrete, 5", "", "few_choices"),
        ("key, shape, numbers\n a, discrete, 5;21", "", "out_of_range"),
        ("key, shape, numbers, weights\n a, discrete, 5;6, 1", "", "bad_weights"),
        ("", "key, other, rank\n a, b, 2", "out_of_range"),
        ("", "key, other, rank\n a, a, 0.5", "pair_twice"),
        ("", "key, other, rank\n a, b, 0.5\n b, a, 0.4", "pair_twice"),
        ("", "key, other, rank\n a, b, 0.9\n b, c, 0.9\n a, c, -0.9", "correlations_clash"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(case_of, ranges, correlations, said):
    with pytest.raises(planner.InputError) as wrong:
        case_with(case_of, ranges, correlations)
    assert [problem.key for problem in wrong.value.problems] == [said]


def test_a_derived_source_has_no_shape_of_its_own(case_of):
    with pytest.raises(planner.InputError, match="'fuel', which can't be drawn"):
        case_of(**TABLES | {"ranges": "key, shape\n fuel, uniform"})


def test_a_range_the_wrong_way_round_is_said_once(case_of):
    """It can't be drawn from, either; that follows, and is not said."""
    wrong = SOURCES.replace("5,   20,", "20,  5, ")
    with pytest.raises(planner.InputError) as said:
        case_with(case_of, "key, shape\n a, log_normal", "key, other, rank\n a, b, 0.5", wrong)
    assert [(each.file, each.column, each.key) for each in said.value.problems] == [
        ("sources.csv", "low", "reversed_range")
    ]
