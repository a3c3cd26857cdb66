"""Bytes → text and the name of their encoding; binary and undecidable ones are refused."""

import codecs
import random
import time
import unicodedata

import pytest

from indexer.read.document import Unreadable
from indexer.read.encodings.detect import decoded

from .samples import MEANT, OTHERS, TCVN3, VISCII, VNI, WINDOWS_1258


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (MEANT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + MEANT.encode(), "UTF-8"),
        (codecs.BOM_UTF16_LE + MEANT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + MEANT.encode("utf-16-be"), "UTF-16"),
        (codecs.BOM_UTF32_LE + MEANT.encode("utf-32-le"), "UTF-32"),
        (MEANT.encode("utf-16-le"), "UTF-16"),
        (MEANT.encode("utf-16-be"), "UTF-16"),
        (MEANT.encode("utf-16-le") + b"\n", "UTF-16"),  # a file that was cut
        (TCVN3.encode("cp1252"), "TCVN3"),
        (VNI.encode("cp1252"), "VNI"),
        (VISCII.encode("cp1252"), "VISCII"),
        (WINDOWS_1258.encode("cp1252"), "Windows-1258"),
    ],
)
def test_a_sentence_in_each_encoding(data: bytes, name: str) -> None:
    assert decoded(data) == (MEANT, name)


@pytest.mark.parametrize("written", [TCVN3, VNI, VISCII, WINDOWS_1258])
@pytest.mark.parametrize("size", [30, 50])
def test_a_few_words_are_enough(written: str, size: int) -> None:
    whole, name = decoded(written.encode("cp1252"))
    for start in range(0, len(written) - size, size):
        part = written[start : start + size].partition(" ")[2].rpartition(" ")[0]
        text, found = decoded(part.encode("cp1252"))
        assert unicodedata.normalize("NFC", text) in whole and found == name


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_stay_as_they_are(text: str) -> None:
    assert decoded(text.encode("cp1252")) == (text, "Windows-1252")


def test_capitals_where_windows_has_quotes() -> None:
    """TCVN 5712 of Unix has them; the quotes of Windows are not taken for capitals."""
    capitals = b"H\x97I NGH\x91 \x9ey ban M\xc6t tr\xcbn"
    assert decoded(capitals) == ("HỘI NGHỊ Ủy ban Mặt trận", "TCVN3")
    quotes = b"H\xe9i ngh\xde \x93m\xeb r\xe9ng\x94 \x96 n\xa8m 2011"
    assert decoded(quotes) == ("Hội nghị “mở rộng” – năm 2011", "TCVN3")


def test_markup_does_not_count() -> None:
    page = f'<html lang="vi"><body class="wide"><p align="center">{TCVN3}</p>&nbsp;</body></html>'
    assert decoded(page.encode("cp1252"))[1] == "TCVN3"


def test_ascii_and_nothing_are_utf_8() -> None:
    assert decoded(b"Hoi nghi") == ("Hoi nghi", "UTF-8")
    assert decoded(b"") == ("", "UTF-8")


CHANCE = random.Random(16)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0" * 300, "is binary, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0", "is binary, not text"),
        (bytes(range(32)) * 9, "is binary, not text"),
        (CHANCE.randbytes(5000), "is binary, not text"),
        (bytes(CHANCE.choices(range(128, 256), k=300)), "is in no encoding that is known"),
        ("Заседание совета прошло".encode("cp1251"), "is in no encoding that is known"),
        ("đã họp, ".encode() + b"b\xc3n", "is damaged UTF-8 (byte 13)"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8A\x00", "is damaged UTF-16 (byte 0)"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decoded(data)
    assert refused.value.reason.startswith(reason)


def test_a_long_text_is_decided_by_a_part_of_it() -> None:
    """Two megabytes of ASCII with one page of diacritics somewhere."""
    data = b"so lieu 12, 13\n" * 60_000 + TCVN3.encode("cp1252") + b"so lieu 12, 13\n" * 70_000
    began = time.process_time()
    text, name = decoded(data)
    assert name == "TCVN3" and MEANT in text
    assert time.process_time() - began < 1
