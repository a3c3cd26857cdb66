"""A stream in any encoding → one that writes the nearest letter for what it cannot hold."""

import codecs
import io
import os
from pathlib import Path
from typing import TextIO
from unicodedata import combining, normalize

_RAISES = {"strict", "surrogateescape"}
"""Handlers that end in an error for a letter that is not in the encoding."""

_APART = {"đ": "d", "Đ": "D", "–": "-", "—": "-", "…": "..."} | {
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
}
"""What Unicode does not take apart, and what stands for it."""


def forgiving(stream: TextIO | None) -> TextIO:
    """The stream, which from now on replaces instead of raising; one to nowhere if it is closed.

    What its user chose (PYTHONIOENCODING=ascii:backslashreplace) stays.
    """
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper) and stream.errors in _RAISES:
        stream.reconfigure(errors=_handler(stream.encoding))
    return stream


def _handler(encoding: str) -> str:
    """The name of our handler of what an encoding cannot hold: ễ is ê in Latin-1, e in ASCII.

    Each encoding has its own: the error calls many of them "charmap"."""

    def replace(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        lost = error.object[error.start : error.end]
        return "".join(_nearest(one, encoding) for one in lost), error.end

    name = f"hoi_nghi.nearest.{encoding}"
    codecs.register_error(name, replace)
    return name


def _nearest(character: str, encoding: str) -> str:
    """The first of these that the encoding holds: the letter with its marks apart (Windows-1258 has
    them so), with one mark, with none; else "?"."""
    apart = normalize("NFD", _APART.get(character, character))
    letter, marks = apart[:1], apart[1:]
    joined = [(normalize("NFC", letter + one), marks.replace(one, "", 1)) for one in marks]
    some = [one + rest for one, rest in joined] + [apart] + [one for one, _ in joined]
    plain = "".join(one for one in apart if not combining(one))
    return next((form for form in (*some, plain) if form and _fits(form, encoding)), "?")


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
