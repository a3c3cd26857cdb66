"""The shared data → the articles and queries that are recorded: the same ones each time."""

import gzip
import json
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.unchanged.ways import WAYS

QUERIES, ARTICLES, OTHERS = 2000, 5000, 2000
ROOT = Path(__file__).parents[2]
SAMPLE_QUERIES = ROOT / "tests" / "data" / "sample_queries.jsonl"
OWN_LABELS = ROOT / "benchmarks" / "facet_labels.jsonl"
_OF_SETS = {"short": 1, "ktlab-news-big": 1, "alqac": 3, "viquad": 20, "meetings-title": 5}
"""Collection → every how many of its queries one is taken."""
_STEP, _FIRST = 20, 7
"""Of news-40k every so many articles, from this one, are the others whose facets are told."""

Article = dict[str, str]


def lines_of(path: Path) -> Iterator[dict[str, object]]:
    """The records of a .jsonl or .jsonl.gz."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def meetings(shared: Path) -> Iterator[Article]:
    """The articles of meetings-title as the indexer reads them."""
    for line in lines_of(shared / "data" / "ir" / "meetings-title" / "corpus.jsonl.gz"):
        yield {"id": str(line["_id"]), "text": str(line["text"])}


def news(shared: Path) -> Iterator[Article]:
    """The articles of news-40k as the indexer reads them."""
    kept = ("id", "title", "text", "category", "source", "date")
    for line in lines_of(shared / "data" / "news-40k.jsonl.gz"):
        yield {name: str(line[name]) for name in kept if line.get(name)}


def articles(shared: Path) -> list[Article]:
    """The meeting articles, and news until there are 5,000."""
    found = list(meetings(shared))
    known = {article["id"] for article in found}
    rest = (article for article in news(shared) if article["id"] not in known)
    return [*found, *islice(rest, ARTICLES - len(found))]


def facet_texts(shared: Path) -> dict[str, list[Article]]:
    """Name of a file → the articles in it whose facets are told."""
    kept = ("id", "title", "text", "source")
    labelled = [
        {name: str(line[name]) for name in kept if line.get(name)}
        for line in lines_of(shared / "data" / "facets-dev-docs.jsonl")
    ]
    own = {str(line["id"]) for line in lines_of(OWN_LABELS)}
    return {
        "labelled": labelled,
        "labelled-here": [article for article in meetings(shared) if article["id"] in own],
        "others": list(islice(news(shared), _FIRST, _FIRST + _STEP * OTHERS, _STEP)),
        "examples": [
            {"id": str(number), "text": str(line["text"])}
            for number, line in enumerate(lines_of(shared / "data" / "facet-examples.jsonl"))
        ],
    }


def queries(shared: Path) -> list[str]:
    """2,000 different queries: those of the sets and lists, and phrases of articles as typed."""
    found = dict.fromkeys(("", *_written(shared)))
    chance = random.Random(2000)
    texts = [article["text"].split() for article in meetings(shared)]
    while len(found) < QUERIES:
        for way in WAYS:
            words = chance.choice(texts)
            length = chance.randint(2, 6)
            begin = chance.randrange(max(1, len(words) - length))
            found[way(" ".join(words[begin : begin + length]), chance)] = None
    return list(found)[:QUERIES]


def _written(shared: Path) -> Iterator[str]:
    """Queries that somebody wrote."""
    data = shared / "data"
    for path in (SAMPLE_QUERIES, data / "cases.jsonl"):
        yield from (str(line["q"]) for line in lines_of(path))
    for line in lines_of(data / "complaints.jsonl"):
        asked = line["input"]
        if isinstance(asked, dict) and isinstance(asked.get("query"), str):
            yield asked["query"]
    for name, step in _OF_SETS.items():
        asked_of_set = lines_of(data / "ir" / name / "queries.jsonl")
        yield from (str(line["text"]) for line in islice(asked_of_set, 0, None, step))
