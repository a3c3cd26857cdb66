"""Logs: nothing that a request says makes a line of its own; a log that cannot be written."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoi_nghi import logs
from web.http.observe import ACCESS, Access


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level, ACCESS.handlers[:], ACCESS.level, ACCESS.propagate
    yield
    for handler in ACCESS.handlers:
        handler.close()
    root.handlers[:], root.level, ACCESS.handlers[:], ACCESS.level, ACCESS.propagate = before


def ask(target: str) -> None:
    access = Access("::1\n2", "GET", target, 200, 5, 0.01, f"agent {target}")
    ACCESS.info("asked", extra={"access": access})


@pytest.mark.parametrize("log_format", logs.FORMATS)
@pytest.mark.parametrize(
    "mark", ["\n", "\r", "\x85", "\u2028", "\x1b[2J", "\x9b2J", "\x00", "\x7f"]
)
def test_a_request_is_one_line(tmp_path: Path, log_format: str, mark: str) -> None:
    logs.set_up(log_format, str(tmp_path / "log"))
    ask(f"/a{mark}b")
    text = (tmp_path / "log").read_bytes().decode()
    assert len(text.splitlines()) == 1 and text[:-1].isprintable()
    if log_format == "json":
        assert json.loads(text)["target"] == f"/a{mark}b"


def test_a_message_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("text", None)
    logging.getLogger("waitress").error("while serving %s", "/\n2026 INFO forged")
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_that_is_gone_is_told_once_and_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    files = logs.set_up("text", str(folder / "log"))
    ask("/1")
    (folder / "log").unlink()
    folder.rmdir()
    logs.reopen(files)
    ask("/2")
    ask("/3")
    told = capsys.readouterr().err
    assert told.count("the access log cannot be written") == 1 and "Traceback" not in told
    folder.mkdir()
    ask("/4")
    assert "/4 " in (folder / "log").read_text("utf-8")
