"""Reports → the province of the meeting, by its name of the time and of today."""

import pytest

from indexer.article.structure import clean
from indexer.facets import report
from indexer.facets.province import by_slug
from indexer.lexicon import rows
from indexer.read.document import RawDocument
from search.report import MeetingReport, SourcePath
from search.text.lexicon.provinces import Province, provinces


def understood(text: str) -> MeetingReport:
    return report(RawDocument("r", text, SourcePath("/", "r"), "d"), clean(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # whose meeting it is
        ("UBND tỉnh Bắc Cạn họp.", ("Bắc Kạn", "stated", "tỉnh Bắc Cạn")),
        (
            "Thành ủy Cần Thơ họp. Có đại biểu tỉnh Hậu Giang.",
            ("Cần Thơ", "stated", "Cần Thơ"),
        ),
        ("HĐND TPHCM họp kỳ họp thứ 5.", ("Hồ Chí Minh", "stated", "TPHCM")),
        ("HĐND TP. HCM họp kỳ họp thứ 5.", ("Hồ Chí Minh", "stated", "TP. HCM")),
        (
            "Chủ tịch UBND TP Hà Nội Lê Văn Mơ chủ trì hội nghị giao ban sáng 1/2.",
            ("Hà Nội", "stated", "TP Hà Nội"),
        ),
        (
            "Chủ tịch Hải Phòng nói tại kỳ họp HĐND thành phố sáng 1/2.",
            ("Hải Phòng", "stated", "Hải Phòng"),
        ),
        # where it is held, also if a body of the country holds it
        (
            "Sáng 1/2, tại Hà Nội, Bộ Y tế tổ chức hội nghị về dịch ở tỉnh Hải Dương.",
            ("Hà Nội", "stated", "Hà Nội"),
        ),
        (
            "Hội nghị lần thứ mười của Trung ương khai mạc ở Đà Nẵng.",
            ("Đà Nẵng", "stated", "Đà Nẵng"),
        ),
        (
            "Hội nghị toàn quốc về trồng rừng diễn ra tại thành phố Vinh.",
            ("Nghệ An", "inferred", "thành phố Vinh"),
        ),
        (
            "Hội nghị toàn quốc về trồng rừng diễn ra tại TP Vinh (Nghệ An).",
            ("Nghệ An", "stated", "Nghệ An"),
        ),
        (
            "Dân đến đông. Sáng 1/2, tại Huế, hội nghị khai mạc.",
            ("Thừa Thiên Huế", "stated", "Huế"),
        ),
        (
            "Thủ tướng làm việc với lãnh đạo tỉnh Bình Định về cảng.",
            ("Bình Định", "stated", "tỉnh Bình Định"),
        ),
        (
            "Chủ tịch Quốc hội tiếp xúc với đông đảo cử tri quận Ô Môn.",
            ("Cần Thơ", "inferred", "quận Ô Môn"),
        ),
        (
            "Thủ tướng dự hội nghị xúc tiến đầu tư tỉnh Trà Vinh.",
            ("Trà Vinh", "stated", "tỉnh Trà Vinh"),
        ),
        (
            "Bộ Y tế và UBND tỉnh Hậu Giang đã phối hợp với sở tổ chức hội nghị toàn quốc.",
            ("Hậu Giang", "stated", "tỉnh Hậu Giang"),
        ),
        # from the districts
        ("Tỉnh ủy họp. Việc ở Hữu Lũng được bàn.", ("Lạng Sơn", "inferred", "Hữu Lũng")),
        (
            "Huyện ủy Na Rì họp giao ban tháng 3.",
            ("Bắc Kạn", "inferred", "Na Rì"),
        ),
        (
            "Tỉnh ủy họp. Việc ở Châu Thành và Kế Sách được bàn.",
            ("Sóc Trăng", "inferred", "Châu Thành"),
        ),
        (
            "Tỉnh ủy họp. Việc ở huyện Hòa Bình được bàn.",
            ("Bạc Liêu", "inferred", "huyện Hòa Bình"),
        ),
        ("UBND quận 3 họp giao ban.", ("Hồ Chí Minh", "inferred", "quận 3")),
        ("UBND thành phố Thủ Dầu Một họp.", ("Bình Dương", "inferred", "thành phố Thủ Dầu Một")),
        # only mentioned
        ("Hội nghị bàn việc ở Hữu Lũng.", None),
        ("Chính phủ họp.\nBàn việc.\nBàn nữa.\nSau đó đi tỉnh Lâm Đồng.", None),
        (
            "Bộ Y tế tổ chức hội nghị trực tuyến toàn quốc.\n"
            "Lãnh đạo UBND tỉnh Cà Mau, tỉnh Cà Mau nói nhiều.",
            None,
        ),
        ("Tỉnh ủy họp, bàn học tập tư tưởng Hồ Chí Minh, làm đường Hồ Chí Minh.", None),
        ("Trung ương Đoàn TNCS Hồ Chí Minh họp.", None),
        ("Tỉnh ủy họp. Ông Lê Văn Mơ, quê Nam Định, nói về châu Á - Thái Bình Dương.", None),
        ("Tỉnh ủy họp về xã Hà Giang, phường Hà Nam, sông Thái Bình, phố Hà Nội.", None),
        (
            "Trung ương Đảng họp hội nghị lần thứ năm.\n"
            "Trước đó, tại Cà Mau, một hội nghị khác đã diễn ra.",
            None,
        ),
        # not a meeting
        ("UBND tỉnh Bắc Kạn trồng rừng. Rừng tốt.", None),
    ],
)
def test_provinces(text: str, found: tuple[str, str, str] | None) -> None:
    text = text if "1/2" in text else f"Sáng 1/2, {text}"  # no meeting without a day
    provinces_found = [
        (p.value, p.status, text[slice(*p.evidence)])
        for p in understood(text).facets.province
        if p.evidence
    ]
    assert provinces_found == ([found] if found else [])


