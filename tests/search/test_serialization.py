"""Nouns to JSON and back, from many threads at once."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from search import serialization
from search.report import DateValue, Facets, FacetValue, PersonValue, Precision, Role, Status
from search.serialization import (
    SerializationError,
    compressed,
    decode,
    decompressed,
    encode,
    pack,
    unpack,
)


def test_there_and_back() -> None:
    facets = Facets(
        province=(FacetValue("Bắc Kạn", Status.STATED, (3, 10)),),
        event_date=(DateValue("2024-12", Status.DERIVED, None, Precision.MONTH),),
        people=(PersonValue("A", Status.STATED, None, Role.CHAIR, ("Bí thư",)),),
    )
    assert decode(encode(facets), Facets) == facets
    assert unpack(pack(facets), Facets) == facets


@pytest.mark.parametrize(
    "data", ["", "{", "[]", '{"province": 1}', b"\xff", '{"x":' + "[" * 100_000]
)
def test_what_is_no_record(data: str | bytes) -> None:
    with pytest.raises(SerializationError):
        decode(data, Facets)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x90", b"\x81", b"\xc1", b"\x81\xa8province\x01", b"\x81\xa1x" + b"\x91" * 100_000],
)
def test_what_is_no_packed_record(data: bytes) -> None:
    with pytest.raises(SerializationError):
        unpack(data, Facets)


def test_compressed_and_back() -> None:
    for data in (b"", b"a" * 1000, bytes(range(256))):
        assert decompressed(compressed(data)) == data


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b"", lambda b: b"\0" + b[1:]])
def test_what_is_nothing_compressed(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SerializationError):
        decompressed(change(compressed(b"a")))


def test_what_would_fill_the_memory_is_not_decompressed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = compressed(b"a" * 1000)
    monkeypatch.setattr(serialization, "MOST_BYTES", 999)
    with pytest.raises(SerializationError, match="too many"):
        decompressed(data)
    monkeypatch.setattr(serialization, "MOST_BYTES", 1001)
    assert decompressed(data) == b"a" * 1000


MANY_THREADS = """
import sys, threading
from search.report import StoredReport
from search.serialization import SerializationError, decode
sys.setswitchinterval(1e-6)
start = threading.Barrier(8)
def first():
    start.wait()
    for _ in range(50):
        try: decode("{}", StoredReport)
        except SerializationError: pass
threads = [threading.Thread(target=first) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


@pytest.mark.slow
def test_threads_that_meet_a_noun_for_the_first_time_together() -> None:
    """Without care this ends the process with a segmentation fault, one time in a few."""
    for _ in range(5):
        assert subprocess.run([sys.executable, "-c", MANY_THREADS]).returncode == 0
