"""What a saved search has new → the subject, the text and the HTML of a mail that tells it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from search.answers import Hit, Query, TextRun
from search.facets.registry import HEADLINES
from search.report import MeetingReport, Status
from web import address, wording
from web.pages.asking import in_words

LONGEST_SEARCH = 120
"""Letters of a search that a subject shows: mail programs cut it before that."""
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that break a line, turn it around, or are halves of one."""
_PAGES = Environment(
    loader=PackageLoader("web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Digest:
    """What a search has new.

    `query`: the search. `since`: when the reports were added that are told, or later. `total`: how
    many these are. `hits`: the first of them. `public_url`: what readers call the server, without
    "/" at its end; empty where nobody knows, and then nothing is linked.
    """

    query: Query
    since: datetime
    total: int
    hits: tuple[Hit, ...]
    public_url: str = ""

    @property
    def search(self) -> str:
        """The search in words."""
        conditions = in_words(replace(self.query, added_since=None))
        return wording.search.in_words(_line(self.query.text), _line(conditions))

    @property
    def links(self) -> list[tuple[str, str]]:
        """The label and the address of the new reports on the page, and of the search."""
        new = replace(self.query, added_since=self.since)
        pages = [(wording.digest.OPEN, new), (wording.digest.SEARCH, self.query)]
        own = [(label, self.public_url + address.search(query)) for label, query in pages]
        return own if self.public_url else []

    @property
    def more(self) -> int:
        """How many reports are new and not listed."""
        return self.total - len(self.hits)


def subject(digest: Digest) -> str:
    """One line."""
    search = digest.search
    if len(search) > LONGEST_SEARCH:
        search = f"{search[:LONGEST_SEARCH].rstrip()}…"
    return wording.digest.subject(digest.total, search)


def text(digest: Digest) -> str:
    """The digest as plain text."""
    words = wording.digest
    lines = [words.GREETING, "", words.introduction(digest.total, digest.search, digest.since)]
    for number, hit in enumerate(digest.hits, 1):
        lines += ["", *_entry(number, hit, digest.public_url)]
    if digest.more:
        lines += ["", words.more(digest.more)]
    if digest.links:
        lines += ["", *(f"{label}: {href}" for label, href in digest.links)]
    lines += ["", "-- ", words.FOOT, ""]
    return "\n".join(lines)


def html(digest: Digest) -> str:
    """The digest as a page of HTML that needs nothing from elsewhere."""
    return _PAGES.get_template("digest.html").render(
        digest=digest,
        m=wording,
        line=_line,
        facts=facts,
        snippet=_snippet,
        made=Status.MADE,
        link=lambda hit: digest.public_url + address.report(hit.report.id),
    )


def facts(report: MeetingReport) -> str:
    """Kind of meeting, body, province and day in a line; what was inferred says so."""
    told = [
        facet.label_of(value.value) + _status(value.status)
        for facet in HEADLINES
        for value in getattr(report.facets, facet.name)
    ]
    return _line(" · ".join([*told, *map(wording.dates.day, report.dates)]))


def _status(status: Status) -> str:
    return f" ({wording.common.STATUSES[status]})" if status is Status.INFERRED else ""


def _entry(number: int, hit: Hit, public_url: str) -> list[str]:
    report = hit.report
    made = f" {wording.common.MADE_TITLE}" if report.title.status is Status.MADE else ""
    told = [facts(report), "".join(run.text for run in _snippet(hit))]
    if hit.copies:
        told.append(wording.digest.copies(len(hit.copies)))
    where = public_url + address.report(report.id)
    told.append(where if public_url else f"{wording.digest.REPORT_ID}: {_line(report.id)}")
    return [f"{number}. {_line(report.title.value)}{made}", *(f"   {own}" for own in told if own)]


def _snippet(hit: Hit) -> list[TextRun]:
    """The first fragment, with the ellipses that it needs; no run if there is none."""
    if not hit.snippets:
        return []
    runs = [TextRun(_on_a_line(text), is_marked) for text, is_marked in hit.snippets[0].runs]
    before, after = wording.search.snippet_ends(_joined(runs))
    return [TextRun(before), *runs, TextRun(after)]


def _joined(runs: Iterable[TextRun]) -> str:
    return "".join(run.text for run in runs)


def _on_a_line(text: str) -> str:
    return _UNFIT.sub(" ", text.replace("\t", wording.common.CELL_BORDER))


def _line(text: str) -> str:
    """A text on one line, single blanks between its words."""
    return " ".join(_on_a_line(text).split())
