"""From files to a checked case."""

from __future__ import annotations
