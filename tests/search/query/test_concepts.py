"""What belongs together in a query, and every way to write it."""

import pytest

from search.answers import NoticeKind
from search.engine.query_tree import DateOverlaps, FacetValueIs, Phrase, Prefix
from search.query.concepts import Concept
from search.query.lookup import NO_LOOKUP, FacetLookup, NamedValues, named_values
from search.query.recognise import concepts
from search.query.run import Run
from search.text.lexicon import numerals
from search.text.lexicon.abbreviations import abbreviation_at, table
from search.text.lexicon.initials import Abbreviation
from search.text.lexicon.numerals import forms, roman
from search.text.lexicon.provinces import Province, merged_with, provinces
from search.text.syllable import syllables


def shown(phrase: Phrase) -> str:
    """A phrase as people type it: "~" before any spelling, alternatives after a bar.

    "!" stands before what must not follow.
    """
    slots = phrase.slots + ((phrase.not_followed_by,) if phrase.not_followed_by else ())
    shown = [
        "|".join(
            "~" + term.text.rstrip(":") if isinstance(term, Prefix) else str(term).split(":")[1]
            for term in slot
        )
        for slot in slots
    ]
    return " ".join([*shown[:-1], f"!{shown[-1]}"] if phrase.not_followed_by else shown)


PHONE = ["900 111 222", "90 11 1222", "900 11 12 22", "90 111 222", "900 1112 22"]
HALF_PAST = ["15 giơ2 30", "15 h 30", "15 g 30", "15 30"]
AFTER_TENS = "!môt1|hai|ba|bôn1|tư|lăm|nhăm|sau1|bay3|bây3|tam1|chin1"
AFTER_TEN = "!môt5|hai|ba|bôn1|tư|lăm|nhăm|sau1|bay3|bây3|tam1|chin1"


def recognised(text: str, lookup: FacetLookup = NO_LOOKUP) -> tuple[Concept, ...]:
    return concepts(Run(text, lookup))


def variants(text: str) -> list[list[str]]:
    """The variants of each concept of a run."""
    return [[shown(phrase) for phrase in concept.variants] for concept in recognised(text)]


