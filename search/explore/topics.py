"""Two reports → the words and phrases that one says and the other does not: new and gone topics."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import pairwise
from math import log
from typing import NamedTuple

from search.engine.query_tree import And, FacetValueIs, Phrase
from search.facets.registry import MEETING
from search.index.fields import FIELDS_BY_NAME, words_field
from search.report import MeetingReport, PassageKind, Span, StoredReport
from search.searcher import Searcher
from search.text.analyze import Analysis, is_set, word_term
from search.text.syllable import Syllable, syllables

READ = 100_000
"""Characters of a report that are read, its title and what is around the text included: some forty
pages. The syllables of as much are found in a tenth of a second."""
TOPICS = 12
"""Topics of a report that are named: what a reader takes in at a glance."""
_LEAST = 2
"""Times that a report says a topic at least: what it says once, it says in passing."""
_CANDIDATES = 100
"""The words of a report said most often that are looked up in the index, in one call."""
_RARE, _COMMON = 0.1, 0.25
"""The share of the reports of an index that hold a word which says something by itself, and one
that may still be part of a phrase, at most. "Thực hiện" and "trong đó" are in more."""
_FEW = 3
"""Reports that may hold any word: in an index of twenty, a share says nothing."""
_SWALLOWED = 0.6
"""A word that stands in a phrase so much of the time is named by the phrase alone."""

_KINDS = (PassageKind.TITLE, PassageKind.BODY, PassageKind.TABLE)
_WORD_FIELDS = tuple(words_field(FIELDS_BY_NAME[name]) for name in ("title", "lead", "body"))

_Spelled = tuple[str, ...]


class _Word(NamedTuple):
    """A word of two syllables or more where it stands: its syllables as they are indexed, the term
    of them, and its characters."""

    spelled: _Spelled
    term: str
    span: Span
    is_capitalised: bool


class Topics(NamedTuple):
    """What the first of two reports says and the second does not, and the other way round, as they
    word it: what says most first. `is_whole`: both were read to their ends."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    is_whole: bool


def topics(first: StoredReport, second: StoredReport, searcher: Searcher) -> Topics:
    """The words and phrases that tell two reports apart.

    One is said at least twice in the one report and nowhere in the other, in few reports of the
    index, and is no name of a person, a body, a province or a paper that either names: these have
    rows of their own. Those said often and held by few reports come first.
    """
    names = _Names.of(first.report, second.report)
    both = (first, second)
    shares = _Shares(searcher, all(one.report.is_meeting for one in both))
    return Topics(
        _said_by(first, _spelled(_whole(second.report)), names, shares),
        _said_by(second, _spelled(_whole(first.report)), names, shares),
        all(len(one.report.text) <= READ for one in both),
    )


def _whole(report: MeetingReport) -> str:
    return f"{report.title.value}\n{report.text[:READ]}"


class _Names(NamedTuple):
    """What two reports name, as spelled syllables. `people`: all their names in one; `others`: the
    offices of these, and bodies, provinces and papers."""

    people: str
    others: tuple[str, ...]

    @classmethod
    def of(cls, *reports: MeetingReport) -> "_Names":
        """All that some reports name."""
        people = [person for report in reports for person in report.facets.people]
        facets = [report.facets for report in reports]
        named = [
            value.value
            for own in facets
            for values in (own.organiser, own.province, own.byline, own.outlet)
            for value in values
        ]
        offices = [title for person in people for title in person.titles]
        return cls(
            " ".join(_spelled(person.value) for person in people),
            tuple(map(_spelled, (*named, *offices))),
        )

    def begin_with(self, spelled: str) -> bool:
        """Whether some words are of the name of a person, or begin another: of "Giám đốc Sở Y tế",
        "giám đốc" is no topic, but "y tế" may be one."""
        return spelled in self.people or any(name.startswith(spelled) for name in self.others)

    def hold(self, pair: "tuple[_Word, ...]") -> bool:
        """Whether a phrase is of a name, or one of its words is of that of a person."""
        words = [f" {' '.join(word.spelled)} " for word in pair]
        phrase = " ".join(word.strip() for word in words)
        is_of_person = any(word in self.people for word in words)
        return is_of_person or any(f" {phrase} " in name for name in self.others)


def _spelled(text: str) -> str:
    """The syllables of a text as they are indexed, with a blank around each."""
    return f" {' '.join(syllable.exact for syllable in syllables(text))} "


