"""A sentence → the indicators that it names, and its words that make targets or estimates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.figures.cues import (
    ModalityCue,
    bare_growth,
    figure_cues,
    fillers,
    modality_cues,
    verbs,
)
from indexer.figures.indicators import Indicator, indicator_forms, subjects
from search.text.pyvi.segmenter import is_word

_NEXT_WORD = re.compile(r"\s+(\w+)")
_LONGEST_NAME = 8
"""Syllables that say more of an indicator."""
_LEAD, _FAR = 24, 40
"""Characters before something that are looked at; before what grows."""
_NUMBER_NEXT = re.compile(r"(?: \w+)? \d")
WITHOUT_NAME = ("share", "money")
"""Measures whose units do not say of what they are."""
_NO_CUES = (ModalityCue.NO_TARGET, ModalityCue.NO_ONLY)
_DENIABLE = (ModalityCue.TARGET, ModalityCue.WEAK_TARGET, ModalityCue.MUST)
"""Cues that words before them may deny: "vượt mục tiêu"."""


@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """An indicator at [start, end), or, without entries, a subject that is none.

    `is_counted`: it stands after its number, as in "12 xã đạt chuẩn nông thôn mới". `is_growth`:
    it is told how fast it grows: "tốc độ tăng xuất khẩu". `name`: of one that only the sentence
    before names, else "".
    """

    start: int
    end: int
    entries: tuple[Indicator, ...] = ()
    is_counted: bool = False
    is_growth: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class FigureSentence:
    """[start, end) of a paragraph, which is given in small letters and as it stands."""

    text: str
    whole: str
    start: int
    end: int
    _found: dict[re.Pattern[str], list[re.Match[str]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def found(self, words: re.Pattern[str]) -> list[re.Match[str]]:
        """Where the sentence has some words; it is searched once for them, not once a number."""
        if words not in self._found:
            self._found[words] = [*words.finditer(self.text, self.start, self.end)]
        return self._found[words]

    def says_before(self, words: re.Pattern[str], at: int) -> bool:
        """Whether the sentence has some words before a place."""
        found = self.found(words)
        return bool(found) and found[0].end() <= at

    def mentions(self, counts: dict[int, str]) -> Iterator[IndicatorMention]:
        """The indicators, and what looks like one; `counts`: where what a number is of may begin,
        and the measure of that number."""
        is_later = False
        for match in subjects().finditer(self.text, self.start, self.end):
            entries = indicator_forms().get(match.group())
            if is_later and self._is_verb(match):
                continue
            if match.group() in bare_growth() and self._is_growth_of_part(match):
                entries = None
            if entries is None and counts.get(match.start()) == "share":
                continue  # "70% dân số": of all that there is
            if entries is None:
                is_later = True
                yield IndicatorMention(match.start(), match.end())
            elif mention := self._mention(match, entries, counts.get(match.start())):
                is_later = True
                yield mention

    def _mention(
        self, match: re.Match[str], entries: tuple[Indicator, ...], counted: str | None
    ) -> IndicatorMention | None:
        """What the words of an indicator mention, if they count there."""
        start, end = match.span()
        if figure_cues().growth_before.search(self.before(start, lead=_FAR)):
            growing = tuple(entry for entry in entries if "counted" not in entry.where)
            return IndicatorMention(start, end, growing, is_growth=True) if growing else None
        if counted:
            behind = tuple(entry for entry in entries if _is_counted_so(entry, counted))
            if behind or counted not in WITHOUT_NAME:
                return IndicatorMention(start, end, behind, is_counted=True) if behind else None
            if counted == "share":  # "chiếm 50% tổng vốn đăng ký": no number behind is of that
                return IndicatorMention(start, end)
        allowed = self._allowed(entries, start)
        return IndicatorMention(start, end, allowed) if allowed else None

    def _is_verb(self, match: re.Match[str]) -> bool:
        """Whether the words of an indicator only say how another one changed: "sản lượng điện đạt 5
        tỷ kWh, tăng trưởng 6%"."""
        is_one = match.group() in verbs()
        behind = self.text[match.end() : match.end() + _LEAD]
        before = self.before(match.start())
        return is_one and bool(_NUMBER_NEXT.match(behind)) and before.rstrip()[-1:] == ","

    def _is_growth_of_part(self, match: re.Match[str]) -> bool:
        """Whether a growth is that of what stands around it, which is not the economy: "tăng trưởng
        cho thương mại", "chi tiêu với mức tăng trưởng 9%"."""
        part = figure_cues().growth_of.match(self.text, match.end())
        if part is not None and self.whole[part.end()].islower():
            return True
        since = max(self.start, match.start() - _FAR)
        with_it = figure_cues().with_before.search(self.text, since, match.start())
        if with_it is None:
            return False
        named = self.whole[with_it.start("word")].isupper()
        return not named and not self.says_before(figure_cues().economy, with_it.start())

    def _allowed(self, entries: tuple[Indicator, ...], at: int) -> tuple[Indicator, ...]:
        """Those entries whose words count at such a place."""
        before = self.before(at)
        if figure_cues().of_before.search(before) or before[-1:] == "/":
            return ()
        is_first = figure_cues().opens_before.search(before) and not self._is_name(at, before)
        barred = {"counted"} if is_first else {"counted", "start"}
        return tuple(entry for entry in entries if not entry.where & barred)

    def cues(self) -> Iterator[tuple[ModalityCue, int]]:
        """What `ModalityState.meet` takes in, and where it stands."""
        kinds = modality_cues()
        for match in figure_cues().modality.finditer(self.text, self.start, self.end):
            cue = kinds[match.group()]
            if cue not in _NO_CUES and not _is_denied(cue, self.before(match.start())):
                yield cue, match.start()

    def before(self, at: int, since: int | None = None, lead: int = _LEAD) -> str:
        """What stands shortly before a place, and not before another."""
        return self.text[max(since or self.start, at - lead) : at]

    def _is_name(self, at: int, before: str) -> bool:
        """Whether a capital there begins a name, not a clause: "Thương mại và Công nghiệp"."""
        is_capital = self.whole[at].isupper() and not self.whole[at + 1].isupper()
        return is_capital and before.rstrip()[-1:].isalnum()

    def name(self, mention: IndicatorMention, entry: Indicator) -> str | None:
        """What the list calls it; in the words of the text if they say more; None if too many."""
        if mention.name:
            return mention.name
        end, stops, name_end = mention.end, fillers(), figure_cues().name_end
        for _ in range(_LONGEST_NAME):
            word = _NEXT_WORD.match(self.text, end)
            is_over = (
                not word
                or word[1] in stops
                or bool(name_end.match(self.text, word.start(1)))
                or not self.whole[word.start(1)].islower()
            )
            if not word or (is_over and not self._is_inside_a_word(mention.end, end, word[1])):
                return entry.name if end == mention.end else self._as_written(mention.start, end)
            end, stops = word.end(), frozenset()
        return None

    def _is_inside_a_word(self, since: int, end: int, next_word: str) -> bool:
        """Whether what says more of an indicator, from `since` on, would end between the syllables
        of one word: "vốn FDI luân | chuyển"."""
        last = self.text[since:end].split()[-1:]
        return bool(last) and is_word(last[0], next_word)

    def _as_written(self, start: int, end: int) -> str:
        """The words of the text, without the capital that begins a sentence."""
        words = self.whole[start:end]
        return words if words[1:2].isupper() else words[0].lower() + words[1:]


def _is_counted_so(entry: Indicator, measure: str) -> bool:
    """Whether a number of that measure may stand before the words: of money, and of shares, only
    where the list says so."""
    if measure in WITHOUT_NAME:
        measures = {"percent" if measure == "share" else measure}
        return entry.where == {"counted"} and entry.measures == measures
    return entry.where <= {"counted", "aimed", "many"} and "percent" not in entry.measures


def _is_denied(cue: ModalityCue, before: str) -> bool:
    """Whether the words before a cue say that it announces nothing."""
    is_count = cue is ModalityCue.WEAK_TARGET and before.rstrip()[-1:].isdigit()
    # "đạt 24 chỉ tiêu" counts them, "đề ra 24 chỉ tiêu" announces them
    if is_count and not figure_cues().announced_before.search(before):
        return True
    is_share_of_it = before.rstrip().endswith("%")  # "đạt 46% kế hoạch năm"
    return cue in _DENIABLE and (
        is_share_of_it or bool(figure_cues().not_target_before.search(before))
    )
