"""Who pays what: payers and their shares, tariffs, transfers, loans. Without their tables the program has none of it."""
