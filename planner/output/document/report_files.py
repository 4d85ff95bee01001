"""The report of a plan as a set of files."""

from __future__ import annotations

import shlex
from pathlib import Path

from planner.calls.arguments import public
from planner.calls.extras import imported
from planner.curves.macc import MacCurve, mac_curve
from planner.errors import UsageError
from planner.languages import languages, one
from planner.model.model_file import ModelSpec
from planner.output.document.figures import figures
from planner.output.document.pdf import as_pdf
from planner.output.document.sections import Made, document
from planner.output.document.word import as_word, opened
from planner.output.export import versions
from planner.output.html_page import filled
from planner.output.result_set import Files, inputs_hash, save
from planner.results.plan import CaseLike, Prepared, prepare, solve
from planner.results.result_tables import Plan

TOLERANCE = 1e-4
"""Largest error of the curve, as a share of its rise in cost."""


def report_files(
    plan: Plan, curve: MacCurve | None, made: Made, lang: str, template: Path | None, pdf: bool = False
) -> Files:
    """report.docx, report.html and report.pdf. Raises UsageError for a template that is no Word document."""
    language = one(lang, "en")
    report = document(plan, curve, figures(plan, curve, language), made, language)
    found = {"report.docx": as_word(report, template), "report.html": filled("report.html", language, document=report)}
    return found | ({"report.pdf": as_pdf(report)} if pdf else {})


def path_curve(ready: Prepared) -> MacCurve | None:
    """The curve along the path to the caps; none of a case without such a path."""
    try:
        return mac_curve(ready, tolerance=TOLERANCE) if ready.inputs.caps else None
    except UsageError:
        return None


@public
def report(
    case: CaseLike | Plan,
    *,
    folder: Path | str,
    lang: str = "en",
    model: str | Path | ModelSpec | None = None,
    template: Path | str | None = None,
    pdf: bool = False,
    time_limit: float | None = None,
) -> list[Path]:
    """Write the least-cost plan as a report to hand on: `report.docx` and `report.html`.

    Parameters
    ----------
    case
        A case, a prepared one, a folder of tables, a workbook or a sheet of measures; or a plan that was found.
    folder
        Where; is made if it is not there. A report from before is replaced.
    lang
        `en`, `zh` or the code of a catalogue.
    model
        Name of a model or a model file; without one, the case's default, or the plan's own.
    template
        A Word document whose letterhead and styles to use.
    pdf
        Write `report.pdf`, too; needs the extra `pdf`.
    time_limit
        Seconds after which it ends in a TimeLimitError; without one, an hour.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    UsageError
        There is no such language, or the template is no Word document.
    MissingExtraError
        A PDF is asked for and its library is not installed.

    Examples
    --------
    >>> import tempfile
    >>> files = planner.report("data/example_city", folder=tempfile.mkdtemp(), lang="zh")
    >>> [file.name for file in files]
    ['report.docx', 'report.html']
    """
    if lang not in languages():
        raise UsageError("bad_argument", name="lang", found=repr(lang), allowed=", ".join(languages()))
    letter = None if template is None else Path(template)
    opened(letter)
    if pdf:
        imported("typst")
    ready = prepare(case.case, model=model or case.model) if isinstance(case, Plan) else prepare(case, model=model)
    plan, spec = case if isinstance(case, Plan) else solve(ready), ready.spec
    asked = [part for scenario in plan.case.asked for part in ("--scenario", scenario)]
    of_model = [] if spec.name == plan.case.settings.default_model else ["--model", spec.name]
    command = shlex.join(["planner", "report", plan.case.name, *asked, *of_model, "--lang", lang])
    made = Made(command, f"planner compare {plan.case.name}", versions(), inputs_hash(plan.case, spec))
    return save(report_files(plan, path_curve(ready), made, lang, letter, pdf), folder)
