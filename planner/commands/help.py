"""`--help` in a language other than English, and what typer says of a command line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from planner.languages import catalogue
from planner.messages import text
from planner.messages.commands import HELP, METAVARS, USAGE

WIDTH = 100


def translate(command: Any, lang: str) -> None:
    """Let a command, and each of its commands, print its help in the language."""
    command.get_help = partial(_page, command, lang)
    for each in getattr(command, "commands", {}).values():
        translate(each, lang)


def usage_said(english: str, lang: str, given: str = "") -> str:
    """What typer found wrong with a value that was given, or with the line, in the language."""
    for pattern, said in USAGE.items():
        if found := re.fullmatch(pattern, english, re.DOTALL):
            return found.expand(said[lang == "zh"]).replace("{found}", given)
    return english


def help_said(english: str, lang: str) -> str:
    """A paragraph of help; in English where a language lacks it."""
    if example := re.fullmatch(r"Example: (.*)", english):
        return text("help_example", lang, command=example[1])
    return HELP.get(english, english) if lang == "zh" else str(catalogue(lang).get("help", {}).get(english, english))


def paragraphs(english: str) -> Iterator[str]:
    """The paragraphs of a help text, each as one line."""
    for paragraph in inspect.cleandoc(english).split("\n\n"):
        if words := " ".join(paragraph.split()):
            yield words


def _page(command: Any, lang: str, ctx: Any) -> str:
    """The whole help of a command."""
    from rich.console import Console, Group
    from rich.padding import Padding
    from rich.table import Table

    def rows(title: str, told: list[tuple[str, str]]) -> list[Any]:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, said in told:
            table.add_row(name, said)
        return [text(title, lang), Padding(table, (0, 2)), ""] if told else []

    pieces = (_metavars(piece, lang) for piece in command.collect_usage_pieces(ctx))
    usage = text("help_usage", lang, command=" ".join([ctx.command_path, *pieces]))
    said = [part for words in paragraphs(command.help or "") for part in (Padding(help_said(words, lang), (0, 2)), "")]
    parameters = command.get_params(ctx)
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    parts = [
        usage,
        "",
        *said,
        *rows("help_arguments", [_told(p, ctx, lang) for p in arguments]),
        *rows("help_options", [_told(p, ctx, lang) for p in options]),
        *rows("help_commands", [(name, help_said(next(paragraphs(c.help)), lang)) for name, c in commands.items()]),
        *([help_said(command.epilog, lang)] if command.epilog else []),
    ]
    console = Console(width=WIDTH, highlight=False, markup=False, emoji=False)
    with console.capture() as page:
        console.print(Group(*parts))
    return "\n".join(line.rstrip() for line in page.get().splitlines())


KINDS = {
    "<str>": "help_text",
    "<path>": "help_path",
    "<file>": "help_path",
    "<int>": "help_whole_number",
    "<int range>": "help_whole_number",
    "<float>": "help_number",
    "<float range>": "help_number",
    "<list[str]>": "help_text",
    "<list[path]>": "help_text",
}
"""What typer calls the kind of a value -> the key of what it is called."""


def _told(parameter: Any, ctx: Any, lang: str) -> tuple[str, str]:
    """An option or argument, and what it is; at the end its default."""
    name, said = parameter.get_help_record(ctx)
    name = re.sub(r"<[^>]*>", lambda kind: text(KINDS[kind[0]], lang) if kind[0] in KINDS else kind[0], name)
    name = _metavars(name, lang)
    english = " ".join((parameter.help or "").split())
    extra = said[len(parameter.help or "") :].strip()
    extra = re.sub(r"default: ", text("help_default", lang), extra).replace("required", text("help_required", lang))
    return name, f"{help_said(english, lang)} {extra}".strip()


def _metavars(words: str, lang: str) -> str:
    """What stands for values, in the language."""
    return re.sub(r"[A-Z]{4,}", lambda word: METAVARS.get(word[0], word[0]) if lang == "zh" else word[0], words)
