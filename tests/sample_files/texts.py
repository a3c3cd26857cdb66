"""Papers → plain texts in UTF-8, UTF-16, Windows-1258, TCVN3, VNI, VISCII."""

import codecs
import unicodedata
from collections.abc import Callable
from functools import cache

from indexer.lexicon import rows
from tests.sample_files.papers import Paper

_WIDTH = 48
"""Characters of the left column of a head."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def text_file(paper: Paper) -> bytes:
    """A paper as a program saves it as text; head in two columns, lines as Windows ends them."""
    lines = [(left.ljust(_WIDTH) + right).rstrip() for left, right in paper.head_lines()]
    lines += ["", *paper.title, "", *paper.body, "", *paper.signed, ""]
    return ENCODERS[paper.charset]("\r\n".join(lines))


def _utf_16(text: str) -> bytes:
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le")


def _windows_1258(text: str) -> bytes:
    """Each tone behind its letter."""
    return "".join(map(_with_tone_apart, text)).encode("cp1258")


def _with_tone_apart(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(own for own in parts if own in _TONES)
    rest = "".join(own for own in parts if own not in _TONES)
    return unicodedata.normalize("NFC", rest) + tones


def _tcvn3(text: str) -> bytes:
    """Capitals with tones become small letters, for that is all that the fonts have."""
    codes = _codes("bytes_tcvn3.tsv")
    known = (own if own in codes or own.isascii() else own.lower() for own in text)
    return b"".join(codes.get(own) or own.encode("cp1252") for own in known)


def _viscii(text: str) -> bytes:
    codes = _codes("bytes_viscii.tsv")
    return b"".join(codes.get(own) or own.encode("ascii") for own in text)


def _vni(text: str) -> bytes:
    codes = _vni_codes()
    return "".join(codes.get(own, own) for own in text).encode("cp1252")


@cache
def _codes(name: str) -> dict[str, bytes]:
    """Letter → its byte, by a list that has the first byte of each run of letters."""
    return {
        letter: bytes([code])
        for first, run in rows(name)
        for code, letter in enumerate(run, int(first, 16))
    }


@cache
def _vni_codes() -> dict[str, str]:
    small = {
        letter: base + mark
        for base, marks, letters in rows("letters_vni.tsv")
        for mark, letter in zip(marks, letters, strict=True)
    }
    return {letter.upper(): own.upper() for letter, own in small.items()} | small


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-16": _utf_16,
    "Windows-1258": _windows_1258,
    "TCVN3": _tcvn3,
    "VNI": _vni,
    "VISCII": _viscii,
}
"""Encoding → what writes it."""
