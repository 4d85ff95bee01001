"""The ledger: every payment between payers, as coefficients on the columns of the program.

Needs payers and tariffs, and what other subjects book. Mathematics: models/README.md, "Money". All in money of the year, undiscounted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.model import subjects
from planner.model.money.payers import COSTS, OUTSIDE, Entry, Shares, borne_by
from planner.model.money.tariffs import Tariffs

if TYPE_CHECKING:
    from planner.model.inputs import Inputs


def entries(inputs: Inputs) -> Iterator[Entry]:
    """All that is paid under a case with payers."""
    yield from capital(inputs)
    yield from running(inputs)
    yield from energy(inputs)
    yield from carbon(inputs)
    for subject in subjects.SUBJECTS:
        yield from subject.entries(inputs)


def capital(inputs: Inputs) -> Iterator[Entry]:
    r"""Overnight capital of what is built and what is decided: $\omega_{p,i}\,k_{i,v}\,(N_{i,v} + N^0_{i,v})$. Money."""
    for (i, v), cost in inputs.capex.items():
        for payer, share in borne_by(inputs, i, "capex") if cost else ():
            yield Entry(v, payer, OUTSIDE, i, "capex", ("new_units", i, v), share * cost)
    for (i, v), units in inputs.decided.items():
        for payer, share in borne_by(inputs, i, "capex"):
            yield Entry(v, payer, OUTSIDE, i, "capex", None, share * units * inputs.decided_capex[i, v])


def running(inputs: Inputs) -> Iterator[Entry]:
    r"""Fixed cost of what stands and variable cost of what runs, by shares: $\omega_{p,i}\,f_{i,y}\,S_{i,y}$, $\omega_{p,i}\,c_{x,y}\,X_{x,y}$."""
    for (i, y), cost in inputs.fixed_cost.items():
        for payer, share in borne_by(inputs, i, "fixed"):
            yield Entry(y, payer, OUTSIDE, i, "fixed", ("stock", i, y), share * cost)
    for (x, i, y), cost in inputs.variable_cost.items():
        for payer, share in borne_by(inputs, i, "variable"):
            for column in inputs.activity_columns(x, y):
                yield Entry(y, payer, OUTSIDE, i, "variable", column, share * cost)
    for paid in (payment for payment in inputs.more_payments if not payment.outside):
        for payer, share in borne_by(inputs, paid.item, paid.kind if paid.kind in COSTS else "variable"):
            yield Entry(paid.year, payer, OUTSIDE, paid.item, paid.kind, paid.column, share * paid.money)


def energy(inputs: Inputs) -> Iterator[Entry]:
    r"""Users pay the supplier of a carrier, who pays makers and what is bought.

    A user pays its tariff $u$ on what it uses, a maker's owner is paid $m$ on what it makes, less the share $\sigma$ that
    it uses itself, which saves it $u$. Without a row both are the price of what is bought, with the carbon price on it,
    $p_{c,y} + \sum_a \tau_{a,y} e_{c,a,y}$; of what can't be bought, nothing. Money.
    """
    tariffs: Tariffs = inputs.own["tariffs"]
    taxed = _carbon_on_purchases(inputs)
    price = {
        (c, t, y): paid + taxed[c, y]
        for (c, y), bought in inputs.purchase_prices.items()
        for t, (_, paid) in zip(inputs.slices.of(c), bought, strict=True)
    }
    for c, t, y, i, _, column, supplied in inputs.passing():
        used = -supplied
        supplier, bought_at = tariffs.supplier(c), price.get((c, t, y), 0.0)
        for payer, share in borne_by(inputs, i, "energy" if used > 0 else "capex"):
            rate = tariffs.rate(c, "use", (i, payer), y, bought_at)
            if used > 0:
                yield Entry(y, payer, supplier, c, "energy", column, share * used * rate)
                continue
            own = tariffs.self_used(c, (i, payer))
            paid = tariffs.rate(c, "made", (i, payer), y, bought_at)
            yield Entry(y, payer, supplier, c, "energy", column, share * own * used * rate)
            yield Entry(y, supplier, payer, c, "sales", column, -share * (1 - own) * used * paid)
    for (c, y), bought in inputs.purchase_prices.items():
        for column, paid in bought if (supplier := tariffs.supplier(c)) != OUTSIDE else ():
            yield Entry(y, supplier, OUTSIDE, c, "purchase", column, paid)
            yield Entry(y, supplier, OUTSIDE, c, "carbon", column, taxed[c, y])


def carbon(inputs: Inputs) -> Iterator[Entry]:
    r"""The carbon price on what an intervention emits where it stands, less what is caught from it; on a baseline.

    $$\omega_{p,i}\,\tau_{a,s,y}\,(\epsilon_{a,s,x,y} X_{x,y} - \kappa_{a,k} C_{k,i,y}) \qquad
      \omega_{p,s}\,\tau_{a,s,y}\,B_{a,s,y}$$

    Money. On what is bought it goes with the price: `energy`.
    """
    for (a, s, y), rate in inputs.carbon_rates.items():
        for x, i, emitted in inputs.emitted.get((a, s, y), ()):
            for payer, share in borne_by(inputs, i, "carbon"):
                for column in inputs.activity_columns(x, y):
                    yield Entry(y, payer, OUTSIDE, a, "carbon", column, share * rate * emitted)
        for k, technologies in inputs.captures.items():
            for i in technologies if (a, k) in inputs.capture_factor else ():
                for payer, share in borne_by(inputs, i, "carbon") if inputs.sector_of[i] == s else ():
                    money = -share * rate * inputs.capture_factor[a, k]
                    yield Entry(y, payer, OUTSIDE, a, "carbon", ("captured", k, i, y), money)
        shares: Shares = inputs.own["payers"]
        for payer, share in shares.sectors[s]:
            yield Entry(y, payer, OUTSIDE, a, "carbon", None, share * rate * inputs.baseline.get((a, s, y), 0.0))


def _carbon_on_purchases(inputs: Inputs) -> dict[tuple[str, int], float]:
    """(carrier, year) -> carbon price on one unit bought, of carriers that count in a sector of their own."""
    found = defaultdict[tuple[str, int], float](float)
    for (a, s, c, y), factor in inputs.purchase_emissions.items():
        found[c, y] += factor * inputs.carbon_rates.get((a, s, y), 0.0)
    return found
