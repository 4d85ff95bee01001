"""Formulas of derived sources: arithmetic over numbers and the numbers of other sources."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache

OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


class NotArithmeticError(ValueError):
    """The part of a formula that can't be worked out."""


def result(formula: str, numbers: Mapping[str, float]) -> float:
    """What a formula of + - * / ** ( ), numbers and keys gives. Raises NotArithmeticError and KeyError."""
    try:
        return _result(_parsed(formula), numbers)
    except (SyntaxError, ArithmeticError, RecursionError, TypeError) as wrong:
        raise NotArithmeticError(formula) from wrong


def names_in(formula: str) -> list[str]:
    """The keys that a formula uses, none where it is no formula."""
    try:
        return [node.id for node in ast.walk(_parsed(formula)) if isinstance(node, ast.Name)]
    except (SyntaxError, RecursionError):
        return []


@lru_cache(maxsize=4096)
def _parsed(formula: str) -> ast.expr:
    return ast.parse(formula, mode="eval").body


def _result(node: ast.expr, numbers: Mapping[str, float]) -> float:
    match node:
        case ast.BinOp(left, sign, right) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_result(left, numbers), _result(right, numbers))
        case ast.UnaryOp(ast.USub(), operand):
            return -_result(operand, numbers)
        case ast.Constant(int() | float() as number):
            return float(number)
        case ast.Name(key):
            return numbers[key]
    raise NotArithmeticError(ast.unparse(node))
