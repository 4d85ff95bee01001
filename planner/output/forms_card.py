"""The card and the picture of three forms side by side, and the line that says what interaction does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from planner.curves.forms import FORMS, Forms
from planner.languages import in_each
from planner.messages import sentence, text
from planner.output import ranked_card
from planner.output.card import chart_labels, titled
from planner.unit_words import unit_words

if TYPE_CHECKING:
    import altair as alt


def card(forms: Forms) -> dict[str, Any]:
    """The ranked bars' card, with the forms, how far each goes, and what interaction does."""
    return ranked_card.card(forms.ranked) | {
        "curve": "forms",
        "forms": {
            form: text(f"forms_{form}", "en", reference=text(f"say_{forms.ranked.reference}", "en")) for form in FORMS
        },
        "abatement": {form: forms.total(form) for form in FORMS},
        "interaction": interaction(forms, "en"),
        "form": money(forms, "en"),
        "warning": text("forms_warning", "en"),
    }


def file_stem(forms: Forms) -> str:
    """Name of the files."""
    return f"{ranked_card.file_stem(forms.ranked)}_forms"


def interaction(forms: Forms, lang: str) -> str:
    """Sums alone, in turn, and of the least-cost plans, in words."""
    from planner.calls.numbers import number

    tonnes = forms.tonnes()
    unit, alone = forms.case.accounts[forms.ranked.account].unit, forms.total("partial")
    same = float(tonnes.loc[tonnes["partial"] > 0, "retrospective"].sum())
    return text(
        "forms_sums",
        lang,
        unit=unit_words(unit),
        partial=number(alone),
        same=number(same),
        does=text("forms_takes" if same <= alone else "forms_adds", lang),
        difference=number(abs(same - alone)),
        enabled=number(forms.total("retrospective") - same),
        retrospective=number(forms.total("retrospective")),
        systems=number(forms.total("systems")),
    )


def money(forms: Forms, lang: str) -> str:
    """Which money the steps show."""
    return text("forms_money", lang, year=forms.ranked.year, price_year=forms.case.settings.price_year)


def picture(forms: Forms, lang: str) -> alt.VConcatChart | None:
    """The chart; none where no form avoids anything."""
    from planner.calls.numbers import number
    from planner.pictures.figure import Card
    from planner.pictures.plot_forms import form_lines
    from planner.pictures.words import say

    case, ranked = forms.case, forms.ranked
    drawn = forms.table[forms.table["abatement_to"] > 0]
    if drawn.empty:
        return None
    unit = unit_words(case.accounts[ranked.account].unit)
    around = Card(
        title=titled(case, "forms_title", year=ranked.year),
        abatement_unit=unit,
        price_unit=unit_words(ranked.price_unit),
        subtitle=[sentence(f"forms_{form}", reference=sentence(f"say_{ranked.reference}")) for form in FORMS],
        note=[
            in_each(partial(interaction, forms)),
            in_each(partial(money, forms)),
            sentence("forms_warning"),
        ],
        lang=lang,
        price_name=sentence("forms_y"),
    )
    names = {
        form: f"{say(sentence(f'forms_short_{form}'), lang)}: {number(forms.total(form))} {around.unit(unit)}"
        for form in FORMS
    }
    heads = sentence("forms_alone"), sentence("forms_after")
    return form_lines(drawn, forms.tonnes(), chart_labels(case), names, heads, around)
