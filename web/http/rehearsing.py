"""A request → its answer, made as often as a far engine wants: see `search.answer.rehearsal`."""

from flask import Flask, g
from flask.typing import ResponseReturnValue

from search.answer.rehearsal import Rehearsal


class RehearsingFlask(Flask):
    """Makes an answer again once what it guessed is known. Whoever answers must only ask."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer a request."""
        g.rehearsal = rehearsal = Rehearsal()
        while True:
            g.pop("searcher", None)
            try:
                response = super().dispatch_request()
            except Exception:  # of a guess, perhaps
                if not rehearsal.asks_again():
                    raise
            else:
                if not rehearsal.asks_again():
                    return response
