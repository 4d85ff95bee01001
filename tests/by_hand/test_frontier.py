"""Money against tonnes: of all the money, of a budget, of a year; beside re-solves and `most_abatement`."""

from __future__ import annotations

import numpy as np
import pytest
from rich.console import Console
from shipped import DATA, EXAMPLE_CITY
from test_most_abatement import TABLES

import planner
from planner.calls.interrupt import Interrupted
from planner.output.frontier_card import card, file_stem, frontier_screen
from planner.program.session import Session
from planner.results.most_abatement import emitted_by, within, without_caps

# In TABLES 10 t a year are emitted; a takes up to 5 at 10 yuan each, paid by the city, b up to 5 at 20, paid by the firm.
BUDGETS = "policy, payer, covers, unit, amount\n c, city, spending, yuan, 30\n f, firm, spending, yuan, 40"


def rows(found):
    return found.table[["money", "emissions"]].to_numpy()


def test_each_amount_of_money_buys_the_cheapest_tonnes_first(case_of):
    """50 yuan: all 5 t of a; 100 more: all 5 of b. The cap of 9 t is no reason."""
    found = planner.frontier(case_of(**TABLES))
    assert rows(found) == pytest.approx(np.array([[0, 10], [50, 5], [150, 0]]))
    assert found.table["abatement"].tolist() == pytest.approx([0, 5, 10])
    assert found.table["price"].tolist()[1:] == pytest.approx([10, 20])
    assert [found.emissions_at(money) for money in (30, 70, 1000)] == pytest.approx([7, 4, 0])


def test_of_one_year_the_money_is_present_value(case_of):
    """At 5 % the tonnes of 2031 cost 10 / 1.05 and 20 / 1.05; those of 2030 are as many as at least cost."""
    found = planner.frontier(case_of((2030, 2031), **TABLES), year=2031)
    factor = 1 / (1 + found.case.settings.discount_rate)
    assert rows(found) == pytest.approx(np.array([[0, 10], [50 * factor, 5], [150 * factor, 0]]))


def test_budgets_that_stay_are_kept(case_of):
    """The city may spend 30 and the firm 40: 3 t for 30, then 2 t for 40."""
    found = planner.frontier(case_of(**TABLES, budgets=BUDGETS))
    assert rows(found) == pytest.approx(np.array([[0, 10], [30, 7], [70, 5]]))


def test_a_budget_varies_while_the_others_stay(case_of):
    """Without the city's: 5 t of a for 50 and 2 of b for the firm's 40 leave 3; with nothing of it 8 are left."""
    found = planner.frontier(case_of(**TABLES, budgets=BUDGETS), budget="c")
    assert rows(found) == pytest.approx(np.array([[0, 8], [50, 3]]))
    assert found.table["price"].iloc[1] == pytest.approx(10)


def test_within_a_total_what_a_budget_lacks_is_spent_by_another(case_of):
    """60 in all. The city's 50 leave 10 for half a tonne of b: 4.5 t. Each yuan less of it avoids 0.1 t less and gives
    0.05 back through b, until the firm's 40 are spent, at 20: 6 t. From there on 0.1 a yuan: 8 t.
    """
    found = planner.frontier(case_of(**TABLES, budgets=BUDGETS), budget="c", over=60)
    assert rows(found) == pytest.approx(np.array([[0, 8], [20, 6], [50, 4.5]]))
    assert found.table["price"].tolist()[1:] == pytest.approx([10, 20])


def test_what_changes_on_the_way_is_named(case_of):
    """Of all the money first a, then b; halfway through a and halfway through b both. Of the city's budget only a."""
    found = planner.frontier(case_of(**TABLES, budgets=BUDGETS.replace("30", "50").replace("40", "100")))
    assert found.table["grows"].tolist() == ["", "a", "b"]
    assert found.table["label_zh"].tolist() == ["", "↑ a", "↑ b"]
    assert {each.intervention: each.amount for each in found.changes(25, 100)} == pytest.approx({"a": 2.5, "b": 2.5})
    city = planner.frontier(case_of(**TABLES, budgets=BUDGETS), budget="c")
    assert city.table["grows"].tolist() == ["", "a"]


@pytest.mark.parametrize("budget", [None, "all"])
def test_within_a_tolerance_it_is_near_the_exact_one(budget):
    """At 60 amounts of money no further from it than it says, a share of the abatement between its ends, nor below."""
    row = "policy,payer,covers,unit,amount\nall,,investment,million CNY,300"
    ready = planner.prepare(EXAMPLE_CITY | ({"budgets.csv": row} if budget else {}))
    over = None if budget is None else 300.0
    exact = planner.frontier(ready, budget=budget, over=over)
    near = planner.frontier(ready, budget=budget, over=over, tolerance=0.01)
    assert 0 < near.largest_error <= 0.01
    assert len(near.table) < len(exact.table) / 2
    assert near.table.iloc[[0, -1]]["money"].tolist() == pytest.approx(exact.table.iloc[[0, -1]]["money"].tolist())
    amounts = np.linspace(*exact.table["money"].iloc[[0, -1]], 62)[1:-1]
    above = np.array([near.emissions_at(money) - exact.emissions_at(money) for money in amounts])
    width = float(np.ptp(exact.table["emissions"]))
    assert above.min() >= -1e-7 * width
    assert above.max() <= near.largest_error * width


def test_the_years_of_a_budget_fall_together(case_of):
    """Two years of 50 and 50: a tenth less in both is 10 yuan and 1 t."""
    found = planner.frontier(case_of((2030, 2031), **TABLES, budgets=BUDGETS), budget="c")
    assert rows(found) == pytest.approx(np.array([[0, 16], [100, 6]]))


