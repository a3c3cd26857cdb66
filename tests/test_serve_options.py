"""Settings of the server that are wrong in every way: a line that says so, exit code 2."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hoi_nghi import serve_options
from web.http.public_address import is_public


@click.command()
@serve_options.of_server
@serve_options.of_readers
@serve_options.of_logs
def told(**settings: object) -> None:
    """Prints its settings."""
    click.echo(sorted(settings.items()))


def asked(tmp_path: Path, settings: str) -> tuple[int, str]:
    file = tmp_path / "serve.toml"
    file.write_text(settings, "utf-8")
    done = CliRunner().invoke(told, ["--config", str(file)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize(
    "settings",
    [
        "port = 1.5",
        "port = true",
        "port = {a = 1}",
        "port = [1]",
        'port = "abc"',
        "port = 70000",
        "host = 5",
        'host = "\\u0000"',
        'access_log = "a\\nb"',
        'originals = "maybe"',
        "originals = 2",
        'log_format = ["text"]',
        "public_url = {a = 1}",
        'public_url = "http://["',
        'trusted_proxy = "no address"',
        'collections = "a=b"',
        "collections = {a = 5}",
        "collections = {a = {b = 1}}",
        'collections = {"A B" = "c"}',
        "collections = 5",
        'config = "again"',
        "index = 2020-01-01",
        "a.b = 1",
        "port",
        "a = " + "[" * 5000,
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, settings: str) -> None:
    code, output = asked(tmp_path, settings)
    assert code == 2 and "Error: Invalid value" in output


def test_a_right_file(tmp_path: Path) -> None:
    code, output = asked(
        tmp_path,
        'port = "8001"\noriginals = false\ntrusted_proxy = "::1"\n[collections]\na = "whoosh:b"\n',
    )
    assert code == 0
    assert "('port', 8001)" in output and "('originals', False)" in output
    assert "('collections', {'a': 'whoosh:b'})" in output


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("'a=whoosh:/srv/hội nghị'", "whoosh:/srv/hội nghị"),
        ('b=x a="whoosh:/srv/a b"', "whoosh:/srv/a b"),
        ("a=whoosh:C:\\a#b b=x", "whoosh:C:\\a#b"),
    ],
)
def test_blanks_in_a_variable_stand_in_quotes(given: str, url: str) -> None:
    done = CliRunner().invoke(told, [], env={"HOI_NGHI_COLLECTION": given})
    assert done.exit_code == 0 and f"'a': {url!r}" in done.output


def test_a_quote_in_a_variable_that_does_not_end_is_told() -> None:
    done = CliRunner().invoke(told, [], env={"HOI_NGHI_COLLECTION": "'a=b"})
    assert done.exit_code == 2 and "has a quote that does not end" in done.output


@pytest.mark.parametrize("url", ["https://x.vn", "http://[::1]:80/a/b", "https://x.vn/hoi-nghi/"])
def test_a_public_address(url: str) -> None:
    assert is_public(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "https://x:99999",
        "https://x:ab/",
        "https://x y/",
        "https://x//evil.vn",
        "https://x/a/../b",
        "https://x/a/.",
        "https://tỉnh.vn/",
        "https://x/%E1%BB%99",
        'https://x/"><b>',
        "https://x/\n",
        "https://a@x/",
        "https://x/?q",
        "ftp://x/",
        "//x/",
    ],
)
def test_what_is_no_public_address(url: str) -> None:
    assert not is_public(url)
