"""The correlations of sources as a matrix: of ranks as users give them, and of the normal scores behind the draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.case.case import Case
from planner.tables.ranges import CorrelationRow

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float64]

ROUNDING = 1e-9
"""How far below 0 an eigenvalue may be by rounding."""


def score_correlations(case: Case) -> tuple[list[str], Matrix]:
    r"""The correlated sources, and the correlations of their normal scores.

    $$r_{kl} = 2 \sin\left(\frac{\pi}{6} \rho_{kl}\right)$$

    of two normal numbers whose ranks have the correlation $\rho$ (Pearson 1907).
    """
    import numpy as np

    rows = case.rows(CorrelationRow)
    keys = list(dict.fromkeys(key for row in rows for key in (row.key, row.other)))
    place, matrix = {key: n for n, key in enumerate(keys)}, np.eye(len(keys))
    for row in rows:
        a, b = place[row.key], place[row.other]
        matrix[a, b] = matrix[b, a] = 2 * np.sin(np.pi / 6 * row.rank)
    return keys, matrix


def go_together(matrix: Matrix) -> bool:
    """Whether numbers can have these correlations all at once: no eigenvalue is negative."""
    import numpy as np

    return bool(np.linalg.eigvalsh(matrix).min(initial=0.0) >= -ROUNDING)
