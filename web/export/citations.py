"""References → text, BibTeX and RIS, which programs for references read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from search.dates import PartialDate
from web.http.file_names import slug
from web.pages.citing import Reference

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, those behind a backslash too
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
_TEX_SIGN = re.compile("[" + re.escape("".join(_TEX)) + "]")
_NOT_IN_URL = re.compile(r"[\s\\{}]")
_KEY_CHARACTERS = 32


def texts(references: Iterable[Reference]) -> Iterator[bytes]:
    """Each as words, in a paragraph of its own."""
    for one in references:
        yield f"{_line(one.text)}\n\n".encode()


def bibtex(references: Iterable[Reference]) -> Iterator[bytes]:
    """An entry each, for BibTeX and biblatex, in UTF-8.

    A name of Việt Nam stands in braces, as it begins with the name of the family; so does a title,
    to keep its capitals. The year is that of the page or document, never that of the meeting.
    """
    keys: Counter[str] = Counter()
    for one in references:
        key = "-".join(
            filter(None, ("hoi-nghi", _year(one.held_on), slug(one.title, _KEY_CHARACTERS)))
        )
        keys[key] += 1
        if keys[key] > 1:
            key = f"{key}-{keys[key]}"
        lines = [f"  {name} = {{{value}}}" for name, value in _fields(one) if value]
        yield (f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n\n").encode()


def _fields(one: Reference) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_tex(one.title)}}}"
    yield "author", " and ".join(f"{{{_tex(name)}}}" for name in one.authors)
    yield "organization", _tex(one.issuer)
    yield "number", _tex(one.number)
    yield "howpublished", _tex(one.outlet)
    yield "date", one.printed
    yield "year", _year(one.printed)
    yield "eventdate", one.held_on
    yield "url", _NOT_IN_URL.sub(_percent, one.here)
    yield "urldate", str(PartialDate.of_day(one.accessed))
    yield "note", _tex(one.notes)
    yield "langid", "vietnamese"


def ris(references: Iterable[Reference]) -> Iterator[bytes]:
    """A record each, in UTF-8 with lines that end as the format says."""
    for one in references:
        tags = [("TY", "NEWS" if one.outlet else "RPRT"), ("TI", one.title)]
        tags += [("AU", name) for name in one.authors]
        tags += [
            ("T2", one.outlet),
            ("PB", one.issuer),
            ("M1", one.number),
            ("PY", _year(one.printed)),
            ("DA", "".join(f"{day:%Y/%m/%d}/" for day in _days(one.printed))),
            ("UR", one.here),
            ("Y2", f"{one.accessed:%Y/%m/%d}/"),
            ("N1", one.notes),
            ("LA", "vi"),
        ]
        lines = [f"{tag}  - {_line(value)}\r\n" for tag, value in tags if value]
        yield ("".join(lines) + "ER  - \r\n\r\n").encode()


def _days(known: str) -> list[date]:
    """The first day of a reference, if it has one."""
    days = PartialDate.parse(known.partition("/")[0]).days if known else None
    return [days.first] if days else []


def _year(known: str) -> str:
    return "".join(f"{day:%Y}" for day in _days(known))


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda found: _TEX[found[0]], _line(text))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
