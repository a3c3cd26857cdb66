"""The page and the API without a browser: words, codes, headers, escaping."""

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer.build.run import build
from search.answer.json_records import answer_record, similar_record
from search.answer.more_like_this import more_like_this
from search.answer.page import answer
from search.answers import Query
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from search.facets.registry import COUNTED_BY_NAME
from search.report import DateValue, FigureValue, Precision, Status
from search.searcher import Searcher
from search.serialization import encode
from tests.conftest import SAMPLE_REPORTS, SAMPLES
from tests.search.engine.manifests import make_stale
from tests.web.pages.outline import Outline
from web import wording
from web.address import profile as profile_address
from web.address import read as read_address
from web.address import report as report_address
from web.address import write as write_address
from web.app import create_app

Write = Callable[[str, str], Path]


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def page(client: FlaskClient, address: str, code: int = 200) -> Outline:
    response = client.get(address)
    assert response.status_code == code
    return Outline(response.text)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "42 báo cáo"),
        ("/?q=bão số 3", "báo cáo cho “bão số 3”"),
        ("/?q=bão số 3&province=Thái Bình", "Một báo cáo cho “bão số 3”, lọc theo Tỉnh: Thái Bình"),
        ("/?q=xyzxyz", "Không tìm thấy báo cáo nào cho “xyzxyz”"),
        ("/?q=giai ngan", "Chữ gõ không dấu “giai ngan” được hiểu là “giải ngân”."),
        ("/?q=ubnd", "“ubnd” được tìm cả khi viết: ủy ban nhân dân."),
        ("/?q=lần thứ 7", "“lần thứ 7”: số thứ tự được tìm cả khi viết 7, VII, bảy, bẩy."),
        ("/?q=25/8/2023", "“25/8/2023” được tìm cả trong văn bản và trong ngày họp"),
        ("/?q=ngh* bão", "“ngh*” được hiểu là mọi tiếng có các chữ đầu như vậy."),
        ("/?q=năm:2023 bão", "“năm:2023”: chỉ tìm báo cáo có năm là “2023”."),
        ("/?q=đất -bão", "Đã bỏ các báo cáo có “bão”."),
        ("/?q=bão OR lũ", "Báo cáo chỉ cần khớp một trong các vế nối bằng OR."),
        ("/?q=!!!", "“!!!” không có chữ hay số nào để tìm."),
        ("/?page=99", "Không có trang 99; đây là trang cuối (5)."),
        ("/?year=1066", "Không báo cáo nào có “1066” ở mục Năm."),
        (
            "/?q=bão ~5 lũ",
            "“~5” cần đứng giữa hai cụm từ trong ngoặc kép, hoặc liền sau một cụm có từ",
        ),
        ("/?q=ngày:abc", "Không đọc được ngày tháng ở “ngày:abc” nên “abc” được tìm như từ"),
        ("/?q=năm:20x3", "Không đọc được ngày tháng ở “năm:20x3” nên “20x3” được tìm như từ"),
        ("/?q=tỉnh:Atlantis", "ở mục Tỉnh nên “Atlantis” được tìm như từ thường."),
        ("/?province=Hưng Yên", "Bỏ lọc: Tỉnh: Hưng Yên"),
        ("/?page=99999999999999999999", "đây là trang cuối (5)."),
        ("/?from=2023&to=quý II/2023", "Thời gian: 6 tháng đầu năm 2023"),
        ("/?from=0001", "Thời gian: từ 1/1/0001"),
        ("/?to=9999", "Thời gian: đến 31/12/9999"),
        ("/?from=tháng 12/2023", "Thời gian: từ 1/12/2023"),
        (f"/?from={unicodedata.normalize('NFD', 'quý IV/2023')}", "Thời gian: từ 1/10/2023"),
        ("/?q=giao ban&utm_source=mail&zarsrc=30&gidzl=abc&_ga=1&fbclid=x", "cho “giao ban”"),
    ],
)
def test_what_the_page_says(client: FlaskClient, address: str, said: str) -> None:
    assert said in " ".join(page(client, address).text.split())


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("/?from=hôm nào", 400, "Không đọc được ngày “hôm nào”"),
        ("/?from=31/2/2023", 400, "Không đọc được ngày “31/2/2023”"),
        ("/?from=2024&to=2023", 400, "“Từ ngày” (2024) muộn hơn “Đến ngày” (2023)."),
        ("/?sort=colour", 400, "cách sắp xếp nào tên là “colour”"),
        ("/?page=0", 400, "“0” không phải là số hợp lệ cho số trang."),
        ("/?" + "&".join(f"person={n}" for n in range(51)), 400, "nhiều nhất 50 giá trị"),
        ("/?page=²", 400, "“²” không phải là số hợp lệ"),
        ("/?size=-1", 400, "“-1” không phải là số hợp lệ cho số báo cáo mỗi trang."),
        ("/?q=" + "a" * 501, 400, "Câu tìm quá dài: nhiều nhất 500 ký tự"),
        ("/reports/none.txt", 404, "Không tìm thấy trang"),
        ("/reports/../../etc/passwd", 404, "Không tìm thấy trang"),
        ("/reports//etc/passwd", 404, "Không tìm thấy trang"),
        ("/nowhere", 404, "Không tìm thấy trang"),
        ("/reports/", 404, "Không tìm thấy trang"),
        ("/reports", 404, "Không tìm thấy trang"),
    ],
)
def test_wrong_addresses(client: FlaskClient, address: str, code: int, said: str) -> None:
    assert said in page(client, address, code).text
    if address.startswith("/?"):
        record = client.get("/api/search" + address[1:]).get_json()
        assert said in record["message"]


