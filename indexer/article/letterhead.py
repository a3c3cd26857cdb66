"""The first lines of a paper → its letterhead: who issued it, its number, where and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from indexer.article.source_lines import SourceLine
from indexer.lexicon import UPPER, cues, pattern_of, whole
from search.report import Span
from search.text.fold import fold

_LIST = "letterhead_words.tsv"
_LINES = 40
"""Lines looked at; a letterhead in one column has a dozen."""
_LONGEST, _LONGEST_ROW = 160, 600
"""Characters of a line of it; of a row of a table, which may hold all of it."""
_MOST_WORDS = 16
"""Words that the name of a body has at most, with that of its superior."""
_BEFORE, _BEFORE_WORDS = 2, 12
"""Lines, and their words, that may stand above it: a number of a page, a running head."""
_TYPO_WORDS = 3
"""Words beside a motto that are let pass: one that is misspelt, half of a motto."""

_MOTTO = pattern_of(_LIST, r"(?i){whole:motto}")
_CAPITALS = 15
"""Capitals of a line in which a motto is looked for; most lines have fewer."""
_FOLDED_MOTTO = re.compile(whole({fold(motto).text for motto in cues(_LIST, "motto")}))
_CREED = pattern_of(_LIST, r"(?i)(?:(?<!\w){creed}\W{1,5}){1,2}{creed}(?!\w)")
_CODE = r"(?:[A-ZĐ]{2,}\w{0,6}|[A-ZĐ][a-zđ]?[A-ZĐ]\w{0,4}|[A-ZĐ](?=[-/]))"
_NUMBER = pattern_of(
    _LIST,
    r"(?i:(?<!\w){kind} )?(?<!\w)(?i:{number})(?!\w) ?[:.]? ?"
    r"(?P<no>(?P<digits>\d{1,5}[A-Za-z]?(?!\w))?[ .…_]*(?:/ ?(?:19|20)\d\d)? ?[-/] ?"
    rf"{_CODE}(?: ?[-/.&] ?[A-ZĐ]\w{{0,14}}){{0,4}})(?!\w)",
)
_NO_NUMBER = pattern_of(_LIST, r"(?i)(?:{kind} )?{number}\W*")
_WORD = rf"[{UPPER}](?![{UPPER}])(?:'?[^\W\d_])*"
_BLANK = r"[ \d.…_]{1,14}"
_PLACE = rf"(?:(?<!\w)(?i:{{place}}) ?)?(?<![\w'])(?:{_WORD})(?:(?: - |[ -]){_WORD}){{0,5}}"
_LOUD = rf"^[{UPPER}]+(?: [{UPPER}]+){{0,3}}"
_DATE = (
    rf"(?i:(?P<date>{{day}}(?:(?P<d>{_BLANK}){{month}}(?P<m>{_BLANK}){{year}}[ .…_]*"
    r"(?P<y>(?:19|20)\d\d)?| (?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>(?:19|20)\d\d))))"
    r"(?!\w)"
)
_DATED = pattern_of(_LIST, rf"(?P<place>{_PLACE}|{_LOUD}) ?, ?{_DATE}")
_DATE_ALONE = pattern_of(_LIST, rf"\W*(?P<place>){_DATE}\W*$")
"""A date without a place: alone, or behind the number."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_EDGES = " \n*-_=~.…:;,+|()"
_KIND = pattern_of(_LIST, r"(?i)(?:{stamp} ?\W? ?)?{whole:kind}")
_BODY = pattern_of(_LIST, r"(?i)(?!{whole:inside}){whole:body}")
_OPEN = pattern_of(_LIST, r"(?i)(?:(?<!\w){open}|,|/|-)$")
_ORDINAL = re.compile(r"(?: (?:[IVX]+|\d{1,2}))?[ :.]*")
"""What may stand behind the kind of a paper that is alone on its line: "Phụ lục II"."""
_STAMP = pattern_of(_LIST, r"(?i){whole:stamp}")
_SUBJECT = pattern_of(_LIST, r"(?i){whole:subject}")


class Signs(NamedTuple):
    """What of a letterhead stands in a text: spans of its mottos, its number, place and date, and
    what is left of it, without separators."""

    mottos: tuple[Span, ...]
    number: re.Match[str] | None
    dated: re.Match[str] | None
    rest: tuple[Span, ...]


