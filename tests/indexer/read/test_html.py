"""HTML → paragraphs: what breaks a line, what is no text, encodings, tables, news pages, bombs."""

import time
from collections import Counter
from pathlib import Path

import pytest

from indexer.read import html
from indexer.read.document import Unreadable
from indexer.read.html import html_paragraphs, read_html
from indexer.read.markup import builder
from search.report import PassageKind
from search.text.normalize import composed
from tests.indexer.read.news_pages import BYLINE, CAPTION, PAGES, REPORT, TITLE

B, T, C, F, R = (
    PassageKind.BODY,
    PassageKind.TITLE,
    PassageKind.CAPTION,
    PassageKind.FOOTNOTE,
    PassageKind.TABLE,
)


def texts(markup: str) -> list[str]:
    return [paragraph.text for paragraph in html_paragraphs(markup)]


def kinds(markup: str) -> list[tuple[PassageKind, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in html_paragraphs(markup)]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>Họp <b>giao</b> ban</p><p>Bế mạc", ["Họp giao ban", "Bế mạc"]),
        ("<p>H<b>ọ</b>p g<i>ia</i>o <span>ba</span>n", ["Họp giao ban"]),
        ("<p>Một<br>hai<BR/>ba</br>bốn", ["Một", "hai", "ba", "bốn"]),
        ("<p>Một\n  hai\tba\r\n</p>", ["Một hai ba"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", ["a", "b", "c", "d", "e"]),
        ("<dl><dt>Chủ trì<dd>Ông An</dl>", ["Chủ trì", "Ông An"]),
        ("<pre>một\nhai\n\nba</pre>\nbốn\nnăm", ["một", "hai", "ba", "bốn năm"]),
        ("m<sup>2</sup>, H<sub>2</sub>O", ["m2, H2O"]),
        ("H&#7897;i ngh&#x1ECB; &amp; &ocirc; &#150; R&D", ["Hội nghị & ô – R&D"]),
        ("t­nh &shy;", ["t­nh \u00ad"]),  # TCVN3's ư, which is healed later
        ("Ho\u0302\u0323i nghi\u0323", ["Ho\u0302\u0323i nghi\u0323"]),
        ("a < b, 3 <5 và <3", ["a < b, 3 <5 và <3"]),
        ("a<!-- b -->c<!-->d<!--->e", ["acde"]),
        ("a<!-- không đóng > b", ["a b"]),
        ("<!DOCTYPE html><?xml version='1.0'?><![foo ]>a", ["a"]),
        ("<p title='a > b' x=\"</p>\">c</p>", ["c"]),
        ('<p title=5">c <i x="d>e', ["c e"]),
        ("<script>if (a<b) '</p>'</script><style>p{}</style>a", ["a"]),
        ("<noscript>n</noscript><template><p>t</template><svg><text>s</svg>a", ["a"]),
        ("<svg><svg></svg>s</svg>a<svg>chưa đóng", ["achưa đóng"]),
        ("<p>a<div style='display: none'>x<div>y</div></div><div hidden>z</div>b", ["a", "b"]),
        ("<p style=display:none>x<p>a", ["a"]),
        ("<del>ba</del><ins>bốn</ins> mục", ["bốn mục"]),
        ("a</div></td></table></b>b", ["a", "b"]),
        ("Một&nbsp; hai&nbsp;&nbsp;ba &nbsp; bốn&nbsp;", ["Một hai ba bốn"]),
        ("lÃ\xa0 Æ\xa0n á»\xa0 áº\xa0", ["lÃ\xa0 Æ\xa0n á»\xa0 áº\xa0"]),  # UTF-8 read as another
        ("", []),
        ("&nbsp; <p>&nbsp;</p> <br>", []),
    ],
)
def test_lines(markup: str, lines: list[str]) -> None:
    assert texts(markup) == lines


def test_what_word_saves() -> None:
    markup = """<body><!--[if gte mso 9]><xml><w:a>x</w:a></xml><![endif]-->
<p class=MsoTitle>BÁO CÁO<br>SƠ KẾT</p>
<p class=MsoNormal>Thu<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a> đạt
<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span>1.<span>&nbsp; </span></span><![endif]>Chi</p>
<p class=MsoCaption>Bảng thu</p><p class=MsoNormal>Hết</p>
<div style='mso-element:header'><p class=MsoHeader>Trang 1</p></div>
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href='#_ftnref1'>
<span class=MsoFootnoteReference>[1]</span></a> Số ước</p>
</div></div><p>Sau</p></body>"""
    assert kinds(markup) == [
        (T, "BÁO CÁO SƠ KẾT"),
        (B, "Thu đạt"),
        (B, "1. Chi"),
        (C, "Bảng thu"),
        (B, "Hết"),
        (B, "Sau"),
        (F, "Số ước"),
    ]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<h1>Họp tổ</h1><p>a<h1>Phần sau</h1>", [(T, "Họp tổ"), (B, "a"), (B, "Phần sau")]),
        ("<h1>HỌP</h1><h1>TỔ DÂN PHỐ</h1><p>a", [(T, "HỌP"), (T, "TỔ DÂN PHỐ"), (B, "a")]),
        ("<p>BÁO CÁO<h1>I. Kết quả</h1>", [(B, "BÁO CÁO"), (B, "I. Kết quả")]),
        (f"<p>{'dài ' * 120}<h1>Kết quả</h1>", [(B, ("dài " * 120).strip()), (B, "Kết quả")]),
        (
            "<h1>Thứ ba, ngày 5/3/2024 08:15</h1><h1>Họp tổ</h1>",
            [(B, "Thứ ba, ngày 5/3/2024 08:15"), (T, "Họp tổ")],
        ),
        ("<h2>Nhóm</h2><p>a", [(B, "Nhóm"), (B, "a")]),
        (
            "<figure><img><figcaption><p>Ảnh 1<p>Hà</figcaption></figure>b",
            [(C, "Ảnh 1"), (C, "Hà"), (B, "b")],
        ),
        ("<p class='pic-Caption'>Ảnh<p>b", [(C, "Ảnh"), (B, "b")]),
    ],
)
def test_kinds(markup: str, found: list[tuple[PassageKind, str]]) -> None:
    assert kinds(markup) == found


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (
            "<p>Biểu<table><tr><th>Chỉ tiêu<th>Đạt<tr><td><p>Thu</p><p>xã</p><td>1,5</table>Hết",
            [(B, "Biểu"), (R, "Chỉ tiêu\tĐạt"), (R, "Thu xã\t1,5"), (B, "Hết")],
        ),
        (
            "<table><tr><td><td>a<td><td>b<td></tr><tr><td></tr></table>",
            [(R, "\ta\t\tb")],
        ),
        (
            "<table><tr><td>UBND XÃ<br>-----</td><td>CỘNG HÒA</td></tr>"
            "<tr><td>Số: 5</td><td>Ngày 3</td></tr></table>",
            [(B, "UBND XÃ"), (B, "-----"), (B, "CỘNG HÒA"), (B, "Số: 5"), (B, "Ngày 3")],
        ),
        (
            f"<p>{'dài ' * 60}</p><table><tr><td>a</td><td>b</td></tr></table>",
            [(B, ("dài " * 60).strip()), (R, "a\tb")],
        ),
        ("<table><tr><td><p>a<p>b</table>", [(B, "a"), (B, "b")]),
        (
            "<table><tr><td>a<td><table><tr><th>b<th>c</table>d<tr><td>e<td>f</table>g",
            [(B, "a"), (R, "b\tc"), (B, "d"), (B, "e"), (B, "f"), (B, "g")],
        ),
        ("<table><tr><th>a<th>b", [(R, "a\tb")]),
        ("<td>a<td>b</tr>c", [(B, "a"), (B, "b"), (B, "c")]),
    ],
)
def test_tables(markup: str, found: list[tuple[PassageKind, str]]) -> None:
    assert kinds(markup) == found


