"""Bodies in which people hold offices → for each person the one that they speak for."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import pattern_of
from indexer.meeting.organisations import Organisation

_LIST = "organiser_cues.tsv"
_NEXT_OFFICE = 30
"""Characters between two organisations of which one person is an officer."""
_OFFICE = 40
"""Characters before an organisation in which the office stands."""


@cache
def _two_people() -> re.Pattern[str]:
    return pattern_of(_LIST, r"\b(?:{two people}|;)\b")


@cache
def _member() -> re.Pattern[str]:
    return pattern_of(_LIST, r"{whole:member} $")


@cache
def _secretary() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?<!phó )(?<!\w){secretary} $")


@cache
def _general() -> re.Pattern[str]:
    return pattern_of(_LIST, "{general secretary}")


def spoken_for(article: Article, offices: Sequence[Organisation]) -> list[Organisation]:
    """Of each person's bodies the one they lead as its secretary, else the last of which they are
    more than a member: of "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh" the committee."""
    return [_main(article, own) for own in _by_person(article, offices)]


def _by_person(article: Article, offices: Sequence[Organisation]) -> Iterator[list[Organisation]]:
    own: list[Organisation] = []
    for one in offices:
        if own and _is_of_another(article, own[-1], one):
            yield own
            own = []
        own.append(one)
    if own:
        yield own


def _is_of_another(article: Article, one: Organisation, following: Organisation) -> bool:
    is_far = following.start - one.last > _NEXT_OFFICE
    return is_far or bool(_two_people().search(article.lower, one.last, following.start))


def _main(article: Article, own: list[Organisation]) -> Organisation:
    before = {one: article.lower[max(0, one.start - _OFFICE) : one.start] for one in own}
    led = [one for one in own if not _member().search(before[one])]
    secretary = [
        one
        for one in led
        if _secretary().search(before[one]) or _general().match(article.lower, one.start)
    ]
    return (secretary or led[-1:] or own[-1:])[0]
