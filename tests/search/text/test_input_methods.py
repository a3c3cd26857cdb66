"""Keys of Telex and VNI → syllables, and syllables as they are written."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.lexicon.input_methods import decode_keys
from search.text.spelling import is_vietnamese, onsets, rimes, to_orthography, toneless
from search.text.syllable import spellings

_TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "đ": "dd", "ă": "aw", "ơ": "ow", "ư": "uw"}
_VNI = {"â": "a6", "ê": "e6", "ô": "o6", "đ": "d9", "ă": "a8", "ơ": "o7", "ư": "u7"}
_TELEX_TONES = {"": "", "1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}

SYLLABLES = st.builds(
    lambda onset, rime, tone: f"{onset}{rime}{tone}",
    st.sampled_from(sorted(onsets())),
    st.sampled_from(sorted(rimes())),
    st.sampled_from(["", "1", "2", "3", "4", "5"]),
).filter(is_vietnamese)


def keys(letters: str, table: dict[str, str], *, is_late: bool) -> str:
    """The keys of some letters: those that only mark a letter beside it, or all at the end."""
    if not is_late:
        return "".join(table.get(letter, letter) for letter in letters)
    typed = [table.get(letter, letter) for letter in letters]
    late = "".join(key[1:] for key in typed)
    return "".join(key[0] for key in typed) + re.sub(r"(.)\1+", r"\1", late)


@given(SYLLABLES, st.booleans(), st.integers(0, 6))
def test_what_is_typed_in_telex_is_read_back(made: str, is_late: bool, back: int) -> None:
    letters, tone = toneless(made)
    typed = keys(letters, _TELEX, is_late=is_late)
    first = next(at for at, key in enumerate(typed) if key in "aeiouyw")
    at = max(len(typed) - back, first + 1)
    typed = typed[:at] + _TELEX_TONES[tone] + typed[at:]
    if typed != letters:
        assert made in decode_keys(typed), typed
        assert made in decode_keys(typed.upper()), typed


@given(SYLLABLES, st.booleans(), st.integers(0, 6))
def test_what_is_typed_in_vni_is_read_back(made: str, is_late: bool, back: int) -> None:
    letters, tone = toneless(made)
    typed = keys(letters, _VNI, is_late=is_late)
    at = max(len(typed) - back, 1)
    typed = typed[:at] + tone + typed[at:]
    if typed != letters:
        assert made in decode_keys(typed), typed


@given(st.text(max_size=20) | st.text("aeowdsfrxj123456789th", max_size=14))
def test_any_word_is_read_as_vietnamese_or_not_at_all(typed: str) -> None:
    for found in decode_keys(typed):
        assert is_vietnamese(found)
        assert spellings(to_orthography(found))[0] == found


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("giari", "giải"),
        ("nga6n", "ngân"),
        ("vietej", "việt"),
        ("dduowngf", "đường"),
        ("duongwf", "dường"),
        ("thwowng", "thương"),
        ("tw", "tư"),
        ("thuowr", "thuở"),
        ("qua", None),
        ("hoa", None),
        ("windows", None),
    ],
)
def test_keys(typed: str, read: str | None) -> None:
    assert [to_orthography(found) for found in decode_keys(typed)] == ([read] if read else [])


@given(SYLLABLES)
def test_a_syllable_is_written_so_that_it_is_read_again(made: str) -> None:
    assert spellings(to_orthography(made))[0] == made
    assert unicodedata.is_normalized("NFC", to_orthography(made))


@pytest.mark.parametrize(
    "word",
    [
        "hòa",
        "quý",
        "giải",
        "gì",
        "gìn",
        "già",
        "nguyễn",
        "thủy",
        "ngoài",
        "ủy",
        "quyết",
        "khỏe",
        "của",
        "muốn",
        "quốc",
        "giếng",
        "khuỷu",
    ],
)
def test_the_tone_is_in_its_place(word: str) -> None:
    assert to_orthography(spellings(word)[0]) == word
