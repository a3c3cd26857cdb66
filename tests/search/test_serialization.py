"""Nouns to JSON and back, from many threads at once."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from search import serialization
from search.report import DateValue, Facets, FacetValue, PersonValue, Precision, Role, Status
from search.serialization import (
    SerializationError,
    decode,
    encode,
    pack,
    pack_compressed,
    unpack,
    unpack_compressed,
    unpacked_size,
)


def test_there_and_back() -> None:
    facets = Facets(
        province=(FacetValue("Bắc Kạn", Status.STATED, (3, 10)),),
        event_date=(DateValue("2024-12", Status.DERIVED, None, Precision.MONTH),),
        people=(PersonValue("A", Status.STATED, None, Role.CHAIR, ("Bí thư",)),),
    )
    assert decode(encode(facets), Facets) == facets
    assert unpack(pack(facets), Facets) == facets
    assert unpack_compressed(pack_compressed(facets), Facets) == facets
    assert unpacked_size(pack_compressed(facets)) == len(pack(facets))


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


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b"", lambda b: b"\0" + b[1:]])
def test_what_is_no_compressed_record(change: Callable[[bytes], bytes]) -> None:
    data = change(pack_compressed(Facets()))
    with pytest.raises(SerializationError):
        unpack_compressed(data, Facets)
    with pytest.raises(SerializationError):
        unpacked_size(data)


def test_what_would_fill_the_memory_is_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pack_compressed("a" * 1000)
    monkeypatch.setattr(serialization, "MOST_BYTES", 1000)
    with pytest.raises(SerializationError, match="too many"):
        unpack_compressed(data, str)
    monkeypatch.setattr(serialization, "MOST_BYTES", 2000)
    assert unpack_compressed(data, str) == "a" * 1000


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
