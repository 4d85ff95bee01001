"""The equations, one subject a file, in the order of `models/README.md`. Each adds its variables and constraints."""