def test_a_slip_is_offered_mended_and_leads_there(client: FlaskClient) -> None:
    shown = page(client, "/?q=giải ngânn&province=Hưng Yên")
    assert "Không báo cáo nào có đủ “giải ngânn”" in " ".join(shown.text.split())
    said = re.search(r"Có phải bạn tìm: (.+?) \((\d+) báo cáo\)\?", " ".join(shown.text.split()))
    assert said and said.group(1) == "giải ngân"
    (mended,) = [link for link in shown.links if link == "/?" + quoted("giải ngân", "Hưng Yên")]
    assert heading(client, mended) == int(said.group(2))


def quoted(text: str, province: str) -> str:
    return urlencode({"q": text, "province": province})


def heading(client: FlaskClient, address: str) -> int:
    """How many reports a page of results says there are."""
    found = re.search(r"(\d+|Một) báo cáo cho", page(client, address).text)
    assert found
    return 1 if found.group(1) == "Một" else int(found.group(1))


def test_the_api_completes_what_is_typed(client: FlaskClient, samples: Engine) -> None:
    found = client.get("/api/suggest?q=giai n")
    assert found.mimetype == "application/json" and found.json
    assert found.json["query"] == "giai n"
    first = found.json["suggestions"][0]
    assert first == {
        "text": "giải ngân",
        "hits": first["hits"],
        "kind": "words",
        "group": "all",
        "facets": [],
        "runs": [
            {"text": "giải", "mark": True},
            {"text": " ", "mark": False},
            {"text": "n", "mark": True},
            {"text": "gân", "mark": False},
        ],
    }
    assert first["hits"] == answer(Query("giải ngân"), Searcher(samples.snapshot())).total
    for nothing in ("/api/suggest", "/api/suggest?q=", f"/api/suggest?q={'a' * 9999}"):
        assert client.get(nothing).json["suggestions"] == []  # type: ignore[index]
    assert client.get("/api/suggest?q=a&colour=red").status_code == 400


def test_the_api_knows_its_parameters(client: FlaskClient) -> None:
    """A program that asks for what there is not should hear so; a link that was mailed works."""
    response = client.get("/api/search?q=bão&colour=red&from=hôm nào")
    assert response.status_code == 400
    said = response.get_json()["message"]
    assert "tham số lạ: “colour”" in said and "Không đọc được ngày “hôm nào”" in said
    assert client.get("/?q=bão&colour=red").status_code == 200


