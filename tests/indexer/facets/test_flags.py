"""Oddities → flags, known values against the text, and the text with its evidence marked."""

import re

import pytest

from hoi_nghi.explain import explain, explain_values, values
from indexer.article.structure import clean
from indexer.facets.why import explained
from indexer.figures.doubts import BELOW_NOTHING, CURRENCY, OUT_OF_BOUNDS, OVER_WHOLE, TO_COME
from indexer.read.document import SourceMetadata
from search.explore.flagged import CONCLUDED, CORRECTED, DOUBTS
from search.facets.registry import COUNTED_BY_NAME
from tests.indexer.facets.test_facets import understood
from web.wording.flags import REASONS
from web.wording.report import FLAGS

HELD = "Sáng 25/8/2023, UBND tỉnh Hưng Yên tổ chức hội nghị giao ban."
OWN = "-; result; province Hưng Yên"
FROM = "Nguồn Hưng Yên: http://baohungyen.example/a/b/"


@pytest.mark.parametrize(
    ("text", "known", "flags"),
    [
        ("Giao ban tháng tám của tỉnh\n" + HELD, SourceMetadata(), []),
        (HELD, SourceMetadata(), ["title-made"]),
        (HELD, SourceMetadata(title="Giao ban"), []),
        (HELD, SourceMetadata(title="Giao ban", date="2023-08-25"), []),
        (HELD, SourceMetadata(title="Giao ban", date="2023-08"), []),
        (HELD, SourceMetadata(title="Giao ban", date="2023-08-26"), ["date-disagrees"]),
        (HELD.replace("/2023", ""), SourceMetadata(title="Giao ban", date="2023-08-25"), []),
        (HELD.replace("/2023", ""), SourceMetadata(title="Giao ban", date="2023"), []),
        (
            HELD.replace("/2023", ""),
            SourceMetadata(title="Giao ban", date="2023-09"),
            ["date-disagrees"],
        ),
        (HELD, SourceMetadata(title="Giao ban", date="hôm qua"), ["date-unread"]),
        (HELD, SourceMetadata(title="Giao ban", date="2023-13-45"), ["date-unread"]),
        (HELD, SourceMetadata(title="Giao ban", date="25/08/2023 10:30"), []),
        (HELD.replace("/2023", ""), SourceMetadata(title="Giao ban"), ["year-unknown"]),
        (
            f"{HELD}\nQuang cảnh hội nghị\nQuang cảnh hội nghị\nHội nghị bế mạc.",
            SourceMetadata(title="Giao ban"),
            ["caption-doubled"],
        ),
        (f"{HELD}\n{FROM}", SourceMetadata(title="Giao ban", source="Báo Hưng Yên"), []),
        (
            f"{HELD}\n{FROM}",
            SourceMetadata(title="Giao ban", source="Báo Bắc Ninh", url="http://c.example/"),
            ["source-disagrees", "url-disagrees"],
        ),
        (
            f"{HELD} Giải ngân vốn đầu tư công đạt 5.738,9% kế hoạch.",
            SourceMetadata(title="Giao ban"),
            ["figure-suspicious"],
        ),
        (f"{HELD} Kê ́t luâ ̣n hô ̣i nghi ̣.", SourceMetadata(title="Giao ban"), ["text-mended"]),
        (f"{HELD} Cấp nƣớc, đƣờng, trƣờng.", SourceMetadata(title="Giao ban"), ["text-mended"]),
        (f"{HELD} Тhảo luận vе cао tốc.", SourceMetadata(title="Giao ban"), ["text-mended"]),
        (f"{HELD} Xây 20 m² nhà, 30 m², 5½ ha.", SourceMetadata(title="Giao ban"), []),
        (f"{HELD} Đoàn Москва, Россия, Сочи.", SourceMetadata(title="Giao ban"), []),
        (f"{HELD} Bàn nƣớc sạch.", SourceMetadata(title="Giao ban"), []),
        (f"{HELD} Bàn nƣớc, ƣu đãi, ƣng." + " Họp." * 400, SourceMetadata(title="Giao ban"), []),
        (f"{HELD} K\ufffdt lu\ufffdn h\ufffdp.", SourceMetadata(title="G"), ["text-unreadable"]),
        (f"{HELD} Káº¿t luáº\xadn há»\x8dp.", SourceMetadata(title="G"), ["text-unreadable"]),
    ],
)
def test_flags(text: str, known: SourceMetadata, flags: list[str]) -> None:
    assert list(understood(text, known).flags) == flags
    assert set(flags) <= FLAGS.keys()


