"""Whether reading and showing a report take time in proportion to its length, whatever it says.

python -m benchmarks.long_texts
"""

import gc
import time
from collections.abc import Callable, Iterator
from itertools import count, islice, product

from indexer.build.prepare import understand
from indexer.read.document import RawDocument, SourceMetadata
from search.highlight.matches import find_highlights
from search.highlight.snippets import snippets
from search.query.concepts import phrase
from search.report import SourcePath, StoredReport
from search.text.lexicon.names import surnames
from search.text.syllable import syllables

ODD = SourcePath("/", "odd.txt")
PLAIN = [
    "Đồng chí Nguyễn Văn A, ",
    "Bí thư Tỉnh ủy Nguyễn Văn A; ",
    "Đồng chí #, Bí thư; ",  # "#": another name each time
    "Đồng chí #, ",
    "Lê Thị Mơ, Bí thư #. ",
    "Bí thư # chủ trì họp, ",
    "Chủ tịch A, ",
    "Lê-",
    "L'",
    "ông ",
    "chủ trì họp ",
    "LÊ ",
    "Hội nghị Ban ",
    "Sáng 1/2, ",
    "ngày 31/2, ",
    "ngày 31/2, tháng 2/2023, ",
    "quý I ",
    "sáng 5/7, ",
    "5/7/2023 ",
    "từ ngày 5 đến ",
    "tháng 5/2023 ",
    "so với cùng kỳ năm 2022 ",
    "kết quả năm 2022, nhiệm vụ năm 2023 ",
    "kỳ họp thứ ",
    "hội nghị lần thứ ",
    "hội nghị ",
    "giữa kỳ họp thứ 1 và ",
    "kỳ họp bất thường ",
    "khóa XV ",
    "nhiệm kỳ 2021-2026 ",
    "trực tuyến ",
    "UBND tỉnh Bắc Kạn, ",
    "Hữu Lũng ",
    "các xã Na Rằm, ",
    "quận 1, 3, 4, ",
    "xã #, huyện Na Rì, ",
    "thôn A A A A ",
    "tuyến A A - A ",
    "tại Hà Nội ",
    "Đại học ",
    "giữa ",
    "A ",
    "A",
    "A. ",
    "A.\n",
    "a.",
    "a@",
    "a, ",
    "1",
    "1.",
    "1/",
    "1 và ",
    "- ",
    ",",
    ".",
    ":",
    "(",
    "“",
    " \x1c",
    "\n",
    "a\n",
    "http://",
    "Báo Bắc ",
    "Đồng chí A phát biểu\n",
    "Giải ngân vốn đầu tư công đạt 45%. ",
    "a\u0301",
    "thu ngân sách ",
    "thu ngân sách đạt 5 tỷ đồng, ",
    "tăng 5% (năm 2020) ",
    "1.000.",
    "1-1-",
    "1 nghìn 1 ",
    "mục tiêu: (5% ",
    "…",
    "...",
    "?",
    "!",
    "GRDP tăng 5%; ",
]
"""One thing again and again."""

