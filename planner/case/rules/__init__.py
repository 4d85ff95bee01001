"""What must hold between cells: rules on rows, each asked of every case, and rules on whole tables.

A rule takes the case (only rows whose cells are right) and yields problems. A rule on tables concludes
from what is not there: it stands beside the tables it looks through.
"""

from __future__ import annotations

from planner.case.rules import interventions, names, ranges, settings, sources, units, whole
from planner.model.subject import EVERY_TABLE

ROW_RULES = (
    settings.settings_make_sense,
    units.units_convert,
    names.names_are_distinct,
    names.policies_are_distinct,
    interventions.interventions_make_sense,
    interventions.flows_make_sense,
    interventions.paths_make_sense,
    sources.sources_make_sense,
    ranges.ranges_can_be_drawn,
    ranges.correlations_are_of_ranges,
)
TABLE_RULES = (
    (sources.settings_name_sources, ("case.toml", "sources.csv")),
    (ranges.correlations_go_together, ("sources.csv", "correlations.csv")),
    (interventions.existing_fits_potential, ("interventions.csv", "paths.csv")),
    (whole.commodities_are_supplied, EVERY_TABLE),
    (whole.modes_are_few, EVERY_TABLE),
    (whole.nothing_pays_without_limit, EVERY_TABLE),
    (whole.no_gain_in_a_circle, EVERY_TABLE),
)
