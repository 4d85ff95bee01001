"""Least-cost abatement plans for a city, and exact marginal abatement cost curves.

    plan = planner.solve("data/beijing")
    curve = planner.mac_curve("data/beijing", year=2035)

Every function takes a folder of tables, a case that was read, or a prepared one, and returns a frozen object of tidy
DataFrames. Heavy libraries are imported when first used.
"""

from __future__ import annotations

from typing import Any

import lazy_loader

_public, _, names = lazy_loader.attach_stub(__name__, __file__)
__all__ = [*names, "__version__"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("abatement-planner")
    return _public(name)


def __dir__() -> list[str]:
    return sorted(__all__)
