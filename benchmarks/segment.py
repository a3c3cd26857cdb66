"""How fast texts are segmented, against stock pyvi in the same run; loading; and odd texts.

python -m benchmarks.segment [ARTICLES]
"""

import subprocess
import sys
import time
import unicodedata
from collections import deque
from collections.abc import Callable
from itertools import islice
from statistics import median

from benchmarks.corpus import news
from indexer.read.document import RawDocument
from indexer.read.folders import places
from indexer.read.reader import read
from search.report import SourcePath
from search.text.pyvi import segmenter as segment

BLOCK = 25
PIECES = [
    "a.",
    "a@",
    "a-",
    "a@b.c",
    "a@b.c_d-",
    "@a.b",
    "1",
    "1.",
    "1_2x",
    " ",
    "\n",
    "\u0301",
    "\u0301\u0323",
    "http://a ",
    "x://a@b.c\t",
    "TP.",
    "=",
    "Hội nghị ",
]
SHORT, TIMES = 250_000, 4
LOADS = {
    "ours": "from search.text.pyvi import segmenter; segmenter.warm_up()",
    "pyvi": "from pyvi import ViTokenizer",
}
MEASURED = """
import resource, time
from pathlib import Path
def rss(): return int(Path('/proc/self/statm').read_text().split()[1]) * resource.getpagesize()
before, began = rss(), time.monotonic()
{code}
print(time.monotonic() - began, (rss() - before) / 1e6)
"""


def main(articles: int) -> None:
    """Print speed, what loading costs, and growth, as tables."""
    speed(texts(articles))
    for name, code in LOADS.items():
        runs = [loaded(code) for _ in range(5)]
        seconds, megabytes = (median(values) for values in zip(*runs, strict=True))
        print(f"{name} loaded in {seconds:.3f} s wall, {megabytes:.1f} MB")
    for piece in PIECES:
        text = piece * (SHORT // len(piece))
        short, long = (min(cpu(segment.tokens, text * times) for _ in "12") for times in (1, TIMES))
        print(f"{piece!a:28} {1000 * short:8.1f} {1000 * long:8.1f}   x {long / short:.1f}")


def texts(count: int) -> list[str]:
    """The texts of so many articles, or of the samples, composed."""
    path = news(count).resolve()
    found = (
        document.text
        for place in places(str(path), {str(path)})
        if isinstance(place, SourcePath)
        for document in read(place)
        if isinstance(document, RawDocument)
    )
    return [unicodedata.normalize("NFC", text) for text in islice(found, count)]


def speed(articles: list[str]) -> None:
    """By turns a block of articles each, each first by turns: all meet the same machine."""
    from pyvi import ViTokenizer

    segment.warm_up()
    ways: dict[str, Callable[[str], object]] = {
        "pyvi": ViTokenizer.tokenize,
        "tokens": segment.tokens,
        "glued": segment.glued,
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    order = deque(ways)
    for start in range(0, len(articles), BLOCK):
        for name in order:
            block = articles[start : start + BLOCK]
            times[name].append(sum(cpu(ways[name], text) for text in block))
        order.rotate()
    characters = sum(map(len, articles))
    print(f"{len(articles)} articles, {characters:,} characters, in blocks of {BLOCK}")
    for name, seconds in times.items():
        ratios = [stock / own for stock, own in zip(times["pyvi"], seconds, strict=True)]
        print(
            f"{name:7} {characters / sum(seconds):11,.0f} characters a second, "
            f"x {sum(times['pyvi']) / sum(seconds):.1f} in all, median x {median(ratios):.1f}"
        )


def cpu(way: Callable[[str], object], text: str) -> float:
    """CPU seconds of one call."""
    began = time.process_time()
    way(text)
    return time.process_time() - began


def loaded(code: str) -> tuple[float, float]:
    """Wall seconds and megabytes of memory that it takes in a fresh process."""
    command = [sys.executable, "-W", "ignore", "-c", MEASURED.format(code=code)]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, made.stdout.split())
    return seconds, megabytes


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
