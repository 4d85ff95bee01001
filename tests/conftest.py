"""What every folder of tests may ask for.

`case_of(**tables)`: a small case from short texts. `at(table, column, **keys)`: one value of a result table.
`example_city`, `beijing`, `beijing_plan`: the shipped cases, read and solved once a process; never changed. A plan of
Beijing by slices takes half a minute: laws ask `yearly_beijing`, which has one slice, `yearly_beijing_plan` and
`yearly_beijing_forms`. The tests of a module run in one process (`--dist loadscope`), so what is dear is shared best
within a module.
`run`: the command line; `empty_pictures` beside it where the pictures don't matter.
Texts of shipped cases, to change a table in: `from shipped import EXAMPLE_CITY, texts_of`.
"""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, settings
from shipped import DATA, by_the_year, texts_of

import planner
from planner.cli import main
from planner.curves.forms import Forms, curve_forms
from planner.output import export
from planner.results.plan import Prepared, prepare

# Random cases: by default the same in every run; `--hypothesis-profile new --hypothesis-seed N` draws those of a seed.
RANDOM = settings(
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
settings.register_profile("same", RANDOM, derandomize=True)
settings.register_profile("new", RANDOM)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the numbers of tests/golden anew")
    parser.addoption("--count", type=int, default=500, help="of tests/fuzz: how many inputs")
    parser.addoption("--seed", type=int, help="of tests/fuzz: of what inputs; without one, new ones")
    parser.addoption("--only", type=int, help="of tests/fuzz: the number of one input")


def pytest_configure(config: pytest.Config) -> None:
    if config.option.seed is None:  # the same in the processes that help
        config.option.seed = int(os.environ.setdefault("FUZZ_SEED", str(secrets.randbelow(10**6))))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How the inputs of tests/fuzz were answered."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    told = [found for report in reports for name, found in report.user_properties if name == "answers"]
    if told:
        counted = sum(map(Counter, told), Counter())
        answers = ", ".join(f"{count} {name}" for name, count in counted.most_common())
        terminalreporter.write_line(f"{counted.total()} mutated inputs of seed {config.option.seed}: {answers}")


@pytest.fixture(scope="session")
def example_city() -> planner.Case:
    return planner.read_case(DATA / "example_city")


@pytest.fixture(scope="session")
def beijing() -> Prepared:
    return prepare(planner.read_case(DATA / "beijing"))


@pytest.fixture(scope="session")
def beijing_plan(beijing) -> planner.Plan:
    return planner.solve(beijing)


@pytest.fixture(scope="session")
def yearly_beijing() -> Prepared:
    return prepare(planner.read_case(by_the_year(texts_of("data/beijing"))))


@pytest.fixture(scope="session")
def yearly_beijing_plan(yearly_beijing) -> planner.Plan:
    return planner.solve(yearly_beijing)


@pytest.fixture(scope="session")
def yearly_beijing_forms(yearly_beijing) -> Forms:
    """Of 2035; `ranked` has each measure alone."""
    return curve_forms(yearly_beijing, year=2035)


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """Run the command line in an empty folder: (exit code, what is on stdout, what is on stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)  # set in the workers of pytest-xdist
    for name in ("PLANNER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["planner", *words])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capfd.readouterr()
        return int(stop.value.code or 0), out, err

    return command


@pytest.fixture
def empty_pictures(monkeypatch) -> None:
    """Pictures of commands are empty files: drawing is half of a command's time, and many tests ask for other files."""
    monkeypatch.setattr(export, "drawn", lambda chart, formats: dict.fromkeys(formats, b""))


@pytest.fixture(scope="session")
def case_of() -> Callable[..., planner.Case]:
    """A case from the texts of its tables, named without `.csv`. What is not given is as plain as can be.

    One sector `city`, one account `co2` in tCO2, a yearly cap that never binds, yuan, the year 2030, no discounting.
    """

    def make(
        years: tuple[int, int] = (2030, 2030),
        rate: float = 0.0,
        accounts: tuple[str, ...] = ("co2",),
        **tables: str,
    ) -> planner.Case:
        settings = f"""
            title_en = "By hand"
            first_year = {years[0]}
            last_year = {years[1]}
            price_year = 2030
            money = "yuan"
            discount_rate = {rate}
        """ + "".join(f'\n[[accounts]]\nid = "{account}"\nunit = "tCO2"\n' for account in accounts)
        caps = f"account, kind, unit, amount\n{accounts[0]}, yearly, tCO2, 1000000"
        texts = {"sectors": "sector\ncity", "caps": caps} | tables
        return planner.read_case({"case.toml": settings} | {f"{name}.csv": text for name, text in texts.items()})

    return make


@pytest.fixture(scope="session")
def at() -> Callable[..., float]:
    """`at(plan.uptake, "stock", intervention="pv", year=2030)`: the value in the one row with these keys."""

    def look_up(table: pd.DataFrame, column: str, **keys: object) -> float:
        for key, wanted in keys.items():
            table = table[table[key] == wanted]
        assert len(table) == 1, f"{len(table)} rows with {keys}"
        return float(table[column].iloc[0])

    return look_up
