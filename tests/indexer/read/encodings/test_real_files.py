"""The encodings over real texts: decoded to the letter, no clean paragraph touched."""

import gzip
import random
import shutil
import unicodedata
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.encodings import ENCODERS
from indexer.read.document import Paragraph, Unreadable
from indexer.read.encodings.detect import decoded
from indexer.read.encodings.heal import healed
from search.serialization import decode

MADE = ("cp1258", "tcvn3", "viscii", "vni", "u16le", "u16lebom", "u16bebom", "utf8bom", "nfd")


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def read(data: bytes) -> str:
    try:
        return composed(decoded(data)[0])
    except Unreadable as error:
        return error.reason


@pytest.fixture(scope="module")
def news(shared: Path) -> list[str]:
    with gzip.open(shared / "data" / "news-40k.jsonl.gz", "rb") as lines:
        some = islice(lines, 5, 12_000, 120)
        return [composed(decode(line, dict[str, str])["text"]) for line in some]


@pytest.mark.parametrize("kind", MADE)
def test_made_files_are_the_text_that_they_were_made_of(shared: Path, kind: str) -> None:
    """Capitals of TCVN3 are small letters; signs that an encoding lacks were left out or typed."""
    files = sorted((shared / "files" / "made").glob(f"seed?.{kind}.txt"))
    assert files
    for file in files:
        meant = file.with_name(f"{file.name[:5]}.utf8.txt").read_text("utf-8")
        assert letters(read(file.read_bytes())) == letters(meant), file.name


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, composed(text).lower()))


def test_text_that_was_decoded_twice_is_nearly_all_healed(shared: Path) -> None:
    """It was decoded strictly: five bytes are one sign, so that some letters cannot be known."""
    for file in sorted((shared / "files" / "made").glob("seed?.mojibake.txt")):
        meant = file.with_name(f"{file.name[:5]}.utf8.txt").read_text("utf-8").split()
        paragraphs = [Paragraph(line) for line in read(file.read_bytes()).splitlines() if line]
        own, _ = healed(paragraphs)
        found = " ".join(paragraph.text for paragraph in own).split()
        right = sum(a == b for a, b in zip(composed(" ".join(found)).split(), meant, strict=False))
        assert right > 0.98 * len(meant), file.name


@pytest.mark.slow
@pytest.mark.parametrize("length", [50, 400])
def test_real_news_in_each_encoding(news: list[str], length: int) -> None:
    if not shutil.which("iconv"):
        pytest.skip("iconv is absent: it encodes")
    chance = random.Random(length)
    cut = [text[chance.randrange(max(len(text) - length, 1)) :][:length] for text in news]
    for name in ("UTF-8", "UTF-16LE", "UTF-16BE", "cp1258", "TCVN3", "VNI", "VISCII"):
        pairs = ENCODERS[name](cut)
        right = sum(read(data).lower() == meant.lower() for data, meant in pairs)
        assert right >= 0.99 * len(pairs), name


def test_no_clean_paragraph_is_touched(news: list[str]) -> None:
    paragraphs = [line.strip() for text in news for line in text.split("\n") if line.strip()]
    assert len(paragraphs) > 500
    assert [own for own in paragraphs if healed([Paragraph(own)])[1]] == []
