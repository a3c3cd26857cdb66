"""How good similar reports are, by two proxies, and how long they take.

python -m benchmarks.similar [ARTICLES]

Category: of the five most similar reports that have a category, how many have the same one.
Halves: long articles are indexed as two reports each, the second without a title; how often the
other half is the most similar report, and among the first five.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

from benchmarks.corpus import FOLDER, news
from indexer.build.run import build
from search.answer import more_like_this as tried
from search.answer.more_like_this import more_like_this
from search.engine.protocol import Snapshot
from search.engine.query_tree import Phrase
from search.engine.urls import open_engine
from search.report import PassageKind, StoredReport
from search.searcher import Searcher
from search.serialization import decode, encode
from search.text.analyze import exact_term

LONG, ASKED = 500, 300
FIRST, SECOND = "/1", "/2"
LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class _Article:
    id: str
    text: str
    title: str = ""
    category: str = ""


def main(articles: int) -> None:
    """Print the table."""
    path = news(articles)
    if path.is_dir():
        return  # the samples have no categories, and are too short to be cut in two
    made = _halved([decode(line, _Article) for line in path.read_bytes().splitlines()])
    live = _indexed(made)
    chance = random.Random(20261122)
    categories = {article.id: article.category for article in made}
    halves = [a.id for a in made if a.id.endswith((FIRST, SECOND))]
    whole = [a.id for a in made if a.category and a.id not in set(halves)]
    halves, whole = chance.sample(halves, ASKED), chance.sample(whole, ASKED)
    print(f"{len(made)} reports; {'':15}same category   other half @1    @5   CPU ms / p95")
    for name, settings in VARIANTS.items():
        with patch.multiple(tried, **settings):
            _measure(name, live, halves, whole, categories)


def _halved(articles: list[_Article]) -> list[_Article]:
    """Of the longer articles some are cut at a blank in the middle."""
    by_length = sorted(articles, key=lambda article: (-len(article.text), article.id))
    long = {article.id for article in by_length[: 2 * LONG : 2]}
    made = [article for article in articles if article.id not in long]
    for article in (article for article in articles if article.id in long):
        middle = article.text.find(" ", len(article.text) // 2)
        made.append(replace(article, id=article.id + FIRST, text=article.text[:middle]))
        rest = article.text[middle:]
        made.append(replace(article, id=article.id + SECOND, text=rest, title=""))
    return made


def _indexed(articles: list[_Article]) -> Snapshot:
    path = FOLDER / f"similar-{len(articles)}.jsonl"
    lines = [{n: v for n in a.__slots__ if (v := getattr(a, n))} for a in articles]
    path.write_bytes(b"\n".join(map(encode, lines)))
    engine = open_engine(f"whoosh:{FOLDER / 'similar'}")
    build([path], engine, anew=True)
    return engine.snapshot()


def _measure(
    name: str, live: Snapshot, halves: list[str], whole: list[str], categories: Mapping[str, str]
) -> None:
    times: list[float] = []

    def ask(report_id: str, limit: int) -> list[str]:
        began = time.process_time()
        found = more_like_this(report_id, Searcher(live), limit)
        times.append(1000 * (time.process_time() - began))
        return [hit.report.id for hit in found]

    same = first = five = 0
    for report_id in halves:
        found = ask(report_id, 5)
        other = report_id[:-1] + (FIRST if report_id.endswith(SECOND) else SECOND)[-1]
        first, five = first + (found[:1] == [other]), five + (other in found)
    for report_id in whole:
        known = [found for found in ask(report_id, LOOKED_AT) if categories[found]]
        same += sum(categories[found] == categories[report_id] for found in known[:5])
    print(
        f"{name:32}{same / len(whole) / 5:10.3f}{first / len(halves):16.3f}"
        f"{five / len(halves):8.3f}{median(times):10.1f} /{quantiles(times, n=20)[18]:6.1f}",
        flush=True,
    )


_words = tried._term_frequencies


def _longer_words(kept: StoredReport) -> Mapping[Phrase, float]:
    """Words of two syllables and more."""
    return {p: n for p, n in _words(kept).items() if p.fields == tried._WORD_FIELDS}


def _and_pairs(kept: StoredReport) -> Mapping[Phrase, float]:
    """All words and all pairs of syllables."""
    said = defaultdict(float, _words(kept))
    for part, _, analysis in tried._analyses(kept):
        for pair in pairwise(analysis.syllables):
            slots = tuple((exact_term(syllable),) for syllable in pair)
            said[Phrase(slots, tried._SYLLABLE_FIELDS)] += tried._WEIGHTS[part]
    return said


def _size(candidates: int, telling: int) -> dict[str, Any]:
    return {"CANDIDATES": candidates, "SALIENT": telling}


VARIANTS: dict[str, dict[str, Any]] = {
    "warming up": _size(tried.CANDIDATES, tried.SALIENT),
    "as it is": _size(tried.CANDIDATES, tried.SALIENT),
    "10 words": _size(60, 10),
    "20 words": _size(60, 20),
    "40 words of 80": _size(80, 40),
    "50 words of 100": _size(100, 50),
    "25 words of two syllables or more": {"_term_frequencies": _longer_words, **_size(60, 25)},
    "50 words of two syllables or more": {"_term_frequencies": _longer_words, **_size(100, 50)},
    "all words of one syllable": {"_begins_name": bool},
    "words and pairs": {"_term_frequencies": _and_pairs},
    "title as much as body": {"_WEIGHTS": {PassageKind.TITLE: 1.0, PassageKind.BODY: 1.0}},
    "title four times": {"_WEIGHTS": {PassageKind.TITLE: 4.0, PassageKind.BODY: 1.0}},
}

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6000)
