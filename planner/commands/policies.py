"""`planner policies`: what each cap, policy and budget adds to the cost."""

from __future__ import annotations

from planner.commands.request import Request, planning


@planning()
def policies(request: Request) -> None:
    """Compute what each cap, policy, budget and loan adds to the cost: without it, by itself, and by its price.

    Writes policies: one row each and one for all together (.csv, .json).

    Example: planner policies data/industrial_city
    """
    from planner.output.export import files_of
    from planner.output.policies_report import card, policies_screen
    from planner.results.policy_costs import policy_costs

    ready = request.prepared()
    with request.results("policies", ready.case, ready.spec, {}) as results:
        table = policy_costs(ready)
        results.put("policies", files_of({"policies": table}, {"policies": card(ready, table)}, {}))
    results.show(card(ready, table), lambda lang: policies_screen(ready, table, lang))
