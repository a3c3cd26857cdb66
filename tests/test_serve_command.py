"""`hoi-nghi serve` as a process: signals, logs, the public address, collections, settings."""

import json
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from hoi_nghi import serve_command
from hoi_nghi.http_server import Server
from indexer.build.run import build
from search.engine.urls import open_engine

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("served")
    (folder / "reports").mkdir()
    text = "Hội nghị bàn việc chống bão.\n\nÔng Trần Văn Thử, Chủ tịch UBND tỉnh, chủ trì."
    (folder / "reports" / "0.txt").write_text(text, "utf-8")
    build([folder / "reports"], open_engine(str(folder / "index")))
    return str(folder / "index")


@contextmanager
def served(
    *arguments: str, in_own_group: bool = False
) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Its address and its process. `in_own_group`: whether `os.killpg` may be used on it."""
    command = [sys.executable, "-m", "web", "--port", "0", *arguments]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=in_own_group,
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+?(?=/)", process.stdout.readline())
        assert found, process.stderr and process.stderr.read()
        try:
            yield found.group(), process
        finally:
            process.kill()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read(), "utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_with_exit_code_0(index: str, number: int) -> None:
    with served("--index", index) as (address, process):
        assert get(f"{address}/healthz") == "ok\n"
        process.send_signal(number)
        assert process.wait(15) == 0


def test_a_signal_while_it_begins_stops_it(index: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def begin(*_: object, **named: object) -> Server:
        signal.raise_signal(signal.SIGTERM)
        return Server(*_, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(serve_command, "Server", begin)
    done = CliRunner().invoke(
        serve_command.serve, ["--index", index, "--port", "0"], standalone_mode=False
    )
    assert (done.exception, done.return_value) == (None, 0)


def logged(log: Path) -> dict[str, object]:
    """The one line of a log, which is written once its answer is sent."""
    for _ in range(200):
        if log.exists() and log.read_text().endswith("\n"):
            break
        time.sleep(0.05)
    line: dict[str, object] = json.loads(log.read_text())
    return line


def test_sighup_goes_on_in_a_new_log(index: str, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    options = ("--access-log", str(log), "--log-format", "json")
    with served("--index", index, *options) as (at, process):
        get(f"{at}/?q=mot")
        old = logged(log)
        log.rename(tmp_path / "old.log")
        process.send_signal(signal.SIGHUP)
        get(f"{at}/?q=hai%0Aba")
        new = logged(log)
    assert (old["target"], new["target"]) == ("/?q=mot", "/?q=hai%0Aba")
    assert (new["status"], new["remote"]) == (200, "127.0.0.1")


def test_links_and_whole_addresses_follow_the_public_url(index: str) -> None:
    with served("--index", index, "--public-url", "https://tinh.vn/hoinghi") as (address, _):
        pages = [get(f"{address}{prefix}/?q=bao") for prefix in ("", "/hoinghi")]
        feed = get(f"{address}/results.atom?q=bao")
        rows = get(f"{address}/results.csv?q=bao")
    assert pages[0] == pages[1]
    links = re.findall(r'(?:href|action|src|data-ask)="([^"#]+)', pages[0])
    assert links and all(link.startswith("/hoinghi/") for link in links)
    assert "https://tinh.vn/hoinghi/reports/" in feed and "127.0.0.1" not in feed
    assert "https://tinh.vn/hoinghi/reports/" in rows


def test_several_collections_in_one_server(index: str, tmp_path: Path) -> None:
    two = ("--collection", f"so={index}", "--collection", f"moi={tmp_path / 'none'}")
    with served(*two) as (address, _):
        assert 'href="/so/"' in get(f"{address}/")
        assert 'href="/so/reports/' in get(f"{address}/so/?q=bao")
        with pytest.raises(urllib.error.HTTPError, match="503"):
            get(f"{address}/readyz")
        assert "hoi_nghi_reports 1" in get(f"{address}/so/metrics")
        with pytest.raises(urllib.error.HTTPError, match="404") as lost:
            get(f"{address}/khong-co")
        page = str(lost.value.read(), "utf-8")
        assert 'lang="vi"' in page and 'href="/so/"' in page


def test_flags_win_over_the_environment_and_this_over_a_file(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "serve.toml"
    settings.write_text('index = "whoosh:/none"\npublic_url = "https://tep.vn"\n')
    monkeypatch.setenv("HOI_NGHI_PUBLIC_URL", "https://moi-truong.vn")
    with served("--index", index, "--config", str(settings)) as (address, _):
        assert "https://moi-truong.vn/" in get(f"{address}/results.atom")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--public-url", "tinh.vn"], "is not like"),
        (["--collection", "../x=whoosh:a"], "NAME=URL"),
        (["--access-log", "/no/such/folder/log"], "cannot write"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], message: str) -> None:
    command = [sys.executable, "-m", "web", "--port", "0", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2 and message in ended.stderr
