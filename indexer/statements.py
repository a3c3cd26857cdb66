"""A sentence and its quantities → which of them say what of which indicator."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.indicators import (
    CHANGES,
    CUES,
    VERBS,
    Indicator,
    cues,
    ends_with,
    fillers,
    finds,
    forms,
    of_plan,
    opens,
    signs,
    subjects,
)
from indexer.outlook import Outlook
from indexer.quantities import Quantity
from search.model import FigureKind

_TOKEN = re.compile(r"\w+|[^\w\s]")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_COMPARED = re.compile(r"\s*(?:của |với )?(?:so |cùng kỳ|(?:năm|tháng|quý) trước|năm ngoái)")
_OR_MORE = re.compile(r"\s*trở lên")
_OTHER_TIME = re.compile(r"[(,]\s*(?:cùng kỳ|năm ngoái|năm trước)")
_BRACKETS = re.compile(r"\([^()]*\)")
_FROM = re.compile(r"(?<!\w)(?:từ|so với)(?: mức| khoảng| hơn| trên| gần| dưới)?\s*$")
_SET = re.compile(r"(?:đề ra|đặt ra|quyết nghị|thông qua)[^,;]*$")
_CLAUSE_END = re.compile(r"\s*(?:[,;.)(…]|$)")
_OF = " về "
_LONGEST_GAP, _LONGEST_BARE_GAP = 160, 70  # characters between an indicator and its number
_MOST_OTHER_WORDS = 7  # in that gap
_LONGEST_NAME = 6  # syllables that say more of an indicator
_NEAR = 24  # characters before and behind a number or an indicator that are looked at


@dataclass(frozen=True, slots=True)
class Statement:
    """What a quantity is of, and how. `falls`: where the word stands that makes it a fall."""

    quantity: Quantity
    indicator: Indicator
    name: str
    kind: FigureKind
    falls: int | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
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

    def statements(self, inside: list[Quantity]) -> Iterator[Statement]:
        """Those of its quantities that belong to an indicator, in one walk from left to right."""
        mentions = list(self._mentions({quantity.unit_start for quantity in inside}))
        if not mentions:
            return
        announced = list(self._cues())
        outlook = Outlook()
        mention: _Mention | None = None
        number = cue = 0
        last = self.start  # where the indicator, or its number before this one, ends
        for quantity in inside:
            while cue < len(announced) and announced[cue][1] < quantity.start:
                outlook.meet(*announced[cue])
                cue += 1
            counted: _Mention | None = None
            while number < len(mentions) and mentions[number].start < quantity.end:
                one = mentions[number]
                number += 1
                if one.start == quantity.unit_start:
                    counted = one
                elif one.end <= quantity.start:
                    mention, last = one, one.end
            if counted and counted.rows:
                if not outlook.is_unreal:
                    yield self._counted(quantity, counted.rows[0], outlook)
                mention, last = counted, max(quantity.end, counted.end)
            elif mention:
                is_first = last == mention.end
                if self._is_of(quantity, mentions[number : number + 1]):
                    mention = mentions[number]
                    number += 1
                said, goes_on = self._said(quantity, mention, last, is_first, outlook)
                last = max(mention.end, quantity.end)
                if same := finds("same").match(self.text, quantity.end + len(_OF)):
                    last = same.end()
                if said and not outlook.is_unreal:
                    outlook.is_given |= outlook.is_target(quantity.start)
                    yield said
                if not goes_on:
                    mention = None
            outlook.estimate = None

    def _mentions(self, units: set[int]) -> Iterator[_Mention]:
        for match in subjects().finditer(self.text, self.start, self.end):
            rows = forms().get(match.group())
            before = self._before(match.start())
            is_counted = match.start() in units
            if rows is None:
                yield _Mention(match.start(), match.end())
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
                yield _Mention(match.start(), match.end(), rows, is_counted)

    def _cues(self) -> Iterator[tuple[str, int]]:
        kinds = signs(*CUES)
        for match in cues().finditer(self.text, self.start, self.end):
            kind = kinds.get(match.group(), match.group())
            before = self._before(match.start())
            # "đạt 24 chỉ tiêu" counts them, "đề ra 24 chỉ tiêu" announces them
            is_count = before.rstrip()[-1:].isdigit() and not _SET.search(before)
            is_none = (kind == "weak-target" and is_count) or (
                kind.endswith("target") and ends_with("not-target").search(before)
            )
            if kind != "no-target" and not is_none:
                yield kind, match.start()

    def _before(self, at: int, since: int | None = None) -> str:
        return self.text[max(since or self.start, at - _NEAR) : at]

    def _is_name(self, at: int, before: str) -> bool:
        """Whether a capital there begins a name, not a clause: "Thương mại và Công nghiệp"."""
        is_capital = self.whole[at].isupper() and not self.whole[at + 1].isupper()
        return is_capital and before.rstrip()[-1:].isalnum()

    def _is_of(self, quantity: Quantity, following: list[_Mention]) -> bool:
        """Whether its indicator follows: "tăng 2% về số doanh nghiệp"."""
        at = quantity.end + len(_OF)
        is_named = any(mention.start == at for mention in following)
        return is_named and self.text.startswith(_OF, quantity.end)

    def _counted(self, quantity: Quantity, row: Indicator, outlook: Outlook) -> Statement:
        """What "12 xã đạt chuẩn nông thôn mới" says."""
        kind = FigureKind.RESULT
        if outlook.is_target(quantity.start):
            kind = FigureKind.TARGET
        elif ends_with(*CHANGES).search(self._before(quantity.start)):
            kind = FigureKind.CHANGE
        elif outlook.is_estimate(quantity.start):
            kind = FigureKind.ESTIMATE
        return Statement(quantity, row, row.name, kind)

    def _said(
        self, quantity: Quantity, mention: _Mention, last: int, is_first: bool, outlook: Outlook
    ) -> tuple[Statement | None, bool]:
        """A quantity after its indicator; and whether the next may still belong to that."""
        does, at = self._verb(last, quantity, is_first)
        behind = self.text[quantity.end : quantity.end + _NEAR]
        if does is None:
            return None, False
        if (
            not does
            and is_first
            and (rise := ends_with(*CHANGES).search(self._before(mention.start)))
        ):  # "giảm tỷ lệ hộ nghèo 2%"
            does, at = signs(*CHANGES)[rise[1]], mention.start - len(rise.group())
        is_change = does in CHANGES
        is_share = quantity.measure == "share"
        is_plan = is_share and bool(of_plan().match(behind))
        is_rate = is_share or quantity.measure == "times"
        if (
            does == "passes"
            # "tăng từ 5% …", "đạt 6%, so với 5%": what it was before
            or (
                (is_change or not is_first)
                and len(quantity.values) == 1
                and _FROM.search(self._before(quantity.start, last))
            )
            # "bằng 95% so với cùng kỳ" is of no kind
            or (is_rate and not is_change and not is_plan and _COMPARED.match(behind))
            or (
                behind.startswith(_OF)
                and mention.end <= quantity.start
                and not finds("same").match(behind, len(_OF))
            )
        ):
            return None, True
        row = self._row(mention, quantity, does, is_plan)
        name = row and self._name(mention, row)
        # "9 xã đạt chuẩn, 2 xã …" of something else
        if not row or not name or (mention.is_counted and not is_rate):
            return None, False
        if is_share and not is_change and not is_plan and "money" in row.measures - {"share"}:
            is_plan = "share" not in row.measures
            if is_plan and not (does in ("says", "equals") and _CLAUSE_END.match(behind)):
                return None, False
        if (
            outlook.is_target(quantity.start)
            or _OR_MORE.match(behind)
            or (is_first and ends_with("aims").search(self._before(mention.start)))
        ):
            kind = FigureKind.TARGET
        elif is_plan:
            kind = FigureKind.PLAN_SHARE
        elif is_change:
            kind = FigureKind.CHANGE
        elif outlook.is_estimate(quantity.start):
            kind = FigureKind.ESTIMATE
        else:
            kind = FigureKind.RESULT
        return Statement(quantity, row, name, kind, at if does == "falls" else None), True

    def _verb(self, last: int, quantity: Quantity, is_first: bool) -> tuple[str | None, int]:
        """What the verb between an indicator (or its number before) and a number does, and where
        it stands; ("", …) without a verb; (None, …) if the number is another's."""
        to = quantity.start
        nothing = None, to
        if to - last > _LONGEST_GAP:
            return nothing
        kinds = signs(*VERBS)
        gap = _BRACKETS.sub(lambda aside: " " * len(aside.group()), self.text[last:to])
        found = [(kinds[verb.group()], verb) for verb in finds(*VERBS).finditer(gap)]
        if self._others(gap, last, found[-1][1].end() if found else 0, is_first):
            return nothing
        if not found:
            return ("", to) if to - last <= _LONGEST_BARE_GAP else nothing
        does, verb = found[-1]
        head = gap[: verb.start()]
        others = self._others(head, last, 0, is_first)
        if is_first:
            clause = max(head.rfind(","), head.rfind(":"), head.rfind("("))
            if (
                ";" in head
                or len(others) > _MOST_OTHER_WORDS
                or finds("breaks").search(head)
                or (clause >= 0 and self._others(head, last, clause))
            ):
                return nothing
        elif others:
            return nothing
        elif _OTHER_TIME.search(head):
            return "passes", to
        if any(kind == "passes" for kind, _ in found):
            return "passes", to
        if quantity.measure == "share" and does == "says":
            # "tăng bình quân là 7%"
            does, verb = next((one for one in reversed(found) if one[0] in CHANGES), found[-1])
        return does, last + verb.start()

    def _others(self, gap: str, at: int, start: int, may_name: bool = True) -> list[str]:
        """Words of a gap, which begins at a position, that are no fillers, and marks; names too
        unless there may be some."""
        return [
            token.group()
            for token in _TOKEN.finditer(gap, start)
            if token.group() not in fillers()
            and not token.group().isdigit()
            and not (may_name and self.whole[at + token.start()].isupper())
        ]

    def _row(
        self, mention: _Mention, quantity: Quantity, does: str, is_plan: bool
    ) -> Indicator | None:
        """The first row of an indicator that is measured so."""
        measure, is_change = quantity.measure, does in CHANGES
        for row in mention.rows:
            # "GDP đạt 6,5%" is its growth as well; "dịch vụ đạt 40%" may be its share
            is_growth = is_change or (does == "says" and "start" not in row.where)
            if "change" in row.where and (measure != "share" or is_plan or not is_growth):
                continue
            if (
                measure in row.measures
                or (measure == "times" and is_change)
                or (measure == "ratio" and "money" in row.measures)
                or (
                    measure == "share"
                    and (is_change or is_plan or row.measures & {"percent", "money"})
                )
            ):
                return row
        return None

    def _name(self, mention: _Mention, row: Indicator) -> str | None:
        """What the list calls it; in the words of the text if they say more; None if too many."""
        end, stops = mention.end, fillers()
        for _ in range(_LONGEST_NAME):
            word = _NEXT_WORD.match(self.text, end)
            if not word or word[1] in stops or not self.whole[word.start(1)].islower():
                return row.name if end == mention.end else self._as_said(mention.start, end)
            end, stops = word.end(), frozenset(signs("ends"))
        return None

    def _as_said(self, start: int, end: int) -> str:
        """Without the capital that begins a sentence."""
        said = self.whole[start:end]
        return said if said[1:2].isupper() else said[0].lower() + said[1:]
