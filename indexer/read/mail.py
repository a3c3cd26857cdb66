"""A mail, or a page that was saved as one (.mht) → its text and what is attached to it."""

import re
from base64 import b64decode
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

from indexer.read.document import Paragraph, ParsedFile, Part, SourceMetadata, Unreadable
from indexer.read.html import decoded_page, html_paragraphs, read_html
from indexer.read.limits import MAX_PARTS
from indexer.read.mail_body import own_lines, rejoined
from indexer.read.markup.builder import one_line
from indexer.read.markup.charset import decoded_text
from indexer.read.part_names import PartNames, is_passed_over
from search.dates import PartialDate, machine_day

_LONGEST_HEADER = 20_000
"""Characters of a header that are read: the time for one grows with the square of its length."""
_BEFORE_HEADERS = b"\xef\xbb\xbf \r\n"
_ADDRESS = re.compile(r"\S@\S")
_NO_FILES = ("text/calendar", "application/pgp-signature", "application/pkcs7-signature")
_SUFFIXES = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html"}


class _ShortHeaders(EmailPolicy):
    """The usual policy, with headers of a bounded length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> Any:
        try:
            return super().header_fetch_parse(name, value)
        except Exception:  # the parser of headers raises what it meets in broken ones
            return value.encode("ascii", "replace").decode()


_AS_IT_WAS = _ShortHeaders(refold_source="none")
"""To write a mail that is attached with its headers as they were."""


def read_mail(data: bytes) -> ParsedFile:
    """What a mail says, its subject as the title, and its day.

    Of the forms that a mail gives its text in, plain text goes first unless it is empty. What it
    quotes of the mail that it answers and its signature are left out; what it forwards is kept. A
    page that was saved as a mail is read as the page. Raises Unreadable for what is no mail.
    """
    mail = _parsed(data)
    if _is_saved_page(mail):
        page = next(
            (part for part in _leaves(mail) if part.get_content_type() == "text/html"), None
        )
        if page is None:
            raise Unreadable("is a saved page without a page")
        return read_html(_bytes_of(page), _charset(page))
    subject = _header(mail, "Subject")
    own = (line for body in _bodies(mail) for line in _own_lines(body, subject))
    paragraphs = tuple(line for line in own if line.text)
    metadata = SourceMetadata(one_line(subject) or None, published=_day(mail))
    return ParsedFile(paragraphs, metadata, is_partial=_is_cut(mail))


def mail_parts(data: bytes) -> Iterator[Part]:
    """The files that are attached to a mail, mails that it forwards as files among them.

    Pictures that are shown in the text are passed over; a saved page has no parts. Raises
    Unreadable for what is no mail.
    """
    mail = _parsed(data)
    if _is_saved_page(mail):
        return
    names, texts = PartNames(), set(map(id, _bodies(mail)))
    for part in _leaves(mail):
        if id(part) in texts or not _is_file(part):
            continue
        name = _name_of(part)
        if not is_passed_over(name):
            yield _part(names.unique(name), part)


def _part(name: str, part: EmailMessage) -> Part:
    try:
        return Part(name, _bytes_of(part))
    except Exception as error:  # the library raises whatever damaged mails lead to
        return Part(name, b"", problem=f"is a damaged part of a mail: {error}")


def _parsed(data: bytes) -> EmailMessage:
    try:
        mail = message_from_bytes(data.lstrip(_BEFORE_HEADERS), policy=_ShortHeaders())
    except RecursionError:
        raise Unreadable("is a mail with parts in parts without end") from None
    except Exception as error:  # the parser promises none, and keeps it for most mails
        raise Unreadable(f"is a damaged mail: {error}") from None
    assert isinstance(mail, EmailMessage)
    if not mail.keys():
        raise Unreadable("is no mail: it has no headers")
    return mail


def _is_cut(mail: EmailMessage) -> bool:
    """Whether a mail ends before its last part does."""
    kinds = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
    return any(isinstance(one, kinds) for part in mail.walk() for one in part.defects)


def _leaves(mail: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold no others, in order; a mail inside is one."""
    waiting, count = [mail], 0
    while waiting:
        part = waiting.pop()
        if _is_group(part):
            waiting += reversed(_inside(part))
            continue
        count += 1
        if count > MAX_PARTS:
            raise Unreadable(f"has more than {MAX_PARTS:,} parts")
        yield part


