"""Many plans of one case: what varies, the programs in between, what is kept of each plan."""

from __future__ import annotations
