"""A request → the searcher over the generation that answers it."""

from flask import current_app, g

from search.searcher import Searcher


def searcher() -> Searcher:
    """The searcher over the live generation, the same for all of one request, with its budget."""
    if "searcher" not in g:
        g.searcher = g.rehearsal.live(current_app.extensions["searchers"])
    asked: Searcher = g.searcher
    return asked
