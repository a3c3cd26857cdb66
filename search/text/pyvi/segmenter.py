"""Normalised text → its tokens, and which of them pyvi joins to one word (rule V5).

pyvi is not run: its model and its list of words are read from the installed package, and what it
does with them is done here, with the same answer to every string (decision 8).
"""

import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, compress, repeat
from threading import Lock

from search.text.normalize import composed
from search.text.pyvi.crf import Model
from search.text.pyvi.files import read_files
from search.text.pyvi.labels import NO_WEIGHT, NOTHING, Token, WordListWeights, inside
from search.text.pyvi.tokenizer import split_tokens
from search.text.tones import older_tones


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: characters [starts[i], ends[i]) of `text`, which is composed (NFC).

    `joined[i]`: whether pyvi makes one word of token i and the one before it.
    """

    text: str
    starts: list[int]
    ends: list[int]
    joined: list[bool]


def tokens(text: str) -> Tokens:
    """The tokens of a text, exactly as pyvi's ViTokenizer splits and joins them.

    Takes any string, in time linear in its length. Between tokens there are only blanks.
    """
    text = composed(text)
    begin, found = split_tokens(text)
    pyvi = loaded_pyvi()
    words = list(map(pyvi.__getitem__, found))
    *starts, _ = accumulate(map(len, found), initial=begin)
    ends = [start + word.length for start, word in zip(starts, words, strict=True)]
    return Tokens(text, starts, ends, pyvi.joined(words))


def glued(text: str) -> frozenset[int]:
    """The offsets of the tokens that pyvi joins to the one before, with only blanks between them.

    `text` is normalised and has its capitals: "giải ngân" gives {5}.
    """
    found = tokens(text)
    starts = compress(found.starts, found.joined)
    return frozenset(start for start in starts if found.text[start - 1].isspace())


def token_of(piece: str) -> str:
    """A piece of `split_tokens` without the blanks behind it; "\n" is a token too."""
    return piece.rstrip() or "\n"


def is_word(first: str, second: str) -> bool:
    """Whether pyvi's list has a word of two syllables, in small letters."""
    return older_tones(second) in loaded_pyvi()[older_tones(first)].seconds


def warm_up() -> None:
    """Load the model now and not at the first text."""
    loaded_pyvi()


_REMEMBERED = 1 << 15
_LONGEST_REMEMBERED = 32  # characters


class Pyvi(dict[str, Token]):
    """A piece of text → what pyvi's model and list of words have of it, computed when it is met.

    Threads share it: each step is one operation on a dict, and what one thread forgets or
    computes twice is the same anyway.
    """

    def __init__(self, model: Model, entries: Iterable[str]) -> None:
        if model.labels != ("B_W", "I_W"):
            raise ValueError(f"the model of pyvi has labels {model.labels}")
        weights = self._weights = model.weights
        self.transitions = model.transitions
        self.listed = WordListWeights(
            weights["-1:word.bi_gram()"],
            weights["+1:word.bi_gram()"],
            weights["-2:word.tri_gram()"],
            weights["+2:word.tri_gram()"],
        )
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        for first, blank, more in map(str.partition, entries, repeat(" ")):
            if blank:
                self._after[first].append(more)  # split when the word is met: most never are

    def __missing__(self, piece: str) -> Token:
        text = token_of(piece)
        token = self.understood(text) if text == piece else self[text]
        if len(piece) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = token
        return token

    def joined(self, tokens: Sequence[Token]) -> list[bool]:
        """Of each token, whether it is joined to the one before it."""
        before = chain([NOTHING], tokens)
        labels = inside(tokens, self.listed, self.transitions)
        return [
            is_inside
            and token.may_join
            and last.may_join
            and (last.begins_title or not token.begins_title)
            for last, token, is_inside in zip(before, tokens, labels, strict=False)
        ]

    def understood(self, text: str) -> Token:
        """What the model and the list of words have of a token."""
        weights = self._weights
        lower = text.lower()
        known_as = lower.split("\0")[0]  # for CRFsuite a string ends there
        capitals = [name for name in ("istitle", "isupper") if getattr(text, name)()]
        own = [weights["bias"], weights.get("word.lower():" + known_as, NO_WEIGHT)]
        own += [weights[f"word.{name}()"] for name in reversed(capitals)]
        if text.isdigit():
            own.append(weights["word.isdigit()"])
        own0 = own1 = 0.0
        for weight0, weight1 in own:  # sum() of newer Pythons rounds otherwise
            own0 += weight0
            own1 += weight1
        seconds, thirds = self._words_after(lower)
        return Token(
            len(text),
            own0,
            own1,
            *weights.get("-1:word.lower():" + known_as, NO_WEIGHT),
            *weights.get("+1:word.lower():" + known_as, NO_WEIGHT),
            lower,
            next_capitals=tuple(weights[f"-1:word.{name}()"] for name in capitals),
            last_capitals=tuple(weights[f"+1:word.{name}()"] for name in capitals),
            seconds=seconds,
            thirds=thirds,
            may_join=text not in string.punctuation and not text[0].isdigit(),
            begins_title=text[0].istitle(),
        )

    def listed_words(self) -> Iterator[list[str]]:
        """The words of two syllables or more of the list, as their syllables."""
        for first, rest in self._after.items():
            yield from ([first, *more.split(" ")] for more in rest)

    def _words_after(self, first: str) -> tuple[set[str], dict[str, set[str]]]:
        """The words of the list that begin so: what makes a pair with it, and what a triple."""
        seconds: set[str] = set()
        thirds: defaultdict[str, set[str]] = defaultdict(set)
        for more in self._after.get(first, ()):
            second, *others = more.split(" ")
            if not others:
                seconds.add(second)
            elif len(others) == 1:
                thirds[second].add(others[0])
        return seconds, dict(thirds)


_loading = Lock()


def loaded_pyvi() -> Pyvi:
    """The one of this process."""
    with _loading:
        return _load()


@cache
def _load() -> Pyvi:
    return Pyvi(*read_files())
