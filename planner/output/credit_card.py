"""Who gets the credit as plain data, as pictures and on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
from rich.console import Group

from planner.calls.numbers import number
from planner.credit.credit import OPERATION, Credit
from planner.credit.shapley import FEW
from planner.credit.wedges import Wedges
from planner.languages import Words, in_each, one
from planner.messages import joined, sentence, text
from planner.messages.unit_words import unit_words
from planner.model.caps import main_account
from planner.model.model_file import model_title
from planner.output.case_words import about, chart_labels, named, titled
from planner.output.document.content import Table
from planner.output.screens import printed
from planner.output.shown_units import Measure, emissions
from planner.pictures.charts import alt
from planner.pictures.figure import colours
from planner.pictures.plot_credit import credit_rows
from planner.pictures.plot_wedges import wedge_colours, wedges_beside_curve
from planner.pictures.words import Page, Text

MOST_ROWS = 22
MOST_WEDGES = 11


def card(credit: Credit) -> dict[str, Any]:
    """What a reader must know: of what, from where, the game, how exact, what it cost to compute."""
    return {
        **about(credit.case, credit.model, credit.account),
        "unit": credit.case.accounts[credit.account].unit,
        "years": list(credit.years),
        "reference": credit.reference,
        "abatement": credit.abatement,
        "how_to_read": text("credit_how", "en"),
        "coalitions": text("credit_game", "en"),
        "enablers": credit.enablers,
        "serving": list(credit.serving),
        "orders": credit.orders,
        "solves": credit.solves,
        "seconds": credit.seconds,
        "shares": credit.table.to_dict("records"),
    }


def file_stem(credit: Credit) -> str:
    """Name of the files: of all years, or of one; and of which account, where it is not the caps'."""
    account = "" if credit.account == main_account(credit.case) else f"_{credit.account}"
    return f"credit{'' if len(credit.years) > 1 else f'_{credit.years[0]}'}{account}"


def name_of(credit: Credit, measure: str, lang: str) -> str:
    """What a measure is called."""
    return str(credit.table.set_index("measure").loc[measure, f"name_{lang}"])


def enabling(credit: Credit, lang: str) -> str:
    """Which enablers stand with what they serve; nothing where none does."""
    names = joined((credit.case.name_of("intervention", i, lang) for i in credit.serving), lang)
    return text("credit_with_enablers", lang, names=names) if names else ""


def years_of(credit: Credit) -> str:
    return credit.case.span if len(credit.years) > 1 else str(credit.years[0])


def exactness(credit: Credit, lang: str) -> str:
    return text("credit_sampled" if credit.orders else "credit_exact", lang, orders=credit.orders, few=FEW)


def total_of(credit: Credit, measure: Measure, lang: str) -> str:
    """The abatement in all, and how exactly it is shared."""
    return text(
        "credit_in_all",
        lang,
        abatement=number(measure.factor * credit.abatement, 4),
        unit=measure.unit,
        years=years_of(credit),
        exactness=exactness(credit, lang),
    )