@pytest.mark.parametrize(
    ("text", "known", "flagged"),
    [
        (HELD.replace("/2023", ""), {}, [("year-unknown", "event_date", "--08-25", "25/8")]),
        (
            HELD,
            {"date": "2023-08-26"},
            [("date-disagrees", "event_date", "2023-08-25", "25/8/2023")],
        ),
        (HELD, {"date": "hôm qua"}, [("date-unread", "event_date", "hôm qua", "")]),
        (
            HELD.replace("2023", "2203"),
            {},
            [("date-far-ahead", "event_date", "2203-08-25", "25/8/2203")],
        ),
        (HELD, {"date": "2203-01-02"}, [("date-far-ahead", "event_date", "2203-01-02", "")]),
        (
            HELD.replace("/2023", ""),
            {"date": "1923-08-25"},
            [("date-long-ago", "event_date", "1923-08-25", "")],
        ),
        (
            f"{HELD} Tỷ lệ hộ nghèo còn 574%, năm trước 6%.",
            {},
            [
                (
                    "figure-suspicious",
                    "figures",
                    f"tỷ lệ hộ nghèo = 574 %; {OWN}",
                    "574%",
                )
            ],
        ),
        (
            "Sáng 25/8/2023, Quốc hội khai mạc kỳ họp thứ 36 tại Hà Nội.",
            {},
            [("session-too-high", "session_no", "36", "kỳ họp thứ 36")],
        ),
        ("Sáng 25/8/2023, Quốc hội khai mạc kỳ họp thứ 6 tại Hà Nội.", {}, []),
        ("Sáng 25/8/2023, HĐND tỉnh Hưng Yên khai mạc kỳ họp thứ 16.", {}, []),
        (
            f"{HELD} Cố Bộ trưởng Lê Văn Tư phát biểu tại hội nghị.",
            {},
            [("person-deceased", "people", "Lê Văn Tư = speaker; Cố Bộ trưởng", "Lê Văn Tư")],
        ),
        (f"{HELD} Bộ trưởng Lê Văn Tư phát biểu: phải củng cố đê điều.", {}, []),
        (f"{HELD} Sau sự cố, Bộ trưởng Lê Văn Tư phát biểu tại hội nghị.", {}, []),
        (f"{HELD} Phải cố gắng, Bộ trưởng Lê Văn Tư phát biểu tại hội nghị.", {}, []),
    ],
)
def test_a_flag_names_the_value_and_its_words(
    text: str, known: dict[str, str], flagged: list[tuple[str, str, str, str]]
) -> None:
    made = understood(text, SourceMetadata(title="Họp", **known))
    told = [
        (own.flag, own.facet, own.value, text[slice(*own.evidence)] if own.evidence else "")
        for own in made.flagged
    ]
    assert told == flagged
    assert {own.flag for own in made.flagged} <= set(made.flags)


def test_each_flag_has_its_words_on_the_page() -> None:
    labels = COUNTED_BY_NAME["flag"].codes
    assert set(labels) == set(FLAGS)
    assert {*DOUBTS, *CONCLUDED, CORRECTED} <= set(labels)
    assert {OVER_WHOLE, BELOW_NOTHING, OUT_OF_BOUNDS, CURRENCY, TO_COME} == set(REASONS)


