"""A query with words typed without blanks → the query with blanks where the index has a phrase."""

from collections.abc import Iterator, Mapping
from itertools import islice

from search.answers import Query
from search.query.plain_words import plain_words
from search.searcher import Searcher
from search.suggest.changes import LIMITS
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables


def with_blanks(typed: str, searcher: Searcher) -> Iterator[str]:
    """A query of plain words with one word, that no report has, cut into a phrase that some has.

    "vốnđầutưcông" becomes "vốn đầu tư công". Of several phrases, that of most reports.
    """
    for word in plain_words(typed):
        if len(word.surface) <= LIMITS.longest_unsegmented and not searcher.total(
            Query(word.surface)
        ):
            cut = islice(segmentations(word.surface), LIMITS.segmentations)
            totals = {text: searcher.total(Query(f'"{text}"')) for text in map(" ".join, cut)}
            best = max(totals, key=totals.__getitem__, default="")
            if best and totals[best]:
                yield " ".join((typed[: word.start] + best + typed[word.end :]).split())


def segmentations(word: str) -> Iterator[tuple[str, ...]]:
    """Every way to cut a word into two Vietnamese syllables or more.

    At each place the whole rest is tried as a syllable first, then the shortest syllable.

    >>> list(segmentations("hoaan"))
    [('ho', 'a', 'an'), ('hoa', 'an')]
    """
    whole = len(word)
    ends: dict[int, list[int]] = {whole: []}
    for start in reversed(range(whole)):  # from the back: no cut is begun that cannot be finished
        found = [end for end in ends if _is_syllable(word[start:end])]
        if found:
            ends[start] = sorted(found, key=lambda end: (end < whole, end))
    return (cut for cut in _cuts(word, 0, ends) if len(cut) > 1)


def _cuts(word: str, start: int, ends: Mapping[int, list[int]]) -> Iterator[tuple[str, ...]]:
    """`ends`: where a syllable begins → where it may end, if the rest can be cut too."""
    if start == len(word):
        yield ()
    for end in ends.get(start, ()):
        yield from ((word[start:end], *rest) for rest in _cuts(word, end, ends))


def _is_syllable(text: str) -> bool:
    found = syllables(text)
    return len(found) == 1 and found[0].end == len(text) and is_vietnamese(found[0].exact)
