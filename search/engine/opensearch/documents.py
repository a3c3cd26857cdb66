"""IndexEntry → the document of a cluster that stands for it; and the parts of it back.

A report whose text has the syllables "a", "b" and, in the next passage, "c" is t_body
["a . b .", "c ."]: see `layout`.
"""

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from zlib import crc32

from search.engine.opensearch.layout import (
    BESIDE,
    END,
    HOLE,
    LONGEST_TERM,
    VALUE_GAP,
    kept,
    length_of,
    terms_of,
    values_of,
    vocabulary_of,
)
from search.engine.protocol import SourceRecord
from search.facets.registry import COUNTED
from search.index.entry import IndexEntry
from search.index.fields import FIELDS, LISTED_FIELDS
from search.report import LONG_AGO
from search.serialization import decompressed, pack, unpack


def document_id(report_id: str) -> str:
    """What a cluster calls a report: ids are paths, and may be longer than it takes."""
    return sha256(report_id.encode()).hexdigest()[:40]


def document(entry: IndexEntry) -> dict[str, object]:
    """An entry as a document."""
    source = SourceRecord(entry.id, entry.digest, entry.origins, entry.added)
    stored = decompressed(entry.compressed)  # a cluster compresses what it keeps itself
    made: dict[str, object] = {
        "id": entry.id,
        "source": _as_text(pack(source)),
        "signature": _as_text(entry.signature),
        "report": _as_text(stored),
        "check": crc32(stored),
        "added": seconds(entry.added),
    }
    if entry.dates is not None:
        made["first_day"] = entry.dates.first.toordinal()
        made["last_day"] = entry.dates.last.toordinal()
    for field in FIELDS:
        terms = entry.terms[field.name]
        if any(len(term) > LONGEST_TERM // 4 for term in terms):
            terms = {t: at for t, at in terms.items() if len(t.encode()) <= LONGEST_TERM}
        made[length_of(field.name)] = entry.lengths[field.name]
        if terms:
            is_placed = field.has_positions
            made[terms_of(field.name)] = placed_text(terms) if is_placed else _bag_text(terms)
            if field.name in LISTED_FIELDS:
                made[vocabulary_of(field.name)] = list(terms)
    for facet in COUNTED:
        made[values_of(facet.name)] = entry.facets[facet.name]
    return made


def placed_text(terms: Mapping[str, Sequence[int]]) -> list[str]:
    """Term → positions, as the values of a field: between two of them are VALUE_GAP positions."""
    places: defaultdict[int, list[str]] = defaultdict(list)
    for term, found in terms.items():
        own = kept(term)
        for place in found:
            places[place].append(own)
    values: list[str] = []
    signs: list[str] = []
    at = 0
    for place in sorted(places):
        while place - at >= VALUE_GAP:
            values.append(" ".join(signs))
            signs = []
            at += VALUE_GAP
        signs += [HOLE] * (2 * (place - at))
        signs += [BESIDE.join(places[place]), END]
        at = place + 1
    values.append(" ".join(signs))
    return values


def _bag_text(terms: Mapping[str, Sequence[int]]) -> str:
    """Term → as many numbers as it stands there often, as the value of a field."""
    return " ".join(own for term, found in terms.items() for own in [kept(term)] * len(found))


def source_record(source: str, signature: str = "") -> SourceRecord:
    """What a document says of where a report came from. Raises SerializationError."""
    return replace(unpack(_column(source), SourceRecord), signature=_column(signature))


def stored_bytes(report: str) -> bytes:
    """What a document keeps of a report."""
    return b64decode(report)


def seconds(instant: datetime) -> int:
    """An instant as a number: the seconds since the earliest one, the begun one counts."""
    since = instant - LONG_AGO
    return since.days * 86_400 + since.seconds + (since.microseconds > 0)


def _column(told: str) -> bytes:
    """Bytes of a column: a cluster writes them in the alphabet of addresses, without padding."""
    return b64decode(told + "=" * (-len(told) % 4), b"-_")


def _as_text(data: bytes) -> str:
    return b64encode(data).decode()
