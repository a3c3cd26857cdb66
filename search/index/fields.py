"""The text fields of an index, and their weights."""

from dataclasses import dataclass, replace

from search.report import PassageKind


@dataclass(frozen=True, slots=True)
class TextField:
    """A field that terms are looked up in. `weight` and `b` are those of BM25F.

    Its terms are the syllables of some passages of a report, each at its position; or the words of
    two syllables and more, of which it is only known how often they are there.
    """

    name: str
    weight: float
    b: float
    has_positions: bool = True


TEXTS = (
    TextField("title", weight=2.0, b=0.5),
    TextField("lead", weight=2.0, b=0.3),
    TextField("body", weight=1.0, b=0.75),
    TextField("caption", weight=0.5, b=0.5),
    TextField("byline", weight=0.5, b=0.5),
)

SEARCHED_KINDS = frozenset(
    {PassageKind.TITLE, PassageKind.BODY, PassageKind.CAPTION, PassageKind.BYLINE}
)
"""A part that stands in no field (a machine's prefix, a repeated caption) is not searched."""

LEAD_SYLLABLES, LEAD_SHARE = 15, 0.2
"""The first passages of a body that have so many syllables are its lead, which says in short what
a report is about, unless they are more than such a share of it."""


def words_field(text: TextField) -> str:
    """The name of the field of the words of a text."""
    return f"{text.name}_words"


FIELDS = (
    *TEXTS,
    *(replace(text, name=words_field(text), has_positions=False) for text in TEXTS),
)

FIELDS_BY_NAME = {field.name: field for field in FIELDS}

SYLLABLE_FIELDS = tuple(field.name for field in FIELDS if field.has_positions)

WORD_FIELDS = tuple(field.name for field in FIELDS if not field.has_positions)
