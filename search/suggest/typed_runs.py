"""A text that is suggested, and what was typed → its runs, highlighted where it was typed."""

from collections.abc import Iterator, Sequence

from search.answers import TextRun
from search.suggest.typed_text import TypedText
from search.text.fold import fold
from search.text.spelling import is_prefix_of
from search.text.syllable import Syllable, other_vowel, syllables


def typed_runs(suggested: str, typed: str) -> tuple[TextRun, ...]:
    """All of a suggested text, in order; highlighted are the characters that answer what was typed.

    "chi hu" in "Nguyễn Chí Hướng": "Nguyễn ", **Chí**, " ", **Hư**, "ớng". By the rules of
    completions: diacritics may be left out (V4), a final i may be y (V3), the last syllable may be
    unfinished. What was typed has to be there in one piece, else nothing is highlighted: a
    correction was not typed.
    """
    begun = TypedText.read(typed)
    own = syllables(suggested)
    if begun is None:
        return (TextRun(suggested),)
    size = len(begun.finished) + (begun.last is not None)
    for first in range(len(own) - size + 1):
        if _is_typed(own[first : first + size], begun, suggested):
            return tuple(_runs(suggested, _spans(own[first : first + size], begun, suggested)))
    return (TextRun(suggested),)


def _is_typed(own: Sequence[Syllable], begun: TypedText, text: str) -> bool:
    """Whether syllables of a text are the ones that were typed, the last one as far as it was."""
    if not all(_is_same(*both) for both in zip(begun.finished, own, strict=False)):
        return False
    return begun.last is None or _typed_length(own[-1], begun.last, text) > 0


def _is_same(typed: Syllable, own: Syllable) -> bool:
    """Whether a finished syllable is answered by another one."""
    if typed.is_unaccented:
        return own.folded in _letters(typed)
    other = other_vowel(typed)
    return own.exact == typed.exact or (other is not None and own.exact == other.exact)


def _letters(typed: Syllable) -> Sequence[str]:
    other = other_vowel(typed)
    return (typed.folded, other.folded) if other else (typed.folded,)


def _typed_length(own: Syllable, last: Syllable, text: str) -> int:
    """How many characters of a syllable an unfinished one stands for; 0: it cannot become it."""
    if _is_same(last, own):
        return own.end - own.start
    folded = fold(text[own.start : own.end])
    if not is_prefix_of(last, own.exact) or not folded.text.startswith(last.folded):
        return 0
    return folded.ends[len(last.folded) - 1]


def _spans(own: Sequence[Syllable], begun: TypedText, text: str) -> Iterator[tuple[int, int]]:
    """The characters [start, end) of each syllable that were typed."""
    for syllable in own[: len(begun.finished)]:
        yield syllable.start, syllable.end
    if begun.last is not None:
        start = own[-1].start
        yield start, start + _typed_length(own[-1], begun.last, text)


def _runs(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[TextRun]:
    at = 0
    for start, end in spans:
        if at < start:
            yield TextRun(text[at:start])
        if at < end:  # "¼" is one character, and two numbers
            yield TextRun(text[max(at, start) : end], is_highlighted=True)
        at = max(at, end)
    if at < len(text):
        yield TextRun(text[at:])
