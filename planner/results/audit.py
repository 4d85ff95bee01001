"""The audit: cost, emissions, balances, stock and limits of a plan, recomputed by code that does not know the program.

It takes from the plan only what was decided (built, run, caught, bought) and reads everything else from the case: its
own filling of years through the rows, its own stock keeping, its own sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import product

from planner.case.case import Case
from planner.errors import SolverError
from planner.finance import capital_recovery_factor
from planner.model import subjects
from planner.model.costs import CarbonPriceRow
from planner.model.model_file import ModelSpec
from planner.model.modes import Mode
from planner.results.audit_slices import Sliced
from planner.results.values import Values
from planner.tables.shared import PathRow, UnitFlowRow
from planner.units import Units

LARGEST_ERROR = 1e-6


class Audit:
    """One plan against one case. Amounts in the tables' units, converted here and nowhere else."""

    def __init__(self, case: Case, spec: ModelSpec, modes: tuple[Mode, ...], values: Values) -> None:
        self.case, self.spec, self.modes, self.values = case, spec, modes, values
        self.units = Units(case.settings.counted)
        self.first = case.settings.first_year
        self.paths: dict[tuple[str, str], PathRow] = {(row.intervention, row.column): row for row in case.paths}
        self.flows: dict[str, list[tuple[UnitFlowRow, float]]] = defaultdict(list)
        self.standing: dict[str, list[tuple[UnitFlowRow, float]]] = defaultdict(list)
        """Of each intervention its flows per unit of activity, and per unit of stock, with what converts them."""
        for flow in case.unit_flows:
            row = case.interventions[flow.intervention]
            per = row.unit if flow.per == "stock" else case.delivered_unit(flow.intervention)
            factor = self.units.factor(flow.unit, f"({case.unit_of(flow.carrier)})/({per})")
            (self.standing if flow.per == "stock" else self.flows)[flow.intervention].append((flow, factor))
        self.sliced = Sliced(case, values)
        self._stocks: dict[tuple[str, int], float] = {}
        self.runs = {y: self._runs(y) for y in case.years}

    def _runs(self, y: int) -> list[tuple[str, float, list[str]]]:
        """(intervention, amount, improvements that cut its use), of technologies, improvements and the rest."""
        runs: list[tuple[str, float, list[str]]] = []
        for mode in self.modes:
            amount, improving = self.values("activity", mode.name, y), [choice.rows[0] for choice in mode.choices]
            runs += [(mode.technology, amount, improving), *((row, amount, []) for row in improving)]
        for i, row in self.case.interventions.items():
            if row.kind in ("storage", "reduction"):
                runs.append((i, self.values("activity" if row.kind == "storage" else "stock", i, y), []))
        for link in self.case.captures:
            runs.append((link.capture, self.values("captured", link.capture, link.technology, y), []))
        return [run for run in runs if run[1]]

    def stock(self, i: str, y: int) -> float:
        """Stock that stands by the tables: what is left of the existing, and the vintages still alive."""
        if (i, y) not in self._stocks:
            alive = range(max(self.first, y - self.case.interventions[i].lifetime + 1), y + 1)
            self._stocks[i, y] = self._left(i, y) + sum(self.values("new_units", i, v) for v in alive)
        return self._stocks[i, y]

    def _left(self, i: str, y: int) -> float:
        """What is left of the existing stock."""
        row = self.case.interventions[i]
        if (i, "existing") in self.paths:
            return self.paths[i, "existing"].at(y)
        return row.existing * max(0.0, 1 - (y - self.first) / row.lifetime)

    def decided(self, i: str) -> dict[int, float]:
        """Units that a path of existing stock adds, by year; what it keeps up of them beyond their life, too."""
        added: dict[int, float] = {}
        path, life = self.paths.get((i, "existing")), self.case.interventions[i].lifetime
        for y in list(self.case.years)[1:] if path else ():
            assert path is not None
            added[y] = max(0.0, path.at(y) - path.at(y - 1) + added.get(y - life, 0.0))
        return added

    def consumption(self, i: str, improving: list[str], carrier: str, y: int) -> float:
        """Carrier units that one unit of activity consumes (+) or makes (-), after savings."""
        amount = sum(flow.at(y) * factor for flow, factor in self.flows[i] if flow.carrier == carrier)
        if amount > 0:
            for improvement in improving:
                rows = [r for r in self.case.savings if r.improvement == improvement and r.carrier == carrier]
                own = [r for r in rows if r.technology == i] or [r for r in rows if r.technology is None]
                amount *= 1 - own[0].fraction if own else 1.0
        return amount

    def own(self, y: int) -> Iterator[tuple[str, float]]:
        """(commodity, amount) or ("", money) of a year that subjects compute from their own tables."""
        for subject in subjects.acting(self.spec.money):
            yield from subject.audited(self.case, self.values, y)

    def passing(self, y: int) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
        """Of each commodity and slice (blank: the year) supply less use; of each commodity all that passes."""
        net: dict[tuple[str, str], float] = defaultdict(float)
        through: dict[str, float] = defaultdict(float)
        for c, t, part in self._passed(y):
            net[c, t] += part
            through[c] += abs(part)
        return net, through

    def _passed(self, y: int) -> Iterator[tuple[str, str, float]]:
        """(commodity, slice, supplied or, negative, used) by each that does."""
        sliced = self.sliced
        for i, amount, improving in self.runs[y]:
            row = self.case.interventions[i]
            for c in {f.carrier for f, _ in self.flows[i]}:
                each = self.consumption(i, improving, c, y)
                yield from ((c, t, -part * each) for t, part in sliced.amounts(i, amount, c, y))
            if row.kind == "technology" and row.of:
                yield from ((row.of, t, part) for t, part in sliced.supplied(i, amount, row.of, y))
        for i, standing in self.standing.items():
            for flow, factor in standing:
                used, c = self.stock(i, y) * flow.at(y) * factor, flow.carrier
                parts = sliced.spread(used, i, c) if c in sliced.commodities else [("", used)]
                yield from ((c, t, -part) for t, part in parts)
        yield from sliced.stored(y)
        for c, part in self.own(y):
            if c:
                yield from ((c, t, amount) for t, amount in sliced.even(c, part))
        for c in self.case.carriers:
            yield from ((c, t, part) for t, part in sliced.bought(c, y))
        for s, service in self.case.services.items():
            yield from ((s, t, -part) for t, part in sliced.demanded(s, service.at(y)))

    @cached_property
    def much(self) -> dict[str, float]:
        """What counts as much of a commodity in a year: what passes through it, or would if one user served all alone.

        Beside this an error is measured: where a plan has next to nothing of something, an error of all of it is none.
        """
        found: dict[str, float] = defaultdict(float)
        for y in self.case.years:
            for c, through in self.passing(y)[1].items():
                found[c] = max(found[c], through)
        for _ in range(2):  # what serves a demand, and what supplies that
            for i, flows in self.flows.items():
                of = self.case.interventions[i].of
                for flow, factor in flows if of else ():
                    most = max(abs(flow.at(y)) for y in self.case.years) * factor
                    found[flow.carrier] = max(found[flow.carrier], most * found[str(of)])
        return found

    def much_of(self, i: str) -> float:
        """What counts as much of an activity in a year: all of its commodity, or what avoids all gross emissions."""
        row = self.case.interventions[i]
        if row.of:
            return self.much[row.of]
        sizes = [0.0]
        for account, emissions in self.gross.items():
            unit = self.case.accounts[account].unit
            for process in (p for p in self.case.process_emissions if (p.account, p.intervention) == (account, i)):
                most = max(abs(process.at(y)) for y in self.case.years)
                if most:
                    sizes.append(emissions / most / self.units.factor(process.unit, f"({unit})/({row.unit})"))
            if row.kind == "capture" and self.case.accounts[account].gas == "CO2":
                sizes.append(emissions / self.units.factor(row.unit, unit))
        return max(sizes)

    def output(self, i: str) -> float:
        """Activity of a year that one unit allows."""
        row = self.case.interventions[i]
        covering = row.kind in ("improvement", "storage")
        return self.units.factor(row.unit, self.case.unit_of(row.of or "")) if covering else row.output

    def imbalance(self) -> float:
        """Largest imbalance of any commodity and year, as a share of what counts as much of it."""
        surplus = {c.carrier for c in self.case.carriers.values() if c.surplus}
        worst: dict[str, float] = defaultdict(float)
        for y in self.case.years:
            for (c, _), left in self.passing(y)[0].items():
                worst[c] = max(worst[c], max(0.0, -left) if c in surplus else abs(left))
        return max((_share(gap, self.much[c]) for c, gap in worst.items()), default=0.0)

    def emissions(self, account: str, sector: str, y: int) -> float:
        """Emissions of a sector in the account's unit."""
        return sum(self.emitted[account, sector, y])

    @cached_property
    def emitted(self) -> dict[tuple[str, str, int], list[float]]:
        """What adds up to the emissions of each account, sector and year."""
        every = product(self.case.accounts, self.case.sectors, self.case.years)
        return {key: list(self._emission_parts(*key)) for key in every}

    def _emission_parts(self, account: str, sector: str, y: int) -> Iterator[float]:
        """What adds up to the emissions of a sector: baseline, purchases, fuel, processes, less what is caught."""
        unit = self.case.accounts[account].unit
        for row in self.case.baseline:
            if (row.account, row.sector) == (account, sector):
                yield row.at(y) * self.units.factor(row.unit, unit)
        for factor in (f for f in self.case.emission_factors if f.account == account):
            carrier = self.case.carriers[factor.carrier]
            each = factor.at(y) * self.units.factor(factor.unit, f"({unit})/({carrier.unit})")
            if carrier.counted_in == sector:
                yield each * self.values("purchases", carrier.carrier, y)
            if carrier.counted_in is None:
                yield each * sum(
                    amount * self.consumption(i, improving, carrier.carrier, y)
                    for i, amount, improving in self.runs[y]
                    if self.case.interventions[i].sector == sector
                )
                yield each * sum(
                    self.stock(i, y) * flow.at(y) * factor
                    for i, standing in self.standing.items()
                    for flow, factor in standing
                    if flow.carrier == carrier.carrier and self.case.interventions[i].sector == sector
                )
        for process in (p for p in self.case.process_emissions if p.account == account):
            if self.case.interventions[process.intervention].sector == sector:
                per = self.case.delivered_unit(process.intervention)
                each = process.at(y) * self.units.factor(process.unit, f"({unit})/({per})")
                yield each * sum(amount for i, amount, _ in self.runs[y] if i == process.intervention)
        if self.case.accounts[account].gas == "CO2":
            for link in self.case.captures:
                if self.case.interventions[link.technology].sector == sector:
                    caught = self.values("captured", link.capture, link.technology, y)
                    yield -caught * self.units.factor(self.case.interventions[link.capture].unit, unit)

    @cached_property
    def gross(self) -> dict[str, float]:
        """Gross emissions of each account in its largest year: its parts without their signs."""
        found: dict[str, float] = defaultdict(float)
        for a, y in product(self.case.accounts, self.case.years):
            found[a] = max(found[a], sum(abs(part) for s in self.case.sectors for part in self.emitted[a, s, y]))
        return found

    def emission_error(self, account: str) -> float:
        """Largest difference of a sector or the city from the plan, as a share of the gross emissions."""
        apart = 0.0
        for y in self.case.years:
            sectors = {s: self.emissions(account, s, y) for s in self.case.sectors}
            apart = max(
                apart,
                *(abs(emitted - self.values("emissions", account, s, y)) for s, emitted in sectors.items()),
                abs(sum(sectors.values()) - self.values("total_emissions", account, y)),
            )
        return _share(apart, self.gross[account])

    def stock_error(self, i: str) -> float:
        """Largest difference of a stock from the plan, as a share of its most, of its potential, or of much."""
        apart = max(abs(self.stock(i, y) - self.values("stock", i, y)) for y in self.case.years)
        return _share(apart, self.size(i))

    def size(self, i: str) -> float:
        """What is large beside a stock, in its unit: its most, its potential, or what does all of its work."""
        stocks = [max(self.stock(i, y), self.values("stock", i, y)) for y in self.case.years]
        potential = max(self._value(i, "potential", y) for y in self.case.years)
        return max(*stocks, potential, self.much_of(i) / self.output(i))

    def excess(self, i: str) -> float:
        """Most by which an intervention passes its potential, its build limit or its growth, as a share of its size."""
        over = max(max(self._over(i, y)) for y in self.case.years)
        return _share(max(0.0, over), self.size(i))

    def _over(self, i: str, y: int) -> Iterator[float]:
        """What is built before its first year, and beyond each limit of a year [unit of the intervention]."""
        row, built, stock = self.case.interventions[i], self.values("new_units", i, y), self.stock(i, y)
        yield built if y < (row.first_year or 0) else 0.0
        for column, amount in (("build_limit", built), ("potential", stock)):
            if (i, column) in self.paths or getattr(row, column) is not None:
                yield amount - self._value(i, column, y)
        if row.growth is not None:
            before = self.stock(i, y - 1) if y > self.first else self._left(i, y)
            rise = max(0.0, self._left(i, y) - self._left(i, y - 1)) if y > self.first else 0.0
            yield stock - (1 + row.growth) * before - row.growth_seed - rise

    def overuse(self) -> float:
        """Most by which anything runs beyond its stock, as a share of what it can do in a year, or of much of it.

        Improvements that do the same share one activity; each adds what its own unit allows.
        """
        kinds = ("technology", "capture", "reduction")
        pools: set[tuple[str, ...]] = {(i,) for i, row in self.case.interventions.items() if row.kind in kinds}
        pools |= {choice.rows for mode in self.modes for choice in mode.choices}
        worst = 0.0
        for pool in pools:
            able = {y: sum(self.output(i) * self.stock(i, y) for i in pool) for y in self.case.years}
            size = max(*able.values(), self.much_of(pool[0]))
            for y, most in able.items():
                used = sum(amount for i, amount, _ in self.runs[y] if i == pool[0])
                worst = max(worst, _share(max(0.0, used - most), size))
        return worst

    def slice_error(self) -> float:
        """Most by which a limit of a slice is missed, as a share of what the thing can do in a year, or of much."""
        worst = 0.0
        for i in (*self.sliced.technologies, *self.sliced.storages):
            missed = max(
                excess for y in self.case.years for excess in self.sliced.excesses(self.units, i, self.stock(i, y), y)
            )
            size = max(*(self.output(i) * self.stock(i, y) for y in self.case.years), self.much_of(i))
            worst = max(worst, _share(max(0.0, missed), size))
        return worst

    def payments(self) -> Iterator[float]:
        """What adds up to the total cost, present value: annuities, fixed, variable, purchases, carbon payments."""
        case, money, rate = self.case, self.case.settings.money, self.case.settings.discount_rate
        decided = {i: self.decided(i) for i in case.interventions}
        for y in case.years:
            worth = (1 + rate) ** -(y - self.first)
            for i, row in case.interventions.items():
                if row.cost_unit:
                    built = self.units.factor(row.cost_unit, f"({money})/({row.unit})")
                    annuity = capital_recovery_factor(rate, row.lifetime)
                    alive = range(max(self.first, y - row.lifetime + 1), y + 1)
                    standing = [(v, self.values("new_units", i, v) + decided[i].get(v, 0.0)) for v in alive]
                    capital = (annuity * self._value(i, "capex", v) * units for v, units in standing if units)
                    yield worth * built * sum(capital)
                    yield worth * built * self._value(i, "fixed_cost", y) * self.stock(i, y)
            for i, amount, _ in self.runs[y]:
                row = case.interventions[i]
                if row.variable_unit:
                    each = self.units.factor(row.variable_unit, f"({money})/({case.delivered_unit(i)})")
                    yield worth * each * self._value(i, "variable_cost", y) * amount
            for price in case.prices:
                each = price.at(y) * self.units.factor(price.unit, f"({money})/({case.unit_of(price.carrier)})")
                yield worth * each * self.sliced.purchases_at_price(price.carrier, y)
            yield worth * sum(money for c, money in self.own(y) if not c)
            if self.spec.carbon_price:
                yield worth * sum(self._carbon_payments(y))

    def _carbon_payments(self, y: int) -> Iterator[float]:
        for price in self.case.rows(CarbonPriceRow):
            unit = self.case.accounts[price.account].unit
            each = price.at(y) * self.units.factor(price.unit, f"({self.case.settings.money})/({unit})")
            scoped = [s for s, row in self.case.sectors.items() if price.scope in (None, s, row.group)]
            yield each * sum(self.emissions(price.account, s, y) for s in scoped)

    def _value(self, i: str, column: str, y: int) -> float:
        """A number of an intervention's row or path; 0 where it has none."""
        path = self.paths.get((i, column))
        return path.at(y) if path else float(getattr(self.case.interventions[i], column) or 0.0)


def audit(case: Case, spec: ModelSpec, modes: tuple[Mode, ...], values: Values, total_cost: float) -> dict[str, float]:
    """The largest differences, relative: cost, emissions, balances, overuse, slices, stock, what passes a limit.

    Raises SolverError when one is above 1e-6.
    """
    check = Audit(case, spec, modes, values)
    payments = list(check.payments())
    errors = {
        "audit_cost": _share(abs(sum(payments) - total_cost), sum(map(abs, payments))),
        "audit_emissions": max(check.emission_error(a) for a in case.accounts),
        "audit_balances": check.imbalance(),
        "audit_use": check.overuse(),
        "audit_slices": check.slice_error(),
        "audit_stock": max((check.stock_error(i) for i in case.interventions), default=0.0),
        "audit_limits": max((check.excess(i) for i in case.interventions), default=0.0),
    }
    if max(errors.values()) > LARGEST_ERROR:
        raise SolverError("audit_failed", found=", ".join(f"{name} {value:.1e}" for name, value in errors.items()))
    return errors


def _share(difference: float, of: float) -> float:
    return difference / of if difference and of else difference
