"""Real and made files of the shared folder: words against twins, hostile and damaged files."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.files import READERS, damaged, words_of
from indexer.read.document import Unreadable
from indexer.read.office.doc97 import read_doc
from indexer.read.office.docx import read_docx

SUFFIXES = ("doc", "docx", "odt", "rtf")


def recall(read: Counter[str], reference: Counter[str]) -> float:
    return (read & reference).total() / reference.total()


@pytest.mark.parametrize("number", range(1, 7))
def test_a_doc_and_its_docx_have_the_same_words(shared: Path, number: int) -> None:
    [new] = (shared / "files/real").glob(f"*Phuluc{number}.docx")
    [old] = (shared / "files/real").glob(f"*Phuluc{number}.doc")
    one, other = words_of(read_docx(new.read_bytes())), words_of(read_doc(old.read_bytes()))
    assert recall(one, other) >= 0.99
    assert recall(other, one) >= 0.99


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("seed", range(3))
def test_made_files_have_all_words_and_kinds(shared: Path, seed: int, suffix: str) -> None:
    folder = shared / "files/made"
    parsed = READERS[suffix]((folder / f"seed{seed}_1c.{suffix}").read_bytes())
    text = (folder / f"seed{seed}.utf8.txt").read_text("utf-8").split()
    words = Counter(word for word in text if any(map(str.isalnum, word)))
    assert recall(words_of(parsed), words) >= 0.99
    kinds = Counter(own.kind.value for own in parsed.paragraphs)
    assert (kinds["table"], kinds["caption"]) == (4, 1)


@pytest.mark.parametrize("suffix", ("xls", "xlsx", "ods"))
def test_made_sheets_are_the_same_in_all_formats(shared: Path, suffix: str) -> None:
    def rows(own: str) -> list[str]:
        data = (shared / f"files/made/bieu.{own}").read_bytes()
        return [paragraph.text for paragraph in READERS[own](data).paragraphs]

    assert len(rows(suffix)) == 3
    assert rows(suffix) == rows("xlsx")


def test_hostile_files_end_in_order(shared: Path) -> None:
    files = [own for own in (shared / "files/hostile").iterdir() if own.suffix[1:] in SUFFIXES]
    read = set()
    for path in files:
        try:
            READERS[path.suffix[1:]](path.read_bytes())
            read.add(path.name)
        except Unreadable as error:
            assert error.reason
    assert len(files) >= 12
    assert read <= {"deepnest.docx"}


@pytest.mark.parametrize("name", ("seed0_1c.doc", "seed0_1c.docx", "seed0_1c.rtf", "bieu.ods"))
def test_damaged_files_are_read_or_named(shared: Path, name: str) -> None:
    path = shared / "files/made" / name
    ends = Counter[str]()
    for mutant in damaged(path.read_bytes(), 60):
        try:
            READERS[path.suffix[1:]](mutant)
            ends["read"] += 1
        except Unreadable:
            ends["named"] += 1
    assert ends.total() == 60
    assert ends["named"]
