"""Normalised text → its words as pyvi joins them; the only file that knows pyvi (rule V5).

pyvi is not run: its model and its list of words are read from the installed package, and what it
does with them is done here, with the same answer to every string (decision 8).
"""

import pickle
import string
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, chain, compress, repeat
from pathlib import Path
from threading import Lock
from typing import Any

from search.text.normalize import composed
from search.text.pyvi.crf import Model, read_model
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

    Any string will do; linear in its length. What lies between tokens is blank.
    """
    text = composed(text)
    begin, found = split_tokens(text)
    pyvi = _pyvi()
    words = list(map(pyvi.__getitem__, found))
    *starts, _ = accumulate(map(len, found), initial=begin)
    ends = [start + word.length for start, word in zip(starts, words, strict=True)]
    return Tokens(text, starts, ends, pyvi.joined(words))


def glued(text: str) -> frozenset[int]:
    """Positions of `text` (normalised, capitals kept) whose character pyvi joins to the one before.

    Between the two there is nothing but blanks.
    """
    found = tokens(text)
    starts = compress(found.starts, found.joined)
    return frozenset(start for start in starts if found.text[start - 1].isspace())


def is_word(first: str, second: str) -> bool:
    """Whether pyvi's list has a word of two syllables, in small letters."""
    return older_tones(second) in _pyvi()[older_tones(first)].seconds


def warm_up() -> None:
    """Load the model now and not at the first text."""
    _pyvi()


@dataclass(slots=True, eq=False)
class _Word:
    """What a token says of its own label, and of those of its neighbours.

    Each a score for either label: `own`; `next`, of the token after it; `last`, of the token
    before it. `seconds` make a pair of the word list with it, `thirds` a triple with a second.
    """

    length: int = 0
    own0: float = 0.0
    own1: float = 0.0
    next0: float = 0.0
    next1: float = 0.0
    last0: float = 0.0
    last1: float = 0.0
    lower: str = " "  # which no token is
    is_capital: bool = False  # a title or upper, or both
    is_title: bool = False
    is_upper: bool = False
    seconds: Container[str] = ()
    thirds: Mapping[str, Container[str]] = field(default_factory=dict)
    may_join: bool = False
    begins_title: bool = False


_NOTHING = _Word()
"""What stands before the first token and after the last."""

_NO_WEIGHT = (0.0, 0.0)
"""Of a spelling that the model does not know."""

_REMEMBERED = 1 << 15
_LONGEST_REMEMBERED = 32  # characters