@dataclass(slots=True)
class Letterhead:
    """Which of the first lines of a paper are its letterhead (the lines [first, end)), and which
    of these say what the paper is about."""

    first: int
    end: int
    subject: list[int] = field(default_factory=list)


def signs(text: str) -> Signs:
    """The signs of one cell of a line."""
    mottos = [*_mottos(text), *(m.span() for m in _CREED.finditer(text))]
    subject = _SUBJECT.search(text)
    end = subject.start() if subject else len(text)
    # each asked first for a character that it cannot do without: most lines have it not
    number = _NUMBER.search(text, 0, end) if "/" in text or "-" in text else None
    dated = ("," in text and _DATED.search(text)) or _DATE_ALONE.match(
        text, number.end() if number else 0
    )
    taken = sorted([*mottos, *(match.span() for match in (number, dated) if match)])
    return Signs(tuple(mottos), number, dated, tuple(_rest(text, taken)))


def _mottos(text: str) -> Iterator[Span]:
    """The mottos that are printed as such, not named in a sentence; in capitals with whatever
    diacritics a program read off a picture: "CỌNG HÒA XÃ HỘI"."""
    has_capitals = sum(map(str.isupper, text)) >= _CAPITALS
    folded = fold(text).text if has_capitals or _MOTTO.fullmatch(text) else ""
    for motto in _FOLDED_MOTTO.finditer(folded if len(folded) == len(text) else ""):
        own = text[slice(*motto.span())]
        if own.isupper() or len(own) == len(text):
            yield motto.span()


def _rest(text: str, taken: Sequence[Span]) -> Iterator[Span]:
    at = 0
    for start, end in (*taken, (len(text), len(text))):
        piece = text[at : max(at, start)]
        if stripped := piece.strip(_EDGES):
            begin = at + piece.index(stripped)
            yield begin, begin + len(stripped)
        at = max(at, end)


class _Looks(NamedTuple):
    """What a line looks like: the signs it has ("m", "n", "d"); whether it may be of a letterhead;
    whether it says what the paper is about."""

    found: frozenset[str]
    is_of_it: bool
    is_subject: bool
    has_body: bool


def is_motto(line: SourceLine) -> bool:
    """Whether a line has the motto of the state or of the party, and nothing else."""
    seen = [signs(cell) for cell in line.cells]
    has_mottos = any(own.mottos for own in seen)
    return has_mottos and not any(own.number or own.dated or own.rest for own in seen)


def find_letterhead(lines: Sequence[SourceLine]) -> Letterhead | None:
    """The letterhead of a paper, if its first lines have a motto, or two of: a number, a place with
    a date, and the name of a body above a number."""
    looks = _Seen(lines[:_LINES])
    above = range(min(_BEFORE + 1, len(looks.lines)))
    first = next((n for n in above if looks[n].is_of_it), None)
    if first is None or not all(_may_stand_above(line) for line in lines[:first]):
        return None
    end, subject = _end(looks, first)
    own = [looks[n] for n in range(first, end)]
    found = frozenset[str]().union(*(look.found for look in own))
    has_body = any(look.has_body for look in own)
    if not ("m" in found or len(found) > 1 or ("n" in found and has_body)):
        return None
    return Letterhead(first, end, [n for n in subject if n < end])


class _Seen(dict[int, _Looks]):
    """The number of a line → what it looks like; looked at when it is asked for."""

    def __init__(self, lines: Sequence[SourceLine]) -> None:
        super().__init__()
        self.lines = lines

    def __missing__(self, number: int) -> _Looks:
        self[number] = _look(self.lines[number])
        return self[number]


def _may_stand_above(line: SourceLine) -> bool:
    return len(line.raw) <= _LONGEST and len(line.text.split()) <= _BEFORE_WORDS


def _end(looks: _Seen, first: int) -> tuple[int, list[int]]:
    """Behind the last line of a letterhead, and the lines within that say what it is about."""
    lines = looks.lines
    end, number, subject, has_body = first, first, list[int](), False
    while number < len(lines):
        look, line = looks[number], lines[number]
        is_behind = bool(subject) and subject[-1] == number - 1
        is_more = is_behind and (not look.is_of_it or goes_on_behind(lines[number - 1].text))
        if look.is_subject or is_more:
            subject.append(number)
        elif not look.is_of_it or (end > first and not look.found and is_kind(line.text)):
            break
        is_late_body = look.has_body and not has_body and end > first
        has_body = has_body or look.has_body
        if look.found or (end == number and (is_separator(line.text) or is_late_body)):
            end = number + 1
        number += 1
    if first < end < len(lines) and is_year(lines[end].text) and lacks_year(lines[end - 1]):
        end += 1
    return end, subject


