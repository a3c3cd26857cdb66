"""Reports → facets: the samples, the real reports where they are, and rules one by one."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article.structure import clean
from indexer.facets import extractors, report
from indexer.lexicon import rows
from indexer.read.document import RawDocument, SourceMetadata
from search.report import Facets, MeetingReport, PassageKind, Role, SourcePath, Status
from search.serialization import plain
from search.text.syllable import syllables

HERE = Path(__file__).parents[2]
SAMPLES = HERE.parent / "samples"


def understood(text: str, known: SourceMetadata | None = None) -> MeetingReport:
    known = known or SourceMetadata()
    return report(RawDocument("r", text, SourcePath("/", "r"), "d", known), clean(text, known))


def values(made: MeetingReport, name: str) -> list[str]:
    return [found.value for found in getattr(made.facets, name)]


@cache
def expected() -> list[dict[str, Any]]:
    lines = [
        line
        for name in ("samples-a.jsonl", "samples-b.jsonl", "samples-c.jsonl")
        for line in (HERE / "data" / name).read_text("utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


@cache
def sample(name: str) -> MeetingReport:
    return understood((SAMPLES / name).read_bytes().decode())


@pytest.mark.parametrize("wanted", expected(), ids=lambda wanted: wanted["file"])
def test_samples(wanted: dict[str, Any]) -> None:
    made = sample(wanted["file"])
    assert values(made, "meeting_type") == wanted["meeting_type"]
    assert values(made, "province") == wanted["province"]
    assert made.title.status == wanted["title"]
    assert values(made, "outlet") == ([wanted["outlet"]] if wanted["outlet"] else [])
    assert spelled(values(made, "byline")) == spelled(wanted["byline"])
    doubled = [passage for passage in made.passages if passage.kind is PassageKind.CAPTION_AGAIN]
    assert len(doubled) == wanted["captions_doubled"]
    [day] = made.facets.event_date
    # A year may be left open; a year that is given is right.
    assert day.value == wanted["event_date"] or day.value == f"-{wanted['event_date'][4:]}"


def spelled(names: list[str]) -> list[list[str]]:
    """Names without regard to where the tone is put."""
    return [[syllable.exact for syllable in syllables(name)] for name in names]


def test_samples_in_figures() -> None:
    """First rules, to be bettered: what they reach on the samples must not get worse."""
    dates = people_right = people_found = people_wanted = chairs_right = chairs_found = 0
    for wanted in expected():
        made = sample(wanted["file"])
        dates += values(made, "event_date") == [wanted["event_date"]]
        found = {str(name) for name in spelled(values(made, "people"))}
        people = {str(name) for name in spelled(wanted["people"])}
        people_right += len(found & people)
        people_found += len(found)
        people_wanted += len(people)
        chairs = {p.value for p in made.facets.people if p.role is Role.CHAIR}
        chairs_right += len(chairs & set(wanted["chairs"]))
        chairs_found += len(chairs)
    assert dates >= 37
    assert people_right / people_found >= 0.98 and people_right / people_wanted >= 0.95
    assert chairs_right / chairs_found >= 0.92


BODIES = {1: Status.INFERRED, 4: Status.DERIVED}
"""Reports of which the place of the body is named elsewhere, or inferred: it is no fact then."""


@pytest.mark.parametrize("number", range(5))
def test_the_real_reports(shared: Path, number: int) -> None:
    gold = json.loads((shared / "data" / "facets-gold.json").read_text("utf-8"))[number]
    path = sorted((shared / "reports").glob("*.txt"))[number]
    made = understood(path.read_text("utf-8"))
    facets = made.facets
    assert [[v.value, v.status] for v in facets.meeting_type] == gold["meeting_type"]
    assert [[v.value, v.status] for v in facets.province] == [gold["province"]]
    assert [[v.value, v.status] for v in facets.event_date] == [gold["event_date"]]
    name, status = gold["organiser"]  # the gold names a body without its place, if it has one
    [body] = facets.organiser
    assert body.value == f"{name} {gold['province'][0]}" and body.status == BODIES.get(
        number, status
    )
    assert made.title.status == gold["title"]
    assert values(made, "province_now") == [gold["province_now"]]
    assert values(made, "byline") == gold["byline"]
    assert values(made, "outlet") == ([gold["outlet"]] if gold["outlet"] else [])
    assert bool(facets.online) == gold["online"]
    assert bool(facets.source_url) == gold["source_url"]
    assert [p.value for p in facets.people if p.role is Role.CHAIR] == gold["chairs"]
    assert values(made, "people") == gold["people"]


LEAD = "Tỉnh ủy tổ chức hội nghị giao ban. Hội nghị bàn nhiều việc của tỉnh."


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        (f"Sáng 25/8/2023, {LEAD}", "2023-08-25", "stated"),
        (f"Ngày 5 tháng 7 năm 2023, {LEAD}", "2023-07-05", "stated"),
        (f"Chiều 30-11, {LEAD}", "--11-30", "stated"),
        (f"Trong 2 ngày 11 và 12/12, {LEAD}", "--12-11", "stated"),
        (f" date 2024-01 Sáng 29/12, {LEAD}", "2023-12-29", "derived"),
        (f" date 2024-12 {LEAD}", "2024-12", "stated"),
        (f"Thứ hai,  25/10/2021\n\nNgày 13/7, {LEAD}", "2021-07-13", "derived"),
        (f"Sáng 25/8, {LEAD} Việc của tháng 9/2023 còn nhiều.", "2023-08-25", "derived"),
        (f"Sáng 25/12, {LEAD} Bàn việc năm 2024.", "--12-25", "stated"),
        (f"Sáng 25/8, {LEAD}\nNguồn X: http://b.example/tin/202308/a/", "2023-08-25", "derived"),
        (f"{LEAD} Có 4/8 địa phương đạt, 23/26 chỉ tiêu vượt.", None, None),
        (f"Hướng tới kỷ niệm 60 năm ngày 2/9, {LEAD}", None, None),
        (f"Sáng 31/2, {LEAD}", None, None),
        (f"Sáng 31/2, tối 30/2, ngày 1/3, {LEAD}", "--03-01", "stated"),
        (f" date 2023-05 Ngày 29/2, ngày 28/2, {LEAD}", "2023-02-28", "derived"),
        (f"Sáng 25/8, {LEAD} Bàn việc của tháng 9/2023, tháng 7/2022.", "--08-25", "stated"),
        (f"Sáng 25/8, {LEAD} Bàn việc của quý III/2023, quý İ/2022.", "2023-08-25", "derived"),
    ],
)
def test_event_dates(text: str, day: str | None, status: str | None) -> None:
    found = [(d.value, d.status) for d in understood(text).facets.event_date]
    assert found == ([(day, status)] if day else [])


def test_what_the_source_says_wins() -> None:
    known = SourceMetadata(
        "Tên do báo đặt", "2023-08-25T10:00:00", "Báo A", "https://a.example/1", "Tin"
    )
    made = understood("Sáng 1/2/2020, Tỉnh ủy họp giao ban.", known)
    assert (made.title.value, made.title.status) == ("Tên do báo đặt", Status.STATED)
    assert values(made, "event_date") == ["2023-08-25"]
    assert values(made, "outlet") == ["Báo A"]
    assert values(made, "source_url") == ["https://a.example/1"]
    assert made.category == "Tin"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Minh Hà - Thu Trang", ["Minh Hà", "Thu Trang"]),
        ("Bài và ảnh: MINH HÀ và Thu Trang.", ["Minh Hà", "Thu Trang"]),
        ("Tin, ảnh: Minh Hà  và   Thu Trang", ["Minh Hà", "Thu Trang"]),
        ("Minh Hà" + " " * 99 + "- A Hà/B Hà", ["Minh Hà", "A Hà", "B Hà"]),
    ],
)
def test_bylines(line: str, names: list[str]) -> None:
    text = f"{LEAD}\n{line}"
    found = understood(text).facets.byline
    assert [author.value for author in found] == names
    written = [text[slice(*author.evidence)] for author in found if author.evidence]
    assert [name.title() for name in written] == names


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (":", "(không có chữ)"),
        ("…", "(không có chữ)"),
        ("\u0301", "\u0301"),
        (":\n…\nGiá xăng tăng.", "Giá xăng tăng"),
        ("a" * 300, "A" + "a" * 119 + "…"),
        ("cá " * 100, "Cá" + " cá" * 39 + "…"),
        ("cá" + " cá" * 20 + ", " + "cá " * 100, "Cá" + " cá" * 20 + "…"),
    ],
)
def test_a_made_title_is_short_and_never_empty(text: str, title: str) -> None:
    made = understood(text).title
    assert (made.value, made.status) == (title, Status.MADE)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # the first sentence that tells something, not what leads to it or goes on with it
        (
            "Quang cảnh hội nghị.\nĐó là ý kiến của nhiều xã.\n"
            "Sáng 5/7, Huyện ủy tổ chức hội nghị bầu một phó bí thư. Ông A nói.",
            "Huyện ủy tổ chức hội nghị bầu một phó bí thư (5/7)",
        ),
        (
            "Giao ban tháng 7.\nXã Đông Kết đã trồng thêm mười héc ta chè.",
            "Xã Đông Kết đã trồng thêm mười héc ta chè",
        ),
        # a short one with where and when
        ("Ngày 5/7/2023, UBND tỉnh Hưng Yên họp.", "UBND tỉnh Hưng Yên họp (5/7/2023)"),
        (
            "Hội nghị giao ban.\nSáng 5/7/2023. UBND tỉnh Hưng Yên.",
            "Hội nghị giao ban (Hưng Yên, 5/7/2023)",
        ),
    ],
)
def test_a_made_title_says_what_happened(text: str, title: str) -> None:
    made = understood(text).title
    assert (made.value, made.status) == (title, Status.MADE)


def test_not_everything_is_a_meeting() -> None:
    made = understood("Giá xăng tăng mạnh từ chiều nay.\nNgười dân lo lắng về giá cả.")
    assert not made.is_meeting and made.title.status is Status.MADE


@pytest.mark.slow
@given(
    st.text(max_size=200)
    | st.text(st.sampled_from("Đồng chí Lê A, ngày 1/2;.-:\nBC "), max_size=99)
)
def test_any_text_has_facets_whose_evidence_lies_in_it(text: str) -> None:
    made = understood(text)
    assert understood(text) == made
    found = [v for name in extractors() for v in getattr(made.facets, name)]
    for value in [*found, made.title]:
        if value.evidence:
            start, end = value.evidence
            assert 0 <= start < end <= len(text)


def test_each_facet_of_the_model_has_its_module() -> None:
    assert list(extractors()) == list(plain(Facets()))  # type: ignore[call-overload]


LISTS = sorted(path.name for path in (HERE.parent / "indexer" / "data").iterdir())


@pytest.mark.parametrize("name", LISTS)
def test_lists_name_their_source_and_repeat_nothing(name: str) -> None:
    first = (HERE.parent / "indexer" / "data" / name).read_text("utf-8").splitlines()[0]
    assert first.startswith("# Source: ")
    assert len(set(rows(name))) == len(rows(name)) > 1


@pytest.mark.parametrize("row", rows("outlet_signs.tsv"), ids="-".join)
def test_each_sign_is_known(row: tuple[str, str]) -> None:
    for lead in (f"{row[0]} -Sáng", f"({row[0]}) - Sáng", f" date 2023-01 {row[0]} - Sáng"):
        assert values(understood(f"{lead} 1/2, Tỉnh ủy họp."), "outlet") == [row[1]]
