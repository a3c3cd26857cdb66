"""Request → files to take away: CSV, JSON, a feed, a text."""
