"""Bytes in an encoding of before Unicode → text, and letters of Windows-1252 → those meant."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from indexer.lexicon import rows

TCVN3, VNI, VISCII = "TCVN3", "VNI", "VISCII"
WINDOWS_1258, WINDOWS_1252 = "Windows-1258", "Windows-1252"


def latin(data: bytes) -> str:
    """Windows-1252, whose five unused bytes are control characters, as browsers read them."""
    return codecs.charmap_decode(data, "strict", _latin())[0]


def may_be_misread(text: str) -> bool:
    """Whether a text has characters beyond ASCII, and no Latin letter, or mark of Vietnamese, that
    is none of the 256 bytes."""
    return not text.isascii() and not _meant().search(text)


@cache
def byte_of() -> dict[str, int]:
    """Character → the byte that it was read from, as Windows-1252 or as ISO 8859-1."""
    own = {chr(code): code for code in range(256)}
    return own | {character: code for code, character in enumerate(_latin())}


@cache
def letters() -> frozenset[str]:
    """The letters of Vietnamese that are not in ASCII, small ones and capitals: all of VISCII."""
    return frozenset(letter for _, run in rows("bytes_viscii.tsv") for letter in run)


def tcvn3(data: bytes) -> str:
    """TCVN 5712, VN3, whose capitals with tones are small letters in a font of capitals.

    They are capitals here where a word has other ones: "QUYÕT" is QUYẾT, "quyÕt" stays small.
    """
    return _with_capitals(codecs.charmap_decode(data, "strict", _table("bytes_tcvn3.tsv"))[0])


def tcvn_with_capitals(data: bytes) -> str:
    """TCVN 5712, VN1: it has all capitals, where Windows has quotes and control characters."""
    table = _table("bytes_tcvn3.tsv", _CAPITALS)
    return _with_capitals(codecs.charmap_decode(data, "strict", table)[0])


def viscii(data: bytes) -> str:
    """VISCII 1.1."""
    return codecs.charmap_decode(data, "strict", _table("bytes_viscii.tsv"))[0]


def windows_1258(data: bytes) -> str:
    """Windows-1258, its tones joined to their letters."""
    return unicodedata.normalize("NFC", codecs.charmap_decode(data, "strict", _windows_1258())[0])


def vni(data: bytes) -> str:
    """VNI for Windows: a letter, and a character behind it for its marks."""
    return vni_of_latin(latin(data))


def vni_of_latin(text: str) -> str:
    """The letters meant by VNI that was read as Windows-1252: "Hoäi nghò" → Hội nghị."""
    pattern, meant = _vni()
    return pattern.sub(lambda found: meant[found.group()], text.translate(_of_latin()))


def tcvn3_of_latin(text: str) -> str:
    """The letters meant by TCVN3 that was read as Windows-1252: "Héi nghÞ" → Hội nghị.

    A character that no byte of TCVN3 was read as stays.
    """
    return _with_capitals(text.translate(_of_latin("bytes_tcvn3.tsv")))


def tcvn_with_capitals_of_latin(text: str) -> str:
    """The same of `tcvn_with_capitals`."""
    return _with_capitals(text.translate(_of_latin("bytes_tcvn3.tsv", _CAPITALS)))


def viscii_of_latin(text: str) -> str:
    """The same of VISCII: "Hµi ngh¸" → Hội nghị."""
    return text.translate(_of_latin("bytes_viscii.tsv"))


def windows_1258_of_latin(text: str) -> str:
    """The same of Windows-1258: "Hôòi nghiò" → Hội nghị."""
    return unicodedata.normalize("NFC", text.translate(_windows_1258_of_latin()))


class Charset(NamedTuple):
    """An encoding of Vietnamese."""

    name: str
    decode: Callable[[bytes], str]


CHARSETS = (
    Charset(TCVN3, tcvn3),
    Charset(VNI, vni),
    Charset(WINDOWS_1258, windows_1258),
    Charset(VISCII, viscii),
    Charset(TCVN3, tcvn_with_capitals),
)
"""The likelier of two that are as good comes first."""

_CAPITALS = "bytes_tcvn_capitals.tsv"


@cache
def _meant() -> re.Pattern[str]:
    extended = {*map(chr, range(0x100, 0x250)), *map(chr, range(0x1E00, 0x1F00))}
    own = "".join(sorted(extended - byte_of().keys()))
    return re.compile(f"[\u0300-\u0303\u0306\u0309\u031b\u0323{own}]")


@cache
def _latin() -> str:
    return "".join(_one_byte(code, "cp1252") for code in range(256))


@cache
def _windows_1258() -> str:
    return "".join(_one_byte(code, "cp1258") for code in range(256))


def _one_byte(code: int, encoding: str) -> str:
    return bytes([code]).decode(encoding, "ignore") or chr(code)


@cache
def _table(*lists: str) -> str:
    """The characters of 256 bytes: of some lists, else those of Windows-1252."""
    table = list(_latin())
    for first, run in (row for name in lists for row in rows(name)):
        start = int(first, 16)
        table[start : start + len(run)] = run
    return "".join(table)


@cache
def _of_latin(*lists: str) -> dict[int, str]:
    """Character that a byte was read as → the one that is meant, where these differ.

    Of ISO 8859-1 the control characters U+0080 to U+009F, which are quotes and dashes of Windows.
    """
    table = _table(*lists)
    return {ord(own): table[byte] for own, byte in byte_of().items() if table[byte] != own}


@cache
def _windows_1258_of_latin() -> dict[int, str]:
    table = _windows_1258()
    return {ord(own): table[byte] for own, byte in byte_of().items() if table[byte] != own}


def _with_capitals(text: str) -> str:
    """A word as capitals if all its letters in ASCII are, two at least."""
    return _capitals().sub(lambda found: found.group().upper(), text)


@cache
def _capitals() -> re.Pattern[str]:
    own = f"A-Z{''.join(sorted(letters()))}"
    return re.compile(rf"(?<![^\W\d_])(?=(?:[^\WA-Z\d_]*[A-Z]){{2}})[{own}]+(?![^\W\d_])")


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for what VNI writes one letter as, and that letter of each; in both cases."""
    read_as: dict[str, str] = {}
    for base, marks, meant in rows("letters_vni.tsv"):
        for mark, letter in zip(marks, meant, strict=True):
            for first in {base, base.upper()}:
                for last in (mark, mark.upper()):
                    is_capital = (first or last).isupper()
                    read_as[first + last] = letter.upper() if is_capital else letter
    alone = [own for own in read_as if len(own) == 1]
    behind: dict[str, str] = {}
    for own in read_as:
        if len(own) == 2:
            behind[own[0]] = behind.get(own[0], "") + own[1]
    pairs = (f"{base}[{marks}]" for base, marks in behind.items())
    return re.compile("|".join([*pairs, f"[{''.join(alone)}]"])), read_as
