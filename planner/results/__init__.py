"""From a case to a trusted plan, and what is read off it."""
