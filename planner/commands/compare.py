"""`planner compare`: the scenarios of a case beside its central plan."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.commands.request import Request, planning
from planner.commands.terminal import print_json, progress_of_many, read_named
from planner.errors import InputError, NoPlanError
from planner.languages import one
from planner.messages import text


@planning("scenario")
def compare(
    request: Request,
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SCENARIO",
            help="Scenarios of the case, a+b for both at once, or files of changes of your own; without one, all.",
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Only say which scenarios there are.")] = False,
) -> None:
    """Solve the scenarios of a case beside its central plan.

    Prints what differs in cost, emissions, shadow price and what is built.

    Writes compare: the facts of every plan (.csv), the card (.json), pictures (.svg, .png, .pdf, .html).

    Example: planner compare data/beijing slow_grid compact_city
    """
    from planner.case.files import raise_if_any
    from planner.case.scenarios import CENTRAL
    from planner.model.model_file import read_spec
    from planner.output.kinds import result_files
    from planner.results.comparison import Comparison, read_cases, solved

    lang = one(request.lang, "en")
    if listed:
        say_list(request.case, lang, request.as_json)
        return
    read_named(request.case, lang)
    central, cases = read_cases(request.case, scenarios or ())
    wrong = [problem for found in cases.values() if isinstance(found, InputError) for problem in found.problems]
    raise_if_any(request.case, wrong)
    spec = read_spec(central, request.model)
    comparison, say = Comparison(central, spec.name), progress_of_many(lang, "compare_progress")
    with request.results("compare", central, spec, {"scenarios": scenarios or []}) as results:
        try:
            for done, (scenario, found) in enumerate(solved(cases, spec), start=1):
                comparison.add(scenario, found)
                if say:
                    say(done, len(cases))
        except BaseException:  # Ctrl-C, or time is over: what is done is kept, without pictures, which take a while
            if comparison.plans:
                results.put("compare", result_files(comparison, None))
            raise
        if not comparison.plans:
            raise comparison.failed[CENTRAL]
        results.put("compare", result_files(comparison, request.lang))
    request.note_warnings({warning for plan in comparison.plans.values() for warning in plan.warnings})
    results.tell(comparison)
    for problem in comparison.failed.values():
        if not isinstance(problem, NoPlanError):
            raise typer.Exit(problem.exit_code)


def say_list(case: str, lang: str, as_json: bool) -> None:
    """The names of the scenarios and what they say."""
    found = read_named(case, lang)
    if as_json:
        rows = [row.model_dump(exclude={"row"}) for row in found.scenarios.values()]
        print_json(rows)
        return
    for scenario, row in found.scenarios.items():
        typer.echo(f"{scenario}: {row.name_in(lang)}\n  {row.worded('note', lang)}")
    if not found.scenarios:
        typer.echo(text("compare_no_scenarios", lang, case=found.name))
