"""The name of the meeting → what sets it apart: extraordinary, enlarged, regular ..."""

import re
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import lower, pattern_of, rows, whole
from indexer.meeting.reported import is_of_another
from search.report import Facets, FacetValue, Status

_OPENING_LINES = 2
_OPENING = 700  # characters of a line, as for the kind of the meeting
_LEAD = 120
_LIST = "variant_words.tsv"
_NOUN = pattern_of(_LIST, r"(?<!\w){noun} $")
"""Before the name of a variant: "kỳ | họp bất thường"."""
_CALLED = pattern_of(_LIST, r"(?<!\w){called}(?: {call})* $")


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """Each variant of this meeting that title and opening name, once, first come first.

    Not one of a meeting that is only mentioned, or still to be called.
    """
    found: dict[str, FacetValue] = {}
    for line in article.opening(_OPENING_LINES):
        end = min(line.end, line.start + _OPENING)
        for match in _pattern().finditer(article.lower, line.start, end):
            before = article.lower[max(line.start, match.start() - _LEAD) : match.start()]
            lead = _NOUN.sub("", before)
            if not (
                _CALLED.search(before) or is_of_another(lead, article.lower[match.end() : end])
            ):
                value = _values()[match.group()]
                span = article.span(*match.span())
                found.setdefault(value, FacetValue(value, Status.STATED, span))
    return tuple(found.values())


@cache
def _values() -> dict[str, str]:
    return {
        lower(name.replace("…", word)): value
        for value, word, names in rows("variants.tsv")
        for name in names.split(", ")
    }


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(whole(_values()))
