"""Marginal abatement cost curves: system, ranked and priced."""
