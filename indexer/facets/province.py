"""An article → the province it is about, by its name of the time."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from indexer.clean import Article
from indexer.words import UPPER, any_of, rows
from search.model import Facets, FacetValue, Part, Status
from search.text.provinces import provinces

_BODIES = (
    *("Tỉnh", "Tỉnh ủy", "Tỉnh đoàn", "tỉnh", "tỉnh ủy", "tỉnh đoàn"),
    *("Thành phố", "Thành ủy", "Thành đoàn", "thành phố", "thành ủy", "thành đoàn"),
    *("TP", "TP.", "UBND", "HĐND", "ĐBQH", "Đảng bộ", "MTTQ"),
)
_HEAD = rf"{any_of(_BODIES)}(?: (?:tỉnh|thành phố|TP\.?))?"
_NO_NAME_BEFORE = (r"\w", rf"[{UPPER}]\w ")
_NO_NAME_AFTER = rf"(?!\w)(?! [{UPPER}])"
_OF_A_PROVINCE = (
    *("Tỉnh ủy", "UBND tỉnh", "HĐND tỉnh", "Đảng bộ tỉnh"),
    *("địa bàn tỉnh", "của tỉnh", "toàn tỉnh"),
)
_OPENING_LINES, _OPENING_WEIGHT = 2, 3
_ENOUGH = 2
"""Votes that make a province the article's own; one mention in the body is a neighbour."""


@cache
def _spellings() -> dict[str, str]:
    """Each spelling of a province → its name of the time."""
    return {spelling: p.name for p in provinces() for spelling in p.spellings}


@cache
def by_slug() -> dict[str, str]:
    """Names without marks and blanks, as addresses write them → names."""
    return {slug(spelling): name for spelling, name in _spellings().items()}


def slug(name: str) -> str:
    """Bắc Kạn → backan."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub("[^a-z]", "", letters)


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"{_HEAD} ({any_of(_spellings())}){_NO_NAME_AFTER}")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(f"({any_of(_spellings(), *_NO_NAME_BEFORE)}){_NO_NAME_AFTER}")


@cache
def _districts() -> tuple[re.Pattern[str], dict[str, str]]:
    province = {row[0]: row[1] for row in rows("districts.tsv")}
    names = any_of(province, *_NO_NAME_BEFORE)
    return re.compile(f"({names}){_NO_NAME_AFTER}"), province


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The province most often named as such; else the paper's; else that of its districts."""
    return _stated(article) or _derived(facets) or _inferred(article)


def _stated(article: Article) -> tuple[FacetValue, ...]:
    votes: Counter[str] = Counter()
    evidence: dict[str, tuple[int, int]] = {}
    opening = article.opening(_OPENING_LINES)
    for line in article.of(Part.TITLE, Part.BODY, Part.CAPTION):
        for match in _named().finditer(article.read(line)):
            name = _spellings()[match.group(1)]
            votes[name] += _OPENING_WEIGHT if line in opening else 1
            evidence.setdefault(name, (line.start + match.start(), line.start + match.end()))
    for line in article.opening(1):
        for match in _bare().finditer(article.read(line)):
            name = _spellings()[match.group(1)]
            votes[name] += _ENOUGH
            evidence.setdefault(name, (line.start + match.start(), line.start + match.end()))
    return tuple(
        FacetValue(name, Status.STATED, article.span(*evidence[name]))
        for name, count in votes.most_common(1)  # of equals the first named
        if count >= _ENOUGH
    )


def _derived(facets: Facets) -> tuple[FacetValue, ...]:
    for outlet in facets.outlet:
        name = _spellings().get(outlet.value.removeprefix("Báo "))
        if name:
            return (FacetValue(name, Status.DERIVED, outlet.evidence),)
    return ()


def _inferred(article: Article) -> tuple[FacetValue, ...]:
    if not any(words in article.text for words in _OF_A_PROVINCE):
        return ()  # nothing says that it is about one province
    votes: Counter[str] = Counter()
    evidence: dict[str, tuple[int, int]] = {}
    for name, start, end in _district_names(article):
        votes[name] += 1
        evidence.setdefault(name, (start, end))
    return tuple(
        FacetValue(name, Status.INFERRED, article.span(*evidence[name])) for name in _most(votes)
    )


def _district_names(article: Article) -> Iterator[tuple[str, int, int]]:
    pattern, province = _districts()
    for line in article.of(Part.TITLE, Part.BODY):
        for match in pattern.finditer(article.read(line)):
            yield province[match.group(1)], line.start + match.start(1), line.start + match.end(1)


def _most(votes: Counter[str]) -> list[str]:
    """The name with the most votes, unless another has as many."""
    ordered = votes.most_common(2)
    if not ordered or (len(ordered) == 2 and ordered[0][1] == ordered[1][1]):
        return []
    return [ordered[0][0]]
