"""A sentence → the names of meetings in it: nouns with their kinds, or acts of a body."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from indexer.lexicon import any_of, cues, lower, pattern_of, rows
from search.report import Span

OTHER = "khac"
"""The kind of a meeting that is of none of the other kinds."""
CUES = "meeting_cues.tsv"
_BY_ORGANISATION = "?"
_LONGEST_GAP, _LONGEST_ACT_GAP = 60, 30
"""Characters that "…" stands for, in a noun and in an act."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class MeetingName:
    """An entry of meeting_nouns.tsv, or of meeting_acts.tsv (`is_act`).

    `kinds`: empty if only the organisation that meets tells the kind. `begins`: the words before
    its first gap; `words`: those that a sentence must have before `pattern` is tried. `has_gap`:
    other words may stand inside.
    """

    kinds: tuple[str, ...]
    begins: str
    words: frozenset[str]
    pattern: re.Pattern[str]
    has_gap: bool
    is_act: bool


FoundName = tuple[MeetingName, int, int]
"""A name at [start, end) of a sentence."""


@cache
def _names() -> tuple[MeetingName, ...]:
    nouns = [_noun(kinds, lower(words)) for kinds, words in rows("meeting_nouns.tsv")]
    acts = [_act(kinds, lower(words)) for kinds, words in rows("meeting_acts.tsv")]
    return (*nouns, *acts)


def _noun(kinds: str, words: str) -> MeetingName:
    pattern = re.compile(rf"(?<!\w){_spelled(words, _LONGEST_GAP)}(?!\w)")
    return _name(kinds, words, pattern, is_act=False)


def _act(kinds: str, words: str) -> MeetingName:
    """What the body does, not what an officer of it does, nor whom it only proposes to elect, nor
    with whom it works."""
    no_officer = "".join(f"(?<!{officer} )" for officer in cues(CUES, "officer"))
    spelled = _spelled(words, _LONGEST_ACT_GAP)
    not_then = "elects|met with" if words.endswith(tuple(cues(CUES, "calls"))) else "elects"
    pattern = pattern_of(CUES, rf"(?<!\w){no_officer}{spelled}(?!\w)(?! {{whole:{not_then}}})")
    return _name(kinds, words, pattern, is_act=True)


def _name(kinds: str, words: str, pattern: re.Pattern[str], is_act: bool) -> MeetingName:
    own = () if kinds == _BY_ORGANISATION else tuple(kinds.split(", "))
    begins = " ".join(words.partition("…")[0].split())
    has_gap = "…" in words
    return MeetingName(own, begins, frozenset(_WORD.findall(words)), pattern, has_gap, is_act)


def _spelled(words: str, longest_gap: int) -> str:
    gap = rf"((?:[^.;:\n]{{0,{longest_gap}}}?[\s,\"“])??)"
    pattern = r"\s+".join(gap if word == "…" else re.escape(word) for word in words.split())
    return pattern.replace(gap + r"\s+", gap)


@cache
def _by_rarest_word() -> dict[str, list[int]]:
    """The word of each name that the fewest other names have → the numbers of these names."""
    often = Counter(word for name in _names() for word in name.words)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(_names()):
        found[min(name.words, key=lambda word: (often[word], word))].append(number)
    return dict(found)


def may_name(text: str) -> bool:
    """Whether a text (small letters) has what the name of a meeting begins with: most have not."""
    return _any_beginning().search(text) is not None


@cache
def _any_beginning() -> re.Pattern[str]:
    """Finds the words with which a name begins, up to its first gap."""
    beginnings = {name.begins for name in _names()}
    return re.compile(any_of(beginnings, r"\w").replace(r"\ ", r"\s+") + r"(?!\w)")


@cache
def _no_gap() -> re.Pattern[str]:
    return pattern_of(CUES, "{whole:between}")


@cache
def _part_of() -> re.Pattern[str]:
    """Stands between a part of a meeting and it: "buổi làm việc | đầu tiên của | kỳ họp"."""
    return pattern_of(CUES, r"(?:[ ,]+(?:{part which}))*(?:[ ,]+{part of})? ")


@cache
def _parts() -> frozenset[str]:
    return frozenset(cues(CUES, "part"))


def find_names(sentence: str) -> Iterator[FoundName]:
    """The names in a sentence (small letters), each with [start, end); none overlaps another.

    A noun without a kind right before one that says its kind belongs to it, and a part of a
    meeting to the meeting: "cuộc họp giao ban", "buổi làm việc đầu tiên của kỳ họp".
    """
    names = list(_chosen(sentence)) if may_name(sentence) else []
    if len(names) < 2:
        yield from names
        return
    names.sort(key=lambda found: found[1])
    first = None
    for (name, start, end), following in zip_longest(names, names[1:]):
        begin = start if first is None else first
        first = None
        if following and _belong_together(sentence, (name, start, end), following):
            first = begin
        else:
            yield name, begin, end


def _belong_together(sentence: str, one: FoundName, other: FoundName) -> bool:
    (name, start, end), (whole, first, _) = one, other
    if name.is_act or whole.is_act:
        return False
    if not name.kinds and whole.kinds and sentence[end:first] == " ":
        return True
    is_part = sentence[start:end] in _parts()
    return is_part and bool(_part_of().fullmatch(sentence, end, first))


def _chosen(sentence: str) -> Iterator[FoundName]:
    """Of names that overlap, one that says a kind wins, then the first, then the one of most
    kinds, then one without a gap, of those the longest, of those with a gap the shortest."""
    words = frozenset(_WORD.findall(sentence))
    names, by_word = _names(), _by_rarest_word()
    found = [
        (
            *(not name.kinds, match.start(), -len(name.kinds)),
            *(name.has_gap, match.end() if name.has_gap else -match.end()),
            *(match.end(), number),
        )
        for word in words & by_word.keys()
        for number in by_word[word]
        if (name := names[number]).words <= words
        for match in name.pattern.finditer(sentence)
        if name.is_act or not any(map(_no_gap().search, match.groups()))
    ]
    taken: list[Span] = []
    for _, start, _, _, _, end, number in sorted(found):
        if all(end <= first or last <= start for first, last in taken):
            taken.append((start, end))
            yield names[number], start, end
