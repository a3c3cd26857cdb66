"""The byline of an article → the names of its authors, and of the agencies that it is from."""

import re
from collections.abc import Iterator
from functools import cache

from indexer.article.structure import Article, Line
from indexer.lexicon import UPPER, any_of, cues, lower, pattern_of, rows
from indexer.people.bounds import names_a_body
from indexer.people.cues import words
from search.report import Facets, FacetValue, PassageKind, Status
from search.text.lexicon.provinces import provinces

_LIST, _NAMES = "article_words.tsv", "name_words.tsv"
_PLACES = ("countries.txt", "regions.txt", "other_places.txt")
_AGENCIES = any_of(row[0] for row in rows("agencies.txt"))
_BETWEEN_NAMES = pattern_of(
    _LIST,
    r"[-,;&/]|\.(?= )|\b{and}\b[\s:]*"
    rf"|(?<=[^\W\d_{UPPER}])(?={{from}} |(?-i:{_AGENCIES})(?!\w))|$",
)
"""Between two names; "Lê ATheo Reuters" and "Lê AReuters" have nothing there."""
_NOT_A_NAME = pattern_of(_LIST, r"(?i)^(?:{credit}\b[\s,.:/]*)+")
_PICTURE = pattern_of(_LIST, r"(?i)(?<=[-.(,])\s*{photo}\b")
"""Whose picture it is, behind what it shows: "Ông A - Ảnh: B"."""
_NAME = re.compile(rf"[{UPPER}][^\W\d_]*(?:[ -][{UPPER}][^\W\d_]*){{0,4}}")
_LETTERS = re.compile(rf"[{UPPER}]{{2}}")


_PEN_NAME = 2
"""Syllables of the names that most who write for papers sign with."""


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each author and agency, TRÍ DŨNG as Trí Dũng; none of a caption but who took the picture."""
    found = []
    for line in article.of(PassageKind.BYLINE):
        for name, end in _names(article, line):
            value = _agencies().get(name.casefold()) or _author(article, name)
            if value:
                span = article.span(end - len(name), end)
                found.append(FacetValue(value, Status.STATED, span))
    return tuple(found)


def in_title_case(name: str) -> str:
    """A name in capitals as names are written; any other as it stands."""
    return name.title() if name.isupper() else name


def _names(article: Article, line: Line) -> Iterator[tuple[str, int]]:
    """What stands between the marks of a byline, and where each ends in the text."""
    text = article.read(line)
    picture = _PICTURE.search(text)
    start = picture.start() if picture and not _NOT_A_NAME.match(text) else 0
    for between in _BETWEEN_NAMES.finditer(text, start):
        written = text[start : between.start()].rstrip(" .")
        name = _NOT_A_NAME.sub("", written.lstrip(" ."))
        if name:
            yield name, line.start + start + len(written)
        start = between.end()


def _author(article: Article, name: str) -> str:
    """A name as names are written; empty if it is none, or that of whom the text tells of."""
    small = lower(name)
    row = small.split()
    is_name = _NAME.fullmatch(name) and (name.isupper() or not _LETTERS.search(name))
    is_body = len(row[0]) > 1 and names_a_body(row)
    if not is_name or is_body or small in _no_authors() | _places() or row[0] in _no_authors():
        return ""
    value = in_title_case(name)
    is_long = len(row) > _PEN_NAME
    if is_long and (row[0] in words().honorifics or _is_told_of(article, value)):
        return ""
    return value


def _is_told_of(article: Article, name: str) -> bool:
    """Whether the text names somebody elsewhere than where it credits a picture."""
    for line in article.of(PassageKind.TITLE, PassageKind.BODY):
        at = article.text.find(name, line.start, line.end)
        if at >= 0 and not _credit().search(article.text, max(line.start, at - 20), at):
            return True
    return False


@cache
def _credit() -> re.Pattern[str]:
    return pattern_of(_LIST, r"(?i)(?:{photo}|{from})[^.]*$|/\s*$")


@cache
def _agencies() -> dict[str, str]:
    """The name of each agency without capitals → as it writes itself."""
    return {row[0].casefold(): row[0] for row in rows("agencies.txt")}


@cache
def _no_authors() -> frozenset[str]:
    """What is no author's name, in small letters: words that begin such, and names of places."""
    return frozenset((*cues(_LIST, "no author"), *cues(_NAMES, "degree")))


@cache
def _places() -> frozenset[str]:
    """The names of countries, cities abroad and provinces in small letters."""
    abroad = (row[0] for name in _PLACES for row in rows(name))
    return frozenset(map(lower, (*abroad, *(province.name for province in provinces()))))
