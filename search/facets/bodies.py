"""A body by its name and its place → the value of a facet, and what a reader may call it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from search.text.lexicon.word_lists import entries
from search.text.sentences import CAPITALS


@cache
def _words() -> dict[str, dict[str, str]]:
    """Cue → its words, each with the kind of its place."""
    found: dict[str, dict[str, str]] = {}
    for cue, word, kind in entries("body_units.tsv", Path(__file__).parent / "data"):
        found.setdefault(cue, {})[word] = kind
    return found


def _any(*cues: str) -> str:
    words = (word for cue in cues for word in _words()[cue])
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


@cache
def _placed() -> re.Pattern[str]:
    ends = _any("unit", "committee")
    return re.compile(rf"(?P<body>.*?)(?P<unit>{ends}) (?P<place>[{CAPITALS}\d].*)")


@cache
def _of_some_place() -> re.Pattern[str]:
    """What is called so in many places."""
    ends = _any("unit", "committee")
    return re.compile(rf"(?:.* )?{ends}|{_any('begins')}(?: .*)?|{_any('whole')}")


@cache
def _unknown() -> str:
    [words] = _words()["unknown"]
    return f" ({words})"


def counted_body(value: str) -> str:
    """A body that was found → the value that it is counted by: as it is, but of one that many
    places have it is said that its place is not known, so that its name alone stands for all."""
    is_placed = _placed().fullmatch(value) or not _of_some_place().fullmatch(value)
    return value if is_placed else f"{value}{_unknown()}"


def names_of_body(value: str, label: str) -> Iterator[str]:
    """A body as it is, and without its place, or without the word for the kind of that.

    "UBND tỉnh Lào Cai" may be called "UBND tỉnh", "UBND Lào Cai" or "UBND" too; "Thành ủy Huế"
    "Thành ủy" or "Thành ủy thành phố Huế"; "Sở Y tế tỉnh Lào Cai" "Sở Y tế".
    """
    yield from dict.fromkeys((value, label, value.removesuffix(_unknown()), *_others(value)))


def _others(value: str) -> Iterator[str]:
    placed = _placed().fullmatch(value)
    if not placed:
        return
    body, unit, place = placed["body"], placed["unit"], placed["place"]
    yield f"{body}{unit}"
    if kind := _words()["committee"].get(unit):
        yield f"{body}{unit} {kind} {place}"
    elif body:
        yield f"{body}{place}"
        yield body.rstrip()


def is_of(value: str, place: str) -> bool:
    """Whether a body is of a place, by its name: "Tỉnh ủy Lào Cai" is of "Lào Cai"."""
    return value.endswith(f" {place}")
