"""Addresses of indexes → where they are."""

from pathlib import Path

import pytest

from search.engine.errors import BadAddressError
from search.engine.urls import is_same_index, open_engine
from tests.search.engine.test_contract import entry, publish


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and the current folder elsewhere."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize("url", ["whoosh:~/hn/index", "~/hn/index"])
def test_a_tilde_is_the_home(home: Path, url: str) -> None:
    publish(open_engine(url), entry("1", "a"))
    assert (home / "hn" / "index" / "CURRENT").is_file()
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("url", ["whoosh:a~b/~", "whoosh:./~", "x/~/y"])
def test_a_tilde_within_a_path_is_none(home: Path, url: str) -> None:
    publish(open_engine(url), entry("1", "a"))
    assert (Path(url.removeprefix("whoosh:")) / "CURRENT").is_file()


def test_the_home_of_nobody_is_no_address(home: Path) -> None:
    with pytest.raises(BadAddressError, match="no home of '~nobody-of-this-name'"):
        open_engine("whoosh:~nobody-of-this-name/index")
    Path("~nobody-of-this-name").mkdir()
    publish(open_engine("whoosh:~nobody-of-this-name"), entry("1", "a"))
    assert Path("~nobody-of-this-name", "CURRENT").is_file()


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        ("whoosh:a/../b", "b", True),
        ("whoosh:~/b", "b", False),
        ("opensearch://h:9200/n", "opensearch://h:9200/n?shards=3", True),
        ("opensearch://h:9200/n", "opensearch://h:9200/m", False),
        ("opensearch://h:9200/n", "whoosh:n", False),
    ],
)
@pytest.mark.usefixtures("home")
def test_two_addresses_may_be_of_one_index(url: str, other: str, same: bool) -> None:
    assert is_same_index(url, other) is same
    assert is_same_index(other, url) is same
