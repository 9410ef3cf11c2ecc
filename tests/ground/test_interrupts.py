"""Ctrl-C waits where it would leave something behind, and is heeded then."""

import os
import signal
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kccreport.ground.files import copy_all_whole, write_whole
from kccreport.ground.interrupts import Uninterrupted
from kccreport.ground.scratch import scratch_folder


def pressing(action: Callable[..., Any], *, before: bool = False) -> Callable[..., Any]:
    """An action during which, or just before which, Ctrl-C is pressed."""

    def pressed(*arguments: Any, **options: Any) -> Any:
        if before:
            signal.raise_signal(signal.SIGINT)
        found = action(*arguments, **options)
        if not before:
            signal.raise_signal(signal.SIGINT)
        return found

    return pressed


def test_it_is_heeded_at_the_end_of_the_block_once_and_as_ever_afterwards() -> None:
    done = []
    handler = signal.getsignal(signal.SIGINT)

    def work() -> None:
        with Uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append("one")
            with Uninterrupted():
                signal.raise_signal(signal.SIGINT)
            done.append("two")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["one", "two"]
    assert signal.getsignal(signal.SIGINT) is handler
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_a_fault_in_the_block_is_not_lost_and_without_ctrl_c_nothing_happens() -> None:
    with pytest.raises(OSError, match="disk"), Uninterrupted():
        raise OSError("disk")
    with Uninterrupted():
        pass


def test_in_another_thread_the_block_is_as_it_is() -> None:
    handler, seen = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with Uninterrupted():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [handler]


@pytest.mark.parametrize("step", ["tempfile.mkdtemp", "shutil.rmtree"])
@pytest.mark.parametrize("before", [True, False])
def test_a_scratch_folder_is_gone_whenever_it_is_pressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, before: bool
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    owner, _, name = step.rpartition(".")
    monkeypatch.setattr(step, pressing(getattr(__import__(owner), name), before=before))
    with pytest.raises(KeyboardInterrupt), scratch_folder() as folder:
        (folder / "paper.pdf").write_bytes(b"half")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.fsync"])
def test_no_temporary_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    monkeypatch.setattr(step, pressing(getattr(tempfile if "temp" in step else os, step.rpartition(".")[2])))
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "paper.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_while_files_replace_older_ones_all_of_them_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).write_bytes(b"new")
        (tmp_path / f"{name}.pdf").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", pressing(Path.replace))
    with pytest.raises(KeyboardInterrupt):
        copy_all_whole({tmp_path / f"{name}.pdf": tmp_path / name for name in ("one", "two", "three")})
    assert {path.read_bytes() for path in tmp_path.glob("*.pdf")} == {b"new"}
    assert not any(path.name.startswith(".") for path in tmp_path.iterdir())
