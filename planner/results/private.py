"""The private view: what a measure costs each payer at its own rate and tariffs, and the subsidy that it takes.

Mathematics: models/README.md, "A measure at given prices".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from planner.errors import UsageError
from planner.finance import capital_recovery_factor
from planner.model.caps import main_account
from planner.model.money.payers import COSTS, OUTSIDE, Entry
from planner.model.money.tariffs import Side, Tariffs
from planner.model.subject import Name
from planner.results.contents import contents, emitting
from planner.results.measures import KINDS, Direction, Measures, Price, Prices, value
from planner.results.tidy import Kinds, Named, tidy

if TYPE_CHECKING:
    from planner.results.result_tables import Plan

SAME = 1e-9
"""Units of a carrier per unit of activity below which a use is none."""
BORNE = (*COSTS, "purchase")
"""Kinds of payments by which who makes them bears a cost."""
ONCE = ("capex", "grant", "tax")
"""Kinds of payments that are made when something is built."""
INSTEAD: Kinds = {"incumbent": "intervention", "purchase": "commodity"}
"""What stands in `incumbent`, by `kind`."""
COLUMNS = [
    *("intervention", "year", "payer", "rate", "cost", "kind", "incumbent", "incumbent_cost", "gap", "unit"),
    *("subsidy", "subsidy_unit", "built", "subsidy_in_all", "money", "avoided", "per_tonne", "tonne_unit"),
    *("undefined", "carrier"),
]


def private_view(plan: Plan, year: int | None) -> pd.DataFrame:
    """What each measure costs each payer a year beside its cheapest incumbent: a row for each of both. See `Plan`."""
    if not plan.case.payers:
        raise UsageError("no_payers")
    view = _View(plan)
    rows = [row for i in view.measures.names for row in view.rows(i, year)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    words = ["payer", "kind", "incumbent", "unit", "subsidy_unit", "money", "tonne_unit", "undefined", "carrier"]
    table[words] = table[words].astype(object).fillna("")
    table = table.astype({**dict.fromkeys(set(COLUMNS) - {*words, "intervention"}, float), "year": "Int64"})
    ids: dict[str, Named | Kinds] = {"payer": "payer", "incumbent": INSTEAD, "carrier": "commodity"}
    return tidy(table, plan.case, plan.model, intervention="intervention", **ids)


class Pair(NamedTuple):
    """A measure, and what is there instead: an incumbent, what is bought, or nothing."""

    kind: str
    measure: Direction
    instead: Direction


class _View:
    """The payments of a plan by column, and what is asked of them."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.case, self.inputs = plan, plan.case, plan.duals.inputs
        self.account = main_account(plan.case)
        self.measures = Measures(plan)
        self.tariffs: Tariffs = self.inputs.own["tariffs"]
        self.by_column: dict[Name, list[Entry]] = defaultdict(list)
        for entry in self.inputs.booked:
            if entry.column is not None and entry.payer != entry.payee:
                self.by_column[entry.column].append(entry)
        self.used: dict[Name, list[tuple[str, float]]] = defaultdict(list)
        for (c, y), flows in self.inputs.flows.items():
            for x, _, flow in flows:
                for column in self.inputs.activity_columns(x, y) if flow > 0 else ():
                    self.used[column].append((c, flow))

    @cached_property
    def emitted(self) -> Prices:
        """Tonnes of the main account."""
        content = contents(self.inputs, self.account, self.plan.modes, self.plan.balances)
        return emitting(self.inputs, self.account, content)

    def paid(self, payer: str) -> Prices:
        """What a payer pays on a column, less what it gets."""

        def prices(name: Name) -> Iterator[Price]:
            for entry in self.by_column.get(name, ()):
                if payer in (entry.payer, entry.payee):
                    money = entry.money if entry.payer == payer else -entry.money
                    life = self.inputs.lifetime[name[1]] if entry.kind in ONCE else 0
                    yield Price(entry.year, entry.kind, entry.item, money, life)

        return prices

    def rate(self, payer: str) -> float:
        """A payer's own discount rate, else the plan's."""
        own = self.case.payers[payer].rate
        return self.inputs.discount_rate if own is None else own

    def cost(self, payer: str, of: Direction) -> float:
        """What a direction costs a payer a year, at its own rate."""
        return sum(value(of, self.paid(payer), self.rate(payer)).values())

    def bearing(self, of: Direction) -> list[str]:
        """Who bears any cost of a direction."""
        found = (e.payer for name in of.amounts for e in self.by_column.get(name, ()) if e.kind in BORNE)
        return [payer for payer in dict.fromkeys(found) if payer != OUTSIDE]

    def rows(self, i: str, year: int | None) -> Iterator[dict[str, Any]]:
        """A row for each payer of a measure or of what it replaces; one without a payer where there is none."""
        built = self.measures.built(i, year)
        kind = self.inputs.kind[i]
        if kind not in KINDS or built is None:
            yield {"intervention": i, "undefined": "never_built" if kind in KINDS else f"of_{kind}"}
            return
        pairs = list(self.pairs(i, built))
        if not pairs:
            yield {"intervention": i, "year": built, "undefined": "no_incumbent"}
        payers = (p for pair in pairs for of in (pair.measure, pair.instead) for p in self.bearing(of))
        for payer in dict.fromkeys(payers):
            supplies = self.tariffs.supplier(self.inputs.delivers.get(i, "")) == payer
            mine = [pair for pair in pairs if payer in self.bearing(pair.instead)]
            mine = mine or [pair for pair in pairs if pair.kind == "nothing" and not supplies]
            if mine:
                yield self.row(i, built, payer, min(mine, key=lambda pair: self.preferred(payer, pair)))
            else:
                undefined = "supplies_it" if supplies else "bears_nothing_else"
                yield self.said(i, built, payer, pairs[0].measure) | {"undefined": undefined}

    def pairs(self, i: str, built: int) -> Iterator[Pair]:
        """A measure and what it is beside: of what is paid for what it makes nothing, else each incumbent.

        Who supplies what it makes itself would buy it.
        """
        inputs, of, years = self.inputs, self.measures, self.measures.in_service(i, built)
        if inputs.kind[i] == "improvement":
            for mode in (mode for mode in of.alone_with(i) if mode.technology in inputs.incumbents):
                without = of.direction(mode.technology, built, years)
                yield Pair("incumbent", without.plus(of.improving(i, mode, built, years)), without)
            return
        measure, makes = of.direction(i, built, years), inputs.delivers.get(i)
        if makes is None or self.priced(makes, "made"):
            yield Pair("nothing", measure, Direction("", years, {}))
            if makes in inputs.bought and self.tariffs.supplier(makes) in self.bearing(measure):
                yield Pair("purchase", measure, of.buying(makes, i, years))
            return
        for j in inputs.interventions:
            if j in inputs.incumbents and inputs.delivers.get(j) == makes and j != i:
                yield Pair("incumbent", measure, of.direction(j, built, years))

    def preferred(self, payer: str, pair: Pair) -> tuple[bool, float]:
        """What all has a tariff before what has not, then the cheaper for a payer."""
        return self.without_tariff(pair) != "", self.cost(payer, pair.instead)

    def priced(self, c: str, side: Side) -> bool:
        """Whether anything is paid for a commodity by who uses it, or to who makes it."""
        return c in self.inputs.bought or any(key[:2] == (c, side) for key in self.tariffs.rates)

    def said(self, i: str, built: int, payer: str, measure: Direction) -> dict[str, Any]:
        """What a measure costs a payer."""
        factor, unit = self.case.readable_price(str(self.case.delivered_unit(i)))
        row = {"intervention": i, "year": built, "payer": payer, "rate": self.rate(payer), "unit": unit}
        return row | {"cost": factor * self.cost(payer, measure)}

    def row(self, i: str, built: int, payer: str, pair: Pair) -> dict[str, Any]:
        """The same beside what the payer has instead, and the subsidy that makes both cost the same."""
        other = self.cost(payer, pair.instead)
        gap = self.cost(payer, pair.measure) - other
        undefined, carrier = self.undefined(payer, pair)
        factor, _ = self.case.readable_price(str(self.case.delivered_unit(i)))
        row = self.said(i, built, payer, pair.measure) | {"kind": pair.kind, "incumbent": pair.instead.of}
        row |= {"incumbent_cost": factor * other, "gap": factor * gap, "undefined": undefined, "carrier": carrier}
        return row if undefined else row | self.subsidy(i, built, payer, max(gap, 0.0), self.avoided(pair))

    def avoided(self, pair: Pair) -> float:
        """Tonnes a year that a unit of activity avoids, the mean of its years in service."""
        return -sum(value(pair.measure.plus(pair.instead, -1.0), self.emitted, 0.0).values())

    def subsidy(self, i: str, built: int, payer: str, gap: float, avoided: float) -> dict[str, Any]:
        r"""What closes a gap $g$, paid once for each unit built: $g\,o_i / \mathrm{CRF}(r_p, L_i)$; in all, per tonne.

        Money per unit, for what the plan builds in the year, and $g$ per tonne avoided.
        """
        case = self.case
        each = gap * (1.0 if self.inputs.kind[i] == "reduction" else self.inputs.output[i])
        each /= capital_recovery_factor(self.rate(payer), self.inputs.lifetime[i])
        per_unit, unit = case.readable_price(case.interventions[i].unit)
        per_tonne, tonne = case.emission_price(self.account)
        found = {"subsidy": per_unit * each, "subsidy_unit": unit, "built": self.measures.new_units[i, built]}
        found |= {"subsidy_in_all": each * self.measures.new_units[i, built]}
        found |= {"money": case.settings.money, "avoided": avoided, "tonne_unit": tonne}
        return found | {"per_tonne": per_tonne * gap / avoided if avoided > 0 else float("nan")}

    def undefined(self, payer: str, pair: Pair) -> tuple[str, str]:
        """Why no subsidy makes a payer choose a measure, and the carrier that has no tariff; blank where one does."""
        if payer not in self.bearing(pair.measure):
            return "others_pay", ""
        if len(self.bearing(pair.instead)) > 1:
            return "several_decide", ""
        carrier = self.without_tariff(pair)
        return ("no_tariff" if carrier else ""), carrier

    def without_tariff(self, pair: Pair) -> str:
        """A carrier of which a measure uses more or less than what it replaces, and whose tariff is not known."""
        used = defaultdict[str, float](float)
        for name, amount in pair.measure.plus(pair.instead, -1.0).amounts.items():
            for c, flow in self.used.get(name, ()):
                used[c] += amount * flow
        return next((c for c, amount in used.items() if abs(amount) > SAME and not self.priced(c, "use")), "")
