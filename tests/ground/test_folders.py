"""A folder that goes while it is looked into holds nothing, and is no fault: others' work in progress comes and goes."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kccreport.ground import scratch
from kccreport.ground.folders import files_below, lying_in
from kccreport.published.series import Shelf
from tests import books
from tests.cli.test_commands import run


@pytest.fixture
def going(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is seen, but is gone when it is opened."""
    folder = tmp_path / "going"
    folder.mkdir()
    (folder / "a.record.json").write_text("{}")
    opened: Callable[..., Any] = os.scandir

    def scandir(path: Any = ".") -> Any:
        if not isinstance(path, int) and Path(path) == folder:
            raise FileNotFoundError(2, "No such file or directory", str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    return folder


def test_names_are_in_order_and_of_the_depth_asked_for(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", "other", "y/c.json", "x/z.json", "x/deep/d.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert lying_in(tmp_path, end=".json") == [tmp_path / "a.json", tmp_path / "b.json"]
    assert lying_in(tmp_path, start="b", end=".json") == [tmp_path / "b.json"]
    assert lying_in(tmp_path, end=".json", depth=1) == [tmp_path / "x" / "z.json", tmp_path / "y" / "c.json"]
    assert lying_in(tmp_path / "none") == lying_in(tmp_path / "other") == []
    assert [path.name for path in files_below(tmp_path)] == ["a.json", "b.json", "other", "d.json", "z.json", "c.json"]


def test_records_and_workbooks_are_found_beside_a_folder_that_goes(
    going: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.record.json").write_text("{}")
    assert list(Shelf(tmp_path, tmp_path / "x.xlsx").files()) == [tmp_path / "b.record.json"]
    (tmp_path / "in").mkdir()
    books.save(tmp_path / "in" / "june.xlsx")
    monkeypatch.chdir(tmp_path)
    assert run("build", ".", "--out", "out").exit_code == 0
    assert (tmp_path / "out" / "in" / "june.pdf").exists()


def test_work_in_progress_is_not_found_in_a_folder_that_has_just_gone(
    going: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "scratch_root", lambda: going)
    assert scratch._found("a") == []
    scratch.clear_abandoned()
