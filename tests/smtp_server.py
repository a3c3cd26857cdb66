"""A mail server for tests: what is handed in to it → kept; it refuses what it is told to."""

import base64
import shutil
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import cast


@dataclass
class Post:
    """How the server behaves, and what came in.

    `unknown`: recipients that it refuses. `says`: a command → what it answers instead. `password`:
    the one that it lets in; None: it knows none. `safe`: how it makes a connection safe; it does
    so at once if `is_tls`. `mails`: (sender, recipients, message) of each that it took.
    """

    unknown: frozenset[str] = frozenset()
    says: dict[str, str] = field(default_factory=dict)
    password: str | None = None
    safe: ssl.SSLContext | None = None
    is_tls: bool = False
    mails: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.post: Post = cast("_Server", self.server).post
        self.sender, self.to, self.is_safe = "", list[str](), False
        if self.post.is_tls and not self._begin_tls():
            return
        self._say(self.post.says.get("", "220 here"))
        while line := self.rfile.readline().decode(errors="replace").strip():
            self.post.heard.append(line)
            verb = line.split(" ", 1)[0].upper()
            answer = self.post.says.get(verb) or getattr(self, f"_{verb.lower()}", _unknown)(line)
            if not answer or not self._say(answer) or verb == "QUIT":
                return
            if answer == "220 begin" and not self._begin_tls():
                return

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _say(self, answer: str) -> bool:
        if answer != "hang up":
            self.wfile.write(answer.encode() + b"\r\n")
        return answer != "hang up"

    def _begin_tls(self) -> bool:
        assert self.post.safe is not None
        try:
            self.connection = self.post.safe.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            return False
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.is_safe = True
        return True

    def _ehlo(self, _: str) -> str:
        can = ["here"]
        if self.post.safe and not self.is_safe:
            can.append("STARTTLS")
        if self.post.password is not None:
            can.append("AUTH PLAIN")
        return "\r\n".join([*(f"250-{one}" for one in can[:-1]), f"250 {can[-1]}"])

    def _starttls(self, _: str) -> str:
        return "220 begin" if self.post.safe else "502 no"

    def _auth(self, line: str) -> str:
        given = base64.b64decode(line.split(" ")[2]).decode().split("\0")[-1]
        return "235 in" if given == self.post.password else "535 5.7.8 wrong password"

    def _mail(self, line: str) -> str:
        self.sender, self.to = line.partition("<")[2].partition(">")[0], []
        return "250 ok"

    def _rcpt(self, line: str) -> str:
        who = line.partition("<")[2].partition(">")[0]
        if who in self.post.unknown:
            return "550 5.1.1 nobody here"
        self.to.append(who)
        return "250 ok"

    def _data(self, _: str) -> str:
        self._say("354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        whole = b"".join(line.removeprefix(b".") if line[:1] == b"." else line for line in lines)
        self.post.raw.append(whole)
        self.post.mails.append((self.sender, self.to, message_from_bytes(whole, policy=SMTP)))
        return self.post.says.get("after DATA", "250 taken")

    def _rset(self, _: str) -> str:
        return "250 ok"

    def _quit(self, _: str) -> str:
        return "221 bye"


def _unknown(_: str) -> str:
    return "502 unknown"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    post: Post

    def handle_error(self, *_: object) -> None:
        """A client went away."""


@contextmanager
def serving(post: Post) -> Iterator[int]:
    """The port that a mail server listens on at 127.0.0.1."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.post = post
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext] | None:
    """A certificate of "localhost", signed by nobody else, and what a server does with it; None
    where there is no openssl to make one."""
    if not (openssl := shutil.which("openssl")):
        return None
    own, key = folder / "own.pem", folder / "key.pem"
    asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(key), "-out", str(own)]
    subprocess.run([openssl, *asked.split(), *named, *files], check=True, capture_output=True)
    safe = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    safe.load_cert_chain(own, key)
    return own, safe
