"""How well office files are read: words against twins, time, memory; hostile and damaged files.

python -m benchmarks.files [SHARED]
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.read.document import ParsedFile, Unreadable
from indexer.read.office.containers import ole_kind, zip_kind
from indexer.read.office.doc97 import read_doc
from indexer.read.office.docx import read_docx
from indexer.read.office.odt import read_odt
from indexer.read.office.rtf import read_rtf
from indexer.read.office.sheets import read_sheet

READERS: dict[str | None, Callable[[bytes], ParsedFile]] = {
    "doc": read_doc,
    "docx": read_docx,
    "odt": read_odt,
    "rtf": read_rtf,
    "xls": read_sheet,
    "xlsx": read_sheet,
    "ods": read_sheet,
}
MEMORY, SECONDS = 1 << 30, 30
MUTANTS = 200


def main(shared: Path) -> None:
    """Print all tables."""
    files = shared / "files"
    twins(files / "real")
    made(files / "made")
    times(files / "real")
    hostile(files / "hostile")
    for name in ("seed0_1c.doc", "seed0_1c.docx", "seed0_1c.rtf", "seed0_1c.odt", "bieu.xlsx"):
        mutants(files / "made" / name)
    mutants(next((files / "real").glob("*Phuluc6.doc")))
    mutants(next((files / "real").glob("*Phuluc5.docx")))


def kind_of(data: bytes) -> str | None:
    """The reader's name for the bytes of a file."""
    if data.startswith(b"PK"):
        return zip_kind(data)
    return ole_kind(data) if data.startswith(b"\xd0\xcf\x11\xe0") else "rtf"


def words_of(parsed: ParsedFile) -> Counter[str]:
    """How often each word was read; what has no letter or digit is none."""
    found = (word for own in parsed.paragraphs for word in own.text.split())
    return Counter(word for word in found if any(map(str.isalnum, word)))


def compared(read: Counter[str], reference: Counter[str]) -> str:
    """The share of the reference's words that were read, and how many more were."""
    return (
        f"recall {(read & reference).total() / reference.total():.4f}, "
        f"surplus {(read - reference).total()} of {read.total()}"
    )


def twins(folder: Path) -> None:
    """Files that were saved as .doc and as .docx."""
    print("word recall against the twin")
    for docx in sorted(folder.glob("*Phuluc?.docx"), key=lambda path: path.stem[-7:]):
        doc = next(folder.glob(f"*{docx.stem[-7:]}.doc"))
        new, old = words_of(read_docx(docx.read_bytes())), words_of(read_doc(doc.read_bytes()))
        print(f"  {docx.stem[-7:]}: .doc of .docx: {compared(old, new)}")
        print(f"  {'':7}  .docx of .doc: {compared(new, old)}")


def made(folder: Path) -> None:
    """Files that were made of texts: letterhead and table are their surplus."""
    print("word recall against the text")
    for seed in range(3):
        text = (folder / f"seed{seed}.utf8.txt").read_text("utf-8")
        reference = Counter(word for word in text.split() if any(map(str.isalnum, word)))
        for suffix in ("docx", "doc", "odt", "rtf"):
            data = (folder / f"seed{seed}_1c.{suffix}").read_bytes()
            parsed = READERS[suffix](data)
            kinds = Counter(own.kind.value for own in parsed.paragraphs)
            print(f"  seed{seed} .{suffix}: {compared(words_of(parsed), reference)}, {dict(kinds)}")


def times(folder: Path) -> None:
    """Each office file in a process of its own."""
    print("seconds, MB (the largest of the process), paragraphs")
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".doc", ".docx", ".rtf"):
            print(f"  {path.name[-30:]:30} {alone(path)}")


def hostile(folder: Path) -> None:
    """What is said of hostile files, with 1 GB for all."""
    print(f"hostile files, {MEMORY >> 20} MB and {SECONDS} s each")
    for path in sorted(folder.iterdir()):
        if path.suffix in (".doc", ".docx", ".rtf"):
            print(f"  {path.name:18} {alone(path)}")


def alone(path: Path) -> str:
    """What reading a file took and gave in a process with limits."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.files", "--one", str(path)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return done.stdout.strip() or f"ended with {done.returncode}: {done.stderr.strip()[-200:]}"


def one(path: Path) -> None:
    """Read one file within limits and print what it took and gave."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    began = time.monotonic()
    try:
        data = path.read_bytes()
        suffix = path.suffix[1:].lower()
        parsed = READERS[suffix if suffix in READERS else kind_of(data)](data)
        said = f"{len(parsed.paragraphs)} paragraphs"
    except Unreadable as error:
        said = error.reason
    seconds = time.monotonic() - began
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:6.2f} s {size:5.0f} MB  {said}")


def mutants(path: Path) -> None:
    """Damaged copies of a file: each is read, or named with a reason."""
    data = path.read_bytes()
    ends: Counter[str] = Counter()
    slowest = 0.0
    for mutant in damaged(data, MUTANTS):
        began = time.monotonic()
        try:
            READERS[path.suffix[1:]](mutant)
            ends["read"] += 1
        except Unreadable:
            ends["named"] += 1
        except BaseException as error:
            ends[f"RAISED {type(error).__name__}: {error}"] += 1
        slowest = max(slowest, time.monotonic() - began)
    print(f"{MUTANTS} mutants of {path.name}: {json.dumps(ends)}, slowest {slowest:.2f} s")


def damaged(data: bytes, count: int) -> Iterator[bytes]:
    """Copies with bytes changed, runs zeroed or doubled, or the end cut off; always the same."""
    chance = random.Random(len(data))
    for number in range(count):
        copy = bytearray(data)
        at = chance.randrange(len(copy))
        if number % 4 == 0:
            for _ in range(chance.choice((1, 5, 50))):
                copy[chance.randrange(len(copy))] = chance.randrange(256)
        elif number % 4 == 1:
            del copy[at:]
        elif number % 4 == 2:
            copy[at : at + chance.choice((4, 64, 1024))] = chance.choice((b"", b"\xff" * 64))
        else:
            copy[at:at] = copy[at : at + 512]
        yield bytes(copy)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]) if sys.argv[1:] else Path("../shared"))