class Fields(HTMLParser):
    """The fields of a page that are filled in or ticked, and the attributes of each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        field = dict(attrs)
        is_on = field.get("type") != "checkbox" or "checked" in field
        if tag == "input" and field["value"] and is_on:
            self.found.append(field)

    def seen(self) -> set[tuple[str | None, str | None]]:
        return {(f["name"], f["value"]) for f in self.found if f.get("type") != "hidden"}

    def carried(self) -> set[tuple[str | None, str | None]]:
        return {(f["name"], f["value"]) for f in self.found if f.get("type") == "hidden"}

    def named(self, name: str) -> dict[str, str | None]:
        return next(f for f in self.found if f["name"] == name and f.get("type") != "hidden")


@pytest.mark.parametrize("name", ["from", "to"])
def test_a_date_that_cannot_be_read_comes_back_in_its_field(client: FlaskClient, name: str) -> None:
    response = client.get(f"/?q=bão&province=Hưng Yên&{name}=hôm nào&sort=newest&size=20")
    assert response.status_code == 400
    outline, fields = Outline(response.text), Fields(response.text)
    assert {("q", "bão"), ("province", "Hưng Yên"), (name, "hôm nào")} <= fields.seen()
    assert 'value="newest" selected' in response.text and 'value="20" selected' in response.text
    assert fields.carried() == set(), "one form has each once"
    field = fields.named(name)
    assert field["aria-invalid"] == "true"
    assert set((field["aria-describedby"] or "").split()) <= set(outline.ids)
    assert f"#{name}" in outline.links
    assert outline.text.count("Không đọc được ngày “hôm nào”") == 2, "above, and at the field"
    assert "Kết quả dưới đây chưa lọc theo ngày này." in outline.text
    kept = client.get("/?q=bão&province=Hưng Yên&sort=newest&size=20").text
    assert outline.text.count("báo cáo cho “bão”") == Outline(kept).text.count("báo cáo cho “bão”")
    assert response.text.count('class="hit"') == kept.count('class="hit"') > 0, "without the date"


def test_the_date_that_can_be_read_holds_beside_one_that_cannot(client: FlaskClient) -> None:
    text = client.get("/?q=hội nghị&from=2024&to=hôm nào").text
    assert "lọc theo Thời gian: từ 1/1/2024</h1>" in text
    assert 'value="hôm nào"' in text and 'value="1/1/2024"' in text


@pytest.mark.parametrize("text", ["a" * 501, "ở " * 128 + "số"])
def test_a_query_too_long_comes_back_in_its_field(client: FlaskClient, text: str) -> None:
    response = client.get(f"/?q={text}&province=Hưng Yên")
    assert response.status_code == 400
    fields = Fields(response.text)
    assert {("q", text), ("province", "Hưng Yên")} <= fields.seen()
    assert fields.named("q")["aria-invalid"] == "true"
    assert fields.named("q")["form"] == "filter" and ("q", text) not in fields.carried()


def test_all_may_be_wrong_at_once(client: FlaskClient) -> None:
    text = client.get("/?from=hôm nào&to=ngày nào&q=" + "a" * 501).text
    assert all(f'id="{name}-wrong"' in text for name in ("q", "from", "to"))


def test_the_form_of_a_mistake_counts_for_the_words(client: FlaskClient) -> None:
    right, wrong = (client.get(f"/?q=bão số 3{dates}").text for dates in ("", "&from=x"))
    fields = [
        re.sub('href="[^"]*"', "", text[text.index("<fieldset") : text.index('class="dates"')])
        for text in (right, wrong)
    ]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("address", ["/reports/none.txt", "/nowhere"])
def test_an_error_page_keeps_what_was_typed(client: FlaskClient, address: str) -> None:
    fields = Fields(client.get(f"{address}?q=bão&province=Hưng Yên&to=2023").text)
    assert ("q", "bão") in fields.seen()
    assert {("province", "Hưng Yên"), ("to", "31/12/2023")} <= fields.carried()


@pytest.mark.parametrize("wrong", ["from=hi", "page=x", "colour=red", "q=" + "a" * 501])
def test_nothing_in_an_address_hides_a_report(client: FlaskClient, wrong: str) -> None:
    address = f"/reports/hung-yen/giao-ban-huyen-thi-thanh-uy.txt?{wrong}"
    assert "Thông tin rút ra" in page(client, address).text


def test_a_search_from_a_report_keeps_the_conditions(client: FlaskClient) -> None:
    link = next(
        href
        for href in page(
            client, "/?q=giao ban&province=Hưng Yên&from=2019&sort=newest&size=20"
        ).links
        if href.startswith("/reports/")
    )
    search_form, _, _ = client.get(link).text.partition("</form>")
    assert Fields(search_form).carried() == {
        ("province", "Hưng Yên"), ("from", "1/1/2019"), ("sort", "newest"), ("size", "20"),
    }  # fmt: skip


def test_the_end_of_time_stays_in_the_address(client: FlaskClient) -> None:
    for name, typed in (("from", "0001"), ("to", "9999")):
        outline = page(client, f"/?{name}={typed}")
        following = next(href for href in outline.links if "page=2" in href)
        assert f"{name}=" in following
        assert client.get(following).status_code == 200


def test_the_size_asked_for_is_offered(client: FlaskClient) -> None:
    text = client.get("/?q=giao ban&size=30").text
    assert '<option value="30" selected>30</option>' in text
    assert [size for size in ("20", "30", "50") if f'<option value="{size}"' not in text] == []


def test_what_is_chosen_is_in_sight(write: Write, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": str(year), "date": f"{year}-03-01", "text": "Hội nghị bàn việc."})
        for year in range(1990, 2020)
    ]
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.jsonl", "\n".join(lines))], engine)
    text = create_app(engine).test_client().get("/?year=1996").text
    years = text[text.index("<legend>Thời gian") : text.index("Xem thêm (23)")]
    assert re.findall(r'name="year" value="(\d+)"', years) == [
        "2019", "2018", "2017", "2016", "2015", "2014", "1996",
    ]  # fmt: skip
    assert Fields(text).seen() == {("year", "1996")}


ODD_IDS = [
    ".", "..", "./dot", "a/./b", "../up", "a/../b", "a/..", "/lead", "//dlead", "a//b", "trail/",
    "a\nb", "a\tb", "a b", "a?b#c", "%2e", "a%2fb", "\\a", "a\\..\\b", "/", "//", "bão.txt", "&=+",
    "\x00", "\u2028", " ",
]  # fmt: skip


@pytest.mark.slow
def test_every_report_can_be_opened(write: Write, tmp_path: Path) -> None:
    """Whatever its id: a browser folds the dots of an address before it asks."""
    lines = [json.dumps({"id": key, "text": f"Hội nghị số {n}."}) for n, key in enumerate(ODD_IDS)]
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.jsonl", "\n".join(lines))], engine)
    assert {origin.id for origin in engine.snapshot().sources()} == set(ODD_IDS)
    client = create_app(engine).test_client()
    for query in ("", "q=số&"):
        links = [h for h in page(client, f"/?{query}size=100").links if h.startswith("/reports")]
        opened = [page(client, urljoin("http://localhost/", link)).text for link in links]
        found = {n for text in opened for n in re.findall(r"Hội nghị số (\d+)", text)}
        assert found == {str(n) for n in range(len(ODD_IDS))}


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "from", "to", "sort", "page", "size", "year", "id", "x"]),
            st.text(max_size=40) | st.from_regex(r"[qQ]?[0-9./\- ]{1,30}", fullmatch=True),
        ),
        max_size=8,
    )
)
def test_any_address_can_be_read(pairs: list[tuple[str, str]]) -> None:
    """And what was understood of it is understood of the address that is written of it."""
    asked = read_address(MultiDict(pairs))
    again = read_address(MultiDict(parse_qsl(urlsplit(write_address(asked.query)).query)))
    assert (again.query, again.problems) == (asked.query, {})


@pytest.mark.parametrize(
    ("value", "precision", "written"),
    [
        ("2022-04-08", Precision.DAY, "8/4/2022"),
        ("2022-04", Precision.MONTH, "khoảng 4/2022"),
        ("2023-Q4", Precision.QUARTER, "quý IV/2023"),
        ("--04-08", Precision.DAY_WITHOUT_YEAR, "8/4, không rõ năm"),
    ],
)
def test_dates_as_people_write_them(value: str, precision: Precision, written: str) -> None:
    assert wording.dates.day(DateValue(value, Status.STATED, None, precision)) == written


def test_days_whose_year_is_not_known() -> None:
    open_year = Precision.DAY_WITHOUT_YEAR
    days = DateValue("--12-06", Status.STATED, None, open_year, until="--12-08")
    assert wording.dates.day(days) == "6–8/12, không rõ năm"


def test_plain_ids_keep_their_plain_addresses() -> None:
    assert report_address("cao-bang/x.txt") == "/reports/cao-bang/x.txt"
    assert report_address("a/../b", Query("bão")) == "/reports?id=a%2F..%2Fb&q=b%C3%A3o"


def test_the_api_answers_as_the_command_line(client: FlaskClient, samples: Engine) -> None:
    response = client.get("/api/search?q=giải ngân&province=Hưng Yên&size=2&page=2")
    query = Query("giải ngân", {"province": ("Hưng Yên",)}, size=2, page=2)
    same = answer_record(answer(query, Searcher(samples.snapshot())))
    assert response.get_json() == json.loads(encode(same))
    assert "giải" in response.text, "Vietnamese is not escaped"
    assert client.get("/api/nowhere").get_json()["error"] == "Không tìm thấy trang"


def test_similar_reports_in_the_api(client: FlaskClient, samples: Engine) -> None:
    report_id = "thai-binh/hop-khan-ung-pho-bao-so-3.txt"
    record = client.get(f"/api/reports/{report_id}/similar?size=3").get_json()
    same = similar_record(
        report_id, more_like_this(report_id, Searcher(samples.snapshot()), 3), report_address
    )
    assert record == json.loads(encode(same)) and len(record["similar"]) == 3
    assert [client.get(hit["url"]).status_code for hit in record["similar"]] == [200] * 3


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("/api/reports/none.txt/similar", 404, "Địa chỉ này không có báo cáo"),
        ("/api/reports/similar", 404, "Địa chỉ này không có báo cáo"),
        ("/api/reports/a/similar?q=bão", 400, "tham số lạ: “q”"),
        ("/api/reports/a/similar?id=b", 400, "tham số lạ: “id”"),
        ("/api/reports/a/similar?size=0", 400, "“0” không phải là số hợp lệ"),
    ],
)
def test_wrong_questions_for_similar_reports(
    client: FlaskClient, address: str, code: int, said: str
) -> None:
    response = client.get(address)
    assert response.status_code == code
    assert said in response.get_json()["message"]


@pytest.mark.slow
def test_similar_reports_of_any_id(write: Write, tmp_path: Path) -> None:
    """By the address that carries its id, in a path or beside it."""
    ids = [*ODD_IDS, "similar", "a/similar", "họp báo/số 1.txt"]
    lines = [
        json.dumps({"id": key, "text": f"Hội nghị thứ {number} bàn giải ngân vốn."})
        for number, key in enumerate(ids)
    ]
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.jsonl", "\n".join(lines))], engine)
    client = create_app(engine).test_client()
    for key in ids:
        path, _, rest = report_address(key).partition("?")
        record = client.get(urljoin("http://localhost/", f"/api{path}/similar?{rest}")).get_json()
        assert record["id"] == key and len(record["similar"]) == 10
        assert key not in [hit["id"] for hit in record["similar"]]
        links = [h for h in page(client, report_address(key)).links if h.startswith("/reports")]
        assert len(links) == 5 and report_address(key) not in links
        assert all(client.get(link).status_code == 200 for link in links)


def test_a_report_leads_to_similar_ones(client: FlaskClient) -> None:
    """And they lead back to the same results."""
    found = page(client, "/reports/thai-binh/hop-khan-ung-pho-bao-so-3.txt?q=b%C3%A3o")
    links = [h for h in found.links if h.startswith("/reports/") and "#" not in h]
    assert len(links) == 5 and all(href.endswith("?q=b%C3%A3o") for href in links)


def test_a_report_like_no_other_says_nothing_of_it(write: Write, tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.txt", "Hội nghị bàn việc.")], engine)
    assert "tương tự" not in create_app(engine).test_client().get("/reports/a.txt").text


def test_the_order_of_no_words_does_not_stick(client: FlaskClient) -> None:
    text = " ".join(client.get("/?sort=newest").text.split())
    assert '<option value="" selected>Họp mới nhất</option>' in text
    assert "Liên quan nhất" not in text
    text = " ".join(client.get("/?q=bão").text.split())
    assert '<option value="" selected>Liên quan nhất</option>' in text


def test_the_way_back_keeps_everything(client: FlaskClient) -> None:
    address = "/?q=giải+ngân&province=H%C6%B0ng+Y%C3%AAn&sort=newest&size=20"
    hit = next(h for h in page(client, address).links if h.startswith("/reports/"))
    assert address.replace("giải+ngân", "gi%E1%BA%A3i+ng%C3%A2n") in page(client, hit).links


def test_a_title_that_the_source_gives_is_found_and_marked(write: Write, tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    record = {"id": "1", "title": "Đại hội thể thao toàn quốc", "text": "Nhiều môn thi đấu."}
    build([write("a.jsonl", json.dumps(record))], engine)
    text = create_app(engine).test_client().get("/?q=thể thao").text
    assert "Đại hội <mark>thể thao</mark> toàn quốc" in text


def test_what_a_meeting_was_for_stands_below_the_title(write: Write, tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    text = "Sáng 5/7/2023, Huyện ủy họp để bàn <việc> giữ rừng. Ông Lê Văn Cẩn chủ trì."
    build([write("a.txt", text)], engine)
    client = create_app(engine).test_client()
    said = "bàn &lt;việc&gt; giữ rừng"
    assert f'<p class="purpose">Để {said}</p>' in client.get("/?q=giữ rừng").text
    shown = client.get("/reports/a.txt").text
    assert f"<td>để {said}" in shown and "Nội dung họp" in shown
    [hit] = client.get("/api/search?q=giữ rừng").get_json()["hits"]
    assert hit["facets"]["purpose"] == ["để bàn <việc> giữ rừng"]
    [kept] = client.get("/results.json?q=giữ rừng").get_json()["reports"]
    assert kept["facets"]["purpose"] == ["để bàn <việc> giữ rừng"]


def test_a_title_that_we_made_is_not_the_text(client: FlaskClient) -> None:
    text = page(client, '/?q="Hội nghị Ban Chấp hành Nghệ An"').text
    assert "Không tìm thấy báo cáo nào" in text


def test_marks_and_links(client: FlaskClient) -> None:
    text = client.get("/?q=bao so 3").text
    assert "<mark>bão số 3</mark>" in text
    link = next(href for href in Outline(text).links if href.startswith("/reports/"))
    assert '<mark id="m1">' in client.get(link).text
    anchor = next(href for href in Outline(text).links if "#p" in href).split("#")[1]
    assert anchor in Outline(client.get(link).text).ids


@pytest.mark.slow
def test_every_link_leads_somewhere(client: FlaskClient) -> None:
    outline = page(client, "/?q=giải ngân&province=Hưng Yên&province=Nghệ An&page=1&size=20")
    assert outline.links
    for link in outline.links:
        if link.startswith("/"):
            assert client.get(link, buffered=True).status_code == 200
        else:
            assert link[1:] in outline.ids


def test_all_state_is_in_the_address(client: FlaskClient) -> None:
    text = client.get("/?q=giải ngân&province=Hưng Yên&sort=newest&size=20&from=1/1/2020").text
    for carried in (
        'name="q" type="search" value="giải ngân"',
        'name="province" value="Hưng Yên" checked',
        '<option value="newest" selected>',
        '<option value="20" selected>',
        'name="from" value="1/1/2020"',
    ):
        assert carried in " ".join(text.split())


def test_an_offer_finds_what_it_says(client: FlaskClient) -> None:
    text = client.get("/?q=bão&province=Cao Bằng&from=2025").text
    offers = re.findall(r'<li><a href="([^"]+)">[^<]* \((\d+) báo cáo\)</a></li>', text)
    assert "Bỏ điều kiện “Thời gian: từ 1/1/2025” (" in text
    assert len(offers) >= 2
    for href, total in offers:
        record = client.get("/api/search" + href.replace("&amp;", "&")[1:]).get_json()
        assert record["total"] == int(total) > 0


def test_an_offer_to_drop_a_facet(client: FlaskClient) -> None:
    """Neither of the two alone is the reason that nothing is found."""
    text = client.get("/?q=bão&province=Cao Bằng&province=Atlantis&from=2025").text
    offers = re.findall(r'<li><a href="[^"]+">([^<]*) \(\d+ báo cáo\)</a></li>', text)
    assert "Bỏ mọi điều kiện ở mục Tỉnh" in offers
    assert len(offers) == len(set(offers))
    text = client.get("/?q=bão&province=Atlantis&province=Mu").text
    offers = re.findall(r'<li><a href="([^"]+)">[^<]* \(\d+ báo cáo\)</a></li>', text)
    assert offers == ["/?q=b%C3%A3o", "/?sort=newest"], (
        "the last facet is every condition: said once"
    )


HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}"


def test_nothing_from_outside_is_markup(write: Write, tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    record = {"id": HOSTILE, "title": HOSTILE, "text": f"Hội nghị {HOSTILE} bàn.\nQuang cảnh <b>.",
              "url": "javascript:alert(1)", "source": HOSTILE}  # fmt: skip
    build([write("a.jsonl", json.dumps(record))], engine)
    client = create_app(engine).test_client()
    for address in ("/", "/?q=alert", f"/?q={HOSTILE}", f"/?outlet={HOSTILE}", f"/?from={HOSTILE}"):
        text = re.sub(r"\?v=\w+", "", client.get(address).text)  # a version may have any digits
        assert "<script>" not in text and "<b>" not in text and "49" not in text
    link = next(h for h in Outline(client.get("/?q=alert").text).links if h.startswith("/reports/"))
    text = client.get(link).text
    assert "&lt;script&gt;" in text and "<script>" not in text and 'href="javascript' not in text


@pytest.mark.parametrize("address", ["/", "/?from=x", "/nowhere", "/api/search?q=a", "/healthz",
                                     "/static/style.css"])  # fmt: skip
def test_every_answer_is_guarded(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_only_reading(client: FlaskClient) -> None:
    refused = client.post("/")
    assert refused.status_code == 405 and "GET" in refused.headers["Allow"]
    assert "chỉ để đọc" in refused.text
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "g-000001\n"


def test_every_error_is_in_vietnamese(client: FlaskClient) -> None:
    refused = client.get("/static/style.css", headers={"Range": "bytes=99999999-"})
    assert refused.status_code == 416 and refused.headers["Content-Range"].startswith("bytes */")
    assert "Không có phần được hỏi" in refused.text and "Range Not" not in refused.text
    assert "Không hiểu yêu cầu" not in client.post("/").text
    assert client.post("/api/search").get_json()["error"] == "Trang này chỉ để đọc"


def test_without_an_index_the_page_says_so_until_there_is_one(write: Write, tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "index"))
    client = create_app(engine).test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert "Chưa có dữ liệu để tìm" in page(client, "/", 503).text
    assert "python -m indexer index" in client.get("/api/search").get_json()["message"]
    build([write("a.txt", "Hội nghị bàn việc.")], engine)
    assert "1 báo cáo" in page(client, "/").text
    for path in (tmp_path / "index").glob("*/MANIFEST.json"):
        make_stale(path)
    again = create_app(open_engine(str(tmp_path / "index"))).test_client()
    assert "Chỉ mục cần được lập lại" in page(again, "/", 503).text
    for path in (tmp_path / "index").glob("*/MANIFEST.json"):
        path.write_text("{")
    assert "Chỉ mục bị hỏng" in page(again, "/", 503).text


def test_an_index_damaged_while_it_answers(samples_url: str, tmp_path: Path) -> None:
    shutil.copytree(samples_url.removeprefix("whoosh:"), tmp_path / "index")
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    assert client.get("/reports/none").status_code == 404, "it is open"
    segment = next((tmp_path / "index").glob("*/*.seg"))
    with segment.open("r+b") as file:
        file.write(b"\xff" * segment.stat().st_size)
    assert "Chỉ mục bị hỏng" in page(client, "/?q=bão", 503).text
    report_id = "thai-binh/hop-khan-ung-pho-bao-so-3.txt"
    assert "Chỉ mục bị hỏng" in page(client, f"/reports/{report_id}", 503).text
    assert client.get("/api/search").status_code == 503
    assert client.get("/readyz").status_code == 503


def test_a_failure_of_ours_is_told_politely(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages.results.answer", lambda *_: 1 / 0)
    assert "Có lỗi trong chương trình" in page(client, "/?sort=newest", 500).text


def test_a_report_tells_what_it_knows_and_why(client: FlaskClient) -> None:
    text = " ".join(
        page(client, "/reports/nghe-an/hoi-nghi-dang-bo-tinh-giua-nam.txt").text.split()
    )
    assert "(tiêu đề tự tạo)" in text
    assert "Hội nghị Ban Chấp hành (suy ra)" in text
    assert "Ngày họp khoảng 7/2022 “2022-07”" in text
    assert "Dòng do máy thêm: date 2022-07" in text


@pytest.mark.slow
@pytest.mark.parametrize("facet", COUNTED_BY_NAME)
@pytest.mark.parametrize("value", ["x", "2024", "2024-xx", "-", "13/2024", "\u202e", "khong-ro"])
def test_any_value_can_be_asked_of_any_facet(client: FlaskClient, facet: str, value: str) -> None:
    asked = {facet: value}
    for path in ("/", "/api/search"):
        assert client.get(path, query_string=asked).status_code == 200


@pytest.mark.slow
def test_every_link_inside_a_report_leads_somewhere(client: FlaskClient) -> None:
    assert SAMPLE_REPORTS
    for path in SAMPLE_REPORTS:
        found = page(client, f"/reports/{path.relative_to(SAMPLES)}")
        inside = [link[1:] for link in found.links if link.startswith("#")]
        assert len(inside) > 5 and set(inside) <= {*found.ids}


def indexed(tmp_path: Path) -> Engine:
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "reports"], engine)
    return engine


REPORT = """Giao ban quý III của tỉnh

