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
        "  evidence: {cost} of the cost rests at least partly on unverified numbers, {cost_wholly} on nothing else",
        "  证据：成本的{cost}至少部分依赖未核实的数字，{cost_wholly}完全依赖",
    ),
    "say_reliance_cost_abatement": (
        "  evidence: {cost} of the cost and {abatement} of the abatement rest at least partly on unverified numbers, "
        "{cost_wholly} and {abatement_wholly} on nothing else",
        "  证据：成本的{cost}、减排量的{abatement}至少部分依赖未核实的数字；完全依赖的分别占{cost_wholly}、{abatement_wholly}",
    ),
    "say_reliance_abatement": (
        "  evidence: {abatement} of the abatement rests at least partly on unverified numbers, {abatement_wholly} on nothing "
        "else; the plan costs nothing",
        "  证据：减排量的{abatement}至少部分依赖未核实的数字，{abatement_wholly}完全依赖；方案没有成本",
    ),
    "say_reliance_none": (
        "  evidence: the plan costs nothing and avoids nothing, so it relies on no number",
        "  证据：方案没有成本，也没有减排，因此不依赖任何数字",
    ),
    "no_such_intervention": (
        "there is no intervention '{found}'; interventions.csv lists them.",
        "没有措施“{found}”；见 interventions.csv。",
    ),
}
