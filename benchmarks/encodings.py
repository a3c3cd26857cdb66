"""Old encodings: how many texts are decoded right, how many paragraphs healed, how many harmed.

python -m benchmarks.encodings [ARTICLES]

`iconv` encodes where it knows the encoding, so that no table is measured by itself; VNI, which it
does not know, is written by rules of this file.
"""

import gzip
import random
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.corpus import ROOT, SHARED
from indexer.read.document import Paragraph, Unreadable
from indexer.read.encodings.detect import decoded
from indexer.read.encodings.heal import healed
from search.serialization import decode

LENGTHS = (None, 400, 120, 50)
EVERY = 130
"""Of the news, one article of so many."""
END = "\f"
"""Between texts that are encoded together; a byte of its own in all encodings."""
FONT_CAPITALS = "ĂÂÊÔƠƯĐ"
"""The capitals that the fonts of TCVN3 have besides those of ASCII."""
TYPED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})
"""Quotes and dashes as they are typed where an encoding has none."""
TONES = "\u0301\u0300\u0309\u0303\u0323"
MARKS_OF_VNI = {"": "ùøûõï", "\u0302": "áàåãä", "\u0306": "éèúüë", "\u031b": "ùøûõï"}
WITHOUT_TONE = {"": "", "\u0302": "â", "\u0306": "ê", "\u031b": ""}
LETTERS_OF_VNI = dict(zip("đíìỉĩịỵ", "ñíìæóòî", strict=True))
HORNS = {"o": "ô", "u": "ö"}


def main(articles: int) -> None:
    """Print the tables."""
    texts = list(_texts(articles))
    print(f"{len(texts)} texts")
    decoding(texts)
    paragraphs = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    harm(paragraphs)
    healing(texts)
    speed(" ".join(paragraphs))


def _texts(articles: int) -> Iterator[str]:
    """Real reports, and every so many-th article of the news; the samples where both are absent."""
    packed = SHARED / "data" / "news-40k.jsonl.gz"
    if not packed.is_file():
        print(f"{packed} is absent: measuring on samples/")
        paths = sorted((ROOT / "samples").glob("*/*.txt"))
        yield from (_composed(path) for path in paths if path.parent.name != "van-ban")
        return
    yield from (_composed(path) for path in sorted((SHARED / "reports").glob("*.txt")))
    with gzip.open(packed, "rb") as lines:
        for line in islice(lines, 0, articles * EVERY, EVERY):
            text = decode(line, dict[str, str])["text"]
            yield unicodedata.normalize("NFC", text).replace(END, " ")


def _composed(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text("utf-8"))


def by_iconv(name: str, texts: Sequence[str]) -> list[tuple[bytes, str]]:
    """Each text in an encoding, and what `iconv` reads back: characters it lacks are left out."""
    whole = END.join(texts).encode()
    written = _iconv(whole, "UTF-8", name)
    back = unicodedata.normalize("NFC", _iconv(written, name, "UTF-8").decode())
    return list(zip(written.split(END.encode()), back.split(END), strict=True))


def _iconv(data: bytes, source: str, target: str) -> bytes:
    command = ["iconv", "-c", "-f", source, "-t", target]
    return subprocess.run(command, input=data, capture_output=True).stdout


def in_tcvn3(texts: Sequence[str]) -> list[tuple[bytes, str]]:
    """As with the fonts .VnTime, whose other capitals are small letters in a font of capitals."""
    return by_iconv("TCVN5712-1", [_as_in_fonts(text) for text in texts])


def _as_in_fonts(text: str) -> str:
    return "".join(
        c if c.isascii() or c in FONT_CAPITALS else c.lower() for c in text.translate(TYPED)
    )


def _typed(texts: Sequence[str]) -> list[str]:
    return [text.translate(TYPED) for text in texts]