def _bodies(mail: EmailMessage) -> list[EmailMessage]:
    """The parts that are the text, in order; of several forms of one text the best."""
    waiting, found = [mail], []
    while waiting:
        part = waiting.pop()
        if not _is_group(part):
            found += [part] if _is_text(part) else []
        elif part.get_content_subtype() == "alternative":
            waiting += _best_form(_inside(part))
        else:
            waiting += reversed(_inside(part))
    return found


def _best_form(forms: list[EmailMessage]) -> list[EmailMessage]:
    """One of the forms of a text: plain unless it is empty, else HTML, which may have pictures."""
    plain = [form for form in forms if form.get_content_type() == "text/plain"]
    if _says_anything(plain):
        return plain[:1]
    others = [form for form in forms if form.get_content_type() == "text/html" or _is_group(form)]
    return others[:1]


def _inside(part: EmailMessage) -> list[EmailMessage]:
    """The parts in a part; none in one that holds text or a file."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        return []
    return [inner for inner in payload if isinstance(inner, EmailMessage)]


def _is_group(part: EmailMessage) -> bool:
    return part.get_content_maintype() == "multipart" and bool(_inside(part))


def _says_anything(parts: list[EmailMessage]) -> bool:
    return any(_text_of(part).strip() for part in parts)


def _is_text(part: EmailMessage) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return is_text and part.get_content_disposition() != "attachment" and not _file_name(part)


def _is_file(part: EmailMessage) -> bool:
    """Whether a part was attached, rather than shown, or signed with."""
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment":
        return kind not in _NO_FILES
    if kind in _NO_FILES or part.get_content_maintype() == "multipart":
        return False
    if part.get_content_maintype() == "image":
        is_shown = part.get_content_disposition() == "inline" or "Content-ID" in part
        return bool(_file_name(part)) and not is_shown
    return kind == "message/rfc822" or bool(_file_name(part))


def _own_lines(part: EmailMessage, subject: str) -> list[Paragraph]:
    """The lines of a text that are its sender's own, joined where a program wrapped them."""
    if part.get_content_type() == "text/html":
        read = html_paragraphs(_text_of(part))
        return [read[at] for at in own_lines([one.text for one in read], subject)]
    lines = _text_of(part).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    own = rejoined([lines[at] for at in own_lines(lines, subject)], is_flowed)
    return [Paragraph(one_line(line)) for line in own]


def _text_of(part: EmailMessage) -> str:
    content = _bytes_of(part)
    if part.get_content_type() == "text/html":
        return decoded_page(content, _charset(part)).text
    return decoded_text(content, _charset(part)).text


def _bytes_of(part: EmailMessage) -> bytes:
    """What a part holds; of a mail inside, the mail."""
    if inside := _inside(part):
        whole = inside[0].as_bytes(policy=_AS_IT_WAS)
        is_packed = _header(part, "Content-Transfer-Encoding").strip().lower() == "base64"
        return b64decode(whole) if is_packed else whole  # which no mail inside may be, but some are
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: EmailMessage) -> str | None:
    return part.get_content_charset()


def _file_name(part: EmailMessage) -> str:
    return part.get_filename() or ""


def _name_of(part: EmailMessage) -> str:
    """The name of an attached file; of a mail inside, its subject."""
    name = _file_name(part)
    kind = part.get_content_type()
    if not name and kind == "message/rfc822":
        name = next((_header(inner, "Subject") for inner in _inside(part)), "")
    name = name or part.get_content_subtype()
    suffix = _SUFFIXES.get(kind, "")
    is_named = kind != "message/rfc822" and "." in name
    return name if is_named or name.lower().endswith(suffix or "\0") else name + suffix


def _header(mail: EmailMessage, name: str) -> str:
    """The value of a header; "" if there is none."""
    return str(mail.get(name, ""))


def _day(mail: EmailMessage) -> str | None:
    """The day in Việt Nam on which a mail was sent, YYYY-MM-DD; None if it does not say."""
    day = machine_day(_header(mail, "Date"))
    return str(PartialDate.of_day(day)) if day else None


def _is_saved_page(mail: EmailMessage) -> bool:
    """Whether it is a page in MIME (RFC 2557), which no person sent and none got."""
    if mail.get_content_type() not in ("multipart/related", "text/html"):
        return False
    is_sent = _ADDRESS.search(_header(mail, "From")) or _header(mail, "To")
    return not is_sent
