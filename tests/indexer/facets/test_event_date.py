"""Reports → the day of the meeting: which of the days they name, and of which year."""

import pytest

from indexer.article.structure import clean
from indexer.facets import understand
from indexer.facets.event_date import from_text
from indexer.lexicon import rows
from indexer.read.document import SourceMetadata
from search.report import DateValue, Facets
from tests.indexer.facets.test_facets import understood

HELD = "UBND huyện tổ chức hội nghị giao ban, bàn việc làm đường."
FAR = "Các đại biểu nêu nhiều ý kiến về việc làm, nhà ở và đường sá của quê mình. " * 12
"""More than an opening, and no day in it."""


def date_of(text: str) -> DateValue | None:
    """The first day that the text names as a meeting's, whatever else is read of it."""
    return next(iter(days_of_text(text)), None)


def days_of_text(text: str) -> tuple[DateValue, ...]:
    article = clean(text)
    return from_text(article, understand(article))


@pytest.mark.parametrize(
    ("text", "day", "part"),
    [
        ("Sáng ngày 04 tháng 7 năm 2019, Huyện ủy họp.", "2019-07-04", "sáng"),
        ("Chiều 30-11, UBND huyện họp bàn việc.", "--11-30", "chiều"),
        ("Ngày 5.7, UBND huyện họp bàn việc.", "--07-05", None),
        ("Hôm nay (11/7), UBND huyện họp bàn việc.", "--07-11", None),
        ("Sáng nay, 11/7, UBND huyện họp bàn việc.", "--07-11", "sáng"),
        ("Tối thứ bảy, ngày 11/7, UBND huyện họp.", "--07-11", "tối"),
        ("Trưa 2/9 và đêm 3/9, UBND huyện họp.", "--09-02", "trưa"),
        ("Ngày mai (8/4), HĐND huyện khai mạc kỳ họp.", "--04-08", None),
        ("Trong hai ngày 11 và 12/12, HĐND huyện họp.", "--12-11", None),
        ("Trong các ngày 4, 5 và 6-6, HĐND huyện họp.", "--06-04", None),
        ("Hội nghị diễn ra từ ngày 12 đến 13/3 tại thị xã.", "--03-12", None),
        ("Hội nghị diễn ra từ ngày 30-4 đến 2-5-2017 tại thị xã.", "2017-04-30", None),
        ("Đại hội bế mạc sau 2 ngày làm việc (12 - 13/9).", "--09-12", None),
        ("Sau 2 ngày làm việc, ngày 28-6, hội nghị bế mạc.", "--06-28", None),
        ("Ông A nói vậy tại hội nghị do UBND huyện tổ chức ngày 29/10.", "--10-29", None),
        ("Hội nghị sơ kết Công điện số 9 ngày 10/6/2014, tổ chức ngày 29/10.", "--10-29", None),
        ("Hội nghị bàn việc thực hiện Quyết định số 12 ngày 10/6/2014.", None, None),
        ("Báo cáo tại hội nghị huyện ngày 4/7, ông A nói.", "--07-04", None),
        ("Ông A, sinh ngày 3/2/1965, chủ trì. Hội nghị họp sáng 4/5.", "--05-04", "sáng"),
        ("Tại hội nghị sơ kết một năm thành lập ban này ngày 12-3, ông A nói.", "--03-12", None),
        ("Hội nghị bàn việc kỷ niệm ngày 30/4.", None, None),
        ("Đến ngày 31/12 phải xong. Ngày 5/7, hội nghị bàn việc ấy.", "--07-05", None),
        ("Trước đó, ngày 5/9, huyện họp. Chiều 10/9, hội nghị giao ban bàn.", "--09-10", "chiều"),
        ("Hội nghị bàn việc của kỳ họp sẽ khai mạc ngày 20/10. Sáng 6/10 họp.", "--10-06", "sáng"),
        ("Kỳ họp sẽ khai mạc ngày 20/10 tại thị xã.", "--10-20", None),
        (f"Xã còn nghèo. {FAR} Ông A nói tại hội nghị sáng 24/6.", "--06-24", "sáng"),
        (f"Xã còn nghèo. {FAR} Ngày 24/6 trời mưa.", None, None),
        (f"Hội nghị huyện ngày 23-7. {FAR} Ngày 18-7, kỳ họp đã bầu.", "--07-23", None),
        ("Họp bàn. Đạt 4/8 chỉ tiêu, 23/26 xã, mỗi ngày 2.5 triệu đồng, đợt 1-2.", None, None),
        ("Phiên họp thường kỳ tháng 12/2005 của UBND huyện bàn nhiều việc.", "2005-12", None),
    ],
)
def test_the_day_of_the_meeting(text: str, day: str | None, part: str | None) -> None:
    found = date_of(text)
    assert (found and found.value, found and found.day_part) == (day, part)


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        ("Sáng 28/11, huyện họp bàn việc tháng cuối năm 2022.", "2022-11-28", "derived"),
        ("Sáng 23/7, huyện họp bàn việc quý 2-2019.", "2019-07-23", "derived"),
        (
            "Sáng 5/1, hội nghị khai mạc. Hội nghị kéo dài từ 5 đến 12/1/2015.",
            "2015-01-05",
            "derived",
        ),
        (f"Sáng 9/10, huyện họp. {FAR} Thu 9 tháng đầu năm 2024 khá.", "2024-10-09", "inferred"),
        (f"Sáng 9/6, huyện họp. {FAR} So với cùng kỳ năm 2014 thì giảm.", "2015-06-09", "inferred"),
        (f"Sáng 9/1, huyện họp. {FAR} So với cùng kỳ năm 2014 thì giảm.", "--01-09", "stated"),
        (
            f"Sáng 9/6, huyện họp. {FAR} Năm 2014 tăng so với cùng kỳ năm 2013.",
            "--06-09",
            "stated",
        ),
        (f"Sáng 9/11, huyện họp. {FAR} Từ tháng 1/2019 xã sẽ làm.", "2018-11-09", "inferred"),
        (
            f"Sáng 7/12, huyện họp. {FAR} Nghe kết quả năm 2004, dự toán năm 2005.",
            "2004-12-07",
            "inferred",
        ),
        (
            "Sáng 18/1, hội nghị tổng kết năm 2017, triển khai nhiệm vụ năm 2018.",
            "2018-01-18",
            "inferred",
        ),
        ("Sáng 14/2, hội nghị duyệt kế hoạch công tác năm 2019.", "2019-02-14", "inferred"),
        ("Sáng 14/12, hội nghị duyệt kế hoạch công tác năm 2019.", "2018-12-14", "inferred"),
        ("Sáng 14/7, hội nghị duyệt kế hoạch công tác năm 2019.", "--07-14", "stated"),
        ("Sáng 14/12, hội nghị tổng kết công tác năm 2019.", "2019-12-14", "inferred"),
        ("Sáng 14/1, hội nghị tổng kết công tác năm 2019.", "2020-01-14", "inferred"),
        ("Sáng 22/10, huyện tổ chức hội nghị kết nối nông sản năm 2024.", "2024-10-22", "inferred"),
        ("Sáng 6/9, huyện họp. Lệnh ngày 5/9/2024 đã đến xã.", "2024-09-06", "inferred"),
        (
            f"Sáng 9/8, huyện họp. {FAR} Thu quý III/2022, rồi 6 tháng đầu năm 2021 khá.",
            "--08-09",
            "stated",
        ),
        ("Sáng 25/8, huyện họp bàn quy hoạch đến năm 2030.", "--08-25", "stated"),
    ],
)
def test_the_year_of_a_day_without_one(text: str, day: str, status: str) -> None:
    found = date_of(text)
    assert found and (found.value, found.status) == (day, status)


