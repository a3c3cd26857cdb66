"""Searcher → what is shown: a page, JSON records, similar reports."""
