"""The nouns of matching: the tree that says which reports match, the clauses that score them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from search.dates import DateRange
from search.index.fields import FIELDS_BY_NAME, SYLLABLE_FIELDS


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any term that begins with `text`, `text` itself too."""

    text: str


Term = str | Prefix
"""A term as it is indexed, or a set of terms."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms at successive positions of any one of some fields.

    `slots`: for each position the terms of which one must stand there: (("vốn",), ("công", "tư"))
    is "vốn công" or "vốn tư". A phrase of one slot is a term. `not_followed_by`: an occurrence does
    not count, nor score, if one of these terms stands at the position behind it: "thứ mười" is not
    followed by "một". Raises ValueError for no slot, and where a field has no positions for more
    than one, or for what must not follow.
    """

    slots: tuple[tuple[Term, ...], ...]
    fields: tuple[str, ...] = SYLLABLE_FIELDS
    not_followed_by: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        needs_positions = len(self.slots) > 1 or bool(self.not_followed_by)
        if not self.slots or (needs_positions and not _have_positions(self.fields)):
            raise ValueError(f"no phrase of {len(self.slots)} slots can stand in {self.fields}")


@dataclass(frozen=True, slots=True)
class Near:
    """The reports that hold two phrases close together in one field, in either order.

    `distance`: how many positions are between them at most; 0 is side by side. Occurrences that
    overlap are not near each other, so that a phrase near itself stands there twice. Passages are
    `search.text.analyze.PARAGRAPH_GAP` positions apart: a smaller distance stays inside one. Only
    fields of both phrases are looked at. Raises ValueError where one of them has no positions, and
    for a distance below 0.
    """

    first: Phrase
    second: Phrase
    distance: int

    def __post_init__(self) -> None:
        if self.distance < 0 or not _have_positions((*self.first.fields, *self.second.fields)):
            raise ValueError(f"no phrases can be {self.distance} apart in {self.fields}")

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that both phrases may stand in."""
        return tuple(name for name in self.first.fields if name in self.second.fields)


def _have_positions(fields: Iterable[str]) -> bool:
    return all(FIELDS_BY_NAME[name].has_positions for name in fields)


@dataclass(frozen=True, slots=True)
class And:
    """The reports that match all parts; every report, if there are none."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """The reports that match any part; no report, if there are none."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The reports that do not match a part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class MinimumMatch:
    """The reports that match at least `count` parts; equal parts count twice."""

    count: int
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class FacetValueIs:
    """The reports that have a value of a counted facet."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class DateOverlaps:
    """The reports whose known range of days has a day in common with `dates`."""

    dates: DateRange


@dataclass(frozen=True, slots=True)
class AddedSince:
    """The reports whose `IndexEntry.added` is `instant`, which has a zone, or later."""

    instant: datetime


@dataclass(frozen=True, slots=True)
class AnyCopy:
    """The reports that match a part, and those whose group (`Writer.set_groups`) has such a one."""

    part: "Node"


Leaf = Phrase | Near | FacetValueIs | DateOverlaps | AddedSince
"""What a report answers by itself."""
Node = Leaf | And | Or | Not | MinimumMatch | AnyCopy
"""A query tree: which reports match."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a phrase adds to the score of a report that holds it or one of its variants.

    A report's score is the sum over clauses of weight × BM25F. The phrase and its variants are
    counted as if they were one term, and the fields as if they were one text:

        idf × tf × (K1 + 1) / (tf + K1)
        tf = sum over phrases and fields of
             weight × frequency / (1 - b + b × length / mean length)
        idf = 1 + ln(reports / (reports that hold any of the phrases in any of the fields + 1))

    after Robertson, Zaragoza and Taylor, "Simple BM25 Extension to Multiple Weighted Fields",
    CIKM 2004. `weight` in the sum, b, and lengths in syllables are those of the field
    (`search.index.fields.FIELDS`, `IndexEntry.lengths`); reports and means are over all reports of
    the generation. Of one field of weight 1 it is `whoosh.scoring.BM25F` of Whoosh 2.7.4, but
    without deleted reports and rounded lengths.
    """

    phrase: Phrase
    weight: float = 1.0
    variants: tuple[Phrase, ...] = ()

    @property
    def held(self) -> Phrase | Or:
        """The reports that hold any of its phrases: how many these are, its idf tells."""
        return Or((self.phrase, *self.variants)) if self.variants else self.phrase


K1 = 1.2
"""How slowly more occurrences add to a score: the k1 of BM25."""