Sáng 5/10/2023, UBND tỉnh Hưng Yên tổ chức hội nghị giao ban.
Đồng chí Lê Văn Hòa, Chủ tịch UBND tỉnh chủ trì hội nghị.

Quang cảnh hội nghị

Quang cảnh hội nghị

Tính đến 30/9/2023, giải ngân vốn đầu tư công đạt 5.738,9% kế hoạch.
Tỷ lệ hộ nghèo của huyện Ân Thi còn 2,5%."""


def test_a_report_shows_its_flags_figures_and_the_words_for_each_value(
    write: Write, tmp_path: Path
) -> None:
    write("r.txt", REPORT)
    client = create_app(indexed(tmp_path)).test_client()
    text = " ".join(page(client, "/reports/r.txt").text.split())
    assert "Điều cần lưu ý Có chú thích ảnh được in hai lần" in text
    assert "Có số liệu khó có thể đúng; xem bảng số liệu." in text
    assert "5.738,9% (đáng ngờ)" in text and "Con số đáng ngờ khó có thể đúng" in text
    assert "tỷ lệ hộ nghèo 2,5%" in text
    assert "Lê Văn Hòa chủ trì; Chủ tịch UBND tỉnh “Lê Văn Hòa”" in text
    assert "huyện Ân Thi thuộc tỉnh Hưng Yên “huyện Ân Thi”" in text
    assert "Ngày họp 5/10/2023 sáng “5/10/2023”" in text
    assert "(suy trực tiếp) Tính từ những chữ có trong văn bản" in text
    links = page(client, "/reports/r.txt").links
    assert profile_address("person", "Lê Văn Hòa") in links
    for name, value in (("place", "huyện Ân Thi"), ("level", "tinh")):
        assert write_address(Query(filters={name: (value,)})) in links


def test_what_is_no_meeting_says_so(write: Write, tmp_path: Path) -> None:
    write("news.txt", "Giá xăng tăng từ chiều nay.\n\nNgười dân lo lắng về giá cả.")
    write("r.txt", REPORT)
    client = create_app(indexed(tmp_path)).test_client()
    assert "không nhận ra cuộc họp nào" in page(client, "/reports/news.txt").text
    assert "Có cuộc họp" in page(client, "/?sort=newest").text
    found = client.get("/api/search?is_meeting=co").json
    assert found and [hit["id"] for hit in found["hits"]] == ["r.txt"]


@pytest.mark.parametrize(
    ("period", "written"),
    [
        (None, ""),
        ("2023", "2023"),
        ("2023-Q3", "quý III/2023"),
        ("2023-08", "8/2023"),
        ("2023-09-30", "30/9/2023"),
        ("2024-01/2024-09", "1/2024 – 9/2024"),
        ("2016/2020", "2016 – 2020"),
    ],
)
def test_periods_as_people_write_them(period: str | None, written: str) -> None:
    assert wording.dates.period(period) == written


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("5738.9", "%", "5.738,9%"),
        ("-3.2", "%", "-3,2%"),
        ("12", "%/năm", "12%/năm"),
        ("6.28", "% GDP", "6,28% GDP"),
        ("1471", "tỷ đồng", "1.471 tỷ đồng"),
        ("0.5", "", "0,5"),
    ],
)
def test_figures_as_people_write_them(value: str, unit: str, written: str) -> None:
    assert wording.numbers.figure(FigureValue(value, Status.STATED, None, "", unit)) == written
