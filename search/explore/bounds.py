"""A figure in its sentence → the words that make its number a bound: "trên", "trở lên"."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from search.explore.figures import StatedFigure
from search.text.lexicon.word_lists import entries

_DATA = Path(__file__).parent / "data"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LEANS_TO_NO_SIDE = frozenset(["chừng", "khoảng", "trên dưới", "xấp xỉ"])


class Bound(NamedTuple):
    """The words before and after a number that is a bound or inexact, in lower case; empty if the
    text has none there."""

    before: str = ""
    after: str = ""


def bound_of(stated: StatedFigure) -> Bound:
    """The words around the number of a figure: ("trên", "") of "GDP tăng trên 6%". A difference,
    "cao hơn 6%", is no bound. Of a number below zero ("giảm trên 5%" is less than -5%), and of one
    of several ("từ trên 5% đến 7%"), only words that lean to no side are told."""
    said = "".join(run.text for run in stated.sentence if run.is_highlighted)
    first = re.search(r"\d", said)
    if first is None:
        return Bound()
    lead, rest = said[: first.start()], said[first.start() :]
    before, after = _words("before").search(lead), _words("after").search(rest)
    if before and _compares().search(stated.before + lead[: before.start()]):
        before = None
    found = Bound(_plain(before), _plain(after))
    if stated.figure.value.startswith("-") or len(_NUMBER.findall(said)) > 1:
        return Bound(found.before if found.before in _LEANS_TO_NO_SIDE else "")
    return found


def _plain(found: re.Match[str] | None) -> str:
    return " ".join(found[0].split()).lower() if found else ""


@cache
def _words(where: str) -> re.Pattern[str]:
    own = sorted((words for at, words in entries("bounds.tsv", _DATA) if at == where), key=len)
    listed = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in reversed(own))
    end = r"\s*$" if where == "before" else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{listed})(?:\s+(?:{listed}))?{end}", re.IGNORECASE)


@cache
def _compares() -> re.Pattern[str]:
    own = [words for at, words in entries("bounds.tsv", _DATA) if at == "compares"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(own)})\s*$", re.IGNORECASE)
