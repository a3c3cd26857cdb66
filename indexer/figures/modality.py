"""The cues of a sentence, one by one → whether the numbers to come are targets or estimates."""

from collections.abc import Callable
from dataclasses import dataclass

from indexer.figures.cues import ModalityCue
from search.report import FigureKind

_REACH, _LIST_REACH = 150, 260
"""Characters that the word of a target reaches; with a colon behind it."""
_END_ONLY = frozenset(
    {
        *(ModalityCue.SEMICOLON, ModalityCue.COLON, ModalityCue.CLOSING_BRACKET),
        *(ModalityCue.TARGET, ModalityCue.WEAK_TARGET, ModalityCue.MUST, ModalityCue.ASIDE),
    }
)


@dataclass(slots=True)
class ModalityState:
    """Where a target or an estimate was announced, on the way through a sentence.

    `is_weak`: by "chỉ tiêu", which is none if the sentence tells of what was done. `is_list`: all
    that follows a colon, or a first target and a semicolon, are targets. `is_given`: a number was
    a target. `must`: "phải giảm", up to the next comma. `is_only`: "mới đạt", no target up to the
    end of the clause or the next target. `is_unreal`: "nếu", nobody says that it is so.
    `expected`: "dự kiến".
    """

    target: int | None = None
    is_weak: bool = False
    is_list: bool = False
    is_given: bool = False
    must: int | None = None
    estimate: int | None = None
    expected: int | None = None
    done: int | None = None
    is_only: bool = False
    bracket: int | None = None
    is_unreal: bool = False

    def meet(self, cue: ModalityCue, at: int) -> None:
        """Take in the next cue."""
        self.is_only = cue is ModalityCue.ONLY or (self.is_only and cue not in _END_ONLY)
        if effect := _EFFECTS.get(cue):
            effect(self, at)

    def announce(self, at: int) -> None:
        """All that follows are targets, unless a clause says something else."""
        self.target, self.is_list = at, True

    def end_target(self) -> None:
        """What follows is no target, unless all of a list are."""
        if not self.is_list:
            self.target, self.is_given = None, False

    def is_target(self, at: int) -> bool:
        """Whether a number there is one."""
        if self.is_only:
            return False
        is_aim = self.target is not None and (self.is_list or _reaches(self.target, at))
        return is_aim or _reaches(self.must, at)

    def is_done_since(self, at: int) -> bool:
        """Whether something was told of as done behind a place: "chỉ tiêu tăng trưởng đạt được"."""
        return self.done is not None and self.done >= at

    def is_estimate(self, at: int) -> bool:
        """Whether a number there is one."""
        return _reaches(self.estimate, at)

    def is_expected(self, at: int) -> bool:
        """Whether a number there is: a result that is soon to be known, or a target."""
        return _reaches(self.expected, at)


def _reaches(cue: int | None, at: int, reach: int = _REACH) -> bool:
    return cue is not None and at - cue <= reach


def _on_target(state: ModalityState, at: int) -> None:
    state.is_weak, state.target = False, at


def _on_weak_target(state: ModalityState, at: int) -> None:
    state.is_weak = True
    if not _reaches(state.done, at):
        state.target = at


def _on_must(state: ModalityState, at: int) -> None:
    state.must = at


def _on_comma(state: ModalityState, _: int) -> None:
    state.must = None


def _on_aside(state: ModalityState, at: int) -> None:
    state.target, state.bracket = at, at - 1


def _on_estimate(state: ModalityState, at: int) -> None:
    state.estimate, state.must = at, None
    state.end_target()


def _on_expected(state: ModalityState, at: int) -> None:
    state.expected, state.must = at, None


def _on_semicolon(state: ModalityState, _: int) -> None:
    state.estimate = state.must = state.expected = None
    state.is_list = state.is_list or state.is_given
    state.end_target()


def _on_unreal(state: ModalityState, _: int) -> None:
    state.is_unreal = True


def _on_done(state: ModalityState, at: int) -> None:
    state.done, state.expected = at, None
    if state.is_weak:
        state.end_target()


def _on_told(state: ModalityState, _: int) -> None:
    state.end_target()


def _on_colon(state: ModalityState, at: int) -> None:
    state.is_list = state.is_list or _reaches(state.target, at, _LIST_REACH)


def _on_opening_bracket(state: ModalityState, at: int) -> None:
    state.bracket = at


def _on_closing_bracket(state: ModalityState, _: int) -> None:
    if state.bracket is not None and (state.target or -1) > state.bracket:
        state.end_target()


_EFFECTS: dict[ModalityCue, Callable[[ModalityState, int], None]] = {
    ModalityCue.TARGET: _on_target,
    ModalityCue.WEAK_TARGET: _on_weak_target,
    ModalityCue.MUST: _on_must,
    ModalityCue.COMMA: _on_comma,
    ModalityCue.ASIDE: _on_aside,
    ModalityCue.ESTIMATE: _on_estimate,
    ModalityCue.EXPECTED: _on_expected,
    ModalityCue.SEMICOLON: _on_semicolon,
    ModalityCue.UNREAL: _on_unreal,
    ModalityCue.TOLD: _on_told,
    ModalityCue.DONE: _on_done,
    ModalityCue.ONLY: _on_done,
    ModalityCue.COLON: _on_colon,
    ModalityCue.OPENING_BRACKET: _on_opening_bracket,
    ModalityCue.CLOSING_BRACKET: _on_closing_bracket,
}
"""Cue → what it changes."""


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """What is said of a number. Several may hold: a growth that is aimed at is a target.

    `is_expected`: what is an estimate is a target if its time is still to come.
    """

    is_target: bool = False
    is_plan_share: bool = False
    is_change: bool = False
    is_estimate: bool = False
    is_expected: bool = False


_KINDS: tuple[tuple[FigureKind, Callable[[KindEvidence], bool]], ...] = (
    (FigureKind.TARGET, lambda evidence: evidence.is_target),
    (FigureKind.PLAN_SHARE, lambda evidence: evidence.is_plan_share),
    (FigureKind.CHANGE, lambda evidence: evidence.is_change),
    (FigureKind.ESTIMATE, lambda evidence: evidence.is_estimate),
    (FigureKind.RESULT, lambda _: True),
)
"""Kinds in the order of their priority: the first that holds is the kind of the number."""


def kind_of(evidence: KindEvidence) -> FigureKind:
    """The first kind that holds for a number; a result if no other does."""
    return next(kind for kind, holds in _KINDS if holds(evidence))
