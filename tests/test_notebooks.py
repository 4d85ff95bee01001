"""Every notebook runs as it stands, and its numbers are right; they are Python files in jupytext's percent form."""

from __future__ import annotations

import re
import runpy

import pytest
from shipped import ROOT, WITH_RANGES, put

import planner

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))


def first_look(found: dict, out: str) -> None:
    """Its plan lies on its curve; the costs are those of data/example_city/README.md."""
    assert "frozen 4,388, least cost 4,224, with caps 4,315 million CNY" in out
    assert found["at_cap"]["price"].tolist() == pytest.approx([found["price"]])


def mac_curves(found: dict, out: str) -> None:
    """The sheet's measures in order: LED saves 120 x 260 = 31,200, then 150 + 600 + 300 cost up to 450, 200 cost 700.

    Between a little below and a little above Beijing's shadow price of 2035 is what its cap asks for.
    """
    assert found["curve"].steps["price"].tolist() == pytest.approx([90, 180, 450, 700])
    assert found["curve"].no_regret["frozen"]["money"] == pytest.approx(31200)
    assert "one number: 1,050 of 1,250 at up to 450 yuan/t" in out
    assert found["below"] < found["asked"] < found["above"]
    assert f"its cap asks for {found['asked']:.2f} Mt" in out


def beijing(found: dict, out: str) -> None:
    """Every scenario has a plan, and the shares of the measures sum to the abatement of all years.

    To 1e-4: at the plan's own prices some slices may run one way or another at the same cost.
    """
    plan, city = found["plan"], found["city"]
    assert found["comparison"].failed == {}
    assert found["comparison"].plans["central"].total_cost == pytest.approx(plan.total_cost, rel=1e-9)
    assert found["credit"].table["shapley"].sum() == pytest.approx((city["frozen"] - city["plan"]).sum(), rel=1e-4)
    assert f"the caps then cost {plan.total_cost - found['least']:,.0f}" in out
    assert "2060: " in out


def own_equation(found: dict, out: str) -> None:
    """The price of gas is the slope of the cost: a thousandth more is allowed, and the plan costs so much less.

    With what the error says is the least, there is a plan again.
    """
    row, plan, gas = found["row"], found["plan"], found["gas"][found["last"]]
    more = planner.solve(plan.case, extend=found["less_gas"](0.801))
    saved = (plan.total_cost - more.total_cost) * 1e6 / (0.001 * gas * 1e3)  # million CNY, GWh -> CNY/MWh
    assert saved == pytest.approx(row["present_value"], rel=1e-6)
    assert planner.solve(plan.case, extend=found["less_gas"](found["least"] / gas * (1 + 1e-6))).total_cost > 0
    assert "limit_gas" in out


def carbon_price_study(found: dict, out: str) -> None:
    """A higher price never emits more at one rate, and a plan of its own agrees with the sweep's; shares are shares."""
    for rate in found["vary"]["discount_rate"]:
        assert (found["found"][rate].diff().dropna() <= 1e-6).all()
    assert found["plan"].resource_cost == pytest.approx(found["at"].loc[500, "resource_cost"], rel=1e-9)
    assert (found["average"].dropna() <= found["average"].dropna().index).all()
    assert 0 <= found["likely"] <= 1
    assert f"{found['DRAWS']} of {found['DRAWS']} have a plan" in out
    assert [file.suffix for file in sorted(found["figures"].iterdir())] == [".pdf", ".pdf"]


def uncertainty(found: dict, out: str) -> None:
    """Regret is never below 0, its least mean is what it is worth to know, and duals and ends agree on the sign."""
    regret = found["regret"]
    assert (regret.table["regret"].dropna() > -1e-6 * regret.table["best_cost"].max()).all()
    assert regret.perfect_information == pytest.approx(regret.plans["mean"].min())
    assert f"at most {regret.perfect_information:,.1f}" in out
    assert found["near"].plans["cost"].max() <= 1.01 * found["near"].least_cost * (1 + 1e-9)
    assert set(found["effects"].table["key"]) == set(found["few"])


def budget_year(found: dict, out: str) -> None:
    """The payers' sums are the city's cash; with a tenth of a million more in the dearest year the plan costs what its
    price says less; what the mandate adds is the cost of the plan with it less that without.
    """
    plan, tight, worth, most = (found[name] for name in ("plan", "tight", "worth", "most"))
    cash = plan.cash_by_year.query("kind == 'total'")
    assert found["paid"]["plan"].sum() == pytest.approx(cash["plan"].sum(), abs=0.2)
    year = int(worth.idxmax())
    years = {found["first"]: most, year - 1: most, year: most + 0.1, year + 1: most, found["last"]: most}
    row = f"city_funds,City funds,city,investment,0,million CNY,{','.join(map(str, years.values()))}"
    head = f"policy,name_en,payer,covers,carry_over,unit,{','.join(map(str, years))}"
    more = planner.solve(found["city"] | {"budgets.csv": f"{head}\n{row}\n"})
    rate = plan.case.settings.discount_rate
    saved = (tight.total_cost - more.total_cost) * (1 + rate) ** (year - found["first"])
    assert saved == pytest.approx(0.1 * worth[year], rel=1e-6)
    forced = planner.solve(found["city"] | found["mandate"] | found["budget"])
    assert found["added"].loc["hard_homes", "adds"] == pytest.approx(forced.total_cost - tight.total_cost, rel=1e-6)
    assert "the bond saves" in out


SAYS = {
    "first_look": first_look,
    "mac_curves": mac_curves,
    "beijing": beijing,
    "budget_year": budget_year,
    "own_equation": own_equation,
    "carbon_price_study": carbon_price_study,
    "uncertainty": uncertainty,
}
SLOW = ("budget_year",)
NIGHT = ("mac_curves", "beijing", "carbon_price_study", "uncertainty")
"""In full; two of them run on a small case below."""


@pytest.mark.parametrize(
    "notebook",
    [
        pytest.param(
            path,
            id=path.stem,
            marks=[*[pytest.mark.slow] * (path.stem in SLOW), *[pytest.mark.night] * (path.stem in NIGHT)],
        )
        for path in NOTEBOOKS
    ],
)
def test_notebook_runs_and_its_numbers_are_right(notebook, capsys):
    found = runpy.run_path(str(notebook))
    SAYS[notebook.stem](found, capsys.readouterr().out)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["carbon_price_study", "uncertainty"])
def test_a_study_runs_on_another_city(name, tmp_path, capsys):
    """Its settings, which stand at its top, are those of a small case; all below stays as it is."""
    folder = put(WITH_RANGES, tmp_path / "city")
    text = (ROOT / "notebooks" / f"{name}.py").read_text(encoding="utf-8")
    for setting, value in {"CITY": str(folder), "YEAR": 2035, "DRAWS": 6, "NUMBERS": ["gas_price", "pump"]}.items():
        text = re.sub(rf"^{setting} = .*$", f"{setting} = {value!r}", text, flags=re.MULTILINE)
    (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    SAYS[name](runpy.run_path(str(tmp_path / f"{name}.py")), capsys.readouterr().out)


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == sorted(SAYS)
