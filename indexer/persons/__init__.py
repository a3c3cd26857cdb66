"""A sentence → who is named in it with an office or honorific, and what each of them does."""
