"""Pages of HTML that ask for nothing from outside: a template of html/ filled in."""

from __future__ import annotations

import base64
from typing import Any

from jinja2 import Environment, PackageLoader


def filled(template: str, lang: str, **values: Any) -> bytes:
    """The file; what stands in it is text, never markup."""
    loader = PackageLoader("planner.output", "html")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["base64"] = lambda content: base64.b64encode(content).decode("ascii")
    environment.filters["kind"] = lambda part: type(part).__name__
    code = "zh-CN" if lang == "zh" else lang
    return environment.get_template(template).render(lang=code, **values).encode()
