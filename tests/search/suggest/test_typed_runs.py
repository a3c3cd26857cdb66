"""What was typed, and a suggestion → which of its characters are those."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.protocol import Engine
from search.searcher import Searcher
from search.suggest.completions import complete
from search.suggest.typed_runs import typed_runs


def marked(suggested: str, typed: str) -> str:
    """The runs as one line, the highlighted ones in brackets."""
    runs = typed_runs(suggested, typed)
    return "".join(f"[{run.text}]" if run.is_highlighted else run.text for run in runs)


@pytest.mark.parametrize(
    ("typed", "suggested", "said"),
    [
        ("chi hu", "Nguyễn Chí Hướng", "Nguyễn [Chí] [Hư]ớng"),
        ("chi huong", "Chí Hướng", "[Chí] [Hướng]"),
        ("giải ng", "giải ngân", "[giải] [ng]ân"),
        ("giải ngâ", "giải ngân", "[giải] [ngâ]n"),
        ("đầu tư ", "đầu tư công", "[đầu] [tư] công"),
        ("dau tu", "đầu tư công", "[đầu] [tư] công"),
        ("UBN", "UBND tỉnh Nghệ An", "[UBN]D tỉnh Nghệ An"),
        ("hội nghị ban", '"Hội nghị Ban chấp hành"', '"[Hội] [nghị] [Ban] chấp hành"'),
        ("thai b", "Báo Thái Bình", "Báo [Thái] [B]ình"),
        ("ky lu", "kỉ luật", "[kỉ] [lu]ật"),
        ("kỹ th", "kĩ thuật", "[kĩ] [th]uật"),
        ("nghị quyết số 15", "nghị quyết số 15-NQ/TU", "[nghị] [quyết] [số] [15]-NQ/TU"),
        # diacritics that were typed are meant
        ("giả", "gia đình", "gia đình"),
        ("hướng", "Chí Hương", "Chí Hương"),
        # the tone that is still to come
        ("hương", "Chí Hướng", "Chí [Hướng]"),
        # a correction is not what was typed
        ("giari ngaan", "giải ngân", "giải ngân"),
        ("giải ngânn", "giải ngân", "giải ngân"),
        ("", "giải ngân", "giải ngân"),
        ('"giải"', "giải ngân", "giải ngân"),
    ],
)
def test_what_was_typed_is_told_from_the_rest(typed: str, suggested: str, said: str) -> None:
    assert marked(suggested, typed) == said
    torn = unicodedata.normalize("NFD", typed)
    assert marked(suggested, torn) == said


def test_combining_characters_stay_with_their_letter() -> None:
    torn = unicodedata.normalize("NFD", "Chí Hướng")
    parts = [run.text for run in typed_runs(torn, "chi hư") if run.is_highlighted]
    assert [unicodedata.normalize("NFC", part) for part in parts] == ["Chí", "Hướ"[:2]]


@given(st.text(max_size=30), st.text(max_size=30))
def test_runs_are_the_text(suggested: str, typed: str) -> None:
    assert "".join(run.text for run in typed_runs(suggested, typed)) == suggested
    assert all(run.text for run in typed_runs(suggested, typed)) or not suggested


@pytest.mark.parametrize("typed", ["canh toai", "bac k", "hội nghị ban", "giai n", "ubn"])
def test_every_completion_has_what_was_typed(samples: Engine, typed: str) -> None:
    live = Searcher(samples.snapshot())
    found = complete(typed, live)
    assert found
    for one in found:
        assert any(run.is_highlighted for run in typed_runs(one.text, typed)), one
