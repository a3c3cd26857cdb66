"""What is typed → what a report must hold, and what the reader is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model import NoteKind
from search.query import MAX_CHARACTERS, MAX_SYLLABLES, QueryTooLongError, understand


def required(text: str) -> list[str]:
    return [
        " ".join("|".join(slot) for slot in phrase.slots) for phrase in understand(text).required
    ]


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("bão", ["bao4"]),
        ("quý", ["quy1"]),
        ("giải ngân vốn đầu tư công", ["giai3 ngân", "vôn1", "đâu2 tư", "công"]),
        ("giai ngan", ["~giai", "~ngan"]),
        ("hoà bình", ["hoa2 binh2"]),
        ('"phòng chống tham nhũng"', ["phong2 chông1 tham nhung4".replace("tham", "~tham")]),
        ('"giai ngan" vốn', ["~giai ~ngan", "vôn1"]),
        ('"chưa đóng', ["chưa", "đong1"]),
        ("năm 2022", ["năm", "2022"]),
        ("bão bão", ["bao4"]),
        ("", []),
        ('""', []),
        ("!!!", []),
    ],
)
def test_what_is_required(typed: str, phrases: list[str]) -> None:
    assert required(typed) == phrases


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("bão", []),
        ("giai ngan", [(NoteKind.FOLDED, ("giai", "ngan"))]),
        ("giai ngan vốn", [(NoteKind.FOLDED, ("giai", "ngan"))]),
        ("duong đường", [(NoteKind.FOLDED, ("duong",))]),
        ("2022", []),
        ("?!", [(NoteKind.NOTHING_TO_FIND, ("?!",))]),
        ("  ", []),
    ],
)
def test_what_the_reader_is_told(typed: str, told: list[tuple[NoteKind, tuple[str, ...]]]) -> None:
    assert [(note.kind, note.words) for note in understand(typed).notes] == told


def test_the_exact_spelling_is_worth_more_than_a_folded_one() -> None:
    weights = {c.phrase.slots: c.weight for c in understand("bao").scored}
    assert weights[(("~bao",),)] > 0
    assert weights[(("bao",),)] > 0


@pytest.mark.parametrize("typed", ["a" * (MAX_CHARACTERS + 1), "và " * (MAX_SYLLABLES + 1)])
def test_a_query_nobody_types(typed: str) -> None:
    with pytest.raises(QueryTooLongError):
        understand(typed)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read(text: str) -> None:
    understood = understand(text)
    assert all(slot for phrase in understood.required for slot in phrase.slots)
    assert understood.is_empty == (not text.strip() and not understood.required) or text.strip()


def test_no_model_is_loaded_for_what_needs_none() -> None:
    """One syllable, quoted phrases and words without marks are read without pyvi."""
    import subprocess
    import sys

    code = (
        "import sys; from search.query import understand\n"
        "for q in ('bão', 'giai ngan von', '\"đầu tư công\"', '2022'): understand(q)\n"
        "assert 'pyvi' not in sys.modules and 'sklearn' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
