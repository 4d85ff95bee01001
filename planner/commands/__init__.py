"""The commands, one subject a file: each parses, calls one function, prints."""
