"""The syllables of a name → the other ways to write it, by its abbreviations and spellings (V6)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from search.text.lexicon.abbreviations import abbreviation_at
from search.text.lexicon.name_spellings import is_name, name_key, spellings_at
from search.text.spelling import is_vietnamese
from search.text.syllable import Syllable, syllables

_MOST = 256
"""Ways to write one name, at most."""


def is_written(name: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    """Whether a name was typed, in any way to write it: "Sở GDĐT" is its name in full."""
    return any(is_name(name, form) for form in _by_key(tuple(typed)).get(name_key(name), ()))


def written_keys(typed: Sequence[Syllable]) -> Iterable[str]:
    """The key (`name_key`) of every name that may have been typed so."""
    return _by_key(tuple(typed))


def all_syllables(name: Sequence[Syllable]) -> tuple[Syllable, ...]:
    """The syllables of a name, and those of all other ways to write each part of it."""
    parts = (part for first in range(len(name)) for _, part in _parts_at(name, first))
    others = (syllable for part in parts for syllable in part)
    return tuple(dict.fromkeys((*name, *_joined_letters(name), *others)))


def _joined_letters(name: Sequence[Syllable]) -> Iterator[Syllable]:
    """Each letter that is no syllable, joined to the one behind it: K'đăm as Kđăm."""
    for own, behind in pairwise(name):
        if len(own.exact) == 1 and own.exact.isalpha() and not is_vietnamese(own.exact):
            yield Syllable(
                own.start, behind.end, own.exact + behind.exact, own.folded + behind.folded
            )


@lru_cache(maxsize=256)
def _by_key(typed: tuple[Syllable, ...]) -> dict[str, list[Sequence[Syllable]]]:
    """What all spellings of a name have in common → the ways to write what was typed."""
    found: dict[str, list[Sequence[Syllable]]] = {}
    for form in _forms(typed):
        found.setdefault(name_key(form), []).append(form)
    return found


def _forms(own: tuple[Syllable, ...]) -> list[tuple[Syllable, ...]]:
    """The ways to write syllables; as they stand comes first."""
    behind: dict[int, list[tuple[Syllable, ...]]] = {len(own): [()]}
    for first in reversed(range(len(own))):
        parts = ((first + 1, own[first : first + 1]), *_parts_at(own, first))
        forms = ((*part, *rest) for end, part in parts for rest in behind[end])
        behind[first] = list(islice(forms, _MOST))
    return behind[0]


def _parts_at(own: Sequence[Syllable], first: int) -> Iterable[tuple[int, tuple[Syllable, ...]]]:
    """Where the abbreviation or the name that begins at a syllable ends, and each other form."""
    found: list[tuple[int, tuple[Syllable, ...]]] = []
    if known := abbreviation_at(own, first):
        found += [(known[0], _of(form)) for form in known[1]]
    if spelled := spellings_at(own, first):
        found += [(spelled[0], _of(form)) for form in spelled[1].every]
    return found


@lru_cache(maxsize=8192)
def _of(form: str) -> tuple[Syllable, ...]:
    return tuple(syllables(form))
