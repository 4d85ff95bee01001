"""Cuts of the year that the cases by hand share."""

from __future__ import annotations

DAY_AND_NIGHT = "slice, season, hours\n day, all, 4380\n night, all, 4380"
"""365 days of 12 hours each."""
WINTER_AND_SUMMER = "slice, season, hours\n winter, winter, 4380\n summer, summer, 4380"
ONE = "slice, season, hours\n all, all, 8760"
