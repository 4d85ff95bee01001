"""What must hold between cells: rules on rows, each asked of every case, and rules on whole tables.

A rule takes the case (only rows whose cells are right) and yields problems. A rule on tables concludes
from what is not there: it stands beside the tables it looks through.
"""

from __future__ import annotations

from planner.case.rules.interventions import (
    existing_fits_potential,
    flows_make_sense,
    interventions_make_sense,
    paths_make_sense,
)
from planner.case.rules.names import names_are_distinct
from planner.case.rules.ranges import correlations_are_of_ranges, correlations_go_together, ranges_can_be_drawn
from planner.case.rules.settings import settings_make_sense
from planner.case.rules.sources import settings_name_sources, sources_make_sense
from planner.case.rules.units import units_convert
from planner.case.rules.whole import (
    commodities_are_supplied,
    modes_are_few,
    no_gain_in_a_circle,
    nothing_pays_without_limit,
)
from planner.model.subject import EVERY_TABLE

ROW_RULES = (
    settings_make_sense,
    units_convert,
    names_are_distinct,
    interventions_make_sense,
    flows_make_sense,
    paths_make_sense,
    sources_make_sense,
    ranges_can_be_drawn,
    correlations_are_of_ranges,
)
TABLE_RULES = (
    (settings_name_sources, ("case.toml", "sources.csv")),
    (correlations_go_together, ("sources.csv", "correlations.csv")),
    (existing_fits_potential, ("interventions.csv", "paths.csv")),
    (commodities_are_supplied, EVERY_TABLE),
    (modes_are_few, EVERY_TABLE),
    (nothing_pays_without_limit, EVERY_TABLE),
    (no_gain_in_a_circle, EVERY_TABLE),
)
