"""Draws of numbers from their ranges: spread evenly, correlated by their ranks, the same wherever a number is drawn."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from planner.case.case import Case
from planner.case.correlations import score_correlations
from planner.program.program import Vector
from planner.sweeps.ranges import Range, all_ranges

Method = Literal["latin_hypercube", "sobol"]


def drawn(case: Case, ranges: Sequence[Range], draws: int, seed: int, method: Method) -> pd.DataFrame:
    """A row a draw, a column a range, by its name.

    All ranges of sources.csv are drawn, whichever are asked for, each from a stream of its own. So the same seed gives
    a number the same draws under any model, policy or scenario, and beside any others.
    """
    shares = correlated(case, evenly([each.source.key for each in all_ranges(case)], draws, seed, method))
    return pd.DataFrame({each.name: each.quantile(shares[each.source.key].to_numpy()) for each in ranges})


def evenly(keys: Sequence[str], draws: int, seed: int, method: Method) -> pd.DataFrame:
    """Shares between 0 and 1, spread evenly in each column: Latin hypercubes, or scrambled Sobol points."""
    from scipy.stats import qmc

    if method == "sobol":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of a number of draws that is no power of two
            return pd.DataFrame(qmc.Sobol(len(keys), seed=seed).random(draws), columns=list(keys))
    streams = {key: np.random.default_rng([seed, *key.encode()]) for key in keys}
    return pd.DataFrame({key: qmc.LatinHypercube(1, seed=each).random(draws)[:, 0] for key, each in streams.items()})


def correlated(case: Case, shares: pd.DataFrame) -> pd.DataFrame:
    """The same shares in each column, in another order: that of normal scores with the correlations of the case.

    With $z$ the normal scores of independent columns and $R = L L^\\top$ the correlations, the order is that of
    $L z$ (Iman and Conover 1982): a Gaussian copula whose margins stay as evenly spread as they were.
    """
    keys, matrix = score_correlations(case)
    if not keys:
        return shares
    from scipy import stats

    scores = stats.norm.ppf(shares[keys].to_numpy()) @ _root(matrix).T
    order = np.argsort(np.argsort(scores, axis=0), axis=0)
    return shares.assign(**{key: np.sort(shares[key])[order[:, n]] for n, key in enumerate(keys)})


def _root(matrix: Vector) -> Vector:
    """A lower triangle L with L L' = R, also of an R that is singular (a correlation of 1)."""
    values, vectors = np.linalg.eigh(matrix)
    _, upper = np.linalg.qr((vectors * np.sqrt(np.maximum(values, 0.0))).T)
    return np.asarray((upper * np.where(np.diag(upper) < 0, -1.0, 1.0)[:, None]).T)
