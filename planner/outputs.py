"""A result as a picture, as its card, and as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from planner.arguments import public
from planner.attribution.credit import Credit
from planner.attribution.wedges import Wedges
from planner.comparison import Comparison
from planner.curves.forms import Forms
from planner.curves.macc import MacCurve
from planner.curves.priced import PricedCurve
from planner.curves.ranked import RankedCurve
from planner.errors import UsageError
from planner.pictures.words import Lang
from planner.reports import (
    card as system_card,
)
from planner.reports import (
    comparison_card,
    credit_card,
    export,
    forms_card,
    priced_card,
    prices_card,
    ranked_card,
    result_set,
    uptake_card,
    years_card,
)
from planner.results import Plan

if TYPE_CHECKING:
    import altair as alt

Result: TypeAlias = (
    Plan | MacCurve | RankedCurve | PricedCurve | Forms | Credit | Wedges | Comparison | Sequence[MacCurve]
)
"""What can be drawn and saved; several curves: those of all years."""

DRAWN: dict[type, dict[str, Callable[[Any, Lang], Any]]] = {
    MacCurve: {"steps": system_card.picture, "uptake": uptake_card.picture},
    RankedCurve: {"bars": ranked_card.picture},
    PricedCurve: {"prices": priced_card.picture},
    Forms: {"forms": forms_card.picture},
    Credit: {"shares": credit_card.picture},
    Wedges: {"wedges": credit_card.wedges},
    Comparison: {"scenarios": comparison_card.picture},
    list: {"years": years_card.picture},
}
"""What can be drawn of a kind of result, the first if nothing is asked."""


@public
def plot(
    result: Result, *, what: str | None = None, account: str | None = None, lang: Literal["en", "zh", "both"] = "en"
) -> alt.LayerChart:
    """Draw a result.

    Parameters
    ----------
    result
        A plan (its shadow prices), a curve, curves of several years, credit, wedges or a comparison.
    what
        Which picture: of a MacCurve its `steps` (default) or its `uptake`; of all others there is one.
    account
        Of a plan: whose shadow prices; without one, those of the first account with caps.
    lang
        `en`, `zh` or `both`.

    Returns
    -------
    altair.LayerChart
        Shows itself in a notebook; `planner.save` writes it as SVG and PNG.

    Raises
    ------
    UsageError
        There is no such picture, or nothing to draw in it.

    Examples
    --------
    >>> curve = planner.mac_curve("data/example_city", year=2030)
    >>> planner.plot(curve, what="uptake", lang="both").to_dict(validate=False)["config"]["font"]
    'Noto Sans CJK SC'
    """
    drawn = _of_a_plan(result, account) if isinstance(result, Plan) else DRAWN[type(result)]
    if account is not None and not isinstance(result, Plan):
        raise UsageError("bad_argument", name="account", found=account, allowed="Plan")
    what = what or next(iter(drawn), None)
    if what is not None and what not in drawn:
        raise UsageError("bad_argument", name="what", found=what, allowed=", ".join(drawn))
    picture = drawn[what](result, lang) if what else None
    if picture is None:
        raise UsageError("nothing_to_draw", found=type(result).__name__)
    return picture


def _of_a_plan(plan: Plan, account: str | None) -> dict[str, Callable[[Any, Lang], Any]]:
    capped = list(plan.shadow_price["account"].unique())
    if account is not None and account not in capped:
        raise UsageError("no_account", found=account, allowed=", ".join(capped))
    return {"shadow_price": lambda plan, lang: prices_card.picture(plan, account or capped[0], lang)} if capped else {}


CARDS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Plan: lambda plan: export.summarise(plan, None),
    MacCurve: system_card.card,
    RankedCurve: ranked_card.card,
    PricedCurve: priced_card.card,
    Forms: forms_card.card,
    Credit: credit_card.card,
    Wedges: lambda wedges: credit_card.card(wedges.credit),
    Comparison: comparison_card.card,
    list: years_card.card,
}


@public
def card(result: Result) -> dict[str, Any]:
    """Say what a result assumes, as plain data: the JSON file beside its tables.

    Parameters
    ----------
    result
        A plan, a curve, curves of several years, credit, wedges or a comparison.

    Returns
    -------
    dict
        Of a curve: what was moved, from where, discounting, tolerance, policies in force, how to read it.

    Examples
    --------
    >>> planner.card(planner.mac_curve("data/example_city", year=2030))["unit"]
    'MtCO2'
    """
    return CARDS[type(result)](result)


@public
def save(result: Result, *, folder: Path | str, lang: Literal["en", "zh", "both"] = "en") -> list[Path]:
    """Write a result as the command line does: its tables (CSV), its card (JSON) and its pictures.

    Parameters
    ----------
    result
        A plan, a curve, curves of several years, credit, wedges or a comparison.
    folder
        Where; is made if it is not there. Files of the same result from before are replaced.
    lang
        Language of the pictures.

    Returns
    -------
    list of Path
        The files.

    Examples
    --------
    >>> import tempfile
    >>> bars = planner.ranked_curve("data/example_city", year=2030)
    >>> sorted(file.suffix for file in planner.save(bars, folder=tempfile.mkdtemp()))
    ['.csv', '.html', '.json', '.png', '.svg']
    """
    return result_set.save(FILES[type(result)](result, lang), folder)


FILES: dict[type, Callable[[Any, Lang], result_set.Files]] = {
    Plan: lambda plan, lang: export.plan_files(plan, None, lang),
    MacCurve: export.curve_files,
    RankedCurve: export.ranked_files,
    PricedCurve: export.priced_files,
    Forms: export.forms_files,
    Credit: lambda credit, lang: export.credit_files(credit, None, lang),
    Wedges: lambda wedges, lang: export.credit_files(wedges.credit, wedges, lang),
    Comparison: export.comparison_files,
    list: export.years_files,
}
