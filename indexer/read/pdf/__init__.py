"""A PDF file → its paragraphs, each with its page."""
