"""Bounds in a row of endless different reports → a .jsonl of those between.

The row begins with the articles of news-40k. What follows are mixtures of two of them of about one
length, half of the sentences of either, drawn by chance: near-identical to neither, nor to other
mixtures of the two. In a mixture most people have another name, numbers have other digits, and each
province is another one. Words and names are those of real news; who is called by a given name alone
keeps it.
"""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count, islice
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks.corpus import FOLDER, SHARED, news
from search.text.lexicon.names import surnames
from search.text.lexicon.provinces import provinces

Article = dict[str, str]
RENAMED = 60
"""Of 100 names, those that are others in a mixture: so names grow as in the 40,000 articles, where
twice the articles have 1.65 times the names."""
_SYLLABLE = "[A-ZÀ-ỸĐ][a-zà-ỹđ]+"
_PROVINCES = [province.name for province in provinces()]
_NAME = rf"(?P<surname>{'|'.join(surnames())})(?P<given>(?: {_SYLLABLE}){{1,3}})"
_CHANGED = re.compile(
    rf"\b(?:(?P<province>{'|'.join(sorted(_PROVINCES, key=len, reverse=True))})"
    rf"|{_NAME}|(?P<number>(?!19|20)\d{{3,}}))\b"
)
"""Of numbers those that are no day, month or year."""
_SENTENCE = re.compile(r".+?(?:[.!?]\s+|\n+|$)", re.DOTALL)
_CLAUSE = re.compile(r".+?(?:[.!?,;:]\s+|\n+|$)", re.DOTALL)
FEW = 4
"""Of an article with fewer sentences clauses are taken."""


def archive(begin: int, end: int) -> Path:
    """A .jsonl of the reports [begin, end), or the samples where news-40k is absent."""
    if not (SHARED / "data" / "news-40k.jsonl.gz").is_file():
        return news(end)
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"archive-{begin}-{end}.jsonl"
    if not path.is_file():
        lines = (json.dumps(own, ensure_ascii=False) + "\n" for own in _row())
        path.write_text("".join(islice(lines, begin, end)), "utf-8")
    return path


def articles() -> list[Article]:
    """Those of news-40k, as they are."""
    with gzip.open(SHARED / "data" / "news-40k.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_mixture(report_id: str) -> bool:
    """Whether a report of the row is made of others, by its id."""
    return report_id[0].isdigit()


def _row() -> Iterator[Article]:
    """The articles, and again and again their mixtures, each time others."""
    own = articles()
    yield from own
    by_length = sorted(range(len(own)), key=lambda number: len(own[number]["text"]))
    rank = {number: place for place, number in enumerate(by_length)}
    for again in count(1):
        for number, article in enumerate(own):
            other = own[by_length[(rank[number] + again) % len(own)]]
            yield mixture(article, other, again, _given_names())


def mixture(article: Article, other: Article, again: int, given: Sequence[str]) -> Article:
    """Half of each of two articles, with other names and numbers."""
    text = "\n".join(_half(own, again) for own in (article, other))
    changed = {
        "title": _changed(article["title"], again, given),
        "text": _changed(text, again, given),
    }
    return article | changed | {"id": f"{again}-{article['id']}"}


def _half(article: Article, again: int) -> str:
    text = article["text"]
    pieces: list[str] = _SENTENCE.findall(text)
    if len(pieces) < FEW:
        pieces = _CLAUSE.findall(text)
    order = list(range(len(pieces)))
    Random(_number(article["id"], again)).shuffle(order)
    taken, size = set[int](), 0
    for number in order:
        if 2 * size + len(pieces[number]) <= len(text):  # which is nearer to the half than without
            taken.add(number)
            size += len(pieces[number])
    return "".join(own for number, own in enumerate(pieces) if number in taken).rstrip()


def _changed(text: str, again: int, given: Sequence[str]) -> str:
    def other(found: re.Match[str]) -> str:
        written, number = found[0], _number(found[0], again)
        if found["province"]:
            return _PROVINCES[(_PROVINCES.index(written) + 5 * again) % len(_PROVINCES)]
        if found["number"]:
            others = len(written) - 1
            return written[0] + str(number % 10**others).zfill(others)
        if number % 100 >= RENAMED:
            return written
        return found["surname"] + given[number // 100 % len(given)]

    return _CHANGED.sub(other, text)


@cache
def _given_names() -> list[str]:
    """What follows the surnames of all names in the articles, each as often as there."""
    found = (_CHANGED.finditer(article["text"]) for article in articles())
    return [name["given"] for names in found for name in names if name["given"]]


def _number(text: str, again: int) -> int:
    return crc32(f"{again} {text}".encode())