OPENING = "Sáng 6/12/2023, UBND tỉnh Hà Giang tổ chức hội nghị "
HELD = "Sáng 1/2, Tỉnh ủy họp bàn nhiều việc. "
SURROUNDED = [
    (OPENING, "GRDP tăng 5%; ", ""),
    (OPENING, "GRDP tăng 5% ", ""),
    (OPENING, "GRDP của Công ty A đạt 5%, ", ""),
    (OPENING, "GRDP của 9 huyện đạt 5%, ", ""),
    (OPENING, "ngành công nghiệp tăng 5%, ", ""),
    (OPENING, "thu ngân sách 9 huyện ", ""),
    (OPENING, "thu ngân sách của tỉnh Hưng Yên đạt 5 tỷ đồng, ", ""),
    (OPENING, "kim ngạch xuất khẩu sang Lào đạt 5 triệu USD, ", ""),
    ("a", " ", "b"),
    ("a", " ", ""),
    ("a", "\t", "\nb"),
    (HELD + "\nTin", ": ", ""),
    (HELD + "\nTin", ", ", " Anh"),
    (HELD + "\nTin", " và ", "x"),
    (HELD + "\nẢnh", " ", "x"),
    (HELD + "\nAnh ", "Avà", "!x"),
    (HELD + "\nAnh ", "A", "!x"),
    (HELD + "\nAnh", " ", "Ba"),
    (HELD + "\nAnh", " ", "- Ba"),
    (HELD + "\nnguồn", " ", "http://x"),
    ("Thứ hai, ", " ", "1/2/2023 x\nMột dòng khác."),
    ("Đồng chí Lê Văn A, Bí thư", " ", "x"),
    ("Đồng chí Lê Văn A, Bí thư", ",", "x"),
    ("Đồng chí Lê Văn A, Bí thư", ", ", "x dự"),
    ("Đồng chí Lê Văn A", " ", "x"),
    ("Đồng chí Lê Văn A", ",", "x"),
    ("Đồng chí Lê Văn ", "A", "1"),
    ("Đồng chí", " ", "x"),
    ("Bí thư", " và", " Lê Văn A"),
    ("Bí thư, ", "có, ", "ông Lê Văn A"),
    ("Có", ": ", "Lê Văn A"),
    (" date 2023-02 ", "ngày 29/2, ", ""),
    ("Ngày", " ", "x"),
    ("Ngày 1", " ", "x"),
    ("", ":\n", ""),
    ("a", "\u0301", ""),
    ("a", "\u0301\u0323", ""),
    ("a", "\u0323\u0301\u200b", ""),
    ("", "\u0f73", ""),
    ("", "\u1161", "\u00ad"),
]
"""What stands before, one thing again and again, and what stands after."""

SHORT, TIMES = 25_000, 4


def main() -> None:
    """Print CPU milliseconds for 25,000 and for 100,000 characters, and their ratio."""
    print(f"{'':44}{'read':>22}{'show':>26}")
    for before, piece, after in [*(("", piece, "") for piece in PLAIN), *SURROUNDED]:
        short, long = (before + repeated(piece, SHORT * times) + after for times in (1, TIMES))
        measured = "   ".join(_compared(stage, short, long) for stage in (_reading, _showing))
        print(f"{before[-16:]!r:20} {piece!r:22} {measured}", flush=True)
    short, long = ("quý I" + " " * SHORT * times + "x" for times in (1, TIMES))
    print(f"{'a date of the source':43} {_compared(_dating, short, long)}")


def repeated(piece: str, length: int) -> str:
    """So many characters, about, of a piece; each "#" another name."""
    if "#" not in piece:
        return piece * (length // len(piece))
    pieces = (piece.replace("#", name) for name in _names())
    return "".join(islice(pieces, length // len(piece)))


def _names() -> Iterator[str]:
    letters = "BCDGHKLMNPQRSTVX"
    for surname, *rest in product(surnames(), *[letters] * 3):
        yield f"{surname} {rest[0]}a {rest[1]}i {rest[2]}o"
    yield from (f"Lê Thị A{'a' * number}" for number in count())


def _compared(stage: Callable[[str], Callable[[], object]], short: str, long: str) -> str:
    brief, whole = (min(_seconds(stage(text)) for _ in range(2)) for text in (short, long))
    return f"{1000 * brief:7.1f} {1000 * whole:7.1f}   x {whole / brief:4.1f}"


def _seconds(task: Callable[[], object]) -> float:
    """CPU seconds, without those of Python's collector: it looks at all objects ever so often."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    task()
    taken = time.process_time() - began
    gc.enable()
    return taken


def _reading(text: str) -> Callable[[], object]:
    """clean() and all facets."""
    return lambda: understand(RawDocument("r", text, ODD, "d"))


def _dating(text: str) -> Callable[[], object]:
    return lambda: understand(RawDocument("r", HELD, ODD, "d", SourceMetadata(date=text)))


def _showing(text: str) -> Callable[[], object]:
    """Syllables, marks and fragments for a query of what the text begins with."""
    report = understand(RawDocument("r", text, ODD, "d"))
    first = syllables(text[:200])[:3]
    rows = [[syllable] for syllable in first] + ([first] if first else [])
    sought = [(phrase(row),) for row in rows]
    stored = StoredReport(report)
    return lambda: snippets(report, find_highlights(stored, sought))


if __name__ == "__main__":
    main()
