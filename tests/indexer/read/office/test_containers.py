"""OLE files and zips → the kind of document in them."""

import pytest

from indexer.read.document import Unreadable
from indexer.read.office.containers import ole_kind, zip_kind
from tests.indexer.read.office.made import docx, odt, ole, p, word97, zipped

ODF = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word97("a\r"), "doc"),
        (ole({"Workbook": b"x"}), "xls"),
        (ole({"Book": b"x"}), "xls"),
    ],
)
def test_kinds_of_ole_files(data: bytes, kind: str) -> None:
    assert ole_kind(data) == kind


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "is encrypted"),
        (ole({"PowerPoint Document": b"x"}), "is a presentation"),
        (ole({"__properties_version1.0": b"x"}), "is an Outlook message"),
        (ole({"Contents": b"x"}), "a kind that is not known"),
        (word97("a\r")[:700], "damaged OLE file"),
        (b"", "damaged OLE file"),
    ],
)
def test_ole_files_that_are_not_read(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        ole_kind(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx(p("a")), "docx"),
        (zipped({"[Content_Types].xml": "", "WORD\\document.xml": ""}), "docx"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "xlsx"),
        (odt(""), "odt"),
        (zipped({"mimetype": f"{ODF}spreadsheet\n", "content.xml": ""}), "ods"),
        (zipped({"mimetype": f"{ODF}text-template", "content.xml": ""}), "odt"),
        (zipped({"mimetype": "application/epub+zip", "content.xml": ""}), None),
        (zipped({"báo cáo/một.docx": "", "hai.txt": ""}), None),
        (zipped({"word/một.txt": ""}), None),
        (zipped({}), None),
    ],
)
def test_kinds_of_zips(data: bytes, kind: str | None) -> None:
    assert zip_kind(data) == kind


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "is a presentation"),
        (zipped({"mimetype": f"{ODF}presentation", "content.xml": ""}), "is a presentation"),
        (docx(p("a"))[:-30], "damaged zip"),
    ],
)
def test_zips_that_are_not_read(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        zip_kind(data)
