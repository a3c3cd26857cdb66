"""What every request goes through: its searcher, errors, gzip, static files."""
