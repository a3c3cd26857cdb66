"""A fingerprint is known from before by the bytes of its sources; damage never gives another."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from search.index import fingerprint, known_digests
from search.index.fingerprint import digest
from search.index.known_digests import recall, remember
from search.text.lexicon import word_lists


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One with a module, where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.py").write_text("A = 1\n", "utf-8")
    return tmp_path


def kept(package: Path) -> Path:
    (path,) = (package / "__pycache__").iterdir()
    return path


def test_what_was_found_of_the_same_bytes_is_not_found_again(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = digest(package, ["a.py"])
    monkeypatch.setattr(fingerprint, "syntax", None)  # whoever calls it fails
    assert digest(package, ["a.py"]) == found
    (package / "a.py").write_text("A = 2\n", "utf-8")
    with pytest.raises(TypeError):
        digest(package, ["a.py"])


def test_sources_that_change_while_they_are_read_are_those_of_the_key(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = digest(package, ["a.py"])
    kept(package).unlink()

    def nothing(*_: object) -> None:
        (package / "a.py").write_text("A = 2\n", "utf-8")

    monkeypatch.setattr(fingerprint, "recall", nothing)  # behind the key, before the meaning
    assert digest(package, ["a.py"]) == right


@pytest.mark.parametrize("rules", [fingerprint, word_lists], ids=["of trees", "of word lists"])
def test_another_program_finds_them_anew(
    package: Path, monkeypatch: pytest.MonkeyPatch, rules: ModuleType
) -> None:
    digest(package, ["a.py"])
    monkeypatch.setattr(rules, "__file__", str(package / "a.py"))
    monkeypatch.setattr(fingerprint, "syntax", None)
    with pytest.raises(TypeError):
        digest(package, ["a.py"])


def test_no_bit_of_what_is_kept_makes_another_fingerprint(package: Path) -> None:
    remember(package, "00ff", "0123456789abcdef")
    data = kept(package).read_bytes()
    for place in range(len(data)):
        for bit in range(8):
            other = bytearray(data)
            other[place] ^= 1 << bit
            kept(package).write_bytes(other)
            assert recall(package, "00ff") in {None, "0123456789abcdef"}
    kept(package).write_bytes(data)
    assert recall(package, "00ff") == "0123456789abcdef"


def test_a_few_are_kept_the_newest_first(package: Path) -> None:
    for number in (*range(20), 15):
        remember(package, f"{number}", f"{number:016}")
    assert len(kept(package).read_text("ascii").splitlines()) == known_digests.MOST
    assert recall(package, "15") == f"{15:016}"
    assert recall(package, "19") == f"{19:016}"
    assert recall(package, "3") is None


def test_nothing_is_kept_where_python_keeps_nothing(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    digest(package, ["a.py"])
    assert not (package / "__pycache__").exists()


def test_where_nothing_can_be_written_it_is_found_each_time(package: Path) -> None:
    (package / "__pycache__").write_text("a file where the folder would be", "utf-8")
    assert digest(package, ["a.py"]) == digest(package, ["a.py"])
    assert recall(package, "any") is None
