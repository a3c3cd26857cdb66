"""docs/tutorial/tour.md → its addresses with what they show, and its tasks with their steps."""

import re
from dataclasses import dataclass

from tests.conftest import ROOT

_SHOWS = re.compile(r"`(/[^`]*)` shows `([^`]+)`")
_TASK = re.compile(r"^## (?:\d+)\. (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^\d+\. ", re.MULTILINE)
_PRESSES = re.compile(r"by keyboard (\d+) presses")


@dataclass(frozen=True, slots=True)
class TourTask:
    """A task: its steps by mouse or finger, the presses it may take by keyboard, and the address
    where it ends with what is shown there."""

    name: str
    steps: int
    presses: int
    ends: tuple[str, str]


def _task(name: str, text: str) -> TourTask:
    presses = _PRESSES.search(text)
    assert presses, name
    return TourTask(name, len(_STEP.findall(text)), int(presses[1]), _SHOWS.findall(text)[-1])


TOUR = (ROOT / "docs" / "tutorial" / "tour.md").read_text("utf-8")
ADDRESSES: list[tuple[str, str]] = _SHOWS.findall(TOUR)
TASKS = [_task(name, text) for name, text in _TASK.findall(TOUR)]
