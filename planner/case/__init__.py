"""From files to a checked case."""
