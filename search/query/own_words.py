"""The lines of a file of own words → what an office abbreviates, and how it spells names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from search.text.lexicon.form_table import Form, FormTable, Known, distinct
from search.text.lexicon.initials import Abbreviation, forms_of
from search.text.lexicon.name_spellings import NameSpellings, SpellingTable
from search.text.lexicon.written_forms import Part
from search.text.spelling import is_vietnamese
from search.text.syllable import Syllable, syllables


class OwnWordKind(StrEnum):
    """What a line says: an abbreviation and what it stands for; a name that belongs together, in
    one spelling or several; the spellings of a word."""

    ABBREVIATION = "abbreviation"
    NAME = "name"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A line that is understood: its number in the file, its kind, and its words, normalised."""

    line: int
    kind: OwnWordKind
    words: tuple[str, ...]


class OwnWords:
    """The words of one office, as a query is read by them, besides the lists of the program.

    They change no term of an index: a query looks for every way to write a thing. An object never
    changes; a file that was edited makes another one. It is false if it is empty.
    """

    def __init__(self, words: Sequence[OwnWord] = ()) -> None:
        self.words = tuple(words)
        short = [own.words for own in words if own.kind is OwnWordKind.ABBREVIATION]
        names = [own.words for own in words if own.kind is not OwnWordKind.ABBREVIATION]
        self._listed = frozenset(form for forms in (*short, *names) for form in forms)
        meanings: defaultdict[str, list[str]] = defaultdict(list)
        for own, long in short:
            meanings[long].append(own)
        self._forms = FormTable(f for meaning in meanings.items() for f in _forms(*meaning))
        self._capitals = FormTable(f for meaning in meanings.items() for f in _capitals(*meaning))
        sizes = (len(syllables(form)) for forms in names for form in forms)
        self._names = SpellingTable(names, max(sizes, default=0) + _JOINED)

    def __bool__(self) -> bool:
        return bool(self.words)

    def abbreviation_at(self, found: Sequence[Syllable], first: int, text: str) -> Known | None:
        """The abbreviation, or what one stands for, that begins at a syllable of a text.

        As `search.text.lexicon.abbreviations.abbreviation_at` answers. One that is a word in small
        letters, as "CAN", is read in capitals alone.
        """
        in_capitals = self._capitals.at(found, first)
        if in_capitals and text[found[first].start : found[in_capitals[0] - 1].end].isupper():
            return in_capitals
        return self._forms.at(found, first)

    def spellings_at(
        self, found: Sequence[Syllable], first: int
    ) -> tuple[int, NameSpellings] | None:
        """The longest name or word that begins at a syllable: where it ends, and its spellings."""
        return self._names.at(found, first)

    def parts_at(self, found: Sequence[Syllable], first: int) -> Iterator[Part]:
        """Where an abbreviation or a name ends that begins at a syllable, and each other form."""
        if known := self._forms.at(found, first):
            yield from ((known[0], tuple(syllables(form))) for form in known[1])
        if spelled := self._names.at(found, first):
            yield from ((spelled[0], tuple(syllables(form))) for form in spelled[1].every)

    def is_listed(self, form: str) -> bool:
        """Whether a line has a form as it is."""
        return form in self._listed


_JOINED = 2
"""So many more syllables a name is typed in than it has, its parts set apart."""

NO_OWN_WORDS = OwnWords()


def is_word(short: str) -> bool:
    """Whether an abbreviation is a word in small letters: then no text is searched for it."""
    return all(is_vietnamese(syllable.exact) for syllable in syllables(short))


def _forms(long: str, short: Iterable[str]) -> Iterator[Form]:
    """What some abbreviations stand for, and every form of theirs, each with the others."""
    sought = [own for own in short if not is_word(own)]
    made = (form for own in sought for form in forms_of(Abbreviation(own, long)))
    written = distinct([*sought, long, *made])
    for form, found in written.items():
        yield Form(found, tuple(other for other in written if other != form))


def _capitals(long: str, short: Sequence[str]) -> Iterator[Form]:
    """The abbreviations that are words, each with what it stands for and the forms of that."""
    others = [own for own in short if not is_word(own)]
    for own in short:
        if is_word(own):
            yield Form(syllables(own), (long, *others))
