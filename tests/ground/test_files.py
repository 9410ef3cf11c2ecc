"""A file appears whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kccreport.ground.errors import UnwritableFile
from kccreport.ground.files import copy_all_whole, write_all_whole, write_whole


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_file_is_written_and_its_folder_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.pdf", b"content")
    assert (tmp_path / "a" / "b.pdf").read_bytes() == b"content"


@pytest.mark.parametrize(
    ("step", "number"),
    [("os.fsync", errno.ENOSPC), ("pathlib.Path.replace", errno.EACCES), ("tempfile.mkstemp", errno.EROFS)],
)
def test_whatever_goes_wrong_the_old_file_stays_and_nothing_else_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(step, failing(number))
    with pytest.raises(UnwritableFile) as fault:
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    assert os.strerror(number) in str(fault.value)


def test_an_interruption_while_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "paper.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_several_files_appear_together_or_not_at_all(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.new").write_bytes(name.encode())
    out = tmp_path / "out"
    copy_all_whole({out / "one.pdf": tmp_path / "one.new", out / "two.pdf": tmp_path / "two.new"})
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"one.pdf": b"one", "two.pdf": b"two"}
    (tmp_path / "one.new").write_bytes(b"changed")
    with pytest.raises(UnwritableFile):
        copy_all_whole({out / "one.pdf": tmp_path / "one.new", out / "two.pdf": tmp_path / "missing"})
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"one.pdf": b"one", "two.pdf": b"two"}


def test_a_folder_that_bears_the_name_of_one_of_several_files_is_neither_moved_nor_lost(tmp_path: Path) -> None:
    (tmp_path / "two.csv").mkdir()
    (tmp_path / "two.csv" / "theirs").write_bytes(b"theirs")
    (tmp_path / "one.pdf").write_bytes(b"old")
    with pytest.raises(UnwritableFile, match=r"two\.csv cannot be written \(a folder of that name is there\)"):
        write_all_whole({tmp_path / "one.pdf": b"new", tmp_path / "two.csv": b"new"})
    assert (tmp_path / "two.csv" / "theirs").read_bytes() == b"theirs"
    assert (tmp_path / "one.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.pdf", "two.csv"]


posix = pytest.mark.skipif(os.name != "posix", reason="permissions, and folders that can be opened, are POSIX's")


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_everybody_may_read_what_was_written_and_only_its_owner_change_it(tmp_path: Path, umask: int) -> None:
    (tmp_path / "made").write_bytes(b"x")
    before = os.umask(umask)
    try:
        write_whole(tmp_path / "paper.pdf", b"x")
        copy_all_whole({tmp_path / "pack.pdf": tmp_path / "made"})
    finally:
        os.umask(before)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("paper.pdf", "pack.pdf")] == [0o644, 0o644]


@posix
def test_bytes_are_on_disk_before_a_file_has_its_name_and_the_name_is_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Source: POSIX, fsync; a rename is only lasting once the folder itself was synchronised."""
    steps: list[tuple[str, int]] = []
    fsync, replace = os.fsync, Path.replace

    def synchronised(handle: int) -> None:
        steps.append(("synchronised", os.fstat(handle).st_ino))
        fsync(handle)

    def replaced(source: Path, target: Path) -> Path:
        steps.append(("named", source.stat().st_ino))
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", synchronised)
    monkeypatch.setattr(Path, "replace", replaced)
    write_whole(tmp_path / "out" / "paper.pdf", b"x")
    file, folder = ((tmp_path / name).stat().st_ino for name in ("out/paper.pdf", "out"))
    assert steps == [("synchronised", file), ("named", file), ("synchronised", folder)]
