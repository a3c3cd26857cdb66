"""Our answers are those of a stock Whoosh search that leaves nothing out: documents and scores.

Ours lie in several segments, some reports replaced or removed; Whoosh is given the live ones anew,
as statistics are over live reports. Whoosh keeps the length of a field in one byte, rounded, and we
keep it whole: so every length here is one that a byte can say (`REPRESENTABLE`). Whoosh adds up the
scores of fields and we add up frequencies: so what is scored here is asked of one field of weight
1, where both are the same. How fields are put together is in the contract suite.

A few hundred random questions are asked; HOI_NGHI_QUERIES=5000 asks so many.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, product
from math import prod
from pathlib import Path
from random import Random

import pytest
from whoosh import collectors, fields, query, scoring
from whoosh.analysis import Token
from whoosh.filedb.filestore import RamStorage
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length

from search.dates import DateRange
from search.engine.protocol import Request, Snapshot
from search.engine.query_tree import K1, And, Clause, Node, Not, Or, Phrase, Prefix
from search.engine.urls import open_engine
from search.facets.registry import COUNTED, UNKNOWN
from search.index.entry import IndexEntry
from search.index.fields import FIELDS, FIELDS_BY_NAME, SYLLABLE_FIELDS, WORD_FIELDS
from search.index.terms import ReportTerms
from search.serialization import compressed
from search.text.analyze import JOIN, TERM_SEPARATOR, exact_term
from search.text.syllable import syllables
from tests.conftest import SAMPLE_REPORTS

pytestmark = pytest.mark.slow

QUESTIONS = int(os.environ.get("HOI_NGHI_QUERIES", "300"))
ARCHIVES = 2
REPORTS = 128
REPRESENTABLE = [byte_to_length(byte) for byte in range(256)]

# A report's text as the index knows it: a term at each position, "" where there is none.
Text = list[str]

FEW = [
    *("ba:ba", "ba:ba1", "ba:ba2", "bac:bac", "bac:bac1", "b:b", "ab:ab", "abc:abc5"),
    *("2:2", "20:20", "2024:2024", "𠀀:𠀀", "𠀀x:𠀀x", "\uffff:\uffff", "đ:đ", "e:ê"),
]
PROVINCES = ("Cao Bằng", "Nghệ An", "Cần Thơ", UNKNOWN)
PAIRS, BARE = ".pairs", ".bare"
"""Fields that only Whoosh has: two terms in a row, or any spelling of a syllable, as one term."""


@dataclass
class Report:
    """What is indexed: by us as an entry, by Whoosh as tokens."""

    entry: IndexEntry
    texts: Mapping[str, Text]


@dataclass(frozen=True)
class Question:
    """The same question twice; scores are only comparable where Whoosh gives any.

    `among`, `but_not`: filters for Whoosh besides those that ours has, as two of its operators are
    wrong: AndNot can keep the first document, Require gives those it should leave out.
    """

    ours: Request
    whooshs: query.Query
    is_scored: bool = True
    among: query.Query | None = None
    but_not: query.Query | None = None


# --- reports -----------------------------------------------------------------------------------


def running_text() -> list[str]:
    """The terms of the samples, as they follow each other."""
    return [exact_term(s) for path in SAMPLE_REPORTS for s in syllables(path.read_text("utf-8"))]


def some_text(random: Random, running: list[str], most: int) -> Text:
    """So many terms that a byte can say it: stretches of the samples and of a few odd terms."""
    wanted = 0
    if random.random() < 0.9:
        wanted = random.choice([n for n in REPRESENTABLE if n <= most])
    found: Text = []
    while (room := wanted - sum(map(bool, found))) > 0:
        start = random.randrange(len(running))
        stretch = running[start : start + random.randint(1, 8)]
        if random.random() < 0.5:
            stretch = random.choices(FEW, range(len(FEW), 0, -1), k=random.randint(1, 6))
        found += stretch[:room]
        if random.random() < 0.1:
            found += [""] * random.choice([1, 16])
    return found


def words_of(random: Random, text: Text) -> Text:
    """Some neighbours as words, each where it begins; nowhere does one begin where another does."""
    return [
        JOIN.join(term.partition(TERM_SEPARATOR)[2] for term in pair)
        if all(pair) and random.random() < 0.4
        else ""
        for pair in pairwise([*text, ""])
    ]


def some_report(random: Random, running: list[str], key: str, most: int = 300) -> Report:
    texts: dict[str, Text] = {}
    lengths: dict[str, int] = {}
    for name, words, share in zip(
        SYLLABLE_FIELDS, WORD_FIELDS, (0.1, 0.1, 1.0, 0.2, 0.05), strict=True
    ):
        texts[name] = some_text(random, running, int(most * share))
        texts[words] = words_of(random, texts[name])
        lengths[name] = lengths[words] = sum(map(bool, texts[name]))
    terms: dict[str, dict[str, list[int]]] = {}
    for name, text in texts.items():
        terms[name] = {}
        for position, term in enumerate(text):
            if term:
                terms[name].setdefault(term, []).append(position)
    facets: dict[str, tuple[str, ...]] = {facet.name: (UNKNOWN,) for facet in COUNTED}
    facets["province"] = tuple(random.sample(PROVINCES, random.choice([1, 1, 2])))
    first = date(2020, 1, 1) + timedelta(random.randrange(1500))
    dates = DateRange(first, first + timedelta(random.choice([0, 0, 30, 365])))
    entry = IndexEntry(
        id=key,
        digest="",
        origins=(),
        terms=ReportTerms.of(terms),
        lengths=lengths,
        facets=facets,
        dates=dates if random.random() < 0.9 else None,
        compressed=compressed(b""),
    )
    return Report(entry, texts)


# --- two indexes -------------------------------------------------------------------------------


def our_index(random: Random, running: list[str], folder: Path) -> tuple[Snapshot, list[Report]]:
    """Three segments, reports of the first ones replaced or removed; and the live reports."""
    engine = open_engine(f"whoosh:{folder / 'index'}")
    live: dict[str, Report] = {}
    for size in (REPORTS, REPORTS // 4, REPORTS // 16):
        gone = random.sample(sorted(live), len(live) // 12)
        with engine.writer("") as writer:
            for key in gone[::2]:
                writer.remove(key)
                del live[key]
            fresh = [f"r{len(live)}-{number}-{size}" for number in range(size)]
            for key in (*gone[1::2], *fresh):
                most = 5000 if random.random() < 0.01 else 300
                live[key] = some_report(random, running, key, most)
                writer.put(live[key].entry)
            generation = writer.commit()
    segments = list((folder / "index" / generation).glob("*.arrays"))
    assert len(segments) == 3, "as many as there were writers"
    return engine.snapshot(), list(live.values())


def tokens(value: str, **_: object) -> Iterator[Token]:
    """Whoosh's analyzer: a term before each blank, where there is one."""
    for position, term in enumerate(value.split(" ")):
        if term:
            yield Token(text=term, pos=position, boost=1.0)


