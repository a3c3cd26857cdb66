"""Real news → documents with ready terms and made-up facets, and the questions asked of them."""

import gzip
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.corpus import FOLDER, SHARED
from search.serialization import decode, encode
from search.text.analyze import TERM_SEPARATOR, analyze, exact_term, word_term

SPEED = FOLDER / "speed"
BASE = 5000
PER_CLASS = 30
PROVINCE, PERSON = "province", "person"
FACETS: tuple[str, ...] = ("meeting_type", "outlet", PROVINCE, PERSON)
"""Names of facets as `search.facets.registry` has them: ours is asked for their counts through its
seam."""
_VALUES = {"meeting_type": 8, "outlet": 20, PROVINCE: 63}
_PEOPLE, _PEOPLE_EACH = 2000, 3


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is given to every engine.

    `terms` and `words` are joined by blanks; a word has the number of its first syllable before
    it. `joins` are those of `search.text.analyze.Analysis`.
    """

    id: str
    text: str
    title: str
    terms: str
    words: tuple[tuple[int, str], ...]
    joins: tuple[int, ...]
    seconds: float

    def facets(self) -> dict[str, tuple[str, ...]]:
        """Facet → values, by chance; the same whenever and of whomever they are asked."""
        chance = random.Random(self.id)
        found = {name: (f"{name}-{chance.randrange(n)}",) for name, n in _VALUES.items()}
        people = chance.sample(range(_PEOPLE), _PEOPLE_EACH)
        return {**found, PERSON: tuple(f"người {number}" for number in people)}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a class, and what is looked for.

    `how`: "and", "or", "phrase" of the terms, or the one term as "prefix".
    """

    kind: str
    how: str
    terms: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offset: int = 0


def documents(count: int) -> Iterator[Document]:
    """The first so many articles. They are segmented when first asked for, which takes long."""
    path = SPEED / f"documents-{count}.jsonl"
    if not path.is_file():
        _prepare(path, count)
    with path.open("rb") as lines:
        yield from (decode(line, Document) for line in lines)


def text_bytes(count: int) -> int:
    """How long their texts are, in UTF-8."""
    return sum(len(document.text.encode()) for document in documents(count))


def spelled(term: str) -> str:
    """The spelling alone of a term: of "bao:bao4" "bao4", which is as long as the word was."""
    return term.partition(TERM_SEPARATOR)[2]


def _prepare(path: Path, count: int) -> None:
    SPEED.mkdir(parents=True, exist_ok=True)
    packed = SHARED / "data" / "news-40k.jsonl.gz"
    if not packed.is_file():
        sys.exit(f"{packed} is absent, and the samples are too few to measure speed on")
    began = time.monotonic()
    fresh = path.with_suffix(".new")
    with (
        gzip.open(packed, "rb") as lines,
        fresh.open("wb") as out,
        get_context("spawn").Pool(os.cpu_count()) as pool,
    ):
        for number, line in enumerate(pool.imap(_document, islice(lines, count), 50), 1):
            out.write(line)
            if number % 2000 == 0:
                seconds = time.monotonic() - began
                print(f"segmented {number} of {count} in {seconds:.0f} s", file=sys.stderr)
    fresh.rename(path)


@dataclass(frozen=True, slots=True)
class _Article:
    id: str
    text: str
    title: str = ""


def _document(line: bytes) -> bytes:
    article = decode(line, _Article)
    text = f"{article.title}\n{article.text}"
    began = time.process_time()
    analysis = analyze(text)
    seconds = time.process_time() - began
    terms = " ".join(map(exact_term, analysis.syllables))
    words = tuple(
        (first, word_term(analysis.syllables[first:last]))
        for first, last in analysis.words()
        if last - first > 1
    )
    joins = tuple(sorted(analysis.word_joins))
    made = Document(article.id, text, article.title, terms, words, joins, seconds)
    return encode(made) + b"\n"


def asked() -> list[Question]:
    """The questions: drawn from the first BASE articles once, however many are searched."""
    path = SPEED / "questions.json"
    if not path.is_file():
        path.write_bytes(encode(questions(list(documents(BASE)))))
    return decode(path.read_bytes(), list[Question])


def questions(base: Sequence[Document]) -> list[Question]:
    """PER_CLASS questions of each class, drawn from some documents, always the same ones."""
    chance = random.Random(20261122)
    texts = [terms for document in base if len(terms := document.terms.split(" ")) > 50]
    held = Counter(term for terms in texts for term in set(terms) if _is_word(term))
    share = {term: count / len(texts) for term, count in held.items()}

    def between(least: float, most: float) -> list[str]:
        return sorted(term for term, part in share.items() if least <= part <= most)

    rare, middling, common = between(0.0005, 0.003), between(0.02, 0.1), between(0.3, 1)
    usual = between(0.02, 0.6)
    usual_set = set(usual)

    def together(size: int) -> tuple[str, ...]:
        while len(inside := sorted(usual_set.intersection(chance.choice(texts)))) < size:
            pass
        return tuple(chance.sample(inside, size))

    def phrase(size: int) -> tuple[str, ...]:
        while True:
            terms = chance.choice(texts)
            first = chance.randrange(len(terms) - size)
            if all(map(_is_word, found := terms[first : first + size])):
                return tuple(found)

    vocabulary = sorted(held)
    filters = {PROVINCE: (f"{PROVINCE}-7",)}
    draws: dict[str, tuple[str, Callable[[], tuple[str, ...]]]] = {
        "rare": ("and", lambda: (chance.choice(rare),)),
        "middling": ("and", lambda: (chance.choice(middling),)),
        "common": ("and", lambda: (chance.choice(common),)),
        "and 2": ("and", partial(together, 2)),
        "and 3": ("and", partial(together, 3)),
        "or 2": ("or", lambda: tuple(chance.sample(usual, 2))),
        "or 4": ("or", lambda: tuple(chance.sample(usual, 4))),
        "phrase 2": ("phrase", partial(phrase, 2)),
        "phrase 4": ("phrase", partial(phrase, 4)),
        "prefix": ("prefix", lambda: (_prefix(chance, vocabulary),)),
        "filtered": ("and", lambda: (chance.choice(middling + common),)),
        "page 50": ("and", lambda: (chance.choice(common),)),
    }
    return [
        Question(
            kind,
            how,
            draw(),
            filters if kind == "filtered" else {},
            490 if kind == "page 50" else 0,
        )
        for kind, (how, draw) in draws.items()
        for _ in range(PER_CLASS)
    ]


def _is_word(term: str) -> bool:
    return term[0].isalpha()


def _prefix(chance: random.Random, vocabulary: Sequence[str]) -> str:
    """Two to four letters with which both spellings of all the terms begin that the folded one
    begins with: so it means the same in an engine that has the exact spelling alone."""
    while True:
        term = chance.choice(vocabulary)
        prefix = term[: chance.randint(2, 4)]
        found = [other for other in vocabulary if other.startswith(prefix)]
        if (
            prefix.isascii()
            and TERM_SEPARATOR not in prefix
            and len(found) > 2
            and all(spelled(other).startswith(prefix) for other in found)
        ):
            return prefix
