"""Facets: what each is called, how it is counted, and the values to choose from."""
