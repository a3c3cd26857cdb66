"""The offices of a person in the order of time, only what texts say."""

from pathlib import Path

from indexer.build.run import build
from search.engine.urls import open_engine
from search.explore.offices import offices
from search.searcher import Searcher

HELD = "Ngày {}, UBND tỉnh Nghệ An họp. Ông Nguyễn Văn Mẫu, {}, chủ trì cuộc họp về đất đai."


def test_offices_in_the_order_of_time(tmp_path: Path) -> None:
    said = [
        ("5/7/2023", "Chủ tịch UBND tỉnh"),
        ("4/3/2020", "Phó Chủ tịch UBND tỉnh"),
        ("9/1/2024", "Chủ tịch UBND tỉnh"),
        ("8/8", "Giám đốc Sở Tài chính"),  # of no year
    ]
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, (day, office) in enumerate(said):
        (folder / f"{number}.txt").write_text(HELD.format(day, office), "utf-8")
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([folder], engine)
    live = Searcher(engine.snapshot())
    found = offices("Nguyễn Văn Mẫu", live)
    assert [(one.name, one.reports) for one in found] == [
        ("Phó Chủ tịch UBND tỉnh", ("1.txt",)),
        ("Chủ tịch UBND tỉnh", ("0.txt", "2.txt")),
    ]
    assert [day.value for day in found[1].days] == ["2023-07-05", "2024-01-09"]
    assert [one.reports for one in offices("Nguyễn Văn Mẫu", live, most=1)] == [("2.txt",)]
    assert offices("Lê Văn Khác", live) == ()
