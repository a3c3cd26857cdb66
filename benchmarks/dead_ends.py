"""How often a page without results leads on, whether its numbers are true, and how long it takes.

python -m benchmarks.dead_ends [REPORTS] [--index URL] [--queries N] [--seed N] [--wrong | --all]

Queries that find nothing are made of real news, as people make them: a slip of the hand, keys that
were not turned into letters, a filter with a slip. Each page is asked for as a browser does; the
offer that is always there ("Xem mọi báo cáo") is not counted.
"""

import random
import re
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from itertools import cycle
from statistics import median, quantiles

from flask.testing import FlaskClient

from benchmarks.corpus import FOLDER, news
from benchmarks.suggest import KINDS as SLIPS
from benchmarks.suggest import bare, words_of
from indexer.build.run import build
from search.answers import Query
from search.dates import DateBounds
from search.engine.errors import EngineError
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.searcher import Searcher
from search.suggest.corrections import corrections
from search.text.spelling import is_vietnamese, to_orthography
from web.address import write
from web.app import create_app

REPORTS, QUERIES, SEED = 3000, 200, 7
TRIES = 400
"""Draws of one kind that may find something, before the kind is given up."""
_NAMED = ("province", "person", "organiser", "meeting_type", "place")
"""The facets whose values are typed by hand."""


def main() -> None:
    """Print the table, and with --wrong the pages that lead nowhere, with --all every offer."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="?", type=int, default=REPORTS)
    parser.add_argument("--index")
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    engine = _engine(asked.index, asked.reports)
    live = Searcher(engine.snapshot())
    corrections(Query("phát trển"), live)  # makes the vocabulary of the generation
    drawn = list(draw(live, asked.queries, asked.seed))
    client = create_app(engine).test_client()
    ends = [end(client, kind, query) for kind, query in drawn]
    print(f"{live.snapshot.stats().reports} reports, {len(ends)} queries that find nothing")
    told(ends)
    for one in ends:
        if asked.all or (asked.wrong and (one.is_dead or one.wrong)):
            print(
                f"\n{one.kind}: {one.query.text!r} {_in_short(one.query)}", *one.offers, sep="\n  "
            )


def _engine(url: str | None, reports: int) -> Engine:
    engine = open_engine(url or f"whoosh:{FOLDER / f'dead-ends-{reports}'}")
    try:
        engine.snapshot()
    except EngineError:
        if url:
            raise
        build([news(reports)], engine, anew=True)
    return engine


@dataclass(frozen=True, slots=True)
class Offered:
    """A link of a page that found nothing, the number it gives, and what the page it leads to
    says."""

    label: str
    href: str
    said: int
    found: int

    def __str__(self) -> str:
        """As --wrong shows it."""
        return self.label if self.said == self.found else f"{self.label}: {self.found}!"


@dataclass(frozen=True, slots=True)
class End:
    """A page that found nothing, and how long it took."""

    kind: str
    query: Query
    offers: tuple[Offered, ...]
    seconds: float

    @property
    def is_dead(self) -> bool:
        """Whether nothing it offers finds anything."""
        everything = write(Query())
        return not any(one.found for one in self.offers if one.href != everything)

    @property
    def wrong(self) -> list[Offered]:
        """The offers whose number is not what they find."""
        return [one for one in self.offers if one.said != one.found]


def end(client: FlaskClient, kind: str, query: Query) -> End:
    """Ask for the page of a query, and follow what it offers."""
    began = time.process_time()
    answer = client.get(write(query), follow_redirects=True)
    seconds = time.process_time() - began
    links = _Links(answer.text)
    offers = tuple(
        Offered(label, href, said, _found(client, href)) for label, href, said in links.offered
    )
    if answer.history:  # a value is written otherwise: the page of the right one may find something
        found = _number_of_title(links.title)
        offers = (Offered("redirected", answer.request.full_path, found, found), *offers)
    return End(kind, query, offers, seconds)


class _Links(HTMLParser):
    """The links of a page that are offers, each with the number beside or inside it."""

    _NUMBER = re.compile(r"\(([\d.]+) báo cáo\)")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.offered: list[tuple[str, str, int]] = []
        self._place, self._href, self._said, self.title = "", "", "", ""
        self._is_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Offers stand in a list of this class, what may have been meant in such a paragraph."""
        found = dict(attrs)
        classes = (found.get("class") or "").split()
        if {"offers", "meant", "note"} & {*classes} and tag in ("ul", "p", "div"):
            self._place = tag
        self._is_title = tag == "title"
        if tag == "a" and self._place:
            self._href, self._said = found.get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        """A place ends with the element it is."""
        if tag == self._place:
            self._place, self._href = "", ""
        self._is_title = False

    def handle_data(self, data: str) -> None:
        """The number comes with the words of the link, or right after."""
        if self._is_title:
            self.title += data
        if self._href:
            self._said += data
            if number := self._NUMBER.search(self._said):
                said = " ".join(self._said.split()).rstrip(",?")
                self.offered.append((said, self._href, _number(number.group(1))))
                self._href = ""


