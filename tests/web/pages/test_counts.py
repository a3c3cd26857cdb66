"""Every number on a page is what its link, or a click on its box, finds.

HOI_NGHI_COUNTS=300 and HOI_NGHI_COUNTS_INDEX=whoosh:... ask the whole bar of an index at hand.
"""

import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from itertools import islice

import pytest
from flask.testing import FlaskClient

from search.answers import Query
from search.dates import DateBounds
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.searcher import Searcher
from search.text.syllable import syllables
from web import address
from web.app import create_app

pytestmark = pytest.mark.slow

COMBINATIONS = int(os.environ.get("HOI_NGHI_COUNTS", "20"))
INDEX = os.environ.get("HOI_NGHI_COUNTS_INDEX", "")
BOXES, LINKS = 6, 6
"""Of each page, the boxes and the links that are tried."""


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


@dataclass(frozen=True)
class Box:
    """A value to choose: how many reports it says it would leave."""

    facet: str
    value: str
    said: int


class Told(HTMLParser):
    """The boxes and the links of a page that tell a number, and what it says it found itself."""

    SAID = (
        re.compile(r": ([\d.]+) báo cáo"),  # a bar
        re.compile(r"^([\d.]+)$"),  # a cell
        re.compile(r"^([\d.]+) báo cáo"),  # beside a name
        re.compile(r"\(([\d.]+) báo cáo\)"),  # an offer
    )

    def __init__(self, text: str) -> None:
        super().__init__()
        self.boxes: list[Box] = []
        self.links: list[tuple[str, int]] = []
        self._box, self._href, self._text, self._navs = ("", ""), "", "", 0
        self.feed(text)
        names = r'<li><a href="([^"]+)">[^<]*</a> <span class="count">([\d.]+) báo cáo</span>'
        for href, said in re.findall(names, text) if 'class="find-name"' in text else ():
            self.links.append((href.replace("&amp;", "&"), number(said)))
        told = re.findall(r"([\d.]+) báo cáo", text[: text.index("</title>")])
        told = told or re.findall(r"<p>([\d.]+) báo cáo\.", text)
        self.found = number(told[-1]) if told else -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._navs += tag == "nav"
        is_counted = found.get("type") == "checkbox" and found.get("name") not in (None, "id")
        if tag == "input" and is_counted:  # "id" puts a report aside
            self._box, self._text = (found["name"] or "", found["value"] or ""), ""
        if tag == "a" and not self._navs:
            self._href, self._text = found.get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        self._navs -= tag == "nav"
        if tag == "label" and self._box[0]:
            said = re.search(r": ([\d.]+) báo cáo", self._text)
            assert said, self._text
            self.boxes.append(Box(*self._box, number(said.group(1))))
            self._box = "", ""
        if tag == "a" and self._href:
            text = " ".join(self._text.split())
            found = next(filter(None, (pattern.search(text) for pattern in self.SAID)), None)
            if found and self._href.startswith(("/?", "/topic")):
                self.links.append((self._href, number(found.group(1))))
            self._href = ""

    def handle_data(self, data: str) -> None:
        self._text += data


def number(text: str) -> int:
    return int(text.replace(".", ""))


def told(client: FlaskClient, href: str) -> Told:
    response = client.get(href)
    assert response.status_code == 200, href
    return Told(response.text)


def test_each_box_is_what_it_leaves(engine: Engine, client: FlaskClient) -> None:
    """The query with the filter on its own facet replaced by this value alone: boxes of one facet
    add to each other."""
    chance = random.Random(1)
    tried = 0
    for query in islice(combinations(Searcher(engine.snapshot())), COMBINATIONS):
        shown = told(client, address.write(query))
        for box in chance.sample(shown.boxes, min(BOXES, len(shown.boxes))):
            one = replace(query, filters={**query.filters, box.facet: (box.value,)})
            assert told(client, address.write(one)).found == box.said, (query, box)
            tried += 1
    assert tried > 2 * COMBINATIONS


def test_each_link_finds_what_it_says(engine: Engine, client: FlaskClient) -> None:
    """Bars and their table, offers, cells of topics."""
    chance = random.Random(2)
    tried = 0
    for n, query in enumerate(islice(combinations(Searcher(engine.snapshot())), COMBINATIONS)):
        by = address.TOPIC_BY[n % len(address.TOPIC_BY)]
        for page in (address.write(query), address.topic(query, by)):
            links = told(client, page).links
            for href, said in chance.sample(links, min(LINKS, len(links))):
                assert told(client, href).found == said, (page, href)
                tried += 1
    assert tried > 5 * COMBINATIONS


def test_coverage_and_profiles_find_what_they_say(engine: Engine, client: FlaskClient) -> None:
    chance = random.Random(3)
    lists = [*address.PROFILES.values()]
    pages = ["/coverage", "/coverage?year=2024", *lists]
    for path in lists:
        profiles = [href for href, _ in told(client, path).links]
        assert profiles
        pages += chance.sample(profiles, min(1 + COMBINATIONS // 10, len(profiles)))
    for page in pages:
        links = told(client, page).links
        assert links, page
        for href, said in chance.sample(links, min(2 * LINKS, len(links))):
            assert told(client, href).found == said > 0, (page, href)


def test_a_number_that_is_wrong_is_seen() -> None:
    """What the other tests rest on."""
    page = (
        "<title>bão – 1.234 báo cáo – x</title><nav><a href='/?page=2'>2</a></nav>"
        "<a href='/?year=2023'><span>2023: 5 báo cáo</span><span>5</span></a>"
        "<label><input type='checkbox' name='year' value='2023'>2023 <b>7</b>: 7 báo cáo</label>"
    )
    seen = Told(page)
    assert seen.found == 1234
    assert seen.links == [("/?year=2023", 5)]
    assert seen.boxes == [Box("year", "2023", 7)]


@pytest.mark.parametrize("year", ["abc", UNKNOWN, "²"])
def test_the_coverage_of_no_year_is_that_of_every_year(client: FlaskClient, year: str) -> None:
    whole, asked = (client.get(path).text for path in ("/coverage", f"/coverage?year={year}"))
    assert asked.partition("<main")[2] == whole.partition("<main")[2]
