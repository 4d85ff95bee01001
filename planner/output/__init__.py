"""Cards, result files and screens of what was computed."""
