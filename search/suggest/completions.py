"""What is being typed → what it may become, of what this index has."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import chain
from typing import NamedTuple

from search.answers import (
    Query,
    Sort,
    Suggestion,
    SuggestionKind,
)
from search.engine.protocol import Request
from search.engine.query_tree import Phrase
from search.engine.stored import read_stored
from search.highlight.matches import Highlight, find_highlights
from search.query.concepts import slot
from search.query.plain_words import plain_words
from search.report import Status, StoredReport
from search.searcher import Searcher
from search.suggest.corrections import corrections
from search.suggest.vocabulary import SAID, Vocabulary, VocabularyWord
from search.text.analyze import Analysis, is_set
from search.text.normalize import normalize
from search.text.spelling import is_prefix_of, is_vietnamese, to_orthography
from search.text.syllable import Syllable, syllables

LIMIT = 8
_TITLES, _NAMES, _WORDS, _FOREIGN = 2, 4, 8, 2
"""Titles that are offered at most, names, words of the index, and foreign syllables among them."""
_READ, _READ_FOR_CASE = 30, 3
"""Reports that are read for what follows in them, and for whether a word is written in capitals."""
_MORE, _LEAST_LONGEST, _AHEAD = 2, 4, 120
"""Syllables more than what was typed that are offered, but up to so many at least; and characters
in which they stand."""
_RARE = 100
"""Words of so many times fewer reports than the first are not offered beside it."""
_FRAGMENT = 0.7
"""What so many of its reports continue in one way is a fragment of that."""
_SPELLINGS, _ASKED = 48, 50_000
"""The most frequent syllables that a beginning may become, and reports of them all, one by one, up
to which the index is asked for them: what begins with "t" is a large part of it, and takes a second
of 40,000 reports."""
_END = re.compile(r"[^\w\s%/-]|\n")
"""What ends a group of words."""
_TITLE = ("title",)


class CompletionGroup(NamedTuple):
    """Words that may be offered, and the reports that are known to hold them."""

    text: str
    reports: int
    kind: SuggestionKind


def complete(text: str, searcher: Searcher) -> tuple[Suggestion, ...]:
    """What a query that is being typed may become, with the hits of each; if that is nothing, what
    may be meant instead. One letter may still become anything."""
    found = completions(text, searcher)
    return found or (corrections(Query(text), searcher) if text[-2:].isalnum() else ())


def completions(text: str, searcher: Searcher) -> tuple[Suggestion, ...]:
    """What plain words may become, what most reports hold first, titles last; each with its hits.

    The last syllable may be unfinished unless a blank follows it; marks that were typed are meant,
    others may be left out (V4). Offered are names of facets, words of the index, what follows in
    the texts of reports that hold what was typed, and titles; only what some report answers.
    """
    typed = _Typed.read(text)
    if typed is None:
        return ()
    vocabulary = searcher.once(Vocabulary)
    found = [*_names(typed, vocabulary), *_words(typed, vocabulary, searcher)]
    if typed.begun:
        found += _following(typed, vocabulary, searcher)
    found.sort(key=lambda group: -group.reports)
    if found:
        least = found[0].reports / _RARE
        found = [g for g in found if g.reports > least or g.kind is SuggestionKind.NAME]
    titles = list(_titles(typed, vocabulary, searcher))
    offered: list[Suggestion] = []
    for group in chain(_different(found, text)[: LIMIT - len(titles)], titles):
        if hits := searcher.total_or_none(Query(group.text)):
            offered.append(Suggestion(group.text, hits, group.kind))
    return tuple(offered)


class _Typed(NamedTuple):
    """The finished syllables, and the one that is being typed, if one is."""

    begun: tuple[Syllable, ...]
    last: Syllable | None

    @classmethod
    def read(cls, text: str) -> "_Typed | None":
        """What was typed as far as it can be completed."""
        words = plain_words(text)
        found = [syllable for word in words for syllable in word.syllables]
        if not any(syllable.exact[0].isalpha() for syllable in found):
            return None
        if words[-1].end < len(text):
            return cls(tuple(found), None)
        return cls(tuple(found[:-1]), found[-1])

    @property
    def folded(self) -> str:
        """As entries of a vocabulary are folded."""
        if self.last is None:
            return " ".join([*(s.folded for s in self.begun), ""])
        return " ".join(s.folded for s in (*self.begun, self.last))

    def is_beginning_of(self, exact: Sequence[str]) -> bool:
        """Whether canonical syllables, which are spelled with the same letters, begin so."""
        if len(exact) <= len(self.begun):
            return False
        finished = zip(self.begun, exact, strict=False)
        if not all(own.is_unaccented or own.exact == meant for own, meant in finished):
            return False
        return self.last is None or is_prefix_of(self.last, exact[len(self.begun)])

    def is_vague(self, vocabulary: Vocabulary) -> bool:
        """Whether the last syllable has so few letters that much of an index begins so."""
        return sum(n for _, n in _becoming(self.last, vocabulary)) > _ASKED if self.last else False

    def row(
        self, vocabulary: Vocabulary, fields: tuple[str, ...], *, with_last: bool
    ) -> Phrase | None:
        """What stands in some field of the reports that hold it; None if nothing can."""
        slots = [slot(syllable) for syllable in self.begun]
        if self.last is not None and with_last:
            fit = _becoming(self.last, vocabulary)
            slots.append(tuple(vocabulary.term(exact) for exact, _ in fit))
        return Phrase(tuple(slots), fields) if slots and all(slots) else None


def _becoming(begun: Syllable, vocabulary: Vocabulary) -> list[tuple[str, int]]:
    """The most frequent syllables that one may become, and their reports."""
    fit = [pair for pair in vocabulary.beginning(begun.folded) if is_prefix_of(begun, pair[0])]
    return nlargest(_SPELLINGS, fit, key=lambda pair: pair[1])


def _names(typed: _Typed, vocabulary: Vocabulary) -> Iterator[CompletionGroup]:
    """Values of facets; those that begin so before those in which a later syllable does."""
    fit = [name for name in vocabulary.names(typed.folded) if typed.is_beginning_of(name.exact)]
    for name in nlargest(_NAMES, fit, key=lambda name: (name.is_whole, name.reports)):
        yield CompletionGroup(name.text, name.reports, SuggestionKind.NAME)


def _words(typed: _Typed, vocabulary: Vocabulary, searcher: Searcher) -> Iterator[CompletionGroup]:
    """Words of the index, as they are written in it; of one syllable only abbreviations and what
    is foreign: any other is typed as soon as it is chosen."""
    alone = () if typed.begun or typed.last is None else vocabulary.beginning(typed.last.folded)
    single = [VocabularyWord("", (e,), n) for e, n in alone if typed.is_beginning_of((e,))]
    foreign = [word for word in single if not is_vietnamese(word.exact[0])]
    fit = [word for word in vocabulary.words(typed.folded) if typed.is_beginning_of(word.exact)]
    for word in nlargest(
        _WORDS, [*fit, *nlargest(_FOREIGN, foreign, key=_reports_of)], key=_reports_of
    ):
        if text := _as_written(word.exact, vocabulary, searcher):
            yield CompletionGroup(text, word.reports, SuggestionKind.WORDS)


def _reports_of(word: VocabularyWord) -> int:
    return word.reports


def _as_written(exact: Sequence[str], vocabulary: Vocabulary, searcher: Searcher) -> str:
    """A word in small letters if some report has it so, else as most write it; nothing if pyvi only
    joined it across a comma."""
    known = vocabulary.written.get(tuple(exact))
    if known is not None:
        return known
    row = Phrase(tuple((vocabulary.term(syllable),) for syllable in exact), SAID)
    seen = Counter(
        " ".join(kept.report.text[place.start : place.end].split())
        for kept in _reports(row, searcher, _READ_FOR_CASE)
        for place in _places(kept, row)
    )
    clean = Counter({text: often for text, often in seen.items() if not _END.search(text)})
    found = _usual(clean) if seen else " ".join(map(to_orthography, exact))
    vocabulary.written[tuple(exact)] = found
    return found


def _usual(seen: Counter[str]) -> str:
    """The small letters of what is ever written in small letters, else the most frequent way."""
    small = Counter({text: often for text, often in seen.items() if text.islower()})
    most = (small or seen).most_common(1)
    return most[0][0] if most else ""


def _reports(row: Phrase, searcher: Searcher, limit: int) -> Iterator[StoredReport]:
    """The newest reports that hold a row."""
    found = searcher.snapshot.search(Request(row, sort=Sort.NEWEST, limit=limit))
    return (read_stored(match.stored) for match in found.matches)


def _places(kept: StoredReport, row: Phrase) -> list[Highlight]:
    """Where a row stands in a report, inside of words too: the last one may be unfinished."""
    return find_highlights(replace(kept, word_joins=b""), ((row,),))


def _following(
    typed: _Typed, vocabulary: Vocabulary, searcher: Searcher
) -> Iterator[CompletionGroup]:
    """What was typed, to the end of its word or a word or two further, as new reports go on."""
    is_vague = typed.is_vague(vocabulary)
    row = typed.row(vocabulary, SAID, with_last=not is_vague)
    if row is None:
        return
    longest = max(len(typed.begun) + 1 + _MORE, _LEAST_LONGEST)
    total = searcher.totals([row])[0]
    ways: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    held: Counter[tuple[str, ...]] = Counter()
    read = 0
    for kept in _reports(row, searcher, _READ):
        own = set()
        read += 1
        for place in _places(kept, row):
            if is_set(kept.word_joins, place.start):
                continue  # the end of another word
            for exact, text in _continued(kept, place, longest, vocabulary):
                if typed.is_beginning_of(exact) and _folds_to(typed, exact, vocabulary):
                    ways[exact][text] += 1
                    own.add(exact)
        held.update(own)
    least = 2 if is_vague or read > 1 else 1
    for exact in _telling(held, len(typed.begun), least):
        reports = held[exact] * total // max(read, 1)
        yield CompletionGroup(_usual(ways[exact]), reports, SuggestionKind.WORDS)


def _folds_to(typed: _Typed, exact: Sequence[str], vocabulary: Vocabulary) -> bool:
    if typed.last is None:
        return True
    own = exact[len(typed.begun)]
    return vocabulary.folded.get(own, own).startswith(typed.last.folded)


def _continued(
    kept: StoredReport, place: Highlight, longest: int, vocabulary: Vocabulary
) -> Iterator[tuple[tuple[str, ...], str]]:
    """From a place of a text on, to the end of each of the next words of its clause that says
    something."""
    start, typed = place.start, place.end - place.start
    line = next(p.span[1] for p in kept.report.passages if p.span[1] > start)
    ahead = kept.report.text[start : min(line, start + _AHEAD)]
    if end := _END.search(ahead):
        ahead = ahead[: end.start()]
    found = tuple(syllables(ahead)[: longest + 1])
    joins = frozenset(s.start for s in found if is_set(kept.word_joins, start + s.start))
    for first, last in Analysis(found, joins).words():
        is_new = found[first].start >= typed
        is_telling = last - first > 1 or not (is_new and vocabulary.is_grammar(found[first].exact))
        if last <= longest and is_telling:
            text = " ".join(ahead[: found[last - 1].end].split())
            yield tuple(s.exact for s in found[:last]), text


def _telling(held: Counter[tuple[str, ...]], begun: int, least: int) -> Iterable[tuple[str, ...]]:
    """The groups that enough reports hold and that are no fragments."""
    frequent = [group for group, reports in held.items() if reports >= least and len(group) > begun]
    continued: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for group in frequent:
        for size in range(begun + 1, len(group)):
            continued[group[:size]] = max(held[group], continued[group[:size]])
    fit = [group for group in frequent if continued[group] < _FRAGMENT * held[group]]
    return nlargest(_WORDS, fit, key=lambda group: held[group])


def _titles(typed: _Typed, vocabulary: Vocabulary, searcher: Searcher) -> Iterator[CompletionGroup]:
    """Titles of the newest reports in which it stands, in quotes: as a phrase each finds its own
    report, as words a quarter of it is enough."""
    row = typed.row(vocabulary, _TITLE, with_last=True)
    if row is None or not typed.begun or typed.is_vague(vocabulary):
        return
    for kept in _reports(row, searcher, _TITLES):
        title = kept.report.title
        if title.status is not Status.MADE:
            plain = " ".join(normalize(title.value).text.replace('"', " ").split())
            if plain_words(f"{plain}  "):  # no longer than a query may be
                yield CompletionGroup(f'"{plain}"', 1, SuggestionKind.TITLE)


def _different(found: Iterable[CompletionGroup], typed: str) -> list[CompletionGroup]:
    """Each spelling once, and not what was typed itself."""
    kept: dict[tuple[str, ...], CompletionGroup] = {}
    for group in found:
        kept.setdefault(tuple(s.exact for s in syllables(group.text)), group)
    kept.pop(tuple(s.exact for s in syllables(typed)), None)
    return list(kept.values())
