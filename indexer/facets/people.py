"""An article → the people who had a part in the meeting, with their offices and what they did."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.article.structure import NAMING, Article
from indexer.facets.byline import in_title_case
from indexer.people.mentions import PersonMention, Sure, mentions
from indexer.people.roles import is_elsewhere, roles
from search.report import Facets, PersonValue, Role, Span, Status
from search.text.sentences import sentences

_QUOTE = re.compile(r'"')
_ORDER = list(Role)


@dataclass(slots=True)
class _Person:
    name: str
    sure: Sure
    span: Span | None
    role: Role = Role.MENTIONED
    titles: dict[str, None] = field(default_factory=dict)  # in the order of the text
    is_elsewhere: bool = False  # first named for what was said on another occasion

    def add(self, other: "_Person") -> None:
        """Take over what another mention of the same person adds."""
        if self.is_elsewhere and other.role is Role.SPEAKER:
            other.role = Role.MENTIONED
        self.sure = max(self.sure, other.sure)
        self.span = self.span or other.span
        self.role = min(self.role, other.role, key=_ORDER.index)
        self.titles.update(other.titles)


def extract(article: Article, facets: Facets) -> tuple[PersonValue, ...]:
    """Those named with an office; one value a person, with the highest part."""
    is_briefing = any(kind.value == "hop-bao" for kind in facets.meeting_type)
    named: dict[str, _Person] = {}
    partly: list[_Person] = []
    for person in _everybody(article, is_briefing=is_briefing):
        if person.sure is Sure.SHORT:
            partly.append(person)
        elif person.name in named:
            named[person.name].add(person)
        else:
            named[person.name] = person
    people = _joined(named, partly)
    is_meeting = bool(facets.meeting_type)
    byline = {author.value for author in facets.byline}
    return tuple(
        PersonValue(
            p.name,
            Status.STATED,
            p.span,
            p.role if is_meeting else Role.MENTIONED,
            tuple(p.titles),
        )
        for p in people
        if (p.sure is Sure.OFFICIAL or (p.role is Role.CHAIR and is_meeting))
        and p.name not in byline
    )


def _joined(named: dict[str, _Person], partly: list[_Person]) -> list[_Person]:
    """Who is called by the end of a name is who bears the whole of it, if somebody does."""
    by_end: dict[str, _Person] = {}
    for name, person in named.items():
        words = name.split(" ")
        for size in range(1, len(words)):
            by_end.setdefault(" ".join(words[-size:]), person)
    for person in partly:
        if person.name in by_end:
            person.sure, person.span = Sure.SHORT, None
            by_end[person.name].add(person)
    for name, person in named.items():
        if name in by_end and len(name.split(" ")) <= 2:  # "Kim Ngân", "Jong-un"
            by_end[name].add(person)
    return [
        person
        for name, person in named.items()
        if not (name in by_end and len(name.split(" ")) <= 2)
    ]


def _everybody(article: Article, *, is_briefing: bool = False) -> Iterator[_Person]:
    """Each mention in the order of the text, with the role it has there."""
    quotes = _Quotes(article.text)
    for line in article.cells(*NAMING):
        for begin, end in sentences(article.text, line.start, line.end):
            sentence = article.text[begin:end]
            found = mentions(sentence)
            if not found:
                continue
            quoted = [quotes.hold(begin + mention.start) for mention in found]
            elsewhere = is_elsewhere(sentence, is_briefing=is_briefing)
            for mention, role in zip(found, roles(sentence, found, quoted), strict=True):
                person = _person(article, sentence, begin, mention)
                person.role = Role.MENTIONED if elsewhere else role
                person.is_elsewhere = elsewhere
                yield person


def _person(article: Article, sentence: str, begin: int, mention: PersonMention) -> _Person:
    name = in_title_case(sentence[mention.start : mention.end]).replace(" - ", "-")
    span = article.span(begin + mention.start, begin + mention.end)
    return _Person(name, mention.sure, span, titles=dict.fromkeys(mention.titles))


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
        return (not before or before in " \n(:") and (after.isalnum() or after in "([.")
