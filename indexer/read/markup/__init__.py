"""Markup of HTML → its text in blocks, and which of these are the report."""
