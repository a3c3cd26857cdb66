"""The bytes of PDF files → paragraphs with their pages; scans, encrypted and damaged files."""

import zlib
from contextlib import closing
from pathlib import Path

import pytest

from indexer.read.document import ParsedFile, Unreadable
from indexer.read.pdf import bombs, characters
from indexer.read.pdf.reader import read_pdf
from search.report import PassageKind
from tests.indexer.read.pdf.make_pages import Drawn, pdf

MADE = [f"{font}seed{seed}_{columns}c" for font in ("n", "") for seed in "012" for columns in "12"]


def seen(parsed: ParsedFile) -> list[tuple[int | None, str]]:
    return [(paragraph.page, paragraph.text) for paragraph in parsed.paragraphs]


def test_paragraphs_with_their_pages() -> None:
    data = pdf([[Drawn("Hội nghị giao ban tháng Tám")], [Drawn("Ước đạt 98,5% kế hoạch")]])
    parsed = read_pdf(data)
    assert seen(parsed) == [(1, "Hội nghị giao ban tháng Tám"), (2, "Ước đạt 98,5% kế hoạch")]
    assert (parsed.pages, parsed.are_pages_exact) == (2, True)
    assert parsed.pictures == parsed.recognised == ()
    assert {paragraph.kind for paragraph in parsed.paragraphs} == {PassageKind.BODY}


def test_letters_know_their_place_and_size() -> None:
    with closing(characters.PdfFile(pdf([[Drawn("Họp", 100, 500, 14)]]))) as file:
        page = file.characters(1)
    assert page is not None
    assert page.text == "Họp"
    assert list(page.lefts) == pytest.approx([100, 107, 114], abs=0.1)
    assert list(page.baselines) == pytest.approx([500] * 3, abs=0.1)
    assert list(page.sizes) == pytest.approx([14] * 3, abs=0.1)


@pytest.mark.parametrize(
    ("turn", "along", "places"),
    [
        (0, (1, 0), [(100, 700), (100, 684)]),
        (90, (0, 1), [(100, 100), (116, 100)]),
        (180, (-1, 0), [(500, 100), (500, 116)]),
        (270, (0, -1), [(500, 700), (484, 700)]),
        (0, (0, 1), [(100, 100), (116, 100)]),  # whoever printed it did not say that it is turned
    ],
)
def test_a_page_is_read_in_the_direction_of_its_text(
    turn: int, along: tuple[int, int], places: list[tuple[float, float]]
) -> None:
    texts = ["Bao cao ket qua thang Tam:", "Thu ngan sach dat."]
    drawn = [Drawn(text, *place, along=along) for text, place in zip(texts, places, strict=True)]
    data = pdf([drawn]).replace(b"/Resources", b"/Rotate %d/Resources" % turn, 1)
    assert [text for _, text in seen(read_pdf(data))] == texts


def test_words_that_run_upwards_in_a_page_are_words() -> None:
    drawn = [
        Drawn("Bao cao ket qua thang Tam cua tinh", 100, 700),
        Drawn("Chi tieu ke hoach", 110, 500, along=(0, 1)),
        Drawn("dong thoi giao ban voi cac huyen.", 100, 480),
    ]
    assert [text for _, text in seen(read_pdf(pdf([drawn])))] == [words.text for words in drawn]


def test_the_stamp_of_a_draft_across_a_page_is_no_text() -> None:
    drawn = [
        Drawn("Bao cao ket qua thang Tam cua tinh", 100, 700),
        Drawn("DU THAO", 200, 300, 60, along=(1, 1)),
        Drawn("dong thoi giao ban voi cac huyen.", 100, 684),
    ]
    assert [text for _, text in seen(read_pdf(pdf([drawn])))] == [
        f"{drawn[0].text} {drawn[2].text}"
    ]


@pytest.mark.parametrize(
    ("case", "picture", "pictures"),
    [
        ("over the whole page", (612, 792), (2,)),
        ("a page that the scanner cut", (500, 400), (2,)),
        ("a small picture", (200, 200), ()),
        ("an empty page", None, ()),
    ],
)
def test_a_page_without_letters_under_a_picture_is_a_picture(
    case: str, picture: tuple[int, int] | None, pictures: tuple[int, ...]
) -> None:
    parsed = read_pdf(pdf([[Drawn("Kết luận của đồng chí Chủ tịch")], []], picture))
    assert parsed.pictures == pictures
    assert seen(parsed) == [(1, "Kết luận của đồng chí Chủ tịch")]


