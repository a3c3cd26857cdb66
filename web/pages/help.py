"""Request → the help page, with examples that find something in this index."""

from flask import Blueprint, render_template

from search.answers import Query
from search.suggest.examples import examples
from web import address, wording
from web.http.snapshot import searcher

guide = Blueprint("guide", __name__)


@guide.get("/help")
def help_page() -> str:
    """How to search, with examples; what the pages show; the keys; the API."""
    shown = [
        (wording.help.EXAMPLES[one.kind], one.text, one.total, address.write(Query(one.text)))
        for one in searcher().once(examples)
    ]
    return render_template("help.html", asked=address.NOTHING_ASKED, query=Query(), examples=shown)
