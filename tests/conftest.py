"""Settings for the whole suite."""

import gc
import os
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import settings
from openpyxl.worksheet import _reader

from tests.remembered import templates_kept_short, workbooks_opened_once, workbooks_written_once

# the same examples in every run, more of them in CI, and no deadline: a busy machine is not a fault
settings.register_profile("kccreport", deadline=None, derandomize=True, max_examples=20)
settings.register_profile("deep", settings.get_profile("kccreport"), max_examples=200)
settings.load_profile("deep" if os.environ.get("KCCREPORT_EXPECT_TOOLS") else "kccreport")


def pytest_configure() -> None:
    """Workbooks that tests look into are made by tests, so openpyxl need not read them with the slow parser that is for those
    of others; what refuses theirs is ours, and stands before it (`workbook.preflight`).
    """
    _reader.iterparse = ElementTree.iterparse
    # a suite that runs in the background is begun deaf to Ctrl-C, which tests press
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What has been imported stays, so the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _workbooks_written_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        workbooks_written_once(patch)
        templates_kept_short(patch)
        yield


@pytest.fixture
def opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    workbooks_opened_once(monkeypatch)


@pytest.fixture(scope="session")
def _folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new folder for each test, which pytest would look for a name for among all that there are."""
    base = tmp_path_factory.mktemp("tests")
    return (base / str(number) for number in count())


@pytest.fixture
def tmp_path(_folders: Iterator[Path]) -> Path:
    """A folder within the test's own: what is looked for beside a paper's folder is not found among other tests' files."""
    own = next(_folders)
    own.mkdir()
    folder = own / "here"
    folder.mkdir()
    return folder
