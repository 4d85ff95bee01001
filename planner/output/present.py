"""A result as a picture, as its card, and as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from planner.calls.arguments import public
from planner.credit.credit import Credit
from planner.credit.wedges import Wedges
from planner.curves.forms import Forms
from planner.curves.frontier import Frontier
from planner.curves.macc import MacCurve
from planner.curves.priced import PricedCurve
from planner.curves.ranked import RankedCurve
from planner.errors import UsageError
from planner.languages import of_pictures
from planner.output import (
    card as system_card,
)
from planner.output import (
    comparison_card,
    credit_card,
    export,
    forms_card,
    frontier_card,
    near_card,
    priced_card,
    prices_card,
    ranked_card,
    regret_card,
    result_set,
    sweep_card,
    uncertainty_card,
    uptake_card,
    years_card,
)
from planner.pictures.picture import Picture
from planner.pictures.style import read_style, style_of
from planner.results.comparison import Comparison
from planner.results.result_tables import Plan
from planner.sweeps.near_optimal import NearOptimal
from planner.sweeps.regret import Regret
from planner.sweeps.sweep import Sweep
from planner.sweeps.uncertainty import Uncertainty

if TYPE_CHECKING:
    import pandas as pd

Result: TypeAlias = (
    Plan
    | MacCurve
    | RankedCurve
    | PricedCurve
    | Frontier
    | Forms
    | Credit
    | Wedges
    | Comparison
    | Sweep
    | Uncertainty
    | NearOptimal
    | Regret
    | Sequence[MacCurve]
)
"""What can be drawn and saved; several curves: those of all years."""

DRAWN: dict[type, dict[str, Callable[..., Any]]] = {
    MacCurve: {"steps": system_card.picture, "uptake": uptake_card.picture},
    RankedCurve: {"bars": ranked_card.picture},
    PricedCurve: {"prices": priced_card.picture},
    Frontier: {"emissions": frontier_card.picture},
    Forms: {"forms": forms_card.picture},
    Credit: {"shares": credit_card.picture},
    Wedges: {"wedges": credit_card.wedges},
    Comparison: {"scenarios": comparison_card.picture},
    Sweep: {"lines": sweep_card.picture},
    Regret: {"plans": regret_card.picture},
    NearOptimal: {"ranges": near_card.picture},
    Uncertainty: {"bands": uncertainty_card.bands, "numbers": uncertainty_card.drivers},
    list: {"years": years_card.picture},
}
"""What can be drawn of a kind of result, the first if nothing is asked."""


@public
def plot(
    result: Result,
    *,
    what: str | None = None,
    account: str | None = None,
    lang: str = "en",
    style: Path | str | Mapping[str, object] | None = None,
) -> Picture:
    """Draw a result.

    Parameters
    ----------
    result
        A plan (its shadow prices), a curve, curves of several years, credit, wedges, a comparison, a sweep or draws.
    what
        Which picture: of a MacCurve its `steps` (default) or its `uptake`; of draws their `bands` (default)
        or `numbers`; of all others there is one.
    account
        Of a plan: whose shadow prices; without one, those of the first account with caps.
    lang
        `en`, `zh`, the code of a catalogue, or `both` (Chinese and English).
    style
        Of a MacCurve's steps, of ranked bars and of a priced curve: a style file (TOML), or what one may say: `title`,
        `order`, `colour_by`, `colours`, `labels`, `width`, `height`, `font`, `font_size`, `units`, `prices`, `dpi`.
        `result.plot(title="My city")` says the same.

    Returns
    -------
    Picture
        Shows itself in a notebook; `.data` is the table behind it, `.save("curve.svg")` writes it (.svg, .png, .pdf,
        .html, .csv; ranked bars also .xlsx, with a chart of Excel's own), `.chart` is the Altair chart.

    Raises
    ------
    UsageError
        There is no such picture, or nothing to draw in it.
    InputError
        The style says what no style can say.

    Examples
    --------
    >>> curve = planner.mac_curve("data/example_city", year=2030)
    >>> curve.plot(title="My city", prices=(0, 800)).data["step"].tolist()[:2]
    [1, 2]
    """
    drawn = _of_a_plan(result, account) if isinstance(result, Plan) else DRAWN[type(result)]
    if account is not None and not isinstance(result, Plan):
        raise UsageError("bad_argument", name="account", found=account, allowed="Plan")
    what, lang = what or next(iter(drawn), None), _language(lang)
    if what is not None and what not in drawn:
        raise UsageError("bad_argument", name="what", found=what, allowed=", ".join(drawn))
    if style and (type(result), what) not in STYLED:
        raise UsageError("bad_argument", name="style", found=style, allowed=STYLED_NAMES)
    asked = [style_of(style, "plot") if isinstance(style, Mapping) else read_style(Path(style))] if style else []
    picture = drawn[what](result, lang, *asked) if what else None
    if picture is None:
        raise UsageError("nothing_to_draw", found=type(result).__name__)
    return picture if isinstance(picture, Picture) else Picture(picture, _table(result))


STYLED = {(MacCurve, "steps"), (RankedCurve, "bars"), (PricedCurve, "prices")}
"""Pictures that take a style."""
STYLED_NAMES = ", ".join(f"{kind.__name__} ({what})" for kind, what in sorted(STYLED, key=str))


def _table(result: Result) -> pd.DataFrame:
    """The main table of a result, all of it."""
    match result:
        case MacCurve():
            return result.steps
        case PricedCurve() | Frontier() | Forms() | Credit() | Comparison():
            return result.table
        case Wedges():
            return result.credit.by_year
        case Plan():
            return result.shadow_price
        case Sweep():
            return result.points
        case Uncertainty():
            return result.bands
        case NearOptimal():
            return result.table
        case Regret():
            return result.plans
        case RankedCurve():
            return result.bars
        case _:
            return years_card.steps(result)


def _of_a_plan(plan: Plan, account: str | None) -> dict[str, Callable[[Any, str], Any]]:
    capped = list(plan.cap_prices["account"].unique())
    if account is not None and account not in capped:
        raise UsageError("no_account", found=account, allowed=", ".join(capped))
    return {"shadow_price": lambda plan, lang: prices_card.picture(plan, account or capped[0], lang)} if capped else {}


CARDS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Plan: lambda plan: export.summarise(plan, None),
    MacCurve: system_card.card,
    RankedCurve: ranked_card.card,
    PricedCurve: priced_card.card,
    Frontier: frontier_card.card,
    Forms: forms_card.card,
    Credit: credit_card.card,
    Wedges: lambda wedges: credit_card.card(wedges.credit),
    Comparison: comparison_card.card,
    Sweep: sweep_card.card,
    Uncertainty: uncertainty_card.card,
    NearOptimal: near_card.card,
    Regret: regret_card.card,
    list: years_card.card,
}


@public
def card(result: Result) -> dict[str, Any]:
    """Say what a result assumes, as plain data: the JSON file beside its tables.

    Parameters
    ----------
    result
        A plan, a curve, curves of several years, credit, wedges, a comparison, a sweep or draws.

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
def save(result: Result, *, folder: Path | str, lang: str = "en") -> list[Path]:
    """Write a result as the command line does: its tables (CSV), its card (JSON) and its pictures.

    Parameters
    ----------
    result
        A plan, a curve, curves of several years, credit, wedges, a comparison, a sweep or draws.
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
    ['.csv', '.html', '.json', '.pdf', '.png', '.svg', '.xlsx']
    """
    return result_set.save(FILES[type(result)](result, _language(lang)), folder)


def _language(lang: str) -> str:
    if lang not in of_pictures():
        raise UsageError("bad_argument", name="lang", found=repr(lang), allowed=", ".join(of_pictures()))
    return lang


FILES: dict[type, Callable[[Any, str], result_set.Files]] = {
    Plan: lambda plan, lang: export.plan_files(plan, None, lang),
    MacCurve: export.curve_files,
    RankedCurve: export.ranked_files,
    PricedCurve: export.priced_files,
    Frontier: export.frontier_files,
    Forms: export.forms_files,
    Credit: lambda credit, lang: export.credit_files(credit, None, lang),
    Wedges: lambda wedges, lang: export.credit_files(wedges.credit, wedges, lang),
    Comparison: export.comparison_files,
    Sweep: export.sweep_files,
    Uncertainty: export.uncertainty_files,
    NearOptimal: export.near_files,
    Regret: export.regret_files,
    list: export.years_files,
}
