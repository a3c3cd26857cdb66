"""An article → the meeting that it reports: where it is named, and what kinds of meeting it is.

Every name of a meeting in the title and the beginning is weighed by what stands around it; the
weightiest is the main one. An article in which none weighs enough reports no meeting.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.article.structure import Article, Line
from indexer.lexicon import any_of, cues, lower, rows, whole
from indexer.meeting.reported import is_of_another
from search.report import PassageKind, Span
from search.text.sentences import sentences

OTHER = "khac"
_ASK_THE_BODY = "?"
_READ = 3000
"""Characters of the body in which the main meeting is named if it is named at all."""
_GAP, _ACT_GAP = 60, 30
"""Characters that "…" stands for."""
_ENOUGH = 3.0
_VERBS = ("họp", "họp phiên", "họp kỳ")
_LATE = -1.0
"""What a name weighs at least by its place: the first sentence gives 1.35, each 0.15 less."""
_ACT, _FORETOLD, _MENTIONED = 2.5, 2.0, 1.5
_AGAINS = 0.25
"""What each time weighs that the article says "tại hội nghị" and the like, up to three."""
_WILL = re.compile(r"(?<!\w)sẽ(?!\w)")
_FULLER = 2.0
"""How much more a bare noun may weigh than the same noun with a kind, and be called so."""
_OTHERS = 3
_NOUN = re.compile("hội nghị|cuộc họp|buổi họp")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A name of a meeting, [start, end) of `Article.text`, in the sentence [first, last).

    `kinds`: what the name says it is, empty if only its body can tell.
    """

    kinds: tuple[str, ...]
    start: int
    end: int
    first: int
    last: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as the list has it: its kinds, the words that it needs, and its pattern; or an act
    that tells that a body is in session."""

    kinds: tuple[str, ...]
    words: frozenset[str]
    pattern: re.Pattern[str]
    has_gap: bool
    is_act: bool


@cache
def _names() -> tuple[_Name, ...]:
    named = [_name(kinds, lower(words)) for kinds, words in rows("meeting_nouns.tsv")]
    acts = [_name(kind, lower(words), True) for kind, words in rows("meeting_acts.tsv")]
    return (*named, *acts)


@cache
def _by_word() -> dict[str, list[int]]:
    """Of each name the word that is in the fewest others → the numbers of the names."""
    often = Counter(word for name in _names() for word in name.words)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(_names()):
        found[min(name.words, key=lambda word: (often[word], word))].append(number)
    return dict(found)


def _name(kinds: str, words: str, is_act: bool = False) -> _Name:
    gap = rf"((?:[^.;:\n]{{0,{_ACT_GAP if is_act else _GAP}}}?[\s,\"“])??)"
    pattern = r"\s+".join(gap if word == "…" else re.escape(word) for word in words.split())
    pattern = pattern.replace(gap + r"\s+", gap)
    own = () if kinds == _ASK_THE_BODY else tuple(kinds.split(", "))
    before = r"(?<!\w)" + (_no_officer() if is_act else "")
    after = r"(?!\w)" + (r"(?! cử\b)" if is_act else "")  # who is for election is not elected
    whole = re.compile(before + pattern + after)
    return _Name(own, frozenset(_WORD.findall(words)), whole, "…" in words, is_act)


@dataclass(frozen=True, slots=True)
class _Cues:
    """What the words around a name say of it; see meeting_signs.tsv.

    Before it: `held` that it is held or attended, `opened` that it is only now called so,
    `another` that it is not the one reported, `body` who meets. After it: `refers` that it was
    named before, `general` that it is any. In its sentence: `said` that somebody speaks,
    `elsewhen` that it was at another time. `between`: no name holds these words.
    """

    held: re.Pattern[str]
    opened: re.Pattern[str]
    another: re.Pattern[str]
    body: re.Pattern[str]
    refers: re.Pattern[str]
    said: re.Pattern[str]
    elsewhen: re.Pattern[str]
    between: re.Pattern[str]


def _words(sign: str) -> str:
    return whole(cues("meeting_signs.tsv", sign))


@cache
def _cues() -> _Cues:
    patterns = {
        # or there is nothing before it but the day, or nothing at all
        "held": _words("held") + r"[^.;]{0,40}$|^\W*$|\d[^,]{0,12},\s*$",
        "opened": _words("opened") + r"[^.;]{0,20}$",
        "another": r"(?<!tiếp tục )" + _words("another") + r"\s+(?:của\s+)?(?:buổi |cuộc )?$",
        "body": _words("body") + r"[^,.;]{0,40}$",
        "refers": rf"\s*(?:{_words('refers')}|[,.;:]|$)",
        "said": _words("said"),
        # a visit is news of itself, whatever meeting it leads to
        "elsewhen": _words("other time") + r"|^\W*(?:tháng \d{1,2}[-/]\d{4}|năm \d{4})",
        "between": _words("between"),
    }
    return _Cues(**{name: re.compile(pattern) for name, pattern in patterns.items()})


@cache
def _no_officer() -> str:
    """That who acts is the body, no officer of it, and it is not only spoken of."""
    own = cues("meeting_signs.tsv", "officer")
    return "".join(f"(?<!{words} )" for words in own)


_AT = re.compile(r"(?<!\w)(?:tại|trong|ở)\s+(?:buổi |cuộc )?$")
_IN_GENERAL = re.compile(r"\s*(?:đảng )?(?:các cấp|hằng năm|hàng năm)")
_JUST = ("vừa qua", "vừa tổ chức", "vừa được tổ chức", "vừa diễn ra", "vừa họp")
_DATED = re.compile(
    any_of(("sáng", "trưa", "chiều", "tối", "ngày", "hôm"), r"\w")
    + r"\s+(?:nay|qua|\d{1,2}(?:\s*[-/.]\s*\d|\s+tháng|\s+và|\s+đến|\s*,))"
    + "|"
    + any_of(("cùng ngày", *_JUST), r"\w")
    + r"\b|\(\d{1,2}[-/]\d{1,2}"
)
_LINK = re.compile(r"\(\d{1,2}/\d{1,2}/\d{4}\)$")
"""What ends the headline of another article, in a list of those that belong to this one."""
_AGAIN = re.compile(
    any_of(("tại", "kết luận", "kết thúc", "bế mạc", "khai mạc", "dự", "chủ trì"), r"\w")
    + r"\s+(?:buổi |cuộc )?"
    r"(?:hội nghị|kỳ họp|phiên họp|họp|cuộc họp|buổi họp|buổi làm việc|hội thảo|tọa đàm|diễn đàn"
    r"|giao ban|đại hội|họp báo|phiên thảo luận|phiên chất vấn|tiếp xúc)\b"
)


def mentions(article: Article) -> Iterator[MeetingMention]:
    """Each name of a meeting in the title and the beginning, with its weight."""
    read = number = 0
    for line in _lines(article):
        text = article.read_lower(line)[: _READ - read]
        if _LINK.search(text):
            continue
        for first, last in sentences(article.text, line.start, line.start + len(text)):
            sentence = article.lower[first:last]
            number += 1
            for name, start, end in _named(sentence):
                if name.is_act and article.text.startswith("quốc hội", first + start):
                    continue  # in small letters it is that of another country
                weight = _weight(sentence, name, start, end, number)
                yield MeetingMention(name.kinds, first + start, first + end, first, last, weight)
        read += len(text) if line.kind is not PassageKind.TITLE else 0
        if read >= _READ:
            return


def _lines(article: Article) -> list[Line]:
    return [*article.of(PassageKind.TITLE), *article.of(PassageKind.BODY, PassageKind.CAPTION)]


def _named(sentence: str) -> Iterator[tuple[_Name, int, int]]:
    """The names of a sentence. Of those that overlap, one that says a kind wins, then the first,
    then the one of most kinds, then the longest without a gap, then the one of the shortest."""
    words = frozenset(_WORD.findall(sentence))
    names = _names()
    found = [
        (
            *(not name.kinds, match.start(), -len(name.kinds)),
            *(name.has_gap, match.end() if name.has_gap else -match.end()),
            *(match.end(), number),
        )
        for word in words & _by_word().keys()
        for number in _by_word()[word]
        if (name := names[number]).words <= words
        for match in name.pattern.finditer(sentence)
        if name.is_act or not any(map(_cues().between.search, match.groups()))
    ]
    taken: list[Span] = []
    for _, start, _, _, _, end, number in sorted(found):
        if all(end <= first or last <= start for first, last in taken):
            taken.append((start, end))
            yield names[number], start, end


def _weight(sentence: str, name: _Name, start: int, end: int, number: int) -> float:
    """How likely a name in the sentence of a number is that of the main meeting."""
    cues, before = _cues(), sentence[max(0, start - 80) : start]
    is_dated = bool(_DATED.search(sentence))
    weight = max(_LATE, 1.5 - 0.15 * number)
    if name.is_act:
        return weight + 1.0 * bool(cues.said.search(sentence)) + (_ACT if is_dated else -3.0)
    if name.kinds:
        weight += 1.0 * (name.kinds != (OTHER,))
    elif sentence[start:end] in _VERBS:
        weight += 1.0 if cues.body.search(before) else -1.0
    elif cues.refers.match(sentence, end) and not cues.opened.search(before):
        weight -= 1.5
    weight += 1.5 * bool(_AT.search(before) or cues.held.search(before))
    weight += 1.5 * is_dated
    weight -= _FORETOLD * bool(_WILL.search(before))
    weight += 1.0 * bool(cues.said.search(sentence))
    weight -= 3.0 * bool(_IN_GENERAL.match(sentence, end))
    is_another = cues.another.search(before)
    weight -= 3.0 if is_another else _MENTIONED * is_of_another(before, sentence[end:])
    weight -= 2.0 * bool(cues.elsewhen.search(sentence))
    return weight


def main_meeting(article: Article) -> MeetingMention | None:
    """The weightiest name, the first of equals; None if none weighs enough.

    One that says no kind gives way to a fuller one: "hội nghị" to "hội nghị tổng kết".
    """
    return next(iter(main_mentions(article)), None)


@lru_cache(maxsize=1)
def by_weight(article: Article) -> tuple[MeetingMention, ...]:
    """Every name of a meeting, the weightiest first, of equals the first."""
    return tuple(sorted(mentions(article), key=lambda mention: -mention.weight))


@lru_cache(maxsize=1)
def main_mentions(article: Article) -> tuple[MeetingMention, ...]:
    """The main meeting's weightiest name, then others that say the same kinds, by weight."""
    found = by_weight(article)
    again = min(3, len(_AGAIN.findall(article.lower))) if found else 0
    if not found or found[0].weight + _AGAINS * again < _ENOUGH:
        return ()
    main = _fuller(article, found)
    same = [m for m in found if m.kinds == main.kinds and m is not main and m.weight > 0]
    return (main, *same[: _OTHERS if main.kinds else 0])


def _fuller(article: Article, found: tuple[MeetingMention, ...]) -> MeetingMention:
    best = found[0]
    noun = _NOUN.match(article.lower, best.start)
    if best.kinds or not noun:
        return best
    named = [m for m in found if m.kinds and article.lower.startswith(noun.group(), m.start)]
    return named[0] if named and named[0].weight >= best.weight - _FULLER else best
