"""The sentences of `messages.py` in Chinese."""

from __future__ import annotations

CHINESE: dict[str, str] = {}
