"""Reports of a day without its year → its year: the words that tell one, and the traps."""

import pytest

from indexer.article.structure import clean
from indexer.dates.years import url_date
from indexer.facets import understand
from indexer.facets.event_date import from_text
from indexer.lexicon import rows

FAR = "Các đại biểu nêu nhiều ý kiến về việc làm, nhà ở và đường sá của quê mình. " * 12
"""More than an opening, and no day in it."""


def year_of(text: str) -> str:
    """The year that is found, and how it is known; "-" if it stays open."""
    article = clean(text)
    [found, *_] = from_text(article, understand(article))
    return "-" if found.value.startswith("--") else f"{found.value[:4]} {found.status}"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # a year that is reported on beside a plan for the next, as e1 of the shared examples
        (
            "Tại hội nghị sáng 21/10 về kết quả thu thuế năm 2016 và phương hướng năm tới, ông A"
            " nói.",
            "2016 derived",
        ),
        (
            "Tại hội nghị sáng 21/3 về kết quả thu thuế năm 2016 và phương hướng năm tới, ông A"
            " nói.",
            "-",
        ),
        # parts of a year
        (f"Sáng 9/7, huyện họp. {FAR} Thu 6 tháng đầu năm 2018 khá.", "2018 inferred"),
        (f"Sáng 9/8, huyện họp. {FAR} Đến hết tháng 7/2019 xã trồng 5 ha.", "2019 inferred"),
        (f"Sáng 9/11, huyện họp. {FAR} Đến hết tháng 7/2019 xã trồng 5 ha.", "-"),
        (f"Sáng 9/8, huyện họp. {FAR} Tính đến nửa năm 2019 thu khá.", "2019 inferred"),
        (f"Sáng 9/8, huyện họp. {FAR} Từ đầu năm 2017 đến nay có mưa.", "2017 inferred"),
        (
            f"Sáng 9/8, huyện họp. {FAR} Từ đầu năm 2017 đến nay có mưa. Năm 2018 khô.",
            "-",
        ),
        (f"Sáng 9/4, huyện họp. {FAR} Từ tháng 10/2018 đến nay mưa.", "2019 inferred"),
        (f"Sáng 9/4, huyện họp. {FAR} Từ tháng 8/2018 đến nay mưa.", "-"),
        (
            "Sáng 9/7, huyện họp về năm học 2018-2019 và việc của năm học 2019-2020.",
            "2019 inferred",
        ),
        # what is decided in the middle of a year for the next
        (
            f"Sáng 9/7, HĐND huyện họp. {FAR} HĐND duyệt chương trình giám sát năm 2020.",
            "2019 inferred",
        ),
        (
            f"Sáng 9/7, huyện họp. {FAR} Huyện điều chỉnh chương trình giám sát năm 2020.",
            "-",
        ),
        (f"Sáng 9/2, huyện họp. {FAR} HĐND duyệt chương trình giám sát năm 2020.", "-"),
        # December, and the first months
        (
            f"Sáng 9/12, huyện họp. {FAR} Huyện tổng kết công tác năm 2016. {FAR}"
            " Huyện bàn nhiệm vụ năm 2017.",
            "2016 inferred",
        ),
        (
            f"Sáng 9/12, huyện họp. {FAR} Huyện tổng kết công tác năm 2016. {FAR}"
            " Việc của 6 tháng đầu năm 2017 nhiều.",
            "2016 inferred",
        ),
        (
            f"Sáng 9/2, huyện họp. {FAR} Huyện tổng kết công tác năm 2016. {FAR}"
            " Huyện bàn nhiệm vụ năm 2017.",
            "2017 inferred",
        ),
        (
            f"Sáng 9/2, huyện họp. {FAR} Huyện tổng kết công tác năm 2016. {FAR}"
            " Huyện bàn nhiệm vụ đến năm 2017.",
            "-",
        ),
        ("Sáng 11/1, hội nghị triển khai công tác năm 2019 của ngành khai mạc.", "2019 inferred"),
        # a date shortly before
        (f"Sáng 9/7, huyện họp. {FAR} Cây bị chặt vào tháng 3/2015.", "2015 inferred"),
        (f"Sáng 9/1, huyện họp. {FAR} Cây bị chặt ngày 19/12/2014.", "2015 inferred"),
        (f"Sáng 9/3, huyện họp. {FAR} Đến ngày 19/12/2018, dân mới biết.", "2019 inferred"),
        (f"Sáng 9/9, huyện họp. {FAR} Cây bị chặt vào tháng 3/2015.", "-"),
        (f"Sáng 9/7, huyện họp. {FAR} Cây bị chặt tháng 3/2015. Năm 2017 khô.", "-"),
        (f"Sáng 9/7, huyện họp. {FAR} Nghị quyết số 5 ngày 3/5/2015 nêu rõ.", "-"),
        (f"Sáng 9/7, huyện họp. {FAR} Dự án khởi công tháng 5/2015.", "-"),
        # months to come are not near
        ("Sáng 26/11, huyện họp bàn việc phải xong trước tháng 12/2008.", "-"),
        # sessions
        ("Sáng 25/5, kỳ họp thứ 3, Quốc hội khóa XIV họp phiên toàn thể.", "2017 derived"),
        (
            "Chiều 26/12, Hội nghị lần thứ 9 Ban Chấp hành Trung ương Đảng khóa XII bế mạc.",
            "2018 derived",
        ),
        (
            "Chiều 6/8, ông A tiếp xúc cử tri quận 1 sau kỳ họp thứ nhất, Quốc hội khóa XIV.",
            "2016 inferred",
        ),
        (
            "Sáng 20/6, ông A tiếp xúc cử tri trước kỳ họp thứ tư HĐND TP Hà Nội khóa XV.",
            "2017 inferred",
        ),
        (
            "Sáng 4/12, HĐND TP Hà Nội khóa XV khai mạc kỳ họp thứ 7. Kỳ họp sẽ lấy phiếu tín"
            " nhiệm.",
            "2018 inferred",
        ),
        (
            "Sáng 4/12, HĐND TP Hà Nội khóa XV khai mạc kỳ họp thứ 9. Ông A nêu kết quả năm 2019.",
            "2019 inferred",
        ),
        (
            "Sáng 9/7, Đại hội Hội Nông dân huyện lần thứ V, nhiệm kỳ 2019-2024 khai mạc.",
            "2019 inferred",
        ),
        # weekdays
        ("Sáng thứ Ba, 23/10, tại kỳ họp Quốc hội khóa XIV, ông A nêu ý kiến.", "2018 inferred"),
        ("Sáng thứ Ba, 23/10, UBND huyện họp bàn việc làm đường.", "-"),
        (
            "Sáng thứ Sáu, 9/8, huyện họp. Thu 6 tháng đầu năm 2018 khá, 7 tháng đầu năm 2019 kém.",
            "2019 derived",
        ),
    ],
)
def test_the_year(text: str, year: str) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    ("address", "month"),
    [
        ("http://a.example/2023/08/tin.htm", "2023-08"),
        ("http://a.example/tin/202308/hop/", "2023-08"),
        ("http://a.example/hop-giao-ban-20230825101500.htm", "2023-08"),
        ("http://a.example/hop-giao-ban-20230825101500123.htm", "2023-08"),
        ("http://a.example/hop_20230825.html", "2023-08"),
        ("http://a.example/2023/hop.htm", "2023"),
        ("http://a.example/hop-20231345.htm", None),  # no month, no day
        ("http://a.example/hop-2023082.htm", None),
        ("http://a.example/hop-giao-ban-4512345.htm", None),
    ],
)
def test_the_month_that_an_address_tells(address: str, month: str | None) -> None:
    found = url_date(address)
    assert (str(found) if found else None) == month


@pytest.mark.parametrize("row", rows("old_dates.txt"), ids="".join)
def test_a_date_of_long_ago_or_to_come_tells_no_year(row: tuple[str]) -> None:
    assert year_of(f"Sáng 9/7, huyện họp. {FAR} Việc của xã {row[0]} tháng 5/2015.") == "-"
