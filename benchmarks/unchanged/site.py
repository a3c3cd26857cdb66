"""An address of a served index → status, headers and body, without what differs on each run."""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import unescape
from http.client import HTTPConnection
from urllib.parse import quote, urldefrag, urlencode, urlsplit

from benchmarks.unchanged.records import Record, steady

_OF_EACH_RUN = {"date", "server", "content-length", "etag", "last-modified", "connection"}
_VERSION = re.compile(r"([?&]v=)[0-9a-f]{8,64}\b")
_LINK = re.compile(r"""\bhref=(?:"([^"]*)"|'([^']*)')""")
_ASCII = "%/:=&?~#+!$,;'@()*[]|-._"


def address(path: str, **parameters: str | int) -> str:
    """An address with these parameters; a name that ends in _ has it left off (`from_`)."""
    pairs = [(name.rstrip("_"), value) for name, value in parameters.items()]
    return f"{quote(path, safe='/')}?{urlencode(pairs)}" if pairs else quote(path, safe="/")


class Site:
    """The pages that a server on this machine has at a port."""

    def __init__(self, port: int) -> None:
        self._port = port

    def get(self, asked: str) -> Record:
        """`status`, `headers` (names in small letters, sorted) and `body`: JSON if it is that."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=300)
        try:
            connection.request("GET", quote(asked, safe=_ASCII))
            response = connection.getresponse()
            text = self._steady(response.read().decode(errors="replace"))
            headers = sorted((name.lower(), value) for name, value in response.getheaders())
        finally:
            connection.close()
        kept = {name: self._steady(value) for name, value in headers if name not in _OF_EACH_RUN}
        is_json = "json" in kept.get("content-type", "")
        body = steady(json.loads(text)) if is_json else text
        return {"status": response.status, "headers": kept, "body": body}

    def all(self, addresses: Iterable[str]) -> Iterator[tuple[str, Record]]:
        """Each address, once, with what is there."""
        for asked in dict.fromkeys(addresses):
            yield asked, self.get(asked)

    def crawl(self, starts: Iterable[str], most: int) -> Iterator[tuple[str, Record]]:
        """What is reached from the starts, breadth first, until that is so many pages of HTML; of
        each kind in turn, so that the many filters of a search do not crowd out the others."""
        waiting: dict[str, deque[str]] = {}
        known: set[str] = set()
        _wait(starts, waiting, known)
        while most > 0 and any(waiting.values()):
            for queue in [queue for queue in waiting.values() if queue]:
                asked = queue.popleft()
                found = self.get(asked)
                yield asked, found
                if found["headers"].get("content-type", "").startswith("text/html"):
                    most -= 1
                    _wait(_links(found["body"]), waiting, known)

    def _steady(self, text: str) -> str:
        return _VERSION.sub(r"\1*", text).replace(f"127.0.0.1:{self._port}", "127.0.0.1:*")


def _wait(addresses: Iterable[str], waiting: dict[str, deque[str]], known: set[str]) -> None:
    for asked in addresses:
        kind = urlsplit(asked).path.split("/")[1]
        if asked not in known and kind != "static":
            known.add(asked)
            waiting.setdefault(kind, deque()).append(asked)


def _links(html: str) -> Iterator[str]:
    for double, single in _LINK.findall(html):
        link = urldefrag(unescape(double or single)).url
        if link.startswith("/") and not link.startswith("//"):
            yield link
