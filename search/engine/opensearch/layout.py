"""Our fields and facets → the settings and the mapping of an index: how entries lie in a cluster.

Positions are doubled: the term at position p of an entry stands at 2p, and END at 2p + 1. So a
phrase and what follows it can be told from the same phrase one position later, which intervals
could not otherwise: see `phrases`. Lucene keeps an END behind every term in next to no bytes.
"""

from functools import cache
from pathlib import Path

from search.engine.opensearch.address import Layout
from search.facets.registry import COUNTED
from search.index.fields import FIELDS, LISTED_FIELDS
from search.index.fingerprint import digest, fingerprint
from search.text.analyze import PARAGRAPH_GAP

END, HOLE, BESIDE = ".", "-", "|"
"""Behind each term; at a position that has none; between two terms at one position."""
SPOKEN_FOR = str.maketrans(
    {sign: chr(0xE000 + number) for number, sign in enumerate(f"{END}{HOLE}{BESIDE} \t\n\r\f\v")}
)
"""A term with one of these signs, or with a blank in it, is kept with others that nobody writes."""
NEVER = f"{HOLE}{HOLE}"
"""A term that no report has."""
VALUE_GAP = PARAGRAPH_GAP
"""Positions between two values of a field; they are those between two passages, so that a passage
is a value, and no row of HOLEs."""
WINDOW = 10_000
"""Matches that one search gives; a longer list is asked for from the last one on."""
LONGEST_TERM = 32_000
"""Bytes; Lucene keeps no longer term, and nobody types one."""
FREQUENCY = "frequency"
PLACES, WORDS = "places", "whitespace"
"""Analyzers: of what `documents` writes for a field with positions, and of plain terms."""

_COVERED = (
    "engine/opensearch/documents.py",
    "engine/opensearch/layout.py",
    "serialization.py",
)


@cache
def format_fingerprint(package: Path = Path(__file__).parents[2]) -> str:
    """Of the text chain, and of how its terms lie in an index: 16 hexadecimal digits.

    An index of another fingerprint is not opened but made anew. `package`: where `search` is.
    """
    return digest(package, _COVERED, [fingerprint().encode()])


def terms_of(field: str) -> str:
    """Where the terms of a field are looked up."""
    return f"t_{field}"


def vocabulary_of(field: str) -> str:
    """Where the terms of a field are listed: a cluster lists none of those that it looks up."""
    return f"v_{field}"


def length_of(field: str) -> str:
    """Where the length of a field is, exact: Lucene's own is rounded."""
    return f"l_{field}"


def values_of(facet: str) -> str:
    """Where the values of a counted facet are."""
    return f"f_{facet}"


def kept(term: str) -> str:
    """A term as it is kept where it is looked up."""
    return term.translate(SPOKEN_FOR)


def new_index(layout: Layout, meta: object) -> dict[str, object]:
    """The body of a request that makes an index. Replicas come when it is complete."""
    settings = {
        "number_of_shards": layout.shards,
        "number_of_replicas": 0,
        "refresh_interval": "-1",
        "codec": "best_compression",
        "max_result_window": WINDOW,
        "max_terms_count": 1_000_000,
        "similarity": {
            FREQUENCY: {
                "type": "scripted",
                "script": {"source": "return query.boost * doc.freq;"},
            }
        },
        "analysis": _ANALYSIS,
    }
    return {"settings": {"index": settings}, "mappings": {**_mapping(), "_meta": meta}}


_ANALYSIS = {
    "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": 1 << 20}},
    "filter": {
        "holes": {"type": "stop", "stopwords": [HOLE]},
        "beside": {
            "type": "pattern_capture",
            "preserve_original": False,
            "patterns": [f"([^{BESIDE}]+)"],
        },
    },
    "analyzer": {
        PLACES: {"type": "custom", "tokenizer": "blanks", "filter": ["holes", "beside"]},
    },
}


def _mapping() -> dict[str, object]:
    kept_apart: dict[str, object] = {"type": "binary", "doc_values": True}
    properties: dict[str, object] = {
        "id": {"type": "keyword"},
        "source": kept_apart,  # beside each other: reading them must not unpack reports
        "signature": kept_apart,
        "report": {"type": "binary", "store": True},
        "check": {"type": "long", "index": False},
        "added": {"type": "long"},
        "first_day": {"type": "integer"},
        "last_day": {"type": "integer"},
    }
    for field in FIELDS:
        placed = {"index_options": "positions", "position_increment_gap": 2 * VALUE_GAP}
        properties[terms_of(field.name)] = {
            "type": "text",
            "norms": False,
            "similarity": FREQUENCY,
            "analyzer": PLACES if field.has_positions else WORDS,
            "search_analyzer": WORDS,
            **(placed if field.has_positions else {"index_options": "freqs"}),
        }
        properties[length_of(field.name)] = {"type": "integer", "index": False}
    for name in LISTED_FIELDS:
        properties[vocabulary_of(name)] = {"type": "keyword", "index": False}
    for facet in COUNTED:
        properties[values_of(facet.name)] = {"type": "keyword"}
    return {
        "dynamic": "strict",
        "_source": {"enabled": False, "recovery_source_enabled": False},
        "properties": properties,
    }
