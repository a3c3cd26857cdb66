"""A passage → its clauses, none longer than a fragment; long passages → these as bytes to keep."""

import re
import struct
from collections.abc import Iterable
from itertools import chain

from search.report import Span
from search.text.sentences import clause_ends

LONGEST = 260
"""The most characters of a clause, and of a fragment of clauses that is shown of a hit."""

_PAIR = struct.Struct("<2I")
_CLAUSE_END = re.compile(r"[,:–—](\s+)")


def clauses(text: str, passage: Span) -> list[Span]:
    """The sentences of a passage; a longer one than LONGEST as its clauses, these cut at blanks."""
    found: list[Span] = []
    passage = passage[0], passage[0] + len(text[slice(*passage)].rstrip())
    ends = ((one.end, one.resume) for one in clause_ends(text, *passage))
    for span in parts_between(passage, ends):
        if span[1] - span[0] <= LONGEST:
            found.append(span)
            continue
        commas = (comma.span(1) for comma in _CLAUSE_END.finditer(text, *span))
        for start, end in parts_between(span, commas):
            while end - start > LONGEST:
                cut = text.rfind(" ", start + 1, start + LONGEST)
                cut = start + LONGEST if cut <= start else cut
                found.append((start, cut))
                start = cut + 1 if text[cut].isspace() else cut
            found.append((start, end))
    return found


def parts_between(span: Span, blanks: Iterable[Span]) -> list[Span]:
    """The parts of a span without the blanks between them."""
    bounds = [span[0], *chain.from_iterable(blanks), span[1]]
    return [part for part in zip(bounds[::2], bounds[1::2], strict=True) if part[0] < part[1]]


def kept_clauses(text: str, passages: Iterable[Span]) -> bytes:
    """The clauses of the passages longer than LONGEST: pairs of offsets, little-endian uint32."""
    long = (passage for passage in passages if passage[1] - passage[0] > LONGEST)
    offsets = [at for passage in long for clause in clauses(text, passage) for at in clause]
    return struct.pack(f"<{len(offsets)}I", *offsets)


def read_clauses(kept: bytes) -> list[Span]:
    """The clauses that `kept_clauses` wrote; half a pair at the end is left out."""
    return list(_PAIR.iter_unpack(kept[: len(kept) // _PAIR.size * _PAIR.size]))
