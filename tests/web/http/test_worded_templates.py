"""Words of the pages stand in the sources of templates, escaped; another word is another source."""

from pathlib import Path

import pytest
from jinja2 import Environment

from web import wording
from web.http.worded_templates import WordedTemplates


@pytest.fixture
def templates(tmp_path: Path) -> Environment:
    """Of one template that says a word of the pages."""
    (tmp_path / "a.html").write_text("<b>{{ m.search.FILTERS }}</b>", "utf-8")
    return Environment(loader=WordedTemplates(tmp_path), autoescape=True, auto_reload=False)


def source(templates: Environment) -> str:
    assert templates.loader is not None
    return templates.loader.get_source(templates, "a.html")[0]


def test_a_word_is_text_of_the_source(
    templates: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording.search, "FILTERS", "A & <b>")
    assert source(templates) == "<b>A &amp; &lt;b&gt;</b>"
    assert templates.get_template("a.html").render() == "<b>A &amp; &lt;b&gt;</b>"


@pytest.mark.parametrize("words", ["{{ 1 }}", "a\n  b", ("a", "b")])
def test_what_is_no_plain_line_is_asked_for_as_before(
    templates: Environment, monkeypatch: pytest.MonkeyPatch, words: object
) -> None:
    monkeypatch.setattr(wording.search, "FILTERS", words)
    assert source(templates) == "<b>{{ m.search.FILTERS }}</b>"
