"""The bodies named in a stretch → those that are there themselves, each with its whole name.

A body may only be part of another name ("Nhà Quốc hội", "Cổng thông tin Chính phủ"), or only be
named for what is its own ("được sự đồng ý của Tỉnh ủy"); and its name may be cut.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from indexer.article.structure import Article
from indexer.lexicon import any_of, cues, lower, pattern_of, rows
from indexer.meeting.organisations import Organisation

_CUES = "in_passing_cues.tsv"
_LEAD = 40
"""Characters before a body in which it is told that it is only named."""
_AROUND = 200
"""Characters around a parliament in which it is told of what country it is."""
_NUMBER = re.compile(r"\d/[\w/&-]*[/-]$")
"""What a body in the number of a paper stands behind: "88/TB-VPCP"."""
_ASSEMBLY, _ABROAD = "quoc-hoi", "quoc-te"


@cache
def _passing() -> re.Pattern[str]:
    return pattern_of(_CUES, r"(?<!\w){in passing} (?:{number} \d+ )?(?:{organ} )?$")


@cache
def _and() -> re.Pattern[str]:
    return pattern_of(_CUES, " {joint} ")


@cache
def _several() -> re.Pattern[str]:
    return pattern_of(_CUES, " {several}(?!\\w)")


@cache
def _tail() -> re.Pattern[str]:
    """What a body is for, up to what it does or a sign."""
    return pattern_of(
        _CUES,
        r" {whose task}(?!\w)(?: (?!{does}(?!\w)|{joint} \d)[\w/-]+){1,14}(?=,? {does}(?!\w)|\.)",
    )


@cache
def _abroad() -> re.Pattern[str]:
    countries = any_of(lower(row[0]) for row in rows("countries.txt"))
    return pattern_of(_CUES, rf"(?<!\w)(?:{{foreign house}}|{{foreign head}} {countries})(?!\w)")


def present(article: Article, found: Iterable[Organisation]) -> list[Organisation]:
    """Those that are not only named in passing, in order; a cut name is left out of its body."""
    kept: list[Organisation] = []
    last = -1
    for one in found:
        before = article.lower[max(0, one.start - _LEAD) : one.start]
        is_next = last >= 0 and bool(_and().fullmatch(article.lower, last, max(last, one.start)))
        if is_next or _passing().search(before) or _NUMBER.search(before):
            last = one.last
        else:
            kept.append(_whole(article, one))
    return kept


def _whole(article: Article, one: Organisation) -> Organisation:
    if one.name in cues(_CUES, "never alone"):
        return replace(one, name="")
    if not one.place and _several().match(article.lower, one.last):
        return replace(one, name="")
    if one.name not in cues(_CUES, "with a task"):
        return one
    if tail := _tail().match(article.lower, one.last):
        name = f"{one.name}{article.text[one.last : tail.end()]}"
        return replace(one, name=name, last=tail.end())
    is_cut = re.match(r" [^\W\d_]", article.text[one.last :]) and not _does().match(
        article.lower, one.last
    )
    return replace(one, name="") if is_cut else one


@cache
def _does() -> re.Pattern[str]:
    return pattern_of(_CUES, r" {does}(?!\w)")


def of_its_country(article: Article, one: Organisation) -> Organisation:
    """A body as it is; a parliament that is told of beside the head or a house of another country
    is of that, and has no name without it."""
    [national] = cues(_CUES, "national")
    if one.branch != _ASSEMBLY or one.level == _ABROAD or one.place:
        return one
    around = article.lower[max(0, one.start - _AROUND) : one.last + _AROUND]
    if national in around or not _abroad().search(around):
        return one
    return replace(one, name="", level=_ABROAD)
