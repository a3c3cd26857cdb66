"""An article → the meeting that it reports: where it is named, and what kinds of meeting it is.

Every name of a meeting in the title and the beginning is weighed by the words around it; the
weightiest is the main one. An article in which none weighs enough reports no meeting.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from indexer.article.structure import Article, Line
from indexer.lexicon import UPPER, cues, pattern_of
from indexer.meeting.around import NameInSentence
from indexer.meeting.names import CUES, MeetingName, find_names, may_name
from indexer.meeting.organisations import is_abroad
from indexer.meeting.weights import WEIGHTS, WeighedCue, weighed_cues
from search.report import PassageKind, Span
from search.text.sentences import sentences

_READ = 3000
"""Characters of the body in which the main meeting is named if it is named at all."""
_OPENING = 400
"""Characters of the body that say whether it is a digest of news."""
_OTHERS = 3
_PROPER_NAME = re.compile(rf"(?:\b[{UPPER}]\w*\s){{2,}}$")
_NAME = 40
"""Characters that a proper name may take."""
_LINK = re.compile(r"\(\d{1,2}/\d{1,2}/\d{4}\)$")
"""What ends the headline of another article, in a list of those that belong to this one."""


_DIGEST_CUE = WeighedCue("digest", WEIGHTS.digest)


@dataclass(frozen=True)
class MeetingMention:
    """A name of a meeting, [start, end) of `Article.text`, in the sentence [first, last).

    `kinds`: what the name says it is, empty if only its organisation can tell. `cues`: why it
    weighs what it weighs.
    """

    kinds: tuple[str, ...]
    start: int
    end: int
    first: int
    last: int
    cues: tuple[WeighedCue, ...]

    @cached_property
    def weight(self) -> float:
        """The sum of its cues, in their order."""
        total = 0.0
        for _, weight in self.cues:
            total += weight
        return total


@cache
def _again() -> re.Pattern[str]:
    """Finds "tại hội nghị", "chủ trì cuộc họp": that the article is about a meeting."""
    return pattern_of(CUES, r"{whole:again}\s+(?:{classifier} )?{again at}(?!\w)")


@cache
def _plain_noun() -> re.Pattern[str]:
    return pattern_of(CUES, "{noun}")


@cache
def _foreign_if_small() -> tuple[str, ...]:
    return tuple(cues(CUES, "foreign if small"))


@cache
def _digest() -> tuple[str, ...]:
    return tuple(cues(CUES, "digest"))


@cache
def _calls() -> tuple[str, ...]:
    return tuple(cues(CUES, "calls"))


@cache
def _none_if_written() -> tuple[str, ...]:
    return tuple(cues(CUES, "none if written"))


def mentions(article: Article) -> Iterator[MeetingMention]:
    """Each name of a meeting in the title and the beginning, with its weight."""
    number = begin = 0
    several = (_DIGEST_CUE,) if _is_digest(article) else ()
    for line, text, unread in _that_may_name(_beginning(article)):
        is_title = line.kind is PassageKind.TITLE
        begin = line.end if is_title else begin
        number += sum(sum(1 for _ in sentences(article.text, *span)) for span in unread)
        for first, last in sentences(article.text, line.start, line.start + len(text)):
            number += not is_title
            sentence = article.lower[first:last]
            for name, start, end in find_names(sentence):
                at = first + start
                if not _is_no_meeting(article, name, at, first + end):
                    earlier = article.lower[begin:first]
                    proper = _PROPER_NAME.search(article.text[max(first, at - _NAME) : at])
                    length = len(proper.group()) if proper else 0
                    found = NameInSentence(name, sentence, start, end, number, earlier, length)
                    span = (at, first + end, first, last)
                    yield MeetingMention(name.kinds, *span, (*weighed_cues(found), *several))


def _that_may_name(
    lines: Iterable[tuple[Line, str]],
) -> Iterator[tuple[Line, str, list[Span]]]:
    """The titles, and the lines that may name a meeting; before each, where the others stand whose
    sentences need only be counted."""
    unread: list[Span] = []
    for line, text in lines:
        if line.kind is PassageKind.TITLE or may_name(text):
            yield line, text, unread
            unread = []
        else:
            unread.append((line.start, line.start + len(text)))


def _is_digest(article: Article) -> bool:
    """Whether its beginning says that it tells several pieces of news."""
    first = next(iter(article.of(PassageKind.BODY)), None)
    opening = article.lower[: first.start + _OPENING] if first else ""
    return any(words in opening for words in _digest())


def _is_no_meeting(article: Article, name: MeetingName, start: int, end: int) -> bool:
    """Whether capitals tell that it is none: a national assembly that acts in small letters is
    another country's, "giao Ban ..." hands a board something, who works in a country visits it."""
    written = _foreign_if_small() if name.is_act else _none_if_written()
    if article.text.startswith(written, start):
        return True
    return article.lower.startswith(_calls(), start) and is_abroad(article, end)


def _beginning(article: Article) -> Iterator[tuple[Line, str]]:
    """The lines in which the main meeting is looked for, each with what is read of it (small
    letters); links to other articles left out."""
    read = 0
    for line in _lines(article):
        text = article.read_lower(line)[: _READ - read]
        if _LINK.search(text):
            continue
        yield line, text
        read += len(text) if line.kind is not PassageKind.TITLE else 0
        if read >= _READ:
            return


def _lines(article: Article) -> list[Line]:
    return [*article.of(PassageKind.TITLE), *article.of(PassageKind.BODY, PassageKind.CAPTION)]


def by_weight(article: Article) -> tuple[MeetingMention, ...]:
    """Every name of a meeting, the weightiest first, of equals the first."""
    return tuple(sorted(mentions(article), key=lambda mention: -mention.weight))


def main_mentions(article: Article) -> tuple[MeetingMention, ...]:
    """The main meeting's weightiest name, then others that say the same kinds, by weight."""
    found = article.once(by_weight)
    if not found or found[0].weight + _weight_of_again(article) < WEIGHTS.enough:
        return ()
    main = _fuller(article, found)
    same = [m for m in found if m.kinds == main.kinds and m is not main and m.weight > 0]
    return (main, *same[: _OTHERS if main.kinds else 0])


def _weight_of_again(article: Article) -> float:
    return WEIGHTS.again * min(WEIGHTS.most_again, len(_again().findall(article.lower)))


def main_meeting(article: Article) -> MeetingMention | None:
    """The weightiest name, the first of equals; None if none weighs enough.

    One that says no kind gives way to a fuller one: "hội nghị" to "hội nghị tổng kết".
    """
    return next(iter(article.once(main_mentions)), None)


def _fuller(article: Article, found: tuple[MeetingMention, ...]) -> MeetingMention:
    best = found[0]
    noun = _plain_noun().match(article.lower, best.start)
    if best.kinds or not noun:
        return best
    named = [m for m in found if m.kinds and article.lower.startswith(noun.group(), m.start)]
    return named[0] if named and named[0].weight >= best.weight - WEIGHTS.fuller else best
