"""What was compiled of a template is taken by the next process, while nothing of it is another."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from web.http import outdented
from web.http.compiled_templates import CompiledTemplates
from web.http.outdented import Outdented


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One with a template, where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html").write_text("<p>\n    {% if True %}{{ 1 }}{% endif %}\n", "utf-8")
    return tmp_path


def compiled(package: Path, *, trim_blocks: bool = False) -> tuple[str, bool]:
    """A template as a new process renders it, and whether it compiled it."""
    options = {"trim_blocks": trim_blocks, "extensions": [Outdented]}
    environment = Environment(
        loader=FileSystemLoader(package),
        bytecode_cache=CompiledTemplates(package, options),
        trim_blocks=trim_blocks,
        extensions=[Outdented],
    )
    found: list[bool] = []
    really = environment.compile
    environment.compile = lambda *a, **k: found.append(True) or really(*a, **k)  # type: ignore
    return environment.get_template("a.html").render(), bool(found)


def test_it_is_compiled_once(package: Path) -> None:
    assert compiled(package) == ("<p>\n 1", True)
    assert compiled(package) == ("<p>\n 1", False)


def test_another_template_is_compiled_anew(package: Path) -> None:
    compiled(package)
    (package / "a.html").write_text("<p>\n    2", "utf-8")
    assert compiled(package) == ("<p>\n 2", True)


def test_another_environment_compiles_anew(package: Path) -> None:
    compiled(package)
    assert compiled(package, trim_blocks=True)[1]


def test_another_extension_compiles_anew(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(package)
    changed = package / "outdented.py"
    changed.write_text("another", "utf-8")
    monkeypatch.setattr(outdented, "__file__", str(changed))
    assert compiled(package)[1]


def test_what_is_torn_is_compiled_anew(package: Path) -> None:
    compiled(package)
    [kept] = (package / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:-7])
    assert compiled(package) == ("<p>\n 1", True)


def test_nothing_is_kept_where_python_keeps_nothing(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(package)
    assert not (package / "__pycache__").exists()


def test_where_nothing_can_be_written_it_is_compiled_each_time(package: Path) -> None:
    (package / "__pycache__").write_text("a file where the folder would be", "utf-8")
    assert compiled(package)[1] and compiled(package)[1]
