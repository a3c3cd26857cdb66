"""The tables of old encodings, letter by letter, beside those of other programs."""

import shutil
import subprocess
import unicodedata
from collections.abc import Callable

import pytest

from benchmarks.encodings import vni_letter
from indexer.read.encodings import legacy

from .samples import MEANT, TCVN3, VISCII, VNI, WINDOWS_1258


@pytest.mark.parametrize(
    ("decode", "written"),
    [
        (legacy.tcvn3, TCVN3),
        (legacy.tcvn_with_capitals, TCVN3),
        (legacy.vni, VNI),
        (legacy.viscii, VISCII),
        (legacy.windows_1258, WINDOWS_1258),
    ],
)
def test_a_sentence(decode: Callable[[bytes], str], written: str) -> None:
    assert decode(written.encode("cp1252")) == MEANT


@pytest.mark.parametrize(
    ("decode", "name"),
    [
        (legacy.tcvn3, "TCVN5712-1"),
        (legacy.tcvn_with_capitals, "TCVN5712-1"),
        (legacy.viscii, "VISCII"),
        (legacy.windows_1258, "CP1258"),
        (legacy.latin, "CP1252"),
    ],
)
def test_each_letter_is_the_one_that_iconv_reads(decode: Callable[[bytes], str], name: str) -> None:
    if not shutil.which("iconv"):
        pytest.skip("iconv is absent")
    compared = 0
    first = 0xA0 if decode is legacy.tcvn3 else 1  # below it are signs of Windows
    for byte in range(first, 256):
        data = bytes([byte])
        command = ["iconv", "-f", name, "-t", "UTF-8"]
        read = subprocess.run(command, input=data, capture_output=True).stdout.decode()
        if read.isalpha():
            assert decode(data) == unicodedata.normalize("NFC", read), hex(byte)
            compared += 1
    assert compared > 80


def test_every_letter_of_vietnamese_in_vni() -> None:
    letters = sorted(legacy.letters())
    assert len(letters) == 134
    for letter in letters:
        written = vni_letter(letter)
        assert written is not None and legacy.vni_of_latin(written) == letter


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Héi nghÞ “më réng” – n¨m 2011…", "Hội nghị “mở rộng” – năm 2011…"),  # quotes of Windows
        ("QUYÕT §ÞNH", "QUYẾT ĐỊNH"),  # typed in capitals
        ("quyÕt ®Þnh", "quyết định"),  # shown as capitals by a font: it cannot be known
        ("§¶ng ñy, Vµ, H§ND", "Đảng ủy, Và, HĐND"),
        ("25°C, 30 m², α → β", "25°C, 30 m², α → β"),
    ],
)
def test_tcvn3_that_was_read_as_windows_1252(written: str, meant: str) -> None:
    assert legacy.tcvn3_of_latin(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HOÄI NGHÒ", "HỘI NGHỊ"),
        ("Ñaïi hoäi laàn thöù 5, kyø hoïp thöôøng leä", "Đại hội lần thứ 5, kỳ họp thường lệ"),
        ("UÛy ban, Öùng phoù, ÔÛ", "Ủy ban, Ứng phó, Ở"),
        ("kyõ sö, tæ leä, nghó, thò, kyù, tyø, lyï", "kỹ sư, tỉ lệ, nghĩ, thị, ký, tỳ, lỵ"),
    ],
)
def test_vni_that_was_read_as_windows_1252(written: str, meant: str) -> None:
    assert legacy.vni_of_latin(written) == meant
