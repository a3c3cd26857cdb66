"""A sentence that names people without their offices → the bodies in which they hold them.

"Ông An làm việc với Thành đoàn": what he is stands in another sentence of the article, before or
behind his name.
"""

import re
from collections.abc import Iterator
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import UPPER, pattern_of
from indexer.meeting.officers import spoken_for
from indexer.meeting.organisations import Organisation, organisations
from indexer.people.mentions import mentions

_LIST = "organiser_cues.tsv"
_LEAD, _BEHIND = 120, 140
"""Characters before and behind a name in which an office is told."""
_MOST = 3
"""Of how many people, and at how many places, offices are looked for."""
_FORENAMES = rf"(?:[{UPPER}]\w* ){{0,3}}"


@cache
def _before() -> re.Pattern[str]:
    """Between an office and the end of a name: "Bí thư Thành ủy - ông Trần Văn | An"."""
    return pattern_of(_LIST, rf"[ ,–-]{{1,3}}(?:{{person}} )?{_FORENAMES}$")


@cache
def _behind() -> re.Pattern[str]:
    """Between a name and an office: "Trần Văn An, Ủy viên Bộ Chính trị, Bí thư | Thành ủy"."""
    return re.compile(r" ?[,(–-] ?[^.;:]{2,100}$")


def offices_elsewhere(article: Article, first: int, last: int) -> list[Organisation]:
    """Of each person that text[first:last] names, in order, the body that another sentence says
    they hold an office in; none for those of whom none does."""
    found: list[Organisation] = []
    for person in mentions(article.text[first:last])[:_MOST]:
        name = article.text[first + person.start : first + person.end]
        own = next(filter(None, (spoken_for(article, o) for o in _offices(article, name))), None)
        found += own[:1] if own else []
    return found


def _offices(article: Article, name: str) -> Iterator[list[Organisation]]:
    """The bodies around each place that names somebody."""
    named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)(?! [{UPPER}])")
    for number, at in enumerate(named.finditer(article.text)):
        if number > _MOST:
            return
        start, end = max(0, at.start() - _LEAD), min(len(article.text), at.end() + _BEHIND)
        around = [one for one in organisations(article, start, end) if one.is_office]
        before = [
            one
            for one in around
            if one.last <= at.start() and _before().fullmatch(article.text, one.last, at.start())
        ]
        yield before or [
            one
            for one in around
            if one.start >= at.end() and _behind().fullmatch(article.text, at.end(), one.start)
        ]
