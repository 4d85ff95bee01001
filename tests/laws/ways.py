"""Curves, each with the tables in which its caps stand at any point along it.

cap_y(t) = s_y - t (s_y - e_y): from what the plan without these caps emits, s_y, to the end of the curve, e_y.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from fresh_solves import Answer, Caps, answer, with_caps
from shipped import EXAMPLE_CITY, Texts, texts_of

import planner

PAPER = {
    "case.toml": """
        title_en = "Two sectors of a group, and one more"
        first_year = 2030
        last_year = 2032
        price_year = 2030
        money = "yuan"
        discount_rate = 0.1
        [[accounts]]
        id = "co2"
        unit = "tCO2"
    """,
    "sectors.csv": "sector, group\n homes, buildings\n offices, buildings\n roads,",
    "baseline.csv": """
        sector,  account, unit, amount
        homes,   co2,     tCO2, 100
        offices, co2,     tCO2, 60
        roads,   co2,     tCO2, 80
    """,
    "interventions.csv": """
        intervention, kind,      sector,  unit, lifetime, potential, build_limit, cost_unit, capex
        meters,       reduction, homes,   tCO2, 1,        30,        ,            yuan/tCO2, 10
        windows,      reduction, homes,   tCO2, 3,        40,        9,           yuan/tCO2, 90
        lamps,        reduction, offices, tCO2, 1,        30,        ,            yuan/tCO2, 20
        buses,        reduction, roads,   tCO2, 2,        50,        15,          yuan/tCO2, 50
        walking,      reduction, roads,   tCO2, 1,        10,        ,            yuan/tCO2, 45
        tunnel,       reduction, roads,   tCO2, 3,        ,          12,          yuan/tCO2, 24
    """,
    "process_emissions.csv": """
        intervention, account, unit,      amount, 2030, 2031
        meters,       co2,     tCO2/tCO2, -1,     ,
        windows,      co2,     tCO2/tCO2, -1,     ,
        lamps,        co2,     tCO2/tCO2, -1,     ,
        buses,        co2,     tCO2/tCO2, -1,     ,
        walking,      co2,     tCO2/tCO2, -1,     ,
        tunnel,       co2,     tCO2/tCO2, ,       0.5,  -1
    """,
}
"""What is built of the tunnel in 2030 emits in that year and saves in the next ones."""
BUILDINGS = Caps("co2", "tCO2", {2030: 150.0, 2031: 110.0, 2032: 85.0}, scope="buildings")
ROADS = Caps("co2", "tCO2", {2030: 75.0, 2031: 60.0, 2032: 55.0}, scope="roads")
CITY = Caps("co2", "tCO2", {2031: 165.0})
GROUP_BUDGET = Caps("co2", "tCO2", {2032: 380.0}, "cumulative", "buildings")
LATER_ROADS = Caps("co2", "tCO2", {2030: 81.0, 2031: 60.0, 2032: 45.0}, scope="roads")
"""The start plan keeps the cap of 2030; along the path it comes to bind."""

EXAMPLE_CAPS = Caps("co2", "MtCO2", {2030: 0.23, 2031: 0.21, 2032: 0.19, 2033: 0.17, 2034: 0.15, 2035: 0.13})
"""As data/example_city/caps.csv has them, every year written out."""
EXAMPLE_BUDGET = Caps("co2", "MtCO2", {2035: 2.4}, "cumulative")


@dataclass(frozen=True)
class Way:
    """A curve, and where the caps that it moves start and end, by year."""

    curve: planner.MacCurve
    texts: Texts
    model: str
    caps: Caps
    kept: tuple[Caps, ...]
    start: dict[int, float]
    end: dict[int, float]
    start_cost: float

    @property
    def tonnes(self) -> float:
        return sum(self.start[y] - self.end[y] for y in self.start)

    def texts_at(self, t: float) -> Texts:
        """The case whose caps stand at t, as tables; everything else as it is."""
        amounts = {y: s - t * (s - self.end[y]) for y, s in self.start.items()}
        return with_caps(self.texts, [*self.kept, replace(self.caps, amounts=amounts)])

    def solve_at(self, t: float) -> Answer:
        return answer(self.texts_at(t), self.model, self.caps.account, self.caps.scope)

    def middles(self, every: int) -> list[tuple[Any, Answer]]:
        """Each step, or one in so many, with an independent solve in its middle."""
        steps = list(self.curve.steps.itertuples())[::every]
        return [(s, self.solve_at((s.abatement_from + s.abatement_to) / 2 / self.tonnes)) for s in steps]

    def slope(self, found: Answer) -> float:
        """Rise of the least cost per unit of t by the duals: sum of present price x tonnes of the caps that move."""
        scope = self.caps.scope or "total"
        return sum(found.prices[self.caps.account, scope, y] * (s - self.end[y]) for y, s in self.start.items())


def along(
    texts: Texts,
    model: str,
    caps: Caps,
    kept: tuple[Caps, ...] = (),
    gone: tuple[Caps, ...] = (),
    of: str = "",
    **asked: object,
) -> Way:
    """The curve that is asked for, which moves `caps`, keeps `kept` and drops `gone`; without amounts, to the least.

    `model` is that of the independent solves, `of` that of the curve where it is another.
    """
    case = planner.read_case(with_caps(texts, [*kept, caps, *gone]))
    curve = planner.mac_curve(case, model=of or model, account=caps.account, scope=caps.scope or "total", **asked)  # type: ignore[arg-type]
    free = answer(with_caps(texts, kept), model, caps.account, caps.scope)
    steps = curve.steps
    if curve.kind == "path":
        start, end = free.emissions, caps.amounts
        slack = {y: amount for y, amount in end.items() if start[y] <= amount}
        kept = (*kept, replace(caps, amounts=slack)) if slack else kept
        end = {y: amount for y, amount in end.items() if y not in slack}
    else:
        year = curve.year or case.years[-1]
        start, end = {year: steps["emissions_from"].iloc[0]}, {year: steps["emissions_to"].iloc[-1]}
    return Way(curve, texts, model, caps, kept, {y: start[y] for y in end}, end, free.cost)


def per_tonne(curve: planner.MacCurve) -> float:
    """What a price of the curve is per 1 of the case's money per unit of its account."""
    return curve.case.readable_price(curve.case.accounts[curve.account].unit)[0]


