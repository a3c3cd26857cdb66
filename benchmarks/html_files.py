"""How much of pages, mails and archives is read, against the same papers in other formats.

python -m benchmarks.html_files [FOLDER]

FOLDER: with real/, made/ and hostile/. Word recall: of the words of the twin, each as often as it
stands there, how many are read; surplus: how many words are read that it has not.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from indexer.read.archive import zip_parts
from indexer.read.document import ParsedFile, Part, Unreadable
from indexer.read.html import read_html
from indexer.read.mail import mail_parts, read_mail
from search.text.normalize import normalize
from tests.conftest import SHARED
from tests.indexer.read.news_pages import BYLINE, CAPTION, PAGES, REPORT, TITLE

_WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    """The words of a text, in one spelling."""
    return Counter(_WORD.findall(normalize(text).text))


def text_of(read: ParsedFile) -> str:
    """All that was read, a paragraph a line."""
    return "\n".join(paragraph.text for paragraph in read.paragraphs)


def compare(name: str, read: Callable[[bytes], ParsedFile], data: bytes, text: str) -> None:
    """Print the recall, the surplus and the time of one file."""
    begin = time.perf_counter()
    found = words(text_of(read(data)))
    seconds = time.perf_counter() - begin
    wanted = words(text)
    recall = (wanted & found).total() / wanted.total()
    print(f"{name:45} {recall:6.4f} {(found - wanted).total():7} {seconds:8.3f}")


def hostile(name: str, read: Callable[[], object]) -> None:
    """Print how long a file takes that was made to do harm, and what is said of it."""
    begin = time.perf_counter()
    try:
        said = str(read())[:80]
    except Unreadable as error:
        said = error.reason
    print(f"{name:45} {time.perf_counter() - begin:8.3f} {said}")


def _summary(parts: Iterable[Part]) -> str:
    count: Counter[str] = Counter(part.problem or "taken" for part in parts)
    return ", ".join(f"{number} {problem}" for problem, number in count.items())


def _twin(page: Path, word: Callable[[Path], str]) -> None:
    number = page.stem.rpartition("_")[2]
    [doc] = page.parent.glob(f"*_{number}.doc")
    compare(page.name, read_html, page.read_bytes(), word(doc))


def _word_reader() -> Callable[[Path], str] | None:
    """The reader of .doc, where it is."""
    try:
        from indexer.read.office.doc97 import read_doc  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    return lambda path: text_of(read_doc(path.read_bytes()))


def main() -> None:
    """Print three tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "files"
    print(f"{'':45} recall surplus  seconds")
    if word := _word_reader():
        for page in sorted((folder / "real").glob("*.htm")):
            _twin(page, word)
    for page in sorted((folder / "made").glob("seed?*.html")):
        text = (folder / f"made/{page.name[:5]}.utf8.txt").read_text("utf-8")
        compare(page.name, read_html, page.read_bytes(), text)
    for name, markup in PAGES.items():
        text = "\n".join((TITLE, *REPORT, CAPTION, BYLINE))
        compare(f"own news page: {name}", read_html, markup.encode(), text)
    for mail in sorted((folder / "made").glob("*.eml")):
        data = mail.read_bytes()
        said = f"{len(read_mail(data).paragraphs)} paragraphs, {_summary(mail_parts(data))}"
        print(f"{mail.name:45} {said}")
    large = b"<p>Gi\xe1 v\xe0ng <b>h\xf4m nay</b></p>" * 600_000
    for name in ("deep.html",):
        data = (folder / "hostile" / name).read_bytes()
        hostile(name, lambda data=data: len(read_html(data).paragraphs))  # type: ignore[misc]
    hostile("20 MB of paragraphs", lambda: len(read_html(large[:20_000_000]).paragraphs))
    hostile("20 MB of a line", lambda: len(read_html(b"x " * 10_000_000).paragraphs))
    for name in ("made/bao_cao.zip", "hostile/nested.zip", "hostile/zip6deep.zip"):
        data = (folder / name).read_bytes()
        hostile(name, lambda data=data: _summary(zip_parts(data)))  # type: ignore[misc]


if __name__ == "__main__":
    main()
