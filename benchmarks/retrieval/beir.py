"""A folder in BEIR form → a test collection: documents, queries, and which answers which."""

import gzip
import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from search.serialization import SerializationError, decode

_CORPORA = ("corpus.jsonl.gz", "corpus.jsonl")
_QUERIES = ("queries.jsonl", "queries.jsonl.gz")
_JUDGEMENTS = ("qrels.tsv", "qrels/test.tsv")
_D = str.maketrans("đĐ", "dD")


class NotBeirError(ValueError):
    """A folder is no test collection; the message says what is missing or wrong."""


class Half(StrEnum):
    """Which queries: weights are tuned on one half of them and judged on the other."""

    ALL = "all"
    TUNING = "tuning"
    HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Queries by id, each judged; judgements are query → document → how relevant it is."""

    name: str
    corpus: Path
    queries: Mapping[str, str]
    judgements: Mapping[str, Mapping[str, int]]

    def documents(self) -> Iterator[Document]:
        """Every document, read anew. Raises NotBeirError."""
        for record in _records(self.corpus, _Record):
            yield Document(record._id, (record.title or "").strip(), record.text or "")

    def digest(self) -> str:
        """Of the documents: another one means that what was built of them is out of date."""
        with self.corpus.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def bare(self) -> "Collection":
        """The same, its queries typed without any marks."""
        return replace(self, queries={key: bare(text) for key, text in self.queries.items()})


@dataclass(frozen=True, slots=True)
class _Record:
    _id: str
    text: str | None = None
    title: str | None = None


def read(folder: Path, half: Half = Half.ALL) -> Collection:
    """The collection in a folder, with those queries of a half that something answers.

    Raises NotBeirError.
    """
    corpus, queries, judgements = (
        _found(folder, names) for names in (_CORPORA, _QUERIES, _JUDGEMENTS)
    )
    texts = {
        record._id: record.text or ""
        for record in _records(queries, _Record)
        if half in (Half.ALL, half_of(record._id))
    }
    judged = {
        query: own
        for query, own in _judgements(judgements).items()
        if query in texts and any(score > 0 for score in own.values())
    }
    if not judged:
        raise NotBeirError(f"{folder} has no query with a relevant document ({half} queries)")
    return Collection(folder.resolve().name, corpus, {q: texts[q] for q in judged}, judged)


def half_of(query_id: str) -> Half:
    """The half that a query is in, today and in any other copy of its collection."""
    is_odd = hashlib.sha256(query_id.encode()).digest()[-1] % 2
    return Half.HELD_OUT if is_odd else Half.TUNING


def bare(text: str) -> str:
    """A text without any diacritics, as it is typed in a hurry: đ is d."""
    kept = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(kept).translate(_D)


def _found(folder: Path, names: tuple[str, ...]) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise NotBeirError(f"{folder} is no BEIR folder: it has no {' or '.join(names)}")


T = TypeVar("T")


def _records(path: Path, kind: type[T]) -> Iterator[T]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _record(line, kind, f"{path}, line {number}")
        except (gzip.BadGzipFile, EOFError) as error:
            raise NotBeirError(f"{path} is damaged: {error}") from None


def _record(line: bytes, kind: type[T], where: str) -> T:
    try:
        return decode(line, kind)
    except SerializationError as error:
        raise NotBeirError(f"{where}: {error}") from None


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    judged: defaultdict[str, dict[str, int]] = defaultdict(dict)
    _, *lines = path.read_text("utf-8", "replace").splitlines() or [""]
    for number, line in enumerate(lines, 2):
        try:
            query, document, score = line.split("\t")
            judged[query][document] = int(score)
        except ValueError:
            raise NotBeirError(
                f"{path}, line {number}: not a query, a document and a whole number"
            ) from None
    return judged
