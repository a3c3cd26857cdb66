"""Every number on a page is what its link, or a click on its box, finds.

HOI_NGHI_COUNTS=300 combinations are drawn; HOI_NGHI_COUNTS_INDEX=whoosh:... asks an index at hand.
"""

import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import TypeVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from search.answers import Query, Sort
from search.dates import DateBounds
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.explore.figure_choice import FigureAspect
from search.explore.recently_added import last_added
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.searcher import Searcher
from search.text.syllable import syllables
from tests.web.pages.told_numbers import (
    CountedBox,
    counted_boxes,
    found_by,
    further_values,
    groups_of_boxes,
    linked_numbers,
    merged,
)
from web import address
from web.app import create_app

pytestmark = pytest.mark.slow

COMBINATIONS = int(os.environ.get("HOI_NGHI_COUNTS", "300"))
INDEX = os.environ.get("HOI_NGHI_COUNTS_INDEX", "")
TRIED = 2
"""Of each page, so many boxes and so many links are tried."""
T = TypeVar("T")
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def engine(samples: Engine) -> Engine:
    return open_engine(INDEX) if INDEX else samples


@pytest.fixture(scope="module")
def client(engine: Engine) -> FlaskClient:
    return create_app(engine).test_client()


def combinations(live: Searcher) -> Iterator[Query]:
    """Words of a report or none, up to three facets of one value or two, and days or none."""
    chance = random.Random(20261122)
    ids = sorted(origin.id for origin in live.snapshot.sources())
    known = {
        name: sorted(values)
        for name, values in live.counts(Query(), (*COUNTED_BY_NAME,))[1].items()
    }
    while True:
        stored = live.snapshot.stored(chance.choice(ids))
        assert stored is not None
        report = read_stored(stored).report
        words = [report.text[s.start : s.end] for s in syllables(report.text)]
        first = chance.randrange(len(words))
        text = " ".join(words[first : first + chance.randint(1, 3)])
        filters: dict[str, tuple[str, ...]] = {}
        for name in chance.sample([*known], chance.randint(0, 3)):
            own = list(COUNTED_BY_NAME[name].values(report)) or [UNKNOWN]
            values = [chance.choice(own), *chance.sample(known[name], 1)]
            filters[name] = tuple(dict.fromkeys(values[: chance.randint(1, 2)]))
        years = sorted(int(value) for value in known["year"] if value.isdecimal())
        since = date(chance.choice(years), chance.randint(1, 12), 1)
        until = date(chance.randint(since.year, max(years)), 12, 31)
        dates = chance.choice([None, None, DateBounds(since, until), DateBounds(since, None)])
        yield Query(chance.choice([text, text, ""]), filters, dates)


def html_of(client: FlaskClient, href: str) -> str:
    response = client.get(href)
    assert response.status_code == 200, href
    return response.text


def alone(href: str, box: CountedBox) -> str:
    """The address of a page with one value of a parameter alone, on its first page."""
    parts = urlsplit(href)
    pairs = [own for own in parse_qsl(parts.query) if own[0] not in (box.name, "page")]
    pairs += [(box.name, box.value)] if box.value else []
    return f"{parts.path}?{urlencode(pairs)}" if pairs else "/?sort=newest"


def pages(live: Searcher, client: FlaskClient, count: int) -> Iterator[str]:
    """The addresses of pages that tell numbers, of so many combinations of all that can be asked
    for: the results of each, and one other page."""
    chance = random.Random(7)
    facets = [name for name, facet in COUNTED_BY_NAME.items() if facet.is_offered]
    for turn, query in enumerate(islice(combinations(live), count)):
        added = chance.choice([None, None, None, BEFORE, live.once(last_added)])
        copies = chance.random() < 0.2
        asked = replace(query, added_since=added, all_copies=copies)
        find = {chance.choice(facets): query.text[:3].strip()} if turn % 5 == 0 else {}
        order = chance.choice([*Sort])
        shown = replace(asked, find=find, sort=order, size=chance.choice(address.SIZES))
        more = f"&more={chance.choice(facets)}" if turn % 4 == 0 else ""
        yield address.write(shown).partition("#")[0].replace("/?", f"/?page=1{more}&", 1)
        yield _other_page(asked, turn, chance, client)


def _other_page(query: Query, turn: int, chance: random.Random, client: FlaskClient) -> str:
    by = address.TOPIC_BY[turn % len(address.TOPIC_BY)]
    kind = turn % 6
    if kind == 0:
        return address.topic(query, by)
    if kind == 1:
        return address.indicators(query)
    if kind == 2:
        return address.flags(query)
    if kind == 3:
        return address.listed(find=query.text)
    if kind == 4:
        path = address.PROFILES[("person", "organiser", "province")[turn % 3]]
        listed = list(linked_numbers(html_of(client, path)))
        return chance.choice(listed).href
    stated = list(linked_numbers(html_of(client, address.indicators(query))))
    if not stated:
        return address.indicators()
    href = chance.choice(stated).href
    boxes = list(counted_boxes(html_of(client, href)))
    return alone(href, chance.choice(boxes)) if boxes and turn % 2 else href


