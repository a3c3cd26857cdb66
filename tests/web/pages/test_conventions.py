"""The conventions of a good page of results, point by point, as far as HTML shows them.

What only a browser shows is in tests/browser; what is read in words, in test_pages.py."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.dates import TYPED_FORMS
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from web.app import create_app

pytestmark = pytest.mark.slow


Write = Callable[[str, str], Path]
EVERYTHING = "/?sort=newest"
"""The list of all reports: "/" is the beginning."""


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def html(client: FlaskClient, address: str) -> str:
    """A page in one line."""
    return " ".join(unescape(client.get(address).text).split())


def fieldset(text: str, label: str) -> str:
    """One facet of a page."""
    return next(own for own in text.split("<fieldset")[1:] if f"<legend>{label}" in own)


def values(own: str) -> list[tuple[str, int]]:
    """The values of a facet and their counts as they are read aloud."""
    found = re.findall(
        r'<span class="value">(.*?)</span>.*?<span class="unseen">: ([\d.]+) báo cáo</span>', own
    )
    return [(label, int(count.replace(".", ""))) for label, count in found]


def test_one_form_with_a_label_and_all_state_in_the_address(client: FlaskClient) -> None:
    text = html(client, "/?q=bão&province=Thái Bình&sort=newest&size=20")
    assert text.count('role="search"') == 1
    assert '<label for="q">Từ cần tìm</label>' in text and '<html lang="vi">' in text
    assert len(re.findall(r'<(?:input id="q"|button)[^>]* form="filter"', text)) == 3
    search = text[text.index('id="filter"') : text.rindex("</form>")]
    assert 'name="province" value="Thái Bình" checked' in search
    assert '<select name="sort" form="filter"' in text
    elsewhere = html(client, "/topic?q=bão&province=Thái Bình&sort=newest")
    search = elsewhere[elsewhere.index('role="search"') : elsewhere.index("</form>")]
    for carried in ('name="province" value="Thái Bình"', 'name="sort" value="newest"'):
        assert carried in search


def test_a_browser_restores_no_choice(client: FlaskClient) -> None:
    """Firefox puts ticks back over a reload, unless their form says no: the address counts."""
    text = html(client, "/?q=bão")
    for tag, count in {"form": 3, "select": 2}.items():
        off = re.findall(f'<{tag}[^>]*autocomplete="off"', text)
        assert len(off) == text.count(f"<{tag}") == count


def test_the_tab_says_query_number_and_page(client: FlaskClient) -> None:
    assert "<title>hội nghị – 2" in html(client, "/?q=hội nghị")
    assert "báo cáo, trang 2 – Hội Nghị</title>" in html(client, "/?q=hội nghị&page=2")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/?q=xyz&province=Hưng Yên",
            "Không tìm thấy báo cáo nào cho “xyz”, lọc theo Tỉnh: Hưng Yên",
        ),
        ("/?q=bão số 3&province=Thái Bình", "Một báo cáo cho “bão số 3”, lọc theo Tỉnh: Thái"),
        (
            "/?province=Hưng Yên&province=Nghệ An&from=2023",
            "báo cáo, lọc theo Tỉnh: Hưng Yên hoặc Nghệ An; Thời gian: từ 1/1/2023",
        ),
    ],
)
def test_the_heading_names_what_holds(client: FlaskClient, address: str, said: str) -> None:
    text = html(client, address)
    assert text.count('role="status"') == 1
    summary = text[text.index('role="status"') : text.index("</h1>")]
    assert said in summary


@pytest.mark.slow
@pytest.mark.parametrize(
    "query", ["giai ngan", "UBND tỉnh", "lần thứ 7", "25/8/2023", "đất -bão", "bão OR lũ"]
)
def test_each_way_a_query_was_understood_can_be_switched_off(
    client: FlaskClient, query: str
) -> None:
    text = html(client, f"/?q={query}")
    notes = text[text.index('<div class="notes">') : text.index("</div>", text.index("notes"))]
    told = notes.split("<p>")[1:]
    assert told and all("<a href=" in line for line in told)
    (off, *_) = re.findall(r'<a href="([^"]+)"', told[0])
    again = html(client, off)
    assert told[0].split("<a")[0] not in again


def test_facets_stand_in_their_order(client: FlaskClient) -> None:
    legends = re.findall(r"<legend>([^<]+?)(?: <small>.*?)?</legend>", html(client, EVERYTHING))
    assert [legend.strip() for legend in legends] == [
        "Loại hội nghị", "Cơ quan", "Tỉnh", "Thời gian", "Cùng họp", "Người", "Hình thức",
        "Địa danh", "Nguồn tin", "Tác giả",
    ]  # fmt: skip


def test_chosen_values_first_then_by_count_and_time_in_its_order(client: FlaskClient) -> None:
    text = html(client, "/?province=Thái Bình&province=Cao Bằng")
    province = fieldset(text, "Tỉnh")
    assert "(2 đã chọn)" in province
    assert [label for label, _ in values(province)[:2]] == ["Cao Bằng", "Thái Bình"]
    rest = [count for label, count in values(province)[2:] if label != "Không rõ"]
    assert rest == sorted(rest, reverse=True) and len(rest) > 3, "others stay, with their counts"
    years = [label for label, _ in values(fieldset(text, "Thời gian")) if label.isdigit()]
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize("path", [EVERYTHING, "/?q=hội nghị&page=2"])
def test_more_values_stand_behind_a_link_that_says_how_many(client: FlaskClient, path: str) -> None:
    own = fieldset(html(client, path), "Loại hội nghị")
    shown = values(own)
    assert 6 <= len(shown) <= 8
    more = re.search(r'<a class="more" href="([^"#]+)#of-meeting_type">Xem thêm \((\d+)\)', own)
    assert more
    whole = html(client, more.group(1))
    listed = values(fieldset(whole, "Loại hội nghị"))
    assert listed[: len(shown)] == shown
    assert len(listed) == len(shown) + int(more.group(2))
    assert (
        whole.split("<main")[1].split("<aside")[0]
        == html(client, path).split("<main")[1].split("<aside")[0]
    ), "the results are the same"
    less = re.search(r'<a class="more" href="([^"#]+)#of-meeting_type">Thu gọn', whole)
    assert less
    again, first = (html(client, own).split("<header")[1] for own in (less.group(1), path))
    assert again == first, "but for how the address was typed"


def test_many_values_can_be_searched_by_the_rules_of_the_language(client: FlaskClient) -> None:
    text = html(client, EVERYTHING)
    assert 'name="find-person"' in fieldset(text, "Người")
    assert 'name="find-online"' not in text, "a box is for many values"
    found = html(client, "/?find-person=thinh&find-organiser=uy ban nhan dan&q=hội nghị")
    people = [label for label, _ in values(fieldset(found, "Người"))]
    assert people and all("Thịnh" in name for name in people)
    bodies = [label for label, _ in values(fieldset(found, "Cơ quan"))]
    assert bodies and all("UBND" in name for name in bodies)
    assert 'name="find-person" value="thinh"' in found
    none = html(client, "/?find-person=zzz&person=Đào Quang Thịnh")
    assert values(fieldset(none, "Người")) == [("Đào Quang Thịnh", 4)], "a chosen one stays"
    assert "Không có giá trị nào như vậy" in html(client, "/?find-person=zzz")


def test_unknown_is_a_value(client: FlaskClient) -> None:
    own = fieldset(html(client, f"{EVERYTHING}&more=province"), "Tỉnh")
    count = dict(values(own))["Không rõ"]
    assert f"{count} báo cáo, lọc theo Tỉnh: Không rõ" in html(client, "/?province=khong-ro")


def test_a_chip_drops_one_condition_and_goes_to_the_first_page(client: FlaskClient) -> None:
    text = html(client, "/?q=hội nghị&province=Hưng Yên&province=Nghệ An&page=2&sort=newest")
    chips = dict(re.findall(r'class="chip" href="([^"]+)">.*?Bỏ lọc: </span>(.*?)</a>', text))
    assert set(chips.values()) == {"Tỉnh: Hưng Yên", "Tỉnh: Nghệ An"}
    for href in chips:
        assert "sort=newest" in href and "page" not in href and href.count("province=") == 1
    assert re.search(r'class="chip all" href="/\?q=[^"]+&sort=newest">Xóa tất cả', text)


def test_bars_are_links_with_text_and_the_same_is_a_table(client: FlaskClient) -> None:
    text = html(client, "/?q=hội nghị&year=2024")
    figure = text[text.index("<figure") : text.index("</figure>")]
    bar = re.compile(r'<a href="([^"]+)" aria-label="(\d+/2024): (\d+) báo cáo"')
    bars = [found.groups() for li in figure.split("<li>") if (found := bar.search(li))]
    assert bars and all(f"month=2024-{int(label[:-5]):02}" in href for href, label, _ in bars)
    rows = re.findall(r'<th scope="row">(\d+/2024)</th><td>(?:<a [^>]*>)?(\d+|<span)', figure)
    assert len(rows) == 12
    assert {label: n for label, n in rows if n != "<span"} == {label: n for _, label, n in bars}
    whole = html(client, "/?q=hội nghị")
    assert re.search(r' aria-label="2024: \d+ báo cáo"', whole)


@pytest.mark.parametrize("typed", ["13/12/2023", *TYPED_FORMS])
def test_the_date_fields_take(client: FlaskClient, typed: str) -> None:
    answer = client.get("/", query_string={"from": typed, "to": typed})
    assert answer.status_code == 200
    assert "Bỏ lọc: </span>Thời gian: " in answer.text


def test_a_partly_known_date_matches_what_it_touches(write: Write, tmp_path: Path) -> None:
    record = {"id": "a", "date": "2023-12", "text": "Hội nghị bàn việc."}
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.jsonl", json.dumps(record))], engine)
    client = create_app(engine).test_client()
    for inside in ("from=31/12/2023", "to=1/12/2023", "from=2023&to=2023"):
        text = html(client, f"/?{inside}")
        assert "Một báo cáo" in text and "khoảng 12/2023" in text
    assert "Không tìm thấy" in html(client, "/?from=1/1/2024")


def test_without_words_the_newest_come_first(client: FlaskClient) -> None:
    assert "Liên quan nhất" not in html(client, EVERYTHING)
    options = re.findall(r'<option value="[^"]*"[^>]*>([^<]+)</option>', html(client, "/?q=bão"))
    assert options == [
        "Liên quan nhất",
        "Họp mới nhất",
        "Họp cũ nhất",
        "Mới đưa vào kho",
        "10",
        "20",
        "50",
    ]


def test_what_has_no_year_is_told_below_the_bars(client: FlaskClient) -> None:
    text = html(client, EVERYTHING)
    told = re.search(r'<a href="([^"]+)">(\d+) báo cáo không rõ năm</a>', text)
    assert told and f"{told.group(2)} báo cáo, lọc theo Năm: Không rõ" in html(
        client, told.group(1)
    )


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("dao quang thinh", "/people?name="),
        ("Hưng Yên", "/provinces?name="),
        ("UBND tỉnh", "/bodies?name="),
        ("thu ngan sach nha nuoc", "/indicators?name="),
    ],
)
def test_a_name_leads_to_its_page(client: FlaskClient, typed: str, page: str) -> None:
    text = html(client, f"/?q={typed}")
    led = re.search(r'Xem trang của <a href="([^"]+)">[^<]+</a> · (\d+) báo cáo', text)
    assert led and led.group(1).startswith(page)
    there = html(client, led.group(1))
    assert f"{led.group(2)} báo cáo" in there
    assert "Xem trang của" not in html(client, "/?q=giải ngân vốn")


def test_order_and_filters_are_one_form(client: FlaskClient) -> None:
    """Or the button of one would forget what was ticked in the other."""
    text = html(client, "/?q=bão&province=Thái Bình&sort=newest&size=20")
    assert text.count("<form") == 3, "what is looked for, what narrows it, and what is put aside"
    assert text.count('<select name="sort" form="filter" ') == 1
    form = text[text.index('id="filter"') : text.index("</form>", text.index('id="filter"'))]
    assert 'type="hidden"' not in form, "the box belongs to it, and the order has fields"
    empty = html(client, "/?q=xyzxyz&province=Thái Bình&sort=newest")
    form = empty[empty.index('id="filter"') :]
    assert 'type="hidden" name="sort" value="newest"' in form


def test_a_share_is_of_all_reports_of_the_same_time(write: Write, tmp_path: Path) -> None:
    """Whatever years the topic and the collection show one by one."""
    lines = [
        json.dumps({"id": f"{n}", "date": f"{year}-03-01", "text": f"Hội nghị bàn {what}."})
        for n, (year, what) in enumerate(
            [(1990, "bão"), (2001, "bão"), (2001, "lũ"), (2002, "bão"), (2020, "lũ"), (2024, "lũ")]
        )
    ]
    engine = open_engine(str(tmp_path / "index"))
    build([write("a.jsonl", "\n".join(lines))], engine)
    text = html(create_app(engine).test_client(), "/topic?q=bão")
    shares = text[text.index("Tỷ trọng trong") :]
    rows = re.findall(
        r'<th scope="row">([^<]+)</th><td><a [^>]+>(\d+)</a></td><td>(\d+)</td><td>([\d,]+%)',
        shares,
    )
    assert rows == [
        ("2002", "1", "1", "100,0%"),
        ("2001", "1", "2", "50,0%"),
        ("Trước 1991", "1", "1", "100,0%"),
    ], "the newest first"


def test_the_answer_of_nothing_is_no_other_answer(client: FlaskClient) -> None:
    text = html(client, "/?q=xyzxyz&province=Hưng Yên")
    assert text.index("Không tìm thấy") < text.index("Bạn có thể thử")
    assert 'class="hit"' not in text


REPORT = "/reports/hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"


def test_a_report_has_its_head_neighbours_citation_and_text(client: FlaskClient) -> None:
    text = html(client, f"{REPORT}?q=giải ngân")
    head = text[text.index("<h1") : text.index("<article")]
    for fact in ("Hội nghị Ban Chấp hành", "Hưng Yên", "12/4/2023", "Báo Hưng Yên"):
        assert fact in head
    marks = re.findall(r'<mark id="(m\d+)">', text)
    assert marks == [f"m{number}" for number in range(1, len(marks) + 1)]
    assert f"{len(marks)} chỗ có từ cần tìm" in text and '<a href="#m1">1</a>' in text
    cited = re.search(r'id="citation"[^>]*>(.*?)</p>', text)
    assert cited and all(
        part in cited.group(1)
        for part in (
            "“Tạo chuyển biến",
            "Minh Hà, Thu Trang",
            "Báo Hưng Yên",
            "12/4/2023",
            f"http://localhost{REPORT}",
        )
    )
    assert 'rel="noreferrer">Đọc ở nguồn</a>' in text


def test_meetings_before_and_after_of_the_same_body(write: Write, tmp_path: Path) -> None:
    for number, day in enumerate(["5/3/2024", "7/3/2024", "9/3/2024"]):
        write(f"{number}.txt", f"Ngày {day}, Ban Thường vụ Tỉnh ủy Hưng Yên họp bàn về đất đai.")
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "reports"], engine)
    client = create_app(engine).test_client()
    text = html(client, "/reports/1.txt")
    nav = text[text.index('class="neighbours"') : text.index("</nav>", text.index("neighbours"))]
    assert re.search(r'Cuộc họp trước \([^()]* · 5/3/2024\):</span> <a href="/reports/0.txt">', nav)
    assert re.search(r'Cuộc họp sau \([^()]* · 9/3/2024\):</span> <a href="/reports/2.txt">', nav)
    (body,) = re.findall(r'<a href="(/bodies[^"]+)">Mọi cuộc họp của cơ quan này', nav)
    assert "3 báo cáo" in html(client, body)
    assert "Cuộc họp trước" not in html(client, "/reports/0.txt")


def test_a_report_in_parts_is_its_text(client: FlaskClient) -> None:
    """Each line of the text stands in a passage as it was printed, in the order of the text; a
    caption that is printed twice stands there once."""
    text = html(client, REPORT)
    passages = [text[text.index("<h1") : text.index("</h1>")].partition(">")[2]]
    article = text[text.index("<article") : text.index("</article>")]
    passages += re.findall(r'<p id="p\d+"[^>]*>(.*?)</p>', article)
    shown = [re.sub(r'<span class="kind">.*?</span>|<[^>]+>', "", own).strip() for own in passages]
    plain = client.get(REPORT.replace("/reports/", "/texts/")).text
    lines = [" ".join(line.split()) for line in plain.splitlines() if line]
    assert sorted(shown) == sorted(dict.fromkeys(lines)) and len(lines) == len(shown) + 2
    kept = [line for line in dict.fromkeys(lines) if line in shown[1:]]
    assert kept == shown[1:]
