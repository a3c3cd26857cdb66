"""Paragraphs that were decoded by a wrong encoding → the same as they were meant."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from indexer.read.document import Paragraph
from indexer.read.encodings.evidence import evidence, words
from indexer.read.encodings.languages import is_vietnamese, is_western
from indexer.read.encodings.legacy import (
    TCVN3,
    VISCII,
    VNI,
    WINDOWS_1258,
    may_be_misread,
    tcvn3_of_latin,
    tcvn_with_capitals_of_latin,
    viscii_of_latin,
    vni_of_latin,
    windows_1258_of_latin,
)
from indexer.read.encodings.mojibake import from_utf_8, is_utf_8
from indexer.read.encodings.soft_hyphens import SOFT_HYPHEN, with_lost_letters

UTF_8_AS_LATIN = "UTF-8 read as Windows-1252"
_READINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (UTF_8_AS_LATIN, lambda text: _one_line(from_utf_8(text))),
    (TCVN3, tcvn3_of_latin),
    (VNI, vni_of_latin),
    (WINDOWS_1258, windows_1258_of_latin),
    (VISCII, viscii_of_latin),
    (TCVN3, tcvn_with_capitals_of_latin),
)
"""What a text may be that has only characters of Windows-1252, and how it was meant then."""
_BLANKS = re.compile("[ \u00a0\r\n\ufeff]+")
_LOOKED_AT = 2000
"""Characters of a paragraph that are evidence for the whole of it."""
_SURE, _MORE, _SHARE = 2, 0.3, 0.6
"""A paragraph was decoded wrongly for sure if so many words are spelled wrong and so many more are
right otherwise, if the share of these grows by so much, and if so large a share of all is right."""


class _Reading(NamedTuple):
    """What a paragraph may have been meant as: by which encoding, its text, how good it is."""

    encoding: str
    text: str
    score: int
    is_sure: bool


def healed(paragraphs: Sequence[Paragraph]) -> tuple[tuple[Paragraph, ...], str | None]:
    """The paragraphs as they were meant, and the encoding that most were in; None if none changed.

    "Héi nghÞ", "Hoäi nghò", "Há»™i nghá»‹" → Hội nghị. Each is judged by its own words. Where these
    tell nothing ("Chi bé"), it is what most of the paper is. One with letters of Vietnamese that no
    wrong decoding gives, or in another language, is left alone.
    """
    suspects = {at: own.text for at, own in enumerate(paragraphs) if may_be_misread(own.text)}
    if not suspects:
        return tuple(paragraphs), None
    of_text = {text: _readings(text) for text in set(suspects.values())}
    readings = {at: of_text[text] for at, text in suspects.items()}
    majority = _majority(paragraphs, readings)
    found = {at: best for at, own in readings.items() if (best := _best(own, majority))}
    if not found:
        return tuple(paragraphs), None
    if not any(SOFT_HYPHEN in text for text in suspects.values()):
        found = {at: _with_lost_letters(best) for at, best in found.items()}
    changed = [
        replace(own, text=found[at].text) if at in found else own
        for at, own in enumerate(paragraphs)
    ]
    names = Counter(reading.encoding for reading in found.values())
    return tuple(changed), majority or names.most_common(1)[0][0]


def _with_lost_letters(best: _Reading) -> _Reading:
    is_tcvn3 = best.encoding == TCVN3
    return best._replace(text=with_lost_letters(best.text)) if is_tcvn3 else best


def _one_line(text: str) -> str:
    """A healed text as paragraphs are, though blanks or ends of lines may have come to light."""
    return _BLANKS.sub(" ", text).strip(" ")


def _readings(text: str) -> list[_Reading]:
    """What a paragraph may have been meant as, if it was decoded wrongly; the best first."""
    own = evidence(words(text[:_LOOKED_AT]))
    western = own.right if is_western(text[:_LOOKED_AT]) else None
    found: list[_Reading] = []
    for encoding, read in _READINGS:
        meant = read(text)
        other = evidence(words(meant[:_LOOKED_AT]))
        gained = other.right - own.right
        if meant == text or gained < 0 or other.share < own.share:
            continue
        is_sure = min(gained, own.wrong) >= _SURE and is_vietnamese(other, western)
        is_sure &= other.share >= max(_SHARE, own.share + _MORE)
        is_sure |= encoding == UTF_8_AS_LATIN and is_utf_8(text)
        found.append(_Reading(encoding, meant, other.score, is_sure))
        if is_sure and not other.wrong:
            break
    return sorted(found, key=lambda reading: (reading.is_sure, reading.score), reverse=True)


def _majority(paragraphs: Sequence[Paragraph], readings: dict[int, list[_Reading]]) -> str | None:
    """The encoding that most of a paper was in for sure; None if there is none.

    Most: of the characters of all paragraphs that are not in ASCII.
    """
    sure: Counter[str] = Counter()
    for at, own in readings.items():
        if own and own[0].is_sure:
            sure[own[0].encoding] += len(paragraphs[at].text)
    if not sure:
        return None
    [(encoding, length)] = sure.most_common(1)
    everything = sum(len(own.text) for own in paragraphs if not own.text.isascii())
    return encoding if 2 * length > everything else None


def _best(readings: list[_Reading], majority: str | None) -> _Reading | None:
    """That of the paper if there is nothing against it, else one that is sure."""
    usual = next((own for own in readings if own.encoding == majority), None)
    if usual and usual.is_sure:
        return usual
    return next((own for own in readings if own.is_sure), usual)
