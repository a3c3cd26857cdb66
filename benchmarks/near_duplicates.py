"""Whether near-identical reports are told from unlike ones, and what that costs.

python -m benchmarks.near_duplicates [SEED]

Articles of real news, drawn by chance, go through the whole chain up to the signature. 200 pairs
are an article and the same one changed, 50 of each kind:

    cut          only the first 60 to 90 % of its words are left
    line added   a line of 15 to 80 words of another article stands between two of its lines
    title        it has the title of another article
    boilerplate  it has a letterhead of five lines before it (about 30 words, our own), and behind
                 it 40 to 120 words of another article

10,000 pairs are two articles that have nothing to do with each other, both with one letterhead and
one end, of the same sizes. Each pair is asked for by itself, as if it were all of the index, so
that no other report tells what is boilerplate. Then all articles are grouped, and some of the
groups are printed for who wants to read them.
"""

import gzip
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median, quantiles

from benchmarks.corpus import SHARED
from indexer.build.prepare import understand
from indexer.read.document import RawDocument, SourceMetadata
from search.index.entry import meeting_days
from search.index.fields import FIELD_KINDS
from search.index.near_identical import groups
from search.index.signature import signature
from search.report import PassageKind, SourcePath
from search.serialization import decode
from search.text.syllable import syllables

ALIKE, UNLIKE = 50, 10_000
"""Pairs of each kind of change; pairs of articles that are unlike."""
SHOWN = 10
_LETTERHEAD = (
    "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "TỈNH {}\tĐộc lập – Tự do – Hạnh phúc",
    "Số: {}/BC-UBND",
    "BÁO CÁO",
    "Kết quả hội nghị",
)
_PLACES = ("LẠNG SƠN", "NGHỆ AN", "BẾN TRE", "HƯNG YÊN", "GIA LAI", "SÓC TRĂNG")


@dataclass(frozen=True, slots=True)
class _Article:
    id: str
    text: str
    title: str = ""


Pair = tuple[str, _Article, _Article]
"""A kind, an article, and one that is like it or not."""


def main(seed: int) -> None:
    """Print what is found of the pairs, and what it takes."""
    packed = SHARED / "data" / "news-40k.jsonl.gz"
    if not packed.is_file():
        sys.exit(f"{packed} is absent, and the samples are too few")
    with gzip.open(packed, "rb") as lines:
        articles = [decode(line, _Article) for line in lines]
    chance = random.Random(seed)
    pairs = [*_alike(articles, chance), *_unlike(articles, chance)]
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        signed = pool.map(_signed, [own for _, *both in pairs for own in both], 200)
        _judge(pairs, [written for written, _ in signed])
        signed = pool.map(_signed, articles, 200)
    times = [1000 * seconds for _, seconds in signed]
    print(
        f"signature: {median(times):.2f} ms a report (median), {quantiles(times, n=20)[18]:.2f} "
        f"(95 of 100), {sum(map(len, (written for written, _ in signed))) // len(signed)} bytes"
    )
    written = {own.id: one for own, (one, _) in zip(articles, signed, strict=True)}
    began = time.process_time()
    found = groups(written)
    print(f"grouping {len(written)} reports: {time.process_time() - began:.2f} s")
    _show(found, {own.id: own for own in articles}, chance)


def _alike(articles: Sequence[_Article], chance: random.Random) -> Iterable[Pair]:
    for kind, change in _CHANGES.items():
        for own in chance.sample(articles, ALIKE):
            yield kind, own, change(own, chance.choice(articles), chance)


def _unlike(articles: Sequence[_Article], chance: random.Random) -> Iterable[Pair]:
    for _ in range(UNLIKE):
        one, other = chance.sample(articles, 2)
        frame = _frame(chance.choice(articles), chance)
        yield "unlike", _framed(one, frame), _framed(other, frame)


def _cut(own: _Article, other: _Article, chance: random.Random) -> _Article:
    words = own.text.split(" ")
    kept = round(len(words) * chance.uniform(0.6, 0.9))
    return _Article(own.id, " ".join(words[:kept]), own.title)


def _line_added(own: _Article, other: _Article, chance: random.Random) -> _Article:
    lines = own.text.split("\n")
    words = other.text.split()
    size = chance.randint(15, 80)
    begin = chance.randrange(max(1, len(words) - size))
    lines.insert(chance.randint(1, len(lines)), " ".join(words[begin : begin + size]))
    return _Article(own.id, "\n".join(lines), own.title)


def _title_changed(own: _Article, other: _Article, chance: random.Random) -> _Article:
    return _Article(own.id, own.text, other.title)


def _boilerplate_added(own: _Article, other: _Article, chance: random.Random) -> _Article:
    return _framed(own, _frame(other, chance))


_CHANGES: dict[str, Callable[[_Article, _Article, random.Random], _Article]] = {
    "cut": _cut,
    "line added": _line_added,
    "title": _title_changed,
    "boilerplate": _boilerplate_added,
}


def _frame(other: _Article, chance: random.Random) -> tuple[str, str]:
    """What stands before a report and behind it."""
    before = "\n".join(_LETTERHEAD).format(chance.choice(_PLACES), chance.randint(1, 400))
    words = other.text.split()
    size = chance.randint(40, 120)
    begin = chance.randrange(max(1, len(words) - size))
    return before, " ".join(words[begin : begin + size])


def _framed(own: _Article, frame: tuple[str, str]) -> _Article:
    before, behind = frame
    return _Article(own.id, f"{before}\n{own.text}\n{behind}", own.title)


def _signed(own: _Article) -> tuple[bytes, float]:
    """The signature of an article, and the seconds it took once its syllables were known."""
    place = SourcePath("/news", f"{own.id}.txt")
    report = understand(RawDocument(own.id, own.text, place, "", SourceMetadata(title=own.title)))
    exact: defaultdict[PassageKind, list[str]] = defaultdict(list)
    for passage in report.passages:
        found = [one.exact for one in syllables(report.text[slice(*passage.span)])]
        exact[FIELD_KINDS.get(passage.kind, passage.kind)] += found
    began = time.process_time()
    title, body = exact[PassageKind.TITLE], exact[PassageKind.BODY]
    written = signature(title, body, meeting_days(report))
    return written, time.process_time() - began


def _judge(pairs: Sequence[Pair], signed: Sequence[bytes]) -> None:
    found: defaultdict[str, int] = defaultdict(int)
    for (kind, *_), one, other in zip(pairs, signed[::2], signed[1::2], strict=True):
        found[kind] += bool(groups({"1": one, "2": other}))
    for kind in _CHANGES:
        print(f"{kind:12} {found[kind]:4} of {ALIKE} found")
    right = sum(found[kind] for kind in _CHANGES)
    print(f"{'unlike':12} {found['unlike']:4} of {UNLIKE} taken for alike")
    precision = right / max(1, right + found["unlike"])
    print(f"precision {precision:.3f}, recall {right / ALIKE / len(_CHANGES):.3f}")


def _show(found: dict[str, str], articles: dict[str, _Article], chance: random.Random) -> None:
    centres = sorted(set(found.values()))
    print(f"{len(found)} of the articles are in {len(centres)} groups; some of these:")
    for centre in chance.sample(centres, min(SHOWN, len(centres))):
        ids = sorted(own for own, other in found.items() if other == centre)
        print("", *(f"  {own}: {articles[own].title[:90]}" for own in ids), sep="\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20261129)
