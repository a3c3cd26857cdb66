"""A query or a report, and an index → a page, reports like this one, and their JSON."""
