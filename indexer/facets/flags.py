"""An article, its facets and its title → what a reader should know before they trust them."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache

from indexer.article.structure import Article
from indexer.dates.days import days
from indexer.facets import event_date, outlet, source_url
from indexer.figures.doubts import Doubts
from indexer.lexicon import any_cue, cues, lower, rows
from search.dates import PartialDate, is_far_ahead
from search.facets.written import written
from search.report import (
    Facets,
    FacetValue,
    FigureValue,
    FlaggedValue,
    PassageKind,
    Precision,
    Role,
    Span,
    Status,
)
from search.text.damage import has_many_lost, has_many_mended

_LONG_AGO = 1945
"""No body that reports are of has met before that year."""
_LIST = "flag_words.tsv"
_OFFICE = 60
"""Characters of an office between the word that says that a person is dead, and the name."""
_STOP = re.compile(r"[,.;:()\n]")
_WORD = re.compile(r"\w+")

_Finder = Callable[[Article, Facets], Iterator[FacetValue]]
"""An article and its facets → the values that a flag is about."""


def flags(article: Article, title: FacetValue, about: Iterable[FlaggedValue]) -> Iterator[str]:
    """The names of what is odd, in a fixed order. `about`: what `flagged` gives."""
    found = {own.flag for own in about}
    of_text = {
        "title-made": title.status is Status.MADE,
        "text-mended": has_many_mended(article.raw),
        "text-unreadable": has_many_lost(article.raw),
        "caption-doubled": bool(article.of(PassageKind.CAPTION_AGAIN)),
    }
    yield from (name for name, holds in of_text.items() if holds)
    yield from (name for name in _FINDERS if name in found)


def flagged(
    article: Article, facets: Facets, by_hand: Container[str] = ()
) -> Iterator[FlaggedValue]:
    """The values that flags are about, in the order of the flags, then of the text. `by_hand`: the
    fields that a person corrected: what else the text or its source says is no doubt any more."""
    doubts = Doubts(facets.figures)
    for flag, (field, find) in _FINDERS.items():
        if flag in _SETTLED and field in by_hand:
            continue
        for value in find(article, facets):
            yield FlaggedValue(flag, field, written(value), value.evidence, _reason(value, doubts))


def _reason(value: FacetValue, doubts: Doubts) -> str:
    return (doubts.reason_of(value) or "") if isinstance(value, FigureValue) else ""


def _year_unknown(article: Article, facets: Facets) -> Iterator[FacetValue]:
    return (day for day in facets.event_date if day.precision is Precision.DAY_WITHOUT_YEAR)


def _inferred(field: str) -> _Finder:
    def find(article: Article, facets: Facets) -> Iterator[FacetValue]:
        return (own for own in getattr(facets, field) if own.status is Status.INFERRED)

    return find


def _suspicious(article: Article, facets: Facets) -> Iterator[FacetValue]:
    return (figure for figure in facets.figures if figure.is_suspicious)


def _unread(article: Article, facets: Facets) -> Iterator[FacetValue]:
    if article.metadata.date and event_date.is_unread(article):
        yield FacetValue(article.metadata.date, Status.STATED)


def _far_ahead(article: Article, facets: Facets) -> Iterator[FacetValue]:
    """Days that were not taken for the meeting's, and those of the paper and the page."""
    if not event_date.names_far_ahead(article):
        return
    likely = [day for day in article.once(days) if day.is_likely and is_far_ahead(day.date.year)]
    for day in likely:
        yield FacetValue(str(day.date), Status.STATED, article.span(day.start, day.end))
    if not likely:
        yield FacetValue(article.metadata.date or "", Status.STATED)


def _long_ago(article: Article, facets: Facets) -> Iterator[FacetValue]:
    for day in facets.event_date:
        year = PartialDate.parse(day.value).year
        if year is not None and year < _LONG_AGO and day.status is not Status.CORRECTED:
            yield day


