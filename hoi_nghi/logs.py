"""What a server is told of its logs → handlers that write them, as text or as JSON."""

import json
import logging
import re
import sys
from contextlib import nullcontext, suppress
from datetime import datetime
from logging.handlers import WatchedFileHandler
from typing import Any

from web.http.observe import ACCESS, Access

FORMATS = ("text", "json")

_LOG = logging.getLogger(__name__)

_BREAKS = re.compile(r"[\x7f-\x9f\u2028\u2029]")
"""What JSON may hold as it is, and what ends a line for some readers or commands a terminal."""


def set_up(log_format: str, access_log: str | None) -> list[WatchedFileHandler]:
    """Write what goes wrong to standard error, and each request to `access_log` ("-": standard
    output; None: nowhere). Returns the files that `reopen` opens anew. Raises OSError."""
    formatter: logging.Formatter = _Json() if log_format == "json" else _Text()
    errors = logging.StreamHandler(sys.stderr)
    errors.setFormatter(formatter)
    logging.basicConfig(handlers=[errors], level=logging.WARNING, force=True)
    ACCESS.propagate = False
    ACCESS.handlers = [_access_handler(access_log)] if access_log else []
    ACCESS.setLevel(logging.INFO if access_log else logging.CRITICAL)
    for handler in ACCESS.handlers:
        handler.setFormatter(formatter)
    return [handler for handler in ACCESS.handlers if isinstance(handler, WatchedFileHandler)]


def reopen(files: list[WatchedFileHandler]) -> None:
    """Go on in new files of the same names, as logrotate asks for; those moved away are closed.

    A file that was moved is noticed at the next line anyway. Where no new one can be opened, the
    next line tries again."""
    for file in files:
        with file.lock or nullcontext(), suppress(OSError):  # another thread may be writing
            file.reopenIfNeeded()


class _Told(logging.Handler):
    """A handler whose failure is told once: a full disk stops no request and fills no other log."""

    _is_told = False

    def handleError(self, record: logging.LogRecord) -> None:
        """What a handler calls when a line cannot be written."""
        if not self._is_told:
            self._is_told = True
            _LOG.error("the access log cannot be written: %s", sys.exc_info()[1])


class _LogStream(_Told, logging.StreamHandler):  # type: ignore[type-arg]
    pass


class _LogFile(_Told, WatchedFileHandler):
    """A file that follows its name, also where the folder is gone for a while."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        try:
            super().emit(record)
        except (OSError, ValueError):
            self.handleError(record)


def _access_handler(path: str) -> logging.Handler:
    if path == "-":
        return _LogStream(sys.stdout)
    return _LogFile(path, encoding="utf-8", errors="backslashreplace")


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")


class _Text(logging.Formatter):
    """A line with the time first; an error with its traceback below."""

    def format(self, record: logging.LogRecord) -> str:
        access: Access | None = getattr(record, "access", None)
        if access is None:
            return f"{_at(record)} {record.levelname} {super().format(record)}"
        told = f"{access.method} {access.target} {access.status} {access.sent} {access.seconds:.3f}"
        return f"{_at(record)} {_on_one_line(f'{access.remote} {told}')}"

    def formatMessage(self, record: logging.LogRecord) -> str:
        """A message may name what a request asked for."""
        return _on_one_line(super().formatMessage(record))


class _Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {"time": _at(record), "level": record.levelname.lower()}
        access: Access | None = getattr(record, "access", None)
        if access is None:
            told["message"] = super().format(record)
        else:
            told |= {
                "remote": access.remote,
                "method": access.method,
                "target": access.target,
                "status": access.status,
                "bytes": access.sent,
                "seconds": round(access.seconds, 6),
                "agent": access.agent,
            }
        whole = json.dumps(told, ensure_ascii=False)
        return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", whole)


def _on_one_line(text: str) -> str:
    """A text whose control characters are escaped: a request writes no line of its own."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
