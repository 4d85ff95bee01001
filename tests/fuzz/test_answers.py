"""The harness sees what it is there to see: a wrong cost, a NaN, an exception, a hang, a message of no use."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import answers
import pytest
from answers import TooLate, answer
from bases import PLAIN
from small_case import write_case

import planner
from planner.errors import UsageError

RIGHT = planner.solve


@pytest.fixture
def plain(tmp_path) -> Path:
    return write_case(tmp_path / "plain", PLAIN)


def test_a_right_input_has_the_plan_of_the_reference(plain):
    assert answer(plain, None) == "right plan"


def with_nan(plan: planner.Plan) -> planner.Plan:
    plan.uptake["stock"] = math.nan
    return plan


@pytest.mark.parametrize(
    ("solve", "seen"),
    [
        (lambda case: replace(RIGHT(case), total_cost=1.001 * RIGHT(case).total_cost), AssertionError),
        (lambda case: with_nan(RIGHT(case)), AssertionError),
        (lambda case: {}["cost"], KeyError),
        (lambda case: time.sleep(3), TooLate),
    ],
    ids=["wrong cost", "NaN", "KeyError", "hang"],
)
def test_what_is_wrong_is_seen(plain, monkeypatch, solve: Callable[..., Any], seen: type[BaseException]):
    monkeypatch.setattr(answers, "PATIENCE", 1)
    monkeypatch.setattr(planner, "solve", solve)
    with pytest.raises(seen):
        answer(plain, None)


def test_a_message_with_a_class_in_it_is_seen(plain, monkeypatch):
    def refuse(case: planner.Case) -> None:
        raise UsageError("no_such_folder", place="<class 'dict'>", near="")

    monkeypatch.setattr(planner, "solve", refuse)
    with pytest.raises(AssertionError, match="class"):
        answer(plain, None)
