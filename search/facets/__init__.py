"""A report → its values of each facet; the counts of a facet → its values to choose from."""
