"""Bytes of a client → its request, or the answer that says, in our words, why it is none."""

from collections.abc import Callable
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.task import ErrorTask
from waitress.utilities import BadRequest, Error

Describe = Callable[[int], str]
"""The code of an error → what its answer says."""


class RequestParser(HTTPRequestParser):  # type: ignore[misc]
    """Reads an address that was sent as it was typed: bytes beyond ASCII are escaped.

    Whatever cannot be read is a request with an error, and is answered with 400.
    """

    path = ""

    def received(self, data: bytes) -> int:
        """Read some bytes; how many of them belong to this request."""
        try:
            return int(super().received(data))
        except Exception:  # of a body, which is read by rules of its own
            self.error, self.completed = BadRequest("the request cannot be read"), True
            return len(data)

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of the request."""
        first, end, rest = header_plus.partition(b"\r\n")
        if not first.isascii():
            first = b"".join(b"%%%02X" % c if c > 0x7F else bytes((c,)) for c in first)
        try:
            super().parse_header(first + end + rest)
        except (ParsingError, TransferEncodingNotImplemented):
            raise
        except Exception:  # an address, or a number, that Python's library refuses in its own way
            raise ParsingError("the head of the request cannot be read") from None


class RefusalTask(ErrorTask):  # type: ignore[misc]
    """Answers a request that is no HTTP or too large, in our words."""

    def execute(self) -> None:
        """Write the answer."""
        self.request.error = _Refusal(self.request.error, self.channel.describe)
        super().execute()


class _Refusal(Error):  # type: ignore[misc]
    def __init__(self, error: Any, describe: Describe) -> None:
        super().__init__(error.body)
        self.code, self.reason, self._describe = error.code, error.reason, describe

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        status, headers, _ = super().to_response(ident)
        return status, headers, f"{self._describe(self.code)}\n".encode()
