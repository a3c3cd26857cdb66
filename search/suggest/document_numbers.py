"""The number of a document that is being typed → the numbers of this index that it may become."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from search.facets.registry import UNKNOWN
from search.query.documents import kind_before
from search.searcher import Searcher
from search.text.fold import fold
from search.text.syllable import syllables

FACET = "document_no"
_TYPED = re.compile(r"(?P<lead>(?:[^\d\s]+\s+)*)(?P<number>\d{1,5}[\w\s./-]{0,30})")
_SIGNS = re.compile(r"[\s./-]+")


class DocumentNumber(NamedTuple):
    """A number of the index. `key`: folded, its signs alike: "15/nq/tu" of "15-NQ/TU"."""

    key: str
    value: str
    reports: int


def document_numbers(text: str, searcher: Searcher) -> Iterator[tuple[str, int]]:
    """What the whole of a query may become, a number that begins so behind the same words, and the
    reports that have it: "nghị quyết số 15" "nghị quyết số 15-NQ/TU". Whatever stands between two
    letters, "-" or "/", is alike; the kind before it has to be that of the number."""
    typed = _TYPED.fullmatch(text.lstrip())
    kind = kind_before(syllables(typed["lead"])) if typed else None
    if typed is None or kind is None:
        return
    known = searcher.once(_known)
    begin = _key(typed["number"])
    for number in known[bisect_left(known, (begin,)) :]:
        if not number.key.startswith(begin):
            return
        if not kind or f"/{_key(kind)}/" in f"{number.key}/":
            yield typed["lead"] + number.value, number.reports


def _known(searcher: Searcher) -> Sequence[DocumentNumber]:
    """The numbers of an index, in the order of their keys."""
    counts = searcher.facet_counts(FACET)
    numbers = (DocumentNumber(_key(own), own, n) for own, n in counts.items() if own != UNKNOWN)
    return sorted(numbers)


def _key(text: str) -> str:
    return _SIGNS.sub("/", fold(text.strip()).text)
