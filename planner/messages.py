"""Every sentence that a user reads, by key and language. A key without a Chinese sentence yet is said in English.

`{name}` is filled in by the caller; `near` becomes "Did you mean ...?" when there is a near name.
"""

from __future__ import annotations

from typing import Any

ENGLISH = {
    # places
    "place_row": " row {row}",
    "place_column": ", {column}",
    "near": " Did you mean '{near}'?",
    # folders and files
    "no_such_folder": "there is no folder '{place}'.{near}",
    "input_wrong": "{count} problem(s) in {where}; nothing was solved.",
    "unknown_table": "found a table that no model reads. Rename or remove it; `planner describe` lists the tables.{near}",
    "missing_table": "not found. Every case needs this file; `planner new DIR` writes one to start from.",
    "unknown_encoding": "is neither UTF-8 nor GB 18030 text. Save it as CSV UTF-8.",
    "no_header": "is empty. The first row must name the columns; `planner describe TABLE` lists them.",
    "duplicate_column": "found two columns '{found}'. Keep one.",
    "unnamed_column": "found a column without a name between others. Name it or remove it.",
    "row_too_long": "found '{found}' beyond the {count} columns of the header. Is there a comma too many?",
    "unknown_column": "found a column '{found}' that this table does not have; allowed: {allowed}, years where it has them.{near}",
    "bad_toml": "is not TOML: {found}.",
    "unknown_setting": "is not a setting.{near}",
    # cells
    "empty_cell": "found nothing; a value is needed. {meaning}.",
    "not_an_option": "found '{found}', allowed {allowed}.{near}",
    "bad_id": "found '{found}'; an id is letters, digits, '_', '-' and '.'. Put the full name into name_en and name_zh.",
    "not_a_number": "found '{found}'; write a plain number, like 1200 or 0.4: no %, no thousands separators, no units. {meaning}.",
    "not_whole": "found '{found}'; a whole number is needed. {meaning}.",
    "not_true_or_false": "found '{found}', allowed true or false. {meaning}.",
    "out_of_range": "found {found}, allowed {allowed}. {meaning}",
    "wrong_value": "found '{found}': {allowed}. {meaning}.",
    "duplicate_row": "found '{found}' again; it already stands in row {other}. Keep one of them.",
    "unknown_id": "found '{found}', which is not in {allowed}. Add it there, or correct it.{near}",
    "id_taken": "found '{found}', which already names something in {other}. Choose another id.",
    "id_reserved": "found '{found}', a word that result tables keep for the whole city. Choose another id.",
    "no_number": "found nothing; give one value in `amount`, or values in year columns.",
    "two_numbers": "found {found} beside year columns. Give one or the other.",
    # units
    "unknown_unit": "found '{found}': {why}.",
    "wrong_dimension": "found '{found}', which does not convert to {allowed}. Correct the unit, and the number with it.",
    # rules
    "outside_horizon": "found {found}, none of them in the plan's years {allowed}. Such a cap binds nowhere.",
    "cumulative_is_free": "found '{found}'; a cumulative budget is the sum up to a year, so nothing lies between. Leave it empty.",
    "no_price": "'{found}' is bought but has no row in prices.csv. Add its price, or say bought = false.",
    "price_without_purchase": "'{found}' has a price but is not bought. Say bought = true in carriers.csv, or remove the price.",
    "factor_without_purchase": "'{found}' has an emission factor but is not bought. Emissions count with purchases: say bought = true, "
                               "or give its makers process emissions.",
    "made_but_counted_where_burnt": "makes '{found}', whose emissions count where it burns. That needs a carrier that nothing makes: give "
                                    "'{found}' a sector in carriers.csv counted_in, or remove its emission factor.",
    "paid_to_waste": "found {found}: a price below zero on a carrier that may go to waste pays without limit. Say surplus = false.",
    "needs_of": "found nothing; a {kind} needs the commodity it delivers or improves.",
    "not_for_this_kind": "found {found}, which means nothing for a {kind}. Leave it empty.",
    "captures_nothing": "'{found}' has no row in captures.csv. Say there which technology it takes CO2 from, and at what rate.",
    "group_improves_two": "rows of group '{found}' improve different commodities. Steps of one measure improve one commodity.",
    "needs_cost_unit": "found nothing; capex or fixed cost needs its unit, like yuan/kW.",
    "needs_variable_unit": "found nothing; variable cost needs its unit, like yuan/MWh.",
    "idle_stock_earns": "found {found}; only a reduction may have a fixed cost below zero, for idle stock never earns.",
    "seed_without_growth": "found {found} without a growth. A straight ramp is growth 0 with a seed.",
    "more_than_potential": "found {found}, more than the potential. Raise the potential or correct the stock.",
    "wrong_kind": "found '{found}', which is a {kind}; allowed: {allowed}.",
    "existing_rises": "found {found}, allowed {allowed}: existing stock never rises. What is added is built by the plan.",
    "nobody_supplies": "nothing supplies '{found}': no technology delivers it, nothing co-produces it and it is not bought.",
    "pays_without_limit": "found no potential, build_limit or growth on a reduction that earns more than it costs; the total cost would fall "
                          "for ever. Give it a limit.",
    "gains_in_a_circle": "{found} make {allowed} from each other with a gain, so the plan could make them from nothing. Correct their "
                         "unit_flows.csv.",
    "too_many_modes": "'{found}' would run in {count} modes, more than {allowed}. Put improvements that exclude each other into one group, or "
                      "merge steps with equal savings.",
    # models
    "no_such_model": "there is no model '{found}'; models: {allowed}.{near}",
    "bad_model": "model file {place}: {found}.",
    "model_needs_table": "the model '{model}' needs {table}, and the case has no such rows. Add them, or choose another model.",
    "no_account": "there is no account '{found}'; accounts: {allowed}.{near}",
    "no_caps_to_move": "the model '{model}' has no yearly caps of account '{account}' to move. Use --year or --cumulative.",
    "year_outside": "year {found} is not in the plan's years {allowed}.",
    "other_thread": "a solver session belongs to the thread that made it; make one for each thread.",
    # no plan, trouble
    "no_plan": "no plan keeps every cap. The least total excess that must be allowed:",
    "excess_cap": "{account}, {scope}, {year}: cap {cap:.6g} {unit}, exceeded by at least {excess:.4g} {unit} in this repair",
    "no_supply": "no plan serves every demand, even without caps. The least that goes missing:",
    "excess_demand": "{commodity}, {year}: {excess:.4g} {unit} short",
    "limits_conflict": "limits on what is built conflict with what already stands, even without caps and demands.",
    "unbounded": "the total cost can fall without limit along: {found}. Something earns more than it costs and has no limit.",
    "solver_failed": "the solver stopped with '{found}'.",
    "tiny_coefficient": "a coefficient of {row} on {column} is {found} after scaling; the solver would drop it. Check the units of these rows.",
    "not_certified": "the solver's answer failed its certificate: {found}.",
    "audit_failed": "the plan failed the audit from the tables: {found}. Please report this case.",
    "wrong_price_sign": "the shadow price of {found} came out negative ({value}).",
    "not_ours": "'{place}' holds files that are not results of the planner. Choose another folder or say --force.",
    "already_there": "'{place}' already exists. Choose a new folder.",
    "missing_extra": "this needs the package '{found}'. Install it: pip install '{extra}'.",
    "no_such_table": "there is no table '{found}'; tables: {allowed}.{near}",
}


def text(key: str, lang: str, **values: Any) -> str:
    """The sentence of a key in a language, filled in."""
    from planner.messages_zh import CHINESE

    near = values.get("near") or ""
    table = CHINESE if lang == "zh" else ENGLISH
    suggestion = table.get("near", ENGLISH["near"]).format(near=near) if near else ""
    return table.get(key, ENGLISH.get(key, key)).format_map({"meaning": "", **values, "near": suggestion})
