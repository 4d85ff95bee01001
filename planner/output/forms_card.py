"""Three forms of a curve as plain data, as a picture and on the screen, and what interaction does between them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from rich.console import Group

from planner.calls.numbers import number
from planner.curves.forms import FORMS, Forms
from planner.languages import Words, in_each
from planner.messages import sentence, text
from planner.messages.unit_words import unit_words
from planner.output import ranked_card
from planner.output.case_words import chart_labels, titled
from planner.output.document.content import Table
from planner.output.screens import printed, shown
from planner.output.shown_units import emissions
from planner.pictures.charts import alt
from planner.pictures.figure import Card
from planner.pictures.plot_forms import form_lines
from planner.pictures.words import say


def card(forms: Forms) -> dict[str, Any]:
    """The ranked bars' card, with the forms, how far each goes, and what interaction does."""
    return ranked_card.card(forms.ranked) | {
        "curve": "forms",
        "forms": {
            form: text(f"forms_{form}", "en", reference=text(f"say_{forms.ranked.reference}", "en")) for form in FORMS
        },
        "abatement": {form: forms.total(form) for form in FORMS},
        "interaction": interaction(forms, own_unit(forms), "en"),
        "form": money_shown(forms, "en"),
        "warning": text("forms_warning", "en"),
    }


def file_stem(forms: Forms) -> str:
    """Name of the files."""
    return f"{ranked_card.file_stem(forms.ranked)}_forms"


def interaction(forms: Forms, unit: Words, lang: str) -> str:
    """Sums alone, in turn, and of the least-cost plans, in words; `unit` is that of the forms."""
    tonnes = forms.tonnes()
    alone = forms.total("partial")
    same = float(tonnes.loc[tonnes["partial"] > 0, "retrospective"].sum())
    return text(
        "forms_sums",
        lang,
        unit=unit,
        partial=number(alone),
        same=number(same),
        does=text("forms_takes" if same <= alone else "forms_adds", lang),
        difference=number(abs(same - alone)),
        enabled=number(forms.total("retrospective") - same),
        retrospective=number(forms.total("retrospective")),
        systems=number(forms.total("systems")),
    )


def own_unit(forms: Forms) -> Words:
    """The unit of the account."""
    return unit_words(forms.case.accounts[forms.ranked.account].unit)


def money_shown(forms: Forms, lang: str) -> str:
    """Which money the steps show."""
    return text("forms_money", lang, year=forms.ranked.year, price_year=forms.case.settings.price_year)


def picture(forms: Forms, lang: str) -> alt.VConcatChart | None:
    """The chart; none where no form avoids anything."""
    case, ranked = forms.case, forms.ranked
    measure = emissions(case, ranked.account, lang)
    forms = replace(forms, table=measure.of(forms.table, "abatement_from", "abatement_to"))
    drawn = forms.table[forms.table["abatement_to"] > 0]
    if drawn.empty:
        return None
    around = Card(
        title=titled(case, "forms_title", year=ranked.year),
        abatement_unit=measure.unit,
        price_unit=unit_words(ranked.price_unit),
        subtitle=[sentence(f"forms_{form}", reference=sentence(f"say_{ranked.reference}")) for form in FORMS],
        note=[
            in_each(partial(interaction, forms, measure.unit)),
            in_each(partial(money_shown, forms)),
            sentence("forms_warning"),
        ],
        lang=lang,
        price_name=sentence("forms_y"),
    )
    names = {
        form: f"{say(sentence(f'forms_short_{form}'), lang)}: {number(forms.total(form))} {around.unit(measure.unit)}"
        for form in FORMS
    }
    heads = sentence("forms_alone"), sentence("forms_after")
    return form_lines(drawn, forms.tonnes(), chart_labels(case), names, heads, around)


def forms_screen(forms: Forms, lang: str) -> Group:
    """What each measure avoids alone and in turn, and what interaction does."""
    case, own = forms.case, emissions(forms.case, forms.ranked.account, lang)
    forms = replace(forms, table=own.of(forms.table, "abatement_from", "abatement_to"))
    rows = [
        [case.name_of("intervention", row.intervention, lang), shown(row.partial), shown(row.retrospective)]
        for row in forms.tonnes().itertuples()
    ]
    heads = ["", *(f"{text(f'forms_{form}', lang)} [{own.words}]" for form in ("alone", "after"))]
    table = Table(text("forms_title", lang, year=forms.ranked.year), heads, rows)
    return printed(table, interaction(forms, own.unit, lang), money_shown(forms, lang))
