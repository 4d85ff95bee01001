"""Slices of the year: what is balanced when it is used, and what carries it from one slice to another."""
