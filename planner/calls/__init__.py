"""What every public call does: its arguments checked, its deadline kept, its result shown."""

from __future__ import annotations
