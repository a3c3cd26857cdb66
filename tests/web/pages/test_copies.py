"""Near-identical reports: one hit that leads to each, counted once, or each by itself if asked."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.answer.page import answer
from search.answers import GroupKind, Query
from search.engine.urls import open_engine
from search.searcher import Searcher
from tests.web.pages.outline import Outline
from web import address, wording
from web.app import create_app

BODY = """Sáng 3/5/2024, UBND huyện Đồng Mẫu, tỉnh Nghệ An tổ chức hội nghị giao ban tháng 4.
Chủ tịch UBND huyện Nguyễn Văn Mẫu chủ trì hội nghị, giao các phòng lập dự toán sửa đường liên xã.
Các xã cử người trông coi vật liệu, bố trí chỗ ở cho tổ thợ và treo bảng báo đường đang sửa chữa.
Trường học cho học sinh đi lối sau chợ, bưu tá đổi giờ phát thư, xe tải phải đi đường vòng.
Thu ngân sách nhà nước 4 tháng đạt 120 tỷ đồng, bằng 40% dự toán năm.
"""
LINE = "Theo phóng viên, dân hai bên đường tháo dỡ mái che để lấy chỗ đổ đá răm.\n"
OTHER = """Chiều 9/7/2023, hội khuyến học tỉnh Nghệ An họp tổng kết năm học, trao quà cho học trò.
Hội kể rằng số suất học bổng tăng, nhiều dòng họ lập quỹ riêng, có nơi dành đất làm thư viện nhỏ.
"""
REPORTS = {
    "a": ("Huyện sửa đường trước mùa mưa", BODY, "Báo Nghệ An"),
    "b": ("Đồng Mẫu giao ban tháng 4", BODY + LINE, "Nhân Dân"),
    "c": ("Giao ban, sửa đường", LINE + BODY, "Tuổi Trẻ"),
    "d": ("Tổng kết năm học", OTHER, "Nhân Dân"),
}


def lines(names: str = "abcd", outlets: bool = True) -> str:
    return "\n".join(
        json.dumps(
            {"id": name, "title": title, "text": text, **({"source": outlet} if outlets else {})}
        )
        for name, (title, text, outlet) in REPORTS.items()
        if name in names
    )


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("copies")
    (folder / "r.jsonl").write_text(lines(), "utf-8")
    engine = open_engine(f"whoosh:{folder / 'index'}")
    build([folder / "r.jsonl"], engine)
    return Searcher(engine.snapshot())


@pytest.fixture
def client(live: Searcher) -> FlaskClient:
    class _Engine:
        def snapshot(self) -> object:
            return live.snapshot

    return create_app(_Engine()).test_client()  # type: ignore[arg-type]


def page(client: FlaskClient, asked: str) -> str:
    found = client.get(asked)
    assert found.status_code == 200
    Outline(found.text)
    return " ".join(found.text.split())


def test_they_are_one_hit_that_leads_to_each(client: FlaskClient) -> None:
    text = page(client, "/?q=bưu+tá&sort=oldest")
    assert "<h1>Một báo cáo cho “bưu tá”</h1>" in text
    assert text.count('class="hit"') == 1
    [told] = re.findall(r'<p class="copies">(.*?)</p>', text)
    assert told.startswith("và 2 bản gần giống: ")
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', told)
    assert links == [
        ("/reports/b?q=b%C6%B0u+t%C3%A1&amp;sort=oldest", "Nhân Dân"),
        ("/reports/c?q=b%C6%B0u+t%C3%A1&amp;sort=oldest", "Tuổi Trẻ"),
    ]
    for href, _ in links:
        page(client, href.replace("&amp;", "&"))


def test_that_they_are_counted_once_is_said_with_a_switch(client: FlaskClient) -> None:
    text = page(client, "/?q=giao+ban&page=1&size=20")
    assert f"{wording.common.counted_once(2)} <a href=" in text
    assert '<a href="/?q=giao+ban&amp;size=20&amp;copies=all">Hiện tất cả</a>' in text
    text = page(client, "/?q=giao+ban&size=20&copies=all")
    assert "<h1>3 báo cáo cho “giao ban”</h1>" in text
    assert text.count('class="hit"') == 3 and 'class="copies"' not in text
    assert '<a href="/?q=giao+ban&amp;size=20">Gộp các bản gần giống</a>' in text
    assert text.count('<input type="hidden" name="copies" value="all">') == 1
    assert "copies=all" in re.findall(r'href="(/results.csv[^"]+)"', text)[0]
    text = page(client, "/?q=năm+học")
    assert wording.common.counted_once(0)[:20] not in text, "nothing was collapsed"


@pytest.mark.parametrize(("switch", "reports"), [("", 2), ("copies=all", 4)])
def test_every_number_follows_the_switch(client: FlaskClient, switch: str, reports: int) -> None:
    copies = reports - 1
    answer = client.get(f"/api/search?{switch}").json
    assert answer is not None
    assert (answer["total"], len(answer["hits"])) == (reports, reports)
    assert answer["collapsed"] == 4 - reports
    years = {own["value"]: own["count"] for own in answer["facets"]["year"]}
    assert years == {"2024": copies, "2023": 1}
    outlets = {own["value"]: own["count"] for own in answer["facets"]["outlet"]}
    assert outlets == {"Báo Nghệ An": 1, "Nhân Dân": 2, "Tuổi Trẻ": 1}
    counted = client.get(f"/api/facets/year?{switch}").json
    assert counted is not None and counted["total"] == reports
    assert f"2024: {copies} báo cáo" in page(client, f"/?sort=newest&{switch}")
    assert f"<p>{reports} báo cáo." in page(client, f"/topic?{switch}")
    exported = client.get(f"/results.json?{switch}").json
    assert exported is not None and len(exported["reports"]) == exported["total"] == reports
    assert client.get(f"/results.csv?{switch}").text.count("\r\n") == 1 + reports
    assert client.get(f"/results.atom?{switch}").text.count("<entry>") == reports
    figures = page(client, f"/indicators?name=thu+ngân+sách+nhà+nước&{switch}")
    assert figures.count("<b>120 tỷ đồng</b>") == copies


def test_a_count_is_what_its_filter_finds(live: Searcher) -> None:
    found = answer(Query(), live)
    for facet, counts in found.facets.items():
        for count in counts:
            assert live.total(Query(filters={facet: (count.value,)})) == count.count
    assert live.facet_counts("outlet")["Nhân Dân"] == 2
    assert live.facet_counts("province")["Nghệ An"] == 2


def test_a_report_leads_to_its_copies_and_not_among_those_like_it(client: FlaskClient) -> None:
    text = page(client, "/reports/b")
    assert '<a href="#copies">Bản gần giống (2)</a>' in text
    listed = text[text.index('<h2 id="copies">') :]
    listed = listed[: listed.index("</section>")]
    assert re.findall(r'href="([^"]+)"', listed) == ["/reports/a", "/reports/c"]
    assert "Bản gần giống" not in page(client, "/reports/d")
    similar = client.get("/api/reports/b/similar").json
    assert similar is not None
    assert {hit["id"] for hit in similar["similar"]} <= {"d"}
    similar = client.get("/api/reports/d/similar").json
    assert similar is not None
    assert len({hit["id"] for hit in similar["similar"]} & set("abc")) <= 1


@pytest.mark.parametrize(
    "asked", ["/bodies?name=UBND+huyện+Đồng+Mẫu", "/provinces?name=Nghệ+An", "/coverage"]
)
def test_other_pages_say_so_too(client: FlaskClient, asked: str) -> None:
    text = page(client, asked)
    assert wording.common.counted_once(2) in text
    [href] = re.findall(r'<a href="([^"]+)">Hiện tất cả</a>', text)
    assert "copies=all" in href
    page(client, href.replace("&amp;", "&"))


def test_json_names_the_copies_of_a_hit(client: FlaskClient) -> None:
    found = client.get("/api/search?q=bưu+tá&sort=oldest").json
    assert found is not None
    assert [(hit["id"], hit["copies"]) for hit in found["hits"]] == [("a", ["b", "c"])]
    assert found["collapsed"] == 2
    refused = client.get("/api/search?copies=some")
    assert refused.status_code == 400 and "some" in refused.text
    assert client.get("/?copies=some").status_code == 400


def test_only_those_that_answer_are_copies_of_a_hit(client: FlaskClient) -> None:
    text = page(client, "/?q=đá+răm&sort=oldest")
    assert "và 1 bản gần giống: " in text
    assert wording.common.counted_once(1) in text


def test_a_group_of_hits_has_no_copies_of_an_earlier_one(live: Searcher) -> None:
    """What holds a part of the query only, near-identical to what holds all, is no other event."""
    query = Query("phóng viên bưu tá vật liệu")
    kinds = [hit.group for hit in answer(query, live).hits]
    assert kinds.count(GroupKind.ALL) == 1
    later = live.later_totals(query)
    assert GroupKind.PART in later, "the query has a part"
    assert later[GroupKind.PART] == 0
    whole = Query(query.text, all_copies=True)
    assert live.later_totals(whole)[GroupKind.PART] == 1


def test_copies_are_told_apart_by_outlet_title_or_id(
    tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    def told(text: str) -> list[str]:
        engine = open_engine(f"whoosh:{tmp_path / 'index'}")
        build([write("r.jsonl", text)], engine, anew=True, allow_removals=True)
        shown = page(create_app(engine).test_client(), "/?q=bưu+tá&sort=oldest")
        [copies] = re.findall(r'<p class="copies">(.*?)</p>', shown)
        return re.findall(r">([^<]+)</a>", copies)

    assert told(lines("abc")) == ["Nhân Dân", "Tuổi Trẻ"]
    assert told(lines("abc", outlets=False)) == [REPORTS["b"][0], REPORTS["c"][0]]
    same = [{"id": name, "title": "Giao ban", "text": BODY} for name in "xyz"]
    assert told("\n".join(map(json.dumps, same))) == ["y", "z"]


def test_a_hit_links_some_of_very_many_copies(
    tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    same = [{"id": f"r{number}", "title": "Giao ban", "text": BODY} for number in range(30)]
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    build([write("r.jsonl", "\n".join(map(json.dumps, same)))], engine)
    text = page(create_app(engine).test_client(), "/?q=giao+ban")
    [told] = re.findall(r'<p class="copies">(.*?)</p>', text)
    assert told.startswith("và 29 bản gần giống: ")
    assert told.count('href="/reports/') == 20
    assert told.endswith('… <a href="/?q=giao+ban&amp;copies=all">Hiện tất cả</a>')


def test_a_part_that_has_copies_offers_the_switch(client: FlaskClient) -> None:
    """Nothing of the first group was collapsed: no report holds all."""
    text = page(client, "/?q=bưu+tá+vật+liệu+kangaroo")
    assert "Không báo cáo nào có đủ" in text
    assert wording.common.counted_once(2) in text
    assert "và 2 bản gần giống: " in text


def test_the_address_keeps_the_switch() -> None:
    query = Query("họp", all_copies=True)
    assert address.write(query) == "/?q=h%E1%BB%8Dp&copies=all"
    assert address.report("r", query).endswith("copies=all")
    assert address.topic(query).endswith("copies=all")
