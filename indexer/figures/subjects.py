"""A sentence → the indicators that it names, and its words that make targets or estimates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.figures.indicators import (
    CUES,
    VERBS,
    Indicator,
    ends_with,
    fillers,
    finds,
    forms,
    opens,
    signs,
    subjects,
)
from indexer.figures.indicators import cues as find_cues

_NEXT_WORD = re.compile(r"\s+(\w+)")
_SET = re.compile(r"(?:đề ra|đặt ra|quyết nghị|thông qua)[^,;]*$")
_LONGEST_NAME = 6  # syllables that say more of an indicator
_NEAR = 24  # characters before something that are looked at


@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """An indicator at [start, end), or, without rows, a subject that is none.

    `is_counted`: it stands after its number, as in "12 xã đạt chuẩn nông thôn mới".
    """

    start: int
    end: int
    rows: tuple[Indicator, ...] = ()
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """[start, end) of a line, which is given in small letters and as it stands."""

    text: str
    whole: str
    start: int
    end: int

    def mentions(self, units: set[int]) -> Iterator[IndicatorMention]:
        """The indicators, and what looks like one; units of numbers begin at such places."""
        for match in subjects().finditer(self.text, self.start, self.end):
            rows = forms().get(match.group())
            before = self.before(match.start())
            is_counted = match.start() in units
            if rows is None:
                yield IndicatorMention(match.start(), match.end())
                continue
            if is_counted:
                rows = tuple(row for row in rows if row.where <= {"counted"})
            elif ends_with("of").search(before):
                continue
            else:
                is_first = opens().search(before) and not self._is_name(match.start(), before)
                barred = {"counted"} if is_first else {"counted", "start"}
                rows = tuple(row for row in rows if not row.where & barred)
            if rows:
                yield IndicatorMention(match.start(), match.end(), rows, is_counted)

    def cues(self) -> Iterator[tuple[str, int]]:
        """What `Outlook.meet` is to hear: kinds of words, or marks, and where they stand."""
        kinds = signs(*CUES)
        for match in find_cues().finditer(self.text, self.start, self.end):
            kind = kinds.get(match.group(), match.group())
            before = self.before(match.start())
            # "đạt 24 chỉ tiêu" counts them, "đề ra 24 chỉ tiêu" announces them
            is_count = before.rstrip()[-1:].isdigit() and not _SET.search(before)
            is_none = (kind == "weak-target" and is_count) or (
                kind.endswith(("target", "must")) and ends_with("not-target").search(before)
            )
            if kind not in ("no-target", "no-only") and not is_none:
                yield kind, match.start()

    def before(self, at: int, since: int | None = None) -> str:
        """What stands shortly before a place, and not before another."""
        return self.text[max(since or self.start, at - _NEAR) : at]

    def _is_name(self, at: int, before: str) -> bool:
        """Whether a capital there begins a name, not a clause: "Thương mại và Công nghiệp"."""
        is_capital = self.whole[at].isupper() and not self.whole[at + 1].isupper()
        return is_capital and before.rstrip()[-1:].isalnum()

    def name(self, mention: IndicatorMention, row: Indicator) -> str | None:
        """What the list calls it; in the words of the text if they say more; None if too many."""
        end, stops, ends = mention.end, fillers(), finds("ends", *VERBS)
        for _ in range(_LONGEST_NAME):
            word = _NEXT_WORD.match(self.text, end)
            if (
                not word
                or word[1] in stops
                or ends.match(self.text, word.start(1))
                or not self.whole[word.start(1)].islower()
            ):
                return row.name if end == mention.end else self._as_said(mention.start, end)
            end, stops = word.end(), frozenset()
        return None

    def _as_said(self, start: int, end: int) -> str:
        """Without the capital that begins a sentence."""
        said = self.whole[start:end]
        return said if said[1:2].isupper() else said[0].lower() + said[1:]
