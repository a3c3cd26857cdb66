"""A request → the generation that answers it."""

from flask import current_app

from search.engine import Snapshot


def snapshot() -> Snapshot:
    """The live generation, pinned for this request."""
    engine = current_app.extensions["engine"]
    live: Snapshot = engine.snapshot()
    return live
