"""A program → its recorded parts: index, queries, api, facets, pages, commands, benchmarks."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.unchanged.asked import (
    COMMANDS,
    FILTERED,
    STARTS,
    addresses,
    filtered,
    of_indexes,
    prefixes,
)
from benchmarks.unchanged.files import files
from benchmarks.unchanged.program import Program, Said
from benchmarks.unchanged.records import steady
from benchmarks.unchanged.texts import Article, articles, facet_texts, queries

Found = Iterator[tuple[str, Any]]

PAGES = {"samples": 400, "articles": 200}
"""Index → pages of HTML of its crawl; feeds, tables and texts come on top."""
BENCHMARKS = {
    "relevance": ("benchmarks.relevance",),
    "facets": ("benchmarks.facets",),
    "facets --own": ("benchmarks.facets", "--own"),
}
_TIMES = re.compile(r"\b\d+(?:\.\d+)? ms\b|\bp95 \d+(?:\.\d+)?")
_MEGABYTES = re.compile(r"(megabytes +)[\d.]+")


def indexes(program: Program) -> dict[str, str]:
    """Name → URL of the two indexes: the samples, and 5,000 articles."""
    made = program.work / "articles.jsonl"
    if not made.is_file():
        _write_articles(made, articles(program.shared))
    return {
        "samples": program.index("samples", program.code / "samples"),
        "articles": program.index("articles", made),
    }


def recorded_index(program: Program) -> Found:
    """How large each index is, whether it is whole, and its files with the arrays in them."""
    for name, url in indexes(program).items():
        stats = program.done("indexer", "stats", "--json", "--index", url)
        yield f"{name} stats", steady(json.loads(stats.out))
        yield f"{name} check", _told(program, program.said("indexer", "check", "--index", url))
        found = files(Path(url.partition(":")[2]))
        yield from ((f"{name} file {file}", told) for file, told in found)


def recorded_queries(program: Program) -> Found:
    """The answer of each query: total, ids, scores, counts, snippets, notices, suggestions."""
    asked = queries(program.shared)
    batch = program.work / "queries.jsonl"
    _write_articles(batch, [{"_id": str(n), "text": text} for n, text in enumerate(asked)])
    for name, url in indexes(program).items():
        said = program.said("search", "--batch", str(batch), "--size", "10", "--index", url)
        answers = [json.loads(line) for line in said.out.splitlines()]
        if len(answers) != len(asked):
            raise SystemExit(f"{len(answers)} answers to {len(asked)} queries: {said.err}")
        for number, (text, answer) in enumerate(zip(asked, answers, strict=True)):
            yield f"{name} {number:04} {text}", answer
        yield f"{name} exit", {"code": said.code, "err": said.err.splitlines()}


def recorded_api(program: Program) -> Found:
    """Answers over HTTP: filters, orders, suggestions, reports, values of facets, exports."""
    asked = queries(program.shared)
    for name, url in indexes(program).items():
        with program.served(url) as site:
            first = site.get("/api/search?size=40")["body"]
            every = site.get("/api/search?q=h%E1%BB%99i+ngh%E1%BB%8B")["body"]
            all_of_them = (
                *addresses([hit["id"] for hit in first["hits"]]),
                *filtered(asked[:FILTERED], every["facets"]),
                *prefixes(asked),
            )
            yield from ((f"{name} {at}", found) for at, found in site.all(all_of_them))


def recorded_facets(program: Program) -> Found:
    """What is extracted from labelled articles, from others, from the reports and the samples."""
    folder = program.work / "facets"
    folder.mkdir(exist_ok=True)
    paths = {"samples": program.code / "samples", "reports": program.shared / "reports"}
    for name, texts in facet_texts(program.shared).items():
        paths[name] = folder / f"{name}.jsonl"
        _write_articles(paths[name], texts)
    for name, path in paths.items():
        said = program.said("indexer", "facets", str(path), "--json")
        for line in said.out.splitlines():
            found = json.loads(line)
            yield f"{name} {found['id']}", found
        yield f"{name} exit", {"code": said.code, "err": said.err.splitlines()}


def recorded_pages(program: Program) -> Found:
    """A crawl of the page of each index."""
    for name, url in indexes(program).items():
        with program.served(url) as site:
            crawled = site.crawl(STARTS, PAGES[name])
            yield from ((f"{name} {asked}", found) for asked, found in crawled)


def recorded_commands(program: Program) -> Found:
    """What the commands print for people, and how they end when they are used wrongly."""
    for arguments in COMMANDS:
        yield " ".join(arguments), _told(program, program.said(*arguments))
    for name, url in indexes(program).items():
        for arguments in of_indexes(name, program.code / "samples", program.shared / "reports"):
            told = _told(program, program.said(*arguments, "--index", url))
            yield f"{name}: {_placeless(program, ' '.join(arguments))}", told


def recorded_benchmarks(program: Program) -> Found:
    """The tables of relevance and of facets, without times."""
    for name, arguments in BENCHMARKS.items():
        lines = program.done(*arguments).out.splitlines()
        yield name, [_TIMES.sub("* ms", line) for line in lines]


PARTS: dict[str, Callable[[Program], Found]] = {
    "index": recorded_index,
    "queries": recorded_queries,
    "api": recorded_api,
    "facets": recorded_facets,
    "pages": recorded_pages,
    "commands": recorded_commands,
    "benchmarks": recorded_benchmarks,
}


def _told(program: Program, said: Said) -> dict[str, Any]:
    out, err = (_placeless(program, stream).splitlines() for stream in (said.out, said.err))
    return {"code": said.code, "out": out, "err": err}


def _placeless(program: Program, text: str) -> str:
    """A text without the folders of this recording and the size of an index, which names them."""
    text = text.replace(str(program.work), "WORK").replace(str(program.shared), "SHARED")
    return _MEGABYTES.sub(r"\1*", text)


def _write_articles(path: Path, found: list[Article]) -> None:
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in found)
    path.write_text("".join(lines), "utf-8")
