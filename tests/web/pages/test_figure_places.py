"""Places that are chosen: what is said of each, where it is drawn, how it is found and offered."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from indexer.build.run import build
from search.engine.urls import open_engine
from search.explore.figure_choice import FigureAspect
from search.explore.series import PeriodLength
from search.report import FigureScope, Status
from tests.search.explore.test_figures import said
from tests.web.pages.outline import Outline
from tests.web.pages.test_indicators import MEETING, led_to, words
from web import wording
from web.address import indicator
from web.app import create_app
from web.pages.figure_choices import choice_groups

pytestmark = pytest.mark.slow

GROWTH = "tăng trưởng kinh tế"
REPORTS = {
    "a.txt": f"""Sáng 12/1/2019, {MEETING.format("Hưng Yên")}.

Năm 2017, tỉnh Hưng Yên đạt tốc độ tăng trưởng kinh tế trên 8%. Năm 2018, tỉnh Hưng Yên đạt tốc \
độ tăng trưởng kinh tế 9%. Giai đoạn 2011-2015, tỉnh Hưng Yên đạt tốc độ tăng trưởng kinh tế 7%.""",
    "b.txt": f"""Sáng 15/1/2019, {MEETING.format("Nghệ An")}.

Giai đoạn 2016-2018, tỉnh Nghệ An đạt tốc độ tăng trưởng kinh tế 8%. Giai đoạn \
2011-2015, tỉnh Nghệ An đạt tốc độ tăng trưởng kinh tế 6%.""",
}
BOTH = indicator(GROWTH, choice={FigureAspect.WHOSE: ("Hưng Yên", "Nghệ An")})


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    root = tmp_path_factory.mktemp("places")
    (root / "reports").mkdir()
    for name, text in REPORTS.items():
        (root / "reports" / name).write_text(text, encoding="utf-8")
    engine = open_engine(str(root / "index"))
    build([root / "reports"], engine)
    return create_app(engine).test_client()


def test_the_chart_of_the_most_chosen_places_comes_first(client: FlaskClient) -> None:
    first, *_ = re.findall(r'<h3 id="chart-.*?">(.*?)</h3>', client.get(BOTH).text)
    assert wording.charts.PERIOD_LENGTHS[PeriodLength.YEARS] in first


def test_what_figures_each_chosen_place_has_is_said_and_linked(client: FlaskClient) -> None:
    text = client.get(BOTH).text
    [listed] = re.findall(r'<ul class="of-places".*?</ul>', text, re.DOTALL)
    items = [words(one) for one in re.findall(r"<li>.*?</li>", listed, re.DOTALL)]
    assert items[1] == "Nghệ An chỉ có trong biểu đồ theo giai đoạn nhiều năm; xem riêng 2 số liệu"
    assert items[0].startswith("Hưng Yên") and items[0].endswith("xem riêng 3 số liệu")
    for href in Outline(listed).links:
        path, _, place = href.partition("#")
        assert f'id="{place}"' in client.get(path or BOTH).text
    tables = [own for own in Outline(listed).links if "#table" in own]
    for count, href in zip((3, 2), tables, strict=True):
        assert client.get(href).text.count('<td class="when">') == count


def test_a_place_without_a_year_is_missed_in_the_table_by_years(client: FlaskClient) -> None:
    text = client.get(BOTH).text
    assert '<table class="by-year"' in text
    assert wording.indicators.absent_places(["Nghệ An"]) in text


def test_a_point_says_what_it_is_and_how_long_its_period_was(client: FlaskClient) -> None:
    text = client.get(BOTH).text
    read = [words(own) for own in re.findall(r'<text class="readout".*?</text>', text)]
    assert "2016 – 2018: 8% · Nghệ An · kết quả" in read
    assert any(own.startswith("2017: trên 8% · Hưng Yên") for own in read)
    of_years = sum(" – " in own.partition(":")[0] for own in read)
    assert 0 < of_years == text.count('<g class="lasting') < len(read)
    for row in re.findall(r'<tr>\s*<td class="when".*?</tr>.*?</tr>', text, re.DOTALL):
        [number] = re.findall(r"<b>(.*?)</b>", row)
        [href] = re.findall('<a href="(.*?)">', row)
        assert led_to(client, href) == number


def test_an_inferred_year_says_so() -> None:
    figure = said("8", "%", "2017").figure
    assert wording.figures.when(figure) == "2017"
    assert wording.figures.when(replace(figure, status=Status.INFERRED)) == "2017 (suy ra)"


def figures_of(*names: str):  # type: ignore[no-untyped-def]
    return [
        said("1", "%", "2017", scope=scope, place=name)
        for name in names
        for scope in [FigureScope.FIRM if name.startswith("Công ty") else FigureScope.PROVINCE]
    ]


def test_places_come_before_firms_and_what_is_chosen_first() -> None:
    stated = figures_of("Công ty A", "Công ty A", "Bắc Kạn", "Nghệ An", "Nghệ An")
    places, others, *_ = choice_groups(stated, {FigureAspect.WHOSE: ("Bắc Kạn",)})
    assert (places.label, others.label) == (
        wording.indicators.PLACES,
        wording.indicators.NOT_PLACES,
    )
    assert [own.value for own in places.shown] == ["Bắc Kạn", "Nghệ An"]
    assert [own.value for own in others.shown] == ["Công ty A"]


@pytest.mark.parametrize("typed, found", [("nghe a", ["Nghệ An"]), ("tê giác", []), ("(", None)])
def test_a_place_is_found_by_its_name(typed: str, found: list[str] | None) -> None:
    names = ["Nghệ An", *(f"Tỉnh {number}" for number in range(20))]
    group, *_ = choice_groups(figures_of(*names), {}, typed)
    assert group.has_find
    if found is not None:
        assert [own.value for own in group.shown] == found


def test_figures_that_no_chart_shows_are_named_for_what_they_are() -> None:
    assert "nơi này" not in wording.indicators.only_in_table(0, 0, 13)
    assert "13 số liệu của doanh nghiệp" in wording.indicators.only_in_table(0, 0, 13)
    assert "không phải của nơi đã chọn" in wording.indicators.only_in_table(0, 0, 13, True)
