"""Whether reading a report takes time in proportion to its length, whatever it is made of.

python -m benchmarks.long_texts
"""

import time

from indexer.build import understand
from indexer.read import Place, RawDocument

PIECES = [
    "Đồng chí Nguyễn Văn A, ",
    "Bí thư Tỉnh ủy Nguyễn Văn A; ",
    "Hội nghị Ban ",
    "Sáng 1/2, ",
    "A ",
    "- ",
    "http://",
    "Báo Bắc ",
    "Đồng chí A phát biểu\n",
    "Giải ngân vốn đầu tư công đạt 45%. ",
]
SHORT, TIMES = 25_000, 4


def main() -> None:
    """Print CPU milliseconds for 25,000 and for 100,000 characters, and their ratio."""
    for piece in PIECES:
        text = piece * (SHORT // len(piece))
        short, long = (min(seconds(text * times) for _ in range(3)) for times in (1, TIMES))
        print(f"{piece!r:34} {1000 * short:7.1f} {1000 * long:7.1f}   x {long / short:.1f}")


def seconds(text: str) -> float:
    """CPU seconds for clean() and all facets."""
    began = time.process_time()
    understand(RawDocument("r", text, Place("/", "r"), "d"))
    return time.process_time() - began


if __name__ == "__main__":
    main()
