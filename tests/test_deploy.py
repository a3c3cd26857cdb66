"""What stands in deploy/: nginx before the server, the unit, the steps of the image."""

import base64
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from indexer.build.run import build
from search.engine.urls import open_engine
from tests.test_serve_command import served

DEPLOY = Path(__file__).parent.parent / "deploy"
PUBLIC = "https://tinh.example/hoinghi"
PAGES = 120
"""Addresses that are looked at: more than there are kinds of pages."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


class Proxied:
    """The server behind nginx with TLS and a password."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._context = ssl.create_default_context()
        self._context.check_hostname, self._context.verify_mode = False, ssl.CERT_NONE
        self._password = base64.b64encode(b"an:mat-khau").decode()

    def get(self, path: str, *, password: bool = True) -> tuple[int, str]:
        """Status and body of a path; once more after a moment if the limit of requests is met."""
        asked = urllib.request.Request(f"https://127.0.0.1:{self._port}{path}")
        asked.add_header("Host", "tinh.example")
        if password:
            asked.add_header("Authorization", f"Basic {self._password}")
        try:
            with urllib.request.urlopen(asked, context=self._context, timeout=30) as answer:
                return answer.status, str(answer.read(), "utf-8", "replace")
        except urllib.error.HTTPError as error:
            if error.code == 429:
                time.sleep(0.2)
                return self.get(path, password=password)
            return error.code, str(error.read(), "utf-8", "replace")


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    if not (shutil.which("nginx") and shutil.which("openssl")):
        pytest.skip("needs nginx and openssl")
    folder = tmp_path_factory.mktemp("nginx")
    build([Path(__file__).parent.parent / "samples"], open_engine(str(folder / "index")))
    port = free_port()
    pair = [str(folder / "key"), str(folder / "cert")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=tinh.example"]
        + ["-keyout", pair[0], "-out", pair[1]],
        check=True,
        capture_output=True,
    )
    secret = subprocess.run(
        ["openssl", "passwd", "-apr1", "mat-khau"], check=True, capture_output=True, text=True
    )
    (folder / "passwords").write_text(f"an:{secret.stdout}")
    options = ("--index", str(folder / "index"), "--public-url", PUBLIC)
    with ExitStack() as held:
        address, _ = held.enter_context(served(*options, "--trusted-proxy", "127.0.0.1"))
        own = (DEPLOY / "nginx.conf").read_text("utf-8")
        for recipe, here in (
            ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
            ("/etc/ssl/hoi-nghi.pem", pair[1]),
            ("/etc/ssl/hoi-nghi.key", pair[0]),
            ("/etc/nginx/hoi-nghi.htpasswd", str(folder / "passwords")),
            ("http://127.0.0.1:8000;", f"{address};"),
        ):
            assert recipe in own
            own = own.replace(recipe, here)
        as_root = "user root;\n" if os.geteuid() == 0 else ""  # to read our folder
        whole = (
            as_root + f"events {{}}\nerror_log {folder}/error.log;\npid {folder}/pid;\nhttp {{\n"
        )
        whole += f"access_log off;\n{own}\n}}\n"
        (folder / "nginx.conf").write_text(whole)
        command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
        server = subprocess.Popen([*command, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
        held.callback(server.wait, 10)
        held.callback(server.terminate)
        _wait_for(port)
        yield Proxied(port)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError


@pytest.mark.slow
def test_no_link_leads_out_of_the_path(proxied: Proxied) -> None:
    """A crawl from the first page: every address of ours stays under the path and answers."""
    todo, seen = ["/hoinghi/", "/hoinghi/?q=ngan+sach"], set[str]()
    while todo and len(seen) < PAGES:
        path = todo.pop(0)
        if path in seen:
            continue
        seen.add(path)
        status, body = proxied.get(path)
        assert status == 200, path
        for link in re.findall(r'(?:href|src|action|data-ask)="([^"#]+)', body):
            whole = urljoin(f"https://tinh.example{path}", link.replace("&amp;", "&"))
            parts = urlsplit(whole)
            if parts.netloc != "tinh.example":
                continue  # the source of a report
            assert whole.startswith(f"{PUBLIC}/"), (path, link)
            todo.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    assert len(seen) > 50


@pytest.mark.slow
def test_feed_and_citation_say_the_public_address(proxied: Proxied) -> None:
    _, feed = proxied.get("/hoinghi/results.atom?q=ngan+sach")
    assert f"<id>{PUBLIC}/results.atom?q=ngan+sach</id>" in feed
    found = re.search(rf'href="({PUBLIC}/reports/[^"]+)"', feed)
    assert found
    _, page = proxied.get(found.group(1).removeprefix("https://tinh.example"))
    assert f"{PUBLIC}/reports/" in page and "http://127" not in page


@pytest.mark.slow
def test_numbers_are_for_this_machine(proxied: Proxied) -> None:
    for path in ("metrics", "so/metrics", "so%2Fmetrics", "x/../metrics", "/metrics"):
        status, body = proxied.get(f"/hoinghi/{path}")
        assert (status, "nginx" in body) == (404, True), path


@pytest.mark.slow
def test_an_id_with_an_escaped_slash(proxied: Proxied) -> None:
    paths = [
        f"/hoinghi/reports/thai-binh{slash}hop-khan-ung-pho-bao-so-3.txt" for slash in ["/", "%2F"]
    ]
    pages = [proxied.get(path) for path in paths]
    assert pages[0] == pages[1] and pages[0][0] == 200


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/hoinghix/", "/hoinghi/../healthz", "/healthz", "//hoinghi2/"])
def test_what_is_not_under_the_path_is_not_there(proxied: Proxied, path: str) -> None:
    assert proxied.get(path)[0] == 404


@pytest.mark.slow
def test_nobody_comes_in_without_the_password(proxied: Proxied) -> None:
    assert proxied.get("/hoinghi/", password=False)[0] == 401
    assert proxied.get("/hoinghi/metrics")[0] == 404


def test_the_unit_is_one_that_systemd_reads() -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze")
    ended = subprocess.run(
        ["systemd-analyze", "verify", str(DEPLOY / "hoi-nghi.service")],
        capture_output=True,
        text=True,
    )
    told = [line for line in ended.stderr.splitlines() if "hoi-nghi" in line]
    assert [line for line in told if "not executable" not in line] == []


def test_the_image_holds_all_that_the_program_imports(tmp_path: Path) -> None:
    """Its COPY steps done by hand; what they leave starts."""
    root = DEPLOY.parent
    copied = re.findall(r"^COPY (\S+) (\S+)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    for source, target in copied:
        if (root / source).is_dir():
            shutil.copytree(root / source, tmp_path / target)
    command = [sys.executable, "-P", "-m", "web", "--help"]
    ended = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)}
    )
    assert ended.returncode == 0 and "--public-url" in ended.stdout
