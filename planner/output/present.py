"""A result as a picture, as its card, and as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

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
from planner.output import result_set
from planner.output.kinds import KINDS, drawing, plan_files, result_files, styled
from planner.pictures.picture import Picture
from planner.pictures.style import Style, read_style, style_of, with_its_font
from planner.results.comparison import Comparison
from planner.results.result_tables import Plan
from planner.sweeps.near_optimal import NearOptimal
from planner.sweeps.regret import Regret
from planner.sweeps.sensitivity import Sensitivity
from planner.sweeps.sweep import Sweep
from planner.sweeps.uncertainty import Uncertainty

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
    | Sensitivity
    | Sequence[MacCurve]
)
"""What can be drawn and saved; several curves: those of all years."""


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
        A plan, a curve, curves of several years, credit, wedges, a comparison, a sweep or draws.
    what
        Which picture, the first without one. Of a plan: `emissions`, `portfolio`, `cash`, `payers`, `shadow_price`,
        and of one by slices `days` and `worst_day`; of a MacCurve: `steps` or `uptake`; of credit: `shares` or
        `wedges`; of draws: `bands` or `numbers`; of regret: `plans` or `by_cost`; of all others there is one.
        `plan.plot.cash()` says the same.
    account
        Of a plan's shadow prices: whose; without one, those of the first account with caps.
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
    found, lang = drawing(result, what, account), _language(lang)
    if style and not found.styled:
        raise UsageError("bad_argument", name="style", found=style, allowed=styled())
    asked = [_asked(style)] if style else []
    picture = found.draw(result, lang, *asked)
    if picture is None:
        raise UsageError("nothing_to_draw", found=type(result).__name__)
    return picture if isinstance(picture, Picture) else Picture(picture, found.data(result))


def _asked(style: Path | str | Mapping[str, object]) -> Style:
    return with_its_font(style_of(style, "plot"), "plot") if isinstance(style, Mapping) else read_style(Path(style))


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
    return KINDS[type(result)].card(result)


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
    lang = _language(lang)
    files = plan_files(result, lang) if isinstance(result, Plan) else result_files(result, lang)
    return result_set.save(files, folder)


def _language(lang: str) -> str:
    if lang not in of_pictures():
        raise UsageError("bad_argument", name="lang", found=repr(lang), allowed=", ".join(of_pictures()))
    return lang
