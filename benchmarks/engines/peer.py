"""What every engine of the benchmark does: documents → an index, a question → a reply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from benchmarks.material import Document, Question, spelled

LIMIT = 10
MOST_VALUES = 100
"""Values of a facet that an engine is asked to count, where it can be told."""


class Mode(StrEnum):
    """How much of a page is wanted."""

    TOP = "top 10"
    COUNTS = "counts"
    SNIPPETS = "snippets"
    PAGE = "page"

    @property
    def counted(self) -> bool:
        """Whether four facets are counted."""
        return self in (Mode.COUNTS, Mode.PAGE)

    @property
    def shown(self) -> bool:
        """Whether each hit is shown by a snippet."""
        return self in (Mode.SNIPPETS, Mode.PAGE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine replied; `total` is None where it cannot tell."""

    total: int | None
    ids: Sequence[str]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    fragments: Sequence[object] = ()


class Peer(Protocol):
    """An engine, with its index in a folder of its own."""

    def build(self, documents: Iterable[Document]) -> None:
        """A new index of some documents, complete on disk; the folder is there and empty."""

    def update(self, documents: Iterable[Document]) -> None:
        """Put some documents in place of those of the same ids."""

    def open(self) -> None:
        """Make ready to be asked."""

    def ask(self, question: Question, mode: Mode) -> Reply | None:
        """Ten hits of a question, and what else the mode wants; None if it has no such question."""


def spellings(document: Document) -> str:
    """The exact spelling of each term, joined by blanks."""
    return " ".join(map(spelled, document.terms.split(" ")))
