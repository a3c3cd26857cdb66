"""A sentence → the people it names, with their offices, and what each of them does."""
