"""A query or a value, and an index → timelines, profiles, adjacent meetings, figures, series."""
