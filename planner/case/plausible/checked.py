"""What the rules on plausibility look at: a case without mistakes, the model that is asked of it, and its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.case.case import Case
from planner.case.plausible.present import present_emissions
from planner.errors import Problem
from planner.model.inputs import Inputs
from planner.model.model_file import ModelSpec


@dataclass(frozen=True)
class Checked:
    """A checked case under a model, with the numbers of its program."""

    case: Case
    spec: ModelSpec
    inputs: Inputs

    @cached_property
    def present(self) -> dict[tuple[str, str], float]:
        """(account, sector) -> about what is emitted in the first year [unit of the account]."""
        return present_emissions(self.inputs)


Rule = Callable[[Checked], Iterator[Problem]]
