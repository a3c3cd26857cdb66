"""People of an index → whose name may be a slip of another's."""

from dataclasses import replace

import pytest

from search.engine.urls import open_engine
from search.explore.profiles import may_be_the_same
from search.index.entry import index_entry
from search.report import Facets, PersonValue, Status
from search.searcher import Searcher
from tests.search.highlight.test_snippets import stored
from web.app import create_app

REPORTS = {
    "Lò Văn Páo": 20,
    "Lò Văn Pảo": 1,
    "Lò Văn Pào": 12,
    "Tom-Kelly Muller": 2,
    "Tom Kelly Muller": 30,
    "Vũ Thị Sim": 10,
}
"""A person → how many reports name them."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = str(tmp_path_factory.mktemp("alike") / "index")
    with open_engine(url).writer("rules") as writer:
        for person, count in REPORTS.items():
            for number in range(count):
                name = f"{person} {number}"
                facets = Facets(people=(PersonValue(person, Status.STATED),))
                body = f"Họp bàn việc {name} ở nơi {number * 7} và nơi {number * 11}."
                report = replace(stored(body).report, id=name, facets=facets)
                writer.put(index_entry(report, name, [name]))
        writer.commit()
    return url


@pytest.mark.parametrize(
    ("person", "others"),
    [
        ("Lò Văn Pảo", ["Lò Văn Páo", "Lò Văn Pào"]),
        ("Lò Văn Páo", ["Lò Văn Pảo"]),  # twelve of twenty are no slip
        ("Tom-Kelly Muller", ["Tom Kelly Muller"]),
        ("Tom Kelly Muller", ["Tom-Kelly Muller"]),
        ("Vũ Thị Sim", []),
        ("Không Ai Cả", []),
    ],
)
def test_a_rare_name_beside_a_frequent_one_is_offered(
    url: str, person: str, others: list[str]
) -> None:
    found = may_be_the_same(person, Searcher(open_engine(url).snapshot()))
    assert [(one.value, one.reports) for one in found] == [(name, REPORTS[name]) for name in others]


def test_the_page_of_a_person_offers_it(url: str) -> None:
    client = create_app(open_engine(url)).test_client()
    shown = client.get("/people?name=Tom-Kelly Muller").text
    assert "Có thể là cùng một người với" in shown
    assert '<a href="/people?name=Tom+Kelly+Muller">Tom Kelly Muller</a> (30 báo cáo)' in shown
    assert "Có thể là cùng một người" not in client.get("/people?name=Vũ Thị Sim").text
