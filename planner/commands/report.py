"""`planner report`: the plan as a document to hand on."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from planner.calls.extras import imported
from planner.commands.request import Request, planning


@planning()
def report(
    request: Request,
    template: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A Word document (.docx) whose letterhead and styles to use."),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write report.pdf, too; needs the extra `pdf`.")] = False,
) -> None:
    """Write the least-cost plan as a report: report.docx for Word, and report.html, one page that prints on A4.

    The answer first; then emissions against the caps, what is built, what it costs whom, what binds, how sure it is.

    Example: planner report data/beijing --lang zh
    """
    from planner.output.document.report_files import path_curve, report_files
    from planner.output.document.sections import Made
    from planner.output.document.word import opened
    from planner.output.export import summarise, versions
    from planner.output.report import headline
    from planner.results.plan import solve

    opened(template)
    if pdf:
        imported("typst")  # where it is missing, this says so before anything is solved
    ready = request.prepared()
    with request.results("report", ready.case, ready.spec, {}) as results:
        plan = solve(ready)
        said = replace(request, case=_without_place(request.case))
        again = f"{said.command_line('report')} --lang {request.lang}"
        made = Made(again, shlex.join(["planner", "compare", said.case]), versions(), results.folder.inputs)
        results.put("report", report_files(plan, path_curve(ready), made, request.lang, template, pdf))
    results.show(summarise(plan, None), lambda lang: headline(plan, lang))


def _without_place(case: str) -> str:
    """A case as it is named in what is handed on: no path of one computer."""
    return Path(case).name if Path(case).is_absolute() else case
