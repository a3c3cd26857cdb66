"""What is printed in an encoding that does not hold it: the nearest letter, and no traceback."""

import io
import os
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pytest

from hoi_nghi.main import COMMANDS
from hoi_nghi.streams import forgiving

TEXT = "Nguyễn Thị Thử — “đường” 12 m² 😀\n"


def printed(encoding: str, text: str = TEXT, errors: str = "strict") -> bytes:
    taken = io.BytesIO()
    stream = forgiving(io.TextIOWrapper(taken, encoding, errors, newline="\n"))
    stream.write(text)
    stream.flush()
    return taken.getvalue()


def test_the_nearest_letter_is_printed() -> None:
    assert printed("ascii").decode("ascii") == 'Nguyen Thi Thu - "duong" 12 m? ?\n'
    assert printed("latin-1").decode("latin-1") == 'Nguyên Thi Thu - "duòng" 12 m² ?\n'
    assert printed("utf-8").decode() == TEXT


def test_windows_1258_holds_every_vietnamese_letter() -> None:
    text = "Nguyễn Thị Thử, đường ở Quảng Ngãi, kỹ sư, ẫ Ặ ộ Ự ỳ\n"
    assert normalize("NFC", printed("cp1258", text).decode("cp1258")) == text


def test_what_the_user_chose_stays() -> None:
    assert printed("ascii", "ễ", "backslashreplace") == b"\\u1ec5"


def test_a_closed_stream_is_one_to_nowhere() -> None:
    with forgiving(None) as nowhere:
        assert nowhere.write(TEXT) == len(TEXT)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1258", "latin-1"])
def test_every_command_in_another_encoding(encoding: str, samples_url: str, tmp_path: Path) -> None:
    """Each command says something beyond the encoding, with the exit code it always had."""
    (tmp_path / "Bão.txt").write_text(
        "Hội nghị bàn về chống bão số 3 tại Quảng Ngãi.\n" * 3, "utf-8"
    )
    (tmp_path / "lines").write_text('{"_id": 1, "text": "bão"}\n', "utf-8")
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.4 cut")
    own = ["--index", str(tmp_path / "index")]
    there = ["--index", samples_url]
    told = [
        (["index", str(tmp_path), *own], 1),
        (["copy", str(tmp_path / "index"), str(tmp_path / "bản khác")], 0),
        (["roots", *own], 0),
        (["corrections", *own], 0),
        (["words", *own], 0),
        (["search", "ngân sách", *there], 0),
        (["search", "ngân sách", "--json", *there], 0),
        (["batch", str(tmp_path / "lines"), *there], 0),
        (["suggest", "giải ng", *there], 0),
        (["digest", "--since", "7d", "--query", "giải ngân", *there], 0),
        (["similar", "không-có", *there], 2),
        (["facets", str(tmp_path / "Bão.txt"), "--explain"], 0),
        (["analyze", "Ủy ban Nhân dân"], 0),
        (["stats", *there], 0),
        (["check", *there], 0),
        (["backup", str(tmp_path / "bản sao.tar"), *there], 0),
        (["restore", str(tmp_path / "bản sao.tar"), "--index", str(tmp_path / "chỉ mục")], 0),
        (["serve", "--help"], 0),
        (["serve", "--public-url", "đâu"], 2),
    ]
    assert len({arguments[0] for arguments, _ in told}) >= len(COMMANDS) - 2  # rebuild, rollback
    for arguments, code in told:
        done = subprocess.run(
            [sys.executable, "-m", "hoi_nghi", *arguments],
            capture_output=True,
            env=os.environ | {"PYTHONIOENCODING": encoding},
            timeout=60,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), (arguments, done)
        assert done.stdout or done.stderr
