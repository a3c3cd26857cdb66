"""A document that was read, or a record of the index → what it claims to be."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from indexer.read.document import KnownLine, RawDocument
from indexer.read.formats import holds_records
from search.report import SourcePath

Content = tuple[str, str]
"""What makes two files one report: the digest; of a record also its id."""


class Claim(NamedTuple):
    """What a file, or one line of it, claims: there is this content, known by this id."""

    id: str
    origin: str
    line: int
    content: Content

    @property
    def where(self) -> str:
        """The file, the part or the line, as messages name it."""
        file = SourcePath.of(self.origin).shown
        return f"{file}:{self.line}" if self.line else file


def claim_of(document: RawDocument) -> Claim:
    """What a document that was read claims to be."""
    origin = _written(document.place)
    content = content_of(document.id, document.digest, origin)
    return Claim(document.id, origin, document.line or 0, content)


def claim_of_line(line: KnownLine) -> Claim:
    """The same of a line that is in the index."""
    return Claim(line.id, _written(line.place), line.line, (line.digest, line.id))


@lru_cache(maxsize=1)
def _written(place: SourcePath) -> str:
    """A place as an origin: the same object for all lines of a file."""
    return str(place)


def content_of(report_id: str, digest: str, origin: str) -> Content:
    """What makes a report of an index, or of a file, the same as another."""
    return digest, "" if is_one_report(origin) else report_id


def roots_of(origins: Iterable[tuple[str, ...]]) -> set[str]:
    """The roots of some reports. `origins`: those of each."""
    return set(map(SourcePath.root_of, set(chain.from_iterable(set(origins)))))


@lru_cache(maxsize=16)  # the many reports of a file of records come one after another
def is_one_report(origin: str) -> bool:
    """Whether a file holds one report, known by its path: then files alike are one report."""
    root, _, rest = origin.partition("//")
    return not holds_records(rest.partition("//")[0] or root)


def by_content(claims: Iterable[Claim]) -> dict[Content, list[Claim]]:
    """Each content → the claims of it, in order; a file before its copy in an archive, which is
    harder to get at."""
    found: defaultdict[Content, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (bool(SourcePath.of(claim.origin).part), claim)):
        found[claim.content].append(claim)
    return found
