"""A page in HTML, of the web or saved by Word → its paragraphs, its title and day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.read.document import Paragraph, ParsedFile, SourceMetadata, Unreadable
from indexer.read.markup.block import Block
from indexer.read.markup.builder import page_of
from indexer.read.markup.charset import DecodedText, declared_in, decoded_text
from indexer.read.markup.main_part import main_part
from indexer.read.markup.roles import is_by_office_program
from search.dates import PartialDate, machine_day
from search.report import PassageKind

MAX_HTML = 20_000_000
"""Bytes of the largest page that is read; a real one with pictures inside it has some millions."""
_DATES = ("article:published_time", "datepublished", "pubdate", "date.issued", "dc.date.issued")
"""What the day of publication is named by, the surest first."""
_WEB = ("og:title", "og:url", *_DATES)
"""What the head of a page of the web has."""
_HEAD_LINES = 8
"""Among so many lines at most stands the day of publication."""
_BEFORE_TITLE = 400
"""So many characters at most, a letterhead's, stand before the title of a report."""
_NUMBERED = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*|[A-ZĐ])[.):]\s")
"""What the heading of a section begins with, and no title."""
_DAY_ALONE = re.compile(
    r"\D{0,25}\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\D{0,12}\d{1,2}[:h]\d\d)?\D{0,12}"
)
"""The day on which a page was printed, which some pages have where others have the title."""
_PRINTED = re.compile(
    r"(?:\d{1,2}[:h]\d\d\W{1,5})?(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})"
    r"(?:\W{1,5}\d{1,2}[:h]\d\d.{0,12})?"
)
_TITLE_END = re.compile(r"\s+[-–—|»]\s+")
_HEADING_TAG = re.compile(
    r"(?i)<(?:p|br|div|li|tr|table|h[1-6]|ul|ol|blockquote|pre|section)[\s/>]"
)


def read_html(data: bytes, declared: str | None = None) -> ParsedFile:
    """The text of a page, without what a web page has around its article.

    `declared`: the encoding that who sent the page says it is in; the page's own word if None.
    Raises Unreadable if it is too large.
    """
    decoded = decoded_page(data, declared)
    page = page_of(decoded.text)
    is_paper = is_by_office_program(
        f"{page.meta.get('generator', '')} {page.meta.get('progid', '')}"
    )
    blocks = page.blocks if is_paper else main_part(page)
    is_of_web = len(blocks) < len(page.blocks) or not page.meta.keys().isdisjoint(_WEB)
    paragraphs, day = _paragraphs(blocks), _day(page.meta)
    if is_of_web:
        paragraphs = tuple(_with_page_dates(paragraphs, day))
    said = page.meta.get("og:title") or _last_title(page.meta, paragraphs, is_paper)
    title = said if said and not _DAY_ALONE.fullmatch(said) else None
    metadata = SourceMetadata(title, url=_address(page.meta), published=day)
    return ParsedFile(paragraphs, metadata, encoding=decoded.encoding)


def decoded_page(data: bytes, declared: str | None = None) -> DecodedText:
    """The markup of a page; `declared` as for `read_html`. Raises Unreadable if too large."""
    if len(data) > MAX_HTML:
        raise Unreadable(f"is too large: {len(data):,} bytes of HTML, {MAX_HTML:,} are read")
    return decoded_text(data, declared or declared_in(data))


def html_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in HTML that is no whole page, such as a field of a record.

    All of it is text. Its line ends count if no tag breaks a line.
    """
    return _paragraphs(page_of(text, not _HEADING_TAG.search(text)).blocks)


def _paragraphs(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """Footnotes go to the end."""
    read = _with_one_title([Paragraph(block.text, block.kind) for block in blocks])
    notes = [paragraph for paragraph in read if paragraph.kind is PassageKind.FOOTNOTE]
    if not notes:
        return tuple(read)
    return (*(one for one in read if one.kind is not PassageKind.FOOTNOTE), *notes)


def _with_one_title(read: list[Paragraph]) -> list[Paragraph]:
    """Only headings at the head are the title: the first, and those that follow it at once."""
    done, length = False, 0
    for index, paragraph in enumerate(read):
        if paragraph.kind is PassageKind.TITLE:
            is_title = not done and length <= _BEFORE_TITLE
            if _DAY_ALONE.fullmatch(paragraph.text):
                read[index] = replace(paragraph, kind=PassageKind.BODY)
            elif not is_title or _NUMBERED.match(paragraph.text):
                read[index], done = replace(paragraph, kind=PassageKind.BODY), True
        else:
            length += len(paragraph.text)
            done = done or any(p.kind is PassageKind.TITLE for p in read[index - 1 : index])
    return read


def _with_page_dates(read: Sequence[Paragraph], day: str | None) -> Iterator[Paragraph]:
    """A line at the head of nothing but a day and an hour is when a page of the web came out.

    `day`: when its head says that it did; the line that says so again is left out.
    """
    for index, one in enumerate(read):
        printed = _PRINTED.fullmatch(one.text) if index < _HEAD_LINES else None
        if not printed:
            yield one
        elif str(PartialDate(*(int(printed[part]) for part in "ymd"))) != day:
            yield replace(one, kind=PassageKind.PAGE_DATE)


def _last_title(meta: dict[str, str], read: Sequence[Paragraph], is_paper: bool) -> str | None:
    """What <title> says, if nothing else does; what Word writes there is of a paper before.

    The name of the site behind it goes, where the page begins with what is before that.
    """
    said = meta.get("title")
    if not said or is_paper or any(one.kind is PassageKind.TITLE for one in read):
        return None
    lines = {one.text for one in read[:_HEAD_LINES]}
    cuts = (said[: match.start()] for match in _TITLE_END.finditer(said))
    return next((cut for cut in cuts if cut in lines), said)


def _day(meta: dict[str, str]) -> str | None:
    """The day in Việt Nam on which a page was published, YYYY-MM-DD; None if it does not say."""
    days = filter(None, (machine_day(meta.get(name, "")) for name in _DATES))
    return next((str(PartialDate.of_day(day)) for day in days), None)


def _address(meta: dict[str, str]) -> str | None:
    """The address of a page, as it says itself; None if it says no whole one."""
    for name in ("og:url", "canonical"):
        if re.match(r"(?i)https?://\S+$", meta.get(name, "")):
            return meta[name]
    return None