def others(credit: Credit, most: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with the largest shares, and the rest; what nobody built is shown where it is not nothing."""
    table = credit.table[
        (credit.table["measure"] != OPERATION) | (credit.table["shapley"].abs() > 1e-6 * abs(credit.abatement))
    ]
    if len(table) <= most:
        return table, table.iloc[:0]
    size = table[["low", "high"]].abs().max(axis=1).where(table["measure"] != OPERATION, 0.0)
    shown = table.index.isin(size.nlargest(most - 1).index)
    return table[shown], table[~shown]


def picture(credit: Credit, lang: str) -> alt.VConcatChart | None:
    """Alone, last in and Shapley side by side; none where nothing is avoided."""
    shown, rest = others(credit, MOST_ROWS)
    if shown.empty:
        return None
    labels, measure = chart_labels(credit.case), emissions(credit.case, credit.account, lang)
    firsts = [str(items).split("; ")[0] for items in shown["items"]]
    table = shown.assign(
        name=[_named(credit, str(name)) for name in shown["measure"]],
        sector=[labels[first].sector if first else "" for first in firsts],
    )
    if len(rest):
        table.loc[len(table)] = {
            "name": sentence("credit_others", count=len(rest)),
            "sector": "",
            "shapley": rest["shapley"].sum(),
            "error": (rest["error"] ** 2).sum() ** 0.5,
        }
    heads = {key: sentence(f"credit_{key}") for key in ("alone", "last_in", "shapley", "error")}
    axis = sentence("credit_axis", years=years_of(credit), unit=measure.unit)
    sectors: dict[Text, str] = {s: colour for s, colour in colours(labels).items() if s in set(table["sector"])}
    notes: list[Text] = [sentence("credit_how"), sentence("credit_game"), *_enabling(credit)]
    return credit_rows(measure.of(table, *heads), heads, axis, sectors, _page(credit, lang, "credit_title", notes))


def wedges(beside: Wedges, lang: str) -> alt.VConcatChart:
    """The wedges of all years beside the MAC curve in the tonnes of one."""
    credit, kind = beside.credit, "path" if beside.curve.kind == "path" else "year"
    shown, rest = others(credit, MOST_WEDGES + 1)
    measure = emissions(credit.case, credit.account, lang)
    by_year = measure.factor * credit.by_year.pivot(index="measure", columns="year", values="shapley").fillna(0.0)
    colours = wedge_colours(len(shown) + 1)
    drawn: list[tuple[Text, str, list[float]]] = [
        (_named(credit, i), colour, by_year.loc[i].tolist())
        for i, colour in zip(shown["measure"], colours, strict=False)
    ]
    if len(rest):
        left = by_year.drop(index=shown["measure"]).sum().tolist()
        drawn.append((sentence("credit_others", count=len(rest)), colours[-1], left))
    colour_of = {
        i: colour for items, colour in zip(shown["items"], colours, strict=False) for i in str(items).split("; ")
    }
    said: dict[str, Text] = {
        "reference": sentence(f"say_{credit.reference}"),
        "start": sentence(f"wedges_start_{kind}", year=beside.year),
        "measure": sentence("credit_measure"),
        "emissions": sentence("plan_emissions_axis", unit=measure.unit),
        "price": sentence(f"curve_y_{kind}"),
        "price_unit": unit_words(beside.curve.price_unit),
        **{key: sentence(f"wedges_{key}") for key in ("cap", "rest", "in_all")},
    }
    right = sentence(f"wedges_right_{kind}", year=beside.year)
    notes: list[Text] = [sentence("wedges_left"), right, sentence("credit_game"), *_enabling(credit)]
    emitted = measure.of(credit.emissions, "reference", "plan", "cap").set_index(pd.Index(credit.years))
    return wedges_beside_curve(
        pd.DataFrame(drawn, columns=["name", "colour", "tonnes"]),
        emitted[["reference", "plan", "cap"]],
        _steps(beside, measure, lang).assign(colour=lambda steps: steps["first"].map(colour_of).fillna(colours[-1])),
        beside.year,
        said,
        _page(credit, lang, "wedges_title", notes),
    )


def _steps(beside: Wedges, measure: Measure, lang: str) -> pd.DataFrame:
    """The steps of the curve in emissions of the year, from its start down, with what grows first along each."""
    table = beside.curve.steps
    return pd.DataFrame(
        {
            "start": measure.factor * (beside.start - beside.share * table["abatement_from"]),
            "end": measure.factor * (beside.start - beside.share * table["abatement_to"]),
            "price": table["price"],
            "name": table[f"label_{one(lang, 'zh')}"],
            "first": table["grows"].fillna("").str.split("; ").str[0],
        }
    )


def _enabling(credit: Credit) -> list[Words]:
    return [in_each(partial(enabling, credit))] if credit.serving else []


def _named(credit: Credit, measure: str) -> Words:
    return in_each(partial(name_of, credit, measure))


def _page(credit: Credit, lang: str, title: str, notes: Sequence[Text]) -> Page:
    """Title, account and how exact."""
    case = credit.case
    account = sentence(
        "credit_account",
        account=named(case, "account", credit.account),
        model=model_title(credit.model),
        reference=sentence(f"say_{credit.reference}"),
    )
    subtitle: list[Text] = [account, in_each(partial(total_of, credit, emissions(case, credit.account, lang)))]
    return Page(titled(case, title, years=years_of(credit)), subtitle, notes, lang)


def credit_screen(credit: Credit, lang: str) -> Group:
    """The three shares of every measure, the largest first, their sum, how to read them, and what they cost."""
    own, whole = emissions(credit.case, credit.account, lang), credit.abatement
    keys, rows = ("alone", "last_in", "shapley", "error"), []
    for row in credit.table.to_dict("records"):
        share = f"{round(row['shapley'] / whole, 3) + 0.0:.1%}" if whole else ""
        error = own.shown(row["error"]) if row["error"] else ""
        rows.append([name_of(credit, row["measure"], lang), *(own.shown(row[key]) for key in keys[:3]), error, share])
    rows.append([text("credit_total", lang), "", "", own.shown(whole), "", ""])
    heads = [f"[{own.words}]", *(text(f"credit_{key}", lang) for key in keys), "%"]
    title = text("credit_title", lang, years=years_of(credit))
    cost = text("credit_cost", lang, solves=f"{credit.solves:,}", seconds=f"{credit.seconds:.1f}")
    said = text("credit_sum_and_cost", lang, sum=total_of(credit, own, lang), cost=cost)
    how = filter(None, [text("credit_how", lang), enabling(credit, lang)])
    return printed(Table(title[0].upper() + title[1:], heads, rows), *how, said)
