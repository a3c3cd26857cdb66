"""Reports → the places they name, in full, typed, and what each is part of."""

import time

import pytest

from indexer.article.structure import clean
from indexer.facets import understand
from indexer.lexicon import rows
from search.report import PlaceValue


def places(text: str) -> tuple[PlaceValue, ...]:
    return understand(clean(text)).places


def told(text: str) -> list[str]:
    """Each place as "value < within = evidence", less what says nothing new."""
    lines = []
    for place in places(text):
        assert place.evidence
        words = text[slice(*place.evidence)]
        assert (place.status == "stated") or words.lower() != place.value
        within = f" < {place.within}" if place.within else ""
        written = "" if words == place.value else f" = {words}"
        lines.append(f"{place.value}{within}{written}")
    return lines


BAC_KAN = "tỉnh Bắc Kạn"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a list, and what it is part of
        (
            "Các huyện Na Rì, Chợ Đồn, Ba Bể và thành phố Bắc Kạn dẫn đầu.",
            [
                f"huyện Na Rì < {BAC_KAN}",
                f"huyện Chợ Đồn < {BAC_KAN} = Chợ Đồn",
                f"huyện Ba Bể < {BAC_KAN} = Ba Bể",
                f"thành phố Bắc Kạn < {BAC_KAN}",
            ],
        ),
        (
            "Các xã Kim Hỷ, Sơn Thành và Vũ Loan (huyện Na Rì) đạt chuẩn.",
            [
                "xã Kim Hỷ < huyện Na Rì",
                "xã Sơn Thành < huyện Na Rì = Sơn Thành",
                "xã Vũ Loan < huyện Na Rì = Vũ Loan",
                f"huyện Na Rì < {BAC_KAN}",
            ],
        ),
        (
            "Đoàn thăm xã Văn Minh, huyện Na Rì, tỉnh Bắc Kạn.",
            ["xã Văn Minh < huyện Na Rì", f"huyện Na Rì < {BAC_KAN}", BAC_KAN],
        ),
        (
            "Đoàn thăm thôn Nà Mới, xã Văn Minh (Na Rì).",
            ["thôn Nà Mới", "xã Văn Minh < huyện Na Rì", f"huyện Na Rì < {BAC_KAN} = Na Rì"],
        ),
        (
            "Đoàn thăm phường Bắc Kạn, tỉnh Thái Nguyên.",
            ["phường Bắc Kạn < tỉnh Thái Nguyên", "tỉnh Thái Nguyên"],
        ),
        (
            "Đoàn thăm xã Kim Hỷ và xã Vũ Loan, huyện Na Rì.",
            [
                "xã Kim Hỷ < huyện Na Rì",
                "xã Vũ Loan < huyện Na Rì",
                f"huyện Na Rì < {BAC_KAN}",
            ],
        ),
        (
            "Xã Vũ Loan (Bắc Kạn); xã Vũ Loan; xã Vũ Loan, huyện Na Rì; xã Vũ Loan, Bắc Kạn;"
            " xã Vũ Loan, huyện Bắc Hà.",
            [
                "xã Vũ Loan < huyện Na Rì = Xã Vũ Loan",
                f"{BAC_KAN} = Bắc Kạn",
                f"huyện Na Rì < {BAC_KAN}",
                "xã Vũ Loan < huyện Bắc Hà",
                "huyện Bắc Hà < tỉnh Lào Cai",
            ],
        ),
        # one place, however it is written, once
        (
            "TP. Bắc Kạn xa; TP Bắc Kạn, thành phố Bắc Kạn đẹp.",
            [f"thành phố Bắc Kạn < {BAC_KAN} = TP. Bắc Kạn"],
        ),
        ("TP.HCM, TPHCM, TP Hồ Chí Minh lớn.", ["thành phố Hồ Chí Minh = TP.HCM"]),
        (
            "Ở Hà Nội và Bắc Cạn có mưa.",
            ["thành phố Hà Nội = Hà Nội", f"{BAC_KAN} = Bắc Cạn"],
        ),
        ("Huyện ủy Na Rì dự.", [f"huyện Na Rì < {BAC_KAN} = Na Rì"]),
        # quarters with numbers
        (
            "Ở quận 1, 3 và Bình Tân; Q.10 có mưa, 4 xã khô.",
            [
                "quận 1 < thành phố Hồ Chí Minh",
                "quận 3 < thành phố Hồ Chí Minh = 3",
                "quận Bình Tân < thành phố Hồ Chí Minh = Bình Tân",
                "quận 10 < thành phố Hồ Chí Minh = Q.10",
            ],
        ),
        (
            "Ở P.Bến Nghé, Q.1 có mưa; phường 5, quận Gò Vấp khô.",
            [
                "phường Bến Nghé < quận 1 = P.Bến Nghé",
                "quận 1 < thành phố Hồ Chí Minh = Q.1",
                "phường 5 < quận Gò Vấp",
                "quận Gò Vấp < thành phố Hồ Chí Minh",
            ],
        ),
        # a name that several provinces have
        (
            "Xã Hòa An (huyện Châu Thành, tỉnh Hậu Giang) có mưa.",
            [
                "xã Hòa An < huyện Châu Thành = Xã Hòa An",
                "huyện Châu Thành < tỉnh Hậu Giang",
                "tỉnh Hậu Giang",
            ],
        ),
        ("Huyện Châu Thành có mưa.", ["huyện Châu Thành = Huyện Châu Thành"]),
        # a district that is only named needs its province near
        ("Chợ Đồn và Thanh Bình có mưa.", []),
        (
            "Tỉnh Bắc Kạn có Chợ Đồn.",
            [f"{BAC_KAN} = Tỉnh Bắc Kạn", f"huyện Chợ Đồn < {BAC_KAN} = Chợ Đồn"],
        ),
        # named places
        (
            "Làm tuyến đường Kim Lư - Cư Lễ, quốc lộ 3B, khu công nghiệp Thanh Bình, hồ Ba Bể.",
            [
                "tuyến đường Kim Lư - Cư Lễ",
                "quốc lộ 3B",
                "khu công nghiệp Thanh Bình",
                "hồ Ba Bể",
            ],
        ),
        (
            "Sửa QL 3 qua KCN Yên Bình 2.",
            ["quốc lộ 3 = QL 3", "khu công nghiệp Yên Bình 2 = KCN Yên Bình 2"],
        ),
        # a person follows
        (
            "Chủ tịch UBND xã Kim Lư Hoàng Văn Tú, Chủ tịch UBND huyện Na Rì Lê Thị Mơ dự.",
            ["xã Kim Lư", f"huyện Na Rì < {BAC_KAN}"],
        ),
        # no places
        ("Ông Hồ Văn Bể, bà Hà Giang, anh Thái Bình ở đường Nguyễn Trãi, phố Hà Nội.", []),
        ("Tư tưởng Hồ Chí Minh; Đoàn TNCS Hồ Chí Minh; châu Á - Thái Bình Dương.", []),
        ("Báo Bắc Kạn, Trường Đại học Sư phạm Hà Nội, Công ty Gang thép Thái Nguyên.", []),
        ("Hợp tác xã Yến Dương, Thông tấn xã Việt Nam, nông thôn Việt Nam, văn bản Luật Đất.", []),
        ("Họp tại điểm cầu Tỉnh ủy, điểm cầu Thành đoàn.", []),
        ("Sửa đường ở thôn Xóm Trong.", ["thôn Xóm Trong"]),
        ("Thôn Quốc hội, thôn Nhà nước, thôn Bà Bắc Chính phủ.", []),
        ("P. Minh viết về tuyến Bắc - Nam.", []),
        ("Các xã đạt 3 tiêu chí, 5 huyện đạt 4.", []),
        (
            "Phường Nguyễn Trãi Lê Hồng Hà Mai Phong Lan Anh Đào.",
            ["phường Nguyễn Trãi = Phường Nguyễn Trãi"],
        ),
    ],
)
def test_places(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


EXAMPLES = {"name": "Na Rằm", "long name": "Na Rằm", "number": "12", "route": "Na Rằm - Na Lùng"}


@pytest.mark.parametrize("row", rows("place_types.tsv"), ids=lambda row: row[1])
def test_each_type_is_known(row: tuple[str, ...]) -> None:
    kind, word, shapes, *others = row
    for form in (word, *(others[0].split(", ") if others else ())):
        for shape in shapes.split(", "):
            if kind in ("tinh", "huyen"):  # of the lists only
                name = {"tinh": "Lạng Sơn", "quận": "Tân Phú", "thị xã": "Cai Lậy"}.get(
                    kind if kind == "tinh" else word, "Cao Lãnh"
                )
            else:
                name = EXAMPLES[shape]
            found = [p.value for p in places(f"Đoàn đến {form} {name}, huyện Na Rì xem.")]
            assert (f"{word} {name}" in found) == (kind != "-")


@pytest.mark.parametrize("row", rows("named_after_places.txt"), ids="".join)
def test_each_word_that_begins_a_body_is_known(row: tuple[str]) -> None:
    assert places(f"Bàn về {row[0]} Ánh sáng Hà Nội nhiều.") == ()
    assert places(f"Bàn về {row[0]} Ánh sáng ở Hà Nội nhiều.") != ()


@pytest.mark.usefixtures("small_heap")
@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    ["các xã Na Rằm, ", "Na Rì, ", "quận 1, ", "P.", "xã ", "A ", "Hà Nội - ", "tại Hà Nội "],
)
def test_time_is_in_proportion_to_the_length(part: str) -> None:
    def seconds(length: int) -> float:
        text = "Sáng 1/2, Tỉnh ủy họp. Các xã " + part * (length // len(part))
        understand(clean(text))  # word lists are read
        article = clean(text)  # another one: an article keeps what was read of it
        began = time.process_time()
        facets = understand(article)
        assert facets.places is not None
        return time.process_time() - began

    assert seconds(80_000) < 12 * max(seconds(20_000), 0.01)
