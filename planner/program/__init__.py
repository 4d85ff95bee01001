"""The compiled program, its solver session and its certificate; the parametric simplex."""

from __future__ import annotations
