"""Word lists → patterns, and the small letters that patterns are searched in."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import indexer
from indexer.lexicon import UPPER, any_of, lower, pattern_of, rows

PACKAGE = Path(indexer.__file__).parent
LETTERS = re.compile(f"[{UPPER}]", re.IGNORECASE)
SMALL = {letter.lower() for letter in map(chr, range(0x110000)) if re.match(f"[{UPPER}]", letter)}
WORDS = ("Bí thư", "Bí", "bí", "TP.", "TP", "Bà Rịa - Vũng Tàu", "Bà Rịa", "a", "aa", "aab")


@pytest.mark.slow
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
    not_after_others = rf"(?<!\w)(?<!x )(?<!A )(?<!TP)(?:{longest_first})"
    assert re.findall(any_of(WORDS, r"\w", "x ", "A ", "TP"), text) == re.findall(
        not_after_others, text
    )


def test_a_blank_of_a_pattern_may_stand_for_several_where_it_looks_back_too() -> None:
    pattern = re.compile(any_of(("a b", "ab c", "abc d"), r"\w").replace(r"\ ", r"\s+"))
    assert pattern.findall("a  b, ab\nc, abc \td, xa b") == ["a  b", "ab\nc", "abc \td"]


def test_every_name_of_a_list_is_found_by_the_pattern_of_the_list() -> None:
    names = [row[0] for row in rows("districts.tsv")]
    pattern = re.compile(any_of(names))
    assert names and all(pattern.fullmatch(name) for name in names)


def test_a_template_holds_the_words_of_its_cues() -> None:
    pattern = pattern_of("meeting_cues.tsv", r"{whole:at} (?:{classifier} ){0,2}họp")
    assert pattern.fullmatch("tại buổi cuộc họp") and pattern.fullmatch("ở họp")
    assert not pattern.search("xở họp") and not pattern.search("tại xyz họp")


def test_a_template_asks_for_cues_that_the_list_has() -> None:
    with pytest.raises(KeyError, match="no such cue"):
        pattern_of("meeting_cues.tsv", "{no such cue}")


LISTS = sorted(path.name for path in (PACKAGE / "data").glob("*_words.tsv"))


@pytest.mark.parametrize("name", LISTS)
def test_each_cue_of_a_list_of_words_is_used_by_a_module_that_reads_the_list(name: str) -> None:
    sources = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py")]
    readers = "".join(source for source in sources if f'"{name}"' in source)
    assert readers, "nobody reads it"
    assert rows(name)
    for cue in {row[0] for row in rows(name)}:
        uses = (f"{{{cue}}}", f"{{whole:{cue}}}", f'"{cue}"', f"'{cue}'")
        counted = cue.rstrip("0123456789")  # "number-4" is made of "number-"
        assert any(use in readers for use in uses) or (counted != cue and counted in readers), cue


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_words_says_nothing_twice(name: str) -> None:
    assert len(set(rows(name))) == len(rows(name))
