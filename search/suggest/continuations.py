"""What is being typed → how the newest reports that hold it go on, word by word."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

from search.highlight.matches import Highlight
from search.query.vocabulary import TEXT_FIELDS, Vocabulary
from search.report import StoredReport
from search.searcher import Searcher
from search.suggest.typed_text import TypedText
from search.suggest.written_forms import CLAUSE_END, most_usual, newest_reports, occurrences
from search.text.analyze import Analysis, is_set
from search.text.syllable import syllables


@dataclass(frozen=True, slots=True)
class ContinuationLimits:
    """How much is read, and how far a continuation goes."""

    reports: int = 30
    """Reports that are read."""
    continuations: int = 8
    """Continuations that are returned."""
    more_syllables: int = 2
    """Syllables after the one that is being typed."""
    least_longest: int = 4
    """Syllables that a continuation may have however little was typed."""
    characters: int = 120
    """Characters of a report in which a continuation stands, from its first one on."""
    fragment: float = 0.7
    """A group that so large a share of its reports continue in one way is a fragment of that."""


LIMITS = ContinuationLimits()

_Group = tuple[str, ...]
"""The canonical syllables of a continuation, from the first that was typed on."""


def continuations(
    typed: TypedText, vocabulary: Vocabulary, searcher: Searcher
) -> Iterator[tuple[str, int]]:
    """What was typed, to the end of its word or a word or two further, and an estimate of the
    reports that hold it; what most of the reports that were read hold comes first."""
    is_vague = typed.is_vague(vocabulary)
    phrase = (
        typed.finished_phrase(TEXT_FIELDS) if is_vague else typed.phrase(vocabulary, TEXT_FIELDS)
    )
    if phrase is None:
        return
    total = searcher.totals([phrase])[0]
    forms: defaultdict[_Group, Counter[str]] = defaultdict(Counter)
    held: Counter[_Group] = Counter()
    reports = list(newest_reports(phrase, searcher, LIMITS.reports))
    for stored, places in zip(reports, occurrences(reports, phrase), strict=True):
        own: dict[_Group, None] = {}  # in the order of the text, so that ties are always alike
        for found in places:
            for exact, text in _continued(stored, found, typed, vocabulary):
                forms[exact][text] += 1
                own[exact] = None
        held.update(own.keys())
    least = 2 if is_vague or len(reports) > 1 else 1
    for exact in _whole_groups(held, len(typed.finished), least):
        yield most_usual(forms[exact]), held[exact] * total // max(len(reports), 1)


def _continued(
    stored: StoredReport, found: Highlight, typed: TypedText, vocabulary: Vocabulary
) -> Iterator[tuple[_Group, str]]:
    """The groups that one occurrence in a report begins and that fit what was typed, with how the
    report writes them; none if it begins inside a word."""
    if is_set(stored.word_joins, found.start):
        return
    for exact, text in _groups(stored, found, len(typed.finished), vocabulary):
        if typed.is_prefix_of(exact) and _has_letters(typed, exact, vocabulary):
            yield exact, text


def _has_letters(typed: TypedText, exact: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the syllable where the unfinished one stands begins with its letters."""
    if typed.last is None:
        return True
    own = exact[len(typed.finished)]
    return vocabulary.folded(own).startswith(typed.last.folded)


def _groups(
    stored: StoredReport, found: Highlight, finished: int, vocabulary: Vocabulary
) -> Iterator[tuple[_Group, str]]:
    """A text from one occurrence on, to the end of each of the next words of its clause; not to
    that of a function word which was not typed, unless a sign joins it to the word before."""
    longest = max(finished + 1 + LIMITS.more_syllables, LIMITS.least_longest)
    start, typed_size = found.start, found.end - found.start
    ahead = _rest_of_clause(stored, start)
    own = tuple(syllables(ahead)[: longest + 1])
    joins = frozenset(s.start for s in own if is_set(stored.word_joins, start + s.start))
    for first, last in Analysis(own, joins).words():
        start_of_word = own[first].start
        is_new = start_of_word >= typed_size and ahead[start_of_word - 1].isspace()
        is_function_word = last - first == 1 and vocabulary.is_function_word(own[first].exact)
        if last <= longest and not (is_new and is_function_word):
            text = " ".join(ahead[: own[last - 1].end].split())
            yield tuple(s.exact for s in own[:last]), text


def _rest_of_clause(stored: StoredReport, start: int) -> str:
    """The text of a report from a character on, to the end of its clause or passage."""
    end = next(p.span[1] for p in stored.report.passages if p.span[1] > start)
    ahead = stored.report.text[start : min(end, start + LIMITS.characters)]
    stop = CLAUSE_END.search(ahead)
    return ahead[: stop.start()] if stop else ahead


def _whole_groups(held: Counter[_Group], finished: int, least: int) -> Iterable[_Group]:
    """The groups that enough reports hold, without the fragments of longer ones.

    `held`: group → reports. `finished`: syllables that were typed; a group has more. `least`: the
    reports that must hold a group.
    """
    frequent = [g for g, reports in held.items() if reports >= least and len(g) > finished]
    continued: defaultdict[_Group, int] = defaultdict(int)
    for group in frequent:
        for size in range(finished + 1, len(group)):
            continued[group[:size]] = max(held[group], continued[group[:size]])
    whole = [group for group in frequent if continued[group] < LIMITS.fragment * held[group]]
    return nlargest(LIMITS.continuations, whole, key=lambda group: held[group])
