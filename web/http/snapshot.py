"""A request → the searcher over the generation that answers it."""

from flask import current_app, g

from search.searcher import Searcher


def searcher() -> Searcher:
    """The searcher over the live generation, the same for all of one request, with its budget."""
    if "searcher" not in g:
        live = g.rehearsal.live or current_app.extensions["searchers"].current().of_request()
        g.searcher = g.rehearsal.searcher(live)
    asked: Searcher = g.searcher
    return asked
