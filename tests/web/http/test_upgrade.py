"""A server goes on while its index breaks or a newer program publishes: an upgrade has no gap."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine import serving
from search.engine.errors import StaleIndexError
from search.engine.urls import open_engine
from search.engine.whoosh import index_format
from web.app import create_app


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one report, indexed."""
    monkeypatch.setattr(serving, "RETRY", 0.0)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("Hội nghị bàn việc cấp nước.", "utf-8")
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    return tmp_path / "reports"


@pytest.fixture
def index(reports: Path) -> Path:
    return reports.parent / "index"


def server(index: Path) -> FlaskClient:
    """A server of the program that runs."""
    return create_app(open_engine(str(index))).test_client()


def total(client: FlaskClient) -> int:
    answer = client.get("/api/search?q=cấp nước")
    assert answer.status_code == 200
    found: int = answer.get_json()["total"]
    return found


def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the program is another version: its indexes hold other terms."""
    monkeypatch.setattr(index_format, "format_fingerprint", lambda: "of a newer one")


def test_an_upgrade_without_downtime(reports: Path, index: Path) -> None:
    """docs/how-to/upgrade.md: build beside, switch, restart; and the way back."""
    old = server(index)
    assert total(old) == 1
    with pytest.MonkeyPatch.context() as upgraded:
        newer_program(upgraded)
        (reports / "b.txt").write_text("Hội nghị bàn việc cấp nước sạch.", "utf-8")
        with pytest.raises(StaleIndexError):
            open_engine(str(index)).snapshot()
        build([reports], open_engine(str(index)), anew=True)  # hoi-nghi rebuild, of the new one
        new = server(index)  # beside the old one, on another port
        assert total(new) == 2 and new.get("/readyz").text == "g-000002\n"
    # the old program still runs, over the generation that it has open
    assert total(old) == 1 and old.get("/healthz").status_code == 200
    ready = old.get("/readyz")
    assert ready.status_code == 200 and ready.text == "g-000001\nproblem: stale\n"
    assert "cấp nước" in old.get("/?q=cấp+nước").text
    # a run of the old program leaves the newer one's generation alone
    with pytest.raises(StaleIndexError):
        build([reports], open_engine(str(index)))
    # back to the old program: its generation was kept
    assert open_engine(str(index)).rollback() == "g-000001"
    assert total(server(index)) == 1
    assert total(old) == 1 and old.get("/readyz").text == "g-000001\n"


def spoil_current(index: Path) -> None:
    (index / "CURRENT").write_text("nonsense")


@pytest.mark.parametrize(
    ("spoil", "kind"), [(shutil.rmtree, "missing"), (spoil_current, "damaged")]
)
def test_a_broken_index_does_not_end_the_answers(
    index: Path, reports: Path, spoil: Callable[[Path], object], kind: str
) -> None:
    client = server(index)
    (index / "words.tsv").write_text("viết tắt\tCNS\tcấp nước\n", "utf-8")
    assert client.get("/api/search?q=CNS").get_json()["total"] == 1
    spoil(index)
    assert total(client) == 1
    assert client.get("/readyz").text == f"g-000001\nproblem: {kind}\n"
    assert client.get("/api/search?q=CNS").get_json()["total"] == 1, "its own words stay, too"
    assert str(index) not in client.get("/readyz").text, "paths are in the log alone"
    assert server(index).get("/readyz").status_code == 503, "who starts anew has nothing"
    shutil.rmtree(index, ignore_errors=True)
    (reports / "b.txt").write_text("Hội nghị bàn việc cấp nước sạch.", "utf-8")
    build([reports], open_engine(str(index)))
    assert total(client) == 2 and client.get("/readyz").text == "g-000001\n"


def test_what_was_compared_and_found_damaged_is_503(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engine.whoosh.files.SMALL", 0)
    path = next(index.glob("g-*/*.arrays"))
    data = bytearray(path.read_bytes())
    data[-1] ^= 1  # padding: no answer tells
    path.write_bytes(data)
    client = server(index)
    live = client.application.extensions["searchers"].serving
    live._verify_if_due(live._engine.snapshot())
    live._verifier.join()
    assert client.get("/readyz").status_code == 503
    refused = client.get("/?q=cấp nước")
    assert refused.status_code == 503 and "Chỉ mục bị hỏng" in refused.text
    assert client.get("/api/search?q=a").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_files_cut_under_a_server(
    index: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In place, by a foreign hand: each answer that needs them is 503, and the process lives."""
    monkeypatch.setattr("search.engine.whoosh.files.SMALL", 0)
    client = server(index)
    assert total(client) == 1
    for path in index.glob("g-*/*"):
        os.truncate(path, 100)
    for address in (
        "/?q=bàn việc",
        "/reports/a.txt",
        "/api/search?q=cấp",
        "/results.csv",
        "/readyz",
    ):
        assert client.get(address).status_code == 503, address
    assert client.get("/healthz").status_code == 200
    build([reports], open_engine(str(index)), anew=True)
    assert total(client) == 1 and client.get("/readyz").text == "g-000002\n"
