"""Files that are nearly the same → one group of an index, whatever runs made it."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from indexer.build.run import build
from search.engine.protocol import Engine, Request
from search.engine.urls import open_engine

Write = Callable[[str, str], Path]
REPORT = """Sáng nay, UBND huyện Đồng Mẫu họp bàn việc sửa đường liên xã trước mùa mưa.
Lãnh đạo huyện giao phòng kinh tế lập dự toán, mời thợ địa phương và báo cáo lại cuối tuần tới.
Các xã cử người trông coi vật liệu, bố trí chỗ ở cho tổ thợ và treo bảng báo đường đang sửa.
Trường học cho học sinh đi lối sau chợ, bưu tá đổi giờ phát thư, xe tải phải đi đường vòng.
"""
LINE = "Theo phóng viên của báo, người dân hai bên đường đã tự tháo dỡ mái che để lấy chỗ đổ đá.\n"
OTHER = """Chiều qua, hội khuyến học tỉnh Vân Trung tổng kết năm học và trao quà cho học trò nghèo.
Hội kể rằng số suất học bổng tăng, nhiều dòng họ lập quỹ riêng, có nơi dành đất làm thư viện nhỏ.
Năm tới hội muốn mỗi thôn có một tủ sách, mỗi trường có một góc đọc và một buổi đọc sách mỗi tuần.
"""


def groups(engine: Engine) -> set[tuple[str, ...]]:
    live = engine.snapshot()
    found = {(own.id, *live.copies(own.id)) for own in live.sources()}
    return {tuple(sorted(ids)) for ids in found}


def test_a_reprint_with_a_line_more_is_found_while_indexing(engine: Engine, write: Write) -> None:
    write("a.txt", "Huyện sửa đường\n" + REPORT)
    write("b.txt", "Đồng Mẫu: làm đường trước mùa mưa\n" + REPORT + LINE)
    folder = write("c.txt", OTHER).parent
    build([folder], engine)
    assert groups(engine) == {("a.txt", "b.txt"), ("c.txt",)}
    found = engine.snapshot().search(Request(collapse=True))
    assert (found.total, found.collapsed) == (2, 1)


def test_groups_follow_each_run(engine: Engine, write: Write) -> None:
    folder = write("a.txt", REPORT).parent
    build([folder], engine)
    assert groups(engine) == {("a.txt",)}
    write("b.txt", REPORT + LINE)
    build([folder], engine)
    assert groups(engine) == {("a.txt", "b.txt")}
    write("c.txt", LINE + REPORT)
    build([folder / "c.txt"], engine)
    assert groups(engine) == {("a.txt", "b.txt", "c.txt")}
    write("b.txt", OTHER)
    build([folder], engine)
    assert groups(engine) == {("a.txt", "c.txt"), ("b.txt",)}
    (folder / "a.txt").unlink()
    build([folder], engine)
    assert groups(engine) == {("b.txt",), ("c.txt",)}


@pytest.mark.parametrize("order", [*permutations(("a.txt", "b.txt", "c.txt"))])
def test_any_order_of_runs_makes_the_groups_of_a_rebuild(
    engine: Engine, write: Write, tmp_path: Path, order: tuple[str, ...]
) -> None:
    texts = {"a.txt": REPORT, "b.txt": REPORT + LINE, "c.txt": REPORT + LINE + OTHER}
    for name in order:
        folder = write(name, texts[name]).parent
        build([folder], engine)
    anew = open_engine(f"whoosh:{tmp_path / 'anew'}")
    build([folder], anew)
    assert groups(engine) == groups(anew)
    assert any(len(ids) > 1 for ids in groups(engine))
    everything = Request(collapse=True)
    assert engine.snapshot().search(everything) == anew.snapshot().search(everything)
