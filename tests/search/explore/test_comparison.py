"""Two reports side by side: what stands in one row is comparable, and nothing else does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build.run import build
from search.engine.urls import open_engine
from search.explore.adjacent_meetings import meeting_a_year_before
from search.explore.comparison import Comparison, comparison
from search.searcher import Searcher

EARLIER = """Ngày 5/7/2023, UBND tỉnh Nghệ An họp phiên thường kỳ tháng 7.
Ông Nguyễn Văn Mẫu, Chủ tịch UBND tỉnh, chủ trì. Bà Trần Thị Thử, Giám đốc Sở Tài chính, báo cáo.
Năm 2022, thu ngân sách nhà nước của tỉnh Nghệ An đạt 1.200 tỷ đồng.
Dịch tả lợn lan rộng, phiên họp bàn tiêu hủy đàn lợn. Người nuôi được hỗ trợ tiêu hủy đàn lợn.
"""
LATER = """Ngày 4/7/2024, UBND tỉnh Nghệ An họp phiên thường kỳ tháng 7.
Ông Nguyễn Văn Mẫu, Chủ tịch UBND tỉnh, chủ trì. Ông Lê Văn Khác, Giám đốc Sở Y tế, báo cáo.
Năm 2023, thu ngân sách nhà nước của tỉnh Nghệ An đạt 1.500 tỷ đồng.
Tỉnh làm chuyển đổi số ở cấp xã; phiên họp nghe các xã kể về chuyển đổi số ở bưu điện.
"""
Compare = Callable[[str, str], Comparison]


@pytest.fixture
def live(tmp_path: Path) -> Callable[..., Searcher]:
    def made(**texts: str) -> Searcher:
        folder = tmp_path / "reports"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, "utf-8")
        engine = open_engine(f"whoosh:{tmp_path / 'index'}")
        build([folder], engine)
        return Searcher(engine.snapshot())

    return made


def compared(searcher: Searcher, first: str = "a.txt", second: str = "b.txt") -> Comparison:
    one, other = searcher.report(first), searcher.report(second)
    assert one and other
    return comparison(one, other, searcher)


def numbers(found: Comparison) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            row.indicator,
            [one.figure.value for one in row.first],
            [one.figure.value for one in row.second],
        )
        for row in found.aligned
    ]


def test_this_year_and_last(live: Callable[..., Searcher]) -> None:
    found = compared(live(a=EARLIER, b=LATER))
    assert numbers(found) == [("thu ngân sách nhà nước", ["1200"], ["1500"])]
    more = found.aligned[0].difference
    assert more and (float(more.amount), more.unit) == (300, "tỷ đồng")
    assert more.percent == 25
    assert [one.value for one, _ in found.people.both] == ["Nguyễn Văn Mẫu"]
    assert [one.value for one in found.people.first] == ["Trần Thị Thử"]
    assert [one.value for one in found.people.second] == ["Lê Văn Khác"]
    assert "tiêu hủy" in " ".join(found.topics.first)
    assert "chuyển đổi" in " ".join(found.topics.second)
    assert found.topics.is_whole


@pytest.mark.parametrize(
    "later",
    [
        LATER.replace("Năm 2023", "Năm 2021"),  # not as far apart as the meetings
        LATER.replace("Năm 2023", "Tháng 6 năm 2024"),  # a month beside a year
        LATER.replace("tỷ đồng", "triệu USD"),  # another unit
        LATER.replace("đạt 1.500", "phấn đấu đạt 1.500"),  # a target beside a result
        LATER.replace("của tỉnh Nghệ An", "của huyện Con Cuông"),  # of another place
    ],
)
def test_what_is_not_comparable_is_in_no_row(live: Callable[..., Searcher], later: str) -> None:
    found = compared(live(a=EARLIER, b=later))
    assert numbers(found) == []
    assert {row.indicator for row in found.others} >= {"thu ngân sách nhà nước"}


def test_the_same_period_and_another_scale(live: Callable[..., Searcher]) -> None:
    later = LATER.replace("Năm 2023", "Năm 2022").replace("1.500 tỷ", "1,25 nghìn tỷ")
    found = compared(live(a=EARLIER, b=later))
    more = found.aligned[0].difference
    assert more and more.unit == "nghìn tỷ đồng" and float(more.amount) == 0.05


def test_two_provinces_each_by_itself(live: Callable[..., Searcher]) -> None:
    """Of one period the numbers differ by place; of two, nobody says by what."""
    other = LATER.replace("Nghệ An", "Thái Bình")
    searcher = live(a=EARLIER, b=other, c=other.replace("Năm 2023", "Năm 2022"))
    (apart,) = compared(searcher).aligned
    assert apart.difference is None
    (same,) = compared(searcher, second="c.txt").aligned
    assert same.difference and same.difference.percent is None


def test_topics_are_in_one_report_alone_and_no_names(live: Callable[..., Searcher]) -> None:
    both = "Các xã họp về cầu treo. Cầu treo hỏng.\n"
    found = compared(live(a=EARLIER + both, b=LATER + both))
    said = [*found.topics.first, *found.topics.second]
    assert said and not any("cầu treo" in one.lower() for one in said)
    for name in ("Nguyễn", "Nghệ An", "Chủ tịch", "UBND"):
        assert not any(one.startswith(name) for one in said)


def test_the_meeting_a_year_before(live: Callable[..., Searcher]) -> None:
    between = EARLIER.replace("5/7/2023", "6/1/2024")
    searcher = live(a=EARLIER, b=LATER, c=between)

    def before(name: str) -> str:
        stored = searcher.report(name)
        assert stored
        found = meeting_a_year_before(stored.report, searcher)
        return found.id if found else ""

    assert before("b.txt") == "a.txt"
    assert before("a.txt") == "" and before("c.txt") == ""


def test_of_many_meetings_a_year_before_the_nearest_is_taken(live: Callable[..., Searcher]) -> None:
    days = [f"{day}/8/2023" for day in range(1, 25)]
    others = {f"m{n}": EARLIER.replace("5/7/2023", day) for n, day in enumerate(days)}
    searcher = live(a=EARLIER, b=LATER, **others)
    stored = searcher.report("b.txt")
    assert stored
    found = meeting_a_year_before(stored.report, searcher)
    assert found and found.id == "a.txt"
