"""The text fields of an index, and their weights."""

from dataclasses import dataclass, replace

from search.report import PassageKind


@dataclass(frozen=True, slots=True)
class TextField:
    """A field in which terms are looked up.

    `weight`, `b`: those of BM25F, see `search.engine.query_tree.Clause`. `has_positions`: its terms
    are the syllables of some passages, each at its positions; otherwise they are the words of two
    or more syllables there, of which only the frequency is kept.
    """

    name: str
    weight: float
    b: float
    has_positions: bool = True


TEXTS = (
    TextField("title", weight=5.0, b=0.75),
    TextField("lead", weight=2.0, b=0.3),
    TextField("body", weight=1.0, b=0.6),
    TextField("caption", weight=0.5, b=0.5),
    TextField("byline", weight=0.5, b=0.5),
)

FIELD_KINDS = {
    PassageKind.TABLE: PassageKind.BODY,
    PassageKind.FOOTNOTE: PassageKind.BODY,
    PassageKind.LETTERHEAD: PassageKind.BYLINE,
    PassageKind.CLOSING: PassageKind.BYLINE,
}
"""The kinds of passages that share the field of another one: what stands above and below a paper
says who wrote, too."""

SEARCHED_KINDS = frozenset(
    {PassageKind.TITLE, PassageKind.BODY, PassageKind.CAPTION, PassageKind.BYLINE, *FIELD_KINDS}
)
"""The kinds of passages that are in a field; a repeated caption, or a prefix, is not searched."""

LEAD_SYLLABLES, LEAD_SHARE = 15, 0.2
"""The lead of a body, which says in short what the report is about, is its first passages that have
LEAD_SYLLABLES together; there is none if they are more than LEAD_SHARE of the body."""


def words_field(text: TextField) -> str:
    """The name of the field with the words of a text whose syllables are in another."""
    return f"{text.name}_words"


FIELDS = (
    *TEXTS,
    *(replace(text, name=words_field(text), has_positions=False) for text in TEXTS),
)

FIELDS_BY_NAME = {field.name: field for field in FIELDS}

SYLLABLE_FIELDS = tuple(field.name for field in FIELDS if field.has_positions)

WORD_FIELDS = tuple(field.name for field in FIELDS if not field.has_positions)

LISTED_FIELDS = (*SYLLABLE_FIELDS, *map(words_field, TEXTS[:3]))
"""The fields whose terms are listed (`Snapshot.terms`); terms of the others are only looked up."""