def test_a_file_of_pictures_only_gives_no_paragraph_and_says_which_pages() -> None:
    parsed = read_pdf(pdf([[], [], []], (612, 792)))
    assert (parsed.paragraphs, parsed.pictures, parsed.pages) == ((), (1, 2, 3), 3)


WHOLE = pdf([[Drawn("Hội nghị giao ban")]])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is a damaged PDF file"),
        (b"%PDF-1.4\nnothing", "is a damaged PDF file"),
        (WHOLE[:200], "is a damaged PDF file"),
        (WHOLE.replace(b"/Type/Page/Parent", b"/Type/Nage/Xarent"), "is a damaged PDF file"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_pdf(data)
    assert error.value.reason == reason


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "MAX_PAGES", 2)
    assert read_pdf(pdf([[Drawn("a")]] * 2)).pages == 2
    with pytest.raises(Unreadable, match="more than 2 pages"):
        read_pdf(pdf([[Drawn("a")]] * 3))


def test_a_stream_that_unpacks_to_very_much_is_refused_and_a_picture_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bombs, "MAX_UNPACKED", 2_000_000)
    packed = zlib.compress(b" " * 2_000_001, 9)
    body = b"/Filter/FlateDecode>>stream\n" + packed + b"\nendstream"
    bombs.refuse_bombs(b"%PDF-1.4\n1 0 obj\n<</Subtype/Image" + body)
    with pytest.raises(Unreadable, match="unpacks to more than 2 MB"):
        bombs.refuse_bombs(b"%PDF-1.4\n1 0 obj\n<<" + body)


def form(number: int, *drawn: int) -> bytes:
    names = b"".join(b"/X%d %d 0 R" % (one, one) for one in drawn)
    head = b"<</Type/XObject/Subtype/Form/Resources<</XObject<<%s>>>>>>" % names
    return b"%d 0 obj\n%sstream\nx\nendstream\n" % (number, head)


@pytest.mark.parametrize(
    ("forms", "is_refused"),
    [
        ([form(1, 1)], True),
        ([form(1, 2), form(2, 3), form(3, 1)], True),
        ([form(1, 2, 3), form(2, 3), form(3)], False),
        ([form(11, 1), form(1)], False),
        ([], False),
    ],
)
def test_a_form_that_draws_itself_is_refused(forms: list[bytes], is_refused: bool) -> None:
    data = b"%PDF-1.4\n" + b"".join(forms)
    if not is_refused:
        bombs.refuse_bombs(data)
        return
    with pytest.raises(Unreadable, match="draws itself"):
        bombs.refuse_bombs(data)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("encuser", "is encrypted"),
        ("trunc", "is a damaged PDF file"),
        ("fuzz", "is a damaged PDF file"),
        ("looptree", "is a damaged PDF file"),
        ("formloop", "draws itself again and again"),
        ("flatebomb", "unpacks to more than 200 MB"),
        ("manyops", "draws more than 200000 things on a page"),
    ],
)
def test_hostile_files_are_named(shared: Path, name: str, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_pdf((shared / "files" / "hostile" / f"{name}.pdf").read_bytes())
    assert error.value.reason == reason


def test_a_file_that_only_its_owner_may_change_is_read(shared: Path) -> None:
    assert read_pdf((shared / "files" / "hostile" / "encowner.pdf").read_bytes()).paragraphs


@pytest.mark.parametrize("name", MADE)
def test_paragraphs_of_reports_are_whole_in_one_column_and_two_with_and_without_a_second_font(
    shared: Path, name: str
) -> None:
    folder = shared / "files" / "made"
    own = (folder / f"seed{name.partition('seed')[2][0]}.utf8.txt").read_text("utf-8")
    wanted = [" ".join(line.split()) for line in own.splitlines() if line.strip()]
    found = {
        paragraph.text for paragraph in read_pdf((folder / f"{name}.pdf").read_bytes()).paragraphs
    }
    assert len(wanted) > 10
    assert [text for text in wanted if text not in found] == []


def test_tables_with_ruled_lines_are_rows(shared: Path) -> None:
    parsed = read_pdf((shared / "files" / "real" / "sonthk_5b69_danhmuc.pdf").read_bytes())
    rows = [one.text.split("\t") for one in parsed.paragraphs if one.kind is PassageKind.TABLE]
    assert sum(len(row) == 8 for row in rows) > 50


def test_a_scan_is_told_page_by_page(shared: Path) -> None:
    parsed = read_pdf((shared / "files" / "real" / "sonthk_a64e_335-cp.signed.pdf").read_bytes())
    assert parsed.pictures == tuple(range(1, 30))
    assert parsed.paragraphs == ()