def _too_high(article: Article, facets: Facets) -> Iterator[FacetValue]:
    """The number of a session that no such council has had in one term."""
    most = [_most_sessions()[k.value] for k in facets.meeting_type if k.value in _most_sessions()]
    for number in facets.session_no:
        if most and int(number.value) > max(most) and number.status is not Status.CORRECTED:
            yield number


@cache
def _most_sessions() -> Mapping[str, int]:
    return {kind: int(most) for kind, most in rows("most_sessions.tsv")}


def _late(article: Article, facets: Facets) -> Iterator[FacetValue]:
    """Who is said to be dead and to have taken part."""
    took_part = [own for own in facets.people if own.role is not Role.MENTIONED]
    if not took_part or not any(f"{word} " in article.lower for word in cues(_LIST, "late")):
        return  # as most
    late = _named_late(article.lower, frozenset(lower(person.value) for person in took_part))
    for person in took_part:
        if lower(person.value) in late and person.status is not Status.CORRECTED:
            yield person


def _named_late(text: str, names: frozenset[str]) -> set[str]:
    """Those of some names, in small letters, before which a text says that they are dead."""
    lengths = sorted({len(name) for name in names})
    found: set[str] = set()
    for start, end in spans_behind_late(text):
        for word in _WORD.finditer(text, start, end):
            at = word.start()
            for length in lengths:
                name = text[at : at + length]
                if name in names and not _WORD.match(text, at + length):
                    found.add(name)
    return found


def spans_behind_late(text: str) -> Iterator[Span]:
    """Where the name of somebody may begin of whom a text says that they are dead: up to the next
    word that says so, which reaches as far again."""
    done = 0
    for match in _says_late().finditer(text):
        begin, reach = match.end(), match.end() + _OFFICE + 1
        stop = _STOP.search(text, begin, reach)
        reach = stop.start() if stop else reach
        if begin < reach and done < reach:
            yield max(done, begin), reach
            done = reach


@cache
def _says_late() -> re.Pattern[str]:
    before = "".join(rf"(?<!{word} )" for word in cues(_LIST, "not late"))
    after = any_cue(_LIST, "not late after")
    return re.compile(rf"(?<!\w){before}{any_cue(_LIST, 'late')} (?!{after}(?!\w))")


def _date_disagrees(article: Article, facets: Facets) -> Iterator[FacetValue]:
    given = event_date.from_source(article)
    found_in_text = event_date.from_text(article, facets) if given and facets.meeting_type else ()
    if given:
        yield from (day for day in found_in_text if event_date.disagree(given, day))


def _source_disagrees(article: Article, facets: Facets) -> Iterator[FacetValue]:
    return _disagrees(article.metadata.source, outlet.from_text(article, facets))


def _url_disagrees(article: Article, facets: Facets) -> Iterator[FacetValue]:
    return _disagrees(article.metadata.url, source_url.from_text(article, facets))


def _disagrees(given: str | None, in_text: tuple[FacetValue, ...]) -> Iterator[FacetValue]:
    if given and given not in {value.value for value in in_text}:
        yield from in_text


_FINDERS: Mapping[str, tuple[str, _Finder]] = {
    "year-unknown": ("event_date", _year_unknown),
    "year-inferred": ("event_date", _inferred("event_date")),
    "province-inferred": ("province", _inferred("province")),
    "meeting-type-inferred": ("meeting_type", _inferred("meeting_type")),
    "figure-suspicious": ("figures", _suspicious),
    "date-unread": ("event_date", _unread),
    "date-far-ahead": ("event_date", _far_ahead),
    "date-disagrees": ("event_date", _date_disagrees),
    "source-disagrees": ("outlet", _source_disagrees),
    "url-disagrees": ("source_url", _url_disagrees),
    "date-long-ago": ("event_date", _long_ago),
    "session-too-high": ("session_no", _too_high),
    "person-deceased": ("people", _late),
}
"""Flag → the field of the values that it is about, and what finds them."""
_SETTLED = frozenset(
    ("date-unread", "date-far-ahead", "date-disagrees", "source-disagrees", "url-disagrees")
)
"""The flags that tell of other values than those of the facet."""
