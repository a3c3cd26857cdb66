"""`hoi-nghi copy FROM TO`: what is printed, and the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from search.engine.urls import open_engine
from tests.conftest import ROOT
from tests.search.engine.manifests import make_stale

pytestmark = pytest.mark.slow


def copied(
    *arguments: object, expected: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "hoi_nghi", "copy", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    assert done.returncode == expected, done.stderr
    return done


def test_it_says_what_it_did(samples_url: str, tmp_path: Path) -> None:
    target = f"whoosh:{tmp_path / 'copy'}"
    reports = open_engine(samples_url).snapshot().stats().reports
    done = copied(samples_url, target, "--jobs", 2)
    assert done.stdout.startswith(f"g-000001: {reports} reports copied, in ")
    record = json.loads(copied(samples_url, target, "--replace", "--json").stdout)
    assert record.pop("seconds") > 0
    assert record == {"reports": reports, "grouped": 0, "generation": "g-000002"}


def test_it_is_refused_in_a_sentence(samples_url: str, tmp_path: Path) -> None:
    nothing, target = tmp_path / "nothing", tmp_path / "target"
    assert "no index" in copied(nothing, target, expected=5).stderr
    assert not target.exists()
    copied(samples_url, target)
    assert "--replace" in copied(samples_url, target, expected=4).stderr
    assert "are one index" in copied(target, f"whoosh:{target}/../target", expected=2).stderr
    assert "unknown index address" in copied(target, "nowhere:x", expected=2).stderr
    away = "opensearch://127.0.0.1:1/x"
    assert "are one index" in copied(away, f"{away}?shards=3", expected=2).stderr
    make_stale(target / "g-000001" / "MANIFEST.json")
    assert "rebuild" in copied(target, tmp_path / "other", expected=4).stderr


def test_it_names_what_an_office_wrote_and_does_not_copy(tmp_path: Path, samples_url: str) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    copied(samples_url, source)
    (source / "words.tsv").write_text("ubx\tủy ban xã\n", "utf-8")
    told = f"{source / 'words.tsv'} is not copied; HOI_NGHI_WORDS names it for whichever index\n"
    assert copied(source, target).stderr.endswith(told)
    assert not (target / "words.tsv").exists()
    named = copied(source, target, "--replace", HOI_NGHI_WORDS=str(source / "words.tsv"))
    assert "not copied" not in named.stderr
