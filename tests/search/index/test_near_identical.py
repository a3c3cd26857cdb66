"""Which reports are near-identical, by their signatures, and how groups are made of them."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import DateRange
from search.index import near_identical
from search.index.entry import index_entry
from search.index.likeness import LIKE
from search.index.near_identical import groups
from search.index.signature import KEPT, signature
from search.report import PassageKind
from tests.search.highlight.test_snippets import stored

_WORDS = [
    f"{first}{vowel}{last}" for first in "bcdghklmnt" for vowel in "aeiou" for last in "mnptc"
]


def text(seed: int, size: int) -> list[str]:
    """So many syllables by chance, always the same ones of a seed."""
    return random.Random(seed).choices(_WORDS, k=size)


def on(day: int) -> DateRange:
    return DateRange(date(2024, 5, day), date(2024, 5, day))


REPORT = text(1, 300)
FRAME = text(2, 120)


def alike(
    one: Sequence[str],
    other: Sequence[str],
    days: tuple[DateRange | None, DateRange | None] = (None, None),
) -> bool:
    """Whether two bodies are one group, asked alone."""
    first, second = (signature((), own, day) for own, day in zip((one, other), days, strict=True))
    return bool(groups({"1": first, "2": second}))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (REPORT, True),
        (REPORT[:200], True),
        (REPORT[100:], True),
        (REPORT[:120], False),  # less than half: an item of a longer report, or a summary
        (REPORT + text(3, 40), True),
        (REPORT[:150] + text(3, 40) + REPORT[150:], True),
        (REPORT[:150] + ["khac"] + REPORT[151:], True),
        (text(4, 300), False),
        (REPORT[:180] + text(5, 120), False),  # half of it is other news
        (FRAME + REPORT, True),
    ],
)
def test_a_cut_and_an_added_line_part_nothing(other: list[str], found: bool) -> None:
    assert alike(REPORT, other) is alike(other, REPORT) is found


def test_boilerplate_makes_nothing_alike() -> None:
    assert not alike(text(6, 150) + FRAME, text(7, 150) + FRAME)
    assert not alike(FRAME[:40] + text(6, 80) + FRAME[40:], FRAME[:40] + text(7, 90) + FRAME[40:])


def test_what_very_many_reports_share_is_not_counted() -> None:
    """A form that an office fills in: little of each report is its own."""
    own = {str(n): text(100 + n, 60) for n in range(LIKE.usual + 1)}
    filled = {
        name: signature((), [*FRAME, *FRAME[::-1], *rest], None) for name, rest in own.items()
    }
    again = signature((), [*FRAME, *FRAME[::-1], *own["7"], *text(99, 10)], None)
    assert groups(filled | {"again": again}) == {"7": "again", "again": "again"}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("hop giao ban thang 5", "hop giao ban thang 6", False),
        ("hop giao ban thang 5", "hop giao ban thang 5", True),
        ("hop", "hop", True),
        ("hop", "ban", False),
        (" ".join(text(8, 30)), " ".join(text(8, 30)[:29]), True),
        (" ".join(text(8, 30)), " ".join(text(8, 30)[:20]), False),
    ],
)
def test_short_texts_are_alike_if_nearly_equal(one: str, other: str, found: bool) -> None:
    assert alike(one.split(), other.split()) is found


def test_another_day_or_other_numbers_are_another_event() -> None:
    """The same words every month: an invitation, a form of figures."""
    assert alike(REPORT, REPORT[:-9], (on(3), on(5)))
    assert alike(REPORT, REPORT[:-9], (on(3), None))
    assert not alike(REPORT, REPORT[:-9], (on(3), on(20)))
    may, june = ([*REPORT[:200], *numbers.split()] for numbers in ("5 17 204 31", "6 18 199 40"))
    assert alike(may, may[:-1])
    assert not alike(may, june)


def test_a_report_of_no_day_joins_no_two_days() -> None:
    told = [
        signature((), REPORT[: 300 - n], day) for n, day in enumerate((None, on(3), on(20), on(4)))
    ]
    found = groups(dict(zip("abcd", told, strict=True)))
    assert found == {"a": "a", "b": "a", "d": "a"}


def test_no_chain_joins_what_is_unlike() -> None:
    """Each step leaves much of the one before; the ends have nothing in common."""
    whole = text(9, 900)
    steps = {f"{first:03}": whole[first : first + 300] for first in range(0, 601, 50)}
    found = groups({name: signature((), own, None) for name, own in steps.items()})
    for name, centre in found.items():
        assert abs(int(name) - int(centre)) <= 60
    assert len(set(found.values())) > 1


def test_the_longest_is_the_centre_and_of_equal_ones_the_smallest_id() -> None:
    whole, cut = signature((), REPORT, None), signature((), REPORT[:250], None)
    assert set(groups({"a": cut, "b": whole, "c": cut, "x": b""}).values()) == {"b"}
    assert groups({"b": whole, "a": whole}) == {"a": "a", "b": "a"}
    assert groups({}) == groups({"a": whole}) == groups({"a": b"", "b": b""}) == {}


@st.composite
def _versions(draw: st.DrawFn) -> dict[str, bytes]:
    """Some reports, each in several versions: cut at either end, with a line more."""
    made = {}
    for number in range(draw(st.integers(1, 12))):
        whole = text(draw(st.integers(20, 23)), 240)
        first, last = draw(st.integers(0, 120)), draw(st.integers(0, 120))
        added = text(number, draw(st.sampled_from([0, 0, 10, 60])))
        day = draw(st.sampled_from([None, on(3), on(20)]))
        made[f"r{number}"] = signature((), whole[first : 240 - last] + added, day)
    return made


@given(_versions(), st.randoms(use_true_random=False))
def test_groups_depend_on_nothing_but_the_signatures(
    made: dict[str, bytes], chance: random.Random
) -> None:
    found = groups(made)
    names = list(made)
    chance.shuffle(names)
    assert groups({name: made[name] for name in names}) == found
    sizes = Counter(found.values())
    assert all(size > 1 for size in sizes.values())
    assert all(found[centre] == centre for centre in sizes)
    for name, centre in found.items():
        assert name == centre or groups({"1": made[name], "2": made[centre]})


def test_a_signature_is_small_and_ends_nowhere_inside_a_number() -> None:
    for size in (1, 2, 3, 4, 5, 50, 5000):
        written = signature(text(1, 9), text(2, size), on(1))
        assert len(written) % 4 == 0
        assert len(written) <= 4 * (4 + KEPT + 16)
    assert signature((), (), on(1)) == b""
    assert signature(["tin", "9"], (), None) != signature(["tin", "8"], (), None)


def test_a_title_and_what_is_around_a_report_are_not_in_its_signature() -> None:
    body = "Hội nghị bàn về vốn đầu tư công và nông thôn mới ở các xã vùng cao. " * 3

    def signed(*passages: tuple[PassageKind, str]) -> bytes:
        kinds = tuple(kind for kind, _ in passages)
        report = stored(*(passage for _, passage in passages), parts=kinds).report
        return index_entry(report, "digest", ["file"]).signature

    plain = signed((PassageKind.BODY, body))
    assert plain
    for kind in (
        PassageKind.TITLE, PassageKind.LETTERHEAD, PassageKind.CAPTION, PassageKind.BYLINE,
    ):  # fmt: skip
        assert signed((kind, "Dòng của riêng báo này"), (PassageKind.BODY, body)) == plain
    for kind in (PassageKind.BODY, PassageKind.TABLE):
        assert signed((kind, "Dòng của riêng báo này"), (PassageKind.BODY, body)) != plain
    short = (PassageKind.BODY, "Nội dung như giấy mời.")
    titles = ["Giao ban tháng năm", "Giao ban tháng sáu"]
    assert len({signed((PassageKind.TITLE, title), short) for title in titles}) == 2
    assert signed((PassageKind.TITLE, body))
    assert signed((PassageKind.CAPTION, body)) == b""


@pytest.mark.slow
@given(
    bodies=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 2)), max_size=12)
)
def test_slices_change_no_group(bodies: list[tuple[int, int, int]]) -> None:
    """However few hashes, shared ones and pairs are looked at together."""
    written = {
        str(number): signature((), text(seed, 120)[cut:] + text(50 + end, end), None)
        for number, (seed, cut, end) in enumerate(bodies)
    }
    whole = groups(written)
    with pytest.MonkeyPatch.context() as patch:
        for name, size in (("_AT_ONCE", 100), ("_ROWS_AT_ONCE", 50), ("_PAIRS_AT_ONCE", 1)):
            patch.setattr(near_identical, name, size)
        assert groups(written) == whole
