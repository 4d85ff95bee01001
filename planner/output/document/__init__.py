"""The report of a plan: what it says, as a Word document and as a page."""
