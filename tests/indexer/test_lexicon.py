"""Word lists → patterns, and the small letters that patterns are searched in."""

import re

from hypothesis import given
from hypothesis import strategies as st

from indexer.lexicon import UPPER, any_of, lower, rows

LETTERS = re.compile(f"[{UPPER}]", re.IGNORECASE)
SMALL = {letter.lower() for letter in map(chr, range(0x110000)) if re.match(f"[{UPPER}]", letter)}
WORDS = ("Bí thư", "Bí", "bí", "TP.", "TP", "Bà Rịa - Vũng Tàu", "Bà Rịa", "a", "aa", "aab")


def test_small_letters_are_what_a_pattern_that_ignores_case_takes_for_them() -> None:
    characters = [chr(code) for code in range(0x110000)]
    assert all(len(lower(character)) == 1 for character in characters)
    wrong = [c for c in characters if bool(LETTERS.match(c)) != (lower(c) in SMALL)]
    assert wrong == []


@given(st.lists(st.sampled_from((*WORDS, " ", "x", "A")), max_size=9).map("".join))
def test_any_of_finds_the_longest_word_at_each_place(text: str) -> None:
    longest_first = "|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True))
    assert re.findall(any_of(WORDS), text) == re.findall(longest_first, text)
    alone = rf"(?<!\w)(?:{longest_first})"
    assert re.findall(any_of(WORDS, r"\w"), text) == re.findall(alone, text)


def test_every_name_of_a_list_is_found_by_the_pattern_of_the_list() -> None:
    names = [row[0] for row in rows("districts.tsv")]
    pattern = re.compile(any_of(names))
    assert all(pattern.fullmatch(name) for name in names)
