"""Request → JSON: the same answers as the command line's."""

from flask import Blueprint, Response, request

from search.record import encode
from search.results import answer, answer_record, complete, suggestion_records
from web import address, messages
from web.live import snapshot

api = Blueprint("api", __name__, url_prefix="/api")


def told(code: int, title: str, text: str) -> Response:
    """An error, in words."""
    record = {"error": title, "message": text}
    return Response(encode(record), code, mimetype="application/json")


@api.get("/search")
def search() -> Response:
    """The answer to the same parameters as the page's; a stranger among them is a mistake."""
    asked = address.read(request.args)
    if wrong := [*address.strangers(request.args), *asked.problems.values()]:
        return told(400, messages.BAD_REQUEST, " ".join(wrong))
    found = answer(asked.query, snapshot())
    return Response(encode(answer_record(found)), mimetype="application/json")


@api.get("/suggest")
def suggest() -> Response:
    """What the words of a query may become as they are typed on, each with its hits."""
    if wrong := address.strangers(request.args):
        return told(400, messages.BAD_REQUEST, " ".join(wrong))
    text = request.args.get("q", "")
    found = suggestion_records(complete(text, snapshot()))
    return Response(encode({"query": text, "suggestions": found}), mimetype="application/json")
