"""Request → page."""
