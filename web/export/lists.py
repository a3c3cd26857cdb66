"""Request → a list of reports as a file: a table, their citations, or their texts."""

from collections.abc import Callable, Iterable, Iterator

from flask import Blueprint, Response, abort, request

from search.dates import clock
from search.report import StoredReport
from web import address, wording
from web.export import citations, spreadsheet
from web.export.files import file, origin, refused
from web.export.zipped import zipped
from web.http.file_names import NAME_CHARACTERS, slug
from web.http.snapshot import searcher
from web.pages.citing import reference

lists = Blueprint("lists", __name__)

MOST_BYTES = 50_000_000
"""Of the texts of one archive, before compression: 100 reports have 1 MB, the longest report that
is read 10 MB. What would be more is named in it, and left out."""
_NAMES = {
    **dict.fromkeys(("csv", "xlsx"), "danh-sach-bang"),
    **dict.fromkeys(("txt", "bib", "ris"), "danh-sach-trich-dan"),
    "zip": "danh-sach-toan-van",
}
"""What a file is called, so that its name tells what it is."""

Reports = Iterable[StoredReport]


@lists.get("/list.<any(csv, xlsx, txt, bib, ris, zip):kind>")
def list_file(kind: str) -> Response:
    """The reports of a list as a file, in the order of the address; those that the index does not
    have are left out, 404 if it has none of them."""
    ids, beyond = address.listed_ids(request.args)
    separator, wrong = address.separator(request.args)
    if beyond:
        wrong[address.ID] = wording.listed.too_many(beyond, address.MAX_LISTED)
    if wrong:
        abort(refused(wrong))
    live, here = searcher(), origin()
    if not any(map(live.report, ids)):
        abort(404)
    reports = (kept for kept in map(live.report, ids) if kept)
    references = (reference(kept.report, here) for kept in reports)
    cited = ((wording.exports.CITATION, lambda report: reference(report, here).text),)
    makers: dict[str, tuple[str, Callable[[], Iterator[bytes]]]] = {
        "csv": ("text/csv", lambda: spreadsheet.lines([reports], here, separator, cited)),
        "xlsx": (spreadsheet.BOOK, lambda: spreadsheet.book([reports], here, cited)),
        "txt": ("text/plain", lambda: citations.texts(references)),
        "bib": ("application/x-bibtex", lambda: citations.bibtex(references)),
        "ris": ("application/x-research-info-systems", lambda: citations.ris(references)),
        "zip": (
            "application/zip",
            lambda: zipped(_texts(reports, here), clock.local_day(clock.now())),
        ),
    }
    mime, make = makers[kind]
    return file(make, mime, f"{_NAMES[kind]}.{kind}")


def _texts(reports: Reports, origin: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """A file of each text, exactly as it was read, with its number before its name; at the end one
    that says which is which."""
    told, size = [], 0
    for number, kept in enumerate(reports, 1):
        text = kept.report.text.encode()
        title = slug(kept.report.title.value, NAME_CHARACTERS)
        name = "-".join(filter(None, (f"{number:03d}", title))) + ".txt"
        size += len(text)
        if size <= MOST_BYTES:
            yield name, (text,)
        said = name if size <= MOST_BYTES else wording.listed.TOO_LONG
        told.append(f"{said}\n{reference(kept.report, origin).text}\n\n".encode())
    yield "000-danh-sach.txt", told
