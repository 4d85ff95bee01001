"""case.toml: its units, its counted things, its accounts and its model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from planner.case.case import Case
from planner.case.files import unfit
from planner.errors import Problem, UsageError
from planner.languages import languages
from planner.model.model_file import model_file
from planner.tables.wording import SETTINGS_FILE
from planner.units import WrongUnit, counted_problem


def settings_make_sense(case: Case) -> Iterator[Problem]:
    """Money is a currency, emissions a mass, what is counted new; accounts stand once, the model exists, names show."""
    settings = case.settings
    yield from settings_units(case)
    named = {f"title_{lang}": settings.worded("title", lang) for lang in languages()}
    named |= {f"accounts.{a.id}.name_{lang}": a.worded("name", lang) for a in settings.accounts for lang in languages()}
    for column, text in named.items():
        if wrong := unfit(text):
            yield _problem(column, wrong[0], **wrong[1])
    for name in settings.counted:
        if key := counted_problem(name):
            yield _problem("counted", key, found=name)
    for account, count in Counter(account.id for account in settings.accounts).items():
        if count > 1:
            yield _problem("accounts.id", "duplicate_account", found=account)
    try:
        model_file(settings.default_model)
    except UsageError as wrong:
        yield _problem("default_model", wrong.key, **wrong.values)


def settings_units(case: Case) -> Iterator[Problem]:
    """The unit of money is one currency, an account's unit is a mass: plain, or of the account's gas."""
    gases = {f"accounts.{account.id}.unit": account.gas for account in case.settings.accounts}
    named = [("money", case.settings.money), *((f"accounts.{a.id}.unit", a.unit) for a in case.settings.accounts)]
    for column, found in named:
        try:
            powers = case.units.parse(found).dimensions
        except WrongUnit as wrong:
            yield _problem(column, wrong.key, **wrong.values)
            continue
        if column == "money":
            if list(powers.values()) != [1] or not next(iter(powers)).startswith("money_"):
                yield _problem(column, "not_money", found=found)
        elif powers.get("mass") != 1:
            yield _problem(column, "not_a_mass", found=found)
        else:
            counted = next((name.removeprefix("pollutant_") for name in powers if "pollutant_" in name), "")
            if counted and gases[column] != counted:
                values = {"found": gases[column], "unit": found, "gas": counted}
                yield _problem(column.removesuffix("unit") + "gas", "gas_of_another_unit", **values)


def _problem(column: str, key: str, /, **values: Any) -> Problem:
    return Problem(SETTINGS_FILE, 0, column, key, values)