class _Shares:
    """How many of the reports of an index hold a word, as a share.

    Two reports of meetings are told apart by what few meetings are about: `among_meetings`.
    """

    def __init__(self, searcher: Searcher, among_meetings: bool) -> None:
        self._searcher = searcher
        self._among = FacetValueIs("is_meeting", MEETING) if among_meetings else None
        (self._reports,) = searcher.totals([self._among]) if self._among else (searcher.reports,)

    def of(self, counts: Counter[str]) -> dict[str, float]:
        """The share of each of the words said most often. Of one that few hold it is small,
        however few reports there are."""
        said = [term for term, count in counts.most_common(_CANDIDATES) if count >= _LEAST]
        phrases = [Phrase(((term,),), _WORD_FIELDS) for term in said]
        trees = [And((self._among, one)) for one in phrases] if self._among else phrases
        return {
            term: total / self._reports if total > _FEW else min(total / self._reports, _RARE)
            for term, total in zip(said, self._searcher.totals(trees), strict=True)
            if total
        }


def _said_by(
    stored: StoredReport, elsewhere: str, names: _Names, shares: _Shares
) -> tuple[str, ...]:
    """The topics of a report. `elsewhere`: the spelled syllables of the other one."""
    runs = [*_runs(stored)]
    counts = Counter(word.term for run in runs for word in run)
    share_of = shares.of(counts)
    phrases = _phrases(runs, counts, share_of, names)
    named_by_phrase = {
        word.term
        for places in phrases.values()
        for word in places[0]
        if len(places) >= _SWALLOWED * counts[word.term]
    }
    words: defaultdict[_Spelled, list[tuple[_Word, ...]]] = defaultdict(list)
    for word in (word for run in runs for word in run):
        if share_of.get(word.term, 1) <= _RARE and word.term not in named_by_phrase:
            words[word.spelled].append((word,))
    found = {
        spelled: places
        for spelled, places in (*phrases.items(), *words.items())
        if (own := f" {' '.join(spelled)} ") not in elsewhere and not names.begin_with(own)
    }
    best = nlargest(TOPICS, found, key=lambda spelled: _weight(found[spelled], share_of))
    return tuple(_worded(found[spelled], stored.report.text) for spelled in best)


def _phrases(
    runs: Iterable[list[_Word]],
    counts: Mapping[str, int],
    share_of: Mapping[str, float],
    names: _Names,
) -> dict[_Spelled, list[tuple[_Word, ...]]]:
    """Two words that stand together at least twice → where they do. One at least says something
    by itself, both begin with a capital or neither, and neither is of the name of a person."""
    found: defaultdict[_Spelled, list[tuple[_Word, ...]]] = defaultdict(list)
    for pair in (pair for run in runs for pair in pairwise(run)):
        if all(counts[word.term] >= _LEAST for word in pair):
            own = [share_of.get(word.term, 1.0) for word in pair]
            is_one = pair[0].is_capitalised == pair[1].is_capitalised
            if is_one and min(own) <= _RARE and max(own) <= _COMMON:
                found[pair[0].spelled + pair[1].spelled].append(pair)
    return {
        spelled: places
        for spelled, places in found.items()
        if len(places) >= _LEAST and not names.hold(places[0])
    }


def _weight(places: Sequence[tuple[_Word, ...]], share_of: Mapping[str, float]) -> float:
    """How often a report says it, times how rare its rarest word is."""
    return len(places) * (1 - log(min(share_of[word.term] for word in places[0])))


def _worded(places: Iterable[tuple[_Word, ...]], text: str) -> str:
    """A topic as a report words it most of the time."""
    written = (text[words[0].span[0] : words[-1].span[1]].split() for words in places)
    return Counter(map(" ".join, written)).most_common(1)[0][0]


def _runs(stored: StoredReport) -> Iterator[list[_Word]]:
    """The words of two syllables or more of a report, in runs with nothing but blanks between."""
    report = stored.report
    for passage in report.passages:
        if passage.kind in _KINDS and passage.span[0] < READ:
            yield from _runs_of(stored, passage.span)


def _runs_of(stored: StoredReport, span: Span) -> Iterator[list[_Word]]:
    start, text = span[0], stored.report.text[span[0] : min(span[1], READ)]
    found = tuple(syllables(text))
    begins = (syllable.start for syllable in found)
    joins = frozenset(at for at in begins if is_set(stored.word_joins, start + at))
    run: list[_Word] = []
    for first, last in Analysis(found, joins).words():
        own = found[first:last]
        is_next = run and not text[run[-1].span[1] - start : own[0].start].strip(" \u00a0")
        if run and not (is_next and last - first > 1):
            yield run
            run = []
        if last - first > 1:
            run.append(_word(own, text, start))
    if run:
        yield run


def _word(own: Sequence[Syllable], text: str, start: int) -> _Word:
    spelled = tuple(syllable.exact for syllable in own)
    span = (start + own[0].start, start + own[-1].end)
    return _Word(spelled, word_term(own), span, text[own[0].start].isupper())
