"""Our segmentation is pyvi's: the stock package is the oracle, token by token, on any text."""

import gzip
import json
import os
import pickle
import random
import string
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyvi import ViTokenizer

from search.text.pyvi import segmenter as segment
from search.text.pyvi.crf import read_model
from search.text.pyvi.files import SafeUnpickler
from search.text.pyvi.segmenter import glued, tokens
from tests.conftest import SAMPLE_REPORTS

ARTICLES = int(os.environ.get("HOI_NGHI_ARTICLES", "300"))
"""How many articles, and how many fuzzed strings; 10,000 of each is the bar."""

FRAGMENTS = "|".join(
    [
        "Hội nghị|giải ngân|vốn đầu tư công|Ủy ban nhân dân",
        "UỶ BAN|tỉnh Bắc Kạn|Ba Bể|đồng chí|Nguyễn Văn A",
        "nguyên nhân ảnh hưởng|bảo hiểm xã hội|hợp tác xã|chủ nghĩa xã hội",
        "vô tuyến truyền hình|xã|hội|H",
        "TP.HCM|Tp.|TP.|Mr.|Mrs.|Ms.|Dr.|ThS.",
        "PGS.TS.|BHXH.../.|Đ.|ĐĐ.Đ|U.B.N.D|A.B@c.d|KT-XH|09-NQ/TU",
        "a@b.c|ten.ho+x_1@mail.gov.vn|a@b|a@b.|a@@b.c",
        "@b.c|a.b.c@d.e.f.g|-a@b-c.d_e@f.g|é@b.c|aé.b@c.dé|_@a.b",
        "http://a.vn/b?c=d|https://x|http://|://|ftp://a@b.c/d",
        "a_b://c|.://x|xé://y@z.t|1://2|http://a\0b",
        "1|22|8.500|6,33%|1_000|1.2.|1,2,|1..2|1_2x3_4",
        "12a|a12|25/8/2023|08/4|2021-2030|QL3B|7.748ha|٣.٤|²|½",
        "==>|=>|->|-->|...|....|>>|>>>|…|/|/.|_|__|a_b|_a|a_|\"|'|“|”|–",
        "(|)|[|]|;|:|?|!|%|&|*|#|@|.|,|-|+|$|~|^|\\",
        "\n|\r|\r\n|\t|\v|\f|\x1c|\x1f|\x85",
        "\u00a0|\u2003|\u2028|\u3000|\u200b|\ufeff|\0|\x01|\0\0",
        "\u0301|\u0323\u0301|\u0301\u0323|a\u0323\u0302|e\u0302\u0301",
        "\u0345|\u0f73|\u0344|\u093e|\u20dd|\u1161",
        "Σ|ΟΔΟΣ|ς|İ|ı|ß|ẞ|ŉ|ǅ|ﬁ|Ⅳ|ⅷ|ª|Å|가|각|\u1100\u1161\u11a8|中文|ไทย|नमस्ते|😀|👨‍👩‍👧|🇻🇳|𝐀|𐐀|𝟏",
    ]
).split("|")
"""What strings are made of."""


def spelled(text: str) -> str:
    """Our tokens as pyvi writes them."""
    found = tokens(text)
    spans = zip(found.joined, found.starts, found.ends, strict=True)
    written = "".join(" _"[joined] + found.text[start:end] for joined, start, end in spans)
    return written[1:] or text


def assert_as_pyvi(text: str) -> None:
    """The law of this file."""
    assert spelled(text) == ViTokenizer.tokenize(text), ascii(text)


def assert_spans(text: str) -> None:
    """Tokens follow each other, only blanks lie between them, and no more than that is left out."""
    found = tokens(text)
    end = 0
    for start, next_end in zip(found.starts, found.ends, strict=True):
        assert end <= start < next_end and not found.text[end:start].strip()
        end = next_end
    assert not found.text[end:].strip()
    assert found.text == unicodedata.normalize("NFC", text)
    assert len(found.joined) == len(found.starts) and not any(found.joined[:1])


CHANGES: list[Callable[[str], str]] = [str, str, str, str.upper, str.title, str.lower, str.swapcase]


def fuzzed(count: int) -> Iterator[str]:
    """Strings of fragments, cut, capitalised, decomposed, and spaced at random; the same ever."""
    chance = random.Random(3)
    for _ in range(count):
        parts = chance.choices(FRAGMENTS, k=chance.choice([1, 2, 3, 5, 8, 13, 40]))
        space = chance.choice(["", " ", "  ", "\u00a0", None])
        spaces = ["", " ", " ", "  ", "\n", "\t"]
        text = "".join(p + (chance.choice(spaces) if space is None else space) for p in parts)
        text = chance.choice(CHANGES)(text)
        if chance.random() < 0.1:
            text = unicodedata.normalize("NFD", text)
        if chance.random() < 0.2:
            text = "".join(c for c in text if chance.random() < 0.9)
        yield text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        (" \t ", " \t "),
        ("Hội nghị giải ngân vốn", "Hội_nghị giải_ngân vốn"),
        ("hoà bình\n ở Hà Nội.", "hoà_bình \n ở Hà_Nội ."),
        ("TP.HCM và BHXH.../.", "TP. HCM và BHXH. . . / ."),
        ("gửi a.b@c.vn, http://d.vn/e.", "gửi a.b@c.vn , http://d.vn/e."),
        ("tăng 6,33% -> 8.500", "tăng 6,33 % -> 8.500"),
    ],
)
def test_what_a_clerk_can_check(text: str, words: str) -> None:
    assert spelled(text) == words
    assert_as_pyvi(text)