def test_what_the_source_says_wins_and_the_other_is_only_flagged() -> None:
    made = understood(
        HELD, SourceMetadata(date="2023-08-26", source="Báo A", url="http://a.example/")
    )
    [day], [outlet], [url] = made.facets.event_date, made.facets.outlet, made.facets.source_url
    assert (day.value, day.status, day.evidence) == ("2023-08-26", "stated", None)
    assert (outlet.value, url.value) == ("Báo A", "http://a.example/")


@pytest.mark.parametrize(
    ("given", "day", "status"),
    [
        ("2023", "2023-08-25", "derived"),
        ("quý III/2023", "2023-08-25", "derived"),
        ("Thứ sáu, 25/8/2023", "2023-08-25", "stated"),
        ("2023-09", "2023-09", "stated"),
    ],
)
def test_a_day_of_the_text_is_kept_if_the_source_allows_it(
    given: str, day: str, status: str
) -> None:
    [found] = understood(HELD.replace("/2023", ""), SourceMetadata(date=given)).facets.event_date
    assert (found.value, found.status) == (day, status)
    assert found.day_part == ("sáng" if day == "2023-08-25" else None)


def test_the_text_is_shown_whole_with_its_evidence() -> None:
    made = understood(HELD)
    told = explain(made)
    marked, legend = told.split("\n\n")
    assert re.sub(r"\[\d+:|\]\d+", "", marked) == HELD
    numbered = dict(re.findall(r"\[(\d+)\] (.+)", legend))
    assert "meeting_type: giao-ban (stated)" in numbered.values()
    [number] = [n for n, value in numbered.items() if value.startswith("event_date")]
    assert f"[{number}:25/8/2023]{number}" in marked
    assert legend.endswith("flags: title-made")


def test_each_value_is_explained_by_its_words_and_its_cues() -> None:
    text = (
        "Sáng 25/8/2023, UBND tỉnh Hưng Yên tổ chức hội nghị giao ban. Đồng chí Lê Văn Tư, Chủ "
        "tịch UBND tỉnh chủ trì. Tỷ lệ hộ nghèo còn 574%."
    )
    known = SourceMetadata(title="Giao ban", date="2023-08-26")
    article = clean(text, known)
    made = understood(text, known)
    told = explain_values(made, article)
    assert len(told) == 1 + 2 * len(list(values(made)))
    lines = dict(zip(told[1::2], told[2::2], strict=True))
    assert [line for line in lines.values() if not line.rpartition(" | ")[2]] == []
    why = {name: line.strip() for name, line in ((k.split(":")[0], v) for k, v in lines.items())}
    assert why["title"] == "- | given by the source"
    assert why["event_date"].startswith("- | given by the source")
    assert "[UBND tỉnh Hưng Yên] tổ chức" in why["organiser"]
    assert "list: UBND tỉnh, ubnd, tinh" in why["level"]
    assert re.search(r"\| name \(main\) \+\d.*held \+1.5, dated \+1.5", why["meeting_type"])
    assert why["people"].endswith("chair: chủ trì, office: Chủ tịch UBND tỉnh")
    assert "in percent, kind: result, doubted: whole" in why["figures"]
    plain = understood(text)
    [day] = [one for one in explained(plain, clean(text)) if one.field == "event_date"]
    assert dict(day.cues) == {
        "day": 6, "meeting": 2, "opening": 2, "part_of_day": 1, "begins_sentence": 1,
    }  # fmt: skip


def test_brackets_that_touch_and_nest_are_closed_from_the_inside() -> None:
    marked = explain(
        understood("Tỉnh ủy Hưng Yên tổ chức hội nghị giao ban sáng 1/2.")
    ).splitlines()
    depth = 0
    brackets = re.findall(r"\[|\]", marked[0])
    assert brackets
    for bracket in brackets:
        depth += 1 if bracket == "[" else -1
        assert depth >= 0
    assert depth == 0
