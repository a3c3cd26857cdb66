"""What every answer goes through: a snapshot, errors, gzip, static files."""
