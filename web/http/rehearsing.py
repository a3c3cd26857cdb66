"""A request → its answer, made as often as a far engine wants: see `search.answer.rehearsal`."""

from flask import Flask, Response, g
from flask.typing import ResponseReturnValue

from search.answer.rehearsal import Rehearsal


class RehearsingFlask(Flask):
    """Makes an answer again once what it guessed is known. Whoever answers must only ask."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer a request."""
        g.rehearsal = rehearsal = Rehearsal()
        return rehearsal.made(self._dispatched, _close)

    def _dispatched(self) -> ResponseReturnValue:
        g.pop("searcher", None)
        return super().dispatch_request()


def _close(made: ResponseReturnValue) -> None:
    """Let go of what an answer holds that is not sent, as the slot of an export."""
    if isinstance(made, Response):
        made.close()