def some(own: Iterable[T], chance: random.Random, most: int = TRIED) -> list[T]:
    """As many of them, drawn by lot."""
    listed = list(own)
    return chance.sample(listed, min(most, len(listed)))


def check(client: FlaskClient, href: str, chance: random.Random) -> int:
    """Try some numbers of a page; how many were."""
    html = html_of(client, href)
    boxes, links = list(counted_boxes(html)), sorted(set(linked_numbers(html)))
    for box in some(boxes, chance):
        found = found_by(html_of(client, alone(href, box)), box.name in [*FigureAspect])
        assert found == box.said, (href, box)
    for link in some(links, chance):
        assert found_by(html_of(client, link.href)) == link.said, (href, link)
    for ticked, said in groups_of_boxes(html):
        assert ticked == said, href
    for facet, to, said in some(further_values(html), chance):
        values = [box.value for box in boxes if box.name == facet]
        whole = [own.value for own in counted_boxes(html_of(client, to)) if own.name == facet]
        assert len(whole) - len(values) == said and set(values) <= set(whole), (href, facet)
    if (more := merged(html)) and 'class="group"' not in html:
        assert found_by(html_of(client, more[0])) == found_by(html) + more[1], (href, more)
    return len(boxes[:TRIED]) + len(links[:TRIED])


def test_every_number_is_what_its_link_finds(engine: Engine, client: FlaskClient) -> None:
    """A box alone of its group: boxes of one group add to each other."""
    chance = random.Random(1)
    tried = [
        check(client, href, chance)
        for href in pages(Searcher(engine.snapshot()), client, COMBINATIONS)
    ]
    assert sum(tried) > 4 * COMBINATIONS


def test_numbers_of_pages_without_a_query(engine: Engine, client: FlaskClient) -> None:
    chance = random.Random(3)
    years = Searcher(engine.snapshot()).facet_counts("year")
    year = max(filter(str.isdecimal, years), key=years.__getitem__)
    starts = ["/", "/status", "/coverage", f"/coverage?year={year}", "/flags", "/indicators",
              "/indicators?find=thu", *address.PROFILES.values()]  # fmt: skip
    for href in starts:
        links = list(linked_numbers(html_of(client, href)))
        assert links, href
        for link in some(links, chance, 20):
            assert found_by(html_of(client, link.href)) == link.said > 0, (href, link)


@pytest.mark.parametrize("facet", ["month", "chair", "indicator"])
def test_values_of_a_facet_that_is_filtered_by_can_all_be_listed(
    engine: Engine, client: FlaskClient, facet: str
) -> None:
    """Also where the page offers the facet to nobody else; and they can be searched."""
    known = Searcher(engine.snapshot()).facet_counts(facet)
    value = next(own for own in sorted(known) if own != UNKNOWN)
    html = html_of(client, address.write(Query(filters={facet: (value,)})))
    [(_, to, further)] = [own for own in further_values(html) if own[0] == facet]
    assert further > 0
    boxes, whole = (
        [own.value for own in counted_boxes(html_of(client, one)) if own.name == facet]
        for one in (f"/?{facet}={quote(value)}", to)
    )
    assert len(whole) == len(boxes) + further
    found = html_of(client, address.write(Query(filters={facet: (value,)}, find={facet: "zzz"})))
    assert [own.value for own in counted_boxes(found) if own.name == facet] == [value]


def test_a_number_that_is_wrong_is_seen() -> None:
    """What the other tests rest on."""
    page = (
        "<title>bão – 1.234 báo cáo – x</title><main><nav class=\"pager\"><a href='/?page=2'>2</a>"
        '</nav><a href="/?year=2023"><span>2023: 5 báo cáo</span><span>5</span></a>'
        '<li><a href="/people?name=a">A</a> <small>đúng · 1.007 báo cáo</small></li>'
        '<label><input type="checkbox" name="year" value="2023" checked>2023 <b>7</b>: 7 báo cáo'
        '</label><p>61 báo cáo. <a href="/?q=b">Xem</a></p></main><footer class="foot">'
    )
    assert found_by(page) == 1234
    assert set(linked_numbers(page)) == {
        ("/?year=2023", 5), ("/people?name=a", 1007), ("/?q=b", 61)
    }  # fmt: skip
    assert list(counted_boxes(page)) == [("year", "2023", 7, True)]


@pytest.mark.parametrize("year", ["abc", UNKNOWN, "²"])
def test_the_coverage_of_no_year_is_that_of_every_year(client: FlaskClient, year: str) -> None:
    whole, asked = (client.get(path).text for path in ("/coverage", f"/coverage?year={year}"))
    assert asked.partition("<main")[2] == whole.partition("<main")[2]
