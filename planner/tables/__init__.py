"""What a table is: fields, rows, years."""

from __future__ import annotations
