"""`planner export`: a plan in the formats of other tools."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from planner.commands.request import Request, planning
from planner.languages import one


@planning()
def export(
    request: Request,
    to: Annotated[
        Literal["iamc", "parquet", "netcdf", "json", "csv"],
        typer.Option(
            "--format",
            help="iamc: its wide table; csv: headings and units in the language; the others: every table.",
        ),
    ] = "iamc",
) -> None:
    """Write the least-cost plan for other tools: IAMC, Parquet, netCDF or JSON; or as CSV in Chinese.

    Parquet and netCDF need the extra `export`. What `planner solve` writes is a Frictionless data package as it is.

    Example: planner export data/beijing --format iamc
    """
    from planner.output.export import summarise
    from planner.output.formats import exported
    from planner.results.plan import solve

    ready = request.prepared()
    lang = one(request.lang, "en")
    asked = {"to": to} | ({"lang": lang} if to == "csv" else {})
    with request.results("export", ready.case, ready.spec, asked) as results:
        plan = solve(ready)
        files = exported(plan, to, lang)
        results.put(to, files)
    results.show(summarise(plan, None), lambda lang: "\n".join(files))
