"""A mail → its own text, its subject and day, its files; a saved page → the page."""

from base64 import b64encode
from email.message import EmailMessage
from pathlib import Path

import pytest

from indexer.read.document import SourceMetadata, Unreadable
from indexer.read.mail import mail_parts, read_mail
from indexer.read.mail_body import rejoined
from search.text.normalize import composed

HEAD = "From: Tổ trưởng <to@xa.example>\nTo: dan@xa.example\nSubject: Họp tổ\n"


def plain(body: str, head: str = HEAD) -> bytes:
    kind = 'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n'
    return f"{head}{kind}\n{body}".encode()


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_mail(data).paragraphs]


def mail(subject: str = "Họp tổ dân phố", body: str = "Mời bà con.") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "Ủy ban xã <ub@xa.example>", "to3@xa.example"
    made["Subject"], made["Date"] = subject, "Thu, 31 Aug 2023 20:30:00 +0000"
    made.set_content(body)
    return made


def test_subject_and_day() -> None:
    read = read_mail(mail().as_bytes())
    assert read.metadata == SourceMetadata(title="Họp tổ dân phố", published="2023-09-01")
    assert [paragraph.text for paragraph in read.paragraphs] == ["Mời bà con."]


@pytest.mark.parametrize("date", ["", "Date: hôm qua\n", "Date: 99 Foo 2023\n"])
def test_no_day(date: str) -> None:
    assert read_mail(plain("a", HEAD + date)).metadata.published is None


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("Đồng ý.\n> Họp lúc 8 giờ?\n> Ở đâu?", ["Đồng ý."]),
        ("> Họp lúc 8 giờ?\nĐược.\n> Ở đâu?\nNhà văn hóa.", ["Được.", "Nhà văn hóa."]),
        ("Nhất trí.\n\nVào 25/8/2023 16:20, An <an@x.example> đã viết:\n> Họp nhé", ["Nhất trí."]),
        (
            "Nhất trí.\n\nVào Th 6, 25 thg 8, 2023 vào lúc 16:20 Tổ trưởng tổ 3\n"
            "<to3@x.example> đã viết:\n\n> Họp nhé\n",
            ["Nhất trí."],
        ),
        ("Yes.\nOn Fri, Aug 25, 2023 at 4:20 PM An <an@x.example> wrote:\nHọp nhé", ["Yes."]),
        ("Ông An đã viết:\nThu đủ năm 2023", ["Ông An đã viết:", "Thu đủ năm 2023"]),
        ("Được.\n-----Original Message-----\nFrom: An\nHọp nhé", ["Được."]),
        ("Được.\n\nTừ: An <a@x.example>\nĐã gửi: 25/8\nTới: Tổ\nChủ đề: Họp\n\nHọp nhé", ["Được."]),
        ("Từ: nay đến cuối năm\nlàm ba việc", ["Từ: nay đến cuối năm", "làm ba việc"]),
        ("Kính gửi.\n-- \nVăn phòng\nĐT 090", ["Kính gửi."]),
        ("Kính gửi.\n--\nVăn phòng\n> Thư cũ", ["Kính gửi."]),
        ("a\n--\n" + "dòng\n" * 20, ["a", "--", *["dòng"] * 20]),
        (
            "Gửi bà con.\n---------- Forwarded message ---------\nFrom: Xã\n> Kế hoạch\nHết",
            [
                "Gửi bà con.",
                "---------- Forwarded message ---------",
                "From: Xã",
                "> Kế hoạch",
                "Hết",
            ],
        ),
    ],
)
def test_what_others_wrote_is_cut_and_what_is_forwarded_stays(body: str, own: list[str]) -> None:
    assert lines(plain(body)) == own


def test_what_a_subject_says_is_forwarded_stays() -> None:
    body = "From: An\nSent: 25/8\nTo: Xã\nSubject: Kế hoạch\n\nNội dung"
    assert lines(plain(body, HEAD.replace("Họp tổ", "FW: Kế hoạch")))[-1] == "Nội dung"
    assert lines(plain(body)) == []


WRAPPED = """Kính gửi bà con tổ dân phố số ba, chiều thứ bảy tuần này tổ họp ở nhà
văn hóa để bàn việc sửa đường và bầu tổ phó mới.
Mời bà con đến đúng giờ.
- Mang theo giấy mời; ai bận thì nhờ người trong nhà đi thay cho
- Nhớ ký tên
"""


def test_wrapped_lines_are_joined() -> None:
    first, second, *rest = rejoined(WRAPPED.splitlines(), is_flowed=False)
    assert first.endswith("ở nhà văn hóa để bàn việc sửa đường và bầu tổ phó mới.")
    assert second == "Mời bà con đến đúng giờ." and len(rest) == 2
    assert rejoined(["một ", "hai", "", "ba"], is_flowed=True) == ["một hai", "", "ba"]
    assert rejoined(["ngắn", "hai"], is_flowed=False) == ["ngắn", "hai"]


def test_forms_of_one_text() -> None:
    both = mail()
    both.add_alternative("<p>Mời <b>bà con</b> dự họp.</p>", subtype="html")
    assert lines(both.as_bytes()) == ["Mời bà con."]
    html = mail(body=" \n")
    html.add_alternative("<p>Mời <b>bà con</b></p><p>dự&nbsp;họp.</p>", subtype="html")
    html.get_payload()[1].add_related(b"GIF", "image", "gif", cid="<x>")  # type: ignore[index, union-attr]
    assert lines(html.as_bytes()) == ["Mời bà con", "dự họp."]
    assert list(mail_parts(html.as_bytes())) == []


