"""Invented papers (tests/data/sample_papers.json) → samples/van-ban, a file of each kind."""