def test_what_the_source_says_wins_and_the_text_can_be_asked_alone() -> None:
    known = SourceMetadata(date="2023-08-26")
    text = "Sáng 25/8/2023, Huyện ủy họp giao ban."
    [found] = understood(text, known).facets.event_date
    assert (found.value, found.status) == ("2023-08-26", "stated")
    [alone] = from_text(clean(text, known), Facets())
    assert (alone.value, alone.day_part) == ("2023-08-25", "sáng")


def test_the_evidence_is_the_day_as_it_stands() -> None:
    text = "Sáng  ngày 04 tháng 7 năm 2019, Huyện uỷ họp."
    found = date_of(text)
    assert found and found.evidence
    assert text[slice(*found.evidence)] == "04 tháng 7 năm 2019"


@pytest.mark.parametrize("row", rows("meeting_words.txt"), ids="".join)
def test_a_day_beside_each_word_for_a_meeting_counts_anywhere(row: tuple[str]) -> None:
    found = date_of(f"Xã còn nghèo. {FAR} Ông A nêu việc ấy tại {row[0]} với dân hôm 24/6.")
    assert found and found.value == "--06-24"


@pytest.mark.parametrize("row", rows("papers.txt"), ids="".join)
def test_the_day_of_each_paper_is_not_the_meetings(row: tuple[str]) -> None:
    assert date_of(f"Huyện đã có {row[0]} số 5 ngày 24/6 về việc này.") is None


@pytest.mark.parametrize("row", rows("other_days.tsv"), ids=" ".join)
def test_each_other_day_is_not_the_meetings(row: tuple[str, str]) -> None:
    gap = " của xã " if row[0] == "clause" else " "
    assert date_of(f"Huyện bàn việc {row[1]}{gap}ngày 24/6.") is None


@pytest.mark.parametrize("row", rows("earlier_days.txt"), ids="".join)
def test_each_earlier_day_is_not_the_meetings(row: tuple[str]) -> None:
    assert date_of(f"Dân kể {row[0]}, chiều 24/6, xã có mưa.") is None