def test_files() -> None:
    made = mail()
    made.add_attachment(b"PK", "application", "zip", filename="Báo cáo quý.zip")
    made.add_attachment(b"PK2", "application", "zip", filename="Báo cáo quý.zip")
    made.add_attachment("ghi chép", filename="ghi.txt")
    made.add_attachment(mail("Thư cũ", "Nội dung cũ."))
    made.add_attachment(b"x", "application", "octet-stream")
    made.add_attachment(b"JPG", "image", "jpeg", filename="logo.jpg", disposition="inline")
    made.add_attachment(b"JPG", "image", "jpeg", filename="anh.jpg")
    made.add_attachment(b"s", "application", "pgp-signature", filename="s.asc")
    parts = list(mail_parts(made.as_bytes()))
    assert [(part.name, part.problem) for part in parts] == [
        ("Báo cáo quý.zip", None),
        ("Báo cáo quý (2).zip", None),
        ("ghi.txt", None),
        ("Thư cũ.eml", None),
        ("octet-stream", None),
        ("anh.jpg", None),
    ]
    assert parts[0].data == b"PK" and parts[2].data.decode().strip() == "ghi chép"
    assert lines(parts[3].data) == ["Nội dung cũ."]
    assert lines(made.as_bytes()) == ["Mời bà con."]


SAVED = """From: <Saved by Blink>
Subject: Trang
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="x"

--x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
Content-Location: file:///C:/a.htm

<title>H=E1=BB=8Dp</title><h1>H=E1=BB=8Dp x=C3=A3</h1><p>N=E1=BB=99i dung
--x
Content-Type: image/png
Content-Location: file:///C:/a.png

PNG
--x--
"""


@pytest.mark.parametrize("head", ["", "From: <Saved by Blink>\nSubject: Trang\n"])
def test_a_saved_page_is_read_as_the_page(head: str) -> None:
    data = (head + SAVED.partition("Trang\n")[2]).encode()
    read = read_mail(data)
    assert [paragraph.text for paragraph in read.paragraphs] == ["Họp xã", "Nội dung"]
    assert read.metadata == SourceMetadata() and list(mail_parts(data)) == []
    with pytest.raises(Unreadable, match="without a page"):
        read_mail(data.replace(b"text/html; charset", b"text/css; charset"))


@pytest.mark.parametrize(
    ("data", "own"),
    [
        (HEAD.encode() + b"Content-Type: text/plain; charset=x-none\n\nH\xf4\xf2i", ["Hô\u0323i"]),
        (
            HEAD.encode() + b"Content-Type: text/plain; charset=us-ascii\n\n" + "Hội".encode(),
            ["Hội"],
        ),
        (HEAD.encode() + b"Content-Transfer-Encoding: base64\n\n!!!", []),
        (HEAD.encode() + b"Content-Type: multipart/mixed; boundary=x\n\n--y\nkhong", []),
        (HEAD.encode() + b"Content-Type: ;;;=\n\na", ["a"]),
        (b"Subject: =?utf-8?b?////?=\nFrom: [\n\na", ["a"]),
    ],
)
def test_odd_mails_are_read_as_far_as_they_can_be(data: bytes, own: list[str]) -> None:
    assert list(map(composed, lines(data))) == list(map(composed, own))
    assert list(mail_parts(data)) == []


def test_a_mail_inside_that_was_packed() -> None:
    inner = b64encode(plain("Nội dung")).decode()
    kind = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n"
    outer = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    [part] = mail_parts(f"\n{HEAD}{outer}{kind}\n{inner}\n--x--\n".encode())
    assert part.name == "rfc822.eml" and lines(part.data) == ["Nội dung"]


def test_what_is_no_mail() -> None:
    for data in (b"", b"\n\nchay", b"\0\1\2"):
        with pytest.raises(Unreadable, match="is no mail"):
            read_mail(data)


def test_parts_in_parts_without_end() -> None:
    data = HEAD.encode()
    for depth in range(3_000):
        data += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    with pytest.raises(Unreadable, match="parts in parts"):
        read_mail(data)


def test_a_long_header_is_cut() -> None:
    data = b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\nFrom: a@b.example\n\nx"
    assert lines(data) == ["x"]


def test_made_mails_against_the_text_that_they_were_made_of(shared: Path) -> None:
    found = sorted((shared / "files/made").glob("mail*.eml"))
    assert found
    for path in found:
        data = path.read_bytes()
        text = (shared / f"files/made/seed{path.stem[-1]}.utf8.txt").read_text("utf-8")
        _, title, *rest = lines(data)
        assert title.split() == text.strip().splitlines()[0].split() and len(rest) >= 5
        assert [part.name.endswith(".docx") for part in mail_parts(data)] == [True]


def test_a_damaged_part_is_named_and_the_others_come() -> None:
    mail = (
        b"From: a@b.vn\nSubject: x\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nHop.\n'
        b"--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="thu.eml"\n\nAAA=A=B\n'
        b"--b\nContent-Type: text/plain\n"
        b'Content-Disposition: attachment; filename="b.txt"\n\nHai.\n'
        b"--b--\n"
    )
    parts = {part.name: part for part in mail_parts(mail)}
    assert parts["b.txt"].data.strip() == b"Hai." and parts["b.txt"].problem is None
