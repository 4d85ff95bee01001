"""What several threads may ask at once."""

from __future__ import annotations

from typing import Any


class Kept:
    """Keeps what it found out when it was first asked, in `cached_property`s.

    It is pickled as it stands at one moment: another thread may ask it something new in the middle of it.
    """

    def __getstate__(self) -> dict[str, Any]:
        return vars(self).copy()