def padded(text: Text, length: int) -> str:
    """As `tokens` reads it; to Whoosh a field is as long as its tokens, so there are as many."""
    return " ".join([*text, *["~"] * (length - sum(map(bool, text)))])


def whooshs_index(reports: list[Report]) -> Searcher:
    """One segment of the live reports, as Whoosh's manual tells to make it."""
    text = fields.TEXT(analyzer=tokens)
    names = [field.name for field in FIELDS]
    names += [name + more for name in SYLLABLE_FIELDS for more in (PAIRS, BARE)]
    schema = fields.Schema(
        key=fields.STORED(),
        province=fields.KEYWORD(),
        first_day=fields.NUMERIC(int),
        last_day=fields.NUMERIC(int),
        **dict.fromkeys(names, text),
    )
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for report in reports:
        entry = report.entry
        found: dict[str, object] = {"key": entry.id, "province": list(entry.facets["province"])}
        if entry.dates:
            found["first_day"] = entry.dates.first.toordinal()
            found["last_day"] = entry.dates.last.toordinal()
        for name, own in report.texts.items():
            length = entry.lengths[name]
            found[name] = padded(own, length)
            if name in SYLLABLE_FIELDS:
                pairs = [JOIN.join(pair) if all(pair) else "" for pair in pairwise(own)]
                found[name + PAIRS] = padded(pairs, length)
                found[name + BARE] = padded([t.partition(TERM_SEPARATOR)[0] for t in own], length)
        writer.add_document(**found)
    writer.commit()
    bs = {f"{name}_B": FIELDS_BY_NAME[name.partition(".")[0]].b for name in names}
    return index.searcher(weighting=scoring.BM25F(K1=K1, **bs))


