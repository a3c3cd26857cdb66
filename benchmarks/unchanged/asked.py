"""Queries and ids → the addresses and commands whose answers are recorded."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.unchanged.site import address

FILTERED, PREFIXES = 40, 200
FACETS = (
    "meeting_type", "variant", "is_meeting", "organiser", "branch", "level", "province",
    "province_now", "place", "year", "month", "session_no", "term", "indicator", "person", "chair",
    "online", "outlet", "byline",
)  # fmt: skip
"""The facets that are asked for. A fixed list, not the registry: a recording must ask the same of
the code before and after, so a new facet is not added here until both sides have it."""
STARTS = (
    "/",
    "/?q=giải+ngân",
    "/?q=bao+so+3&province=Thái+Bình&size=20&sort=newest",
    "/?q=xyzxyz",
    "/?q=giải+ngânn&province=hung+yen&from=2023&to=2024",
    "/?q=hội+nghị&year=2017&meeting_type=giao-ban",
    "/?q=nguyen+xuan+phuc",
    "/?from=hôm+qua",
    "/?find-person=a&year=2024&month=2024-07",
    "/topic?q=giải+ngân&by=organiser",
    "/topic?q=hội+nghị&by=province",
    "/people?find=hòa",
    "/people",
    "/bodies",
    "/provinces",
    "/coverage",
    "/coverage?year=2024",
    "/coverage?year=2017",
    "/indicators",
    "/indicators?name=thu+ngân+sách+nhà+nước",
    "/help",
    "/nothing-here",
)
"""Where a crawl begins."""
_QUERIES = (
    "giải ngân vốn", "bao so 3", "nông thôn mới", "UBND tỉnh họp 25/8/2023", '"hội nghị"',
    "giari ngaan", "xây dựng -giao", 'tỉnh:"Bắc Kạn" năm:2023', "nguyen xuan phuc", "zzz qqq",
)  # fmt: skip
_TEXTS = (
    "Uỷ ban giải ngân vốn", "Đồng chí Nguyễn Văn A, Bí thư Tỉnh uỷ", "HĐND TP.HCM kỳ họp thứ 7",
    "ngày 25/8/2023, đạt 45,6% kế hoạch", "hòa bình hoà bình", "http://a.vn/b?c=d a@b.vn", "",
    "Nghị quyết số 15-NQ/TW", "quý II/2023", "giari ngaan voons", "thu\u0301 ngân",
    "ÔNG TRẦN ĐẠI QUANG",
)  # fmt: skip
COMMANDS = (
    *((program, "--help") for program in ("search", "indexer", "web")),
    *(
        ("indexer", command, "--help")
        for command in ["index", "rebuild", "check", "stats", "rollback", "facets", "analyze"]
    ),
    *(("indexer", "analyze", text) for text in _TEXTS),
    ("search", "x", "--index", "whoosh:nowhere"),
    ("search", "x", "--index", "other:nowhere"),
    ("indexer", "index", "nowhere"),
    ("web", "--port", "70000"),
)


def of_indexes(name: str, samples: Path, reports: Path) -> Iterator[tuple[str, ...]]:
    """Commands on one index; those that write are only tried (--dry-run)."""
    yield from (("search", text) for text in _QUERIES)
    yield ("search", "hội nghị", "--facet", "level=tinh", "--sort", "newest", "--page", "2")
    yield ("search", "hội nghị", "--from", "2016", "--to", "quý II/2018", "--size", "3")
    yield ("indexer", "stats")
    if name != "samples":
        return
    yield ("search", "x", "--facet", "nope=1")
    yield ("search", "x", "--from", "hôm qua")
    yield ("search", "--suggest", "giai ng")
    yield ("search", "--suggest", "giai ng", "--json")
    yield ("search", "--like", "nothing")
    yield ("search", "bão", "--json")
    yield ("indexer", "index", str(samples), "--dry-run")
    yield ("indexer", "index", str(reports), "--dry-run")


def addresses(ids: Sequence[str]) -> Iterator[str]:
    """Of each kind of address some, and some that are wrong."""
    yield from ("/healthz", "/readyz", "/api/openapi.json", "/help", "/api/nothing", "/favicon.ico")
    for query in ("", *_QUERIES):
        for path in ("/results.json", "/results.csv", "/results.atom"):
            if query or path == "/results.atom":
                yield address(path, q=query)
        yield from (address(f"/api/facets/{name}", q=query, size=100) for name in FACETS)
    yield address("/api/facets/person", find="van", size=50)
    yield address("/api/facets/nope")
    for report_id in ids:
        yield from (address(f"{path}/{report_id}") for path in ("/api/reports", "/texts"))
        yield address(f"/api/reports/{report_id}/similar", size=5)
        yield address(f"/reports/{report_id}", q="hội nghị")
    yield address("/api/reports/similar", id="nope")
    yield address("/api/search", q="a", nope=1)
    yield address("/api/search", q="a", sort="nope", from_="hôm qua")
    yield address("/api/search", q="lụt " * 300)


def filtered(texts: Sequence[str], counts: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[str]:
    """Queries under filters, dates and orders; the values are the most frequent ones there are."""
    for name, values in counts.items():
        for count in values[:3]:
            yield address("/api/search", q="hội nghị", **{name: count["value"]})
        yield address("/api/search", **{name: "khong-ro"}, sort="newest")
    turns = ("relevance", "newest", "oldest")
    for number, text in enumerate(texts):
        sort = turns[number % len(turns)]
        yield address("/api/search", q=text, sort=sort, page=1 + number % 2, size=20)
    for since, until in (("2016", "2018"), ("1/2023", ""), ("", "quý II/2017"), ("2024", "2016")):
        for sort in turns:
            yield address("/api/search", q="hội nghị", from_=since, to=until, sort=sort, page=2)
    yield address("/api/search", q="hội nghị", level="tinh", branch="ubnd", from_="2016", size=100)


def prefixes(texts: Sequence[str]) -> Iterator[str]:
    """Queries that are being typed: a beginning of each of 200."""
    step = max(1, len(texts) // PREFIXES)
    for number, text in enumerate(texts[::step][:PREFIXES]):
        yield address("/api/suggest", q=text[: 2 + number % 14])
