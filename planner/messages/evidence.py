"""Where numbers come from: `planner sources`, and what a plan relies on. Key -> (English, Chinese)."""

from __future__ import annotations

EVIDENCE = {
    "grade_read_in_source": ("read in source", "读到原文"),
    "grade_derived": ("derived", "推算"),
    "grade_report": ("report", "报告"),
    "grade_recalled_unverified": ("recalled, unverified", "回忆未核实"),
    "grade_assumption": ("assumption", "假设"),
    "grade_no_source": ("no source", "无来源"),
    "say_numbers": ("{title}: {count} numbers in {rows} rows", "{title}：{rows}行共{count}个数字"),
    "say_numbers_about": (
        "{name} ({found}): {count} numbers in {rows} rows concern it",
        "{name}（{found}）：相关的{rows}行共{count}个数字",
    ),
    "say_row": ("row", "行"),
    "say_about": ("about", "对象"),
    "say_number": ("number", "数字"),
    "say_weakest": ("weakest grade", "最弱等级"),
    "say_keys": ("sources", "来源"),
    "say_sources": ("Sources", "来源"),
    "say_range": (" ({low} to {high})", "（{low}至{high}）"),
    "say_grades": ("By grade", "按证据等级"),
    "say_by_weakest": ("numbers, by their weakest source", "数字个数（按最弱来源）"),
    "say_reliance_cost": (
        "  unverified inputs: {cost} of the cost depends on at least one, {cost_wholly} on unverified inputs only",
        "  未核实的输入：成本的{cost}至少依赖其中一项，{cost_wholly}完全依赖此类输入",
    ),
    "say_reliance_cost_abatement": (
        "  unverified inputs: {cost} of the cost and {abatement} of the abatement depend on at least one, {cost_wholly} and "
        "{abatement_wholly} on unverified inputs only",
        "  未核实的输入：成本的{cost}、减排量的{abatement}至少依赖其中一项；完全依赖此类输入的分别占{cost_wholly}、{abatement_wholly}",
    ),
    "say_reliance_abatement": (
        "  unverified inputs: {abatement} of the abatement depends on at least one, {abatement_wholly} on unverified inputs "
        "only; the plan costs nothing",
        "  未核实的输入：减排量的{abatement}至少依赖其中一项，{abatement_wholly}完全依赖此类输入；方案没有成本",
    ),
    "say_reliance_none": (
        "  unverified inputs: none matters, the plan costs nothing and avoids nothing",
        "  未核实的输入：没有影响，方案没有成本，也没有减排",
    ),
    "no_such_intervention": (
        "there is no intervention '{found}'; interventions.csv lists them.",
        "没有措施“{found}”；见 interventions.csv。",
    ),
}