def _found(client: FlaskClient, href: str) -> int:
    """The number of results of a page, by its title."""
    return _number_of_title(_Links(client.get(href, follow_redirects=True).text).title)


def _number_of_title(title: str) -> int:
    """The last number of reports that a title says; -1 if it says none."""
    found = re.findall(r"([\d.]+) báo cáo", title)
    return _number(found[-1]) if found else -1


def _number(text: str) -> int:
    return int(text.replace(".", ""))


def told(ends: Sequence[End]) -> None:
    """The shares by kind of query, the wrong numbers and the times."""
    by_kind: defaultdict[str, list[End]] = defaultdict(list)
    for one in ends:
        by_kind[one.kind].append(one)
    for kind, own in by_kind.items():
        print(f"{kind:32} {sum(not one.is_dead for one in own):4} of {len(own):4}")
    alive = sum(not one.is_dead for one in ends)
    print(f"{'all':32} {alive:4} of {len(ends):4}  {alive / len(ends):.1%}")
    offers = sum(len(one.offers) for one in ends)
    print(f"offers {offers}, of a wrong number {sum(len(one.wrong) for one in ends)}")
    times = [1000 * one.seconds for one in ends]
    last = quantiles(times, n=20)[-1]
    print(f"such a page: median {median(times):.0f} ms of processor, p95 {last:.0f}")


def _in_short(query: Query) -> str:
    dates = f"{query.dates.first}–{query.dates.last}" if query.dates else ""
    return " ".join([*(f"{k}={'|'.join(v)}" for k, v in query.filters.items()), dates]).strip()


def draw(live: Searcher, count: int, seed: int) -> Iterator[tuple[str, Query]]:
    """So many queries that find nothing, of each kind as many; a kind that rarely finds nothing
    gives way to the others."""
    made = _Made(live, random.Random(seed))
    kinds = dict(KINDS)
    seen: list[Query] = []
    for kind in cycle(list(KINDS)):
        if len(seen) == count or not kinds:
            return
        if kind not in kinds:
            continue
        for _ in range(TRIES):
            query = kinds[kind](made)
            if query and query not in seen and not live.total(query):
                seen.append(query)
                yield kind, query
                break
        else:
            del kinds[kind]


@dataclass(slots=True)
class _Made:
    """What queries are made of: the words of reports, and the values of facets."""

    live: Searcher
    chance: random.Random
    reports: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reports = sorted(origin.id for origin in self.live.snapshot.sources())
        names = tuple(COUNTED_BY_NAME)
        for name, counted in self.live.counts(Query(), names)[1].items():
            self.values[name] = sorted(value for value in counted if value != UNKNOWN)

    def words(self, least: int = 2, most: int = 4) -> str:
        """Words that follow each other in a sentence of a report, of so many syllables."""
        while True:
            stored = self.live.snapshot.stored(self.chance.choice(self.reports))
            assert stored is not None
            sentences = [own for own in words_of(read_stored(stored)) if own]
            if not sentences:
                continue
            own = self.chance.choice(sentences)
            first = self.chance.randrange(len(own))
            found: list[str] = []
            for word in own[first:]:
                if len(found) >= least or len(found) + len(word) > most:
                    break
                found += word
            if least <= len(found) <= most and all(map(is_vietnamese, found)):
                return " ".join(map(to_orthography, found))

    def slip(self, text: str, kinds: Sequence[str] = tuple(SLIPS)) -> str:
        """A text with a slip in one word."""
        words = text.split()
        at = self.chance.randrange(len(words))
        plain = words[at].lower().strip(",.-")
        try:
            ways = SLIPS[self.chance.choice(kinds)](plain, self.chance)
        except (KeyError, IndexError):  # not a word of Vietnamese letters
            ways = []
        if not ways:
            return text
        way = self.chance.choice(ways)
        if words[at][:1].isupper():
            way = way[:1].upper() + way[1:]
        return " ".join([*words[:at], way, *words[at + 1 :]])

    def value(self, *facets: str) -> tuple[str, str]:
        """A value of a facet, and the facet."""
        name = self.chance.choice([f for f in facets or _NAMED if self.values[f]])
        return name, self.chance.choice(self.values[name])

    def typed(self, *facets: str) -> tuple[str, str]:
        """The same by the name a reader knows it."""
        name, value = self.value(*facets)
        return name, COUNTED_BY_NAME[name].label_of(value)


_Draw = Callable[[_Made], Query | None]


def _slipped(*kinds: str) -> _Draw:
    def _query(made: _Made) -> Query:
        return Query(made.slip(made.words(), kinds))

    return _query


def _raw(made: _Made) -> Query:
    """All of it in keys."""
    ways = [SLIPS["raw Telex"](word, made.chance) for word in made.words().split()]
    return Query(" ".join(own[0] for own in ways))


def _glued(made: _Made) -> Query:
    """One blank left out, or all."""
    words = made.words()
    whole = made.chance.random() < 0.5
    return Query(words.replace(" ", "", -1 if whole else 1))