def whooshs_answer(searcher: Searcher, question: Question) -> dict[str, float]:
    """Every document that Whoosh finds, with its score; nothing skipped, nothing replaced."""
    ours = question.ours
    filters = [question.among] if question.among else []
    for name, values in ours.filters.items():
        filters.append(query.Or([query.Term(name, value) for value in values]))
    if ours.dates:
        first, last = ours.dates.first.toordinal(), ours.dates.last.toordinal()
        filters.append(query.NumericRange("first_day", None, last))
        filters.append(query.NumericRange("last_day", first, None))
    every = collectors.TopCollector(searcher.doc_count(), usequality=False, replace=0)
    allowed = query.And(filters) if filters else None
    collector = collectors.FilterCollector(every, allowed, question.but_not)
    searcher.search_with_collector(question.whooshs, collector)
    return {searcher.stored_fields(n)["key"]: s for s, n in collector.results().top_n}


# --- questions ---------------------------------------------------------------------------------


class Asker:
    """Makes questions of terms and of stretches that the reports have, mostly."""

    def __init__(self, random: Random, running: list[str], reports: list[Report]) -> None:
        self.random, self.running, self.reports = random, running, reports

    def question(self) -> Question:
        """One of any kind, sometimes with filters and dates."""
        found = self.random.choice(KINDS)(self)
        ours = found.ours
        if self.random.random() < 0.2:
            values = self.random.sample([*PROVINCES, "Huế"], self.random.randint(1, 2))
            ours = replace(ours, filters={"province": tuple(values)})
        if self.random.random() < 0.2:
            first = date(2019, 6, 1) + timedelta(self.random.randrange(2200))
            last = first + timedelta(self.random.randrange(500))
            ours = replace(ours, dates=DateRange(first, last))
        return replace(found, ours=ours)

    def term(self, names: tuple[str, ...] = SYLLABLE_FIELDS) -> str:
        """A term of a field, or one that the index may not have."""
        chosen = self.random.random()
        if chosen < 0.05:
            return "no:no"
        if chosen < 0.3:
            return self.random.choice(FEW)
        text = self.random.choice(self.reports).texts[self.random.choice(names)]
        return self.random.choice(list(filter(None, text)) or self.running)

    def row(self, most: int) -> list[str]:
        """Terms that stand in a row somewhere, or that do not."""
        if self.random.random() < 0.3:
            return self.random.choices(FEW[:6], k=self.random.randint(2, most))
        text = self.random.choice(self.reports).texts["body"]
        at = self.random.randrange(len(text) + 1)
        found = list(filter(None, text[at : at + self.random.randint(2, most)]))
        return found if len(found) > 1 else ["ba:ba", "ba:ba"]

    def name(self) -> str:
        """A field, of syllables mostly."""
        return self.random.choice([*SYLLABLE_FIELDS, *SYLLABLE_FIELDS, *WORD_FIELDS])

    def names(self) -> tuple[str, ...]:
        """Some fields."""
        return self.random.choice(
            [SYLLABLE_FIELDS, ("body",), ("title",), ("title", "body"), WORD_FIELDS]
        )

    def weight(self) -> float:
        return self.random.choice([1.0, 1.0, 0.5, 2.5])


def one(*terms: str | Prefix, names: tuple[str, ...]) -> Phrase:
    """A phrase of one slot."""
    return Phrase((terms,), names)