WORD = '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">'


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("<p>Hội nghị".encode(), "Hội nghị", None),
        ("<p>Hội\0 nghị".encode(), "Hội nghị", None),
        ("\ufeff<p>Hội nghị".encode(), "Hội nghị", None),
        ("<p>Hội nghị".encode("utf-16"), "Hội nghị", None),
        ("<p>Hội nghị".encode("utf-16-le"), "Hội nghị", None),
        (
            f"{WORD}<p>H&#7897;i t\xe0i ch\xednh \x96".encode("latin-1"),
            "Hội tài chính –",
            "Windows-1252",
        ),
        (f"{WORD}<p>Hội nghị".encode(), "Hội nghị", None),  # its word is wrong
        (f"{WORD}<p>H&#7897;i".encode(), "Hội", None),
        (b"<meta charset='windows-1258'><p>H\xf4\xf2i", "Hô\u0323i", "Windows-1258"),
        (
            b'<?xml version="1.0" encoding="windows-1258"?><p>H\xf4\xf2i',
            "Hô\u0323i",
            "Windows-1258",
        ),
        (b"<meta charset=cp1250><p>\xe1", "á", "Windows-1250"),
        (b"<meta charset=iso-8859-2><p>\xe1", "á", "ISO-8859-2"),
        (b"<p>H\xf4\xf2i", "Hô\u0323i", "Windows-1258"),  # a guess
        (b"<meta charset=utf-8><p>H\xf4\xf2i", "Hô\u0323i", "Windows-1258"),
        (b"<meta charset=utf-8><p>" + "ộ".encode() * 60 + b"\xff", "ộ" * 60 + "\ufffd", None),
        (b"<meta charset=punycode><p>H\xf4\xf2i", "Hô\u0323i", "Windows-1258"),
        (f"{WORD}<p>\x81\x8d\x90\xad".encode("latin-1"), "\x81\x8d\x90\xad", "Windows-1252"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str | None) -> None:
    read = read_html(data)
    assert [composed(paragraph.text) for paragraph in read.paragraphs] == [composed(text)]
    assert (read.encoding or "").lower() == (encoding or "").lower()


