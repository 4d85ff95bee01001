"""The arguments of the public functions: a call that can't be meant is a UsageError that names the argument."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, wraps
from numbers import Integral, Real
from types import SimpleNamespace, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from planner.calls.deadline import deadline_of, within
from planner.errors import PathError, UsageError, nearest

P = ParamSpec("P")
R = TypeVar("R")
LONGEST = 60
"""Characters of what was found that a message repeats."""


def public(function: Callable[P, R]) -> Callable[P, R]:
    """Check each call against the signature of a function or method, names then types; numpy's numbers become Python's.

    The call raises UsageError where Python would raise TypeError, and where a later line would trip over the value. It
    ends after the seconds of its argument `time_limit`, or the default.
    """
    signature = inspect.signature(function)

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        given = _named(function.__name__, signature, args, kwargs)
        for name, value in given.items():
            if name not in _hints(function):  # the object itself; what is named freely
                continue
            hint = _hints(function)[name]
            try:
                given[name] = _fitted(value, hint)
            except _Misfit:
                raise UsageError("bad_argument", name=name, found=_short(value), allowed=_words(hint)) from None
        call: Callable[..., R] = function
        with within(deadline_of(given.get("time_limit"))):
            try:
                return call(**given)
            except OSError as wrong:
                if wrong.filename is None:  # of a stream
                    raise
                raise PathError("no_path", wrong, str(wrong.filename)) from None

    return called


def _named(
    function: str, signature: inspect.Signature, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> dict[str, Any]:
    """The arguments by name: those that may stand without one, then the others."""
    known = [name for name, p in signature.parameters.items() if p.kind is not p.VAR_KEYWORD]
    freely = len(known) < len(signature.parameters)
    first = [name for name, p in signature.parameters.items() if p.kind is p.POSITIONAL_OR_KEYWORD]
    values = {"function": function, "allowed": ", ".join(name for name in known if name != "self")}
    if len(args) > len(first):
        raise UsageError("by_name", found=_short(args[len(first)]), **values)
    for name in kwargs:
        if name not in known and not freely:
            raise UsageError("no_argument", found=name, near=nearest(name, known), **values)
        if name in first[: len(args)]:
            raise UsageError("by_name", found=_short(args[-1]), **values)
    given = dict(zip(first, args, strict=False)) | dict(kwargs)
    missing = [name for name in known if signature.parameters[name].default is inspect.Parameter.empty]
    missing = [name for name in missing if name not in given]
    if missing:
        raise UsageError("argument_needed", found=", ".join(missing), **values)
    return given


@cache
def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    """The types of the parameters; what is returned may be of a library that is not imported yet."""
    parameters = {name: hint for name, hint in function.__annotations__.items() if name != "return"}
    return get_type_hints(SimpleNamespace(__annotations__=parameters), function.__globals__)


class _Misfit(Exception):
    """A value is not of the type that the signature says."""


def _fitted(value: Any, hint: Any) -> Any:
    """The value as it is typed: 2035.0 is an int, a text is no sequence, True and nan are no number. Raises _Misfit."""
    kind, inner = get_origin(hint) or hint, get_args(hint)
    if kind in (Union, UnionType):
        for one in inner:
            try:
                return _fitted(value, one)
            except _Misfit:
                continue
        raise _Misfit
    if kind is Literal:
        if value not in inner:
            raise _Misfit
        return value
    number = isinstance(value, Real) and not isinstance(value, bool) and value == value
    if kind is int and number and float(value).is_integer():
        return int(value)
    if kind is float and number:
        return int(value) if isinstance(value, Integral) else float(value)
    if kind is Mapping and isinstance(value, Mapping):
        return {_fitted(key, inner[0]): _fitted(found, inner[1]) for key, found in value.items()}
    if kind in (Sequence, Iterable) and isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        return [_fitted(one, inner[0]) for one in value]
    if kind is Callable and callable(value):
        return value
    if kind in (int, float, Mapping, Sequence, Iterable, Callable) or not isinstance(value, kind):
        raise _Misfit
    return value


def _words(hint: Any) -> str:
    """The type as it is written, without its modules."""
    return re.sub(r"\b\w+\.(?=\w)", "", re.sub(r"<class '([\w.]+)'>", r"\1", str(hint)))


def _short(value: Any) -> str:
    said = " ".join(repr(value).split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