@pytest.mark.parametrize(("cue", "words"), rows("year_signs.tsv"))
def test_each_cue_tells_whether_a_year_is_past_or_to_come(cue: str, words: str) -> None:
    year = {"done": 2019, "planned": 2018}[cue]
    found = date_of(f"Sáng 14/12, huyện họp về {words} năm 2019.")
    assert found and (found.value, found.status) == (f"{year}-12-14", "inferred")
    found = date_of("Sáng 14/12, huyện họp về việc năm 2019.")
    assert found and found.value == "--12-14"


@pytest.mark.parametrize(
    ("text", "day", "until"),
    [
        ("Từ ngày 6 đến ngày 8/12/2023, HĐND tỉnh họp kỳ thứ 13.", "2023-12-06", "2023-12-08"),
        ("Kỳ họp diễn ra từ 30/11 đến 2/12/2021.", "2021-11-30", "2021-12-02"),
        ("Kỳ họp diễn ra từ 30/12 đến 2/1/2022.", "2021-12-30", "2022-01-02"),
        ("Trong các ngày 4, 5 và 6/6/2020, HĐND huyện họp.", "2020-06-04", "2020-06-06"),
        ("Trong hai ngày 4 và 16/6/2020, HĐND huyện họp.", "2020-06-04", None),
        ("Trong hai ngày 30 và 31/6/2020, HĐND huyện họp.", "2020-06-30", None),
        ("Hội nghị diễn ra từ ngày 12 đến 13/3 tại thị xã.", "--03-12", "--03-13"),
        ("Hội nghị diễn ra từ 1/3 đến 15/9/2020 tại thị xã.", "2020-03-01", None),
        ("Hội nghị họp ngày 12/3/2020.", "2020-03-12", None),
    ],
)
def test_the_last_day_of_a_meeting_of_several(text: str, day: str, until: str | None) -> None:
    found = date_of(text)
    assert found
    assert (found.value, found.until) == (day, until)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2023-08-24T17:30:00Z", "2023-08-25"),
        ("2023-08-24T16:59:59Z", "2023-08-24"),
        ("2023-08-24T17:30:00.123+00:00", "2023-08-25"),
        ("2023-08-24 22:30:00-05:00", "2023-08-25"),
        ("2023-08-25T06:00:00+07:00", "2023-08-25"),
        ("2023-08-24T17:30:00", "2023-08-24"),
        ("20230825", "2023-08-25"),
        ("Fri, 25 Aug 2023 00:00:00 +0700", "2023-08-25"),
        ("Aug 25, 2023", "2023-08-25"),
        ("August 25, 2023", "2023-08-25"),
        ("25 Aug 2023", "2023-08-25"),
        ("25-Aug-2023", "2023-08-25"),
        ("Fri Aug 25 2023", "2023-08-25"),
        ("Aug 2023", None),
        ("Thu, 24 Aug 2023 17:30:00 GMT", "2023-08-25"),
        ("25/8/2023 17:30", "2023-08-25"),
        ("8/2023", "2023-08"),
        ("2023", "2023"),
        ("2203-05-05", None),
        ("Thứ Sáu, 25/08/2023 10:30 (GMT+7)", "2023-08-25"),
        ("10:30 | 25.8.2023", "2023-08-25"),
        ("2023/8/25 10:30", "2023-08-25"),
        ("25 tháng 8, 2023", "2023-08-25"),
        ("Ngày 25 tháng 8 năm 2023", "2023-08-25"),
        ("1970-01-01T00:00:00Z", None),  # of a program that knew none
        ("0001-01-01", None),
        ("25/8/203", None),
        ("8/25/2023", None),  # a month has at most twelve
        ("hôm qua", None),
        ("20231345", None),
    ],
)
def test_the_day_that_a_source_gives(given: str, day: str | None) -> None:
    found = understood(HELD, SourceMetadata(date=given)).facets.event_date
    assert [own.value for own in found] == ([day] if day else [])


def test_a_year_far_ahead_is_a_slip() -> None:
    """It is flagged and not taken, whether the source gives it or the text names it."""
    given = understood("Huyện ủy họp bàn việc.", SourceMetadata(date="2203-05-05"))
    named = understood("Ngày 5/5/2203, Huyện ủy họp bàn việc.")
    for found in (given, named):
        assert not found.facets.event_date
        assert "date-far-ahead" in found.flags and "date-unread" not in found.flags
    right = understood("Ngày 5/5/2023, Huyện ủy họp.", SourceMetadata(date="2203-05-05"))
    assert [day.value for day in right.facets.event_date] == ["2023-05-05"]


def test_a_day_of_the_source_within_the_days_of_the_text_agrees() -> None:
    text = "Từ ngày 6 đến ngày 8/12/2023, HĐND tỉnh họp kỳ thứ 13."
    assert "date-disagrees" not in understood(text, SourceMetadata(date="2023-12-08")).flags
    assert "date-disagrees" in understood(text, SourceMetadata(date="2023-12-09")).flags
    [day] = understood(text, SourceMetadata(date="12/2023")).facets.event_date
    assert (day.value, day.until) == ("2023-12-06", "2023-12-08")
