"""A plan as one workbook: a sheet a subject, in the user's language, with formulas where figures follow from cells."""

from __future__ import annotations
