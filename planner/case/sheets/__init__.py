"""One sheet of measures, as offices keep it, to the tables of a case."""