class _Pyvi(dict[str, _Word]):
    """pyvi's model and list of words, and what they say of each piece of text met lately.

    Threads share it: each step is one operation on a dict, and what one thread forgets or
    computes twice is the same anyway.
    """

    def __init__(self, model: Model, entries: Iterable[str]) -> None:
        if model.labels != ("B_W", "I_W"):
            raise ValueError(f"the model of pyvi has labels {model.labels}")
        self._transitions = model.transitions
        self._weights = model.weights
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        for first, blank, more in map(str.partition, entries, repeat(" ")):
            if blank:
                self._after[first].append(more)  # told apart when the word is met: most never are

    def __missing__(self, piece: str) -> _Word:
        token = piece.rstrip() or "\n"  # which is a token too
        word = self._word(token) if token == piece else self[token]
        if len(piece) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = word
        return word

    def joined(self, words: Sequence[_Word]) -> list[bool]:
        """Of each word, whether it is joined to the one before it."""
        before = chain([_NOTHING], words)
        return [
            inside
            and word.may_join
            and last.may_join
            and (last.begins_title or not word.begins_title)
            for last, word, inside in zip(before, words, self._inside(words), strict=False)
        ]

    def _word(self, token: str) -> _Word:
        weights = self._weights
        lower = token.lower()
        known_as = lower.split("\0")[0]  # for CRFsuite a string ends there
        is_title, is_upper = token.istitle(), token.isupper()
        own = [weights["bias"], weights.get("word.lower():" + known_as, _NO_WEIGHT)]
        if is_upper:
            own.append(weights["word.isupper()"])
        if is_title:
            own.append(weights["word.istitle()"])
        if token.isdigit():
            own.append(weights["word.isdigit()"])
        own0 = own1 = 0.0
        for weight0, weight1 in own:  # sum() of newer Pythons rounds otherwise
            own0 += weight0
            own1 += weight1
        return _Word(
            len(token),
            own0,
            own1,
            *weights.get("-1:word.lower():" + known_as, _NO_WEIGHT),
            *weights.get("+1:word.lower():" + known_as, _NO_WEIGHT),
            lower,
            is_title or is_upper,
            is_title,
            is_upper,
            *self._listed(lower),
            may_join=token not in string.punctuation and not token[0].isdigit(),
            begins_title=token[0].istitle(),
        )

    def _listed(self, first: str) -> tuple[set[str], dict[str, set[str]]]:
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

    def _inside(self, words: Sequence[_Word]) -> list[bool]:
        """Of each word, whether its label in the best sequence is the second one (Viterbi).

        The score of a word for either label is a sum over itself, the two words before it and the
        two after it, so it is complete two words later. Sums are made in the order of pyvi's
        features and of CRFsuite's path, so that they are the same to the last bit.
        """
        weights = self._weights
        title_before, upper_before = weights["-1:word.istitle()"], weights["-1:word.isupper()"]
        title_after, upper_after = weights["+1:word.istitle()"], weights["+1:word.isupper()"]
        pair_before, pair_after = weights["-1:word.bi_gram()"], weights["+1:word.bi_gram()"]
        triple_before, triple_after = weights["-2:word.tri_gram()"], weights["+2:word.tri_gram()"]
        (stay0, leave0), (leave1, stay1) = self._transitions
        origins0: list[bool] = []  # of each label of a word: whether the second came before it
        origins1: list[bool] = []
        best0 = best1 = 0.0
        first = second = _NOTHING
        first0 = first1 = second0 = second1 = 0.0
        for third in chain(words, (_NOTHING, _NOTHING)):
            third0, third1 = third.own0 + second.next0, third.own1 + second.next1
            second0, second1 = second0 + third.last0, second1 + third.last1
            if second.is_capital:
                if second.is_title:
                    third0, third1 = third0 + title_before[0], third1 + title_before[1]
                if second.is_upper:
                    third0, third1 = third0 + upper_before[0], third1 + upper_before[1]
            if third.is_capital:
                if third.is_title:
                    second0, second1 = second0 + title_after[0], second1 + title_after[1]
                if third.is_upper:
                    second0, second1 = second0 + upper_after[0], second1 + upper_after[1]
            if third.lower in second.seconds:
                third0, third1 = third0 + pair_before[0], third1 + pair_before[1]
                second0, second1 = second0 + pair_after[0], second1 + pair_after[1]
            if first.thirds and third.lower in first.thirds.get(second.lower, ()):
                third0, third1 = third0 + triple_before[0], third1 + triple_before[1]
                first0, first1 = first0 + triple_after[0], first1 + triple_after[1]
            if origins0:
                from0, from1 = best0 + stay0, best1 + leave1
                other0, other1 = best0 + leave0, best1 + stay1
                origins0.append(from1 > from0)
                origins1.append(other1 > other0)
                best0 = (from1 if from1 > from0 else from0) + first0
                best1 = (other1 if other1 > other0 else other0) + first1
            elif first is not _NOTHING:
                origins0.append(False)
                origins1.append(False)
                best0, best1 = first0, first1
            first, first0, first1 = second, second0, second1
            second, second0, second1 = third, third0, third1
        inside = []
        label = best1 > best0
        for origin0, origin1 in zip(reversed(origins0), reversed(origins1), strict=True):
            inside.append(label)
            label = origin1 if label else origin0
        inside.reverse()
        return inside


_loading = Lock()


def _pyvi() -> _Pyvi:
    with _loading:
        return _load()


@cache
def _load() -> _Pyvi:
    trained, entries = model_files()
    with trained.open("rb") as file:
        kept = _Unpickler(file).load()
    model = read_model(kept.state["modelfile"].state["__FILE_RESOURCE_DATA__"])
    return _Pyvi(model, entries.read_bytes().decode().split("\n"))


def model_files() -> tuple[Path, Path]:
    """The files of pyvi that say what is a word: its trained model, its list of words."""
    spec = find_spec("pyvi")  # which does not run the package
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pyvi is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "models"
    return folder / "pyvi3.pkl", folder / "words.txt"


class _Kept:
    """Stands for an object that the pickle names: keeps its state and does nothing."""

    state: Any = None

    def __new__(cls, *_: object) -> "_Kept":
        return super().__new__(cls)

    def __setstate__(self, state: object) -> None:
        self.state = state


_NAMED = {
    ("sklearn_crfsuite.estimator", "CRF"),
    ("sklearn_crfsuite._fileresource", "FileResource"),
    ("pycrfsuite._logparser", "TrainLogParser"),
    ("numpy", "dtype"),
    ("numpy.core.multiarray", "scalar"),
}


class _Unpickler(pickle.Unpickler):
    """Reads the pickle that pyvi's model is wrapped in; of what it names, nothing is run."""

    def find_class(self, module: str, name: str) -> Any:
        """What stands for a name of the pickle; an unknown one is refused."""
        if (module, name) == ("_codecs", "encode"):
            return str.encode
        if (module, name) in _NAMED:
            return _Kept
        raise pickle.UnpicklingError(f"the model of pyvi names {module}.{name}")