def test_what_a_sender_declares_goes_before_what_the_page_does() -> None:
    data = b"<meta charset=windows-1252><p>H\xf4\xf2i"
    assert read_html(data, "windows-1258").paragraphs[0].text == "Hô\u0323i"


@pytest.mark.parametrize("name", PAGES)
def test_news_pages(name: str) -> None:
    """All of the article and nothing of what is around it."""
    read = read_html(PAGES[name].encode())
    assert {paragraph.text for paragraph in read.paragraphs} == {*REPORT, TITLE, CAPTION, BYLINE}
    by_kind = {paragraph.text: paragraph.kind for paragraph in read.paragraphs}
    assert (by_kind[TITLE], by_kind[CAPTION]) == (T, C)
    assert [one.text for one in read.paragraphs if one.text in REPORT] == list(REPORT)


LINKS = "".join(f"<li><a href=/{n}>Tin khác số {n}</a></li>" for n in range(9))


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (f"<h3>Xem thêm</h3><ul>{LINKS}</ul><p>{REPORT[0]}</p>", [REPORT[0]]),
        (f"<h3>Kết quả</h3><p>{REPORT[0]}</p>", ["Kết quả", REPORT[0]]),
        ("<p>Nguồn: <a href=x>http://xa.example/tin-1</a>", ["Nguồn: http://xa.example/tin-1"]),
        ("<p>Theo <a href=x>Nghị quyết 5</a> của xã", ["Theo Nghị quyết 5 của xã"]),
        ("<header><h2>Lời dẫn</h2></header><p>Một", ["Lời dẫn", "Một"]),
        ("<div class=tags>Từ khóa: mương</div><p>Một", ["Một"]),
    ],
)
@pytest.mark.parametrize("element", ["article", "div itemprop=articleBody"])
def test_lists_of_links_in_an_article(element: str, inside: str, lines: list[str]) -> None:
    name = element.partition(" ")[0]
    text = "".join(f"<p>{line}</p>" for line in REPORT[1:])
    page = f"<ul>{LINKS}</ul><p>Trang tin</p><{element}>{text}{inside}</{name}><p>Chân trang</p>"
    read = [paragraph.text for paragraph in read_html(page.encode()).paragraphs]
    assert read == [*REPORT[1:], *lines]


@pytest.mark.parametrize("element", ["main", "div"])
def test_lists_of_links_between_lines(element: str) -> None:
    """Where no element is said to be the article, a list within it does not cut it in two."""
    before, behind = (
        f"<p>{REPORT[1]}<p>{REPORT[2]}",
        f"<p>{REPORT[0]}<p>Theo <a href=x>UBND</a> xã",
    )
    text = f"<{element}>{before}<h4>Xem thêm</h4><ul>{LINKS}</ul>{behind}</{element}>"
    page = f"<ul>{LINKS}</ul><div><p>Trang tin</div>{text}<ul>{LINKS}</ul><div><p>Chân trang</div>"
    read = [paragraph.text for paragraph in read_html(page.encode()).paragraphs]
    assert read == [REPORT[1], REPORT[2], REPORT[0], "Theo UBND xã"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("25/08/2023 - 16:20", PassageKind.PAGE_DATE),
        ("16:20, 25/8/2023", PassageKind.PAGE_DATE),
        ("25/08/2023 16:20 (GMT+7)", PassageKind.PAGE_DATE),
        ("Bản Lầm, ngày 25/8/2023", B),
        ("25/8/2023 họp tổ", B),
    ],
)
def test_the_day_of_a_web_page(line: str, kind: PassageKind) -> None:
    page = f"<meta property=og:title content=Họp><p>{line}<p>Bà con đã họp."
    assert read_html(page.encode()).paragraphs[0].kind is kind
    assert read_html(f"<p>{line}<p>Bà con đã họp.".encode()).paragraphs[0].kind is B
    published = "<meta property=article:published_time content=2023-08-25T16:20:00+07:00>"
    read = read_html(f"{published}{page}".encode())
    assert len(read.paragraphs) == (2 if kind is B else 1)  # the page says it twice


