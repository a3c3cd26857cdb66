"""The title and opening of an article → the body that held the meeting."""

import re
from functools import cache

from indexer.clean import Article
from indexer.words import any_of, rows
from search.model import Facets, FacetValue, Part, Status

_LEVEL = r"(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn)"
_VERBS = (
    *("tổ chức", "họp", "khai mạc", "bế mạc", "giao ban"),
    *("phối hợp", "làm việc", "tiếp xúc", "đối thoại"),
)
_HELD = re.compile(any_of(_VERBS, r"\w") + r"\b")
_OFFICE = re.compile(rf"{any_of(row[0] for row in rows('offices.txt'))}[^,;.]{{0,20}}$")
_MEETING = re.compile(r"(?:hội nghị|kỳ họp|phiên họp|cuộc họp|đại hội)\s+(?:đại biểu\s+)?$")


@cache
def _bodies() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Name as shown, the words that each spelling of it begins with, and its pattern."""
    found = []
    for row in rows("organisers.tsv"):
        forms = [row[0], *(row[1].split(", ") if len(row) > 1 else [])]
        for form in forms:
            pattern = re.escape(form).replace("TỈNH", f"(?P<level>{_LEVEL})")
            words = form.partition("TỈNH")[0]
            found.append((row[0], words, re.compile(rf"(?<!\w){pattern}(?!\w)")))
    return tuple(sorted(found, key=lambda entry: -len(entry[2].pattern)))


@cache
def _any_body() -> re.Pattern[str]:
    return re.compile(any_of(words for _, words, _ in _bodies()))


def extract(article: Article, facets: Facets) -> tuple[FacetValue, ...]:
    """The body before the verb of holding; else the one in the meeting's name; else inferred."""
    for line in [*article.of(Part.BODY)[:1], *article.of(Part.TITLE)]:
        text = article.read(line)[:400]
        held = _HELD.search(text)
        if held and (found := _first(text[: held.start()])):
            name, start, end = found
            return (_value(article, name, Status.STATED, line.start + start, line.start + end),)
    for line in article.opening(2):
        for name, start, end in _all(article.read(line)[:400]):
            if _MEETING.search(article.lower[line.start : line.start + start]):
                return (
                    _value(article, name, Status.DERIVED, line.start + start, line.start + end),
                )
    for kind in facets.meeting_type:
        if kind.value == "ban-chap-hanh" and kind.status is Status.INFERRED:
            return (FacetValue("Ban Chấp hành Đảng bộ tỉnh", Status.INFERRED, kind.evidence),)
    return ()


def _value(article: Article, name: str, status: Status, start: int, end: int) -> FacetValue:
    return FacetValue(name, status, article.span(start, end))


def _first(text: str) -> tuple[str, int, int] | None:
    return next(iter(_all(text)), None)


def _all(text: str) -> list[tuple[str, int, int]]:
    """Bodies in the order of the text; of several that overlap, the longest."""
    found: list[tuple[str, int, int]] = []
    bodies = _bodies() if _any_body().search(text) else ()
    for name, pattern in ((name, pattern) for name, words, pattern in bodies if words in text):
        for match in pattern.finditer(text):
            if _OFFICE.search(text[: match.start()]):
                continue  # "Bí thư Tỉnh ủy" is a person
            level = match.groupdict().get("level") or ""
            if all(match.end() <= start or end <= match.start() for _, start, end in found):
                place = "thành phố" if level.startswith("TP") else level
                found.append((name.replace("TỈNH", place), *match.span()))
    return sorted(found, key=lambda entry: entry[1])