def in_vni(texts: Sequence[str]) -> list[tuple[bytes, str]]:
    """Each letter as its base and the mark of VNI behind it."""
    found = []
    for text in texts:
        pairs = [(vni_letter(character), character) for character in text]
        known = [(own, character) for own, character in pairs if own is not None]
        written = "".join(own for own, _ in known)
        found.append((written.encode("cp1252"), "".join(character for _, character in known)))
    return found


def vni_letter(character: str) -> str | None:
    """A character as VNI writes it; None if it has no way."""
    lower = character.lower()
    base, *marks = list(unicodedata.normalize("NFD", lower))
    if lower in LETTERS_OF_VNI:
        written = LETTERS_OF_VNI[lower]
    elif marks and base in "aeouy":
        shape = next((mark for mark in marks if mark not in TONES), "")
        tone = next((mark for mark in marks if mark in TONES), "")
        if shape not in MARKS_OF_VNI:
            return None
        first = HORNS[base] if shape == "\u031b" else base
        last = MARKS_OF_VNI[shape][TONES.index(tone)] if tone else WITHOUT_TONE[shape]
        written = first + last
    else:
        is_same = character.isascii() or character in "“”‘’–—…°"
        return character if is_same else None
    return written.upper() if character.isupper() else written


ENCODERS: dict[str, Callable[[Sequence[str]], list[tuple[bytes, str]]]] = {
    "UTF-8": lambda texts: [(text.encode(), text) for text in texts],
    "UTF-16LE": lambda texts: [(text.encode("utf-16-le"), text) for text in texts],
    "UTF-16BE": lambda texts: [(text.encode("utf-16-be"), text) for text in texts],
    "cp1258": lambda texts: by_iconv("CP1258", texts),
    "TCVN3": in_tcvn3,
    "VNI": in_vni,
    "VISCII": lambda texts: by_iconv("VISCII", _typed(texts)),
    "TCVN-VN1": lambda texts: by_iconv("TCVN5712-1", _typed(texts)),
}


def decoding(texts: Sequence[str]) -> None:
    """Texts that are decoded to the letter, by encoding and length."""
    chance = random.Random(16)
    print("decoded right".ljust(16), *(f"{length or 'full':>12}" for length in LENGTHS))
    for name, encode in ENCODERS.items():
        cells = []
        for length in LENGTHS:
            pairs = encode([_cut(text, length, chance) for text in texts])
            right = sum(_is_meant(_decoded(data), meant, name) for data, meant in pairs)
            cells.append(f"{right}/{len(pairs)}")
        print(name.ljust(16), *(f"{cell:>12}" for cell in cells))


def _cut(text: str, length: int | None, chance: random.Random) -> str:
    start = chance.randrange(max(len(text) - length, 1)) if length else 0
    return text[start : start + length] if length else text


def _is_meant(text: str, meant: str, name: str) -> bool:
    """Whether a text is what was meant; fonts of TCVN3 have small letters for capitals."""
    is_font = name.startswith("TCVN3")
    return text.lower() == meant.lower() if is_font else text == meant