def test_a_page_without_navigation_is_all_text() -> None:
    links = "".join(f"<p><a href=x>Văn bản số {n}</a></p>" for n in range(5))
    read = read_html(f"<footer>Chân trang</footer><nav>{links}</nav><p>Họp".encode())
    assert [paragraph.text for paragraph in read.paragraphs] == [
        "Chân trang",
        *(f"Văn bản số {n}" for n in range(5)),
        "Họp",
    ]


def test_a_paper_that_word_saved_is_all_text() -> None:
    links = "".join(f"<p><a href=x>Điều {n}</a></p>" for n in range(30))
    head = "<title>Phụ lục cũ</title><meta name=Generator content='Microsoft Word 15'>"
    read = read_html(f"{head}<p>QUY CHẾ</p>{links}".encode())
    assert len(read.paragraphs) == 31 and read.metadata.title is None


@pytest.mark.parametrize(
    ("head", "title", "date", "url"),
    [
        ("<title>Họp tổ - Báo Suối</title>", "Họp tổ", None, None),
        ("<title>Trang 1 - Báo Suối</title>", "Trang 1 - Báo Suối", None, None),
        ("<title>A</title><h1>Họp xã</h1>", None, None, None),
        ("<title>Thứ hai, 4/3/2024</title>", None, None, None),
        ("<meta property=og:title content='Thứ hai, 4/3/2024'><h1>Họp</h1>", None, None, None),
        (
            "<title>A</title><meta property=og:title content='Họp &amp; bàn'>",
            "Họp & bàn",
            None,
            None,
        ),
        (
            "<meta property=article:published_time content=2024-01-31T23:30:00+07:00><h1>a</h1>",
            None,
            "2024-01-31",
            None,
        ),
        (
            "<meta property=article:published_time content=2024-01-31T18:00:00Z><h1>a</h1>",
            None,
            "2024-02-01",
            None,
        ),
        ("<meta property=article:published_time content='hôm qua'><h1>a</h1>", None, None, None),
        (
            "<link rel=canonical href=https://suoi.example/a><h1>a</h1>",
            None,
            None,
            "https://suoi.example/a",
        ),
        ("<link rel=canonical href=/a><h1>a</h1>", None, None, None),
    ],
)
def test_metadata(head: str, title: str | None, date: str | None, url: str | None) -> None:
    read = read_html(f"<html><head>{head}</head><p>Họp tổ</p>".encode()).metadata
    assert (read.title, read.published, read.url) == (title, date, url)


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_HTML", 100)
    assert read_html(b"x" * 100).paragraphs
    with pytest.raises(Unreadable, match="is too large: 101 bytes"):
        read_html(b"x" * 101)
    monkeypatch.setattr(builder, "MAX_LINES", 10)
    with pytest.raises(Unreadable, match="is too large: more than 10 lines"):
        read_html(b"<p>x" * 11)


HOSTILE = {
    "elements in each other": "<div>",
    "tables in each other": "<table><tr><td>x",
    "hidden ones": "<svg>",
    "comments that do not end": "<!--x>",
    "tags that do not end": "<a b ",
    "quotes that do not end": "<a b='\"",
    "quotes in quotes": "<a b=\"<a c='",
    "declarations": "<![foo ]>",
    "scripts that do not end": "<script>",
    "ends of nothing": "<td></div></section>",
    "references": "&amp",
    "attributes": "= a ",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_no_faster_than_the_page(unit: str, small_heap: None) -> None:
    """A page four times as long takes some four times as long, not sixteen."""

    def seconds(count: int) -> float:
        data = (unit * count + ">").encode()
        begin = time.process_time()
        read_html(data)
        return time.process_time() - begin

    seconds(100)
    short = min(seconds(5_000) for _ in range(3))
    assert seconds(20_000) < 10 * short + 0.1


def test_made_pages_against_the_texts_that_they_were_made_of(shared: Path) -> None:
    """Word recall of made pages, in three encodings, against their text."""
    pages = sorted((shared / "files/made").glob("seed?*.html"))
    assert len(pages) >= 6
    for page in pages:
        text = (shared / f"files/made/{page.name[:5]}.utf8.txt").read_text("utf-8")
        read = "\n".join(one.text for one in read_html(page.read_bytes()).paragraphs)
        wanted, found = _words(text), _words(read)
        assert (wanted & found).total() >= 0.99 * wanted.total(), page.name
        assert (found - wanted).total() <= 30, page.name


def _words(text: str) -> Counter[str]:
    return Counter(composed(text).split())
