"""A report as a PDF with tags, for print and for screen readers; the extra `pdf` brings what sets it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any

from planner.calls.extras import imported
from planner.output.document.content import Document, Figure, Part, Table
from planner.pictures.fonts import FAMILY, font_file

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""The time that it says it was made at, so that the same report is the same file."""


def as_pdf(document: Document) -> bytes:
    """The file: report.typ filled in. Raises MissingExtraError where the extra is missing."""
    typst = imported("typst")
    with as_file(files("planner.output.document").joinpath("report.typ")) as template:
        return bytes(
            typst.compile(
                str(template),
                font_paths=[str(font_file().parent)],
                ignore_system_fonts=True,
                sys_inputs={"document": told(document)},
                format="pdf",
                timestamp=int(EPOCH.timestamp()),
            )
        )


def told(document: Document) -> str:
    """What report.typ is given, as JSON."""
    sections = [
        {"title": section.title, "parts": [_plain(part) | {"leads": leads} for part, leads in section.leading]}
        for section in document.sections
    ]
    return json.dumps(asdict(document) | {"font": FAMILY, "sections": sections}, ensure_ascii=False)


def _plain(part: Part) -> dict[str, Any]:
    """A part as plain data; of a table how the room is shared by its columns of words."""
    plain: dict[str, Any] = {"kind": type(part).__name__}
    if isinstance(part, Figure):
        return plain | {"alt": part.alt, "svg": part.svg.decode()}
    if isinstance(part, Table):
        plain |= {"letters": part.letters, "short": part.short}
    return plain | asdict(part)
