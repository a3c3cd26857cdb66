"""A page → every number it tells of what a link or a box leads to, and the number it found."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_BLOCK = re.compile(r"</(?:li|p|tr|td|h\d|label|figcaption)>|<(?:ul|ol|table|details)\b")
_TAG = re.compile(r"<[^>]*>")
_COUNTED = re.compile(r"(?<![\d/,.])(\d{1,3}(?:\.\d{3})*|\d+) báo cáo")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*")
_BOX = re.compile(r'<label[^>]*>\s*<input type="(checkbox|radio)" ([^>]*)>(.*?)</label>', re.S)
_LINK = re.compile(r'<a ([^>]*?)href="([^"#][^"]*)"[^>]*>(.*?)</a>', re.S)
_CELLS = ("/?", "/topic")
"""What the numbers in the cells of a table, which are links, lead to."""


class LinkedNumber(NamedTuple):
    """A link, and how many reports it says it leads to."""

    href: str
    said: int


class CountedBox(NamedTuple):
    """A box to tick, and how many reports, or figures, it says there would be with it alone of its
    parameter."""

    name: str
    value: str
    said: int
    is_chosen: bool


def number(text: str) -> int:
    """1.234 → 1234."""
    return int(text.replace(".", ""))


def words(html: str) -> str:
    """The text of a part of a page in one line."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def main_of(html: str) -> str:
    """A page without its head, menu and foot, and without what reports say."""
    body = html[html.index("<main") : html.index('<footer class="foot"')]
    body = re.sub(r'<nav class="pager".*?</nav>', "", body, flags=re.S)
    body = re.sub(r'<ul class="switch">.*?</ul>', "", body, flags=re.S)
    return re.sub(r'<p class="(?:snippet|purpose|words)">.*?</p>', "", body, flags=re.S)


def linked_numbers(html: str) -> Iterator[LinkedNumber]:
    """The links of a page that tell a number: in their own words, or after them in their line."""
    body = main_of(html)
    for found in _LINK.finditer(body):
        href, own = unescape(found[2]), words(found[3])
        if not href.startswith("/") or href.startswith(("/reports", "/texts", "/files", "/api")):
            continue
        rest = body[found.end() :]
        end = min((at.start() for at in (_BLOCK.search(rest), re.search("<a ", rest)) if at),
                  default=len(rest))  # fmt: skip
        is_cell = href.startswith(_CELLS) and _NUMBER.fullmatch(own)
        said = _COUNTED.search(own) or is_cell or _COUNTED.search(words(rest[:end]))
        if said and "danh sách báo cáo" not in own:
            yield LinkedNumber(href, number(said[1] if said.re is _COUNTED else said[0]))
    told = _HEAD.search(body)
    if told:
        yield LinkedNumber(unescape(told[2]), number(told[1]))
    if (figures := _FIGURES.search(body)) and (listed := _LISTED.search(body)):
        unread = _UNREAD.search(body)
        yield LinkedNumber(unescape(listed[1]), number(unread[1] if unread else figures[2]))


def further_values(html: str) -> Iterator[tuple[str, str, int]]:
    """Facet, the address of the list of its values, and how many more it says there are."""
    for href, said in re.findall(r'<a class="more" href="([^"]+)">Xem thêm \((\d+)\)', html):
        yield href.partition("#of-")[2], unescape(href), int(said)


def groups_of_boxes(html: str) -> Iterator[tuple[int, int]]:
    """Of each group of boxes, how many are ticked, and how many it says are."""
    for inside in re.findall(r"<fieldset.*?</fieldset>", html, re.S):
        legend = re.search(r"<legend>.*?</legend>", inside, re.S)
        assert legend
        said = re.search(r"\((\d+) đã chọn\)", legend[0])
        ticked = re.findall(r'<input type="checkbox"[^>]* checked>', inside)
        yield len(ticked), int(said[1]) if said else 0


def merged(html: str) -> tuple[str, int] | None:
    """The address of the same with near-identical reports each, and how many more it says that
    there are; None where the page merged none."""
    found = re.search(r'\(đã gộp ([\d.]+)\)\. <a href="([^"]+)"', html)
    return (unescape(found[2]), number(found[1])) if found else None


def counted_boxes(html: str) -> Iterator[CountedBox]:
    """The boxes of a page that tell a number."""
    for kind, attributes, inside in _BOX.findall(html):
        named = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
        said = re.search(r": ([\d.]+) (?:báo cáo|số liệu)", words(inside))
        if named["name"] != "id":  # that puts a report aside
            assert said, (kind, inside)
            is_chosen = attributes.endswith(" checked")
            yield CountedBox(named["name"], unescape(named["value"]), number(said[1]), is_chosen)


_HEAD = re.compile(
    r"<(?:p|span)>([\d.]+) báo cáo(?:\.| có giá trị như vậy</span><span>) ?<a href=\"([^\"]+)\""
)
_LISTED = re.compile(r'<span><a href="([^"]+)">Xem danh sách báo cáo')
_FOUND = (
    r"<title>(?:[^<]* – )?([\d.]+) báo cáo(?:, trang \d+)? – [^<]*</title>",
    r"<p>([\d.]+) báo cáo\. ",
    r"Đang chọn ([\d.]+) trong",
    r"<span>([\d.]+) báo cáo có giá trị như vậy",
)
_FIGURES = re.compile(r"<span>([\d.]+) số liệu trong ([\d.]+) báo cáo</span>")
_UNREAD = re.compile(r"Có ([\d.]+) báo cáo; đây là số liệu của")
_NOTHING = (
    "Không báo cáo nào thỏa các điều kiện đã chọn mà có số liệu",
    "Không có báo cáo nào có giá trị như vậy",
)


def found_by(html: str, is_of_figures: bool = False) -> int:
    """How many reports a page says that it found, or figures; -1 where it says nothing of it."""
    if figures := _FIGURES.search(html):
        chosen = re.search(_FOUND[2], html)
        unread = _UNREAD.search(html)
        return number(
            (chosen or figures)[1] if is_of_figures else (unread[1] if unread else figures[2])
        )
    for pattern in _FOUND:
        if found := re.search(pattern, html):
            return number(found[1])
    return 0 if any(said in html for said in _NOTHING) else -1
