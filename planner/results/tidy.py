"""Result tables that can be put together: the model and the scenario of each row, and names beside ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

import pandas as pd

from planner.case.case import Case, Thing
from planner.case.scenarios import CENTRAL
from planner.languages import languages
from planner.messages import text
from planner.model.caps import Cap
from planner.model.money.payers import OUTSIDE
from planner.model.subject import Limit

Named: TypeAlias = Thing | Literal["scope", "mode", "paid"]
"""What an id may name: also the scope of a cap, a technology with improvements, what a carbon price is paid on."""
Kinds: TypeAlias = Mapping[str, Named]
"""What the column `kind` says -> what its items are, where those are no interventions."""
FEWEST = "most_abatement"
"""Id of the row that holds the fewest emissions for some money."""
PAID: Kinds = {
    "purchase": "commodity",
    "carbon_price": "paid",
    "grant": "transfer",
    "tax": "transfer",
    "transfer": "transfer",
    "loan": "loan",
    "co_benefit": "co_benefit",
}
BALANCED: Kinds = {"purchase": "commodity", "demand": "commodity", "unused": "commodity"}


def tidy(table: pd.DataFrame, case: Case, model: str, **ids: Named | Kinds) -> pd.DataFrame:
    """The table with `model` and `scenario` in front, and names in each language behind each column of ids.

    Each of `ids` is a column and the kind of thing that it names. The names of the first stand in `name_en` and
    `name_zh`, those of the others in columns called after theirs.
    """
    kinds = {column: _kinds(table, kind) for column, kind in ids.items()}
    columns: dict[str, object] = {"model": model, "scenario": case.scenario or CENTRAL}
    for column in table:
        columns[column] = table[column]
        if column in kinds:
            prefix = "name" if column == next(iter(ids)) else column
            for lang in languages():
                columns[f"{prefix}_{lang}"] = _names(case, kinds[column], table[column], lang)
    return pd.DataFrame(columns, index=table.index)


def _kinds(table: pd.DataFrame, kind: Named | Kinds) -> pd.Series:
    """Of each row; items of another kind are interventions."""
    if isinstance(kind, str):
        return pd.Series(kind, index=table.index, dtype=object)
    return table["kind"].map(kind).fillna("intervention")


def _names(case: Case, kinds: pd.Series, ids: pd.Series, lang: str) -> pd.Series:
    pairs = list(zip(kinds, ids, strict=True))
    names = {pair: name_of(case, *pair, lang) for pair in set(pairs)}
    return pd.Series([names[pair] for pair in pairs], index=ids.index, dtype=object)


def name_of(case: Case, kind: Named, thing: str, lang: str) -> str:
    """What a thing is called: several ids are joined by `; `, those of a mode by `+`."""
    if kind == "scope":
        return scope_name(case, thing, lang)
    if kind == "payer" and thing == OUTSIDE:
        return text("payer_of_outside", lang)
    if kind == "paid":
        account, _, scope = thing.partition("/")
        return scoped(case, account, scope or "total", lang)
    if kind == "mode":
        return "+".join(case.name_of("intervention", part, lang) for part in thing.split("+"))
    return "; ".join(case.name_of(kind, part, lang) for part in thing.split("; ")) if thing else ""


def scope_name(case: Case, scope: str, lang: str) -> str:
    """The city, a group or a sector."""
    return text("all_sectors", lang) if scope == "total" else case.name_of("sector", scope, lang)


def scoped(case: Case, account: str, scope: str, lang: str) -> str:
    """An account, and of whom."""
    of = text("say_of_scope", lang, scope=scope_name(case, scope, lang))
    return f"{case.name_of('account', account, lang)}{of}"


def limit_names(case: Case, limit: Limit) -> list[str]:
    """In each language: of a cap its account and scope, of a policy its own."""
    if limit.label == FEWEST:
        return [text("say_fewest_of", lang) for lang in languages()]
    if isinstance(limit, Cap):
        return [scoped(case, limit.account, limit.scope, lang) for lang in languages()]
    return [(limit.row and limit.row.worded("name", lang)) or limit.label for lang in languages()]


def in_order(frame: pd.DataFrame, columns: list[str], order: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """By columns, some of which have an order of their own."""
    places = {column: {name: n for n, name in enumerate(names)} for column, names in order.items()}
    return frame.sort_values(columns, key=lambda c: c.map(places[c.name]) if c.name in places else c, ignore_index=True)
