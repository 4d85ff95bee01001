"""Who gets the credit for a plan's abatement."""
