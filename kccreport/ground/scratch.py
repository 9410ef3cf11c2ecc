"""Folders for work in progress that no kill leaves behind: the next run of any command clears them away.

All lie in one folder of the user's own among the system's temporary files. Each holds a lock for as long as its process
lives, whatever ends it, so one whose lock is free is nobody's any more.
"""

import contextlib
import getpass
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from kccreport.ground.folders import lying_in
from kccreport.ground.interrupts import Uninterrupted

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be taken away, which tells as much
    fcntl = None  # type: ignore[assignment]

T = TypeVar("T")

_LOCK = "in-use"
_TRIES = 5
_NEW, _RUN, _STAGED = "new-", "run-", "staged-"
_SETTLED = 3600  # seconds after which a folder that was never claimed is nobody's


def scratch_root() -> Path:
    """Return where everything in progress lies: a folder of the user's own, which need not be there yet."""
    owner = str(os.getuid()) if hasattr(os, "getuid") else getpass.getuser()
    return Path(tempfile.gettempdir()) / f"kccreport-{owner}"


def _is_ours(root: Path) -> bool:
    """Say whether the folder is there, and nobody else's."""
    try:
        found = root.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _found(prefix: str) -> list[Path]:
    root = scratch_root()
    return lying_in(root, start=prefix) if _is_ours(root) else []


def _made(make: Callable[[Path], T]) -> T:
    """Make something in the folder, which another process may take away while it is empty.

    One that somebody else has put in its place is not used.
    """
    root = scratch_root()
    for _ in range(_TRIES):
        with contextlib.suppress(FileExistsError):
            root.mkdir(mode=0o700)
        if not _is_ours(root):
            break
        with contextlib.suppress(FileNotFoundError):
            return make(root)
    return make(Path(tempfile.mkdtemp(prefix="kccreport-")))


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder to work in, which is gone afterwards, however often Ctrl-C is pressed; what others left goes first."""
    clear_abandoned()
    with contextlib.ExitStack() as stack:
        with Uninterrupted():
            folder = _made(lambda root: tempfile.mkdtemp(prefix=_NEW, dir=root))
            new = Path(folder)
            lock = claim(new)
            if fcntl is not None:  # where a lock is not an open file, its folder can be renamed
                new = new.rename(new.with_name(_RUN + new.name.removeprefix(_NEW)))
            stack.callback(_leave_folder, new, lock)
        yield new


def _leave_folder(folder: Path, lock: IO[bytes]) -> None:
    with Uninterrupted():
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)
        leave_root()


def leave_root() -> None:
    """Take the folder of everything in progress away where nothing is left in it."""
    with contextlib.suppress(OSError):
        scratch_root().rmdir()


def claim(folder: Path) -> IO[bytes]:
    """Hold a folder for as long as the file that is returned is open."""
    lock = (folder / _LOCK).open("wb")
    if fcntl is not None:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def is_abandoned(folder: Path) -> bool:
    """Say whether nobody holds a folder any more."""
    path = folder / _LOCK
    # between making a folder and holding it nothing tells whose it is, but that it is new
    is_being_claimed = fcntl is not None and folder.name.startswith(_NEW)
    if is_being_claimed or not path.exists():
        with contextlib.suppress(OSError):
            return time.time() - folder.stat().st_mtime > _SETTLED
        return False
    try:
        if fcntl is None:
            path.unlink()
            return True
        with path.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def note_staged(folder: Path) -> Path:
    """Note that a folder elsewhere holds files on their way, so that the next run finds it; return the note."""
    handle, name = _made(lambda root: tempfile.mkstemp(prefix=_STAGED, dir=root))
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(str(folder.resolve()))
    return Path(name)


def staged_folders() -> Iterator[tuple[Path, Path]]:
    """Yield the folders that are noted, each with its note."""
    for note in _found(_STAGED):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            yield Path(note.read_text("utf-8")), note


def clear_abandoned() -> None:
    """Take away every folder that a process which is no more has left."""
    for folder in (*_found(_RUN), *_found(_NEW)):
        if folder.is_dir() and is_abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)
            leave_root()
