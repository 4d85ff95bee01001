"""`planner yearly`: the exact curves of all years, as one table and one picture."""

from __future__ import annotations

from planner.commands.request import Account, Alone, Request, Scope, planning
from planner.commands.terminal import progress, show


@planning()
def yearly(request: Request, alone: Alone = False, account: Account = None, scope: Scope = None) -> None:
    """Compute the exact MAC curve of every year.

    Other years' caps are kept. Works in as many processes as there are processors.

    Writes macc_system_years*: the steps of all years (.csv), the card (.json), pictures (.svg, .png, .html).

    Example: planner yearly data/beijing
    """
    from planner.curves.yearly import yearly_curves
    from planner.reports.curve_report import years_screen
    from planner.reports.export import result_folder, write_years
    from planner.reports.years_card import card

    ready = request.prepared()
    folder = result_folder(request.out, ready.case.full_name, ready.spec.name, request.force)
    say = progress(request.lang, "progress_years", every=1)
    curves = list(yearly_curves(ready.case, request.model, account=account, scope=scope, alone=alone, progress=say))
    write_years(curves, folder, request.lang)
    show(card(curves), request.as_json, lambda lang: years_screen(curves, lang), folder, request.lang)
