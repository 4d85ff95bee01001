"""What must hold between cells: rules on rows, each asked of every case, and rules on the case as a whole.

A rule takes the case (only rows whose cells are right) and its units, and yields problems.
"""

from planner.rules.caps import caps_make_sense, names_are_distinct, sources_exist
from planner.rules.commodities import carriers_make_sense, series_are_given
from planner.rules.interventions import interventions_make_sense, links_make_sense, paths_make_sense
from planner.rules.units import units_convert
from planner.rules.whole import commodities_are_supplied, nothing_pays_without_limit, no_gain_in_a_circle

ROW_RULES = (
    series_are_given, units_convert, names_are_distinct, sources_exist, interventions_make_sense, links_make_sense,
    paths_make_sense, carriers_make_sense, caps_make_sense,
)
WHOLE_RULES = (commodities_are_supplied, nothing_pays_without_limit, no_gain_in_a_circle)
