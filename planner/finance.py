"""Annuities and discounting: pure functions, no tables, no model.

Money is real, of the case's price year. Every cost of year y falls at the end of y, counted from the end of the first
year; overnight capex falls at the start of its year.
"""

from __future__ import annotations


def capital_recovery_factor(rate: float, lifetime: int) -> float:
    r"""The yearly payment that repays 1 over `lifetime` years at `rate` [1/yr]; 1/lifetime at rate 0.

    $$\mathrm{CRF}(r, L) = \frac{r}{1 - (1+r)^{-L}}$$
    """
    if rate == 0:
        return 1 / lifetime
    return rate / (1 - (1 + rate) ** -lifetime)


def discount_factor(rate: float, year: int, first_year: int) -> float:
    r"""What 1 paid in `year` is worth in the first year: $(1+r)^{-(y - y_0)}$."""
    return float((1 + rate) ** -(year - first_year))


def years_in_service(built: int, lifetime: int, last_year: int) -> range:
    """The years of the horizon in which what was built in `built` works: built <= y < built + lifetime."""
    return range(built, min(built + lifetime, last_year + 1))


def annuity_present_value(rate: float, lifetime: int, built: int, first_year: int, last_year: int) -> float:
    r"""Present value of the annuity of 1 of capex built in year v, over its years in service within the horizon.

    $$\mathrm{CRF}(r, L) \sum_{y=v}^{\min(v+L-1,\,Y)} (1+r)^{-(y-y_0)}$$

    What works on after the horizon is not paid for after it, so no salvage rule is needed.
    """
    in_service = years_in_service(built, lifetime, last_year)
    return capital_recovery_factor(rate, lifetime) * sum(discount_factor(rate, y, first_year) for y in in_service)
