"""What was typed → which phrases a report must hold, what they are worth, and what to mark."""

import re
from dataclasses import dataclass

from search.engine import Clause, Phrase, Prefix, Term
from search.model import Note, NoteKind
from search.schema import WORD_FIELDS
from search.text.analyze import analyze, any_spelling, exact_term, word_term
from search.text.names import names
from search.text.normalize import normalize
from search.text.syllable import Syllable, syllables

MAX_CHARACTERS = 500
MAX_SYLLABLES = 64

# Weights of what a report may hold of the query. Words and pairs at a half were measured best
# untuned on seven retrieval sets; the rest waits for the relevance benchmark to say better.
SYLLABLE, PAIR, WORD, SAME_SPELLING, QUOTED = 1.0, 0.5, 0.5, 0.5, 1.0

_QUOTED = re.compile(r'"([^"]*)"')


class QueryTooLongError(ValueError):
    """The query is longer than anyone types."""

    def __init__(self) -> None:
        super().__init__(
            f"the query is too long: at most {MAX_CHARACTERS} characters "
            f"and {MAX_SYLLABLES} syllables"
        )


@dataclass(frozen=True, slots=True)
class Understood:
    """A query as it will be asked: see `search.engine.Request` for `required` and `scored`.

    `required` says too what is marked in a hit. A query without any word requires nothing;
    `is_empty` tells whether nothing was typed either.
    """

    required: tuple[Phrase, ...]
    scored: tuple[Clause, ...]
    notes: tuple[Note, ...]
    is_empty: bool


def understand(text: str) -> Understood:
    """Read a query: words and "phrases", marked syllables exactly, bare ones in any spelling.

    Names and pyvi's words say which syllables belong together; each becomes a phrase of its
    syllables and all are required (rules V4, V5). It is only asked where there is something to
    join. Raises QueryTooLongError.
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLongError
    typed = normalize(text).text
    groups: list[list[Syllable]] = []
    scored: dict[Phrase, float] = {}
    for number, part in enumerate(_QUOTED.split(typed)):
        if number % 2:  # inside quotes
            found = syllables(part)
            groups += [found] if found else []
            _add(scored, [found] if len(found) > 1 else [], QUOTED)
        else:
            found = syllables(part)
            words = [found[first:last] for first, last in _words(part, found)]
            groups += words
            for word in words:
                if len(word) > 1:
                    scored[Phrase(((word_term(word),),), WORD_FIELDS)] = WORD
        _add(scored, [found[i : i + 2] for i in range(len(found) - 1)], PAIR)
        _add(scored, [[syllable] for syllable in found], SYLLABLE)
        for syllable in found:
            if syllable.is_bare:
                scored[Phrase(((exact_term(syllable),),))] = SAME_SPELLING
    if sum(map(len, groups)) > MAX_SYLLABLES:
        raise QueryTooLongError
    bare = dict.fromkeys(typed[s.start : s.end] for group in groups for s in group if s.is_bare)
    notes = [Note(NoteKind.FOLDED, tuple(bare))] if bare else []
    if typed.strip() and not groups:
        notes.append(Note(NoteKind.NOTHING_TO_FIND, (typed.strip(),)))
    return Understood(
        required=tuple(dict.fromkeys(_phrase(group) for group in groups)),
        scored=tuple(Clause(phrase, weight) for phrase, weight in scored.items()),
        notes=tuple(notes),
        is_empty=not typed.strip(),
    )


def _words(part: str, found: list[Syllable]) -> list[tuple[int, int]]:
    """Which syllables of an unquoted part belong together: names, and the words of pyvi.

    pyvi is given small letters, for case never matters (V14) and capitals mislead it in a query.
    What is typed without any mark is no word to it.
    """
    if len(found) < 2 or all(s.is_bare or s.exact[0].isdigit() for s in found):
        return [(number, number + 1) for number in range(len(found))]
    small = part.lower()
    words = list(analyze(small if len(small) == len(part) else part).words())
    for first, last in names(found, part):
        inside = [word for word in words if first <= word[0] and word[1] <= last]
        if sum(end - start for start, end in inside) == last - first:
            words = sorted([word for word in words if word not in inside] + [(first, last)])
    return words


def _phrase(group: list[Syllable]) -> Phrase:
    return Phrase(tuple((_term(syllable),) for syllable in group))


def _term(syllable: Syllable) -> Term:
    return Prefix(any_spelling(syllable)) if syllable.is_bare else exact_term(syllable)


def _add(scored: dict[Phrase, float], groups: list[list[Syllable]], weight: float) -> None:
    for group in groups:
        scored.setdefault(_phrase(group), weight)
