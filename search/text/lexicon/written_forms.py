"""The syllables of a name → the other ways to write it, by its abbreviations and spellings (V6)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from search.text.lexicon.abbreviations import abbreviation_at, abbreviation_forms
from search.text.lexicon.form_table import FormTable
from search.text.lexicon.name_spellings import (
    SpellingTable,
    is_name,
    name_key,
    spelling_table,
    spellings_at,
)
from search.text.spelling import is_vietnamese
from search.text.syllable import Syllable, syllables

_MOST = 256
"""Ways to write one name, at most."""


Part = tuple[int, tuple[Syllable, ...]]
"""Where a part of a name ends, and another way to write it."""
Ways = Mapping[str, Sequence[Sequence[Syllable]]]
"""What all spellings of a name have in common (`name_key`) → the ways to write what was typed."""


def is_written(name: Sequence[Syllable], typed: Sequence[Syllable]) -> bool:
    """Whether a name was typed, in any way to write it: "Sở GDĐT" is its name in full."""
    return is_among(name, ways_to_write(typed))


def is_among(name: Sequence[Syllable], ways: Ways) -> bool:
    """Whether a name is one of the ways to write what was typed."""
    return any(is_name(name, form) for form in ways.get(name_key(name), ()))


def ways_to_write(
    typed: Sequence[Syllable],
    own_parts_at: Callable[[Sequence[Syllable], int], Iterable[Part]] | None = None,
) -> Ways:
    """Every way to write what was typed, by its key. `own_parts_at`: gives more of the parts that
    begin at a syllable than the lists know; what follows from it is not remembered here."""
    if own_parts_at is None:
        return _by_key(tuple(typed))
    own = tuple(typed)
    return _keyed(
        _forms(own, [[*_parts_at(own, n), *own_parts_at(own, n)] for n in range(len(own))])
    )


def all_syllables(name: Sequence[Syllable]) -> tuple[Syllable, ...]:
    """The syllables of a name, and those of all other ways to write each part of it."""
    parts = (part for first in range(len(name)) for _, part in _parts_at(name, first))
    others = (syllable for part in parts for syllable in part)
    return tuple(dict.fromkeys((*name, *_joined_letters(name), *others)))


def may_have_others(folded: Sequence[str]) -> bool:
    """Whether a name may have syllables besides its own, by its folded ones; never False if it has.

    To find them takes ten times as long, and most names have none.
    """
    for first, own in enumerate(folded):
        if _may_begin(own):
            behind = folded[first:]
            if len(own) == 1 or any(table.begins(behind) for table in _tables()):
                return True
    return False


@lru_cache(maxsize=16384)
def _may_begin(folded: str) -> bool:
    """Whether other syllables of a name may follow from a part of it that begins with this one."""
    return len(folded) == 1 or any(table.may_begin(folded) for table in _tables())


def _tables() -> tuple[FormTable, SpellingTable]:
    return abbreviation_forms(), spelling_table()


def _joined_letters(name: Sequence[Syllable]) -> Iterator[Syllable]:
    """Each letter that is no syllable, joined to the one behind it: K'đăm as Kđăm."""
    for own, behind in pairwise(name):
        if len(own.exact) == 1 and own.exact.isalpha() and not is_vietnamese(own.exact):
            yield Syllable(
                own.start, behind.end, own.exact + behind.exact, own.folded + behind.folded
            )


@lru_cache(maxsize=256)
def _by_key(typed: tuple[Syllable, ...]) -> Ways:
    return _keyed(_forms(typed, [_parts_at(typed, first) for first in range(len(typed))]))


def _keyed(forms: Iterable[tuple[Syllable, ...]]) -> Ways:
    found: dict[str, list[Sequence[Syllable]]] = {}
    for form in forms:
        found.setdefault(name_key(form), []).append(form)
    return found


def _forms(
    own: tuple[Syllable, ...], parts_at: Sequence[Iterable[Part]]
) -> list[tuple[Syllable, ...]]:
    """The ways to write syllables; as they stand comes first. `parts_at`: of each syllable."""
    behind: dict[int, list[tuple[Syllable, ...]]] = {len(own): [()]}
    for first in reversed(range(len(own))):
        parts = ((first + 1, own[first : first + 1]), *parts_at[first])
        forms = ((*part, *rest) for end, part in parts for rest in behind[end])
        behind[first] = list(islice(forms, _MOST))
    return behind[0]


def _parts_at(own: Sequence[Syllable], first: int) -> Iterable[Part]:
    """Where the abbreviation or the name that begins at a syllable ends, and each other form."""
    found: list[Part] = []
    if known := abbreviation_at(own, first):
        found += [(known[0], _of(form)) for form in known[1]]
    if spelled := spellings_at(own, first):
        found += [(spelled[0], _of(form)) for form in spelled[1].every]
    return found


@lru_cache(maxsize=8192)
def _of(form: str) -> tuple[Syllable, ...]:
    return tuple(syllables(form))
