"""The cues of a sentence, one by one → whether the numbers to come are targets or estimates."""

from dataclasses import dataclass

_REACH, _LIST_REACH = 150, 260  # characters that the word of a target reaches; with a colon
_ENDS_ONLY = (";", ":", ")", "target", "weak-target", "must", "aside")


@dataclass(slots=True)
class ModalityState:
    """Where a target or an estimate was announced, on the way through a sentence."""

    target: int | None = None
    is_weak: bool = False  # "chỉ tiêu": a target, unless the sentence tells of what was done
    is_list: bool = False  # all that follows a colon, or a first target and a semicolon
    is_given: bool = False
    must: int | None = None  # "phải giảm": up to the next comma
    estimate: int | None = None
    done: int | None = None
    is_only: bool = False  # "mới đạt": no target, up to the end of the clause or the next target
    bracket: int | None = None
    is_unreal: bool = False  # "nếu": nobody says that it is so

    def meet(self, kind: str, at: int) -> None:
        """A cue: a word or a mark."""
        self.is_only = kind == "only" or (self.is_only and kind not in _ENDS_ONLY)
        if kind in ("target", "weak-target"):
            self.is_weak = kind == "weak-target"
            if not self.is_weak or not _reaches(self.done, at):
                self.target = at
        elif kind in ("must", ","):
            self.must = at if kind == "must" else None
        elif kind == "aside":
            self.target, self.bracket = at, at - 1
        elif kind in ("estimate", ";"):
            self.estimate = at if kind == "estimate" else None
            self.is_list = self.is_list or (kind == ";" and self.is_given)
            self.must = None
            self._end()
        elif kind == "unreal":
            self.is_unreal = True
        elif kind in ("done", "only"):
            self.done = at
            if self.is_weak:
                self._end()
        elif kind == ":":
            self.is_list = self.is_list or _reaches(self.target, at, _LIST_REACH)
        elif kind == "(":
            self.bracket = at
        elif kind == ")" and self.bracket is not None and (self.target or -1) > self.bracket:
            self._end()

    def _end(self) -> None:
        if not self.is_list:
            self.target, self.is_given = None, False

    def is_target(self, at: int) -> bool:
        """Whether a number there is one."""
        if self.is_only:
            return False
        is_aim = self.target is not None and (self.is_list or _reaches(self.target, at))
        return is_aim or _reaches(self.must, at)

    def is_estimate(self, at: int) -> bool:
        """Whether a number there is one."""
        return _reaches(self.estimate, at)


def _reaches(sign: int | None, at: int, reach: int = _REACH) -> bool:
    return sign is not None and at - sign <= reach
