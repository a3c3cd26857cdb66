"""Twice a text costs at most some more than twice the work, whatever it says again and again.

Work is calls that Python makes while a report is understood and its entry made: the same on every
machine. benchmarks/linear.py measures seconds too, of every cue in every frame.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random
from types import FrameType
from typing import Any

import pytest

from benchmarks.cue_texts import FRAMES, OPENING, CueText, cue_groups, framed, random_texts
from benchmarks.linear import GROWTH, facets, facets_and_entry
from indexer.facets.flags import spans_behind_late
from indexer.figures.subjects import FigureSentence

SEED = int(os.environ.get("HOI_NGHI_SEED", "18"))
"""What the sample is drawn by; another one draws another."""
SHORT = 9_000
"""Characters: what is looked at around one place is less, so that its bounds do not hide growth."""
CUES, PAIRS = 10, 10

FOUND = {
    "amounts of two currencies": (OPENING, "thu ngân sách ~ tỷ đồng, xuất khẩu ~ triệu USD, ", ""),
    "a doubted amount": (OPENING, "fdi ~ tỷ đồng, ", ""),
    "dead people": (OPENING, "đồng chí @, cố phát biểu. ", ""),
    "growth with something": (OPENING, "mức tăng trưởng 12% nước này Lê Văn Ba ", ""),
    "growth of a meeting": (OPENING, "12 tỷ đồng mức tăng trưởng. đại hội ", ""),
    "shares of sectors": (OPENING, "công nghiệp tăng ~%, ", ""),
    "in turn": (OPENING, "GRDP quý I và quý II lần lượt ~% và ~%, ", ""),
    "whole years": (OPENING, "GRDP cả năm ~%, ", ""),
    "plans of years": (OPENING, "GRDP ~% (kế hoạch cả năm ~%), ", ""),
    "wholes of places": (OPENING, "GRDP tỉnh Hưng Yên là cả nước 5%, ", ""),
    "two countries": (OPENING, "kim ngạch xuất khẩu hai nước ~ tỷ USD, ", ""),
    "some places": ("", "thu ngân sách 12 tỷ đồng, ", ""),
    "many of some places": (OPENING, "9 huyện GRDP ~%, ", ""),
    "offices of one": (OPENING, "ông Lê Văn Ba, Bí thư Huyện ủy @, ", ""),
    "offices of many": ("", "Đồng chí @, Bí thư Huyện ủy @ phát biểu. ", ""),
}
"""What was not in proportion once, and what is like it: what stands before, again and again,
after."""


def drawn(seed: int) -> Iterator[CueText]:
    """Cues of any lists, each in one frame, and some of several cues."""
    chance, groups = Random(seed), cue_groups()
    for group in chance.sample([*groups], CUES):
        yield framed(group, chance.choice([*FRAMES]), chance.choice(groups[group]))
    yield from random_texts(PAIRS, chance)


def calls(work: Callable[[], object]) -> int:
    """How many calls, of Python and of C, it makes."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def growth(text: CueText, length: int, read: Callable[[str], object]) -> float:
    """By how much twice the text costs more."""
    short, long = (text.of_length(length * times) for times in (1, 2))
    read(text.of_length(length // 4))  # the first of a kind pays for its patterns
    first = calls(lambda: read(short))
    return calls(lambda: read(long)) / first


@pytest.mark.slow
def test_a_sample_of_all_cues_costs_in_proportion() -> None:
    found = {text.shown: growth(text, SHORT, facets_and_entry) for text in drawn(SEED)}
    assert len(found) == CUES + PAIRS
    assert {shown: own for shown, own in found.items() if own > GROWTH} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", FOUND)
def test_what_grew_once_does_not_any_more(name: str) -> None:
    assert growth(CueText(name, "", *FOUND[name]), SHORT, facets) <= GROWTH


def test_the_samples_of_a_seed_are_the_same() -> None:
    assert [*drawn(3)] == [*drawn(3)] != [*drawn(4)]


def test_each_text_has_its_length_and_changes_what_it_repeats() -> None:
    for name in FRAMES:
        assert abs(len(framed("", name, "của").of_length(4000)) - 4000) < 200, name
    people = framed("", "each somebody", "Bí thư").of_length(4000)
    assert len(set(re.findall(r"đồng chí ([^,]+),", people))) == people.count("đồng chí") > 50


def test_a_sentence_is_searched_once_for_the_same_words() -> None:
    class Counted:
        """A pattern that counts what it searched."""

        searched = 0

        def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
            self.searched += end - start
            return re.compile("tỷ trọng").finditer(text, start, end)

    words: Any = Counted()
    text = "tỷ trọng công nghiệp tăng 5%, " * 100
    sentence = FigureSentence(text, text, 0, len(text))
    assert not sentence.says_before(words, 4)
    assert all(sentence.says_before(words, at) for at in range(20, len(text), 10))
    assert words.searched == len(text)


def test_where_the_dead_are_named_is_looked_at_once() -> None:
    text = "cố chủ tịch, cố cố cố bí thư huyện ủy " * 100
    spans = [*spans_behind_late(text)]
    assert len(spans) > 100
    assert all(before[1] <= behind[0] for before, behind in pairwise(spans))
