"""The embedded engine: generations of Whoosh segments in one folder."""
