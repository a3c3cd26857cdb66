"""A paper → the bytes of its file, by its kind."""

from collections.abc import Callable
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr

from tests.indexer.read.office.made import zipped
from tests.sample_files.pages import html, pdf
from tests.sample_files.papers import Paper
from tests.sample_files.sheets import ods, xls, xlsx
from tests.sample_files.texts import text_file
from tests.sample_files.word import doc, docx, odt_file, rtf

_BOUNDARY = "----=_van_phong"


def made(paper: Paper) -> bytes:
    """The file of a paper, the same each time but for a PDF of another Chromium."""
    return WRITERS[paper.kind](paper)


def eml(paper: Paper) -> bytes:
    """A mail, and a file attached to it for each of its parts."""
    mail = MIMEMultipart(boundary=_BOUNDARY)
    [mail["Subject"]] = paper.title
    for name, value in (paper.headers or {}).items():
        mail[name] = formataddr(parseaddr(value)) if name in ("From", "To") else value
    mail.attach(MIMEText("\n\n".join(paper.body) + "\n", "plain", "utf-8"))
    for part in paper.parts:
        attached = MIMEApplication(made(part))
        attached.add_header("Content-Disposition", "attachment", filename=("utf-8", "", part.file))
        mail.attach(attached)
    return mail.as_bytes()


def archive(paper: Paper) -> bytes:
    """A .zip of its parts."""
    return zipped({part.file: made(part) for part in paper.parts})


WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "docx": docx,
    "doc": doc,
    "odt": odt_file,
    "rtf": rtf,
    "pdf": pdf,
    "html": html,
    "xlsx": xlsx,
    "xls": xls,
    "ods": ods,
    "eml": eml,
    "zip": archive,
    "txt": text_file,
}
"""Kind → what writes it."""