def test_two_provinces_hold_a_meeting_together() -> None:
    text = "Sáng 1/2, hội nghị hợp tác giữa TP. HCM và tỉnh Long An họp tại Bến Lức."
    made = understood(text)
    assert [p.value for p in made.facets.province] == ["Hồ Chí Minh", "Long An"]
    assert [p.value for p in made.facets.province_now] == ["Hồ Chí Minh", "Tây Ninh"]


@pytest.mark.parametrize("province", provinces(), ids=lambda province: province.name)
def test_each_province_is_known(province: Province) -> None:
    for spelling in province.spellings:
        made = understood(f"Sáng 1/2, UBND tỉnh {spelling} họp.")
        assert [p.value for p in made.facets.province] == [province.name]
        assert [p.value for p in made.facets.province_now] == [province.today]
    assert len(provinces()) == 63 and len({p.today for p in provinces()}) == 34
    assert by_slug()["backan"] == "Bắc Kạn"


@pytest.mark.parametrize("row", rows("districts.tsv"), ids="-".join)
def test_each_district_is_known(row: tuple[str, ...]) -> None:
    name, kind, province, *others = row
    for form in (name, *(others[0].split(", ") if others else ())):
        # Several have some names: the province is named too.
        text = f"Sáng 1/2, UBND {kind} {form} họp giao ban. Đó là việc của tỉnh {province}."
        made = understood(text)
        assert [p.value for p in made.facets.province] == [province]
        [place] = [p for p in made.facets.places if p.kind == "huyen"]
        assert place.value == f"{kind} {name}"
        assert (place.within or "").endswith(f" {province}")


@pytest.mark.parametrize("word", rows("not_places.txt"), ids="".join)
def test_each_word_that_makes_a_name_another_thing_is_known(word: tuple[str]) -> None:
    assert (
        understood(f"Sáng 1/2, Thường trực Tỉnh ủy họp về {word[0]} Hà Nam.").facets.province == ()
    )


@pytest.mark.parametrize("row", rows("cities.txt"), ids="".join)
def test_each_city_is_known(row: tuple[str]) -> None:
    places = understood(f"Sáng 1/2, hội nghị họp tại thành phố {row[0]}.").facets.places
    assert [place.value for place in places] == [f"thành phố {row[0]}"]


@pytest.mark.parametrize("word", rows("before_places.txt"), ids="".join)
def test_each_word_before_a_place_is_known(word: tuple[str]) -> None:
    places = understood(f"Sáng 1/2, hội nghị khai mạc. {word[0]} Hà Nam nắng.").facets.places
    assert [place.value for place in places] == ["tỉnh Hà Nam"]
