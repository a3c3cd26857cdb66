"""The page of status: what the index holds, how new it is, and what the last run could not read."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.dates import clock
from search.engine.protocol import Engine
from web.app import create_app
from web.wording import status as words

Write = Callable[[str, str], Path]
HELD = "Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân vốn."
DAY, LATER = (datetime(2026, 11, day, 2, 30, tzinfo=UTC) for day in (27, 28))


@pytest.fixture
def client(engine: Engine, write: Write, tmp_path: Path) -> FlaskClient:
    write("2023/a.txt", HELD)
    write("b.txt", "Sáng 26/8, UBND tỉnh Nghệ An giao ban về công tác phòng, chống bão.")
    write("c.txt", "Giá xăng tăng từ chiều nay.")
    write("2024/empty.txt", "")
    write("photo.png", "\x89PNG")
    build([tmp_path / "reports"], engine, now=DAY)
    return create_app(engine).test_client()


def html(client: FlaskClient, address: str = "/status") -> str:
    """A page in one line."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(response.text).split())


def row(text: str, label: str) -> str:
    (found,) = re.findall(rf'<th scope="row">{re.escape(label)}</th><td>(.*?)</td>', text)
    return str(found)


def test_what_it_holds_and_how_old_it_is(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: clock.local_day(LATER))
    text = html(client)
    assert row(text, "Số báo cáo") == "3 báo cáo"
    assert row(text, "Báo cáo mới đưa vào") == "09:30 ngày 27/11/2026 (hôm qua)"
    assert row(text, "Bản chỉ mục") == "g-000001"
    assert row(text, "Lập lúc") == "09:30 ngày 27/11/2026 (hôm qua)"
    assert row(text, "Kết quả") == "thêm 3, thay 0, bỏ 0, giữ nguyên 0 báo cáo"


def test_what_failed_and_what_was_passed_over(client: FlaskClient, tmp_path: Path) -> None:
    text = html(client)
    assert "<h3>Tệp không đọc được: 1</h3>" in text
    assert row(text, "reports/2024/empty.txt") == "tệp rỗng"
    assert '<span>.png</span> <span class="count">1</span>' in text
    assert str(tmp_path) not in text


@pytest.mark.slow
def test_each_number_is_what_its_link_finds(client: FlaskClient) -> None:
    found = re.findall(
        r'<li><a href="([^"]+)">[^<]+</a> <span class="count">.*?: (\d+) báo cáo</span>',
        html(client),
    )
    assert len(found) == 3
    for href, count in found:
        there = html(client, href)
        assert f"{count} báo cáo" in there or (count == "1" and "Một báo cáo" in there), href


def test_another_generation_than_that_of_the_run_tells_no_time(
    client: FlaskClient, engine: Engine, write: Write, tmp_path: Path
) -> None:
    write("d.txt", f"{HELD} Có thêm ý kiến.")
    build([tmp_path / "reports"], engine, now=LATER)
    assert "09:30 ngày 28/11/2026" in row(html(client), "Lập lúc")
    engine.rollback()
    text = html(client)
    assert row(text, "Bản chỉ mục") == "g-000001"
    assert row(text, "Lập lúc") == "không có ghi chép"
    assert "09:30 ngày 28/11/2026" in row(text, "Xong lúc")


def test_without_a_summary_the_page_says_so(client: FlaskClient, engine: Engine) -> None:
    engine.keep_run_summary(b"")
    text = html(client)
    assert "Chưa có ghi chép nào về lần lập chỉ mục gần nhất." in text
    assert row(text, "Lập lúc") == "không có ghi chép"


def test_roots_are_told_apart_by_as_little_as_needed(engine: Engine, tmp_path: Path) -> None:
    for n, folder in enumerate(("tinh/2023", "huyen/2023", "xa")):
        (tmp_path / "data" / folder).mkdir(parents=True)
        (tmp_path / "data" / folder / f"{n}.txt").write_text(f"{HELD} Ý kiến thứ {n}.", "utf-8")
    build([tmp_path / "data" / one for one in ("tinh/2023", "huyen/2023", "xa")], engine)
    text = html(create_app(engine).test_client())
    sources = text[text.index("Theo nguồn tệp") : text.index("Theo loại hội nghị")]
    assert set(re.findall(r"<li><span>(.*?)</span>", sources)) == {"tinh/2023", "huyen/2023", "xa"}
    assert str(tmp_path) not in text


def test_every_page_leads_there(client: FlaskClient) -> None:
    for page in ("/", "/?q=bão", "/help", "/nowhere"):
        text = client.get(page).text
        assert '<a href="/status">' in text[text.index("<footer") :]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("is empty", "tệp rỗng"),
        ("is a damaged zip: File is not a zip file", "bị hỏng"),
        ("is too large: more than 100 MB", "quá lớn"),
        ("its id 'a' is taken by /srv/data/a.txt", "trùng mã với một báo cáo khác"),
        ("what nobody thought of: /srv/data", "không đọc được"),
    ],
)
def test_a_reason_is_told_in_vietnamese_and_without_paths(reason: str, said: str) -> None:
    assert words.reason(reason) == said
