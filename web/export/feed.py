"""The first reports of a query, mostly those that came in last → an Atom 1.0 feed."""

import re
from datetime import date
from xml.etree import ElementTree as ET

from search.answers import Hit, Page
from search.dates import clock, days_of
from search.index.entry import meeting_days
from search.report import MeetingReport
from web import address, wording
from web.pages.asking import in_words

ENTRIES = 50
TYPE = "application/atom+xml"
_LONG_AGO = date(1970, 1, 1)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def feed(found: Page, origin: str) -> bytes:
    """The feed of a page of results. `origin`: scheme and host, before every address.

    The id of the feed and of each entry is its address: a reader knows it again as long as the
    server keeps its address. An entry is published when its report came in, updated as `updated`
    says; the feed, at the latest of these.
    """
    own = origin + address.feed(found.query)
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "vi"})
    _add(root, "id", own)
    _add(root, "title", wording.exports.feed_title(found.query.text, in_words(found.query)))
    _add(root, "subtitle", wording.numbers.results(found.total))
    changes = [at for hit in found.hits for at in (hit.added, clock.midnight(updated(hit.report)))]
    _add(root, "updated", max(changes, default=clock.midnight(_LONG_AGO)).isoformat())
    _link(root, "self", own, TYPE)
    _link(root, "alternate", origin + address.search(found.query), "text/html")
    _add(ET.SubElement(root, "author"), "name", wording.common.SITE)
    for hit in found.hits:
        _entry(root, hit, origin)
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written


def updated(report: MeetingReport) -> date:
    """The day that a feed gives a report, as Atom demands one: the last of its meeting.

    Next best is the day the page was printed. A report that tells neither is put long ago, on a
    fixed day: it must not move when the index is made anew, or every reader would show it as new
    again. When the report came in is told by `published`.
    """
    days = meeting_days(report) or days_of(report.facets.page_date)
    return days.last if days else _LONG_AGO


def _entry(root: ET.Element, hit: Hit, origin: str) -> None:
    entry = ET.SubElement(root, "entry")
    own = origin + address.report(hit.report.id)
    _add(entry, "id", own)
    _add(entry, "title", hit.report.title.value)
    _add(entry, "published", hit.added.isoformat())
    _add(entry, "updated", clock.midnight(updated(hit.report)).isoformat())
    _link(entry, "alternate", own, "text/html")
    for name in hit.report.facets.byline:
        _add(ET.SubElement(entry, "author"), "name", name.value)
    for snippet in hit.snippets[:1]:
        _add(entry, "summary", "".join(run.text for run in snippet.runs))


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _link(parent: ET.Element, relation: str, target: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": target})