def either(names: tuple[str, ...], term: str) -> query.Query:
    """A term in one of some fields."""
    return query.Or([query.Term(name, term) for name in names])


def a_term(asker: Asker) -> Question:
    name = asker.name()
    term, weight = asker.term((name,)), asker.weight()
    phrase = one(term, names=(name,))
    asked = query.Term(name, term, boost=weight)
    return Question(Request(phrase, (Clause(phrase, weight),)), asked)


def several(asker: Asker) -> tuple[list[Phrase], tuple[Clause, ...], list[query.Query]]:
    """Terms of one field or of several, each with its clause."""
    phrases: list[Phrase] = []
    clauses: list[Clause] = []
    asked: list[query.Query] = []
    own = asker.name()
    for _ in range(asker.random.randint(2, 5)):
        name = asker.random.choice([own, own, asker.name()])
        term, weight = asker.term((name,)), asker.weight()
        phrases.append(one(term, names=(name,)))
        clauses.append(Clause(phrases[-1], weight))
        asked.append(query.Term(name, term, boost=weight))
    return phrases, tuple(clauses), asked


def all_of(asker: Asker) -> Question:
    phrases, clauses, asked = several(asker)
    return Question(Request(And(tuple(phrases)), clauses), query.And(asked))


def some_of(asker: Asker) -> Question:
    phrases, clauses, asked = several(asker)
    return Question(Request(Or(tuple(phrases)), clauses), query.Or(asked))


def one_and_some(asker: Asker) -> Question:
    """a AND (b OR c)."""
    (a, *rest), clauses, (first, *others) = several(asker)
    match = And((a, Or(tuple(rest))))
    return Question(Request(match, clauses), query.And([first, query.Or(others)]))


def one_and_perhaps(asker: Asker) -> Question:
    """a, and b and c count if they are there."""
    (a, *_), clauses, (first, *others) = several(asker)
    return Question(Request(a, clauses), query.AndMaybe(first, query.Or(others)))


def one_without(asker: Asker) -> Question:
    (a, b, *_), clauses, (first, second, *_) = several(asker)
    return Question(Request(And((a, Not(b))), clauses[:1]), first, but_not=second)


def a_phrase(asker: Asker) -> Question:
    """Whoosh scores a phrase as all of its terms, each as often as it is there."""
    name = asker.random.choice(SYLLABLE_FIELDS)
    words, weight = asker.row(5), asker.weight()
    phrase = Phrase(tuple((word,) for word in words), (name,))
    clauses = tuple(Clause(one(word, names=(name,)), weight) for word in words)
    return Question(Request(phrase, clauses), query.Phrase(name, words, boost=weight))


def a_pair_as_a_term(asker: Asker) -> Question:
    """A phrase's own clause counts it as if it were one term: here it is one."""
    name = asker.random.choice(SYLLABLE_FIELDS)
    words, weight = asker.row(2), asker.weight()
    phrase = Phrase(tuple((word,) for word in words), (name,))
    asked = query.Term(name + PAIRS, JOIN.join(words), boost=weight)
    return Question(Request(phrase, (Clause(phrase, weight),)), asked)


def any_spelling_as_a_term(asker: Asker) -> Question:
    name = asker.random.choice(SYLLABLE_FIELDS)
    bare, weight = asker.term().partition(TERM_SEPARATOR)[0], asker.weight()
    phrase = one(Prefix(bare + TERM_SEPARATOR), names=(name,))
    asked = query.Term(name + BARE, bare, boost=weight)
    return Question(Request(phrase, (Clause(phrase, weight),)), asked)


