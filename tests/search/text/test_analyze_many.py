"""Many texts at once are analysed as each of them alone, whatever they are."""

import gzip
import json
from collections.abc import Sequence
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.analyze import analyze
from search.text.analyze_many import analyze_many
from search.text.pyvi import segment_many
from search.text.pyvi.labels import best_labels
from search.text.pyvi.labels_many import all_inside
from search.text.pyvi.segment_many import glued_in
from search.text.pyvi.segmenter import Pyvi, glued, loaded_pyvi
from tests.conftest import SAMPLE_REPORTS
from tests.search.text.test_segmenter import ARTICLES, FRAGMENTS, fuzzed

ODD = ["½", "Hô ̣i", "hô\u200bị", "e\u0302\u0301n", "nƣớc", "m²", "hòa", "hoà", "\ud800", "a@b.cộng"]
ODD += ["đ5.7@x.vn", "H1.5", "a1,2,3", "٣.٤", "\u1161", "•", "Ⅷ", "đd\u0335", "ỦY", "q\u200bủy"]
TEXTS = st.lists(
    st.lists(st.sampled_from([*FRAGMENTS, *ODD])).map(" ".join)
    | st.lists(st.sampled_from([*FRAGMENTS, *ODD])).map("".join)
    | st.text(),
    max_size=6,
)


def assert_as_one_by_one(texts: Sequence[str]) -> None:
    """The law of this file, of texts as they are written."""
    found = analyze_many(texts)
    own = [analyze(text) for text in texts]
    assert found.counts.tolist() == [len(one.syllables) for one in own]
    syllables = [syllable for one in own for syllable in one.syllables]
    assert [found.spelled[number] for number in found.syllables] == [s[2:] for s in syllables]
    assert found.starts.tolist() == [syllable.start for syllable in syllables]
    joins = [syllable.start in one.word_joins for one in own for syllable in one.syllables]
    assert found.is_joined.tolist() == joins


def assert_glued_alike(texts: Sequence[str]) -> None:
    """The same law, of the offsets that pyvi's joins have; each text begins at its own offset."""
    begins = [7, *accumulate((len(text) + 5 for text in texts), initial=20)][: len(texts)]
    right = [
        begin + at for text, begin in zip(texts, begins, strict=True) for at in sorted(glued(text))
    ]
    assert glued_in(texts, begins).tolist() == right


@given(TEXTS)
def test_any_texts(texts: list[str]) -> None:
    assert_as_one_by_one(texts)
    assert_glued_alike(texts)


def test_fuzzed_texts() -> None:
    texts = [*fuzzed(ARTICLES)]
    for first in range(0, len(texts), 40):
        assert_as_one_by_one(texts[first : first + 40])
        assert_glued_alike(texts[first : first + 40])


def test_nothing() -> None:
    for texts in ([], [""], ["", " \n", "..."]):
        assert_as_one_by_one(texts)
        assert_glued_alike(texts)


def test_samples() -> None:
    assert_as_one_by_one([path.read_text("utf-8") for path in SAMPLE_REPORTS])


@pytest.mark.slow
def test_news(shared: Path) -> None:
    with gzip.open(shared / "data" / "news-40k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for _ in range(0, ARTICLES, 20):
            texts = [json.loads(line)["text"] for line in islice(lines, 20)]
            assert_as_one_by_one([line for text in texts for line in text.split("\n")])


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment_many, "_REMEMBERED", 50)
    pieces = segment_many._Pieces(loaded_pyvi())
    for number in range(200):
        texts = [f"số-{n} Ủy ban nhân dân " + "a" * number for n in range(number, number + 30)]
        begins = [0, *accumulate(map(len, texts))][:-1]
        right = [b + at for text, b in zip(texts, begins, strict=True) for at in glued(text)]
        assert pieces.glued(texts, begins).tolist() == right
        assert len(pieces) < 50 + 40


def test_long_pieces_are_not_remembered_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text without a blank is one piece, of any length."""
    monkeypatch.setattr(segment_many, "_REMEMBERED_CHARACTERS", 1000)
    pieces = segment_many._Pieces(loaded_pyvi())
    for number in range(40):
        pieces.glued([f"số{number}" + "a" * 400], [0])
        assert sum(map(len, pieces)) < 2000


def test_after_an_error_at_any_step_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the time of a report is over: what was half done says nothing later."""
    pieces = segment_many._Pieces(loaded_pyvi())
    understood = loaded_pyvi().understood

    def fails(token: str) -> object:
        if token == "dân":
            raise KeyError
        return understood(token)

    text = "Ủy ban nhân dân tỉnh giải ngân vốn đầu tư"
    with monkeypatch.context() as patched, pytest.raises(KeyError):
        patched.setattr(Pyvi, "understood", lambda _, token: fails(token))
        pieces.glued([text], [0])
    assert pieces.glued([text], [0]).tolist() == sorted(glued(text))


SCORES = st.floats(-40, 40) | st.sampled_from([0.0, 1.0, 0.5, -1.5, 2.0, 1e-13])


@given(
    texts=st.lists(st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=20), max_size=4),
    transitions=st.tuples(st.tuples(SCORES, SCORES), st.tuples(SCORES, SCORES)),
)
def test_labels_of_any_scores(
    texts: list[list[tuple[float, float]]],
    transitions: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    rows: list[tuple[float, float]] = []
    spans: list[tuple[int, int]] = []
    for text in texts:
        rows += [(9.0, -9.0), (-3.0, 3.0)]  # what is in no text
        spans.append((len(rows), len(rows) + len(text)))
        rows += text
    firsts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    inside = all_inside(np.array(rows).reshape(-1, 2), firsts, ends, transitions)
    for text, (first, end) in zip(texts, spans, strict=True):
        assert inside[first:end].tolist() == best_labels(iter(text), transitions)
