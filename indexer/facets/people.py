"""An article → the people who had a part in the meeting, with their offices and what they did."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.article.structure import NAMING, Article
from indexer.dates.opening_day import is_of_another_day
from indexer.people.by_office import only_holders, speaks
from indexer.people.elsewhere import is_elsewhere
from indexer.people.mentions import PersonMention, Sure, mentions, without_abbreviations
from indexer.people.roles import NO_PART, PersonPart, parts
from indexer.people.spelling import name_key, one_spelling
from search.report import Facets, PersonValue, Role, Span, Status
from search.text.sentences import sentences

_QUOTE = re.compile(r'"')
_ORDER = list(Role)
_LONG = frozenset({"ky-hop-quoc-hoi", "phien-hop-ubtvqh"})
"""Kinds of meetings that take weeks."""


@dataclass(slots=True)
class _Person:
    name: str
    sure: Sure
    span: Span | None
    role: Role = Role.MENTIONED
    role_span: Span | None = None
    titles: dict[str, Span | None] = field(default_factory=dict)  # in the order of the text
    is_scholar: bool = False
    is_elsewhere: bool = False  # first told of for what was said on another occasion

    @property
    def is_present(self) -> bool:
        """Whether a list of those present names them, or they preside, or are scholars who speak:
        then no office is needed. Who is said to attend, behind the name, may be anybody."""
        is_listed = self.span and self.role_span and self.role_span < self.span
        if self.role is Role.SPEAKER and self.is_scholar:
            return True
        return self.role is Role.CHAIR or (self.role is Role.ATTENDEE and bool(is_listed))

    def add(self, other: "_Person") -> None:
        """Take over what another mention of the same person adds."""
        if self.is_elsewhere and other.role is Role.SPEAKER:
            other.role, other.role_span = Role.MENTIONED, None
        if self.role is Role.MENTIONED:
            self.is_elsewhere |= other.is_elsewhere
        self.sure = max(self.sure, other.sure)
        self.is_scholar |= other.is_scholar
        self.span = self.span or other.span
        if _ORDER.index(other.role) < _ORDER.index(self.role):
            self.role, self.role_span = other.role, other.role_span
        for title, span in other.titles.items():
            self.titles[title] = self.titles.get(title) or span


def extract(article: Article, facets: Facets) -> tuple[PersonValue, ...]:
    """Those named with an office; one value a person, with the highest part."""
    is_briefing = any(kind.value == "hop-bao" for kind in facets.meeting_type)
    named: dict[str, _Person] = {}
    partly: list[_Person] = []
    spelled: dict[tuple[str, ...], str] = {}
    for person in _everybody(article, facets, is_briefing=is_briefing):
        person.name = spelled.setdefault(name_key(person.name), person.name)
        if person.sure is Sure.SHORT:
            partly.append(person)
        elif person.name in named:
            named[person.name].add(person)
        else:
            named[person.name] = person
    people = _joined(named, partly)
    is_meeting = bool(facets.meeting_type)
    if is_meeting:
        _heard_by_office(article, people, is_briefing=is_briefing)
    byline = {author.value for author in facets.byline}
    return tuple(
        PersonValue(
            p.name,
            Status.STATED,
            p.span,
            p.role if is_meeting else Role.MENTIONED,
            tuple(titles),
            tuple(titles.values()),
            p.role_span if is_meeting else None,
        )
        for p, titles in ((p, _whole(p.titles)) for p in people)
        if (p.sure is Sure.OFFICIAL or (is_meeting and p.is_present)) and p.name not in byline
    )


def _lasts(facets: Facets) -> bool:
    """Whether the meeting is one that takes weeks, of which a report names but some days."""
    return any(kind.value in _LONG for kind in facets.meeting_type)


def _heard_by_office(article: Article, people: list[_Person], *, is_briefing: bool) -> None:
    """Make speakers of those who speak by their office alone: "Thủ tướng nhấn mạnh"."""
    quotes = _Quotes(article.text)

    def is_told(place: int) -> bool:
        begin = article.text.rfind("\n", 0, place) + 1
        spans = sentences(article.text, begin, article.text.find("\n", place) % len(article.text))
        begin, end = next((own for own in spans if own[0] <= place < own[1]), (place, place))
        own, small = article.text[begin:end], article.lower[begin:end]
        return not (quotes.hold(place) or is_elsewhere(own, small, is_briefing=is_briefing))

    titles = ((number, title) for number, person in enumerate(people) for title in person.titles)
    for office, number in only_holders(titles).items():
        person = people[number]
        if person.role in (Role.CHAIR, Role.SPEAKER) or person.is_elsewhere:
            continue
        if said := speaks(article.text, article.lower, office, is_told):
            person.role, person.role_span = Role.SPEAKER, article.span(*said)


def _whole(titles: dict[str, Span | None]) -> dict[str, Span | None]:
    """The offices without those that are the beginning of another: "Phó Bí thư" beside "Phó Bí thư
    Tỉnh ủy"; of those that differ in capitals only, the first."""
    in_order = sorted(title.lower() for title in titles)
    kept: dict[str, Span | None] = {}
    given: set[str] = set()
    for title, span in titles.items():
        small = title.lower()
        behind = bisect_left(in_order, f"{small} ")
        is_part = behind < len(in_order) and in_order[behind].startswith(f"{small} ")
        if not (small in given or is_part):
            kept[title] = span
        given.add(small)
    return kept


