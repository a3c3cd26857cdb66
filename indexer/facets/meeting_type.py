"""The title and opening of an article → which kinds of meeting it reports."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.clean import Article
from indexer.words import lower, rows
from search.model import Facets, FacetValue, Part, Status

_Named = tuple[int, int, str, bool]
_OTHER = "khac"
_OPENING_LINES = 2
_OPENING = 700  # characters of a line
# The standing committee reports on its work between two sessions to the committee alone.
_PLENUM = re.compile(
    r"công tác (?:của )?ban thường vụ tỉnh ủy giữa (?:hai )?kỳ họp|"
    r"ủy viên ban chấp hành đảng bộ tỉnh (?:thảo luận|cho ý kiến)|"
    r"các đồng chí (?:trong|ủy viên) (?:bch|ban chấp hành) đảng bộ tỉnh|"
    r"ban chấp hành đảng bộ tỉnh (?:thảo luận|cho ý kiến|biểu quyết)"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Name:
    """How a kind of meeting is named: `words` that it needs, said without a gap or not."""

    kind: str
    words: frozenset[str]
    is_whole: bool
    pattern: re.Pattern[str]


@cache
def _names() -> tuple[_Name, ...]:
    return tuple(_name(kind, lower(words)) for kind, words in rows("meeting_nouns.tsv"))


def _name(kind: str, words: str) -> _Name:
    gap = r"(?:[^.;:\n]{0,60}?[\s,])??"
    pattern = r"\s+".join(gap if word == "…" else re.escape(word) for word in words.split())
    pattern = pattern.replace(gap + r"\s+", gap)
    return _Name(
        kind,
        frozenset(_WORD.findall(words)),
        "…" not in words,
        re.compile(rf"(?<!\w){pattern}(?!\w)"),
    )


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The kinds named where the meeting is first named; "khác" only where nothing says more."""
    found: dict[str, FacetValue] = {}
    for line in article.opening(_OPENING_LINES):
        text = article.read_lower(line)[:_OPENING]
        words = frozenset(_WORD.findall(text))
        named = [
            (*match.span(), name.kind, name.is_whole)
            for name in _names()
            if name.words <= words and (match := name.pattern.search(text))
        ]
        for start, end, kind, _ in _of_one_meeting(named):
            span = article.span(line.start + start, line.start + end)
            found.setdefault(kind, FacetValue(kind, Status.STATED, span))
        if found.keys() - {_OTHER}:
            break
    kinds = [value for kind, value in found.items() if kind != _OTHER]
    return tuple(kinds) or _inferred(article) or tuple(found.values())


def _of_one_meeting(named: list[_Named]) -> list[_Named]:
    """The name that begins first and ends first, and what only lengthens it (giao ban báo chí)."""
    named = sorted(n for n in named if n[2] != _OTHER) or sorted(named)
    return [n for n in named if n == named[0] or (n[0] == named[0][0] and n[3])]


def _inferred(article: Article) -> tuple[FacetValue, ...]:
    # one of the two is in each form of _PLENUM, and in few articles
    if "đảng bộ tỉnh" not in article.lower and "thường vụ tỉnh ủy" not in article.lower:
        return ()
    for line in article.of(Part.BODY):
        if match := _PLENUM.search(article.read_lower(line)):
            span = article.span(line.start + match.start(), line.start + match.end())
            return (FacetValue("ban-chap-hanh", Status.INFERRED, span),)
    return ()
