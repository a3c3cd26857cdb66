"""The page of an indicator: each point and row leads to the words that state it; the list."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from indexer.build.run import build
from search.answers import Query
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.explore.figures import figures
from search.facets.registry import COUNTED_BY_NAME
from search.index.entry import index_entry
from search.report import FigureKind, FigureScope
from search.searcher import Searcher
from tests.search.explore.test_figures import REVENUE, many, said
from tests.web.pages.outline import Outline
from tests.web.pages.test_pages import page
from tests.web.pages.told_numbers import found_by, linked_numbers
from web import wording
from web.address import asked_indicator, indicator, read
from web.app import create_app
from web.pages.figure_choices import choice_groups
from web.pages.figure_table import figure_table

pytestmark = pytest.mark.slow


Write = Callable[[str, str], Path]

MEETING = "UBND tỉnh {} tổ chức hội nghị tổng kết"
REPORTS = {
    "2021.txt": f"""Hội nghị tổng kết năm 2021

Sáng 10/1/2022, {MEETING.format("Hưng Yên")}.

Năm 2021, thu ngân sách nhà nước đạt 18.000 tỷ đồng. \
Mục tiêu năm 2022, thu ngân sách nhà nước đạt 19.500 tỷ đồng.""",
    "2022.txt": f"""Hội nghị <b>tổng kết</b> & "bàn"

Sáng 12/1/2023, {MEETING.format("Hưng Yên")} <script>alert(1)</script>.

<i>Vượt khó</i>, năm 2022 thu ngân sách nhà nước đạt 21.500 tỷ đồng; \
mục tiêu năm 2023, thu ngân sách nhà nước đạt 23.000 tỷ đồng. \
Thu ngân sách nhà nước đạt 5.738,9% dự toán.

Tỷ lệ hộ nghèo còn 2,5%. Nợ xấu là 5%.""",
    "nghe-an.txt": f"""Sáng 15/1/2023, {MEETING.format("Nghệ An")}.

Năm 2022, thu ngân sách nhà nước đạt 20.000 tỷ đồng; thu ngân sách nhà nước tăng 7%.""",
}
HERE = indicator(REVENUE)
HUNG_YEN = f"{HERE}&{urlencode({'province': 'Hưng Yên'})}"


@pytest.fixture
def engine(write: Write, tmp_path: Path) -> Engine:
    for name, text in REPORTS.items():
        write(name, text)
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "reports"], engine)
    return engine


@pytest.fixture
def client(engine: Engine) -> FlaskClient:
    return create_app(engine).test_client()


class Drawing(HTMLParser):
    """The points of the charts of a page as (address, name, shapes), its lines by class."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.points: list[tuple[str, str, list[str]]] = []
        self.lines: dict[str, list[str]] = {}
        self._in_chart = self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "svg":
            self._in_chart = found.get("role") == "group"
        elif not self._in_chart:
            return
        elif tag == "a":
            self.points.append((found["href"], "", []))
        elif tag == "polyline":
            self.lines.setdefault(found["class"], []).append(found["points"])
        elif tag in ("circle", "path") and found["class"] != "reach":
            self.points[-1][2].append(found["class"].removeprefix("dot "))
        self._in_title = tag == "title"

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        self._in_chart = self._in_chart and tag != "svg"

    def handle_data(self, data: str) -> None:
        if self._in_chart and self._in_title:
            href, name, shapes = self.points[-1]
            self.points[-1] = (href, name + data, shapes)


def drawing(client: FlaskClient, address: str) -> Drawing:
    response = client.get(address)
    assert response.status_code == 200
    Outline(response.text)
    return Drawing(response.text)


def rows(client: FlaskClient, address: str) -> list[str]:
    """The rows of the table, each of two lines, as they stand in the page."""
    found = r'<tr>\s*<td class="when".*?</tr>\s*<tr class="words">.*?</tr>'
    return re.findall(found, client.get(address).text, re.DOTALL)


