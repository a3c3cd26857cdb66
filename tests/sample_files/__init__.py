"""Invented papers (tests/data/sample_papers.json) → the files of samples/van-ban, one of each kind."""
