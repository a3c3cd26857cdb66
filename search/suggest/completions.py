"""What is being typed → the names, words and titles of this index that it may become."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from search.answers import Query, Suggestion, SuggestionKind
from search.query.budget import LeftOut
from search.query.plain_words import plain_words
from search.query.vocabulary import Vocabulary, VocabularyWord
from search.report import Status
from search.searcher import Searcher
from search.suggest.continuations import continuations
from search.suggest.corrections import corrections
from search.suggest.document_numbers import FACET as DOCUMENT_NUMBER
from search.suggest.document_numbers import document_numbers
from search.suggest.typed_text import TypedText
from search.suggest.written_forms import newest_reports, written_form
from search.text.normalize import normalize
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables


@dataclass(frozen=True, slots=True)
class CompletionLimits:
    """How many completions are offered of each kind."""

    completions: int = 8
    titles: int = 2
    names: int = 4
    numbers: int = 4
    words: int = 8
    foreign_words: int = 2
    """Words of one syllable that Vietnamese does not spell, among the words."""
    named: int = 5
    """Words are a person of that name, too, if one of so many of their reports has the person."""
    rarer: int = 100
    """Words that are in so many times fewer reports than the first completion are left out."""


LIMITS = CompletionLimits()

_UNLISTED = "person"
"""The facet whose values are in no list of ours: one report may have the Pacific as a person."""


class CompletionGroup(NamedTuple):
    """A text that may be offered, and an estimate of the reports that hold it. `facets`: of which
    it names a value."""

    text: str
    reports: int
    kind: SuggestionKind
    facets: tuple[str, ...] = ()


def complete(text: str, searcher: Searcher) -> tuple[Suggestion, ...]:
    """What a query that is being typed may become, with the hits of each; if that is nothing, what
    may be meant instead. One letter may still become anything, and is not corrected."""
    asked = searcher.of_request()
    found = completions(text, asked)
    return found or (corrections(Query(text), asked) if text[-2:].isalnum() else ())


def completions(text: str, searcher: Searcher) -> tuple[Suggestion, ...]:
    """What plain words may become, what most reports hold first, titles last; each with its hits.

    The last syllable may be unfinished unless a blank follows it; diacritics that were typed are
    meant, others may be left out (V4). Offered are numbers of documents, names of facets, words of
    the index, what follows in the texts of reports that hold what was typed, and titles; only what
    some report answers, as far as the budget of the request goes.
    """
    completed: list[Suggestion] = []
    with searcher.of_request().offers(LeftOut.COMPLETIONS) as offering:
        for group in _offered(text, offering):
            if hits := offering.total_or_zero(Query(group.text)):
                completed.append(Suggestion(group.text, hits, group.kind, facets=group.facets))
    return tuple(completed)


def _offered(text: str, searcher: Searcher) -> Sequence[CompletionGroup]:
    """The likeliest of all, whether some report answers them or not; titles come last."""
    vocabulary = searcher.vocabulary
    found = list(_numbers(text, searcher))
    titles: list[CompletionGroup] = []
    if typed := TypedText.read(text):
        found += [*_names(typed, vocabulary), *_words(typed, vocabulary, searcher)]
        if typed.finished:
            for group, reports in continuations(typed, vocabulary, searcher):
                found.append(CompletionGroup(group, reports, SuggestionKind.WORDS))
        titles = list(_titles(typed, vocabulary, searcher))
    ranked = _distinct(_ranked(found), text)[: LIMITS.completions - len(titles)]
    return [*ranked, *titles]


def _ranked(found: Iterable[CompletionGroup]) -> list[CompletionGroup]:
    """What most reports hold first, without words that are much rarer than the first; equal ones
    in the order they came in."""
    ranked = sorted(found, key=lambda group: -group.reports)
    if not ranked:
        return []
    least = ranked[0].reports / LIMITS.rarer
    return [g for g in ranked if g.reports > least or g.kind is SuggestionKind.NAME]


def _numbers(text: str, searcher: Searcher) -> Iterator[CompletionGroup]:
    """Numbers of documents, of which most reports have first."""
    found = document_numbers(text, searcher)
    for number, reports in nlargest(LIMITS.numbers, found, key=lambda one: one[1]):
        yield CompletionGroup(number, reports, SuggestionKind.NAME, (DOCUMENT_NUMBER,))


def _names(typed: TypedText, vocabulary: Vocabulary) -> Iterator[CompletionGroup]:
    """Values of facets; those that begin so before those in which a later syllable does."""
    fit = [name for name in vocabulary.names(typed.folded) if typed.is_prefix_of(name.exact)]
    for name in nlargest(LIMITS.names, fit, key=lambda name: (name.is_whole, name.reports)):
        yield CompletionGroup(name.text, name.reports, SuggestionKind.NAME, (name.facet,))


def _words(
    typed: TypedText, vocabulary: Vocabulary, searcher: Searcher
) -> Iterator[CompletionGroup]:
    """Words of the index as reports write them; of one syllable only abbreviations and foreign
    words: any other is typed as soon as it is chosen."""
    fit = [word for word in vocabulary.words(typed.folded) if typed.is_prefix_of(word.exact)]
    foreign = nlargest(LIMITS.foreign_words, _foreign(typed, vocabulary), key=_reports_of)
    for word in nlargest(LIMITS.words, [*fit, *foreign], key=_reports_of):
        if text := written_form(word.exact, vocabulary, searcher):
            yield CompletionGroup(text, word.reports, SuggestionKind.WORDS)


def _foreign(typed: TypedText, vocabulary: Vocabulary) -> Iterator[VocabularyWord]:
    """The words of one syllable that the first one may become and Vietnamese does not spell."""
    if typed.finished or typed.last is None:
        return
    for exact, reports in vocabulary.beginning(typed.last.folded):
        if typed.is_prefix_of((exact,)) and not is_vietnamese(exact):
            yield VocabularyWord("", (exact,), reports)


def _reports_of(word: VocabularyWord) -> int:
    return word.reports


def _titles(
    typed: TypedText, vocabulary: Vocabulary, searcher: Searcher
) -> Iterator[CompletionGroup]:
    """Titles of the newest reports that hold it there, in quotes: as a phrase each finds its own
    report, as words a quarter of it is enough."""
    phrase = typed.phrase(vocabulary, ("title",))
    if phrase is None or not typed.finished or typed.is_vague(vocabulary):
        return
    for stored in newest_reports(phrase, searcher, LIMITS.titles):
        title = stored.report.title
        if title.status is not Status.MADE:
            plain = " ".join(normalize(title.value).text.replace('"', " ").split())
            if plain_words(f"{plain}  "):  # no longer than a query may be
                yield CompletionGroup(f'"{plain}"', 1, SuggestionKind.TITLE)


def _distinct(found: Iterable[CompletionGroup], typed: str) -> list[CompletionGroup]:
    """Each spelling once, and not what was typed itself. Words that are written as a name are it;
    "hòa bình" is not the province."""
    kept: dict[tuple[str, ...], CompletionGroup] = {}
    for group in found:
        first = kept.setdefault(key := tuple(s.exact for s in syllables(group.text)), group)
        if first is not group and _is_named(first, group):
            facets = tuple(dict.fromkeys((*first.facets, *group.facets)))
            kept[key] = first._replace(kind=SuggestionKind.NAME, facets=facets)
    kept.pop(tuple(s.exact for s in syllables(typed)), None)
    return list(kept.values())


def _is_named(group: CompletionGroup, name: CompletionGroup) -> bool:
    """Whether a group is what a value of a facet names, too."""
    if not name.facets or name.text != group.text:
        return False
    return _UNLISTED not in name.facets or name.reports * LIMITS.named >= group.reports
