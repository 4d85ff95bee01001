"""Ctrl-C ends a command, wherever it is at work."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SIGNALS = signal.valid_signals()
Caught = list[tuple[int, Any]]
"""Signals, each with the frame in which it came."""


class Interrupted(BaseException):
    """Ctrl-C."""


def listen() -> None:
    """From here on Ctrl-C raises Interrupted."""
    global _heard
    _heard = False
    signal.signal(signal.SIGINT, _interrupt)


def heard() -> bool:
    """Whether it came: what was at work may have made another exception of it."""
    return _heard


@contextmanager
def held(caught: Caught) -> Iterator[None]:
    """Signals that come within it are noted, and handled at its end: what is done here can't bear an exception."""
    handlers: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        handlers = {number: handler for number in SIGNALS if callable(handler := signal.getsignal(number))}
    try:
        for number in handlers:
            signal.signal(number, lambda *came: caught.append(came))
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    for came, frame in caught:
        handlers[came](came, frame)


def _interrupt(*_: object) -> None:
    global _heard
    _heard = True
    raise Interrupted


_heard = False
