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
from collections.abc import Iterator
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be taken away, which tells as much
    fcntl = None  # type: ignore[assignment]

_LOCK = "in-use"
_NEW, _RUN, _STAGED = "new-", "run-", "staged-"
_SETTLED = 3600  # seconds after which a folder that was never claimed is nobody's


def scratch_root() -> Path:
    """Return the folder that holds everything in progress, made where it is missing; only its user may look into it.

    One that somebody else has made in its place is not used.
    """
    owner = str(os.getuid()) if hasattr(os, "getuid") else getpass.getuser()
    root = Path(tempfile.gettempdir()) / f"kccreport-{owner}"
    with contextlib.suppress(FileExistsError):
        root.mkdir(mode=0o700)
    found = root.lstat()
    is_ours = stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())
    return root if is_ours else Path(tempfile.mkdtemp(prefix="kccreport-"))


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder to work in, which is gone afterwards; what others left behind goes first."""
    clear_abandoned()
    root = scratch_root()
    new = Path(tempfile.mkdtemp(prefix=_NEW, dir=root))
    lock = claim(new)
    folder = new
    if fcntl is not None:  # where a lock is not an open file, its folder can be renamed
        folder = new.with_name(_RUN + new.name.removeprefix(_NEW))
        new.rename(folder)
    try:
        yield folder
    finally:
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


def claim(folder: Path) -> IO[bytes]:
    """Hold a folder for as long as the file that is returned is open."""
    lock = (folder / _LOCK).open("wb")
    if fcntl is not None:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def is_abandoned(folder: Path) -> bool:
    """Say whether nobody holds a folder any more."""
    path = folder / _LOCK
    if not path.exists():
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
    handle, name = tempfile.mkstemp(prefix=_STAGED, dir=scratch_root())
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(str(folder.resolve()))
    return Path(name)


def staged_folders() -> Iterator[tuple[Path, Path]]:
    """Yield the folders that are noted, each with its note."""
    for note in sorted(scratch_root().glob(_STAGED + "*")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            yield Path(note.read_text("utf-8")), note


def clear_abandoned() -> None:
    """Take away every folder that a process which is no more has left."""
    for folder in [*scratch_root().glob(_RUN + "*"), *scratch_root().glob(_NEW + "*")]:
        if folder.is_dir() and is_abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)
