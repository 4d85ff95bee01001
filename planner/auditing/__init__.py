"""Auditing: results that were written, read again and held against their inputs and against each other."""
