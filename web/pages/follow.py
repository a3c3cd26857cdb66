"""Request → the page of a search: how to be told of the reports that come in from now on."""

import shlex
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple
from zlib import crc32

from flask import Blueprint, Response, render_template, request

from search.answers import Query, Sort
from search.dates import clock
from search.explore.recently_added import totals_since
from search.searcher import Searcher
from web import address, wording
from web.http.file_names import NAME_CHARACTERS, slug
from web.http.snapshot import searcher
from web.pages.added import LAST_DAYS
from web.pages.asking import again, asked, in_words

follow_page = Blueprint("follow", __name__)


class CameIn(NamedTuple):
    """Reports of a search that came into the index in some days, up to today: in words, how many,
    and the address that finds them."""

    days: str
    reports: int
    href: str


@follow_page.get("/follow")
def follow() -> Response:
    """The ways to hear of new reports of a search: a bookmark, a feed, a mail. Since when reports
    came in is no part of the search here: all that is told comes in later."""
    read, live = asked(), searcher()
    if read.problems:
        return again(read, live)
    query = replace(read.query, added_since=None, sort=Sort.ADDED, page=1, find={})
    search = wording.search.in_words(query.text, in_words(query))
    origin = request.host_url.rstrip("/")
    total, came_in = _came_in(query, live)
    shown = render_template(
        "follow.html",
        asked=read,
        query=query,
        search=search,
        total=total,
        came_in=came_in,
        own=address.follow(query),
        bookmark=address.search(query),
        today=came_in[0],
        since_today=wording.follow.since_today(wording.dates.since(_begin(1))),
        feed=address.feed(query),
        feed_address=origin + address.feed(query),
        command=_command(origin + address.search(query), search),
    )
    return Response(shown)


def _came_in(query: Query, live: Searcher) -> tuple[int, list[CameIn]]:
    """How many reports a search has, and what came in within the last days."""
    begins = [_begin(days) for days in LAST_DAYS]
    total, *counts = totals_since(query, [None, *begins], live)
    return total, [
        CameIn(
            wording.follow.lately(wording.search.LAST_DAYS[days]),
            count,
            address.search(replace(query, added_since=begin)),
        )
        for days, begin, count in zip(LAST_DAYS, begins, counts, strict=True)
    ]


def _begin(days: int) -> datetime:
    """When the last days begin, today one of them."""
    return clock.midnight(clock.today() - timedelta(days=days - 1))


def _command(search: str, words: str) -> str:
    """What an administrator runs for a mail of what is new. `search`: its whole address; `words`:
    the same in words; both name the file that remembers what was told, so that no two share one."""
    options = {
        "--since": "last",
        "--state": f"{slug(words, NAME_CHARACTERS)}-{crc32(search.encode()):08x}.json",
        "--mail-to": wording.follow.MAIL_TO,
        "--mail-from": wording.follow.MAIL_FROM,
        "--query": search,
    }
    return shlex.join(["hoi-nghi", "digest", *(part for own in options.items() for part in own)])
