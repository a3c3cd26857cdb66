"""A run of words → Concepts for the names and numbers of documents in it: "Nghị quyết 57" (V7)."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from search.answers import NoticeKind
from search.dates import DateError, parse_typed
from search.engine.query_tree import Phrase, Term
from search.query.concepts import Concept, exact_slots, phrase, slot
from search.query.run import Run
from search.text.lexicon.numerals import is_roman, measured_end
from search.text.lexicon.word_lists import entries
from search.text.syllable import Syllable, is_spelled, syllables

_YEARS = range(1900, 2100)
_MONTHS = range(1, 13)


class _Kind(NamedTuple):
    """A kind of documents in full and short; a doubtful one may be another word."""

    long: str
    short: str
    is_doubtful: bool


class _Document(NamedTuple):
    """What was typed of a document, syllables [first, last).

    "Nghị quyết | số | 57 | NQ/TW": `kind`; `number` is where the numbers begin, `letters` where
    they end and letters begin. `kind` may be named by the letters alone. `has_word`: it is named
    before the number. `is_numbered`: "số" was typed.
    """

    first: int
    number: int
    letters: int
    last: int
    kind: _Kind | None
    has_word: bool
    is_numbered: bool


def document(run: Run, first: int) -> Concept | None:
    """The name or the number of a document, its parts in place.

    "Nghị quyết 57" is also "Nghị quyết số 57", "NQ số 57" and "57-NQ"; "37/2023/NĐ-CP" is also
    "Nghị định 37/2023"; letters and digits that a hyphen or slash joins, "B-2", stand together.
    """
    own = _named(run, first) or _coded(run, first)
    if not own:
        return None
    found = run.syllables[first : own.last]
    others = dict(_others(run, own))
    variants = tuple(dict.fromkeys([phrase(found), *map(Phrase, others.values())]))
    forms = tuple(text for text in others if not is_spelled(syllables(text), found))
    kind = NoticeKind.ABBREVIATION if forms else None
    return Concept(first, own.last, variants, (), kind, forms, is_document=True)


def codes(run: Run) -> Iterator[tuple[int, int]]:
    """The syllables [first, last) of each number with letters: "15-NQ/TU"."""
    first = 0
    while first < len(run.syllables):
        own = _named(run, first) or _coded(run, first)
        if own and own.last > own.letters:
            yield own.number, own.last
        first = own.last if own else first + 1


def kind_before(found: Sequence[Syllable]) -> str | None:
    """What the words before the number of a document say of its kind: "NQ" of "nghị quyết số", ""
    of "số" or of nothing; None of other words."""
    words = found[: len(found) - _is_word("number", found[-1:])]
    if not words:
        return ""
    kind = _kind_of(words)
    return kind.short if kind else None


def _named(run: Run, first: int) -> _Document | None:
    """A kind of documents, perhaps "số", and a number, perhaps with letters behind it."""
    found = run.syllables
    for kind, words in _kinds().get(found[first].folded, ()):
        before = first + len(words)
        if not is_spelled(words, found[first:before]):
            continue
        number = before + _is_word("number", found[before : before + 1])
        letters = _numbers_end(run, number)
        if letters > number:
            last = max(letters, _code_end(run, number))
            is_numbered = number > before
            own = _Document(first, number, letters, last, kind, True, is_numbered)
            return own if last > letters or is_numbered or _is_sure(run, own) else None
    return None


def _is_sure(run: Run, own: _Document) -> bool:
    """Whether a kind with a bare number names a document: not "kế hoạch 2024"."""
    found = run.syllables
    behind = found[own.last : own.last + 1]
    numbers = [s.exact for s in found[own.number : own.letters]]
    if not all(number.isdecimal() for number in numbers):
        return False
    if len(numbers) == 2 and int(numbers[0]) in _MONTHS and len(numbers[1]) == 4:
        return False  # a month
    if len(numbers) == 1 and int(numbers[0]) in _YEARS:
        return False
    if measured_end(found, own.number) > own.number + 1 or _is_word("period", behind):
        return False
    return not (behind and own.kind and own.kind.is_doubtful)


def _coded(run: Run, first: int) -> _Document | None:
    """Letters and digits that hyphens and slashes join: "15-NQ/TU", "37/2023/NĐ-CP", "B-2"."""
    found, last = run.syllables, _code_end(run, first)
    own = found[first:last]
    letters = _numbers_end(run, first)
    if last == first or all(s.exact[0].isdecimal() or is_roman(s) for s in own):
        return None  # "2021-2025", "I/2022"
    if _is_date(run.text[own[0].start : own[-1].end]):
        return None  # "T3/2023", "Q3/2023"
    kind = _kind_of(found[letters : letters + 1]) if letters > first else None
    is_code = any(s.exact[0].isdecimal() for s in own) and not any(map(_is_plain_word, own))
    if not (kind or is_code):
        return None
    return _Document(first, first, letters, last, kind, False, False)


def _is_date(text: str) -> bool:
    """Whether a whole text is a date, and so no code."""
    with suppress(DateError):
        return bool(parse_typed(text))
    return False


def _is_plain_word(syllable: Syllable) -> bool:
    """Whether a syllable is no letters of a code: with a tone, as only words have one."""
    return syllable.exact[-1].isdecimal() and not syllable.exact[0].isdecimal()


def _numbers_end(run: Run, first: int) -> int:
    """Where numbers that slashes join end: "37/2023"."""
    found, end = run.syllables, first
    while end < len(found) and found[end].exact[0].isdecimal():
        end += 1
        if end == len(found) or _between(run, end) != "/":
            break
    return end


def _code_end(run: Run, first: int) -> int:
    """Where letters and digits that are joined end; `first` if no hyphen and no slash joins any."""
    found, end, joined = run.syllables, first + 1, False
    while end < len(found) and (between := _joint(run, end)) in ("", "-", "/", "."):
        if between == "." and not _is_letter(found[end - 1]):
            break
        joined = joined or between in ("-", "/")
        end += 1
    return end if joined else first


def _joint(run: Run, number: int) -> str:
    """What stands between a syllable and the one before it; a sign beside the short name of a kind
    may have blanks: "15 - NQ/TU"."""
    between = _between(run, number)
    if between.strip() in ("", between):
        return between
    beside = run.syllables[number - 1 : number + 1]
    is_short = any(_is_short_kind(run.text[own.start : own.end]) for own in beside)
    return between.strip() if is_short else between


@lru_cache(maxsize=1024)  # a chain of codes asks it again from each of its syllables
def _is_short_kind(surface: str) -> bool:
    """Whether a syllable is the short name of a kind, in capitals: "NQ"."""
    return surface.isupper() and _kind_of(syllables(surface)) is not None


def _is_letter(syllable: Syllable) -> bool:
    return len(syllable.folded) == 1 and syllable.folded.isalpha()


def _between(run: Run, number: int) -> str:
    """What stands between a syllable and the one before it."""
    return run.text[run.syllables[number - 1].end : run.syllables[number].start]


_Slots = tuple[tuple[Term, ...], ...]


def _others(run: Run, own: _Document) -> Iterator[tuple[str, _Slots]]:
    """The other ways to write a document: as text, and as slots."""
    found = run.syllables
    numbers = run.text[found[own.number].start : found[own.letters - 1].end]
    digits = tuple(map(slot, found[own.number : own.letters]))
    issuers = list(_issued(run, own)) if own.last > own.letters else []
    if own.has_word and own.last > own.letters:
        code = run.text[found[own.number].start : found[own.last - 1].end]
        yield code, tuple(map(slot, found[own.number : own.last]))
    yield from issuers
    if own.kind and (own.last == own.letters or own.letters - own.number > 1):
        for word in (own.kind.long, own.kind.short):
            for number in ("", *_words("number")):
                text = " ".join(filter(None, (word, number)))
                yield f"{text} {numbers}", exact_slots(text) + digits
        if own.last == own.letters:
            yield f"{numbers}-{own.kind.short}", digits + exact_slots(own.kind.short)
            yield from ((text, exact_slots(text)) for text in _with_year(run, own, own.kind))


def _with_year(run: Run, own: _Document, kind: _Kind) -> Iterator[str]:
    """The numbers of the index that have a year between the number and the kind: "15/2023/NQ"."""
    asked = run.syllables[own.number : own.letters]
    if len(asked) > 1:
        return
    for named in run.lookup.named("document_no").beginning(asked[0].folded):
        number, year, short, *_ = (*(syllable.exact for syllable in named.names[0]), "", "")
        is_year = year.isdecimal() and int(year) in _YEARS
        if number == asked[0].exact and is_year and short == syllables(kind.short)[0].exact:
            yield f"{number}/{year}/{kind.short}"


def _issued(run: Run, own: _Document) -> Iterator[tuple[str, _Slots]]:
    """The code with its issuer, which ends it, written in the other ways: "57-NQ/TƯ"."""
    found = run.syllables[own.number : own.last]
    for way, others in _issuers().items():
        before, issuer = found[: -len(way)], found[-len(way) :]
        if before and tuple(syllable.exact for syllable in issuer) == way:
            text = run.text[found[0].start : issuer[0].start]
            for other in others:
                yield text + other, tuple(map(slot, before)) + exact_slots(other)
            return


def _kind_of(found: Sequence[Syllable]) -> _Kind | None:
    """The kind whose long or short name some syllables are."""
    known = _kinds().get(found[0].folded, ()) if found else ()
    return next((kind for kind, words in known if is_spelled(words, found)), None)


def _is_word(use: str, found: Sequence[Syllable]) -> bool:
    return any(is_spelled(syllables(word), found) for word in _words(use))


@cache
def _words(use: str) -> tuple[str, ...]:
    return tuple(word for listed, word, _ in _entries() if listed == use)


@cache
def _entries() -> list[list[str]]:
    return entries("document_words.tsv", Path(__file__).parent / "data")


@cache
def _kinds() -> dict[str, list[tuple[_Kind, list[Syllable]]]]:
    """The first syllable of a name, folded → each kind, and its long or its short name."""
    found: dict[str, list[tuple[_Kind, list[Syllable]]]] = {}
    for use, long, short in _entries():
        if use in ("kind", "doubtful"):
            kind = _Kind(long, short, use == "doubtful")
            for name in map(syllables, (long, short)):
                found.setdefault(name[0].folded, []).append((kind, name))
    return found


@cache
def _issuers() -> dict[tuple[str, ...], list[str]]:
    """Each way to write an issuer, longest first → the other ways. TU is none of TƯ."""
    ways: dict[str, list[str]] = {}
    for use, usual, other in _entries():
        if use == "issuer":
            ways.setdefault(usual, [usual]).append(other)
    others = {
        tuple(s.exact for s in syllables(way)): [other for other in same if other != way]
        for same in ways.values()
        for way in same
    }
    return dict(sorted(others.items(), key=lambda item: -len(item[0])))
