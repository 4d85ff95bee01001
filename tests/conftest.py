"""Small cases from short texts, and one value out of a result table."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

import planner


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the numbers of tests/golden anew")


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
