"""Policies: limits that a city sets itself, one kind a file. Each is a table; none is in a reference unless decided."""
