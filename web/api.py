"""Request → JSON: the same answers as the command line's."""

from flask import Blueprint, Response, request

from search.record import encode
from search.results import answer, answer_record
from web import address
from web.live import snapshot

api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/search")
def search() -> Response:
    """The answer to the same parameters as the page's."""
    found = answer(address.read(request.args), snapshot())
    return Response(encode(answer_record(found)), mimetype="application/json")
