"""A name of a meeting in its sentence → the cues for the main meeting, each by its name."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from indexer.lexicon import cues
from indexer.meeting.name_patterns import patterns
from indexer.meeting.names import CUES, OTHER, MeetingName
from indexer.meeting.reported import is_of_another

_LEAD = 80
"""Characters before a name, or behind it, in which its cues stand."""


class _Told(NamedTuple):
    """What a whole sentence tells, be it of one name or of several."""

    dated: bool
    speech: bool
    elsewhen: bool


@lru_cache(maxsize=1)
def _told_by(sentence: str) -> _Told:
    tell = (patterns().dated, patterns().speech, patterns().elsewhen)
    return _Told(*(bool(pattern.search(sentence)) for pattern in tell))


@cache
def _work_anywhere() -> frozenset[str]:
    return frozenset(cues(CUES, "work anywhere"))


@cache
def _to_come() -> tuple[str, ...]:
    return tuple(cues(CUES, "to come"))


@cache
def _calls() -> tuple[str, ...]:
    return tuple(cues(CUES, "calls"))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(cues(CUES, "verb"))


@dataclass(frozen=True)
class NameInSentence:
    """A name at [start, end) of a sentence (small letters), the `number`-th of the body, 0 in a
    title. `earlier`: the body before that sentence. `proper_name`: characters of one right before
    it, of which no word is a cue: "huyện Đại Từ họp".

    Its properties are the cues of `MeetingWeights`: whether each of them holds.
    """

    name: MeetingName
    sentence: str
    start: int
    end: int
    number: int
    earlier: str = ""
    proper_name: int = 0

    @cached_property
    def _before(self) -> str:
        return self.sentence[max(0, self.start - _LEAD) : self.start]

    @cached_property
    def _lead(self) -> str:
        """What is before it; who comes to work with somebody is there: "đến | làm việc với"."""
        is_call = self.sentence.startswith(_calls(), self.start)
        before = patterns().comes.sub("", self._before) if is_call else self._before
        return before[: len(before) - self.proper_name]

    @cached_property
    def _is_verb(self) -> bool:
        return not self.name.kinds and self.sentence[self.start : self.end] in _verbs()

    @property
    def says_kind(self) -> bool:
        """Its kind is one of ours."""
        return bool(self.name.kinds) and self.name.kinds != (OTHER,)

    @property
    def organisation_meets(self) -> bool:
        """It is a verb behind an organisation: "UBND tỉnh họp"."""
        return self._is_verb and bool(patterns().organisation.search(self._before))

    @property
    def nobody_meets(self) -> bool:
        """It is a verb without an organisation before it."""
        return self._is_verb and not self.organisation_meets

    @property
    def named_before(self) -> bool:
        """It is a noun without a kind that refers to a meeting named before."""
        return (
            not (self.name.kinds or self._is_verb)
            and bool(patterns().refers.match(self.sentence, self.end))
            and not patterns().opened.search(self._before)
        )

    @property
    def held(self) -> bool:
        """The words before it say that it is held or attended."""
        return bool(patterns().at.search(self._before) or patterns().held.search(self._before))

    @cached_property
    def dated(self) -> bool:
        """Its sentence tells a day."""
        return _told_by(self.sentence).dated

    @property
    def employed(self) -> bool:
        """Somebody works in a place, and no delegation calls there."""
        if self.sentence[self.start : self.end] not in _work_anywhere():
            return False
        before = self._before
        if patterns().moved.search(self.sentence, 0, self.start):
            return True
        return not (patterns().first.search(before) or patterns().delegation.search(before))

    @property
    def call_undated(self) -> bool:
        """It is a verb, "làm việc với", in a sentence that tells no day and does not begin so."""
        return (
            self.sentence.startswith(_calls(), self.start)
            and not self.dated
            and not patterns().first.search(self._before)
        )

    @property
    def foretold(self) -> bool:
        """It is to come."""
        return bool(patterns().will.search(self._before))

    @cached_property
    def foretold_after(self) -> bool:
        """The words behind it say that it is to come: "kỳ họp vào ngày 9/7 sẽ xem xét"; those of
        another clause, where no day is told before: "tại kỳ họp này, Chính phủ sẽ báo cáo"."""
        near = min(len(self.sentence), self.end + _LEAD)
        if not any(self.sentence.find(words, self.end, near) >= 0 for words in _to_come()):
            return False  # as most
        will = patterns().to_come.search(self.sentence, self.end, near)
        if not will or patterns().told.search(self.sentence, self.end, will.start()):
            return False
        if "," in self.sentence[self.end : will.start()]:
            return not patterns().dated.search(self.sentence, 0, self.start)
        return True

    @property
    def foretold_late(self) -> bool:
        """It is to come, and a day was told before it: so that day is the news."""
        return self.foretold_after and bool(patterns().dated.search(self.earlier))

    @property
    def demanded(self) -> bool:
        """Somebody wants it to be held."""
        return bool(patterns().demand.search(self._before))

    @property
    def result_of(self) -> bool:
        """Something that passed there is spoken of, on no day: "luật được thông qua tại kỳ họp"."""
        return bool(patterns().result.search(self._before)) and not self.dated

    @property
    def speech(self) -> bool:
        """Somebody speaks in its sentence."""
        return _told_by(self.sentence).speech

    @property
    def in_general(self) -> bool:
        """It is any such meeting: "hội nghị các cấp"."""
        return bool(patterns().general.match(self.sentence, self.end))

    @cached_property
    def another(self) -> bool:
        """The words right before it say that it is not the meeting reported."""
        return bool(patterns().another.search(self._lead))

    @property
    def mentioned(self) -> bool:
        """Its sentence prepares it, reports on it or puts it at another time."""
        return not self.another and is_of_another(self._lead, self.sentence[self.end :])

    @property
    def other_time(self) -> bool:
        """Its sentence tells of another time."""
        return _told_by(self.sentence).elsewhen

    @property
    def act_dated(self) -> bool:
        """It is an act in a sentence that tells a day."""
        return self.dated

    @property
    def act_undated(self) -> bool:
        """It is an act in a sentence that tells no day."""
        return not self.dated

    @property
    def act_to_come(self) -> bool:
        """It is an act that is to come: "giới thiệu để HĐND tỉnh bầu"."""
        own = self.sentence[self.start : self.end]
        return bool(patterns().will.search(own) or patterns().so_that.search(self._before))


CUES_OF_A_NOUN = (
    *("says_kind", "organisation_meets", "nobody_meets", "named_before", "held", "dated"),
    *("call_undated", "employed"),
    *("foretold", "foretold_after", "foretold_late", "demanded", "result_of", "speech"),
    *("in_general", "another", "mentioned", "other_time"),
)
CUES_OF_AN_ACT = ("speech", "act_dated", "act_undated", "act_to_come")