def _decoded(data: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", decoded(data)[0])
    except Unreadable as error:
        return error.reason


def harm(paragraphs: Sequence[str]) -> None:
    """Paragraphs that are as they should be, and changed nevertheless."""
    western = (Path(__file__).parent / "western.txt").read_text("utf-8").splitlines()
    for name, own in (("Vietnamese", paragraphs), ("other languages", western)):
        began = time.process_time()
        touched = sum(healed([Paragraph(text)])[1] is not None for text in own)
        took = 1e6 * (time.process_time() - began) / len(own)
        print(f"clean paragraphs, {name}: {touched} of {len(own)} touched, {took:.0f} µs each")
    for length in (None, 120, 50):
        chance = random.Random(16)
        cut = [_cut(text, length, chance) for text in western]
        right = sum(_decoded(text.encode("cp1252")) == text for text in cut)
        print(f"other languages in Windows-1252, {length or 'full'}: {right} of {len(cut)} right")


def _as_latin(data: bytes) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def _twice(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    return [(_as_latin(_as_latin(text.encode()).encode()), text) for text in paragraphs]


def _in_latin_1(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    return [(text.encode().decode("latin-1"), text) for text in paragraphs]


def _without_soft_hyphens(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    pairs = in_tcvn3(paragraphs)
    return [(_as_latin(data).replace("\u00ad", ""), meant) for data, meant in pairs]


def _blanks_collapsed(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    return [(" ".join(_as_latin(text.encode()).split()), text) for text in paragraphs]


def _strictly(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    return [(text.encode().decode("cp1252", "replace"), text) for text in paragraphs]


WRONG: dict[str, Callable[[Sequence[str]], list[tuple[str, str]]]] = {
    "TCVN3": lambda own: [(_as_latin(data), meant) for data, meant in in_tcvn3(own)],
    "VNI": lambda own: [(_as_latin(data), meant) for data, meant in in_vni(own)],
    "cp1258": lambda own: [(_as_latin(data), meant) for data, meant in by_iconv("CP1258", own)],
    "VISCII": lambda own: [(_as_latin(data), m) for data, m in by_iconv("VISCII", _typed(own))],
    "UTF-8": lambda own: [(_as_latin(text.encode()), text) for text in own],
    "UTF-8, latin-1": _in_latin_1,
    "UTF-8 twice": _twice,
    "UTF-8, blanks": _blanks_collapsed,
    "UTF-8, U+FFFD": _strictly,
    "TCVN3, no U+00AD": _without_soft_hyphens,
}
"""What wrong decoding makes of paragraphs, and what they should be healed to. "blanks": a no-break
space, which is a byte of à, became a blank or was stripped; "U+FFFD": five bytes became one sign;
"no U+00AD": the soft hyphen, which is ư, is gone."""


def healing(texts: Sequence[str]) -> None:
    """Paragraphs healed to the letter, each by itself and as part of its text; words healed."""
    papers = [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]
    print("healed right".ljust(18), "alone".rjust(12), "in the text".rjust(12), "words".rjust(8))
    for name, spoil in WRONG.items():
        alone = whole = total = words = right_words = 0
        for paper in papers:
            pairs = spoil(paper)
            together, _ = healed([Paragraph(wrong) for wrong, _ in pairs])
            for (wrong, meant), own in zip(pairs, together, strict=True):
                total += 1
                alone += _same(healed([Paragraph(wrong)])[0][0].text, meant, name)
                whole += _same(own.text, meant, name)
                there = _blanks(meant).lower().split()
                words += len(there)
                right_words += (Counter(there) & Counter(_blanks(own.text).lower().split())).total()
        cells = (f"{alone}/{total}", f"{whole}/{total}", f"{right_words / words:.4f}")
        print(name.ljust(18), *(cell.rjust(n) for cell, n in zip(cells, (12, 12, 8), strict=True)))


def _blanks(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _same(text: str, meant: str, name: str) -> bool:
    return _is_meant(_blanks(text), _blanks(meant), name)


def speed(text: str) -> None:
    """Seconds of the processor for a long text in each encoding: decoded, or healed."""
    text = (text * (1 + 1_500_000 // len(text)))[:1_500_000]
    for name, encode in ENCODERS.items():
        [(data, _)] = encode([text])
        began = time.process_time()
        decoded(data)
        print(f"{name}: {len(data) / 1e6:.1f} MB decoded in {time.process_time() - began:.2f} s")
    lines = [text[at : at + 500] for at in range(0, len(text), 500)]
    for name, spoil in {"as meant": lambda own: [(line, line) for line in own], **WRONG}.items():
        paragraphs = [Paragraph(wrong) for wrong, _ in spoil(lines)]
        began = time.process_time()
        healed(paragraphs)
        print(f"{name}: 1.5 M characters healed in {time.process_time() - began:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