def words(markup: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", "", markup)).split())


def passage(client: FlaskClient, address: str) -> str:
    """What stands in the element of a report that an address leads to."""
    path, _, place = address.partition("#")
    found = re.search(rf'<(p|h1) id="{place}"[^>]*>(.*?)</\1>', client.get(path).text, re.DOTALL)
    assert found, address
    return words(found[2])


def test_every_row_leads_to_the_passage_that_holds_its_figure(client: FlaskClient) -> None:
    shown = rows(client, HERE)
    assert len(shown) == 7
    for row in shown:
        [marked] = re.findall("<mark>(.*?)</mark>", row)
        [href] = re.findall('<a href="(.*?)">', row)
        assert marked in passage(client, href)
        sentence = re.search('class="said" colspan="4">(.*?)<small>', row, re.DOTALL)
        assert sentence and words(sentence[1]) in passage(client, href)


def test_every_point_leads_to_the_passage_that_holds_its_figure(client: FlaskClient) -> None:
    found = drawing(client, HUNG_YEN)
    assert len(found.points) == 4
    for href, name, _ in found.points:
        figure = name.split(": ")[1].split(" (")[0]
        assert figure in passage(client, href), name


def test_points_are_named_and_shaped_by_what_they_are(client: FlaskClient) -> None:
    found = drawing(client, HUNG_YEN)
    title = 'Hội nghị <b>tổng kết</b> & "bàn"'
    assert [(name, shapes) for _, name, shapes in found.points] == [
        ("2021: 18.000 tỷ đồng (kết quả), Hưng Yên – Hội nghị tổng kết năm 2021", ["result"]),
        ("2022: 19.500 tỷ đồng (mục tiêu), Hưng Yên – Hội nghị tổng kết năm 2021", ["target"]),
        (f"2022: 21.500 tỷ đồng (kết quả), Hưng Yên – {title}", ["result"]),
        (f"2023: 23.000 tỷ đồng (mục tiêu), Hưng Yên – {title}", ["target"]),
    ]
    assert {kind: len(lines) for kind, lines in found.lines.items()} == {
        "line-result": 1,
        "line-target": 1,
    }
    text = client.get(HUNG_YEN).text
    legend = words(re.findall(r'<ul class="legend".*?</ul>', text, re.DOTALL)[0])
    assert legend == "kết quả mục tiêu"


def test_the_legend_calls_shares_of_a_plan_what_the_table_calls_them(
    write: Write, tmp_path: Path
) -> None:
    for year, share in ((2021, 91), (2022, 93), (2023, 96)):
        write(
            f"{year}.txt",
            f"""Sáng 10/1/{year + 1}, {MEETING.format("Hưng Yên")}.

Năm {year}, giải ngân đạt {share}% kế hoạch.

Năm {year}, giải ngân đạt {share} tỷ đồng.""",
        )
    engine = open_engine(str(tmp_path / "plan"))
    build([tmp_path / "reports"], engine)
    text = create_app(engine).test_client().get(indicator("giải ngân")).text
    legends = [words(one) for one in re.findall(r'<ul class="legend".*?</ul>', text, re.DOTALL)]
    titles = [words(one) for one in re.findall(r'<h3 id="chart.*?</h3>', text, re.DOTALL)]
    assert dict(zip(titles, legends, strict=True)) == {
        "Giá trị, theo năm (tỷ đồng)": "kết quả",
        "So với kế hoạch, theo năm (%)": "so với kế hoạch",
    }


def test_without_a_province_points_are_not_joined_and_provinces_are_offered(
    client: FlaskClient,
) -> None:
    found = drawing(client, HERE)
    assert len(found.points) == 5 and found.lines == {}
    shown = page(client, HERE)
    offered = [link for link in shown.links if link.startswith(HERE + "&province=")]
    assert [dict(parse_qsl(urlsplit(link).query))["province"] for link in offered] == [
        "Hưng Yên",
        "Nghệ An",
    ]
    text = " ".join(shown.text.split())
    assert "Hưng Yên 2: 2 báo cáo Nghệ An 1: 1 báo cáo" in text
    for link, reports in zip(offered, (2, 1), strict=True):
        assert f"trong {reports} báo cáo" in " ".join(page(client, link).text.split())


def test_the_counts_of_the_page_are_those_of_its_table(client: FlaskClient) -> None:
    text = " ".join(page(client, HERE).text.split())
    assert "7 số liệu trong 3 báo cáo" in text
    assert "Dòng 1 đến 7 trong 7" in text
    only = re.search(r"Chỉ có trong bảng: (.*?)\.", text)
    assert only and sum(map(int, re.findall(r"\d+", only[1]))) == 7 - 5
    assert "theo năm (tỷ đồng) 2 tỉnh, các điểm không được nối" in text


def test_the_latest_periods_stand_above_and_the_untold_below(client: FlaskClient) -> None:
    periods = [words(row.split("</td>")[0]) for row in rows(client, HERE)]
    assert periods[0] == "2023" and periods == sorted(periods, key=order, reverse=True)


def order(period: str) -> str:
    return "" if period == "không rõ" else period


def test_what_cannot_be_true_says_so(client: FlaskClient) -> None:
    [row] = [row for row in rows(client, HERE) if "<b>5.738,9%</b>" in row]
    assert "đáng ngờ" in words(row)
    assert "Con số đáng ngờ khó có thể đúng" in client.get(HERE).text
    assert all("đáng ngờ" not in words(other) for other in rows(client, HERE) if other != row)


def test_a_suspicious_point_is_crossed_and_does_not_stretch_the_axis(
    client: FlaskClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_plan = [
        *many("98", "101", unit="%", kind=FigureKind.PLAN_SHARE),
        said("5738.9", "%", "2023", FigureKind.PLAN_SHARE, is_suspicious=True),
    ]
    found = figures(REVENUE, Query(), Searcher(engine.snapshot()))
    monkeypatch.setattr(
        "web.pages.indicators.figures", lambda *_: replace(found, stated=tuple(of_plan))
    )
    drawn = drawing(client, HERE)
    assert [shapes for _, _, shapes in drawn.points] == [
        ["result"],
        ["result"],
        ["result", "cross"],
    ]
    text = client.get(HERE).text
    assert "5.738,9% (so với kế hoạch, đáng ngờ)" in text
    ticks = re.findall(r'<text class="up"[^>]*>(.*?)</text>', text)
    assert len(ticks) > 2 and max(float(t.replace(".", "").replace(",", ".")) for t in ticks) < 110
    [line] = drawn.lines["line-result"]
    assert len(line.split()) == 2
    assert "đáng ngờ: không được nối" in words(text)


def open_live(client: FlaskClient):  # type: ignore[no-untyped-def]
    return client.application.extensions["engine"].snapshot()


def test_filters_hold_and_can_be_taken_off(client: FlaskClient) -> None:
    address = f"{HERE}&q=tổng+kết&province=Hưng+Yên&year=2023&from=2023"
    shown = page(client, address)
    text = " ".join(shown.text.split())
    assert "trong 1 báo cáo" in text
    for chip in ("Từ cần tìm: tổng kết", "Tỉnh: Hưng Yên", "Năm: 2023", "Thời gian: từ 1/1/2023"):
        assert f"Bỏ lọc: {chip}" in text
    left = [read_parameters(link) for link in shown.links if link.startswith(HERE + "&")]
    whole = {"name": REVENUE, "q": "tổng kết", "province": "Hưng Yên", "year": "2023"}
    whole["from"] = "1/1/2023"
    for name in ("q", "province", "year", "from"):
        assert {n: v for n, v in whole.items() if n != name} in left
    assert HERE in shown.links, "all at once"
    listed = next(link for link in shown.links if link.startswith("/?") and "indicator=" in link)
    assert "Một báo cáo cho “tổng kết”" in page(client, listed).text


def read_parameters(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def test_nothing_left_by_the_filters_is_said(client: FlaskClient) -> None:
    text = page(client, f"{HERE}&province=Hà+Giang").text
    assert wording.indicators.NO_FIGURES_HERE in text and "Bỏ lọc: Tỉnh: Hà Giang" in text


@pytest.mark.parametrize(
    "name",
    ["không có", "<script>alert(1)</script>", '"><b>', "a" * 5000, "%", "khong-ro", "'"],
)
def test_an_unknown_indicator_is_not_found_and_the_list_is_the_way_back(
    client: FlaskClient, name: str
) -> None:
    shown = client.get("/indicators", query_string={"name": name})
    assert shown.status_code == 404
    assert "<script>" not in shown.text and '"><b>' not in shown.text
    assert HERE in Outline(shown.text).links
    assert "Không báo cáo nào có số liệu của chỉ tiêu" in shown.text


def test_no_markup_comes_from_a_text(client: FlaskClient) -> None:
    text = client.get(HERE).text
    assert "&lt;i&gt;Vượt khó&lt;/i&gt;" in text and "<i>" not in text
    assert "<b>tổng" not in text and "&lt;b&gt;tổng kết&lt;/b&gt; &amp; &#34;bàn&#34;" in text


@pytest.mark.parametrize("query", ["from=hôm+nào", "page=0", "sort=colour"])
def test_what_cannot_be_read_is_said(client: FlaskClient, query: str) -> None:
    for address in ("/indicators?", HERE + "&"):
        assert "Không hiểu yêu cầu" in page(client, address + query, 400).text
    assert client.get(f"{HERE}&q={'a' * 501}").status_code == 400
    assert client.get(f"{HERE}&utm_source=mail").status_code == 200


@pytest.mark.parametrize("path", ["/indicators?", HERE + "&"])
def test_how_results_are_listed_is_not_carried_along(client: FlaskClient, path: str) -> None:
    shown = client.get(f"{path}q=hội+nghị&sort=newest&size=20&find-person=an").text
    assert "q=h%E1%BB%99i" in shown
    main = shown[shown.index("<main") :]
    carried = [*re.findall(r'href="(/indicators[^"]+)"', main), *re.findall("<input[^>]+>", main)]
    assert carried and not re.findall("sort|size|find-person", "".join(carried))


def test_an_indicator_that_is_filtered_by_is_a_condition_of_the_list(client: FlaskClient) -> None:
    """One report of three states both."""
    asked = urlencode({"indicator": "nợ xấu"})
    shown = client.get(f"/indicators?{asked}").text
    [listed] = [own for own in linked_numbers(shown) if "thu+ng" in own.href]
    both = client.get(listed.href).text
    assert listed.said == 1 == found_by(both)
    for own in linked_numbers(both):
        assert found_by(client.get(own.href).text) == own.said
    assert wording.indicators.REPORTS_OF_INDICATOR not in both, "no address asks for both"


def test_a_place_that_is_chosen_keeps_no_choice_of_figures(client: FlaskClient) -> None:
    shown = client.get(f"{HERE}&kind=target").text
    places = [own for own in linked_numbers(shown) if "province=" in own.href]
    assert len(places) == 2
    for place in places:
        assert found_by(client.get(place.href).text) == place.said


def test_the_list_counts_the_reports_of_each(client: FlaskClient) -> None:
    shown = page(client, "/indicators")
    text = " ".join(shown.text.split())
    assert "3 chỉ tiêu có số liệu trong báo cáo" in text
    assert (
        "Ngân sách và nợ công Thu ngân sách nhà nước 3: 3 báo cáo "
        "Giá cả, tiền tệ, tín dụng Nợ xấu 1: 1 báo cáo "
        "Nông thôn mới và giảm nghèo Tỷ lệ hộ nghèo 1: 1 báo cáo"
    ) in text
    listed = [link for link in shown.links if link.startswith("/indicators?name=")]
    assert listed[0] == HERE and len(listed) == 3
    for link in listed:
        assert client.get(link).status_code == 200
    narrowed = page(client, "/indicators?province=Nghệ+An")
    assert "1 chỉ tiêu" in narrowed.text and "Bỏ lọc: Tỉnh: Nghệ An" in narrowed.text
    assert f"{HERE}&province=Ngh%E1%BB%87+An" in narrowed.links
    assert (
        wording.indicators.NO_INDICATORS_HERE in page(client, "/indicators?province=Hà+Giang").text
    )


def test_a_list_that_is_cut_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.indicators.MOST_LISTED", 1)
    shown = page(client, "/indicators")
    assert "Đây là 1 chỉ tiêu được nêu nhiều nhất" in shown.text
    assert len([link for link in shown.links if link.startswith("/indicators?name=")]) == 1


def test_an_index_without_figures_says_so(write: Write, tmp_path: Path) -> None:
    write("r.txt", "Sáng 10/1/2022, UBND tỉnh Hưng Yên họp.\n\nKhông có con số nào.")
    engine = open_engine(str(tmp_path / "index"))
    build([tmp_path / "reports"], engine)
    assert (
        wording.indicators.NO_INDICATORS
        in page(create_app(engine).test_client(), "/indicators").text
    )


def test_a_long_table_has_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(client, HERE)
    monkeypatch.setattr("web.pages.figure_table.ROWS", 3)
    shown = page(client, HERE)
    assert "Dòng 1 đến 3 trong 7" in " ".join(shown.text.split())
    assert f"{HERE}&page=3#table" in shown.links
    paged = [row for n in (1, 2, 3) for row in rows(client, f"{HERE}&page={n}")]
    assert paged == whole
    assert rows(client, f"{HERE}&page=99") == whole[6:]


def test_what_is_cut_off_is_said(
    client: FlaskClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages.charts.MOST_POINTS", 2)
    assert "Biểu đồ vẽ 2 điểm sau cùng trong 4 điểm." in page(client, HUNG_YEN).text
    found = drawing(client, HUNG_YEN)
    assert [name[:4] for _, name, _ in found.points] == ["2022", "2023"] and found.lines == {}
    read = figures(REVENUE, Query(), Searcher(engine.snapshot()), 1)
    monkeypatch.setattr("web.pages.indicators.figures", lambda *_: read)
    assert "Có 3 báo cáo; đây là số liệu của 1 báo cáo mới nhất." in page(client, HERE).text
    apart = tuple(f for unit in ("a", "b", "c") for f in many("1", "2", unit=unit))
    monkeypatch.setattr("web.pages.indicators.figures", lambda *_: replace(read, stated=apart))
    monkeypatch.setattr("web.pages.indicators.MOST_CHARTS", 1)
    assert "Còn 2 nhóm số liệu" in page(client, HERE).text


def test_a_report_leads_to_its_indicators_and_lists_its_figures_once(client: FlaskClient) -> None:
    shown = client.get("/reports/2021.txt").text
    assert HERE in Outline(shown).links
    assert words(shown).count("18.000 tỷ đồng kết quả") == 1
    about = shown[shown.index("Thông tin rút ra") : shown.index("Số liệu trong báo cáo")]
    assert COUNTED_BY_NAME["indicator"].label not in words(about)
    assert f"/indicators?{urlencode({'q': 'tổng kết'})}" in page(client, "/?q=tổng kết").links


def test_an_indicator_is_a_filter_and_a_field(client: FlaskClient, engine: Engine) -> None:
    assert "Một báo cáo" in page(client, "/?indicator=nợ xấu").text
    assert "Bỏ lọc: Chỉ tiêu: nợ xấu" in page(client, "/?indicator=nợ xấu").text
    asked = page(client, '/?q=chi tieu:"no xau"').text
    assert "chỉ tìm báo cáo có chỉ tiêu là “no xau”" in " ".join(asked.split())
    stored = engine.snapshot().stored("2022.txt")
    assert stored is not None
    entry = index_entry(read_stored(stored).report, "digest", ["file"])
    assert entry.facets["indicator"] == (REVENUE, "tỷ lệ hộ nghèo", "nợ xấu")


def test_addresses_of_indicators_are_read_back() -> None:
    query = Query("bão & lũ", {"province": ("Bắc Kạn",)}, page=2)
    group = "tăng trưởng kinh tế"  # what one of several is counted and linked as
    names = {name: name for name in (REVENUE, "a&b=c", "tấn/ha", "100%")}
    for name, written in {**names, "tốc độ tăng trưởng GDP": group}.items():
        parameters = MultiDict(parse_qsl(urlsplit(indicator(name, query)).query))
        assert asked_indicator(parameters) == written
        assert read(parameters).query == query


def choices(client: FlaskClient, asked: str) -> dict[tuple[str, str], int]:
    """The values that can be chosen beside a page: (parameter, value) → figures."""
    boxes = re.findall(
        r'<input type="checkbox" name="(kind|whose|period)" value="([^"]*)".*?'
        r'<span class="unseen">: (\d+) số liệu',
        client.get(asked).text,
        re.DOTALL,
    )
    return {(name, unescape(value)): int(count) for name, value, count in boxes}


def counted(client: FlaskClient, asked: str) -> int:
    """The rows of the table of a page."""
    return len(rows(client, asked))


def test_every_count_beside_a_page_is_what_its_value_finds(client: FlaskClient) -> None:
    offered = choices(client, HERE)
    assert offered[("kind", "target")] == 2 and offered[("whose", "Nghệ An")] == 2
    assert {value for name, value in offered if name == "period"} >= {"2023", "2022", "2021"}
    for (name, value), count in offered.items():
        assert counted(client, f"{HERE}&{urlencode({name: value})}") == count > 0, value
    within = f"{HERE}&{urlencode({'whose': 'Hưng Yên'})}"
    for (name, value), count in choices(client, within).items():
        start = HERE if name == "whose" else within
        assert counted(client, f"{start}&{urlencode({name: value})}") == count, value


def test_what_is_chosen_can_be_taken_off_and_nothing_chosen_is_said(client: FlaskClient) -> None:
    asked = f"{HERE}&{urlencode({'whose': 'Hưng Yên', 'kind': 'target', 'q': 'tổng kết'})}"
    shown = page(client, asked)
    text = " ".join(shown.text.split())
    assert "Bỏ lọc: Nơi, đơn vị: Hưng Yên" in text and "Bỏ lọc: Loại số liệu: mục tiêu" in text
    assert "Nơi, đơn vị (1 đã chọn)" in text and "Đang chọn 2 trong" in text
    left = [read_parameters(link) for link in shown.links if link.startswith(HERE + "&")]
    whole = {"name": REVENUE, "q": "tổng kết", "whose": "Hưng Yên", "kind": "target"}
    for name in ("q", "whose", "kind"):
        assert {n: v for n, v in whole.items() if n != name} in left
    nothing = page(client, f"{HERE}&{urlencode({'whose': 'Hà Giang'})}").text
    assert wording.indicators.NO_FIGURES_HERE in nothing and "Bỏ lọc: Nơi, đơn vị" in nothing
    assert "Không có loại số liệu “x”" in page(client, f"{HERE}&kind=x", 400).text
    many_values = "&".join(f"whose={n}" for n in range(51))
    assert client.get(f"{HERE}&{many_values}").status_code == 400


def test_chosen_places_stand_in_one_chart_with_colours_and_names(client: FlaskClient) -> None:
    both = f"{HERE}&{urlencode({'whose': ['Nghệ An', 'Hưng Yên']}, doseq=True)}"
    found = drawing(client, both)
    assert len(found.points) == 5
    assert set(found.lines) == {"line-result of-2", "line-target of-2"}
    text = client.get(both).text
    legends = [words(one) for one in re.findall(r'<ul class="legend.*?</ul>', text, re.DOTALL)]
    assert legends[:2] == ["Nghệ An Hưng Yên", "kết quả mục tiêu"]
    named = re.findall(r'<text class="whose"[^>]*>(.*?)</text>', text)
    assert sorted(named) == ["Hưng Yên", "Nghệ An"]


def test_targets_and_results_of_places_stand_side_by_side(client: FlaskClient) -> None:
    [table] = re.findall(r'<table class="by-year".*?</table>', client.get(HERE).text, re.DOTALL)
    lines = [words(row.replace("</t", " </t")) for row in re.findall(r"<tr>.*?</tr>", table)]
    assert lines[:2] == ["Nơi 2023 2022 2021", "Mục tiêu Mục tiêu Kết quả Kết quả"]
    assert lines[2:] == ["Hưng Yên 23.000 19.500 21.500 18.000", "Nghệ An 20.000"]
    links = re.findall('<td><a href="(.*?)">(.*?)</a>', table)
    assert len(links) == 5
    for href, number in links:
        assert number in passage(client, href)


def test_rows_stand_under_their_years(client: FlaskClient) -> None:
    heads = re.findall(r'<tr class="year"><th[^>]*>(.*?)</th>', client.get(HERE).text)
    assert heads == ["2023", "2022", "2021"]


def test_indicators_are_looked_for_in_any_spelling(client: FlaskClient) -> None:
    shown = page(client, "/indicators?find=thu+nsnn")
    assert HERE in shown.links and "1 chỉ tiêu có “thu nsnn” trong tên" in shown.text
    nothing = page(client, "/indicators?find=<b>&q=hội")
    assert "Không có chỉ tiêu nào tên là “<b>”" in nothing.text
    assert f"/indicators?{urlencode({'q': 'hội'})}" in nothing.links
    assert client.get("/indicators?find=" + "a" * 5000).status_code == 200


def test_figures_without_a_period_stand_under_no_year() -> None:
    stated = [said("1", period=None), said("2", period="2021/2025"), said("3", period="2022-Q1")]
    table = figure_table(stated, [], 1, str)
    assert [(year, [one.figure.value for one in own]) for year, own in table.years] == [
        (2025, ["2"]),
        (2022, ["3"]),
        (0, ["1"]),
    ]


def test_places_come_first_and_are_applied_at_once(samples: Engine) -> None:
    shown = create_app(samples).test_client().get("/indicators?name=tăng trưởng kinh tế").text
    form = shown[shown.index('aria-labelledby="choose"') :]
    assert form.index("Nơi, đơn vị") < form.index(">Áp dụng") < form.index("Loại số liệu")
    assert 'class="skip" href="#choices"' in shown and 'id="choices" tabindex="-1"' in shown


def test_provinces_stand_before_firms_and_other_countries() -> None:
    stated = [
        *many("1", "2", place="VNPT", scope=FigureScope.FIRM),
        said(place="Pháp", scope=FigureScope.ABROAD),
        said(place="Nghệ An"),
        *many("1", "2", "3", place="Việt Nam", scope=FigureScope.COUNTRY),
    ]
    first = choice_groups(stated, {})[0]
    assert [own.label for own in first.shown] == ["Việt Nam", "Nghệ An", "VNPT", "Pháp"]
