"""A request → the generation that answers it."""

from flask import current_app, g

from search.engine.protocol import Snapshot


def snapshot() -> Snapshot:
    """The live generation, pinned for this request."""
    if "live" not in g:
        g.live = current_app.extensions["engine"].snapshot()
    live: Snapshot = g.live
    return live
