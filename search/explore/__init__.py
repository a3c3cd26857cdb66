"""A query or a value, and an index → what it looks like over time, beside others, in figures."""