def as_people_ask(asker: Asker) -> Question:
    """Phrases of the body are required; their terms, pairs and words there count."""
    rows = [asker.row(4) for _ in range(asker.random.randint(1, 2))]
    match = And(tuple(Phrase(tuple((word,) for word in row), ("body",)) for row in rows))
    clauses: list[Clause] = []
    asked: list[query.Query] = []
    for row in rows:
        for word in row:
            clauses.append(Clause(one(word, names=("body",))))
            asked.append(query.Term("body", word))
        for pair in pairwise(row):
            clauses.append(Clause(Phrase(tuple((word,) for word in pair), ("body",)), 0.5))
            asked.append(query.Term("body" + PAIRS, JOIN.join(pair), boost=0.5))
        word = JOIN.join(term.partition(TERM_SEPARATOR)[2] for term in row[:2])
        clauses.append(Clause(one(word, names=("body_words",)), 0.5))
        asked.append(query.Term("body_words", word, boost=0.5))
    phrases = [query.Phrase("body", row) for row in rows]
    return Question(Request(match, tuple(clauses)), query.Or(asked), among=query.And(phrases))


def a_phrase_of_alternatives(asker: Asker) -> Question:
    """Each slot has one or two terms; Whoosh is asked for every combination of them."""
    names = asker.random.choice([SYLLABLE_FIELDS, ("title",)])
    row = asker.row(4)
    slots = tuple((word, asker.term()) if asker.random.random() < 0.4 else (word,) for word in row)
    assert prod(map(len, slots)) <= 16
    asked = [query.Phrase(name, list(words)) for words in product(*slots) for name in names]
    return Question(Request(Phrase(slots, names)), query.Or(asked), is_scored=False)


def a_prefix(asker: Asker) -> Question:
    names = asker.names()
    term = asker.term(names)
    text = term[: asker.random.randint(1, len(term))]
    asked = query.Or([query.Prefix(name, text) for name in names])
    return Question(Request(one(Prefix(text), names=names)), asked, is_scored=False)


def a_tree(asker: Asker, depth: int = 3) -> Question:
    node, asked = a_node(asker, depth)
    return Question(Request(node), asked, is_scored=False)


def a_node(asker: Asker, depth: int) -> tuple[Node, query.Query]:
    kind = asker.random.random() if depth else 1.0
    if kind < 0.2:
        node, asked = a_node(asker, depth - 1)
        return Not(node), query.Not(asked)
    if kind < 0.7:
        parts = [a_node(asker, depth - 1) for _ in range(asker.random.randint(1, 3))]
        nodes, queries = tuple(n for n, _ in parts), [q for _, q in parts]
        return (And(nodes), query.And(queries)) if kind < 0.45 else (Or(nodes), query.Or(queries))
    if kind < 0.8:
        row = asker.row(2)
        phrases = [query.Phrase(name, row) for name in SYLLABLE_FIELDS]
        return Phrase(tuple((word,) for word in row)), query.Or(phrases)
    names = asker.names()
    term = asker.term(names)
    return one(term, names=names), either(names, term)


KINDS: tuple[Callable[[Asker], Question], ...] = (
    a_term,
    all_of,
    some_of,
    one_and_some,
    one_and_perhaps,
    one_without,
    a_phrase,
    a_pair_as_a_term,
    any_spelling_as_a_term,
    as_people_ask,
    a_phrase_of_alternatives,
    a_prefix,
    a_tree,
)


@pytest.mark.parametrize("seed", range(ARCHIVES))
def test_same_documents_and_scores_as_whoosh(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for field in FIELDS:
        monkeypatch.setitem(FIELDS_BY_NAME, field.name, replace(field, weight=1.0))
    random = Random(seed)
    running = running_text()
    live, reports = our_index(random, running, tmp_path)
    searcher = whooshs_index(reports)
    asker = Asker(random, running, reports)
    for _ in range(QUESTIONS // ARCHIVES):
        question = asker.question()
        right = whooshs_answer(searcher, question)
        found = live.search(replace(question.ours, limit=len(reports)))
        scores = {match.id: match.score for match in found.matches}
        assert scores.keys() == right.keys(), question
        assert found.total == len(right), question
        if question.is_scored:
            assert scores == pytest.approx(right, rel=0, abs=1e-6), question
        best = [match.id for match in found.matches]
        assert best == sorted(best, key=lambda key: (-scores[key], key)), question
        page = live.search(replace(question.ours, offset=3, limit=7))
        assert [match.id for match in page.matches] == best[3:10], question
