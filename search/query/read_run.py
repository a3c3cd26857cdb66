"""A run typed without diacritics → the run that it most likely stands for, and its concepts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.engine.query_tree import Phrase
from search.query.concepts import Concept
from search.query.readings import Reading, known_spellings, readings
from search.query.recognise import concepts
from search.query.run import Run
from search.query.vocabulary import Vocabulary
from search.text.analyze import exact_term
from search.text.spelling import to_orthography
from search.text.syllable import Syllable

AS_LIKELY = 0.3
"""A spelling of a concept is looked for too if a reading with it is nearly as likely as the best:
three quarters (e⁻⁰·³)."""


@dataclass(frozen=True, slots=True)
class ReadRun:
    """The likeliest reading of a run, with the offsets of what was typed, and its concepts.

    `readings`: the texts of all readings, the likeliest first.
    """

    run: Run
    concepts: tuple[Concept, ...]
    readings: tuple[str, ...]


def read_run(run: Run, vocabulary: Vocabulary) -> ReadRun | None:
    """Read a run by what stands together in an index; None if there is nothing to read into it.

    A single syllable has no neighbours that could tell, and stands for any spelling. What stands
    so in the index is itself. Each other concept is the exact phrase of its reading, or of another
    one that is about as likely.
    """
    typed = run.syllables
    if len(typed) < 2 or not any(own.is_unaccented for own in typed):
        return None
    found = readings(typed, vocabulary)
    texts = [_spelled(run.text, typed, own.exact) for own in found]
    known = frozenset(n for n, own in enumerate(typed) if known_spellings(own, vocabulary))
    meant = Run(texts[0], run.lookup, known)
    if len(meant.syllables) != len(typed) or not known:
        return None
    own = tuple(_widened(concept, typed, found) for concept in concepts(meant))
    return ReadRun(meant, own, tuple(dict.fromkeys(texts)))


def _widened(concept: Concept, typed: Sequence[Syllable], found: Sequence[Reading]) -> Concept:
    """A concept with its other likely spellings."""
    own = typed[concept.first : concept.last]
    likely = [one for one in found if one.score > found[0].score - AS_LIKELY]
    spelled = dict.fromkeys(one.exact[concept.first : concept.last] for one in likely)
    others = [
        Phrase(tuple((exact_term(s._replace(exact=e)),) for s, e in zip(own, exact, strict=True)))
        for exact in spelled
    ]
    return replace(concept, alternatives=(*concept.alternatives, *others[1:]))


def _spelled(text: str, typed: Sequence[Syllable], exact: Sequence[str]) -> str:
    """A text with other syllables in the place of those that were typed, in as many letters."""
    written, end = "", 0
    for own, canonical in zip(typed, exact, strict=True):
        written += text[end : own.start]
        written += to_orthography(canonical) if own.is_unaccented else text[own.start : own.end]
        end = own.end
    return written + text[end:]
