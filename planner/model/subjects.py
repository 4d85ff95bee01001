"""The registry: the subjects of the model in reading order."""

from __future__ import annotations

from planner.model.activity import ACTIVITY
from planner.model.balances import BALANCES
from planner.model.caps import CAPS
from planner.model.capture import CAPTURE
from planner.model.costs import COSTS
from planner.model.emissions import EMISSIONS
from planner.model.improvements import IMPROVEMENTS
from planner.model.stock import STOCK

SUBJECTS = (STOCK, ACTIVITY, IMPROVEMENTS, CAPTURE, BALANCES, EMISSIONS, CAPS, COSTS)
FAMILIES = tuple(family for subject in SUBJECTS for family in subject.families)
