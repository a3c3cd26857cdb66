"""The shared data and the files of labels → the labels of facets, each with its article."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import SHARED
from indexer.read.document import RawDocument, SourceMetadata
from search.report import SourcePath, Span
from search.serialization import decode

HALVES = ("learning", "held-out")
_FOLDER = Path(__file__).parent
OWN = _FOLDER / "facet_labels.jsonl"
"""145 articles of meetings-title, drawn at random and labelled for this project by the same guide;
the first 50 of them served to learn from, and the others too once they had been measured."""
LOCAL = _FOLDER / "facet_labels_local.jsonl"
"""150 articles of news-40k about meetings of provinces and districts, half of them of somebody who
works with or visits somebody, drawn at random; each labelled twice by readers who knew no rule and
of whom neither saw the other's labels, the differences settled by a third reading of the text."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a function at the meeting, as a label names them."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a careful reader concludes from one article; see facet-labels-guide.md.

    Of LOCAL alone: `participants`, who else met; `event_days`, each day of the meeting, written as
    `event_date` is; `purpose`, the span of the text that tells what the meeting was for.
    """

    id: str
    is_meeting: bool
    meeting_type: list[str]
    online: bool
    branch: list[str]
    level: str | None
    organiser: str | None
    province: list[str]
    event_date: str | None
    session_no: int | None
    people: list[Person]
    note: str | None = None
    participants: list[str] = field(default_factory=list)
    event_days: list[str] = field(default_factory=list)
    purpose: Span | None = None


@dataclass(frozen=True, slots=True)
class _Document:
    id: str
    text: str
    title: str | None = None
    source: str | None = None


def is_held_out(identity: str) -> bool:
    """Whether an article belongs to the part that rules were not learnt from: a third or so."""
    return _hash(identity) % 3 == 0


def is_held_out_local(identity: str) -> bool:
    """The same of LOCAL: a half or so."""
    return _hash(f"i17-half{identity}") % 2 == 0


def _hash(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def labelled(folder: Path) -> Iterator[tuple[Label, RawDocument]]:
    """The labels with their articles."""
    lines = (folder / "facets-dev-docs.jsonl").read_text("utf-8").splitlines()
    documents = {document.id: document for document in (decode(line, _Document) for line in lines)}
    for line in (folder / "facets-dev-labels.jsonl").read_text("utf-8").splitlines():
        label = decode(line, Label)
        own = documents[label.id]
        known = SourceMetadata(title=own.title, source=own.source)
        yield label, RawDocument(label.id, own.text, SourcePath("/", label.id), "", known)


def articles(shared: Path) -> Iterator[RawDocument]:
    """The 4,565 articles of meetings-title."""
    packed = shared / "ir" / "meetings-title" / "corpus.jsonl.gz"
    with gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield RawDocument(record["_id"], record["text"], SourcePath("/", record["_id"]), "")


def labelled_local(folder: Path) -> Iterator[tuple[Label, RawDocument]]:
    """The labels of LOCAL with their articles."""
    labels = {label.id: label for label in _labels(LOCAL)}
    with gzip.open(folder / "news-40k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if label := labels.get(record["id"]):
                known = SourceMetadata(title=record.get("title") or None)
                path = SourcePath("/", label.id)
                yield label, RawDocument(label.id, record["text"], path, "", known)


def labelled_here(shared: Path) -> Iterator[tuple[Label, RawDocument]]:
    """Our own labels with their articles."""
    documents = {document.id: document for document in articles(shared)}
    yield from ((label, documents[label.id]) for label in _labels(OWN))


def _labels(path: Path) -> Iterator[Label]:
    return (decode(line, Label) for line in path.read_text("utf-8").splitlines())


Source = Callable[[Path], Iterator[tuple[Label, RawDocument]]]
"""A folder of shared data → labels with their articles."""

SOURCES: dict[str, tuple[Source, Callable[[str], bool]]] = {
    "kept": (labelled, is_held_out),
    "own": (labelled_here, is_held_out),
    "local": (labelled_local, is_held_out_local),
}
"""Name of a set → its labels with their articles, and which of them are held out."""


def labels_of(
    name: str, half: str | None, folder: Path = SHARED / "data"
) -> list[tuple[Label, RawDocument]]:
    """The labels of a set with their articles, of one half of HALVES or of both."""
    source, is_kept_back = SOURCES[name]
    return [
        pair
        for pair in source(folder)
        if half is None or is_kept_back(pair[0].id) == (half == "held-out")
    ]
