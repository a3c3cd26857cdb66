"""A file of own words → OwnWords, and which of its lines are not understood.

A line: a kind (`data/own_word_kinds.tsv`), and the words, all separated by tabs; "#" begins a
comment.
"""

import logging
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from search.engine.protocol import Engine, InFolder
from search.engine.small_file import read_small
from search.query.own_words import NO_OWN_WORDS, OwnWord, OwnWordKind, OwnWords
from search.text.lexicon.word_lists import entries
from search.text.lexicon.written_lines import written_lines
from search.text.normalize import normalize
from search.text.syllable import syllables

VARIABLE = "HOI_NGHI_WORDS"
"""The variable of the environment that names a file for whichever index."""
NAME = "words.tsv"
"""The name of the file in the folder of an index."""
MAX_BYTES, MAX_LINES, MAX_WORDS = 1_000_000, 5_000, 12
"""The largest file, the most lines that say something, and the most spellings of one name."""
MAX_SYLLABLES = 12
"""Of one abbreviation, or one name."""

_log = logging.getLogger(__name__)


class BadWord(NamedTuple):
    """A line that is not understood, and why; line 0 stands for the whole file."""

    line: int
    reason: str


class OwnWordsRead(NamedTuple):
    """What was understood of a file, and what was not."""

    words: OwnWords
    bad: tuple[BadWord, ...]


def path_of(engine: Engine) -> Path | None:
    """Where the own words of an index are looked for, whether a file is there or not."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    return engine.folder() / NAME if isinstance(engine, InFolder) else None


def read_file(path: Path) -> OwnWordsRead:
    """The own words of a file; a file that cannot be read has none, and says why."""
    try:
        data = read_small(path, MAX_BYTES + 1).data
    except OSError as error:
        return OwnWordsRead(NO_OWN_WORDS, (BadWord(0, f"cannot be read: {error.strerror}"),))
    if len(data) > MAX_BYTES:
        return OwnWordsRead(NO_OWN_WORDS, (BadWord(0, "is larger than 1 MB"),))
    return parse(data)


def parse(data: bytes) -> OwnWordsRead:
    """The bytes of a file, in UTF-8, or UTF-16 with its mark → the words of its lines."""
    words: dict[tuple[str, ...], OwnWord] = {}
    bad: list[BadWord] = []
    for number, line in enumerate(written_lines(data), 1):
        try:
            if line is None:
                raise _NotUnderstoodError("is not UTF-8")
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if len(words) == MAX_LINES:
                raise _NotUnderstoodError(f"and what follows are beyond {MAX_LINES} lines")
            own = _word(number, line)
            if (first := words.setdefault(own.words, own)) is not own:
                raise _NotUnderstoodError(f"says the same as line {first.line}")
        except _NotUnderstoodError as error:
            bad.append(BadWord(number, str(error)))
            if len(words) == MAX_LINES:
                break
    return OwnWordsRead(OwnWords(tuple(words.values())), tuple(bad))


class OwnWordsFile:
    """The own words of one index, whenever they are asked for: a file that changed is read again.

    Any thread may ask. What is not understood is logged once; the rest is used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = Lock()
        self._seen: tuple[Path, int, int, int] | None = None
        self._words = NO_OWN_WORDS

    def current(self) -> OwnWords:
        """The same object for as long as the file does not change; empty if there is none."""
        path = path_of(self._engine)
        seen = _state(path) if path else None
        with self._reading:
            if seen != self._seen:
                self._words, self._seen = _loaded(seen[0]) if seen else NO_OWN_WORDS, seen
            return self._words


def _loaded(path: Path) -> OwnWords:
    found = read_file(path)
    for line, reason in found.bad[:3]:
        _log.warning("%s", f"{path}:{line} {reason}" if line else f"{path} {reason}")
    if len(found.bad) > 3:
        _log.warning("%s: %d lines more; see: hoi-nghi words", path, len(found.bad) - 3)
    return found.words


def _state(path: Path) -> tuple[Path, int, int, int] | None:
    """What changes when a file does; None if there is none. One that was named must be there."""
    try:
        status = path.stat()
    except OSError as error:
        is_absent = isinstance(error, FileNotFoundError) and VARIABLE not in os.environ
        return None if is_absent else (path, 0, 0, 0)
    return path, status.st_mtime_ns, status.st_size, status.st_ino


class _NotUnderstoodError(ValueError):
    """Why a line is not understood."""


def _word(number: int, line: str) -> OwnWord:
    cells = [" ".join(normalize(cell).text.split()) for cell in line.split("\t")]
    kind, *words = filter(None, cells)
    known = _kinds().get(kind.lower())
    if known is None:
        raise _NotUnderstoodError(f"begins with none of: {', '.join(_kinds())}, and a tab")
    for word in words:
        _check(word)
    if problem := _problem(known, words):
        raise _NotUnderstoodError(problem)
    return OwnWord(number, known, tuple(words))


def _check(word: str) -> None:
    size = len(syllables(word))
    if not any(character.isalpha() for character in word):
        raise _NotUnderstoodError(f"has no letter in {word!r}")
    if size > MAX_SYLLABLES:
        raise _NotUnderstoodError(f"has more than {MAX_SYLLABLES} syllables in {word!r}")


def _problem(kind: OwnWordKind, words: list[str]) -> str | None:
    """What is wrong with the words of a line."""
    spelled = [tuple(syllable.exact for syllable in syllables(word)) for word in words]
    if len(set(spelled)) < len(spelled):
        return "says the same twice"
    if kind is OwnWordKind.ABBREVIATION:
        if len(words) != 2:
            return "wants an abbreviation, a tab, and what it stands for"
        return f"has an abbreviation of one letter, {words[0]!r}" if len(words[0]) == 1 else None
    if len(words) > MAX_WORDS:
        return f"has more than {MAX_WORDS} spellings"
    if len(words) < (1 if kind is OwnWordKind.NAME else 2):
        return "wants a name" if kind is OwnWordKind.NAME else "wants two spellings or more"
    return None


@cache
def _kinds() -> Mapping[str, OwnWordKind]:
    """What a line may begin with → its kind."""
    listed = entries("own_word_kinds.tsv", Path(__file__).parent / "data")
    return {name: OwnWordKind(kind) for kind, name in listed}
