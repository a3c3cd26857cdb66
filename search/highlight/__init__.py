"""A report and the concepts of a query → where they stand in it, and which fragments are shown."""