HALVES = ("kt xa4 hôi5", "kinh tê1 xh")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # i and y (V3)
        ("kĩ", [["ki4|ky4"]]),
        ("quý", [["quy1|qui1"]]),
        ("thủy", [["thuy3"]]),
        ("ti", [["~ti|~ty"]]),
        # abbreviations, both ways (V6)
        ("UBND", [["~ubnd", "uy3 ban nhân dân", "u b n d"]]),
        ("đbqh", [["đbqh", "đai5 biêu3 quôc1 hôi5", "đ b q h"]]),
        ("dbqh", [["~dbqh", "đai5 biêu3 quôc1 hôi5", "đ b q h"]]),
        ("Uỷ ban Nhân dân", [["uy3 ~ban nhân dân", "ubnd", "u b n d"]]),
        ("uy ban nhan dan", [["~uy ~ban ~nhan ~dan", "ubnd", "u b n d"]]),
        ("KT-XH", [["~kt ~xh", "kinh tê1 xa4 hôi5", "ktxh", *HALVES]]),
        ("kinh tế–xã hội", [["~kinh tê1 xa4 hôi5", "kt xh", "ktxh", *HALVES]]),
        ("QL3B", [["~ql 3 ~b", "quôc1 lô5 3 ~b"]]),
        ("TT", [["~tt"]]),
        # numbers (V7)
        ("8.500", [["8500", "8 500", "8 nghin2 500", "8 ngan2 500"]]),
        ("6.33", [["6.33"]]),
        ("6,33", [["6.33"]]),
        ("08/4", [["8 4", "8 thang1 4", "8.4|8.04"]]),
        ("2021 - 2025", [["2021 2025"]]),
        ("1.152/1.152", [["1152 1152"]]),
        ("5 - tháng 6", [["5"], ["thang1"], ["6"]]),
        ("160ha", [["160 ~ha"]]),
        (
            "8500 tỷ",
            [[f"{n} ty3|ti3" for n in ("8500", "8 500", "8 nghin2 500", "8 ngan2 500")]],
        ),
        ("850tỷ đồng", [["850 ty3|ti3 đông2"]]),
        ("7.748ha", [[f"{n} ~ha" for n in ("7748", "7 748", "7 nghin2 748", "7 ngan2 748")]]),
        ("850TX", [["850 ~tx"]]),
        ("02 tỷ đồng", [["2 ty3|ti3 đông2"]]),
        ("1.773", [["1773", "1 773", "1 nghin2 773", "1 ngan2 773"]]),
        ("1 nghìn 773", [["1 nghin2 773", "1773", "1 ngan2 773"]]),
        ("1 nghìn 773 ha", [["1 nghin2 773 ~ha", "1773 ~ha", "1 ngan2 773 ~ha"]]),
        ("1 200 000", [["1 200 0", "1200000"]]),
        ("1.200.000 ha", [["1200000 ~ha", "1 200 0 ~ha"]]),
        ("5,0 ha", [["5 ~ha", "5.0 ~ha"]]),
        ("5.0 ha", [["5.0 ~ha", "5 ~ha"]]),
        ("5 ha", [["5 ~ha"]]),
        ("1,50 triệu", [["1.5 triêu5", "1.50 triêu5"]]),
        ("1,5 triệu", [["1.5 triêu5", "1.50 triêu5"]]),
        ("1.200,00", [["1200", "1 200", "1 nghin2 200", "1 ngan2 200", "1200.00"]]),
        ("0,00", [["0", "0.00"]]),
        ("3.2.10", [["3"], ["2"], ["10"]]),
        ("mục 5.0", [["muc5"], ["5.0"]]),
        ("5%", [["5", "5.0"]]),
        ("5,5%", [["5.5", "5.50"]]),
        ("4.0", [["4.0"]]),
        ("150 hộ", [["150 hô5"]]),
        ("0900111222", [["900111222", *PHONE]]),
        ("0900 111 222", [[PHONE[0], "900111222", *PHONE[1:]]]),
        ("0900.111.222", [[PHONE[0], "900111222", *PHONE[1:]]]),
        ("19001234", [["19001234", "1900 1234", "1900.1234"]]),
        ("năm 2023 150 hộ", [["năm"], ["2023"], ["150 hô5"]]),
        # times (V7)
        ("15h30", [["15 ~h 30", *HALF_PAST]]),
        ("15 giờ 30", [[HALF_PAST[0], *HALF_PAST[1:]]]),
        ("15:30", [[HALF_PAST[3], *HALF_PAST[:3]]]),
        ("7h", [["7 ~h", "7 giơ2", "7 h", "7 g"]]),
        # ordinals (V8)
        ("thứ 7", [["thư1 7|vii|bay3|bây3 !mươi"]]),
        ("lần thứ bảy", [["lân2 thư1 7|vii|bay3|bây3 !mươi", "lân2 7|vii|bay3|bây3 !mươi"]]),
        ("thứ mười hai", [["thư1 12|xii", "thư1 mươi2 hai"]]),
        ("thu muoi hai", [["~thu 12|xii", "~thu mươi2 hai"]]),
        (
            "quý 4",
            [[f"quy1|qui1 {n}4|iv|tư|bôn1 !mươi" for n in ("", "thư1 ", "lân2 thư1 ")]],
        ),
        (
            "hội nghị lần thứ 7",
            [
                [
                    "hôi5 nghi5 lân2 thư1 7|vii|bay3|bây3 !mươi",
                    "hôi5 nghi5 7|vii|bay3|bây3 !mươi",
                    "hôi5 nghi5 thư1 7|vii|bay3|bây3 !mươi",
                ]
            ],
        ),
        (
            "lần thứ 20",
            [
                [
                    "lân2 thư1 20|xx",
                    f"lân2 thư1 hai mươi {AFTER_TENS}",
                    "lân2 20|xx",
                    f"lân2 hai mươi {AFTER_TENS}",
                ]
            ],
        ),
        ("thứ 10", [["thư1 10|x", f"thư1 mươi2 {AFTER_TEN}"]]),
        ("thứ mười", [[f"thư1 mươi2 {AFTER_TEN}", "thư1 10|x"]]),
        ("khóa 99", [["khoa1"], ["99"]]),
        # dates (V9)
        (
            "13/12/2023",
            [
                [
                    "13 12 2023",
                    "13 12 năm 2023",
                    "13 thang1 12 2023",
                    "13 thang1 12 năm 2023",
                ]
            ],
        ),
        ("quý I/2022", [["quy1|qui1 ~i 2022", "quy1 1|i 2022", "quy1 1|i năm 2022"]]),
        ("T3/2023", [["~t 3 2023", "3 2023", "3 năm 2023"]]),
        ("năm 2022", [["năm"], ["2022"]]),
        # names (V5)
        ("huyện Ba Bể", [["huyên5"], ["~ba bê3"]]),
    ],
)
def test_variants(typed: str, expected: list[list[str]]) -> None:
    assert variants(typed) == expected


