"""What is in progress survives no kill: neither a folder nor half a set of files."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from kccreport.ground import files
from kccreport.ground.errors import UnwritableFile
from kccreport.ground.files import settle_staged, write_all_whole
from kccreport.ground.scratch import claim, clear_abandoned, note_staged, scratch_folder, scratch_root
from tests import ROOT

pytestmark = pytest.mark.usefixtures("own_root")


@pytest.fixture
def own_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "system").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "system"))


def test_a_folder_is_gone_afterwards_even_where_the_work_failed() -> None:
    def work() -> None:
        with scratch_folder() as folder:
            (folder / "secret.pdf").write_bytes(b"secret")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        work()
    assert not scratch_root().exists()


def test_a_folder_in_use_is_left_alone() -> None:
    with scratch_folder() as folder:
        clear_abandoned()
        assert folder.is_dir()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file is its own lock")
def test_a_folder_that_is_not_held_yet_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between making a folder and holding it, and between its file and the lock on that, another process may look."""

    def claimed_in_company(folder: Path) -> IO[bytes]:
        clear_abandoned()
        (folder / "in-use").touch()
        clear_abandoned()
        return claim(folder)

    monkeypatch.setattr("kccreport.ground.scratch.claim", claimed_in_company)
    with scratch_folder() as folder:
        assert folder.is_dir()


def test_the_folder_of_all_may_go_while_it_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(folder: Path) -> Iterator[Path]:
        folder.rmdir()
        raise FileNotFoundError(folder)

    scratch_root().mkdir(mode=0o700)
    monkeypatch.setattr(Path, "iterdir", gone)
    clear_abandoned()


@pytest.mark.skipif(os.name != "posix", reason="kills as other systems do not")
def test_what_a_killed_process_leaves_is_cleared_by_the_next(tmp_path: Path) -> None:
    code = (
        "import sys, os, signal, tempfile; tempfile.tempdir = sys.argv[1]; from kccreport.ground.scratch import scratch_folder\n"
        "with scratch_folder() as folder:\n"
        "    (folder / 'secret.pdf').write_text('secret'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "system")], check=False, cwd=ROOT)
    assert [path.name for path in scratch_root().rglob("*.pdf")] == ["secret.pdf"]
    clear_abandoned()
    assert not scratch_root().exists()


@pytest.mark.skipif(os.name != "posix", reason="the owner of a folder is known there")
def test_a_folder_that_somebody_else_put_there_is_not_used(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (tmp_path / "system" / f"kccreport-{os.getuid()}").symlink_to(other)
    with scratch_folder() as folder:
        assert other not in folder.resolve().parents
    assert list(other.iterdir()) == []


class Killed(BaseException):
    """Stands for a kill: nothing is tidied up after it."""


STEPS = range(1, 12)


@pytest.mark.parametrize("last", STEPS)
def test_wherever_a_set_is_interrupted_old_and_new_never_stand_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    names = ("paper.pdf", "paper.csv", "paper.json")
    out = tmp_path / "out"
    write_all_whole({out / name: b"old" for name in names})
    moves, real = 0, Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves == last:
            raise Killed
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(files.shutil, "rmtree", lambda *_, **__: None)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with contextlib.suppress(Killed):
        write_all_whole({out / name: b"new" for name in names})
    found = {path.read_bytes() for path in out.iterdir() if path.is_file()}
    assert found in ({b"old"}, {b"new"}, set())
    monkeypatch.undo()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "system"))
    settle_staged()
    assert sorted(path.name for path in out.iterdir()) == sorted(names)
    assert len({(out / name).read_bytes() for name in names}) == 1
    assert not scratch_root().exists()


def test_where_one_file_cannot_be_replaced_every_old_one_is_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, real = tmp_path / "out", Path.replace
    write_all_whole({out / "a": b"old", out / "b": b"old"})

    def replace(self: Path, target: Path) -> Path:
        if self.name == "b":
            raise PermissionError(13, "open in another program")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(UnwritableFile, match="open in another program"):
        write_all_whole({out / "a": b"new", out / "b": b"new"})
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"a": b"old", "b": b"old"}


def test_a_set_in_use_is_left_alone(tmp_path: Path) -> None:
    staging = tmp_path / ".kccreport-set-x"
    staging.mkdir()
    (staging / "decided").write_text(json.dumps({"new": ["a"], "gone": []}))
    (staging / "new-0").write_bytes(b"new")
    with claim(staging):
        note_staged(staging)
        settle_staged()
        assert (staging / "new-0").exists()
    settle_staged()
    assert (tmp_path / "a").read_bytes() == b"new"
    assert not staging.exists()
