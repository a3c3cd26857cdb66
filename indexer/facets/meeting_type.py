"""The title and opening of an article → which kinds of meeting it reports."""

import re
from functools import cache

from indexer.clean import Article
from indexer.words import rows
from search.model import Facets, FacetValue, Part, Status

_Named = tuple[int, int, str, bool]
_OTHER = "khac"
_OPENING_LINES = 2
_OPENING = 700  # characters of a line
# The standing committee reports on its work between two sessions to the committee alone.
_PLENUM = re.compile(
    r"công tác (?:của )?Ban Thường vụ Tỉnh ủy giữa (?:hai )?kỳ họp|"
    r"ủy viên Ban Chấp hành Đảng bộ tỉnh (?:thảo luận|cho ý kiến)|"
    r"các đồng chí (?:trong|ủy viên) (?:BCH|Ban Chấp hành) Đảng bộ tỉnh|"
    r"Ban Chấp hành Đảng bộ tỉnh (?:thảo luận|cho ý kiến|biểu quyết)",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """Type, whether its name is said without a gap, and the pattern."""
    gap = r"(?:[^.;:\n]{0,60}?[\s,])??"
    return tuple(
        (
            kind,
            "…" not in words,
            re.compile(
                r"(?<!\w)"
                + r"\s+".join(
                    gap if word == "…" else re.escape(word) for word in words.split()
                ).replace(gap + r"\s+", gap)
                + r"(?!\w)",
                re.IGNORECASE,
            ),
        )
        for kind, words in rows("meeting_nouns.tsv")
    )


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The kinds named where the meeting is first named; "khác" only where nothing says more."""
    found: dict[str, FacetValue] = {}
    for line in [*article.of(Part.TITLE), *article.of(Part.BODY)[:_OPENING_LINES]]:
        text = article.read(line)[:_OPENING]
        named: list[_Named] = []
        for kind, whole, pattern in _patterns():
            if match := pattern.search(text):
                named.append((*match.span(), kind, whole))
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
    for line in article.of(Part.BODY):
        if match := _PLENUM.search(article.read(line)):
            span = article.span(line.start + match.start(), line.start + match.end())
            return (FacetValue("ban-chap-hanh", Status.INFERRED, span),)
    return ()
