"""The first reports of a query, mostly those that came in last → an Atom 1.0 feed."""

import re
from xml.etree import ElementTree as ET

from search.answers import Hit, Page
from search.report import LONG_AGO
from web import address, wording
from web.pages.asking import in_words
from web.pages.citing import reference

ENTRIES = 50
TYPE = "application/atom+xml"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def feed(found: Page, origin: str) -> bytes:
    """The feed of a page of results. `origin`: scheme and host, before every address.

    The id of the feed and of each entry is its address: a reader knows it again as long as the
    server keeps its address. An entry is published, and updated, when its report came in, which
    a rebuilt index keeps; the feed, at the latest of these.
    """
    own = origin + address.feed(found.query)
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "vi"})
    _add(root, "id", own)
    _add(root, "title", wording.exports.feed_title(found.query.text, in_words(found.query)))
    _add(root, "subtitle", wording.numbers.reports(found.total))
    last = max((hit.added for hit in found.hits), default=LONG_AGO)
    _add(root, "updated", last.isoformat())
    _link(root, "self", own, TYPE)
    _link(root, "alternate", origin + address.search(found.query), "text/html")
    _add(ET.SubElement(root, "author"), "name", wording.common.SITE)
    for hit in found.hits:
        _entry(root, hit, origin)
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, hit: Hit, origin: str) -> None:
    entry = ET.SubElement(root, "entry")
    own = origin + address.report(hit.report.id)
    _add(entry, "id", own)
    _add(entry, "title", hit.report.title.value)
    _add(entry, "published", hit.added.isoformat())
    _add(entry, "updated", hit.added.isoformat())
    _link(entry, "alternate", own, "text/html")
    for name in hit.report.facets.byline:
        _add(ET.SubElement(entry, "author"), "name", name.value)
    if summary := _summary(hit, origin):
        _add(entry, "summary", summary)


def _summary(hit: Hit, origin: str) -> str:
    """The day of the report in words, and the first fragment."""
    cited = reference(hit.report, origin)
    day = wording.exports.dated(cited.held or cited.dated, hit.report.is_meeting)
    begins = ["".join(run.text for run in snippet.runs) for snippet in hit.snippets[:1]]
    return " ".join(filter(None, [day, *begins]))


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _link(parent: ET.Element, relation: str, target: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": target})
