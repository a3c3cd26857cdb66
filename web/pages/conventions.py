"""Request → what browsers and crawlers ask every site for: its icon, its search, what to crawl."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, current_app, request

from web import address, wording
from web.http.static_files import static

conventions = Blueprint("conventions", __name__)

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_DESCRIPTION = "application/opensearchdescription+xml"
_DAY = 24 * 3600
"""Seconds for which a browser may keep an icon without a version, and what a site is."""

_OPEN = ("$", "reports", "bodies", "provinces", "help", "static/")
"""What is crawled: the beginning, the reports, and the lists and pages that lead to them."""
_CLOSED = (
    "?",
    "reports/*?",
    "reports?*q=",
    *("bodies?*page=", "provinces?*page="),
    *("api/", "results.", "texts", "files", "metrics"),
    *("topic", "follow", "people", "indicators", "coverage", "flags", "status", "list", "compare"),
)
"""What is not: filters have endless combinations, and exports are what pages say again. `?` behind
a report is a search that it was found by; people are not for the search engines of others."""


@conventions.get("/favicon.ico")
def favicon() -> Response:
    """The icon that browsers ask for unasked."""
    response = current_app.send_static_file("favicon.ico")
    response.cache_control.no_cache = None
    response.cache_control.max_age = _DAY
    return response


@conventions.get("/robots.txt")
def robots() -> Response:
    """What of this site may be crawled. Crawlers read it at the root of a host alone: whoever
    serves it below a path takes these lines over there."""
    return robots_of([address.under("/")])


def robots_of(roots: Iterable[str]) -> Response:
    """The same for sites at some paths of one host, each with "/" at its end."""
    lines = ["User-agent: *"]
    for root in roots:
        lines += [f"Allow: {root}{path}" for path in _OPEN]
        lines += [f"Disallow: {root}{path}" for path in _CLOSED]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@conventions.get("/opensearch.xml")
def opensearch() -> Response:
    """The description by which a browser can search here from its bar (OpenSearch 1.1)."""
    root = ET.Element("OpenSearchDescription", {"xmlns": _NAMESPACE})
    origin = request.host_url.rstrip("/")

    def add(tag: str, text: str = "", **attributes: str) -> None:
        ET.SubElement(root, tag, attributes).text = text or None

    add("ShortName", wording.common.SITE)
    add("Description", wording.common.ABOUT_SITE)
    add("InputEncoding", "UTF-8")
    add("OutputEncoding", "UTF-8")
    add("Language", "vi")
    icon = origin + static("favicon.ico")
    add("Image", icon, width="16", height="16", type="image/x-icon")
    asked = "?q={searchTerms}"
    add("Url", type="text/html", method="get", template=origin + address.under("/") + asked)
    feed = origin + address.under("/results.atom") + asked
    add("Url", type="application/atom+xml", method="get", template=feed)
    own = origin + address.under("/opensearch.xml")
    add("Url", type=_DESCRIPTION, rel="self", template=own)
    written: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return Response(written, content_type=f"{_DESCRIPTION}; charset=utf-8")
