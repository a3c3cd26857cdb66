"""A manifest: every byte of it counts, and what it names stays within its folder."""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from search.engine.errors import DamagedIndexError, StaleIndexError
from search.engine.urls import open_engine
from search.engine.whoosh.files import FileRecord, record_of
from search.engine.whoosh.manifest import Manifest, seal, unseal
from search.serialization import SerializationError, encode
from tests.search.engine.test_contract import entry, publish

MANIFEST = Manifest("0123456789abcdef", "fedcba9876543210", {"a.seg": FileRecord(7, "ab" * 32)})


def test_it_comes_back() -> None:
    assert unseal(seal(MANIFEST)) == MANIFEST
    assert json.loads(seal(MANIFEST))["files"] == {"a.seg": {"size": 7, "sha256": "ab" * 32}}


def test_no_byte_can_be_another() -> None:
    whole = seal(MANIFEST)
    for place in range(len(whole)):
        for bit in (1, 32):
            flipped = bytes([whole[place] ^ bit])
            with pytest.raises(SerializationError):
                unseal(whole[:place] + flipped + whole[place + 1 :])
        with pytest.raises(SerializationError):
            unseal(whole[:place])


@pytest.mark.parametrize("old", ["0123456789abcdef", "another"])
def test_one_from_before_there_were_checksums_is_stale(old: str) -> None:
    """It says that it is of this version, and cannot be: so no fingerprint is its own."""
    found = unseal(encode(replace(MANIFEST, fingerprint=old)))
    assert found == replace(MANIFEST, fingerprint="")


def test_a_later_version_may_say_more() -> None:
    body = encode(MANIFEST)[:-1] + b',"made":"2027-01-01"'
    later = seal(MANIFEST).replace(encode(MANIFEST)[:-1], body)
    with pytest.raises(SerializationError, match="checksum"):
        unseal(later)
    from hashlib import sha256

    assert unseal(body + b',"sha256":"%s"}' % sha256(body).hexdigest().encode()) == MANIFEST


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd", "/etc/passwd", "..", ".", "", "a/b", "a\\b", "C:a", "a\0b", ".hidden",
        "MANIFEST.json", "a" * 300, "a\n",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SerializationError, match="it names a file"):
        unseal(seal(replace(MANIFEST, files={name: FileRecord(7, "")})))
    engine = open_engine(str(tmp_path / "index"))
    publish(engine, entry("r1", "a"))
    path = tmp_path / "index" / "g-000001" / "MANIFEST.json"
    read = unseal(path.read_bytes())
    outside = record_of(Path("/etc/passwd"))
    path.write_bytes(seal(replace(read, files={**read.files, name: outside})))
    for ask in (open_engine(str(tmp_path / "index")).snapshot, engine.check):
        with pytest.raises(DamagedIndexError, match="it names a file"):
            ask()
    with pytest.raises(DamagedIndexError):
        engine.writer("rules")  # which would link it into the next generation


@pytest.mark.parametrize("field", ["fingerprint", "extraction_fingerprint"])
def test_check_sees_a_changed_recipe(field: str, tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    publish(engine, entry("r1", "a"))
    path = tmp_path / "index" / "g-000001" / "MANIFEST.json"
    kept = path.read_bytes()
    assert engine.check() == []
    path.write_bytes(kept.replace(f'"{field}":"'.encode(), f'"{field}":"x'.encode()))
    assert path.read_bytes() != kept
    with pytest.raises(DamagedIndexError, match=r"MANIFEST.json cannot be read.*checksum"):
        engine.check()


def test_an_index_from_before_is_stale_and_not_damaged(tmp_path: Path) -> None:
    publish(open_engine(str(tmp_path / "index")), entry("r1", "a"))
    path = tmp_path / "index" / "g-000001" / "MANIFEST.json"
    path.write_bytes(encode(unseal(path.read_bytes())))
    with pytest.raises(StaleIndexError, match="rebuild"):
        open_engine(str(tmp_path / "index")).snapshot()


def test_a_manifest_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    publish(open_engine(str(tmp_path / "index")), entry("r1", "a"))
    with (tmp_path / "index" / "g-000001" / "MANIFEST.json").open("r+b") as file:
        file.truncate(1 << 40)  # a terabyte of zeros, on no disk
    with pytest.raises(DamagedIndexError, match="more than 1000000 bytes"):
        open_engine(str(tmp_path / "index")).snapshot()


@pytest.mark.parametrize("kind", ["pipe", "folder", "stray"])
def test_what_is_no_file_of_the_generation_is_named(kind: str, tmp_path: Path) -> None:
    publish(open_engine(str(tmp_path / "index")), entry("r1", "a"))
    path = next((tmp_path / "index").glob("g-*/*.arrays"))
    if kind == "stray":
        shutil.copy(path, path.with_name("more.arrays"))
    else:
        path.unlink()
        (os.mkfifo if kind == "pipe" else os.mkdir)(path)
    engine = open_engine(str(tmp_path / "index"))
    told = "more.arrays does not belong" if kind == "stray" else f"{path.name} "
    with pytest.raises(DamagedIndexError, match=told):
        engine.snapshot()
    assert told in engine.check()[0]


def test_no_bit_of_current_names_the_generation_before(tmp_path: Path) -> None:
    """As g-000003 and g-000002, both of which are there, are one bit from each other."""
    engine = open_engine(str(tmp_path / "index"))
    for number in range(3):
        publish(engine, entry(f"r{number}", "a"))
    path = tmp_path / "index" / "CURRENT"
    whole = path.read_bytes()
    assert whole.startswith(b"g-000003 ")
    for place in range(len(whole)):
        for bit in range(8):
            flipped = bytes([whole[place] ^ 1 << bit])
            path.write_bytes(whole[:place] + flipped + whole[place + 1 :])
            with pytest.raises(DamagedIndexError, match="CURRENT"):
                engine.snapshot()
        path.write_bytes(whole[:place])
        with suppress(DamagedIndexError):
            assert engine.snapshot().generation == "g-000003"
    path.write_text("g-000002\n")  # by hand, without a checksum
    assert engine.snapshot().generation == "g-000002"