def test_offsets() -> None:
    text = "\u00a0 Hội  nghị, ba\u0309o"
    found = tokens(text)
    composed = "\u00a0 Hội  nghị, bảo"
    assert found.text == composed
    assert list(zip(found.starts, found.ends, found.joined, strict=True)) == [
        (2, 5, False),
        (7, 11, True),
        (11, 12, False),
        (13, 16, False),
    ]
    assert glued(composed) == {7}


def test_a_join_without_a_blank_is_no_glue() -> None:
    text = "BHXH...\u00a0giải ngân"
    found = tokens(text)
    joined = {
        start for start, is_joined in zip(found.starts, found.joined, strict=True) if is_joined
    }
    assert glued(text) == {start for start in joined if text[start - 1].isspace()}


def test_samples() -> None:
    for path in SAMPLE_REPORTS:
        assert_as_pyvi(path.read_text("utf-8"))


@pytest.mark.slow
def test_real_reports_and_news(shared: Path) -> None:
    for path in (shared / "reports").glob("*.txt"):
        assert_as_pyvi(path.read_text("utf-8"))
    with gzip.open(shared / "data" / "news-40k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, ARTICLES)):
            text = json.loads(line)["text"]
            assert_as_pyvi(text)
            if number % 10 == 0:
                assert_spans(text)


def test_fuzzed_strings() -> None:
    for text in fuzzed(ARTICLES):
        assert_as_pyvi(text)
        assert_spans(text)


NO_SURROGATES = st.characters(exclude_categories=["Cs"])  # on which stock pyvi raises


@given(
    st.text(NO_SURROGATES)
    | st.lists(st.sampled_from(FRAGMENTS)).map(" ".join)
    | st.lists(st.sampled_from(FRAGMENTS)).map("".join)
    | st.text("aZĐé1_.,@+-:/ \n\t\0", max_size=40)
)
def test_any_string(text: str) -> None:
    assert_as_pyvi(text)
    assert_spans(text)


@given(st.text(st.sampled_from("a \ud800\udfff\u0301.@")) | st.text())
def test_nothing_raises(text: str) -> None:
    assert_spans(text)
    glued(text)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_REMEMBERED", 50)
    fresh = segment.Pyvi(read_model(model_file()), [])
    monkeypatch.setattr(segment, "loaded_pyvi", lambda: fresh)
    for number in range(200):
        tokens(f"số-{number} " + "a" * number)
        assert len(fresh) <= 50
    assert max(map(len, fresh)) <= 33


def test_threads_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment, "_REMEMBERED", 100)  # so that they forget under each other
    texts = [" ".join(FRAGMENTS[n:] + FRAGMENTS[:n]) for n in range(0, len(FRAGMENTS), 9)]
    expected = [tokens(text) for text in texts]
    found: dict[int, list[segment.Tokens]] = {}
    threads = [
        threading.Thread(target=lambda n=n: found.update({n: [tokens(t) for t in texts]}))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[n] for n in range(4)] == [expected] * 4


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from search.text.pyvi.segmenter import glued;"
        "assert glued('giải ngân') == {5};"
        "heavy = {'pyvi', 'sklearn', 'sklearn_crfsuite', 'pycrfsuite', 'scipy', 'numpy'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_loads_no_model() -> None:
    code = (
        "import search.text.analyze; from search.text.pyvi import segmenter as segment;"
        "assert segment._load.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def model_file() -> bytes:
    """The CRFsuite file in the installed package, by pyvi's own way."""
    name = ViTokenizer.ViTokenizer.model.modelfile.name
    return Path(name).read_bytes()


def test_the_model_file_is_read_whole() -> None:
    model = read_model(model_file())
    assert model.labels == ("B_W", "I_W")
    assert len(model.weights) == 6335
    assert model.weights["word.lower():nghị"][1] > 0 > model.weights["word.lower():nghị"][0]
    assert all(isinstance(weight, float) for row in model.transitions for weight in row)


@pytest.mark.parametrize("cut", [0, 10, 47, 1000, 230_000, 500_000])
def test_a_damaged_model_file_is_named(cut: int) -> None:
    with pytest.raises(ValueError, match="not a CRFsuite model"):
        read_model(model_file()[:cut])
    with pytest.raises(ValueError, match="another kind"):
        read_model(b"x" * 100)


def test_the_pickle_may_name_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "evil.pkl"
    path.write_bytes(pickle.dumps(os.getcwd))
    with path.open("rb") as file, pytest.raises(pickle.UnpicklingError, match="getcwd"):
        SafeUnpickler(file).load()


def test_fragments_are_what_they_seem() -> None:
    assert {"\n", "\0", "Hội nghị", "Ⅳ", "\\", string.punctuation[5]} <= set(FRAGMENTS)
