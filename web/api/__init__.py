"""Request → JSON."""
