"""Folders → the next generation of an index: what is new, changed or gone."""
