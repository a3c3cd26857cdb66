"""What every engine does here: documents → an index, a query → ids of documents, best first."""

import re
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.retrieval.beir import Document
from search.query.compile import QueryTooLongError

DEPTH = 100
"""How many documents a query is asked for."""


class Ranker(Protocol):
    """An engine, with its index in a folder of its own."""

    def build(self, documents: Iterable[Document]) -> None:
        """A new index, complete on disk; the folder is there and empty."""

    def open(self) -> None:
        """Make ready to be asked."""

    def ask(self, text: str, count: int) -> Sequence[str]:
        """The ids of the best documents for a query, as it was typed.

        May raise QueryTooLongError.
        """


@dataclass(frozen=True, slots=True)
class Run:
    """What an engine found of each query, how long it took, and which ones it refused."""

    rankings: Mapping[str, Sequence[str]]
    milliseconds: Sequence[float]
    refused: int


def run(ranker: Ranker, queries: Mapping[str, str]) -> Run:
    """Ask every query; one that is refused finds nothing."""
    rankings: dict[str, Sequence[str]] = {}
    milliseconds: list[float] = []
    refused = 0
    for key, text in queries.items():
        began = time.process_time()  # other work on the machine is not the engine's
        try:
            rankings[key] = ranker.ask(text, DEPTH)
        except QueryTooLongError:
            rankings[key] = []
            refused += 1
        milliseconds.append(1000 * (time.process_time() - began))
    return Run(rankings, milliseconds, refused)


def composed(text: str) -> str:
    """A text with one character a letter (NFC): no engine but ours would do that for itself."""
    return unicodedata.normalize("NFC", text)


def plain_words(text: str, pattern: str = r"\w+") -> list[str]:
    """The words of a query, without what a query parser would take for its own syntax."""
    return re.findall(pattern, composed(text).lower())
