"""The embedded engine: generations of Whoosh segments in one folder."""

from search.engine.whoosh.pickles import guard

guard()  # before anything of Whoosh reads anything
