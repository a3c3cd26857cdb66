"""What can be taken away: tables, JSON, feeds and texts, without a browser."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from indexer.build.run import build
from search import searcher as results
from search.answer.json_records import facet_values
from search.answer.page import answer
from search.answers import GroupKind, Query, Sort
from search.dates import DateBounds
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.facets.registry import UnknownFacetError
from search.searcher import Searcher
from tests.conftest import RUN, SAMPLE_REPORTS, SAMPLES
from web import address
from web.app import create_app
from web.export.spreadsheet import guarded
from web.http import slots

Write = Callable[[str, str], Path]
ATOM = "{http://www.w3.org/2005/Atom}"
QUERIES = [
    "",
    "?q=giải ngân",
    "?q=giai ngan&sort=oldest",
    "?q=bão&sort=newest",
    "?province=Hưng Yên&province=Thái Bình&year=2024",
    "?from=2023&to=2023&meeting_type=giao-ban",
    "?q=xyzxyz",
    "?q=bão số 3&page=7&size=20&find-person=a&utm_source=mail",
]


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def rows(client: FlaskClient, asked: str = "") -> list[dict[str, str]]:
    response = client.get("/results.csv" + asked)
    assert response.status_code == 200
    assert response.data.startswith(b"\xef\xbb\xbf")
    text = response.data.decode("utf-8-sig")
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("name", "separator"), [(",", ","), (";", ";"), ("%3B", ";"), ("tab", "\t"), ("", ",")]
)
def test_cells_are_apart_as_asked(client: FlaskClient, name: str, separator: str) -> None:
    text = client.get(f"/results.csv?q=bão&sep={name}").data.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    assert found and found == rows(client, "?q=bão")


def test_what_cannot_stand_between_cells(client: FlaskClient) -> None:
    refused = client.get("/results.csv?sep=x")
    assert refused.status_code == 400 and "Không ngăn ô bằng “x” được" in refused.text


def test_the_page_links_both_tables(client: FlaskClient) -> None:
    shown = client.get("/?q=bão").text
    assert 'href="/results.csv?q=b%C3%A3o"' in shown
    assert 'href="/results.csv?q=b%C3%A3o&amp;sep=%3B"' in shown


def feed(client: FlaskClient, asked: str = "") -> ET.Element:
    response = client.get("/results.atom" + asked)
    assert response.status_code == 200
    assert response.content_type == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.data)


def told(parent: ET.Element, tag: str) -> str:
    found = parent.find(ATOM + tag)
    assert found is not None
    return found.text or ""


def links(parent: ET.Element) -> dict[str | None, str]:
    return {link.get("rel"): link.get("href") or "" for link in parent.findall(ATOM + "link")}


def shown(client: FlaskClient, asked: str) -> list[str]:
    """The ids of every page of the page that hold all of the query, in its order."""
    found, page, pages = [], 1, 1
    kept = re.sub(r"&?(page|size|utm_source)=\w+", "", asked)
    while page <= pages:
        more = f"{kept}{'&' if kept else '?'}page={page}&size=7"
        record = client.get("/api/search" + more).get_json()
        found += [hit["id"] for hit in record["hits"] if hit["group"] == "all"]
        page, pages = page + 1, record["pages"]
    return found


@pytest.mark.parametrize("asked", QUERIES)
def test_a_table_and_json_hold_all_results_in_the_order_of_the_page(
    client: FlaskClient, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "BATCH", 5)
    ids = shown(client, asked)
    assert [row["Mã báo cáo"] for row in rows(client, asked)] == ids
    record = client.get("/results.json" + asked).get_json()
    assert [report["id"] for report in record["reports"]] == ids
    assert record["total"] == len(ids)
    again = record["url"].removeprefix("http://localhost/")
    assert shown(client, again) == ids, "the address says all that was asked"
    assert "page" not in again and "size" not in again and "utm" not in again


def test_the_columns_of_the_table(write: Write, tmp_path: Path) -> None:
    text = (
        "Giao ban quý III của tỉnh\n\nSáng 5/10/2023, UBND tỉnh Hưng Yên giao ban "
        "để bàn việc thu ngân sách.\n"
        "Đồng chí Lê Văn Hòa, Chủ tịch UBND tỉnh chủ trì hội nghị. "
        "Bà Trần Thị Mai, Giám đốc Sở Tài chính phát biểu. Xã Đông Kết báo cáo.\n"
    )
    write("năm 2023/a b.txt", text)
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    assert rows(client) == [
        {
            "Mã báo cáo": "năm 2023/a b.txt",
            "Tiêu đề": "Giao ban quý III của tỉnh",
            "Loại hội nghị": "Giao ban",
            "Cơ quan": "UBND tỉnh Hưng Yên",
            "Tỉnh": "Hưng Yên",
            "Ngày họp": "5/10/2023",
            "Ngày họp (ISO 8601)": "2023-10-05",
            "Chủ trì": "Lê Văn Hòa",
            "Người": "Lê Văn Hòa; Trần Thị Mai",
            "Địa danh": "tỉnh Hưng Yên; xã Đông Kết",
            "Nguồn tin": "",
            "Tác giả": "",
            "Địa chỉ nguồn": "",
            "Địa chỉ báo cáo": "http://localhost/reports/n%C4%83m%202023/a%20b.txt",
            "Đưa vào lúc (ISO 8601)": "2026-11-29T02:30:00Z",
            "Nội dung họp": "để bàn việc thu ngân sách",
        }
    ]


def test_days_in_the_table_say_how_much_is_known(write: Write, tmp_path: Path) -> None:
    days = {"d": "2023-08-25", "m": "2024-12", "y": "2022"}
    held = "UBND tỉnh tổ chức hội nghị giao ban."
    lines = [json.dumps({"id": k, "text": held, "date": v}) for k, v in days.items()]
    write("a.jsonl", "\n".join(lines))
    write("x.txt", "Ngày 8/9, UBND tỉnh họp bàn việc.")
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    found = {r["Mã báo cáo"]: (r["Ngày họp"], r["Ngày họp (ISO 8601)"]) for r in rows(client)}
    assert found == {
        "d": ("25/8/2023", "2023-08-25"),
        "m": ("khoảng 12/2024", "2024-12"),
        "y": ("khoảng 2022", "2022"),
        "x.txt": ("8/9, không rõ năm", ""),
    }


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 912", "'+84 912"),
        ("-5%", "'-5%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("＝1＋1", "'＝1＋1"),
        ("'đã có", "''đã có"),
        ("họp;=1", "họp;'=1"),
        ("họp\n=1", "họp\n'=1"),
        ('họp;"=1;"', 'họp;"\'=1;"'),
        ("giảm 5-6%; A+B; a@b; x = 1", "giảm 5-6%; A+B; a@b; x = 1"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert guarded(cell) == written


@given(st.text(st.sampled_from("=+-@\t\r\n;',a ＝\"")))
def test_a_guarded_cell_can_be_read_back(cell: str) -> None:
    assert re.sub(r"((?:^|[;\t\r\n])\"*)'", r"\1", guarded(cell)) == cell
    for part in re.split(r"[;\t\r\n]", guarded(cell)):
        assert part[:1] not in set("=+-@＝＋－＠") or not part


@given(st.lists(st.text(st.sampled_from("=+-@\t\r\n;',a ＝\"")), min_size=1))
def test_no_cell_is_a_formula_wherever_a_spreadsheet_begins_one(cells: list[str]) -> None:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerow(["id", *map(guarded, cells)])
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(lines.getvalue(), newline=""), delimiter=delimiter):
            assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in row), row


def test_formulas_in_reports_are_guarded_in_the_table_only(write: Write, tmp_path: Path) -> None:
    title = '=HYPERLINK("http://x.example","a")'
    write("a.jsonl", json.dumps({"id": "=a", "title": title, "text": "Họp."}))
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    (row,) = rows(client)
    assert row["Tiêu đề"] == "'" + title and row["Mã báo cáo"] == "'=a"
    record = client.get("/results.json").get_json()
    assert record["reports"][0]["title"] == title


def test_json_tells_every_facet_and_what_values_are_called(
    client: FlaskClient, samples: Engine
) -> None:
    record = client.get("/results.json?q=bão số 3").get_json()
    found = answer(Query("bão số 3", size=100), Searcher(samples.snapshot())).hits
    hits = [hit for hit in found if hit.group is GroupKind.ALL]
    assert hits
    for report, hit in zip(record["reports"], hits, strict=True):
        assert report["facets"] == facet_values(hit.report)
        assert report["title"] == hit.report.title.value
        assert report["title_status"] == hit.report.title.status
        assert client.get(report["url"]).status_code == 200
        labels = report["labels"]
        assert labels["is_meeting"] == {"co": "Có"}, "a label is told where it differs"
        assert "province" not in labels, "and only there"


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_files_to_keep_have_a_plain_name(client: FlaskClient, kind: str) -> None:
    headers = client.get(f"/results.{kind}?q=bão").headers
    assert headers["Content-Disposition"] == f"attachment; filename=hoi-nghi.{kind}"


@pytest.mark.parametrize("kind", ["csv", "json", "atom"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=hôm nào", "Không đọc được ngày “hôm nào”"),
        ("from=2024&to=2023", "“Từ ngày” (2024) muộn hơn “Đến ngày” (2023)."),
        ("sort=colour", "cách sắp xếp nào tên là “colour”"),
        ("page=0", "“0” không phải là số hợp lệ cho số trang."),
        ("q=" + "a" * 501, "Câu tìm quá dài: nhiều nhất 500 ký tự"),
        ("q=" + "a " * 200, "nhiều nhất 500 ký tự và 128 tiếng"),
        ("&".join(f"person={n}" for n in range(51)), "nhiều nhất 50 giá trị"),
    ],
)
def test_what_cannot_be_read_gives_no_file(
    client: FlaskClient, kind: str, asked: str, said: str
) -> None:
    response = client.get(f"/results.{kind}?{asked}")
    assert response.status_code == 400 and "Content-Disposition" not in response.headers
    found = response.get_json()["message"] if kind == "json" else response.text
    assert said in found


@pytest.mark.slow
def test_an_export_is_of_one_generation_and_read_in_batches(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "BATCH", 3)
    monkeypatch.setattr(slots, "BLOCK", 1)
    for number in range(10):
        write(f"{number}.txt", f"Hội nghị bàn việc {number}.")
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "reports"], engine)
    live, read = engine.snapshot(), []
    stored_many = type(live).stored_many

    def noted(snapshot: Any, report_ids: Any) -> Any:
        read.extend(report_ids)
        return stored_many(snapshot, report_ids)

    monkeypatch.setattr(type(live), "stored_many", noted)
    client = create_app(engine).test_client()
    parts = client.get("/results.json?q=việc", buffered=False).iter_encoded()
    given = next(parts) + next(parts)
    assert len(read) == 3, "only the first batch was read"
    for number in range(10):
        write(f"{number}.txt", f"Hội nghị khác bàn về việc chung {number}.")
        for text in (f"Họp thêm lần {number}.", f"Họp thêm lần nữa {number}."):
            write(f"later-{number}.txt", text)
            build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    record = json.loads(given + b"".join(parts))
    assert len(record["reports"]) == record["total"] == 10
    titles = {report["title"] for report in record["reports"]}
    assert not any("khác" in title or "thêm" in title for title in titles)
    assert len(read) == 10
    assert len(rows(client)) == 20, "the next one is of the new generation"


def test_an_index_that_breaks_gives_no_file(samples_url: str, tmp_path: Path) -> None:
    shutil.copytree(samples_url.removeprefix("whoosh:"), tmp_path / "index")
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    assert client.get("/texts/none").status_code == 404, "it is open"
    segment = next((tmp_path / "index").glob("*/*.seg"))
    with segment.open("r+b") as file:
        file.write(b"\xff" * segment.stat().st_size)
    for path in ("/results.csv", "/results.json", "/results.atom"):
        assert client.get(path).status_code == 503
    assert client.get(f"/texts/{SAMPLE_REPORTS[0].relative_to(SAMPLES)}").status_code == 503


def test_whole_knows_its_filters(samples: Engine) -> None:
    with pytest.raises(UnknownFacetError):
        Searcher(samples.snapshot()).all_reports(Query(filters={"colour": ("red",)}))


def test_a_feed_of_a_search(client: FlaskClient) -> None:
    asked = "?q=bão&province=Thái Bình&from=2023&page=3&size=20"
    found = feed(client, asked)
    assert told(found, "title") == "Hội Nghị – “bão”; Tỉnh: Thái Bình; Thời gian: từ 1/1/2023"
    ids = shown(client, "?q=bão&province=Thái Bình&from=2023&sort=newest")
    assert told(found, "subtitle") == f"{len(ids)} báo cáo"
    entries = found.findall(ATOM + "entry")
    assert [told(e, "id") for e in entries] == ["http://localhost" + address.report(i) for i in ids]
    assert told(found, "id") == links(found)["self"]
    again = feed(client, links(found)["self"].partition("/results.atom")[2])
    assert ET.tostring(again) == ET.tostring(found), "the feed is at its own address"
    same = Query(
        "bão", {"province": ("Thái Bình",)}, DateBounds(date(2023, 1, 1), None), Sort.ADDED
    )
    assert links(found)["alternate"] == "http://localhost" + address.search(same)
    there = client.get(links(found)["alternate"])
    assert there.status_code == 200 and "Thái Bình" in there.text
    for entry in entries:
        assert client.get(links(entry)["alternate"]).status_code == 200
        assert told(entry, "title") and told(entry, "summary")
    assert told(entries[0], "summary").startswith("Họp 6/9/2024 (suy ra). Chiều 6/9, Ban Chỉ huy")
    for at in ("published", "updated"):
        assert told(entries[0], at) == told(found, "updated") == RUN.isoformat()


def test_a_feed_of_one_run_is_newest_first_unless_told_otherwise(client: FlaskClient) -> None:
    def order(asked: str) -> list[str]:
        return [told(entry, "id") for entry in feed(client, asked).findall(ATOM + "entry")]

    def expected(asked: str) -> list[str]:
        return ["http://localhost" + address.report(i) for i in shown(client, asked)]

    assert order("?q=giải ngân") == expected("?q=giải ngân&sort=added")
    assert order("?q=giải ngân") == expected("?q=giải ngân&sort=newest")
    for sort in Sort:
        asked = f"?q=giải ngân&sort={sort}"
        assert order(asked) == expected(asked)
        own = links(feed(client, asked))["self"].partition("/results.atom")[2]
        assert order(own) == order(asked)
    assert len({tuple(order(f"?q=giải ngân&sort={sort}")) for sort in Sort}) == 3


def test_addresses_of_what_can_be_taken_away() -> None:
    query = Query("bão", {"year": ("2023",)}, page=3, size=20, find={"person": "a"})
    assert address.csv(query) == "/results.csv?q=b%C3%A3o&year=2023"
    assert address.json(query) == "/results.json?q=b%C3%A3o&year=2023"
    assert address.atom(query) == "/results.atom?q=b%C3%A3o&year=2023"
    assert address.atom(Query(sort=Sort.ADDED)) == "/results.atom"
    assert address.atom(Query(sort=Sort.NEWEST)) == "/results.atom?sort=newest"
    assert address.atom(Query(sort=Sort.OLDEST)) == "/results.atom?sort=oldest"
    assert address.feed(Query(sort=Sort.RELEVANCE)) == "/results.atom?sort=relevance"
    assert address.csv(Query(sort=Sort.OLDEST)) == "/results.csv?sort=oldest"
    assert address.text("cao-bang/x.txt") == "/texts/cao-bang/x.txt"
    assert address.text("a//b") == "/texts?id=a%2F%2Fb"


def test_a_feed_tells_when_a_report_came_in_and_the_day_it_is_of_in_words(
    write: Write, tmp_path: Path
) -> None:
    lines = [
        {"id": "month", "text": "Họp bàn việc.", "date": "2024-02"},
        {"id": "quarter", "text": "Họp bàn việc.", "date": "2023-Q4"},
        {"id": "nothing", "text": "Giá xăng tăng."},
        {"id": "printed", "text": "Thứ Hai, 12/10/2020, 08:15 (GMT+7)\n\nGiá xăng tăng mạnh."},
    ]
    write("a.jsonl", "\n".join(map(json.dumps, lines)))
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")), now=RUN)
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    entries = feed(client).findall(ATOM + "entry")
    assert {told(e, "updated") for e in entries} == {RUN.isoformat()}
    said = {told(e, "id").rpartition("/")[2]: told(e, "summary") for e in entries}
    assert said["month"] == "Khoảng 2/2024. Họp bàn việc."
    assert said["quarter"] == "Quý IV/2023. Họp bàn việc."
    assert said["nothing"] == "Giá xăng tăng."
    assert said["printed"] == "12/10/2020. Giá xăng tăng mạnh."
    nothing = feed(client, "?q=xyzxyz")
    assert told(nothing, "updated") == "1970-01-01T00:00:00+00:00"
    assert not nothing.findall(ATOM + "entry") and told(nothing, "subtitle") == "0 báo cáo"


def test_a_feed_has_fifty_entries_at_most(write: Write, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"Họp lần {n}."}) for n in range(60)]
    write("a.jsonl", "\n".join(lines))
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    found = feed(client)
    assert len(found.findall(ATOM + "entry")) == 50 and told(found, "subtitle") == "60 báo cáo"


def test_titles_cannot_break_a_feed(write: Write, tmp_path: Path) -> None:
    hostile = "<b>\x00\x01\x08\x0b\x1f\x7f\x85\ufffe\uffff]]>&amp;\U0010ffff họp"
    record = {"id": "\x01\x7f<&\"'>\u202e\uffff", "title": hostile, "text": f"Họp {hostile} bàn."}
    write("a.jsonl", json.dumps(record))
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    (entry,) = feed(client).findall(ATOM + "entry")
    assert told(entry, "title").startswith("<b>") and "]]>&\U0010ffff" in told(entry, "title")
    assert client.get(links(entry)["alternate"]).status_code == 200
    asked = "?q=" + "%00%01%0B%1F%EF%BF%BE%3Cb%3E%26%ED%A0%80&person=%01%EF%BF%BF"
    assert "<b>&" in told(feed(client, asked), "title")


def test_readers_are_told_when_nothing_is_new(client: FlaskClient) -> None:
    first = client.get("/results.atom?q=bão")
    again = client.get("/results.atom?q=bão", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and again.data == b""
    other = client.get("/results.atom?q=lũ", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_the_text_of_a_report_is_what_was_read(client: FlaskClient) -> None:
    assert SAMPLE_REPORTS
    for path in SAMPLE_REPORTS:
        response = client.get(address.text(path.relative_to(SAMPLES).as_posix()))
        assert response.content_type == "text/plain; charset=utf-8"
        assert response.data == path.read_bytes()


@pytest.mark.parametrize(
    "report_id", ["a//b", "../x", "a b", "x\ny", "\x00", "họp/ủy ban.txt", "?#"]
)
def test_texts_of_any_id(write: Write, tmp_path: Path, report_id: str) -> None:
    text = "  Họp bàn việc.\n\n\tCột\u0323 \x0c một.\n"
    write("a.jsonl", json.dumps({"id": report_id, "text": text}))
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    assert client.get(urljoin("http://localhost/", address.text(report_id))).text == text


@pytest.mark.parametrize("path", ["/texts", "/texts/", "/texts?id=", "/texts/none", "/texts?id=%00",
                                  "/texts/..%2f..%2fetc/passwd"])  # fmt: skip
def test_texts_that_are_not_there(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404 and "Không tìm thấy trang" in response.text
