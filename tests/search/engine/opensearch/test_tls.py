"""A cluster that is spoken to under TLS, with a password: commands and the server, as processes."""

import http.client
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from search.engine.opensearch.address import CA_FILE, PASSWORD, USER
from tests.conftest import ROOT
from tests.opensearch.tls_relay import Relay, new_authority, tls_relay

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl makes certificates"),
]
SECRET = "p4ss-w0rd-of-nobody"
SAID = f"Basic {b64encode(f'clerk:{SECRET}'.encode()).decode()}"
SERVED = re.compile(r"http://127\.0\.0\.1:(\d+)")


@pytest.fixture
def relay(tmp_path: Path, opensearch_hosts: str) -> Iterator[Relay]:
    port = urlsplit(f"//{opensearch_hosts.partition(',')[0]}").port
    assert port is not None
    with tls_relay(tmp_path, port) as made:
        yield made


@pytest.fixture
def url(relay: Relay, new_opensearch_index: Callable[[], str]) -> str:
    """A fresh index, by way of the relay."""
    name = new_opensearch_index().rpartition("/")[2]
    return f"opensearch://127.0.0.1:{relay.port}/{name}"


def environment(authority: Path) -> dict[str, str]:
    return {**os.environ, USER: "clerk", PASSWORD: SECRET, CA_FILE: str(authority)}


def ran(
    *arguments: object, env: dict[str, str], code: int = 0
) -> "subprocess.CompletedProcess[str]":
    """A command in a process of its own, which never tells the password."""
    command = [sys.executable, "-m", "hoi_nghi", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env)
    told = done.stdout + done.stderr
    assert done.returncode == code, told
    assert SECRET not in told and SAID not in told
    return done


def test_with_its_authority_all_goes_under_tls(url: str, relay: Relay, tmp_path: Path) -> None:
    report = tmp_path / "reports" / "a.txt"
    report.parent.mkdir()
    report.write_text("Hội nghị bàn việc giải ngân vốn.", "utf-8")
    env = environment(relay.authority)
    assert "1 added" in ran("index", report.parent, "--index", url, env=env).stdout
    assert "**giải ngân**" in ran("search", "giải ngân", "--index", url, env=env).stdout
    log = tmp_path / "log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "hoi_nghi", "serve", "--port", "0", "--index", url]
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
    try:
        assert "giải ngân" in page_of(server, log)
    finally:
        server.terminate()
        server.wait(30)
    assert SECRET not in log.read_text("utf-8") and SAID not in log.read_text("utf-8")
    assert relay.heads and all(f"Authorization: {SAID}".encode() in head for head in relay.heads)


def page_of(server: "subprocess.Popen[bytes]", log: Path) -> str:
    """A page of the server, once its log says where it is."""
    while (found := SERVED.search(log.read_text("utf-8"))) is None:
        assert server.poll() is None, log.read_text("utf-8")
    connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=60)
    try:
        connection.request("GET", "/?q=gi%E1%BA%A3i+ng%C3%A2n")
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read().decode()
    finally:
        connection.close()


def test_another_authority_is_not_believed(url: str, relay: Relay, tmp_path: Path) -> None:
    other, *_ = new_authority(tmp_path, "other")
    told = ran("stats", "--index", url, env=environment(other), code=10).stderr
    assert "no safe connection" in told
    assert relay.heads == [], "the password was said to who knows whom"


def test_an_authority_that_is_not_there_is_said(url: str, tmp_path: Path) -> None:
    env = environment(tmp_path / "nowhere.pem")
    assert "cannot read" in ran("stats", "--index", url, env=env, code=4).stderr


def test_a_password_is_not_told_in_the_clear(relay: Relay) -> None:
    env = environment(relay.authority) | {CA_FILE: ""}
    told = ran("stats", "--index", "opensearch://10.0.0.1:9200/x", env=env, code=2).stderr
    assert "in the clear" in told
    named = f"opensearch://clerk:{SECRET}@10.0.0.1/x"
    assert USER in ran("stats", "--index", named, env=env, code=2).stderr
    assert relay.heads == []
