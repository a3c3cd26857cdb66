"""`hoi-nghi words`, and what a search says of a file of own words: printed, and the exit code."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_commands import run

pytestmark = pytest.mark.slow

Write = Callable[[str, str], Path]


@pytest.fixture
def url(tmp_path: Path, write: Write) -> str:
    url = f"whoosh:{tmp_path / 'index'}"
    write("b.txt", "Sáng nay, BQLKKT họp.")
    folder = write("a.txt", "Chiều nay, ban quản lý khu kinh tế họp.").parent
    assert run("indexer", "index", folder, "--index", url).returncode == 0
    return url


def test_words_are_told_and_used(url: str, tmp_path: Path) -> None:
    path = tmp_path / "index" / "words.tsv"
    told = run("hoi_nghi", "words", "--index", url)
    assert (told.returncode, told.stdout) == (0, f"no own words: there is no {path}\n")
    assert run("search", "BQLKKT", "--index", url).stdout.startswith("1 report")
    lines = ["viết tắt\tBQLKKT\tban quản lý khu kinh tế", "viết tắt\tUBND\tuỷ ban xã", "lạ\tBQL"]
    path.write_text("\n".join(lines), "utf-8")
    told = run("hoi_nghi", "words", "--index", url)
    assert told.returncode == 1
    first, second, instead, counts, rebuild = told.stdout.splitlines()
    assert first == "1: abbreviation: BQLKKT = ban quản lý khu kinh tế"
    assert second == "2: abbreviation: UBND = uỷ ban xã"
    assert instead.startswith("   instead of what our list has: ")
    assert counts == f"{path}: 2 abbreviation, 0 name, 0 spelling, 1 not understood"
    assert "nothing is to be rebuilt" in rebuild
    assert told.stderr.startswith(f"{path}:3 begins with none of: viết tắt, ")
    found = run("search", "BQLKKT", "--index", url)
    assert (found.returncode, found.stdout[:9]) == (0, "2 reports")
    assert f"{path}:3 begins with none of" in found.stderr
    record = json.loads(run("hoi_nghi", "words", "--json", "--index", url).stdout)
    assert record["words"][0] == {
        "line": 1, "kind": "abbreviation", "words": ["BQLKKT", "ban quản lý khu kinh tế"],
    }  # fmt: skip
    assert [bad["line"] for bad in record["not_understood"]] == [3]
    assert record["rebuild_needed"] is False


def test_a_file_is_checked_before_it_is_used(url: str, write: Write, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "your-own-words.md").read_text("utf-8")
    [example] = re.findall("```\n(# tổ chức.*?)```", page, re.DOTALL)
    path = write("../ours.tsv", example)
    told = run("hoi_nghi", "words", "--check", path, "--index", url)
    assert (told.returncode, told.stderr) == (0, "")
    assert "2 abbreviation, 2 name, 1 spelling, 0 not understood" in told.stdout
    assert run("hoi_nghi", "words", "--check", "/nowhere").returncode == 2
    found = run("search", "bqlkkt", "--index", url, HOI_NGHI_WORDS=str(path))
    assert found.stdout.startswith("2 reports")
    assert not (tmp_path / "index" / "words.tsv").exists()