def _look(line: SourceLine) -> _Looks:
    if len(line.raw) > (_LONGEST_ROW if line.borders else _LONGEST):
        return _Looks(frozenset(), False, False, False)
    found: set[str] = set()
    fits, is_subject, has_body = True, False, False
    for cell in line.cells:
        own = signs(cell)
        here = {sign for sign, has in zip("mnd", own[:3], strict=True) if has}
        found |= here
        rest = [cell[start:end] for start, end in own.rest]
        is_subject = is_subject or (not here and bool(rest and _SUBJECT.match(rest[0])))
        bodies = [piece for piece in rest if _BODY.match(piece)]
        has_body = has_body or any(is_capital(piece) or not here for piece in bodies)
        few = sum(len(piece.split()) for piece in rest) <= _TYPO_WORDS
        is_sentence = cell.endswith((".", ";", ":")) and not is_capital(cell)
        has_names = all(_is_a_name(piece) for piece in rest) and not (bodies and is_sentence)
        fits = fits and (has_names or ("m" in here and few))
    return _Looks(frozenset(found), fits, is_subject and not found, has_body and fits)


def _is_a_name(piece: str) -> bool:
    """Whether a piece may be the name of a body, a stamp, a number left blank, the subject."""
    if len(piece.split()) > _MOST_WORDS and not _SUBJECT.match(piece):
        return False
    return bool(
        is_capital(piece)
        or piece.isdecimal()
        or _SUBJECT.match(piece)
        or _STAMP.match(piece)
        or _NO_NUMBER.fullmatch(piece)
        or (_BODY.match(piece) and not re.search("[.;:,]", piece))
    )


def is_subject(text: str) -> bool:
    """Whether a piece says what a letter is about: "V/v …"."""
    return _SUBJECT.match(text) is not None


def ends_motto(above: str, text: str) -> bool:
    """Whether a line is the rest of the motto that was wrapped above it: "VIỆT NAM"."""
    return _MOTTO.fullmatch(above) is not None and _MOTTO.fullmatch(f"{above} {text}") is not None


def may_be_body(text: str) -> bool:
    """Whether a piece of a letterhead is the name of a body, or the rest of one."""
    is_other = _STAMP.fullmatch(text) or _NO_NUMBER.fullmatch(text) or is_subject(text)
    return not is_other and (is_capital(text) or begins_body_name(text))


def is_capital(text: str) -> bool:
    """Whether all letters of a text are capitals, and there are some."""
    return text.isupper()


def is_separator(text: str) -> bool:
    """Whether a line is nothing but strokes, stars and the like."""
    return not text.strip(_EDGES)


def is_kind(text: str) -> bool:
    """Whether a line begins with the kind of a paper as a title does: in capitals, or alone."""
    match = _KIND.match(text)
    if match is None:
        return False
    return match.group().isupper() or bool(_ORDINAL.fullmatch(text, match.end()))


def goes_on_behind(text: str) -> bool:
    """Whether the next line goes on with a line, by its last word: "… của", "… Nghị định số"."""
    return _OPEN.search(text) is not None


def begins_body_name(text: str) -> bool:
    """Whether a line begins with the name of a body."""
    return _BODY.match(text) is not None


def lacks_year(line: SourceLine) -> bool:
    """Whether a line ends with a place and a date whose year is on the next line."""
    dated = signs(line.cells[-1]).dated
    return dated is not None and not (dated["y"] or dated["y2"]) and line.text.endswith(dated[0])


def is_year(text: str) -> bool:
    """Whether a line is a year alone."""
    return _YEAR.fullmatch(text) is not None


def is_stray(line: SourceLine) -> bool:
    """Whether a line in the midst of a paper is a motto, or a place with a date, and nothing else:
    the other column of a letterhead."""
    if len(line.raw) > _LONGEST:
        return False
    own = signs(line.text)
    return bool(own.mottos or own.dated) and not own.rest and own.number is None


def written(number: str) -> str:
    """The number of a paper in one spelling: "123 - BC/TU" as "123-BC/TU"."""
    return "".join(number.split())
