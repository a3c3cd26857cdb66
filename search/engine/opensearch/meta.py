"""What an index of a cluster says of itself: which generation it is, of what, how large."""

import msgspec

from search.engine.opensearch.scores import Collection


class GenerationMeta(msgspec.Struct, frozen=True):
    """What a generation says of itself. `complete`: its own name, set last; anything else is not
    complete, as is a fresh clone of another. `lengths`: the sum of the lengths by field.
    `grouped`: how many reports are in groups. `published`: when, in seconds since 1970."""

    complete: str = ""
    format: str = ""
    extraction_fingerprint: str = ""
    reports: int = 0
    lengths: dict[str, int] = {}
    grouped: int = 0
    group_documents: int = 0
    published: float = 0.0
    replicas: int | None = None

    @property
    def collection(self) -> Collection:
        """What scores have to know."""
        count = max(self.reports, 1)
        means = {name: (total / count) or 1.0 for name, total in self.lengths.items()}
        return Collection(self.reports, means)


class MetaMappings(msgspec.Struct):
    """The part of an index's mapping that tells it."""

    meta: GenerationMeta = msgspec.field(name="_meta", default_factory=GenerationMeta)


class IndexMapping(msgspec.Struct):
    """What a cluster tells of the mapping of an index."""

    mappings: MetaMappings
