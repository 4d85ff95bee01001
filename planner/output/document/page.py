"""A report as one page of HTML."""

from __future__ import annotations

from planner.output.document.content import Document
from planner.output.html_page import filled


def as_page(document: Document) -> bytes:
    """The file: report.html filled in."""
    return filled("report.html", document.lang, document=document)
