"""A report as a Word document, in a template's styles where one is given."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from planner.errors import UsageError
from planner.output.document.content import Command, Document, Figure, Sentences, Table

A4, MARGIN = (Mm(210), Mm(297)), Mm(22)
LATIN, EAST_ASIAN = "Calibri", "Microsoft YaHei"
"""The fonts of our own styles; a template brings its own."""
SMALL, ROW = Pt(9), Pt(2)
"""The letters of tables, and the room above and below them."""


def as_word(document: Document, template: Path | None) -> bytes:
    """The file. What stands in the template's body comes first."""
    word = opened(template)
    if template is None:
        _plain_paper(word)
        _letters(word)
    about = word.core_properties
    about.title, about.author, about.comments, about.language = document.title, "", "", document.lang
    _paragraph(word, document.title, "Title")
    _paragraph(word, document.subtitle, "Subtitle")
    for section in document.sections:
        _paragraph(word, section.title, "Heading 1")
        for part, leads in section.leading:
            match part:
                case Sentences() | Command():
                    style = "Quote" if isinstance(part, Command) else "Normal"
                    _paragraph(word, part.text, style).paragraph_format.keep_with_next = leads or None
                case Figure():
                    _picture(word, part)
                case Table():
                    _table(word, part)
    into = io.BytesIO()
    word.save(into)
    return into.getvalue()


def opened(template: Path | None) -> Any:
    """The template, or a blank document. Raises UsageError where it is no Word document."""
    try:
        return docx.Document(None if template is None else str(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        raise UsageError("bad_template", found=str(template)) from None


def _plain_paper(word: Any) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN


def _letters(word: Any) -> None:
    """Name the fonts in every style that has any; for Chinese characters Word does not look for one itself."""
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", EAST_ASIAN)):
            fonts.attrib.pop(qn(f"w:{script}Theme"), None)
            fonts.set(qn(f"w:{script}"), font)
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")


def _paragraph(word: Any, text: str, style: str = "Normal") -> Any:
    """In a style by its name; in that of the body where a template lacks it."""
    return word.add_paragraph(text, style=style if style in word.styles else None)


def _picture(word: Any, figure: Figure) -> None:
    shape = word.add_picture(io.BytesIO(figure.png), _text_width(word))
    shape._inline.docPr.set("descr", figure.alt)


def _table(word: Any, part: Table) -> None:
    """Under its caption, which stays with it; the head is repeated on each page, and no row is broken."""
    if part.caption:
        _paragraph(word, part.caption, "Caption").paragraph_format.keep_with_next = True
    table = word.add_table(0, len(part.head), "Table Grid" if "Table Grid" in word.styles else None)
    _widths(word, table, part)
    for n, said in enumerate([part.head, *part.rows]):
        row = table.add_row()
        _mark(row, "w:cantSplit")
        if n == 0:
            _mark(row, "w:tblHeader")
        for column, (cell, text) in enumerate(zip(row.cells, said, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.bold = SMALL, n == 0 or None
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = ROW
            paragraph.paragraph_format.keep_with_next = part.short and n < len(part.rows)
            if column >= part.words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph()


def _widths(word: Any, table: Any, part: Table) -> None:
    """The text's width, shared by the columns."""
    for column, letters in zip(table.columns, part.letters, strict=True):
        column.width = int(_text_width(word) * letters / sum(part.letters))


def _text_width(word: Any) -> int:
    page = word.sections[-1]
    return int(page.page_width - page.left_margin - page.right_margin)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
