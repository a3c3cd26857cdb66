"""The bytes of a file → its reports: parts of archives and mails, limits, what is empty."""

import hashlib
import io
import zipfile
from email.message import EmailMessage

import pytest

from indexer.read import contents, formats
from indexer.read.contents import ReadOptions, documents_in
from indexer.read.document import BadFile, Paragraph, ParsedFile, PassedOver, RawDocument
from search.report import SourcePath

PLACE = SourcePath("/home/reports", "2023/all.zip")
HELD = "Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân vốn đầu tư công."


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "/").replace("0", "."), content)
    return data.getvalue()


def shown(data: bytes, place: SourcePath = PLACE, largest: int = 100_000) -> list[str]:
    found = documents_in(place, data, ReadOptions(largest))
    return [_line(one) for one in found]


def _line(one: RawDocument | BadFile | PassedOver) -> str:
    if isinstance(one, RawDocument):
        return f"{one.place.shown}: {one.id}: {one.text}"
    if isinstance(one, BadFile):
        return f"{one.path} {one.reason}"
    return f"{one.path} passed over: {one.kind}"


def test_a_part_is_known_by_the_way_to_it() -> None:
    inner = zipped(bao_b0txt="Báo cáo b.".encode(), anh0png=b"\x89PNG\r\n\x1a\n\0")
    data = zipped(a0txt="Báo cáo a.".encode(), c0zip=inner, rong0docx=b"", Thumbs0db=b"x")
    assert shown(data) == [
        "/home/reports/2023/all.zip//a.txt: 2023/all.zip/a.txt: Báo cáo a.",
        "/home/reports/2023/all.zip//c.zip//bao/b.txt: 2023/all.zip/c.zip/bao/b.txt: Báo cáo b.",
        "/home/reports/2023/all.zip//c.zip//anh.png passed over: .png",
        "/home/reports/2023/all.zip//rong.docx is empty",
    ]


@pytest.mark.parametrize(
    "place",
    [
        SourcePath("/home/reports", "2023/all.zip", "c.zip//bao/b.txt"),
        SourcePath("/home/all.zip", "", "b.txt"),
        SourcePath("/", "all.zip", "b.txt"),
        SourcePath("/home/reports", "a.txt"),
        SourcePath("/home/a.txt", ""),
        SourcePath("/", "a.txt"),
    ],
)
def test_a_place_is_read_as_it_was_written(place: SourcePath) -> None:
    assert SourcePath.of(str(place)) == place


def test_the_same_text_in_a_folder_and_in_an_archive_has_one_digest() -> None:
    [alone] = documents_in(SourcePath("/r", "a.txt"), HELD.encode(), ReadOptions())
    data = zipped(a0txt=HELD.encode())
    [inside] = documents_in(PLACE, data, ReadOptions())
    assert isinstance(alone, RawDocument) and isinstance(inside, RawDocument)
    assert alone.digest == inside.digest == hashlib.sha256(HELD.encode()).hexdigest()
    assert alone.original and inside.original
    assert alone.original.sha256 == inside.original.sha256 == alone.digest


def test_a_mail_is_a_report_and_so_is_what_came_with_it() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "vp@tinh.vn", "so@tinh.vn"
    mail["Subject"], mail["Date"] = "Giao ban tháng 8", "Fri, 25 Aug 2023 08:00:00 +0700"
    mail.set_content("Kính gửi các sở báo cáo giao ban.")
    mail.add_attachment(HELD, filename="báo cáo.txt")
    body, attached = documents_in(SourcePath("/r", "thu.eml"), mail.as_bytes(), ReadOptions())
    assert isinstance(body, RawDocument) and isinstance(attached, RawDocument)
    assert (body.id, body.metadata.title) == ("thu.eml", "Giao ban tháng 8")
    assert (attached.id, attached.text.strip()) == ("thu.eml/báo cáo.txt", HELD)
    assert body.original and body.original.kind == "eml"


def test_what_reads_as_no_prose_is_passed_over_unless_it_was_meant_as_text() -> None:
    code, prose = b"body { color: red }\n" * 20, (HELD + "\n") * 5
    assert shown(zipped(a0css=code, b0md=prose.encode())) == [
        "/home/reports/2023/all.zip//a.css passed over: .css",
        f"/home/reports/2023/all.zip//b.md: 2023/all.zip/b.md: {prose}",
    ]
    assert shown(code, SourcePath("/r/a.css", ""))[0].startswith("/r/a.css: a.css: body")


def nested(depth: int) -> bytes:
    data = zipped(x0txt=b"Hop.")
    for _ in range(depth):
        data = zipped(a0zip=data, b0zip=data)
    return data


def test_archives_in_archives_end_somewhere() -> None:
    assert len(shown(nested(2))) == 4
    lines = shown(nested(4))
    assert len(lines) == 1 and "lies in 3 others" in lines[0]


def test_a_file_of_too_many_parts_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents._Opened.__init__, "__defaults__", (5, 1_000_000, False))
    lines = shown(nested(2))
    assert len([line for line in lines if "more than" in line]) == 1
    assert lines[-1].startswith("/home/reports/2023/all.zip holds more than")


def test_the_text_of_one_report_is_bounded() -> None:
    assert "is too large" in shown(("Họp. " * 100).encode(), SourcePath("/r/a", ""), largest=300)[0]


def parsed_as(monkeypatch: pytest.MonkeyPatch, parsed: ParsedFile) -> None:
    monkeypatch.setattr(formats, "_function", lambda name: lambda data, **options: parsed)


def test_a_scan_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed_as(monkeypatch, ParsedFile((), pages=29, pictures=tuple(range(1, 30))))
    [bad] = documents_in(SourcePath("/r", "a.pdf"), b"%PDF-1.4", ReadOptions())
    assert isinstance(bad, BadFile) and bad.unread and bad.pictures == 29
    assert bad.reason.startswith("is a scan: 29 pages without text") and "--ocr" in bad.reason


def test_pages_that_were_recognised_make_another_report(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = (Paragraph("Họp giao ban.", page=1), Paragraph("Bế mạc.", page=3))
    parsed_as(monkeypatch, ParsedFile(paragraphs, pages=4, pictures=(2, 3, 4), recognised=(2, 3)))
    [read] = documents_in(SourcePath("/r", "a.pdf"), b"%PDF-1.4", ReadOptions())
    assert isinstance(read, RawDocument) and read.original
    assert read.digest == hashlib.sha256(b"%PDF-1.4").hexdigest() + "+ocr"
    assert read.text == "Họp giao ban.\nBế mạc." and read.paragraphs == paragraphs
    assert (read.original.pictures, read.original.recognised) == ((4,), (2, 3))


def test_the_texts_of_all_parts_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part may be packed well: what it gives is what fills the memory."""
    data = zipped(**{f"{name}0txt": b"Hop. " * 400 for name in "abcdef"})
    monkeypatch.setattr(contents._Opened.__init__, "__defaults__", (2_000, 9_000, False))
    lines = shown(data)
    assert len(lines) == 3 and "holds more than" in lines[-1]


def test_no_part_has_the_name_of_another() -> None:
    inner = zipped(c0txt=b"Hop mot.")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("b.zip", inner)
        archive.writestr("b.zip//c.txt", b"Hop hai.")
    places = [line.split(":")[0] for line in shown(data.getvalue())]
    assert len(places) == len(set(places)) == 2
