"""A report as one page of HTML that asks for nothing from outside."""

from __future__ import annotations

import base64
from importlib.resources import files

from jinja2 import Environment

from planner.output.document.content import Document


def as_page(document: Document) -> bytes:
    """The file: page.html filled in."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["base64"] = lambda content: base64.b64encode(content).decode("ascii")
    environment.filters["kind"] = lambda part: type(part).__name__
    template = files("planner.output.document").joinpath("page.html").read_text("utf-8")
    return environment.from_string(template).render(document=document).encode()
