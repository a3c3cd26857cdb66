"""A document → an article: its lines, each known as title, body, caption, byline or trailer."""
