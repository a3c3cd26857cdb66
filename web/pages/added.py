"""A query and one generation → the choices of "Mới thêm": since when, and how many reports then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from search.answers import Query
from search.dates import clock, written_since
from search.explore.recently_added import totals_since
from search.searcher import Searcher
from web import wording

LAST_DAYS = (1, 7, 30)
"""Days up to now that are offered, today one of them: those of a reader who comes every day, every
week or every month."""


@dataclass(frozen=True, slots=True)
class AddedChoice:
    """Since when reports came into the index. `value`: as the address spells it, empty for at any
    time. `count`: how many reports of the query are found then."""

    value: str
    label: str
    count: int
    is_selected: bool


def added_choices(query: Query, live: Searcher) -> list[AddedChoice]:
    """Any time, and since when there are some reports of the query and not all, of several times
    with the same reports the shortest; also what the query asks for. Empty where no choice would
    change anything."""
    asked = query.added_since
    offered = _lately(live)
    if asked:
        offered.setdefault(asked, wording.dates.since(asked))
    if not offered:
        return []
    whole, *counts = totals_since(query, [None, *offered], live)
    choices: list[AddedChoice] = []
    for (since, label), count in zip(offered.items(), counts, strict=True):
        is_new = 0 < count < whole and count not in {one.count for one in choices}
        if is_new or since == asked:
            choices.append(AddedChoice(written_since(since), label, count, since == asked))
    always = AddedChoice("", wording.search.ANY_TIME, whole, asked is None)
    return [always, *choices] if choices else []


def _lately(live: Searcher) -> dict[datetime, str]:
    """When the last days begin that some reports of the whole index came in, and not all → what
    they are called. The searcher remembers it: a page pays only where something did."""
    begins = [clock.midnight(clock.today() - timedelta(days=days - 1)) for days in LAST_DAYS]
    whole, *counts = totals_since(Query(), [None, *begins], live)
    return {
        begin: wording.search.LAST_DAYS[days]
        for begin, days, count in zip(begins, LAST_DAYS, counts, strict=True)
        if 0 < count < whole
    }
