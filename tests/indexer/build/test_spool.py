"""What is kept on the disk is given back as it was, and what cannot be kept ends the run."""

import io
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from indexer.build.spool import Signatures, Spool
from indexer.read.document import RawDocument
from search.engine.errors import EngineError
from search.report import SourcePath


def test_signatures_are_given_back_in_any_order() -> None:
    with closing(Signatures()) as kept:
        for name, signature in (("b", b"xyz"), ("a", b""), ("c", bytes(600))):
            kept.put(name, signature)
        assert dict(kept) == {"b": b"xyz", "a": b"", "c": bytes(600)}
        kept.put("b", b"again")
        assert kept["b"] == b"again" and kept["c"] == bytes(600)
        assert "a" in kept and "d" not in kept and len(kept) == 3


def test_a_full_disk_is_an_error_of_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, in_memory: int) -> None:
            """Whatever may stay in memory."""

        def seek(self, place: int) -> None:
            """Anywhere."""

        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        def close(self) -> None:
            """Nothing to close."""

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", Full)
    with closing(Signatures()) as kept, pytest.raises(EngineError, match="No space left"):
        kept.put("a", b"x")
    assert "a" not in kept


def test_a_full_disk_under_parsed_documents_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    document = RawDocument("a", "Hội nghị", SourcePath(str(tmp_path), "a.docx"), "0" * 64)
    with closing(Spool()) as kept:
        with pytest.raises(EngineError, match="No space left"):
            kept.put(document)
        assert kept.get(str(document.place)) is None
