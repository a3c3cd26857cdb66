"""A meeting and its article → the bodies that held it, where another sentence or a notice tells it.

"Hội nghị do Sở Y tế tổ chức" may stand sentences behind the name of the meeting; who sends out
what a session decided tells of its own.
"""

import re
from collections.abc import Sequence
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import cues, pattern_of
from indexer.meeting.main_meeting import MeetingMention
from indexer.meeting.organisations import Organisation
from indexer.meeting.parties import bodies_in, listed_with

_LIST = "organiser_cues.tsv"
[_DO] = (f" {word} " for word in cues(_LIST, "doer"))
_READ = 3000
"""Characters in which it is said by whom a meeting was held."""


@cache
def _by_whom() -> re.Pattern[str]:
    """ "Hội nghị do", up to the verb of holding."""
    return pattern_of(
        _LIST,
        r"(?:^|[.\n] ?){such a meeting} (?:{which one} )?{doer} "
        r"(?P<doers>(?:[^.;:]|(?<={city in short})\.){3,160}?)"
        r" (?:{begins to hold} )?{whole:done}",
    )


@cache
def _notice() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?<!\w){notice} $")


def held_by_whom(article: Article) -> list[Organisation]:
    """The bodies of the first sentence that says of "the meeting" by whom it was held."""
    if article.lower.find(_DO, 0, _READ) < 0:
        return []
    for found in _by_whom().finditer(article.lower, 0, _READ):
        start, end = found.span("doers")
        bodies = bodies_in(article, start, end)
        if bodies and bodies[0].start == start:
            return listed_with(article, bodies[0], bodies)
    return []


def whose_notice(
    article: Article, meeting: MeetingMention, candidates: Sequence[Organisation]
) -> list[Organisation]:
    """Who gives out what was decided there: "Ủy ban Kiểm tra Tỉnh ủy ra thông báo kết luận kỳ họp
    thứ 26"."""
    if not _notice().search(article.lower, meeting.first, meeting.start):
        return []
    before = [one for one in candidates if one.last <= meeting.start and not one.is_office]
    return before[:1]
