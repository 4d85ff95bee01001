"""How a case or a result shows itself: a title and a few facts; in a notebook also the head of its main table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any

from planner.calls.numbers import number

if TYPE_CHECKING:
    import pandas as pd

    from planner.pictures.picture import Picture

MOST_FACTS, LONGEST, MOST_ROWS = 13, 110, 12


class Plots:
    """The pictures of a result by name; called without one, the first."""

    def __init__(self, result: Shown) -> None:
        self._result = result

    def __call__(self, what: str | None = None, account: str | None = None, lang: str = "en", **style: Any) -> Picture:
        """`planner.plot`, with what a style may say as arguments."""
        draw = import_module("planner.output.present").plot
        picture: Picture = draw(self._result, what=what, account=account, lang=lang, style=style or None)
        return picture

    def __dir__(self) -> list[str]:
        return list(import_module("planner.output.kinds").KINDS[type(self._result)].pictures)

    def __getattr__(self, what: str) -> Callable[..., Picture]:
        if what.startswith("_") or what not in dir(self):
            raise AttributeError(f"no picture '{what}'; there are: {', '.join(dir(self))}")
        return partial(self, what)

    def __repr__(self) -> str:
        return f"Pictures: {', '.join(dir(self))}"


class Shown:
    """`facts` begins with what it is and its name; `head` is the table to look at first."""

    def facts(self) -> dict[str, str]:
        raise NotImplementedError

    def head(self) -> pd.DataFrame | None:
        return None

    @property
    def plot(self) -> Plots:
        """Its pictures: `curve.plot(lang="zh")` is the first of them, `plan.plot.cash()` the one of that name."""
        return Plots(self)

    def __repr__(self) -> str:
        (what, name), *facts = self.facts().items()
        wide = max(len(fact) for fact, _ in facts)
        lines = [f"{what}: {name}", *(f"  {fact:<{wide}}  {said}" for fact, said in facts[:MOST_FACTS])]
        return "\n".join(line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…" for line in lines)

    def _repr_html_(self) -> str:
        (what, name), *facts = self.facts().items()
        rows = "".join(
            f"<tr><th style='text-align:left'>{escape(fact)}</th><td style='text-align:left'>{escape(said)}</td></tr>"
            for fact, said in facts
        )
        head = self.head()
        table = "" if head is None else head.head(MOST_ROWS).to_html(index=False, na_rep="", border=0)
        return f"<p><b>{escape(what)}: {escape(name)}</b></p><table>{rows}</table>{table}"


def money(amount: float) -> str:
    """An amount with its thousands."""
    return number(amount, 4).replace("−", "-")
