"""What an index is, and how it answers. No files to read, no HTTP, no HTML."""
