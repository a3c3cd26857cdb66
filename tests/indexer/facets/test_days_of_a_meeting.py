"""Reports → all the days of the meeting: spans, lists, opening and end; none of what is none."""

import json
from pathlib import Path

import pytest

from indexer.article.structure import clean
from indexer.facets import understand
from indexer.facets.event_date import from_text
from indexer.read.document import SourceMetadata
from search.facets.registry import COUNTED_BY_NAME
from search.report import DateValue, FacetValue, MeetingReport, Status
from tests.indexer.facets.test_facets import understood

HELD = "HĐND huyện Na Rì họp bàn việc làm đường."


def days_of(text: str) -> list[str]:
    """Each date that the text names as the meeting's, as "first..last" where it took several."""
    article = clean(text)
    found = from_text(article, understand(article))
    return [f"{day.value}..{day.until}" if day.until else day.value for day in found]


@pytest.mark.parametrize(
    ("named", "days"),
    [
        ("Từ 6 đến 8/12", ["--12-06..--12-08"]),
        ("Từ ngày 6 đến hết ngày 8 tháng 12 năm 2023", ["2023-12-06..2023-12-08"]),
        ("Từ 30/11 đến 2/12", ["--11-30..--12-02"]),
        ("Từ ngày 30 tháng 11 đến ngày 2 tháng 12 năm 2023", ["2023-11-30..2023-12-02"]),
        ("Từ 30/12/2023 đến 2/1/2024", ["2023-12-30..2024-01-02"]),
        ("Từ sáng 6 đến chiều 8/12", ["--12-06..--12-08"]),
        ("Từ chiều 6/12 đến trưa 8/12", ["--12-06..--12-08"]),
        ("Từ thứ Hai 6/12 đến thứ Tư 8/12", ["--12-06..--12-08"]),
        ("Từ ngày 6-8 tháng 12", ["--12-06..--12-08"]),
        ("Trong 3 ngày, từ 6-8/12", ["--12-06..--12-08"]),
        ("Trong ba ngày (6 - 8/12/2023)", ["2023-12-06..2023-12-08"]),
        ("Trong 3 ngày 6, 7 và 8/12", ["--12-06..--12-08"]),
        ("Trong các ngày 6/12, 7/12 và 8/12", ["--12-06..--12-08"]),
        ("Trong 3 ngày 30/11, 1 và 2/12", ["--11-30..--12-02"]),
        ("Ngày 30, 31/12 và 1/1/2024", ["2023-12-30..2024-01-01"]),
        ("Ngày 6 và 7/12", ["--12-06..--12-07"]),
        ("Ngày 6/12 và 7/12", ["--12-06..--12-07"]),
        ("Trong hai ngày 4 và 16/6/2020", ["2020-06-04", "2020-06-16"]),
        ("Ngày 6/12 và 9/12", ["--12-06", "--12-09"]),
        ("Ngày 30/12 và 5/1/2024", ["2023-12-30", "2024-01-05"]),
        ("Từ 1/3 đến 15/9", []),  # so long no meeting is
        ("Từ 18/1", []),
        ("Kỳ họp thứ 3, sáng 6/12", ["--12-06"]),
        ("Tiếp tục ngày làm việc thứ 2, chiều 6/12", ["--12-06"]),
    ],
)
def test_days_that_are_named_together(named: str, days: list[str]) -> None:
    assert days_of(f"{named}, {HELD}") == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sáng 6/12, HĐND huyện khai mạc kỳ họp. Kỳ họp bế mạc chiều 8/12.", "--12-06..--12-08"),
        ("Kỳ họp HĐND huyện khai mạc ngày 6/12 và kéo dài đến 8/12.", "--12-06..--12-08"),
        ("Chiều 8/12, kỳ họp HĐND huyện bế mạc. Kỳ họp khai mạc sáng 6/12.", "--12-06..--12-08"),
        ("Chiều 8/12, HĐND huyện bế mạc kỳ họp (họp từ 6 đến 8/12).", "--12-06..--12-08"),
        ("Chiều 2/1/2024, kỳ họp bế mạc. Kỳ họp khai mạc sáng 30/12.", "2023-12-30..2024-01-02"),
        ("Sáng 6/12, HĐND huyện họp. Kỳ họp diễn ra từ 6 đến 8/12.", "--12-06..--12-08"),
        ("Sáng 7/12, HĐND huyện họp. Kỳ họp diễn ra từ 6 đến 8/12.", "--12-06..--12-08"),
        ("Sáng 9/12, HĐND huyện họp. Kỳ họp diễn ra từ 6 đến 8/12.", "--12-09"),
        ("Sáng 7/12, HĐND huyện họp. Từ 6 đến 8/12, trời có mưa.", "--12-07"),
        ("Sáng 6/12, HĐND huyện họp. Từ 6 đến 15/12, trời có mưa.", "--12-06"),
        ("Sáng 6/12, HĐND huyện khai mạc kỳ họp. Lớp học bế mạc 8/12.", "--12-06"),
        ("Sáng 6/12, HĐND huyện khai mạc kỳ họp. Kỳ họp bế mạc ngày 8/3.", "--12-06"),
    ],
)
def test_the_opening_and_the_end_of_a_meeting(text: str, days: str) -> None:
    assert days_of(text) == [days]


