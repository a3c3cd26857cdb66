"""HTTP and HTML; nothing of engines or files."""