def _value_bare(made: _Made) -> Query:
    name, label = made.typed()
    return Query(made.chance.choice(["", made.words()]), {name: (bare(label),)})


def _value_small(made: _Made) -> Query:
    """In other letters, small or capital."""
    name, label = made.typed()
    return Query("", {name: (made.chance.choice([str.lower, str.upper])(label),)})


def _value_slipped(made: _Made) -> Query:
    name, label = made.typed()
    return Query(made.chance.choice(["", made.words()]), {name: (made.slip(label),)})


def _value_elsewhere(made: _Made) -> Query:
    """A value that there is, but not with these words."""
    name, value = made.value()
    return Query(made.words(), {name: (value,)})


def _values_apart(made: _Made) -> Query:
    """Two or three values that there are, but not together."""
    named = dict(made.value(*chosen) for chosen in (("province",), ("person", "organiser"),
                 ("meeting_type", "year", "outlet")))  # fmt: skip
    return Query(made.chance.choice(["", made.words()]), {n: (v,) for n, v in named.items()})


def _wrong_year(made: _Made) -> Query:
    value = str(made.chance.randint(1990, 2035))
    words = made.words()
    return Query(words, {"year": (value,)})


def _wrong_dates(made: _Made) -> Query:
    first = date(made.chance.randint(2000, 2030), made.chance.randint(1, 12), 1)
    last = date(first.year + made.chance.randint(0, 2), 12, 31)
    return Query(made.words(), {}, DateBounds(first, last))


def _quoted_marks(made: _Made) -> Query:
    """Inside quotes a word has another mark, or all have none."""
    words = made.words(3, 5)
    if made.chance.random() < 0.3:
        return Query(f'"{bare(words)} {made.slip(made.words(2, 2), ["another tone"])}"')
    return Query(f'"{made.slip(words, ["another tone", "tone missing", "hat or horn missing"])}"')


def _quoted_word(made: _Made) -> Query:
    """Inside quotes a word is another one."""
    words = made.words(3, 6).split()
    words[made.chance.randrange(len(words))] = made.words(1, 1)
    return Query(f'"{" ".join(words)}"')


def _too_many(made: _Made) -> Query:
    """What nobody wrote about in one report; each in quotes, so that all are required."""
    words = [made.words(2, 3) for _ in range(made.chance.randint(2, 6))]
    joined = made.chance.choice(["{}", '"{}"'])
    return Query(" ".join(joined.format(own) for own in words))


def _too_many_filtered(made: _Made) -> Query:
    """A long question under a filter."""
    name, value = made.value("person", "organiser", "province")
    return Query(" ".join(made.words(2, 3) for _ in range(4)), {name: (value,)})


def _excluded(made: _Made) -> Query:
    """What is left out is in all that would be found."""
    words = made.words(2, 4)
    one = made.chance.choice(words.split())
    return Query(f"{words} -{made.chance.choice([one, 'và', 'của'])}")


def _field(made: _Made) -> Query:
    """A field in the words, with a slip in its value."""
    label, name = made.chance.choice([("tỉnh", "province"), ("người", "person"),
                                      ("cơ quan", "organiser")])  # fmt: skip
    return Query(f'{label}:"{made.slip(made.typed(name)[1])}" {made.words(2, 2)}')


def _both(made: _Made) -> Query:
    """A slip in the words, and a filter."""
    name, value = made.value()
    slipped = made.slip(made.words())
    found = replace(Query(slipped), filters={name: (value,)})
    return replace(found, page=made.chance.choice([1, 1, 3]))


def _unknown(made: _Made) -> Query:
    """Words of which one is in no report."""
    odd = "".join(made.chance.choice("bcdghklmnprstvx") + made.chance.choice("aeiou")
                  for _ in range(3))  # fmt: skip
    return Query(made.chance.choice([f"{odd} {{}}", f"{{}} {odd}"]).format(made.words(2, 3)))


KINDS: Mapping[str, _Draw] = {
    "letter dropped": _slipped("letter dropped"),
    "letter doubled": _slipped("letter doubled"),
    "letters swapped": _slipped("letters swapped"),
    "letter beside it": _slipped("letter beside it"),
    "another tone": _slipped("another tone"),
    "raw Telex": _raw,
    "words glued": _glued,
    "a word of no report": _unknown,
    "value without marks": _value_bare,
    "value in other letters": _value_small,
    "value with a slip": _value_slipped,
    "value not with these words": _value_elsewhere,
    "values not together": _values_apart,
    "wrong year": _wrong_year,
    "wrong dates": _wrong_dates,
    "marks inside quotes": _quoted_marks,
    "wrong word inside quotes": _quoted_word,
    "too many words": _too_many,
    "too many words, filtered": _too_many_filtered,
    "exclusion of all": _excluded,
    "field with a slip": _field,
    "slip, filtered": _both,
}


if __name__ == "__main__":
    main()
