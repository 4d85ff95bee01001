"""A case as one workbook: a sheet a table, in the user's language."""
