"""The concepts of a query → the notices that tell its reader how it was understood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from search.answers import Notice, NoticeKind
from search.query.concepts import Concept
from search.query.parts import ParsedPart
from search.query.syntax import TITLE, QueryPart, QueryPartKind
from search.query.tokens import OPERATORS, first_sign
from search.query.unread import Unread, UnreadKind
from search.report import Span
from search.text.lexicon.provinces import Province, merged_with
from search.text.syllable import syllables

MOST_MERGED = 2
"""Provinces of a query that get a notice of their merger, at most."""


def notices(typed: str, parts: Sequence[ParsedPart], longest: int) -> tuple[Notice, ...]:
    """What was done with each part of a query, in order; no notice comes twice.

    `typed`: the whole query as it was normalised. `Notice.instead` is the same query typed so that
    it is not done; empty if that is no other query, or longer than `longest` characters.
    """
    query = _QueryNotices(typed, _first_mentions(parts), longest)
    of_parts = chain.from_iterable(map(query.of_part, parts))
    return tuple(dict.fromkeys((*query.any_diacritics(parts), *of_parts)))


_UNREAD = {
    UnreadKind.OPERATOR: NoticeKind.LONE_OPERATOR,
    UnreadKind.SMALL_OPERATOR: NoticeKind.SMALL_OPERATOR,
    UnreadKind.UNPAIRED: NoticeKind.UNPAIRED,
    UnreadKind.TOO_DEEP: NoticeKind.TOO_DEEP,
    UnreadKind.FIELD: NoticeKind.UNKNOWN_FIELD,
    UnreadKind.STAR: NoticeKind.UNREAD_STAR,
    UnreadKind.NEAR: NoticeKind.UNREAD_NEAR,
}


def of_unread(typed: str, unread: Sequence[Unread], longest: int) -> Iterator[Notice]:
    """A notice for each thing of a query that could not be read as a sign.

    `Notice.instead`: of an operator, the query with it as a word; of a word that may be an
    operator, the query with it as one.
    """
    told: dict[tuple[NoticeKind, str], Notice] = {}
    for own in unread:
        by = ""
        if own.kind is UnreadKind.OPERATOR and syllables(own.text):
            by = f'"{own.text}"'
        elif own.kind is UnreadKind.SMALL_OPERATOR:
            by = first_sign(OPERATORS[own.text.upper()].meaning)
        instead = joined(typed[: own.start], by, typed[own.end :]) if by else ""
        kind = _UNREAD[own.kind]
        notice = Notice(kind, (own.text,), instead if len(instead) <= longest else "")
        told.setdefault((kind, own.text), notice)
    return iter(told.values())


def joined(*stretches: str) -> str:
    """Stretches of a query put together, with one blank between any two words."""
    return " ".join(" ".join(stretches).split())


_Position = tuple[int, int]
"""Where a part begins in the query, and the number of a syllable in it."""


def _first_mentions(parts: Sequence[ParsedPart]) -> Mapping[Province, _Position]:
    """The first provinces that a query names, and where it names each first."""
    found: dict[Province, _Position] = {}
    for part in chain.from_iterable(own.leaves() for own in parts):
        for concept in () if part.part.is_excluded else part.concepts:
            if concept.province:
                found.setdefault(concept.province, (part.part.start, concept.first))
    return dict(islice(found.items(), MOST_MERGED))


@dataclass(frozen=True, slots=True)
class _QueryNotices:
    """The notices of one query. `mentions`: the concept of each province that gets the notice of
    its merger. `longest`: characters that `Notice.instead` may have."""

    typed: str
    mentions: Mapping[Province, _Position]
    longest: int

    def any_diacritics(self, parts: Sequence[ParsedPart]) -> Iterator[Notice]:
        """Which syllables were looked up in any spelling, and how to ask for them as typed."""
        words: dict[str, None] = {}
        spans: dict[Span, None] = {}
        for part in chain.from_iterable(own.leaves() for own in parts):
            for concept, syllable in _in_any_spelling(part):
                words[syllable] = None
                spans[part.span(concept)] = None
        if words:
            instead = self.typed
            for start, end in sorted(spans, reverse=True):
                own = self.typed[start:end]
                quoted = own if own.startswith('"') else f'"{own}"'
                instead = f"{instead[:start]} ={quoted} {instead[end:]}"
            yield self._notice(NoticeKind.ANY_DIACRITICS, tuple(words), instead)

    def of_part(self, part: ParsedPart) -> Iterator[Notice]:
        """What was done with one part, and with those in it."""
        own = part.part
        if part.alternatives and not own.is_excluded:
            yield from self._of_kind(own)
            yield from chain.from_iterable(map(self.of_part, chain(*part.alternatives)))
            return
        yield from self._of_reading(part)
        if part.names_unknown_value:
            yield Notice(NoticeKind.UNKNOWN_VALUE, (own.field, own.text, self._typed(own)))
        if own.is_excluded and not part.is_empty:
            without = self._replaced((own.start, own.end), "")
            yield self._notice(NoticeKind.EXCLUDED, (own.text,), without)
        for concept in () if own.is_excluded else part.concepts:
            yield from self._of_concept(part, concept)

    def _of_reading(self, part: ParsedPart) -> Iterator[Notice]:
        """How words without diacritics were read, and what else they may stand for."""
        own = part.part
        span = own.start, own.end
        also = part.readings[1 : part.looked_for]
        others = [t for t in part.readings if t != own.text and (also or t != part.run.text)]
        if part.readings and (others or part.run.text != own.text):
            queries = (joined(self._replaced(span, text)) for text in others)
            instead = self._replaced(span, _as_spelled(part))
            read = self._notice(NoticeKind.READING, (part.run.text, own.text, *also), instead)
            yield replace(read, others=tuple(q for q in queries if len(q) <= self.longest))

    def _of_kind(self, part: QueryPart) -> Iterator[Notice]:
        """What a field of titles, or a distance, means."""
        span = part.start, part.end
        if part.field == TITLE:
            words = part.text.removeprefix("(").removesuffix(")")
            yield self._notice(NoticeKind.TITLE, (words,), self._replaced(span, part.text))
        elif part.kind is QueryPartKind.NEAR:
            [phrases] = part.alternatives
            apart = " ".join(
                own.text if part.is_one_phrase else self._typed(own) for own in phrases
            )
            *before, last = (own.text for own in phrases)
            told = ", ".join(before), last, str(part.distance)
            yield self._notice(NoticeKind.NEAR, told, self._replaced(span, apart))

    def _typed(self, part: QueryPart) -> str:
        return self.typed[part.start : part.end]

    def _of_concept(self, part: ParsedPart, concept: Concept) -> Iterator[Notice]:
        start, end = span = part.span(concept)
        written = self.typed[start:end]
        if concept.kind is not None:
            instead = self._replaced(span, _as_words(part, concept, written))
            yield self._notice(concept.kind, (written, *concept.notice_words), instead)
        province = concept.province
        if province and self.mentions.get(province) == (part.part.start, concept.first):
            for old, other in merged_with(province):
                words = (old.name, old.today, other)
                yield self._notice(NoticeKind.MERGED, words, self._replaced(span, other))

    def _replaced(self, span: Span, by: str) -> str:
        return f"{self.typed[: span[0]]}{by}{self.typed[span[1] :]}"

    def _notice(self, kind: NoticeKind, words: tuple[str, ...], instead: str) -> Notice:
        instead = joined(instead)
        undoes = instead != joined(self.typed)  # not so of a value in tỉnh:(Yên Bái OR Lào Cai)
        return Notice(kind, words, instead if undoes and len(instead) <= self.longest else "")


def _as_spelled(part: ParsedPart) -> str:
    """How to type a part so that each of its concepts is only looked for as it was typed."""
    text, typed = part.part.text, part.typed
    for concept in reversed(part.concepts):
        own = typed[concept.first : concept.last]
        if any(syllable.is_unaccented for syllable in own):
            start, end = own[0].start, own[-1].end
            text = f'{text[:start]} ="{text[start:end]}" {text[end:]}'
    return text


def _as_words(part: ParsedPart, concept: Concept, written: str) -> str:
    """How to type a concept so that it is only words: in quotes, or without its field or star."""
    kind = part.part.kind
    if kind is QueryPartKind.WORDS:
        return f'"{written}"'
    if kind is QueryPartKind.FIELD and concept.kind is not NoticeKind.FIELD:
        return f'"{part.part.text}"'
    return part.part.text


def _in_any_spelling(part: ParsedPart) -> Iterator[tuple[Concept, str]]:
    """The syllables of a part that were looked up in any spelling, as typed, each with its concept.

    Those of a concept that has a notice of its own, or that a dictionary has, are left out.
    """
    own = part.part
    if own.is_excluded or own.kind not in (QueryPartKind.WORDS, QueryPartKind.QUOTED):
        return
    for concept in part.concepts:
        if concept.kind is None and not concept.is_dictionary_word:
            for syllable in part.run.syllables[concept.first : concept.last]:
                if syllable.is_unaccented:
                    yield concept, own.text[syllable.start : syllable.end]
