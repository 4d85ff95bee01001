"""The small case of `broken/` and the reference's numbers of `oracles/` are used here, too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / folder) for folder in ("broken", "oracles")]
