"""Forms, each with the other forms of the same → those of what stands at a syllable of a text."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from search.text.syllable import Syllable, is_spelled, syllables

Known = tuple[int, tuple[str, ...]]
"""The number behind the last syllable of a form, and every other form of the same."""


class Form(NamedTuple):
    """The syllables of a form, and the other forms of the same."""

    syllables: Sequence[Syllable]
    others: tuple[str, ...]


class FormTable:
    """Forms by how they are spelled; two that fold to the same syllables may mean two things."""

    def __init__(self, forms: Iterable[Form] = ()) -> None:
        self._by_key: dict[tuple[str, ...], list[Form]] = {}
        for form in forms:
            key = tuple(syllable.folded for syllable in form.syllables)
            self._by_key.setdefault(key, []).append(form)
        self.longest = max(map(len, self._by_key), default=0)
        self._begun = {key[:end] for key in self._by_key for end in range(len(key) + 1)}

    def at(self, found: Sequence[Syllable], first: int) -> Known | None:
        """The longest form that has others and begins at a syllable, and these, each once.

        Neither case nor left-out diacritics make a difference: "dbqh" is "ĐBQH".
        """
        if first >= len(found) or (found[first].folded,) not in self._begun:
            return None
        for size in range(min(self.longest, len(found) - first), 0, -1):
            meant = self.meant(found[first : first + size])
            if meant:
                return first + size, tuple(dict.fromkeys(o for form in meant for o in form.others))
        return None

    def may_begin(self, folded: str) -> bool:
        """Whether a form may begin with a folded syllable."""
        return (folded,) in self._begun

    def begins(self, folded: Sequence[str]) -> bool:
        """Whether some first of these folded syllables are those of a form."""
        for size in range(1, len(folded) + 1):
            if (own := tuple(folded[:size])) in self._by_key:
                return True
            if own not in self._begun:
                break
        return False

    def meant(self, own: Sequence[Syllable]) -> list[Form]:
        """The forms that have others and were typed so."""
        forms = self._by_key.get(tuple(syllable.folded for syllable in own), ())
        return [form for form in forms if form.others and is_spelled(form.syllables, own)]


def distinct(forms: Iterable[str]) -> dict[str, list[Syllable]]:
    """Forms with their syllables, without those that an index cannot tell from one before."""
    known: dict[tuple[str, ...], tuple[str, list[Syllable]]] = {}
    for form in forms:
        found = syllables(form)
        known.setdefault(tuple(s.exact for s in found), (form, found))
    return dict(known.values())
