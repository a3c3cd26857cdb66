"""A node without TLS → the same behind TLS, known by an authority of its own; what it was sent.

The zip of Maven Central has no security plugin. What a client of a cluster with TLS does is all
the same: it shakes hands, looks at the certificate, and says who it is.
"""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

_BLOCK = 1 << 16


@dataclass
class Relay:
    """Where it listens; the file of its authority; and the heads of requests that came in."""

    port: int
    authority: Path
    heads: list[bytes] = field(default_factory=list)


def new_authority(folder: Path, name: str) -> tuple[Path, Path, Path]:
    """An authority, and a node that it vouches for on this machine: the files of its certificate,
    and of the node's certificate and key. Made by openssl; raises FileNotFoundError without it."""
    authority, key = folder / f"{name}.pem", folder / f"{name}.key"
    node, node_key = folder / f"{name}-node.pem", folder / f"{name}-node.key"
    new = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    new += ["-nodes", "-days", "2", "-subj"]
    signs = ["-addext", "keyUsage=critical,keyCertSign,cRLSign"]
    _run([*new, f"/CN={name}", *signs, "-keyout", str(key), "-out", str(authority)])
    vouched = ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    vouched += [
        "-addext",
        "basicConstraints=critical,CA:FALSE",
        "-CA",
        str(authority),
        "-CAkey",
        str(key),
    ]
    _run([*new, "/CN=localhost", *vouched, "-keyout", str(node_key), "-out", str(node)])
    return authority, node, node_key


@contextmanager
def tls_relay(folder: Path, node_port: int) -> Iterator[Relay]:
    """Passes on what comes in under TLS to a node of this machine, and back."""
    authority, certificate, key = new_authority(folder, "authority")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        relay = Relay(listening.getsockname()[1], authority)
        Thread(target=_accept, args=(listening, context, node_port, relay), daemon=True).start()
        yield relay


def _accept(
    listening: socket.socket, context: ssl.SSLContext, node_port: int, relay: Relay
) -> None:
    with suppress(OSError):  # it was closed: the test is over
        while True:
            client, _ = listening.accept()
            Thread(target=_serve, args=(client, context, node_port, relay), daemon=True).start()


def _serve(client: socket.socket, context: ssl.SSLContext, node_port: int, relay: Relay) -> None:
    """One connection. A client that trusts another authority, or none, hangs up while shaking
    hands."""
    with (
        suppress(OSError),
        client,
        context.wrap_socket(client, server_side=True) as inside,
        socket.create_connection(("127.0.0.1", node_port)) as node,
    ):
        Thread(target=_pass_on, args=(node, inside, []), daemon=True).start()
        _pass_on(inside, node, relay.heads)


def _pass_on(source: socket.socket, target: socket.socket, heads: list[bytes]) -> None:
    with suppress(OSError):
        while data := source.recv(_BLOCK):
            if b" HTTP/1.1\r\n" in data:
                heads.append(data.partition(b"\r\n\r\n")[0])
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