def test_it_ends_at_the_least_money_with_a_plan(case_of):
    """A pilot of 2 t of a takes 20 of the city in any case."""
    pilot = "policy, quantity, of, bound, unit, amount\n p, stock, a, at_least, tCO2, 2"
    found = planner.frontier(case_of(**TABLES, budgets=BUDGETS, volumes=pilot), budget="c")
    assert rows(found) == pytest.approx(np.array([[20, 6], [50, 3]]))
    assert np.isnan(found.emissions_at(19))


def test_no_re_solve_lies_off_the_line():
    """The example city at 41 amounts of money: the fewest emissions of a linear program with one more row."""
    ready = planner.prepare(EXAMPLE_CITY)
    found, free = planner.frontier(ready), without_caps(ready)
    _, counted = emitted_by(ready, None, "total", None)
    program = within(free, 0.0).with_cost(counted)
    session, least = Session(program), program.limit(("limit_cost",))
    for money in np.linspace(0, found.table["money"].iloc[-1], 41):
        session.set_row_bounds(("limit_cost",), -np.inf, least + money)
        assert found.emissions_at(money) == pytest.approx(float(counted @ session.solve().x), rel=1e-8)


def test_it_is_what_most_abatement_finds():
    plan = planner.most_abatement(EXAMPLE_CITY, over=123.0, year=2030)
    fewest = plan.shadow_price.set_index("id").loc["most_abatement", "amount"]
    assert planner.frontier(EXAMPLE_CITY, year=2030).emissions_at(123.0) == pytest.approx(fewest)


def test_what_is_said_of_it(case_of):
    """12 amounts at most: of three bends all. The card says what the money is of, and the files are named for it."""
    found = planner.frontier(case_of(**TABLES, budgets=BUDGETS), budget="c", over=60)
    console = Console(width=100)
    with console.capture() as said:
        console.print(frontier_screen(found, "en"))
    lines = [line.split() for line in said.get().splitlines()]
    assert [line for line in lines if line and line[0] in ("0", "20", "50")] == [
        ["0", "2", "8"], ["20", "4", "6", "10", "↑", "a"], ["50", "5.5", "4.5", "20", "↑", "a", "↓", "b"],
    ]  # fmt: skip
    assert ["In", "all", "no", "more", "than", "60", "yuan", "over", "the", "least", "cost."] in lines
    assert (card(found)["of_money"], file_stem(found)) == ("What budget c allows [yuan]", "frontier_c")


def test_mistakes_are_said(case_of):
    case = case_of(**TABLES, budgets=BUDGETS)
    with pytest.raises(planner.UsageError, match=r"there is no budget 'd' in budgets\.csv; budgets: c, f"):
        planner.frontier(case, budget="d")
    with pytest.raises(planner.UsageError, match="the case has none"):
        planner.frontier(case_of(**TABLES), budget="c")
    with pytest.raises(planner.UsageError, match="beside a budget"):
        planner.frontier(case, over=60)
    with pytest.raises(planner.UsageError, match="what may be spent more"):
        planner.frontier(case_of(**TABLES, budgets=BUDGETS.rsplit("\n", 1)[0]), budget="c")


def broken_off(monkeypatch, share: float) -> None:
    """Ctrl-C comes when so much of the way is behind."""

    def check(behind: float) -> None:
        if behind >= share:
            raise Interrupted

    monkeypatch.setattr("planner.curves.parametric.check", check)


def test_what_is_exact_up_to_an_interruption_is_told(case_of, monkeypatch):
    """It comes at the kink where a is used up: half of the 10 t are behind. What more money buys is not known."""
    parts = []
    broken_off(monkeypatch, 0.49)
    with pytest.raises(Interrupted):
        planner.frontier(case_of(**TABLES), unfinished=parts.append)
    assert rows(parts[0]) == pytest.approx(np.array([[0, 10], [50, 5]]))
    assert parts[0].reached == pytest.approx(0.5)
    assert parts[0].emissions_at(30) == pytest.approx(7)
    assert np.isnan(parts[0].emissions_at(60))
    broken_off(monkeypatch, 0)
    with pytest.raises(Interrupted):
        planner.frontier(case_of(**TABLES), unfinished=parts.append)
    assert len(parts) == 1


def test_within_a_tolerance_what_is_broken_off_says_how_wrong_it_may_be(example_city):
    """It has both ends, lies nowhere below the exact frontier, and above it by no more than its larger error."""
    parts = []

    def stop(share: float) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        planner.frontier(example_city, tolerance=1e-3, progress=stop, unfinished=parts.append)
    part, exact = parts[0], planner.frontier(example_city)
    spent, left = exact.table["money"].to_numpy(), exact.table["emissions"].to_numpy()
    above = [part.emissions_at(money) - emitted for money, emitted in zip(spent, left, strict=True)]
    assert part.reached == 1
    assert len(part.table) < len(exact.table)
    assert -1e-9 < min(above) <= max(above) <= part.largest_error * (left[0] - left[-1])
    assert max(above) > 1e-3 * (left[0] - left[-1])


def test_the_part_that_was_found_is_written(run, tmp_path, monkeypatch):
    broken_off(monkeypatch, 0.2)
    code, _, err = run("frontier", str(DATA / "example_city"), "--lang", "zh")
    assert code == 130
    assert "前沿" in err
    assert [file.name for file in tmp_path.rglob("frontier*")] == ["frontier.csv", "frontier.json"]
