"""An article → what its letterhead says: bodies, number, place, date, subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.article.bodies import spelled
from indexer.article.letterhead import is_subject, may_be_body, signs, written
from indexer.article.structure import Article
from search.dates import PartialDate, is_far_ahead
from search.report import PassageKind, Span

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class LetterheadParts:
    """What a letterhead says; spans of `Article.text`.

    `bodies`: the pieces of the names of bodies, in order. `number`: None where it was left blank.
    `date`: without a day, or a month, where that was left blank.
    """

    bodies: tuple[Span, ...] = ()
    number: tuple[str, Span] | None = None
    place: tuple[str, Span] | None = None
    date: tuple[PartialDate, Span] | None = None
    subject: Span | None = None


def letterhead_parts(article: Article) -> LetterheadParts:
    """The parts of the letterhead of an article, the first of each sort; ask
    `article.once(letterhead_parts)`."""
    bodies: list[Span] = []
    first: dict[str, tuple[str, Span]] = {}
    dates: list[tuple[PartialDate, Span]] = []
    subjects: list[Span] = []
    below = article.of(PassageKind.BODY, PassageKind.TABLE)
    behind = below[0].start if below else len(article.text)
    for cell in article.cells(PassageKind.LETTERHEAD):
        text = article.read(cell)
        found = signs(text)
        if found.number and found.number["digits"]:
            span = _in(cell.start, found.number.span("no"))
            first.setdefault("number", (written(found.number["no"]), span))
        if found.dated:
            span = _in(cell.start, found.dated.span("place"))
            if place := found.dated["place"]:
                first.setdefault("place", (spelled(place), span))
            dates += [
                (day, _in(cell.start, found.dated.span("date"))) for day in _date(found.dated)
            ]
        # what stands behind is of the other column, or the closing, which names bodies too
        rest = [_in(cell.start, span) for span in found.rest if cell.start < behind]
        subjects += [span for span in rest if is_subject(article.text[slice(*span)])]
        bodies += [span for span in rest if may_be_body(article.text[slice(*span)])]
    return LetterheadParts(
        tuple(bodies),
        first.get("number"),
        first.get("place"),
        next(iter(dates), None),
        next(iter(subjects), None),
    )


def _in(start: int, span: Span) -> Span:
    return start + span[0], start + span[1]


def _date(match: re.Match[str]) -> Iterator[PartialDate]:
    """The date of a paper as far as it is filled in; none that the calendar has not."""
    year, month, day = (
        int(digits) if (digits := re.sub(r"\D", "", match[name] or match[f"{name}2"] or "")) else 0
        for name in "ymd"
    )
    if year and not is_far_ahead(year):
        found = PartialDate(year, month or None, (month and day) or None)
        if month <= _MONTHS and found.days is not None:
            yield found
