"""One generation of an index → what it holds, by kind and source; how new it is; what is odd."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from search.answer.beginning import beginning
from search.answers import FacetCount
from search.explore.flagged import FLAG
from search.facets.registry import COUNTED_BY_NAME, UNKNOWN
from search.facets.values import choices
from search.report import SourcePath
from search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What a generation holds.

    `files`: how many reports it has, near-identical ones counted each; `reports`: counted once, as
    everywhere else, and as `kinds` and `flags` (flag → reports) are. `sources`: the name of a root,
    a folder or a file, that reports were read from → how many of `files`; no more of its path is
    told than sets it apart. `updated`: when the last report came in, None if there is none.
    """

    generation: str
    reports: int
    files: int
    updated: datetime | None
    kinds: Sequence[FacetCount]
    flags: Mapping[str, int]
    sources: Mapping[str, int]


def index_status(searcher: Searcher) -> IndexStatus:
    """What is the same for a whole generation: `searcher.once(index_status)`."""
    begun = searcher.once(beginning)
    kind = COUNTED_BY_NAME["meeting_type"]
    flags = searcher.facet_counts(FLAG)
    return IndexStatus(
        generation=searcher.generation,
        reports=begun.reports,
        files=searcher.reports,
        updated=begun.updated,
        kinds=choices(kind, searcher.facet_counts(kind.name), (), ""),
        flags={flag: count for flag, count in flags.items() if flag != UNKNOWN},
        sources=_sources(searcher),
    )


def _sources(searcher: Searcher) -> Mapping[str, int]:
    """The names of the roots, those of most reports first."""
    held: Counter[str] = Counter()
    for source in searcher.snapshot.sources():
        held.update({SourcePath.root_of(origin) for origin in source.origins})
    names = _told_apart(held)
    return {names[root]: count for root, count in held.most_common()}


def _told_apart(roots: Sequence[str] | Mapping[str, int]) -> dict[str, str]:
    """Root → the last part of its path, and as many parts before it as another root shares."""
    names: dict[str, str] = {}
    for root in roots:
        parts = [part for part in root.split("/") if part]
        ends = ("/".join(parts[-n:]) for n in range(1, len(parts) + 1))
        others = [other for other in roots if other != root]
        names[root] = next(
            (end for end in ends if not any(f"/{other}".endswith(f"/{end}") for other in others)),
            root,
        )
    return names
