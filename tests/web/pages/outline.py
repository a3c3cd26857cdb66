"""A page → its ids, links and text; fails on what is not well-formed or not allowed in it."""

from html.parser import HTMLParser

_TAGS = """html head meta title link script body a header footer div main aside nav form label
input button p h1 h2 h3 ul ol li section article details summary table thead tbody tr th td fieldset
legend select option span small b mark time figure figcaption caption svg rect br"""
_DRAWN = "path line polyline circle text g"
_ATTRIBUTES = """lang charset name content rel href type src defer class method action role for id
value maxlength autocomplete tabindex scope rowspan colspan open checked selected hidden start title
placeholder width height x focusable form property datetime download"""
TAGS, DRAWN = frozenset(_TAGS.split()), frozenset(_DRAWN.split())
"""What our templates write, and what else may stand inside an svg."""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
VOID = frozenset({"meta", "link", "input", "br"})


class Outline(HTMLParser):
    """Ids, links and label texts of a page; fails on what is not closed, on what we never write,
    and on what could run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []
        assert [own for own in set(self.ids) if self.ids.count(own) > 1] == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only what our templates write, nothing that runs, no attribute twice."""
        found = dict(attrs)
        inside = tag == "svg" or "svg" in self.open
        assert tag in TAGS or (inside and tag in DRAWN), tag
        assert len(found) == len(attrs), attrs
        for name in found:
            known = name in ATTRIBUTES or name.startswith(("data-", "aria-"))
            assert known or inside, (tag, name)
            assert not name.startswith("on") and name != "style", (tag, name)
        for name in ("href", "src", "action"):
            address = found.get(name)
            assert address is None or address.startswith(("/", "#", "http://", "https://")), address
            assert address is None or not address.startswith("//"), address
        assert tag != "script" or (found.get("src") or "").startswith("/static/")
        if found.get("href") and found.get("rel") != "canonical":  # a page is no link to itself
            self.links.append(found["href"] or "")
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """What was opened last is closed first."""
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of a drawing."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_comment(self, data: str) -> None:
        """We write none."""
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        """Nor these."""
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        """Nor these."""
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        """Scripts are files."""
        assert self.open[-1:] != ["script"]
        self.text += data
