"""What many tests need: the samples indexed, the real reports where they are, small reports."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from indexer.build.run import build
from search.dates import clock
from search.engine.protocol import Engine
from search.engine.urls import open_engine
from tests.opensearch.fixtures import new_opensearch_index, opensearch_hosts

__all__ = ["new_opensearch_index", "opensearch_hosts"]

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
PAPERS = SAMPLES / "van-ban"
"""One file of each kind; the other folders hold reports of provinces, in UTF-8."""
SAMPLE_REPORTS = sorted(path for path in SAMPLES.glob("*/*.txt") if path.parent != PAPERS)
SHARED = Path(os.environ.get("HOI_NGHI_SHARED", ROOT.parent / "shared"))

settings.register_profile("house", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("house")


RUN = datetime(2026, 11, 29, 2, 30, tzinfo=UTC)
"""When each run of a test adds its reports, unless the test says when."""


@pytest.fixture(scope="session", autouse=True)
def _one_instant() -> Iterator[None]:
    """No test asks the real clock when a report was added."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: RUN)
        yield


@pytest.fixture(scope="session")
def samples_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an index of the reports of samples/, not of its papers; nobody changes it."""
    folder = tmp_path_factory.mktemp("samples")
    shutil.copytree(SAMPLES, folder / "samples", ignore=shutil.ignore_patterns(PAPERS.name))
    url = f"whoosh:{folder / 'index'}"
    build([folder / "samples"], open_engine(url))
    return url


@pytest.fixture(scope="session")
def samples(samples_url: str) -> Engine:
    """The engine over it."""
    return open_engine(samples_url)


@pytest.fixture(scope="session")
def all_samples(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine over all of samples/, papers and all: what `make run` serves."""
    url = f"whoosh:{tmp_path_factory.mktemp('all') / 'index'}"
    build([SAMPLES], open_engine(url))
    return open_engine(url)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder with real reports and data; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: real reports and data are not part of the project")
    return SHARED


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """The engine over an index that is not there yet."""
    return open_engine(f"whoosh:{tmp_path / 'index'}")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file under tmp_path/reports."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return put


@pytest.fixture
def small_heap() -> Iterator[None]:
    """For tests that compare times: a pass of the garbage collector over all that other tests left
    takes longer than what is measured."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
