"""What was typed → what its writer may have meant, in syllables that this index has (V16)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, pairwise, product
from typing import NamedTuple

from search.answers import GroupKind, HitGroup, Query, Suggestion, SuggestionKind
from search.engine.query_tree import Phrase
from search.query.budget import LeftOut
from search.query.language_model import BigramCount, LanguageModel
from search.query.plain_words import PlainWord, plain_words
from search.query.vocabulary import Vocabulary
from search.searcher import Searcher
from search.suggest.candidates import Candidates, PathStep
from search.text.analyze import exact_term
from search.text.spelling import to_orthography


@dataclass(frozen=True, slots=True)
class CorrectionLimits:
    """How many hypotheses are kept, and when none is needed."""

    corrections: int = 3
    """Corrections of one query."""
    words: int = 40
    """Words of the longest query that is corrected; what is longer was copied, not typed."""
    beam: int = 12
    """Hypotheses that are extended at each word."""
    weighed: int = 8
    """Hypotheses of the whole query whose bigrams are counted in the index."""
    worse: float = 3.0
    """A hypothesis that scores lower than the best by so much is dropped: e³ = 20 times rarer."""
    attested_reports: int = 5
    attested_one_of: int = 1000
    """A query whose bigrams are in so many reports, and in one report of so many, needs no
    correction: to weigh one would take longer than the answer itself."""
    steps_per_word: int = 20
    """What it costs to weigh a word of a query (`search.query.budget`)."""
    remembered: int = 256
    """Texts of queries whose hypotheses are remembered."""


LIMITS = CorrectionLimits()


class Hypothesis(NamedTuple):
    """Steps that follow each other, and the logarithm of how likely their syllables are together,
    less the costs of the steps."""

    steps: tuple[PathStep, ...]
    score: float


def corrections(query: Query, searcher: Searcher) -> tuple[Suggestion, ...]:
    """What the plain words of a query may have been meant to say, the likeliest first; at most
    three.

    A hypothesis is as likely as its syllables stand together in the reports of this index, times
    how often such errors happen. It is suggested if it is likelier than what was typed, with the
    number of reports that answer it under the filters of the query, if there are any. Queries with
    quotes, fields, stars, OR or exclusions are left alone. Where the budget of the request is spent
    there are no more, and it says so.
    """
    found: list[Suggestion] = []
    with searcher.of_request().offers(LeftOut.CORRECTIONS) as offering:
        for correction in islice(_corrections(query, offering), LIMITS.corrections):
            found.append(correction)
    return tuple(found)


def _corrections(query: Query, searcher: Searcher) -> Iterator[Suggestion]:
    """All corrections that some report answers."""
    for meant in _meant(query.text, searcher):
        if group := _first_group(replace(query, text=meant), searcher):
            yield Suggestion(meant, group.total, SuggestionKind.CORRECTION, group.kind)


def _meant(text: str, searcher: Searcher) -> tuple[str, ...]:
    """What a query may have been meant to say, the likeliest first; each text is weighed once."""
    words = plain_words(text)
    if not 0 < len(words) <= LIMITS.words or _is_attested(words, searcher):
        return ()
    searcher.spend(len(words) * LIMITS.steps_per_word, (_meant, text))
    weighed = searcher.once(_weighed_texts)
    if text in weighed:
        return weighed[text]
    guesses = searcher.guesses
    found = tuple(_rewritings(text, words, searcher.vocabulary))
    if searcher.guesses == guesses:
        if len(weighed) >= LIMITS.remembered:
            weighed.clear()
        weighed[text] = found
    return found


def _weighed_texts(searcher: Searcher) -> dict[str, tuple[str, ...]]:
    """Texts of queries → what each may have been meant to say, as far as anybody asked."""
    return {}


def _rewritings(text: str, words: Sequence[PlainWord], vocabulary: Vocabulary) -> Iterator[str]:
    for hypothesis in _likelier(words, LanguageModel(vocabulary)):
        meant = _rewritten(text, words, hypothesis.steps)
        if meant != text and plain_words(meant):  # and no longer than one may be
            yield meant


def _first_group(query: Query, searcher: Searcher) -> HitGroup | None:
    """The reports that hold all of a query; if there are none, those that hold a part of it: nobody
    writes a report in all the words of a long query."""
    if total := searcher.total(query):
        return HitGroup(GroupKind.ALL, total)
    part = searcher.later_totals(query).get(GroupKind.PART, 0)
    return HitGroup(GroupKind.PART, part) if part else None


def _is_attested(words: Sequence[PlainWord], searcher: Searcher) -> bool:
    """Whether enough reports hold each bigram of the words; never if none has diacritics.

    No vocabulary is needed for that: a command line that asks once would wait for it.
    """
    found = [syllable for word in words for syllable in word.syllables]
    if not any(syllable.has_diacritics for syllable in found):
        return False
    terms = [(exact_term(syllable),) for syllable in found]
    bigrams = [Phrase(bigram) for bigram in pairwise(terms)] or [Phrase((terms[0],))]
    enough = max(LIMITS.attested_reports, searcher.reports / LIMITS.attested_one_of)
    return all(total >= enough for total in searcher.totals(bigrams))


def _likelier(words: Sequence[PlainWord], model: LanguageModel) -> list[Hypothesis]:
    """The hypotheses that are likelier than what was typed and about as likely as the best of
    them, best first.

    The index is only asked about those that may be among them, for all that is known without it.
    """
    candidates = Candidates(words, model)
    as_typed = candidates.as_typed
    rough = _beam(candidates.steps(), len(words), partial(_rough, model))
    changed = [h.steps for h in rough if any(step.is_change for step in h.steps)][: LIMITS.weighed]
    least = _weighed(as_typed, model, model.in_words)
    best = max((_weighed(steps, model, model.in_words) for steps in changed), default=least)

    def is_hopeful(steps: tuple[PathStep, ...]) -> bool:
        """Whether steps may be likelier than what was typed, and about as likely as the best."""
        return _weighed(steps, model, model.at_most) > max(least, best - LIMITS.worse)

    count = model.vocabulary.reports_of_bigram
    hopeful = filter(is_hopeful, changed)
    _count_together([bigram for steps in hopeful for bigram in _bigrams(steps)], model)
    found = []
    for steps in changed:
        if is_hopeful(steps):
            score = _weighed(steps, model, count)
            best = max(best, score)
            found.append(Hypothesis(steps, score))
    if any(hypothesis.score > least for hypothesis in found):
        _count_together(_bigrams(as_typed), model)
        least = _weighed(as_typed, model, count)
    least = max(least, best - LIMITS.worse)
    return sorted((h for h in found if h.score > least), key=lambda h: -h.score)


def _count_together(bigrams: Sequence[tuple[str, str]], model: LanguageModel) -> None:
    """Count bigrams in one call, which may be a round trip; the searcher remembers the totals."""
    model.vocabulary.reports_of_phrases(bigrams)


def _weighed(steps: Sequence[PathStep], model: LanguageModel, together: BigramCount) -> float:
    """How likely steps are, by the reports that hold each two of their syllables together."""
    score = model.alone(steps[0].exact[0]) - sum(step.cost for step in steps)
    for first, second in _bigrams(steps):
        score += model.after(first, second, together(first, second))
    return score


def _rough(model: LanguageModel, before: str | None, step: PathStep) -> float:
    """How likely a step is after a syllable, by what stands together in words of the index."""
    score = -step.cost
    for exact in step.exact:
        if before is None:
            score += model.alone(exact)
        else:
            score += model.after(before, exact, model.in_words(before, exact))
        before = exact
    return score


def _bigrams(steps: Sequence[PathStep]) -> list[tuple[str, str]]:
    """Each two canonical syllables that follow each other in some steps."""
    return list(pairwise(syllable for step in steps for syllable in step.exact))


def _beam(
    steps: Sequence[Sequence[PathStep]], size: int, score: Callable[[str | None, PathStep], float]
) -> list[Hypothesis]:
    """The likeliest hypotheses of all words, best first, by a beam search.

    `steps`: those that begin at each of `size` words. `score`: of a step after a syllable, which
    is None at the beginning.
    """
    at: list[list[Hypothesis]] = [[] for _ in range(size + 1)]
    at[0] = [Hypothesis((), 0.0)]
    for number in range(size):
        at[number] = sorted(at[number], key=lambda h: -h.score)[: LIMITS.beam]
        for before, step in product(at[number], steps[number]):
            last = before.steps[-1].exact[-1] if before.steps else None
            extended = Hypothesis((*before.steps, step), before.score + score(last, step))
            at[step.last].append(extended)
    return sorted(at[size], key=lambda h: -h.score)


def _cased(meant: str, typed: str) -> str:
    """In capitals where what was typed is."""
    if len(typed) > 1 and typed.isupper():
        return meant.upper()
    return meant[:1].upper() + meant[1:] if typed[:1].isupper() else meant


def _rewritten(text: str, words: Sequence[PlainWord], steps: Sequence[PathStep]) -> str:
    """What was typed, with what some steps change."""
    for step in reversed(steps):
        if step.is_change:
            first, last = words[step.first], words[step.last - 1]
            meant = _cased(" ".join(map(to_orthography, step.exact)), first.surface)
            text = text[: first.start] + meant + text[last.end :]
    return " ".join(text.split())
