"""The names of bodies at the head of a paper → the one that issued it, as people write it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from indexer.lexicon import UPPER, any_of, cues, lower, pattern_of, rows
from search.report import Span
from search.text.lexicon.provinces import provinces
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables

_LIST = "letterhead_words.tsv"
_BODY = pattern_of(_LIST, r"(?i){whole:body}")
_JOINT = pattern_of(_LIST, r"{whole:joint}| - ")
_JOINED = pattern_of(_LIST, r"(?i)(?:{whole:joint}|[-,&])\s*$")
_SUPERIOR = pattern_of(_LIST, r"(?i){whole:superior}")
_PLACE_WORD = pattern_of(_LIST, r"(?i)(?!{whole:inside}){whole:place}")
_COMMITTEE_END = pattern_of(_LIST, r"(?i){whole:committee}$")
_PLAIN = pattern_of(_LIST, r"(?i){whole:plain}$")
_COMMITTEE = pattern_of(_LIST, r"(?i){whole:committee}")
_BARE = pattern_of(_LIST, r"(?i){bare}")
_PLACE = pattern_of(_LIST, rf"(?<!\w)(?!(?i:{{whole:inside}}))(?i:{{place}}) (?:[{UPPER}]|\d).*")


def bodies(pieces: Sequence[str]) -> list[str]:
    """The bodies of a letterhead, the superior one first, in capitals as they are printed.

    A name may go on in the next piece, a line: "SỞ KẾ HOẠCH", "VÀ ĐẦU TƯ"; and a piece may hold
    two: "TỈNH ỦY BẮC KẠN VĂN PHÒNG".
    """
    found: list[str] = []
    for piece in pieces:
        for part in _parted(piece):
            if found and _goes_on(found[-1], part):
                found[-1] += f" {part}"
            else:
                found.append(part)
    return found


def _parted(piece: str) -> Iterator[str]:
    """A piece at the names of bodies in it that do not go on with the one before."""
    start = 0
    for head in _heads_in(piece):
        if head > start and not _goes_on(piece[start:head].strip(), piece[head:]):
            yield piece[start:head].strip()
            start = head
    yield piece[start:].strip()


def _goes_on(before: str, after: str) -> bool:
    """Whether what stands after the name of a body is of it: it begins no name, or one that cannot
    be that of a part, or nothing but a head stands before ("VĂN PHÒNG", "TỈNH ỦY")."""
    head = _BODY.match(after)
    own = _BODY.match(before)
    if head is None or own is None or own.end() == len(before) or _JOINED.search(before):
        return own is not None or head is None
    if _SUPERIOR.match(after) and not _SUPERIOR.match(before):
        return not _names_a_place(spelled(before))
    return any(
        len(name) > len(before) and lower(f"{before} {after} ").startswith(f"{name} ")
        for name in _spelled_by_beginning().get(lower(before[: head.end()])[:3], ())
    )


def _heads_in(text: str) -> Iterator[int]:
    """Where names of bodies begin in a text; not inside of other words: "XÃ HỘI"."""
    inside = cues(_LIST, "inside")
    for match in _heads().finditer(text):
        if lower(match.group()) not in inside and _BODY.match(match.group()):
            yield match.start()


@cache
def _heads() -> re.Pattern[str]:
    """Words for bodies, and names that hold such a word within."""
    names = {lower(name) for name in _spelled()}
    words = sorted({*cues(_LIST, "body"), *names, *cues(_LIST, "inside")})
    return re.compile(rf"(?i)(?<!\w){any_of(words)}(?!\w)")


@cache
def _spelled_by_beginning() -> dict[str, tuple[str, ...]]:
    """The first letters of a name, in small letters → such names."""
    found: dict[str, tuple[str, ...]] = {}
    for name in map(lower, _spelled()):
        found[name[:3]] = (*found.get(name[:3], ()), name)
    return found


def issuer(found: Sequence[str]) -> tuple[str, bool]:
    """The last of some bodies as people write it, and whether its superior had to be told.

    "TỈNH ỦY HƯNG YÊN" is "Tỉnh ủy Hưng Yên"; "UBND TỈNH HƯNG YÊN", "SỞ Y TẾ" is "Sở Y tế tỉnh Hưng
    Yên", and "TỈNH ỦY HƯNG YÊN", "VĂN PHÒNG" is "Văn phòng Tỉnh ủy Hưng Yên".
    """
    names = [spelled(name) for name in found]
    if len(names) < 2 or _names_a_place(names[-1]):
        return names[-1], False
    own, superior = names[-1], names[-2]
    if _COMMITTEE.match(superior) or _BARE.fullmatch(own):
        return f"{own} {superior}", True
    if place := _PLACE.search(superior):
        kind, _, name = place.group().partition(" ")
        return f"{own} {kind.lower() if kind.istitle() else kind} {name}", True
    return own, False


def _names_a_place(name: str) -> bool:
    return bool(_PLACE.search(name) or _COMMITTEE.search(name) or _provinces().search(name))


@cache
def _provinces() -> re.Pattern[str]:
    names = [spelling for province in provinces() for spelling in province.spellings]
    return re.compile(rf"(?<!\w){any_of(names)}(?!\w)")


def spelled(name: str) -> str:
    """The name of a body in capitals as people write it; another one as it stands."""
    if not name.isupper():
        return name
    text = " ".join(map(_small, name.split()))
    kept = [match.span("name") for match in _proper().finditer(text)]
    proper = _proper().sub(
        lambda match: (match["kind"] or "") + _proper_names()[lower(match["name"])], text
    )
    return "".join(_with_capitals(proper, kept))


def _small(word: str) -> str:
    """A word in small letters, but for an abbreviation, which Vietnamese does not spell."""
    found = syllables(word)
    is_word = not found or all(is_vietnamese(own.exact) for own in found)
    return word.lower() if is_word else word


def _with_capitals(text: str, kept: Sequence[Span]) -> Iterator[str]:
    """The words of a name with capitals: the first one, the first behind a head that is not plain
    and behind a dash, and those of the name of a place. What is kept stands as it is."""
    heads = {start: _end_of_body(text, start) for start in _heads_in(text)}
    kinds = [match.span() for match in _PLACE_WORD.finditer(text)]
    in_place, is_next, head_end = False, True, -1
    for word in re.finditer(r"\S+", text):
        start, end = word.span()
        is_kept = any(first <= start < last for first, last in kept)
        if start in heads:
            in_place, is_next, head_end = False, not is_kept, heads[start]
        is_kind = start >= head_end and any(first <= start < last for first, last in kinds)
        is_small = is_kept or is_kind or bool(_JOINED.fullmatch(word.group()))
        is_capital = start == 0 or ((is_next or in_place) and not is_small)
        yield " " if start else ""
        yield word.group()[:1].upper() + word.group()[1:] if is_capital else word.group()
        is_next = word[0] == "-" or (end == head_end and not _PLAIN.search(text, 0, end))
        in_place = (in_place and not is_small) or (is_kind and not is_kept)
        in_place = in_place or (end == head_end and bool(_COMMITTEE_END.search(text, 0, end)))


def _end_of_body(text: str, start: int) -> int:
    match = _BODY.match(text, start)
    return match.end() if match else start


@cache
def _proper_names() -> dict[str, str]:
    """In small letters → as people write it: provinces, districts, organisations."""
    names = [spelling for province in provinces() for spelling in province.spellings]
    names += [row[0] for row in rows("districts.tsv") if " " in row[0]]
    return {lower(name): name for name in (*names, *_spelled())}


@cache
def _spelled() -> tuple[str, ...]:
    """The names of organisations that have capitals within."""
    known = [row[0] for row in rows("organisers.tsv") if not row[0].startswith("…")]
    fixed = (name for name in known if not re.search(r"TỈNH|CẤP_ỦY", name))
    names = [name for name in fixed if " " in name]
    parts = [name.partition(" ")[2] for name in names if _JOINT.search(name)]
    return (*cues(_LIST, "spelled"), *names, *parts)


@cache
def _proper() -> re.Pattern[str]:
    kind = any_of(cues(_LIST, "place"))
    names = any_of(_proper_names())
    return re.compile(rf"(?i)(?<!\w)(?P<kind>{kind} )?(?P<name>{names})(?!\w)")