def test_a_date_is_looked_for_in_the_days_of_reports() -> None:
    [concept] = recognised("12/2023")
    [within] = concept.alternatives
    assert isinstance(within, DateOverlaps) and (within.dates.first.day, within.dates.last.day) == (
        1,
        31,
    )
    assert concept.kind is NoticeKind.DATE


def test_a_province_is_looked_for_in_its_facet() -> None:
    [concept] = recognised("lạng sơn")
    assert FacetValueIs("province", "Lạng Sơn") in concept.alternatives


@pytest.mark.parametrize("province", provinces(), ids=lambda province: province.name)
def test_every_spelling_of_a_province_is_looked_for_in_its_facet(province: Province) -> None:
    for spelling in province.spellings:
        [concept] = recognised(spelling)
        assert FacetValueIs("province", province.name) in concept.alternatives


def test_what_became_one_province_is_kin() -> None:
    by_name = {province.name: province for province in provinces()}
    assert [other for _, other in merged_with(by_name["Thái Nguyên"])] == ["Bắc Kạn"]
    assert [other for _, other in merged_with(by_name["Bắc Kạn"])] == ["Thái Nguyên"]
    assert merged_with(by_name["Cao Bằng"]) == []
    assert merged_with(by_name["Thừa Thiên Huế"]) == []


@pytest.mark.parametrize("typed", ["TP.HCM", "TPHCM", "tp hcm", "thành phố Hồ Chí Minh"])
def test_a_province_ends_what_an_abbreviation_begins(typed: str) -> None:
    [concept] = recognised(typed)
    assert FacetValueIs("province", "Hồ Chí Minh") in concept.alternatives


class OnePerson:
    """An index of one person."""

    def named(self, facet: str) -> NamedValues:
        return named_values(facet, ())

    def has(self, facet: str, value: str) -> bool:
        return (facet, value) == ("person", "Tô Hoà An")

    def terms(self, prefix: str) -> list[str]:
        return []


@pytest.mark.parametrize("typed", ["tô hòa an", "Tô Hoà An", "TÔ HÒA AN"])
def test_a_person_of_the_index_is_one_concept(typed: str) -> None:
    [concept] = recognised(typed, OnePerson())
    assert (concept.first, concept.last) == (0, 3)


@pytest.mark.parametrize("typed", ["ông Tô Hoà An", "đồng chí tô hòa an", "Bà TÔ HÒA AN"])
def test_a_word_of_address_is_not_asked_of_a_text(typed: str) -> None:
    [concept] = recognised(typed, OnePerson())
    words = typed.split()
    assert [len(own.slots) for own in concept.variants] == [len(words), 3]
    assert concept.kind is NoticeKind.ABBREVIATION
    assert concept.notice_words == (" ".join(words[-3:]),)


@pytest.mark.parametrize("typed", ["ông Tô Hoà Bình", "ba tô hòa an", "ông bà"])
def test_a_word_of_address_before_nobody_is_a_word(typed: str) -> None:
    assert all(own.kind is not NoticeKind.ABBREVIATION for own in recognised(typed, OnePerson()))


@pytest.mark.parametrize("entry", table(), ids=lambda entry: entry.short)
def test_every_abbreviation_is_looked_up_both_ways(entry: Abbreviation) -> None:
    short, long, _ = entry
    for typed, other in (
        (short, long),
        (long, short),
        (short.lower(), long),
        (long.upper(), short),
    ):
        found = syllables(typed)
        end, others = abbreviation_at(found, 0) or (0, ())
        assert end == len(found)
        assert other in others


def test_the_table_is_in_order_and_without_repeats() -> None:
    lines = [tuple(entry) for entry in table()]
    assert len(set(lines)) == len(lines)
    assert len({short for short, *_ in lines}) == len(lines)
    assert lines == sorted(lines, key=lambda line: line[0].lower().replace("đ", "dz"))


@pytest.mark.parametrize("unit", numerals.units())
def test_every_unit_belongs_to_its_number(unit: str) -> None:
    found = syllables(f"5 {unit} khác")
    assert numerals.measured_end(found, 0) == len(found) - 1


def test_roman_numbers() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 39)] == ["i", "iv", "ix", "xiv", "xxxix"]
    assert forms(12) == ("12", "xii", "mười hai")
