"""The tree that says which reports are meant, and the clauses that score them."""

from dataclasses import dataclass

from search.dates import DateRange
from search.index.fields import FIELDS_BY_NAME, SYLLABLE_FIELDS


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any term that begins so."""

    text: str


Term = str | Prefix


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms at successive positions of one of some fields; a slot: those that may stand there.

    More than one slot can only be asked of fields with positions: a ValueError otherwise.
    """

    slots: tuple[tuple[Term, ...], ...]
    fields: tuple[str, ...] = SYLLABLE_FIELDS

    def __post_init__(self) -> None:
        kept = all(FIELDS_BY_NAME[name].has_positions for name in self.fields)
        if not self.slots or (len(self.slots) > 1 and not kept):
            raise ValueError(f"no phrase of {len(self.slots)} slots can stand in {self.fields}")


@dataclass(frozen=True, slots=True)
class And:
    """What answers all parts; of no parts: everything."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What answers some part; of no parts: nothing."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What does not answer a part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class MinimumMatch:
    """What answers so many of some parts."""

    count: int
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class FacetValueIs:
    """What has a value of a counted facet."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class DateOverlaps:
    """What has a range of days that touches another one."""

    dates: DateRange


Node = Phrase | And | Or | Not | MinimumMatch | FacetValueIs | DateOverlaps
"""A query tree: which reports are meant."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A phrase and what it adds to the score of a report that holds it, or one of `variants`, other
    ways to say it.

    A report's score is the sum over clauses of weight × BM25F, the phrases counted as if they were
    one term, and the fields as if they were one text:

        idf × tf × (K1 + 1) / (tf + K1)
        tf = sum over phrases and fields of
             weight × frequency / (1 - b + b × length / mean length)
        idf = 1 + ln(reports / (reports that hold any of the phrases in any of the fields + 1))

    after Robertson, Zaragoza and Taylor, "Simple BM25 Extension to Multiple Weighted Fields",
    CIKM 2004; of one field of weight 1 it is what Whoosh 2.7.4 has (`whoosh.scoring.BM25F`), over
    live reports only and with lengths that are not rounded. Weights and b are those of
    `search.index.fields.FIELDS`.
    """

    phrase: Phrase
    weight: float = 1.0
    variants: tuple[Phrase, ...] = ()


K1 = 1.2
