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
    # curves
    "curve_title": "marginal abatement cost",
    "curve_start_path": "All yearly caps tightened together, from the least-cost plan without them to their targets",
    "curve_start_year": "The cap of {year} tightened from the plan without it to the least that can be reached; other caps kept",
    "curve_start_alone": "The cap of {year} tightened from the least-cost plan to the least that can be reached; no other caps",
    "curve_start_cumulative": "The sum of emissions over all years tightened from the least-cost plan",
    "curve_account": "Account: {account}; scope: {scope}; model: {model}",
    "curve_exactness": "{steps} steps; largest error {error} of the rise in cost; discount rate {rate}; prices of {price_year}",
    "curve_reached": "The caps can't all be met: {reached} of the way can be gone",
    "curve_price": "price: rise of total cost per discounted unit by which caps move (of one year: its shadow price); price_present: per "
                   "undiscounted unit; both net of any carbon price in force",
    "curve_labels": "grows and shrinks name the largest changes, in money, of one optimal plan; others of equal cost may exist",
    "curve_warning": "The marginal cost of a cap, not a measure of welfare; it changes with the policies and caps in force.",
    # the summary
    "say_optimal": "{title}: least-cost plan {first}-{last}, model {model}",
    "say_cost": "  total cost        {cost} {money}, present value at {rate}, prices of {year}",
    "say_resource_cost": "  without carbon payments  {cost} {money}",
    "say_against_frozen": "  against frozen      {more} {money} (frozen costs {cost}: only what exists is renewed)",
    "say_against_least_cost": "  against least cost  {more} {money} (least cost without caps: {cost})",
    "say_missing": "  frozen reference: none; what exists can't serve {commodity} in {year} ({excess:.4g} {unit} short)",
    "say_checked": "  checked: optimality from the matrix, cost, emissions and balances from the tables; largest error {worst}",
    "say_emissions": "Emissions, {account} [{unit}]",
    "say_frozen": "frozen reference", "say_least_cost": "least-cost reference", "say_plan": "plan", "say_cap": "cap",
    "say_shadow_price": "shadow price [{unit}]", "say_carbon_price": "carbon price", "say_both_prices": "both",
    "say_built": "What is built: stock of the measures that cost most", "say_unit": "unit",
    "say_costs": "Biggest costs over the horizon [{money}]", "say_present_value": "present value",
    "kind_capex": "capex", "kind_fixed": "fixed cost", "kind_variable": "variable cost", "kind_purchase": "purchases",
    "kind_carbon_price": "carbon price",
    "say_curve": "MAC curve: {steps} steps from {low} to {high} {unit}, {abatement} {emissions} in all; {solves} solves, largest error {error} "
                 "of the rise; {reached} of the way to the caps",
    "say_no_steps": "MAC curve: no steps; the start plan keeps these caps at no cost.",
    "say_steps": "Steps", "say_widest": "The {shown} widest of {steps} steps", "say_abatement": "abatement [{unit}]",
    "say_grows": "what grows",
    "one_direction": "choose one of --year, --path and --cumulative; --alone goes with --year.",
    "say_written": "Written to {place}",
    "say_right": "{case}: {count} rows, no problem found.",
    "say_understood": "  {count} interventions ({kinds}), {modes} modes, {years} years, accounts: {accounts}",
    "say_fits": "  {improvement} improves {technologies}",
    "say_fits_nothing": "  {improvement} fits no technology: none delivers '{of}' and consumes a carrier for which it has a saving",
    "say_reduces_nothing": "  {found} changes no emissions: it has no row in process_emissions.csv",
    "say_unused_table": "  the model '{model}' does not use {table}",
    "say_no_caps": "  the case has no caps: the model '{model}' finds its least-cost plan",
    "say_new": "{place} is ready: `planner check {place}`, then `planner solve {place}`.",
    "progress_curve": "MAC curve: {solves} solves",
    "interrupted": "interrupted; finished files are whole",
}


def text(key: str, lang: str, **values: Any) -> str:
    """The sentence of a key in a language, filled in."""
    from planner.messages_zh import CHINESE

    near = values.get("near") or ""
    table = CHINESE if lang == "zh" else ENGLISH
    suggestion = table.get("near", ENGLISH["near"]).format(near=near) if near else ""
    return table.get(key, ENGLISH.get(key, key)).format_map({"meaning": "", **values, "near": suggestion})
