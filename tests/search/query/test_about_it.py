"""A few reports and a query → the one that is about it comes first (decision 16)."""

import json
from pathlib import Path

import pytest

from indexer.build.run import build
from search.answers import Query
from search.engine.urls import open_engine
from search.searcher import Searcher

FILLER = "Xã họp bàn việc trồng rừng, chăm sóc cây chè, làm đường và sửa nhà văn hoá thôn. "
OTHERS = (
    "Trường học khai giảng năm học mới, thầy cô và học sinh vui đón ngày hội. ",
    "Trạm y tế tiêm phòng cho trẻ nhỏ, khám cho người già, phát thuốc. ",
    "Giải bóng đá của thanh niên có tám đội, trận cuối diễn ra ở sân thôn. ",
)


def reports(about: str, title: str, aside: str) -> dict[str, dict[str, str]]:
    """One about a matter, one that says its words aside, once; fifty on other things."""
    others = {f"z{n}": OTHERS[n % 3] * 4 for n in range(50)}
    texts = {"about": about + FILLER * 5, "aside": FILLER * 3 + aside + FILLER * 3} | others
    return {name: {"title": "", "text": text} for name, text in texts.items()} | {
        "about": {"title": title, "text": texts["about"]}
    }


@pytest.mark.parametrize(
    ("query", "title", "about", "aside"),
    [
        (
            "sửa chữa đường nông thôn",
            "Đường nông thôn sẽ được sửa chữa",
            "Đường ở nông thôn hỏng nhiều, xã lo sửa chữa; sửa chữa xong, đường lại rộng. ",
            "Người dân hỏi về sửa chữa đường nông thôn. ",
        ),
    ],
)
def test_what_is_about_a_query_comes_before_what_says_it_once(
    query: str, title: str, about: str, aside: str, tmp_path: Path
) -> None:
    lines = [json.dumps({"id": name} | own) for name, own in reports(about, title, aside).items()]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), "utf-8")
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([tmp_path / "reports.jsonl"], engine)
    found = Searcher(engine.snapshot()).search(Query(query))
    assert [match.id for match in found.matches][:2] == ["about", "aside"]
