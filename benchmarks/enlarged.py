"""A number of reports → a .jsonl of them: news-40k, then the same with other names and numbers."""

import gzip
import json
import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from zlib import crc32

from benchmarks.corpus import FOLDER, SHARED, news
from search.text.lexicon.names import surnames

_SYLLABLE = "[A-ZÀ-ỸĐ][a-zà-ỹđ]+"
_NAME = re.compile(rf"\b({'|'.join(surnames())})((?: {_SYLLABLE}){{1,3}})\b")
_NUMBER = re.compile(r"\b(?!19|20)\d{3,}\b")
"""Numbers that are no day, month or year."""
_GIVEN = surnames()
"""Surnames are given names, too."""


def enlarged(size: int) -> Path:
    """A .jsonl of so many reports, or the samples where news-40k is absent."""
    packed = SHARED / "data" / "news-40k.jsonl.gz"
    if not packed.is_file():
        return news(size)
    path = FOLDER / f"enlarged-{size}.jsonl"
    if not path.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(islice(_lines(packed), size)), "utf-8")
    return path


def _lines(packed: Path) -> Iterator[str]:
    """The lines of a file, and again and again, each time with other ids, names and numbers."""
    for again in count():
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield line if not again else _another(json.loads(line), again)


def _another(record: dict[str, str], again: int) -> str:
    texts = {name: _changed(record[name], again) for name in ("title", "text")}
    return json.dumps(record | texts | {"id": f"{again}-{record['id']}"}) + "\n"


def _changed(text: str, again: int) -> str:
    def renamed(found: re.Match[str]) -> str:
        given = _GIVEN[(crc32(found[0].encode()) + again) % len(_GIVEN)]
        return " ".join([*found[0].split()[:-1], given])

    def counted(found: re.Match[str]) -> str:
        return found[0][:-1] + str((int(found[0][-1]) + again) % 10)

    return _NUMBER.sub(counted, _NAME.sub(renamed, text))