def risen(curve: planner.MacCurve, step: int | None = None) -> float:
    """What the cost has risen by at the end of a step, or of the last: the sum of price x tonnes."""
    steps = curve.steps.iloc[:step]
    abated = steps["abatement_to"] - steps["abatement_from"]
    return float((steps["price_present"] / per_tonne(curve) * abated).sum())


def _without(caps: Caps, year: int) -> Caps:
    return replace(caps, amounts={y: amount for y, amount in caps.amounts.items() if y != year})


def _nori_leets() -> Way:
    caps = {
        a: Caps(a, "million lb", {2000: x})
        for a, x in (("particulates", -60.0), ("sulfur_oxides", -150.0), ("hydrocarbons", -125.0))
    }
    kept = (caps["particulates"], caps["hydrocarbons"])
    return along(texts_of("tests/published/nori_leets"), "annual_caps", caps["sulfur_oxides"], kept)


def _copenhagen(model: str) -> Way:
    return along(texts_of("tests/published/copenhagen"), model, Caps("co2", "tCO2", {2023: 25.0}), year=2023)


NOTHING = replace(EXAMPLE_CAPS, amounts={})
LOOSE_FIRST = replace(EXAMPLE_CAPS, amounts=EXAMPLE_CAPS.amounts | {2030: 0.25})

WAYS = {
    "the path": lambda: along(EXAMPLE_CITY, "annual_caps", EXAMPLE_CAPS),
    "the path beside a carbon price": lambda: along(EXAMPLE_CITY, "caps_and_price", EXAMPLE_CAPS),
    "the path with a cap that is kept anyway": lambda: along(EXAMPLE_CITY, "annual_caps", LOOSE_FIRST),
    "2030": lambda: along(
        EXAMPLE_CITY, "annual_caps", NOTHING, (_without(EXAMPLE_CAPS, 2030),), (EXAMPLE_CAPS,), year=2030
    ),
    "2035 alone": lambda: along(EXAMPLE_CITY, "annual_caps", NOTHING, (), (EXAMPLE_CAPS,), year=2035, alone=True),
    "the sum, to the least": lambda: along(
        EXAMPLE_CITY,
        "carbon_budget",
        replace(NOTHING, kind="cumulative"),
        (),
        (EXAMPLE_CAPS,),
        "annual_caps",
        cumulative=True,
    ),
    "the budget": lambda: along(EXAMPLE_CITY, "carbon_budget", EXAMPLE_BUDGET),
    "path of a group": lambda: along(PAPER, "annual_caps", BUILDINGS, (ROADS, CITY)),
    "path of a sector": lambda: along(PAPER, "annual_caps", ROADS, (BUILDINGS, CITY)),
    "path with a cap that comes to bind": lambda: along(PAPER, "annual_caps", LATER_ROADS),
    "2032 of a group": lambda: along(
        PAPER,
        "annual_caps",
        replace(BUILDINGS, amounts={}),
        (_without(BUILDINGS, 2032), ROADS, CITY),
        (BUILDINGS,),
        year=2032,
    ),
    "budget of a group": lambda: along(PAPER, "carbon_budget", GROUP_BUDGET),
    "Nori & Leets, sulfur oxides": _nori_leets,
    "Copenhagen": lambda: _copenhagen("annual_caps"),
    "Copenhagen with its tax": lambda: _copenhagen("caps_and_price"),
    "EPA China 2030": lambda: along(
        texts_of("tests/published/epa_china"), "annual_caps", Caps("non_co2", "MtCO2e", {}), year=2030
    ),
}


@cache
def way(name: str) -> Way:
    """Each curve is drawn once."""
    return WAYS[name]()


@cache
def middles(name: str) -> list[tuple[Any, Answer]]:
    """Each middle is solved once; of long curves every third or ninth."""
    return way(name).middles({"EPA China 2030": 9, "the sum, to the least": 3}.get(name, 1))
