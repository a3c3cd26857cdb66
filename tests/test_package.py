"""A wheel of the checkout holds every file, and its command works where it is installed."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from hoi_nghi import __version__
from hoi_nghi.main import COMMANDS
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
PACKAGES = ("search", "indexer", "web", "hoi_nghi")


def checked_out() -> list[str]:
    """The files of the checkout that are not ignored."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [name for name in told.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built of a copy, so that nothing of an earlier build gets into it."""
    source = tmp_path_factory.mktemp("source")
    for name in checked_out():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys, setuptools.build_meta as it; it.build_wheel(sys.argv[1])"
    made = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=source, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment that has the wheel, and what it needs from the environment of
    the tests: nothing is fetched."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    python = home / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel)], check=True
    )
    [packages] = home.glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"))
    return home / "bin"


def say(program: Path, *arguments: object, cwd: Path) -> str:
    """What a program prints where the checkout is not in reach."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "HOI_NGHI_INDEX")}
    made = subprocess.run(
        [program, *map(str, arguments)],
        cwd=cwd, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return made.stdout


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {name for name in checked_out() if name.split("/")[0] in PACKAGES}
    assert names == expected
    assert {Path(name).suffix for name in names} >= {
        ".py",
        ".tsv",
        ".txt",
        ".html",
        ".js",
        ".typed",
    }
    assert f"hoi_nghi-{__version__}-" in wheel.name


def test_the_command_from_files_to_hits(installed: Path, tmp_path: Path) -> None:
    command = installed / "hoi-nghi"
    (tmp_path / "reports").mkdir()
    text = "Sáng 25/8/2023, UBND tỉnh Hưng Yên giao ban về giải ngân vốn."
    (tmp_path / "reports" / "a.txt").write_text(text, "utf-8")
    assert say(command, "--version", cwd=tmp_path) == f"hoi-nghi {__version__}\n"
    assert say(command, "index", "reports", cwd=tmp_path).startswith("g-000001: 1 added")
    assert "**giải ngân**" in say(command, "search", "giai ngan", cwd=tmp_path)
    assert "1\tgiải ngân" in say(command, "suggest", "giai ng", cwd=tmp_path)
    assert say(command, "similar", "a.txt", cwd=tmp_path).startswith("0 reports most similar")
    told = say(command, "--help", cwd=tmp_path)
    assert all(f"\n  {name} " in told for name in COMMANDS)


def test_the_page_from_the_installed_package(installed: Path, tmp_path: Path) -> None:
    code = (
        "import json, web.app\n"
        "from search.engine.urls import open_engine\n"
        "client = web.app.create_app(open_engine('whoosh:none')).test_client()\n"
        "found = [client.get(path).status_code for path in ('/static/style.css', '/', '/help')]\n"
        "print(json.dumps([web.app.__file__, found]))\n"
    )
    file, statuses = json.loads(say(installed / "python", "-c", code, cwd=tmp_path))
    assert Path(file).is_relative_to(installed.parent)
    assert statuses == [200, 503, 503]  # there is no index yet, and the page says so
