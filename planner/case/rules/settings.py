"""case.toml: its units, its counted things, its accounts and its model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.case.case import Case
from planner.case.files import unfit
from planner.errors import Problem, UsageError
from planner.languages import languages
from planner.model.model_file import model_file
from planner.units import WrongUnit, counted_problem


def settings_make_sense(case: Case) -> Iterator[Problem]:
    """Money is a currency, emissions a mass, what is counted new; accounts stand once, the model exists, names show."""
    settings = case.settings
    yield from settings_units(case)
    named = {f"title_{lang}": settings.worded("title", lang) for lang in languages()}
    named |= {f"accounts.{a.id}.name_{lang}": a.worded("name", lang) for a in settings.accounts for lang in languages()}
    for column, text in named.items():
        if wrong := unfit(text):
            yield Problem("case.toml", 0, column, *wrong)
    for name in settings.counted:
        if key := counted_problem(name):
            yield Problem("case.toml", 0, "counted", key, {"found": name})
    for account, count in Counter(account.id for account in settings.accounts).items():
        if count > 1:
            yield Problem("case.toml", 0, "accounts.id", "duplicate_account", {"found": account})
    try:
        model_file(settings.default_model)
    except UsageError as wrong:
        yield Problem("case.toml", 0, "default_model", wrong.key, wrong.values)


def settings_units(case: Case) -> Iterator[Problem]:
    """The unit of money is one currency, an account's unit is a mass: plain, or of the account's gas."""
    gases = {f"accounts.{account.id}.unit": account.gas for account in case.settings.accounts}
    named = [("money", case.settings.money), *((f"accounts.{a.id}.unit", a.unit) for a in case.settings.accounts)]
    for column, found in named:
        try:
            powers = case.units.parse(found).dimensions
        except WrongUnit as wrong:
            yield Problem("case.toml", 0, column, wrong.key, wrong.values)
            continue
        if column == "money":
            if list(powers.values()) != [1] or not next(iter(powers)).startswith("money_"):
                yield Problem("case.toml", 0, column, "not_money", {"found": found})
        elif powers.get("mass") != 1:
            yield Problem("case.toml", 0, column, "not_a_mass", {"found": found})
        else:
            counted = next((name.removeprefix("pollutant_") for name in powers if "pollutant_" in name), "")
            if counted and gases[column] != counted:
                values = {"found": gases[column], "unit": found, "gas": counted}
                yield Problem("case.toml", 0, column.removesuffix("unit") + "gas", "gas_of_another_unit", values)
