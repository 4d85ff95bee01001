"""Numbers as people read them."""

from __future__ import annotations

import math
from collections.abc import Sequence

MOST_PLACES = 6
"""After the point: what is less than half a millionth reads 0."""


def number(value: float, figures: int = 3) -> str:
    """A number to read: thousands apart, about so many figures, no powers of ten, never -0."""
    if not math.isfinite(value):
        return "–"
    size = math.floor(math.log10(abs(value))) if value else 0
    places = min(MOST_PLACES, max(0, figures - 1 - size))
    shown = f"{value:,.{places}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("-0", "") else shown.replace("-", "−")


def signed(value: float, figures: int = 3) -> str:
    """A number with its sign; what reads 0 has none."""
    said = number(value, figures)
    return f"+{said}" if value > 0 and said != "0" else said


def between(low: float, high: float) -> str:
    """A range, or one number where both ends read the same."""
    dash = " – " if low < 0 else "–"  # apart where it would read as a minus
    return number(low) if number(low) == number(high) else f"{number(low)}{dash}{number(high)}"


def from_to(years: Sequence[int]) -> str:
    """The first and the last of years; one that is alone."""
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])


def ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round numbers from low to high, `about` so many; where both are the same, that one."""
    if high <= low:
        return [low]
    rough = (high - low) / about
    base = 10.0 ** math.floor(math.log10(rough))
    step = next(base * factor for factor in (1, 2, 2.5, 5, 10) if base * factor >= rough * (1 - 1e-9))
    return [round(i * step, 12) for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
