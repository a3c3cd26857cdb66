"""The meetings of an organisation before and after a report's own."""

from collections.abc import Callable
from pathlib import Path

from indexer.build.run import build
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.explore.adjacent_meetings import adjacent_meetings
from search.searcher import Searcher

BODY = "Ban Thường vụ Tỉnh ủy Hưng Yên họp phiên thường kỳ ngày {}, cho ý kiến về đất đai."
Write = Callable[[str, str], Path]


def made(write: Write, tmp_path: Path, days: list[str]) -> Searcher:
    for number, day in enumerate(days):
        write(f"{number}.txt", BODY.format(day))
    write("other.txt", "UBND tỉnh Hưng Yên họp phiên thường kỳ ngày 6/3/2024, bàn về đất đai.")
    write("elsewhere.txt", BODY.format("6/3/2024").replace("Hưng Yên", "Nghệ An"))
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "reports"], engine)
    return Searcher(engine.snapshot())


def ids(live: Searcher, report_id: str) -> tuple[str, str] | None:
    stored = live.snapshot.stored(report_id)
    assert stored
    found = adjacent_meetings(read_stored(stored).report, live)
    if found is None:
        return None
    return (
        found.previous.id if found.previous else "",
        found.next.id if found.next else "",
    )


def test_in_the_order_of_time(write: Write, tmp_path: Path) -> None:
    live = made(write, tmp_path, ["5/3/2024", "7/3/2024", "7/3/2024", "12/2/2024"])
    assert ids(live, "0.txt") == ("3.txt", "1.txt")
    assert ids(live, "1.txt") == ("0.txt", ""), "another report of the same day is not the next one"
    assert ids(live, "3.txt") == ("", "0.txt")


def test_without_organiser_or_day_there_are_no_adjacent_meetings(
    write: Write, tmp_path: Path
) -> None:
    write("nobody.txt", "Hội nghị bàn về đất đai ngày 5/3/2024 đã kết thúc.")
    live = made(write, tmp_path, ["5/3"])
    assert ids(live, "nobody.txt") is None
    assert ids(live, "0.txt") is None