def test_each_day_of_a_meeting_is_of_its_month() -> None:
    """One report, in each month of it: it is found by both."""
    made = understood(f"Ngày 30/11 và 4/12/2023, {HELD}")
    assert [*COUNTED_BY_NAME["month"].values(made)] == ["2023-11", "2023-12"]
    span = understood(f"Từ chiều 30/11 đến trưa 2/12/2023, {HELD}")
    assert [*COUNTED_BY_NAME["month"].values(span)] == ["2023-11", "2023-12"]


NO_MEETING = "Mưa lớn ngày 5/7/2023 làm ngập nhiều ruộng lúa của xã."


def test_what_reports_no_meeting_has_no_day_of_one() -> None:
    made = understood(NO_MEETING)
    assert not made.is_meeting and not made.facets.event_date


def test_what_its_source_dates_is_the_day_of_the_page_by_which_it_is_found() -> None:
    made = understood(NO_MEETING, SourceMetadata(date="2023-07-06T01:00:00Z"))
    assert not made.facets.event_date
    assert [day.value for day in made.facets.page_date] == ["2023-07-06"]
    assert [*COUNTED_BY_NAME["month"].values(made)] == ["2023-07"]
    assert [*COUNTED_BY_NAME["year"].values(made)] == ["2023"]
    told = understood(NO_MEETING, SourceMetadata(date="2023-07-06", published="2023-07-07"))
    assert [day.value for day in told.facets.page_date] == ["2023-07-07"]


def test_the_day_of_a_page_is_not_counted_for_a_meeting() -> None:
    page = (DateValue("2023-07-06", Status.STATED),)
    facets = understood("UBND huyện tổ chức hội nghị giao ban.").facets
    object.__setattr__(facets, "page_date", page)
    report = MeetingReport("a", "", (), FacetValue("", Status.MADE), facets)
    assert report.is_meeting and not report.dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ngày 3/2/1930, hội nghị hợp nhất họp. Sáng 5/7, huyện tổ chức hội nghị.", "--07-05"),
        ("Hội nghị ôn lại ngày 30/4/1975, khi đại hội họp ở huyện.", None),
        ("Hội nghị ngày 7/12/2012 đã bàn. Vụ việc xảy ra trong tháng 5/2016.", None),
        ("Hội nghị ngày 7/12/2015 đã bàn. Vụ việc xảy ra trong tháng 5/2016.", "2015-12-07"),
        ("Hội nghị ngày 7/12/2015 bàn việc từ nay đến tháng 5/2020.", "2015-12-07"),
        ("Tối 23/9, huyện họp mặt. Hội nghị ngày 23/9/1945 đã quyết định.", "--09-23"),
    ],
)
def test_a_day_of_history_is_not_the_meetings(text: str, day: str | None) -> None:
    assert days_of(text) == ([day] if day else [])


def test_a_paper_of_that_time_tells_of_its_own_meeting() -> None:
    head = "TỈNH ỦY HƯNG YÊN\n***\nSố 12-BC/TU\nHưng Yên, ngày 20 tháng 7 năm 1986\n\nBÁO CÁO"
    text = f"{head}\ngiao ban tháng 7\n\nSáng 14/7/1986, Tỉnh ủy tổ chức hội nghị giao ban."
    assert days_of(text) == ["1986-07-14"]


@pytest.mark.parametrize("given", ["2203-05-05", "1970-01-01T00:00:00Z"])
def test_a_date_of_the_source_that_cannot_be_is_told(given: str) -> None:
    made = understood(NO_MEETING, SourceMetadata(date=given))
    assert not made.facets.page_date
    assert {"date-far-ahead", "date-unread"} & set(made.flags)
    page = understood(NO_MEETING, SourceMetadata(published="2203-05-05"))
    assert not page.facets.page_date and "date-far-ahead" in page.flags


def test_a_spokesmans_day_is_no_meetings() -> None:
    """As e2 of the shared examples, in other words."""
    made = understood(
        "Tối 8/3, bà Đỗ Thị Mận, Phó Chủ tịch HĐND huyện Na Rì, cho biết ông Vi Văn Sáu đã nộp đơn"
        " từ chức. HĐND huyện sẽ xem xét đơn này tại kỳ họp vào ngày 20/3."
    )
    assert "--03-08" not in {day.value for day in made.facets.event_date}


def test_the_shared_examples(shared: Path) -> None:
    lines = (shared / "data" / "facet-examples.jsonl").read_text("utf-8").splitlines()
    examples = {line["id"]: line for line in map(json.loads, lines)}
    [day] = understood(examples["e1"]["text"]).facets.event_date
    wanted = examples["e1"]["expected"]
    assert (day.value, day.status) == (wanted["event_date"], wanted["status"])
    spoken = understood(examples["e2"]["text"])  # that it is no meeting is another test's
    assert spoken.is_meeting or not spoken.facets.event_date
