"""A stretch of an article → the bodies that it names: party, council, committee, ministry, union.

Each with its branch and level, and whether it is named only as the place of somebody's office.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.article.structure import Article
from indexer.lexicon import UPPER, any_of, lower, rows
from indexer.places.gazetteer import cities, units
from search.text.lexicon.provinces import provinces

_UNITS = {
    "tỉnh": "tinh",
    "thành phố": "",
    "tp": "",
    "tp.": "",
    "thủ đô": "tinh",
    "huyện": "huyen",
    "quận": "huyen",
    "thị xã": "huyen",
    "xã": "xa",
    "phường": "xa",
    "thị trấn": "xa",
}
"""What TỈNH stands for → its level; that of a city depends on the city."""
_COMMITTEES = {
    "tỉnh ủy": "tinh",
    "thành ủy": "",
    "huyện ủy": "huyen",
    "quận ủy": "huyen",
    "thị ủy": "huyen",
}
"""What CẤP_ỦY stands for."""
_NOT_AFTER = "".join(
    f"(?<!{word} )" for word in ("trụ", "Trụ", "cơ", "đảng", "Đảng", "cán", "văn", "Văn")
)
"""Words that "sở", "bộ" and "phòng" are the end of: "trụ sở", "đảng bộ", "văn phòng"."""
_NAME = 45
"""Characters that the rest of a body's name may take: "Hội [Luật gia tỉnh Hà Tĩnh]"."""
_HEADS = ("thủ tướng",)
"""Offices that stand for their body."""
_NOT_SAID, _ANY_NAME = "-", "… "
_UNIT = re.compile(r"^[\s.]*(?:(?:[Tt]hành phố|[Tt]ỉnh|TP\.?) ?)?")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body named at [start, end) of `Article.text`.

    `name`: as it is shown, empty where only its sort is known ("Sở ..."). `level`: None where
    nothing says it. `is_office`: it stands in somebody's title ("Bí thư Tỉnh ủy").
    """

    name: str
    branch: str
    level: str | None
    start: int
    end: int
    is_office: bool


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    branch: str
    level: str


@cache
def _forms() -> tuple[dict[str, _Row], re.Pattern[str]]:
    """Each way to write each body, in small letters."""
    forms: dict[str, _Row] = {}
    for name, branch, level, *others in rows("organisers.tsv"):
        if name.startswith(_ANY_NAME):
            continue
        for form in (name, *(other for more in others for other in more.split("; "))):
            for word, own in _words_of(level):
                shown = {"tp": "thành phố", "tp.": "thành phố"}.get(word, word)
                title = shown[:1].upper() + shown[1:] if level == "CẤP_ỦY" else shown
                row = _Row(name.replace(level, title), branch, own)
                forms.setdefault(lower(form).replace(lower(level), word), row)
    return forms, re.compile(rf"(?<!\w){_NOT_AFTER}{any_of(forms)}(?!\w)")


def _words_of(level: str) -> list[tuple[str, str]]:
    return list({"TỈNH": _UNITS, "CẤP_ỦY": _COMMITTEES}.get(level, {level: level}).items())


@cache
def _sorts() -> tuple[dict[str, _Row], re.Pattern[str]]:
    """The sorts of bodies that are known by how their names begin."""
    sorts = {
        row[0].removeprefix(_ANY_NAME).lower(): _Row("", row[1], row[2])
        for row in rows("organisers.tsv")
        if row[0].startswith(_ANY_NAME)
    }
    either = (word for sort in sorts for word in (sort, sort[:1].upper() + sort[1:]))
    return sorts, re.compile(rf"(?<!\w){_NOT_AFTER}({any_of(either)}) (?=[{UPPER}])")


@cache
def _office() -> re.Pattern[str]:
    offices = [row[0].lower() for row in rows("offices.txt")]
    offices += ["lãnh đạo", "đại diện", "thành viên", "chuyên viên", "đại biểu"]
    return re.compile(rf"(?<!\w){any_of(offices)}(?: \w+){{0,4}} $")


@cache
def _cities() -> re.Pattern[str]:
    own = (p.spellings for p in provinces() if p.name in cities())
    return _names(spelling for spellings in own for spelling in spellings)


@cache
def _provinces() -> re.Pattern[str]:
    return _names(spelling for province in provinces() for spelling in province.spellings)


@cache
def _places() -> re.Pattern[str]:
    return _names(name for name in units() if not name[-1].isdecimal())


def _names(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(names) + r"(?!\w)")


@cache
def _abroad() -> re.Pattern[str]:
    names = any_of(row[0] for row in rows("countries.txt"))
    between = rf" (?:[^\W\d_{UPPER}]+ ){{0,2}}"  # "Quốc hội lập hiến Venezuela"
    return re.compile(
        rf"{between}(?!{_places().pattern}){names}(?!\w)(?! [{UPPER}])"
    )  # Mỹ Hào is not Mỹ


def is_abroad(article: Article, end: int) -> bool:
    """Whether what ends there is called after another country."""
    return bool(_abroad().match(article.text, end))


def organisations(article: Article, start: int, end: int) -> Iterator[Organisation]:
    """The bodies of text[start:end], in order; of several at one place the longest."""
    forms, pattern = _forms()
    found = [
        (m.start(), m.end(), forms[m.group()]) for m in pattern.finditer(article.lower, start, end)
    ]
    sorts, by_sort = _sorts()
    for match in by_sort.finditer(article.text, start, end):
        if all(match.start() >= last or match.end() <= first for first, last, _ in found):
            found.append((match.start(), match.end() - 1, sorts[lower(match.group(1))]))
    for first, last, row in sorted(found, key=lambda entry: entry[:2]):
        before = article.lower[max(0, first - 60) : first]
        if is_abroad(article, last):
            row = _Row("", "khac", "quoc-te")
        level = _level(article, row, last)
        is_office = article.lower.startswith(_HEADS, first) or bool(_office().search(before))
        yield Organisation(row.name, row.branch, level, first, last, is_office)


def _of_a_sort(name: str) -> str | None:
    """The level of a body that only its sort is known of, by the place in its name."""
    if _provinces().search(name):
        return "tinh"
    return "trung-uong" if "Việt Nam" in name else None


@lru_cache(maxsize=1)
def _names_a_city(article: Article) -> bool:
    return bool(_cities().search(article.text))


def _level(article: Article, row: _Row, end: int) -> str | None:
    """As the row has it; of a city, by its name or that of a city that the article names; of a
    body with no unit, by the place that follows it."""
    if not row.name and (level := _of_a_sort(article.text[end : end + _NAME])):
        return level
    if row.level not in ("", _NOT_SAID):
        return row.level
    after = _UNIT.sub("", article.text[end : end + 40])
    if _cities().match(after):
        return "tinh"
    if row.level == _NOT_SAID:
        return "tinh" if _provinces().match(after) else None
    is_named = bool(_places().match(after))
    return "huyen" if is_named or not _names_a_city(article) else "tinh"
