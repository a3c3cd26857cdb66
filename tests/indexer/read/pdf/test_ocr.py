"""What tesseract prints → lines; what it read is kept; what fails gives no lines."""

import stat
from contextlib import closing
from pathlib import Path

import pytest

from indexer.read.pdf.characters import MAX_PIXELS, PdfFile
from indexer.read.pdf.ocr import Recogniser, lines_of_table
from indexer.read.pdf.reader import read_pdf
from tests.indexer.read.pdf.make_pages import Drawn, pdf

HEADER = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)
PAGE = "1\t1\t0\t0\t0\t0\t0\t0\t1275\t1650\t-1\t"


def word(
    text: str, left: int, top: int = 100, line: int = 1, sure: float = 95.0, width: int = 60
) -> str:
    return f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{width}\t20\t{sure}\t{text}"


def table(*rows: str) -> str:
    return "\n".join([HEADER, PAGE, *rows, ""])


def texts(*rows: str) -> list[str]:
    return [line.text for line in lines_of_table(table(*rows))]


def test_words_of_a_line_are_a_line_in_points_from_below() -> None:
    (line,) = lines_of_table(table(word("Hội", 150), word("nghị", 225)))
    assert line.text == "Hội nghị"
    assert (line.left, line.right) == pytest.approx((72, 136.8))
    assert line.baseline == pytest.approx(792 - 57.6)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([word("Hội", 150), word("họp", 150, 140, line=2)], ["Hội", "họp"]),
        ([word("TỈNH", 150), word("ĐẢNG", 600)], ["TỈNH", "ĐẢNG"]),
        ([word("1.", 150, sure=0), word("Rà", 225)], ["1. Rà"]),
        ([word("x%k", 150, sure=5), word("Rà", 225)], ["Rà"]),
        ([word("~", 150, sure=50), word("Rà", 225)], ["Rà"]),
        ([word("-", 150, sure=95), word("Rà", 225)], ["- Rà"]),
        ([], []),
    ],
)
def test_columns_are_apart_and_stains_are_no_words(rows: list[str], wanted: list[str]) -> None:
    assert texts(*rows) == wanted


def test_edges_that_are_one_on_paper_are_one() -> None:
    rows = [word("a", 150 + skew, 100 + 40 * at, at + 1) for at, skew in enumerate((0, 2, -1, 1))]
    assert len({line.left for line in lines_of_table(table(*rows))}) == 1


@pytest.mark.parametrize("junk", ["", "no table", "5\t1\t2", HEADER])
def test_what_is_no_table_has_no_lines(junk: str) -> None:
    assert lines_of_table(junk) == []


def program(folder: Path, script: str) -> str:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def printing(folder: Path, *rows: str) -> str:
    (folder / "table.tsv").write_text(table(*rows), "utf-8")
    return program(
        folder, f"cat > {folder}/picture.pgm; echo x >> {folder}/runs; cat {folder}/table.tsv"
    )


SCAN = pdf([[Drawn("Trang này có chữ của chính nó")], []], (612, 792))


def test_only_pages_without_text_are_recognised_and_only_once(tmp_path: Path) -> None:
    ocr = Recogniser(printing(tmp_path, word("Kết", 150), word("luận", 225)), tmp_path / "cache")
    for _ in range(2):
        parsed = read_pdf(SCAN, ocr)
        assert [(one.page, one.text) for one in parsed.paragraphs] == [
            (1, "Trang này có chữ của chính nó"),
            (2, "Kết luận"),
        ]
        assert parsed.pictures == parsed.recognised == (2,)
    assert (tmp_path / "runs").read_text() == "x\n"
    assert (tmp_path / "picture.pgm").read_bytes().startswith(b"P5\n1275 165")
    assert len(list((tmp_path / "cache").rglob("*.tsv"))) == 1


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "cat > /dev/null"])
def test_a_program_that_fails_gives_a_page_without_text(tmp_path: Path, script: str) -> None:
    parsed = read_pdf(SCAN, Recogniser(program(tmp_path, script), tmp_path / "cache"))
    assert (parsed.pictures, parsed.recognised) == ((2,), ())
    assert len(parsed.paragraphs) == 1


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ocr = Recogniser(printing(tmp_path, word("Kết", 150)), tmp_path / "file" / "cache")
    assert read_pdf(SCAN, ocr).recognised == (2,)


def test_a_machine_without_the_program_or_its_vietnamese_has_no_recogniser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Recogniser.find(tmp_path / "cache") is None
    program(tmp_path, "echo eng")
    assert Recogniser.find(tmp_path / "cache") is None
    path = program(tmp_path, "echo eng; echo vie")
    assert Recogniser.find(tmp_path / "cache") == Recogniser(path, tmp_path / "cache")


@pytest.mark.slow
def test_a_page_of_a_real_scan(shared: Path, tmp_path: Path) -> None:
    ocr = Recogniser.find(tmp_path)
    if ocr is None:
        pytest.skip("tesseract with vie is not installed")
    data = (
        shared / "files" / "real" / "hpbaot_3634_2011_12_28_0904000000972844_275.pdf"
    ).read_bytes()
    parsed = read_pdf(data, ocr)
    assert parsed.recognised == parsed.pictures == (1, 2)
    assert len(" ".join(paragraph.text for paragraph in parsed.paragraphs).split()) > 100


def test_a_page_as_large_as_a_wall_is_drawn_smaller() -> None:
    huge = SCAN.replace(b"MediaBox[0 0 612 792]", b"MediaBox[0 0 6120 7920]")
    with closing(PdfFile(huge)) as file:
        assert len(file.picture(2, 150)) < MAX_PIXELS * 1.01
