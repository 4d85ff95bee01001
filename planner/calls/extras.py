"""Libraries that only an extra of this package brings."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from planner.errors import MissingExtraError


def imported(library: str) -> Any:
    """A library. Raises MissingExtraError, which names the extra that brings it."""
    try:
        return import_module(library)
    except ModuleNotFoundError as missing:
        raise MissingExtraError(missing.name or library) from None
