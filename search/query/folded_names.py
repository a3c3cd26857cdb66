"""The values of a facet → their names without diacritics: one is found, or one a letter away."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from search.query.lookup import NamedValues
from search.text.syllable import syllables

_LETTERS = 64
"""Letters that may be missing or wrong in a name: those that most names of the facet have."""


def folded_name(name: str) -> str:
    """The folded syllables of a name, blanks between: "Hưng Yên" as "hung yen"."""
    return " ".join([syllable.folded for syllable in syllables(name)])


class FoldedNames:
    """The names of all values of a facet, made once; what looking one up costs does not depend on
    how many there are."""

    def __init__(self, values: NamedValues) -> None:
        self._values = values.values
        numbers: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for number, name in values.folded():
            numbers[name][number] = None
        self._numbers = dict(numbers)
        self._longest = max(map(len, numbers), default=0)
        often = Counter(letter for name in numbers for letter in set(name))
        self._letters = "".join(letter for letter, _ in often.most_common(_LETTERS))

    def named(self, typed: str) -> list[str]:
        """The values that have a folded name, in the order of the facet."""
        return [self._values[number] for number in self._numbers.get(typed, ())]

    def one_edit_away(self, typed: str) -> list[str]:
        """The values that have a name with one letter left out, too many or another one, or with
        two swapped; in the order of the facet."""
        if len(typed) > self._longest + 1:
            return []
        names = filter(self._numbers.__contains__, _edits(typed, self._letters))
        numbers = {number for name in names for number in self._numbers[name]}
        return [self._values[number] for number in sorted(numbers)]


def _edits(typed: str, letters: str) -> Iterator[str]:
    """Every text that is one edit away, some of them twice; never the text itself."""
    for at in range(len(typed) + 1):
        before, own, after = typed[:at], typed[at : at + 1], typed[at + 1 :]
        yield from (before + letter + own + after for letter in letters)
        if own:
            yield before + after
            yield from (before + letter + after for letter in letters if letter != own)
        if after and own != after[0]:
            yield before + after[0] + own + after[1:]
