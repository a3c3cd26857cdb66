"""Citations: what is known and no more, as words, in BibTeX and RIS."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.report import DateValue, Facets, FacetValue, MeetingReport, Precision, Status
from web.export.citations import bibtex, ris, texts
from web.http.file_names import slug
from web.pages.citing import Reference, reference

KNOWN = Reference(
    title="Đại hội đại biểu & hội nghị 100% xã_phường {lần 1}",
    is_title_made=False,
    authors=("Nguyễn Văn An", "Trần Thị Bình"),
    outlet="Báo Hưng Yên",
    number="12/TB-UBND",
    issuer="UBND tỉnh Hưng Yên",
    issued="26/8/2023",
    held="25/8/2023",
    held_on="2023-08-25",
    printed="2023-08-26",
    source="https://bao.example/a_b",
    here="http://localhost/reports/n%C4%83m/a.txt",
    accessed=date(2026, 11, 29),
)
BARE = Reference("Họp", True, (), "", "", "", "", "", "", "", "", "http://x/a", date(2026, 1, 2))


def said(parts: object) -> str:
    return b"".join(parts).decode()  # type: ignore[arg-type]


def test_words_say_the_address_and_the_day_it_was_read() -> None:
    assert said(texts([KNOWN])) == (
        "“Đại hội đại biểu & hội nghị 100% xã_phường {lần 1}”, số 12/TB-UBND, UBND tỉnh Hưng Yên, "
        "ban hành ngày 26/8/2023, Nguyễn Văn An, Trần Thị Bình, Báo Hưng Yên, họp 25/8/2023, "
        "https://bao.example/a_b. Đọc tại Hội Nghị: http://localhost/reports/n%C4%83m/a.txt "
        "(truy cập ngày 29/11/2026)\n\n"
    )
    assert said(texts([BARE])) == "“Họp”. Đọc tại Hội Nghị: http://x/a (truy cập ngày 2/1/2026)\n\n"


def test_an_entry_of_bibtex() -> None:
    assert (
        said(bibtex([KNOWN]))
        == r"""@misc{hoi-nghi-2023-dai-hoi-dai-bieu-hoi-nghi-100-xa,
  title = {{Đại hội đại biểu \& hội nghị 100\% xã\_phường \textbraceleft{}lần 1\textbraceright{}}},
  author = {{Nguyễn Văn An} and {Trần Thị Bình}},
  organization = {UBND tỉnh Hưng Yên},
  number = {12/TB-UBND},
  howpublished = {Báo Hưng Yên},
  date = {2023-08-26},
  year = {2023},
  eventdate = {2023-08-25},
  url = {http://localhost/reports/n%C4%83m/a.txt},
  urldate = {2026-11-29},
  note = {Họp 25/8/2023. Đọc tại Hội Nghị. Nguồn: https://bao.example/a\_b},
  langid = {vietnamese}
}

"""
    )


def test_what_is_not_known_has_no_field() -> None:
    entry = said(bibtex([BARE]))
    assert re.findall(r"^  (\w+)", entry, re.MULTILINE) == [
        "title", "url", "urldate", "note", "langid",
    ]  # fmt: skip
    assert "Tiêu đề do chương trình đặt" in entry
    assert re.findall("^([A-Z][A-Z0-9])  - ", said(ris([BARE])), re.MULTILINE) == [
        "TY", "TI", "UR", "Y2", "N1", "LA", "ER",
    ]  # fmt: skip


def test_keys_differ() -> None:
    keys = re.findall(r"@misc\{([^,]+),", said(bibtex([KNOWN, KNOWN, BARE, KNOWN])))
    assert len(set(keys)) == 4 and all(re.fullmatch("[a-z0-9-]+", key) for key in keys)


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_text_breaks_an_entry(title: str, name: str) -> None:
    """Braces are in balance, so that the next entry is one; a record of RIS has whole lines."""
    one = replace(KNOWN, title=title, authors=(name,), here=f"http://x/{name}")
    entry, record = said(bibtex([one])), said(ris([one]))
    depth = 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    lines = record.split("\r\n")
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines if line)


def test_a_record_of_ris() -> None:
    assert said(ris([KNOWN])).split("\r\n") == [
        "TY  - NEWS",
        "TI  - Đại hội đại biểu & hội nghị 100% xã_phường {lần 1}",
        "AU  - Nguyễn Văn An",
        "AU  - Trần Thị Bình",
        "T2  - Báo Hưng Yên",
        "PB  - UBND tỉnh Hưng Yên",
        "M1  - 12/TB-UBND",
        "PY  - 2023",
        "DA  - 2023/08/26/",
        "UR  - http://localhost/reports/n%C4%83m/a.txt",
        "Y2  - 2026/11/29/",
        "N1  - Họp 25/8/2023. Đọc tại Hội Nghị. Nguồn: https://bao.example/a_b",
        "LA  - vi",
        "ER  - ",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "most", "name"),
    [
        ("Đại hội, lần 1", 60, "dai-hoi-lan-1"),
        ("ỦY BAN Nhân dân", 6, "uy-ban"),
        ("../../etc/passwd", 60, "etc-passwd"),
        ("CON", 60, "con"),
        ("“…”", 60, ""),
        ("W" * 90, 10, "wwwwwwwwww"),
    ],
)
def test_a_name_of_a_file(text: str, most: int, name: str) -> None:
    assert slug(text, most) == name


@pytest.mark.parametrize(
    ("day", "held", "held_on"),
    [
        (DateValue("2023-08-25", Status.STATED), "25/8/2023", "2023-08-25"),
        (DateValue("2023-08-25", Status.INFERRED), "25/8/2023 (suy ra)", ""),
        (DateValue("2023-08", Status.STATED, precision=Precision.MONTH), "khoảng 8/2023", ""),
        (
            DateValue("2023-12-06", Status.STATED, until="2023-12-08"),
            "6–8/12/2023",
            "2023-12-06/2023-12-08",
        ),
    ],
)
def test_what_is_inferred_or_half_known_is_no_fact(day: DateValue, held: str, held_on: str) -> None:
    title, facets = FacetValue("Họp", Status.STATED), Facets(event_date=(day,))
    found = reference(MeetingReport("a/b.txt", "Họp", (), title, facets), "http://x")
    assert (found.held, found.held_on, found.printed) == (held, held_on, "")
    assert found.here == "http://x/reports/a/b.txt" and found.accessed == date(2026, 11, 29)
