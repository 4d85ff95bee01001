"""The report of a plan as a set of files."""

from __future__ import annotations

from pathlib import Path

from planner.languages import one
from planner.output.document.figures import figures
from planner.output.document.page import as_page
from planner.output.document.sections import Made, document
from planner.output.document.word import as_word
from planner.output.result_set import Files
from planner.results.result_tables import Plan


def report_files(plan: Plan, made: Made, lang: str, template: Path | None) -> Files:
    """report.docx and report.html. Raises UsageError for a template that is no Word document."""
    language = one(lang, "en")
    report = document(plan, figures(plan, language), made, language)
    return {"report.docx": as_word(report, template), "report.html": as_page(report)}