def _joined(named: dict[str, _Person], partly: list[_Person]) -> list[_Person]:
    """Who is called by the end of a name is who bears the whole of it, if somebody does."""
    by_end: dict[str, _Person] = {}
    for name, person in named.items():
        words = name.split(" ")
        for size in range(1, len(words)):
            by_end.setdefault(" ".join(words[-size:]), person)
    for person in partly:
        if person.name in by_end:
            person.sure, person.span = Sure.OFFICIAL if person.titles else Sure.SHORT, None
            by_end[person.name].add(person)
    for name, person in named.items():
        if name in by_end and len(name.split(" ")) <= 2:  # "Kim Ngân", "Jong-un"
            by_end[name].add(person)
    return [
        person
        for name, person in named.items()
        if not (name in by_end and len(name.split(" ")) <= 2)
    ]


def _everybody(article: Article, facets: Facets, *, is_briefing: bool = False) -> Iterator[_Person]:
    """Each mention in the order of the text, with the role it has there; where no meeting is
    reported, nobody has one."""
    quotes, small = _Quotes(article.text), without_abbreviations(article.lower, article.text)
    days = () if _lasts(facets) else facets.event_date
    for line in article.cells(*NAMING):
        for begin, end in sentences(article.text, line.start, line.end):
            sentence = article.text[begin:end]
            found = mentions(sentence, small[begin:end])
            if not found:
                continue  # as most
            if not facets.meeting_type:
                yield from (_person(article, begin, mention, NO_PART) for mention in found)
                continue
            quoted = [quotes.hold(begin + mention.start) for mention in found]
            elsewhere = is_elsewhere(
                sentence, article.lower[begin:end], is_briefing=is_briefing
            ) or is_of_another_day(sentence, days)
            for mention, part in zip(found, parts(sentence, found, quoted), strict=True):
                person = _person(article, begin, mention, NO_PART if elsewhere else part)
                person.is_elsewhere = elsewhere
                yield person


def _person(article: Article, begin: int, mention: PersonMention, part: PersonPart) -> _Person:
    """A mention in the sentence that begins at `begin`."""

    def told(start: int, end: int) -> tuple[str, Span | None]:
        start, end = begin + start, begin + end
        return article.text[start:end], article.span(start, end)

    written, span = told(mention.start, mention.end)
    name = one_spelling(written)
    role_span = told(*part.words)[1] if part.words else None
    titles = dict(told(*title) for title in mention.titles)
    return _Person(name, mention.sure, span, part.role, role_span, titles, mention.is_scholar)


class _Quotes:
    """Where a text quotes: a quotation mark after a blank and before a word opens, others close."""

    def __init__(self, text: str) -> None:
        self._marks = [match.start() for match in _QUOTE.finditer(text)]
        self._text = text

    def hold(self, position: int) -> bool:
        """Whether what stands here is quoted."""
        number = bisect_right(self._marks, position) - 1
        if number < 0:
            return False
        mark = self._marks[number]
        before, after = self._text[max(0, mark - 1) : mark], self._text[mark + 1 : mark + 2]
        opens = after.isalnum() or after in "([" or self._text.startswith("..", mark + 1)
        return (not before or before in " \n(:") and opens
