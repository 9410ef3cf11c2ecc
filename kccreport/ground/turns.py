"""One at a time: what is read and then written on the strength of it is for one process only, on whatever machine."""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kccreport.ground.errors import UnwritableFile

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NAME = ".kccreport-turn"
_PATIENCE = 120.0  # seconds: a release of a large pack takes less
_PAUSE = 0.02
_TAKEN: set[tuple[int, Path]] = set()  # the threads of this process that hold a folder, and which


@contextlib.contextmanager
def turn_in(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold a folder for the block: whoever else wants it waits, commands and the local page alike.

    The folder is made if it is missing. The lock is a file in it, so that two machines that share the folder heed each
    other where their file system does; whatever ends the process frees it, and it is taken away afterwards. Whoever has the
    turn already, further up in the same thread, goes on.

    Raises:
        UnwritableFile: the folder cannot be written to, or somebody else holds it for longer than `patience` seconds.
    """
    mine = threading.get_ident(), folder.resolve()
    if mine in _TAKEN:
        yield
        return
    path = folder / _NAME
    until = time.monotonic() + patience
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    lock = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while (lock := _held(path)) is None:
            if time.monotonic() > until:
                raise UnwritableFile(f"{folder} is being written to by another kccreport; wait until it is done.")
            time.sleep(_PAUSE)
    except OSError as fault:
        raise UnwritableFile(f"{folder} cannot be written to ({fault.strerror or fault}).") from fault
    _TAKEN.add(mine)
    try:
        yield
    finally:
        _TAKEN.remove(mine)
        _free(lock, path)
        with contextlib.suppress(OSError):  # a folder in which nothing was put is not left behind
            for each in new:
                each.rmdir()


def _held(path: Path) -> IO[bytes] | None:
    """Return the open lock file; None where somebody else holds it, or has just taken it away."""
    if (
        fcntl is None
    ):  # a file that is opened so is nobody else's, and goes when it is closed, whatever ends the process
        try:
            return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_TEMPORARY", 0)), "r+b")
        except (FileExistsError, PermissionError):
            return None
    lock = path.open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.stat().st_ino == os.fstat(lock.fileno()).st_ino:
            return lock
    except (BlockingIOError, FileNotFoundError):
        pass
    lock.close()
    return None


def _free(lock: IO[bytes], path: Path) -> None:
    with contextlib.suppress(OSError):
        if fcntl is not None:  # while it is held, so that nobody's own is taken away
            path.unlink(missing_ok=True)
        lock.close()


def is_open_elsewhere(path: Path) -> bool:
    """Say whether Excel or LibreOffice has a workbook open, by the lock file that each keeps beside it."""
    return any(path.with_name(name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#"))
