"""The live generation → what is wrong with it: every report and its sources are read."""

from zlib import crc32

from search.engine.errors import DamagedIndexError
from search.engine.opensearch.documents import source_record, stored_bytes
from search.engine.opensearch.generations import ClusterGenerations
from search.engine.opensearch.reading import IndexReader
from search.engine.opensearch.searches import SearchHit, fields_body
from search.engine.opensearch.snapshot import OpenSearchSnapshot
from search.serialization import SerializationError

_AT_ONCE = 500


def damage(generations: ClusterGenerations, snapshot: OpenSearchSnapshot) -> list[str]:
    """One line for each thing that is not as it was written.

    What terms lie on the disks of the nodes, they compare themselves, with Lucene's checksums,
    whenever a shard is copied or merged.
    """
    found = snapshot.missing()
    index = generations.index_of(snapshot.generation)
    body = fields_body([], ["source", "check"], _AT_ONCE, ["report"])
    try:
        for hit in IndexReader(generations.cluster, index).every(body):
            if wrong := _wrong_with(hit):
                found.append(f"report {hit.id} {wrong}")
    except DamagedIndexError as error:
        found.append(str(error))
    return found


def _wrong_with(hit: SearchHit) -> str:
    if "report" not in hit.fields:
        return "is listed and not stored"
    if crc32(stored_bytes(hit.text("report"))) != int(hit.text("check")):
        return "is not stored as it was written"
    try:
        source_record(hit.text("source"))
    except SerializationError:
        return "does not say where it came from"
    return ""
