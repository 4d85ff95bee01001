"""What a table is: fields, rows, years."""
