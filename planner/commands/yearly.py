"""`planner yearly`: the exact curves of all years, as one table and one picture."""

from __future__ import annotations

from typing import Any

from planner.commands.request import Account, Alone, Request, Scope, planning
from planner.commands.terminal import progress


@planning()
def yearly(request: Request, alone: Alone = False, account: Account = None, scope: Scope = None) -> None:
    """Compute the exact MAC curve of every year.

    Other years' caps are kept. Works in as many processes as there are processors.

    Writes macc_system_years*: the steps of all years (.csv), the card (.json), pictures (.svg, .png, .pdf, .html).

    Example: planner yearly data/beijing
    """
    from planner.curves.yearly import yearly_curves

    ready, say = request.prepared(), progress(request.lang, "progress_years")
    asked: dict[str, Any] = {"account": account, "scope": scope, "alone": alone}
    with request.results("yearly", ready.case, ready.spec, asked) as results:
        results.give(list(yearly_curves(ready, **asked, progress=say)))
